"""What stands right beside a title without a link: 'Director (Training)', 'Secretary-General (SG)', 'Regional
Coordinator Southern Africa'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.persons.title_bodies import Body, body_at
from kg.extract.persons.title_fields import past_articles
from kg.extract.persons.title_heads import JOINTS, core, head_at, opens_title
from kg.extract.persons.title_portfolios import named_next
from kg.extract.persons.title_shape import Title
from kg.extract.text.words import BODIES, LAND, Token, words

_SHORT = re.compile(r"[A-Z][A-Za-z]{0,4}[A-Z]")
_STOPS = frozenset({",", ".", ";", ")", "(", "–", ":"})
_LONGEST = 8
"""Tokens in brackets behind a title, at most."""


def direct_field(tokens: Sequence[Token], title: Title) -> None:
    """Reads the field that follows without a link: 'Director General Immigration Services,', 'Coordinator Asia at'."""
    index = title.after
    lands = title.kind in ("executive", "officer")
    while index < len(tokens) and _field_word(tokens, index, title.after, lands=lands):
        index += 1
    nxt = tokens[index] if index < len(tokens) else None
    stops = nxt is None or nxt.text in _STOPS or nxt.lower in ("at", "with")
    stops = stops or (tokens[index - 1].type in LAND and nxt is not None and nxt.type == "Person")
    if index > title.after and stops and not title.lower and not named_next(tokens, title.after):
        title.end, title.after = tokens[index - 1].end, index


_DIRECT = frozenset({"InternationalOrganization", "Office", "CivilSociety"})


def direct_body(tokens: Sequence[Token], title: Title) -> None:
    """Reads the organisation that follows without a link before a comma: 'the Chief of Mission |IOM Kenya|, P'."""
    index = title.after
    if title.lower or title.owner or index + 1 >= len(tokens) or tokens[index].type not in _DIRECT:
        return
    named = tokens[index + 2 : index + 3]
    if tokens[index + 1].text == "," and named and (named[0].type == "Person" or named_next(tokens, index + 2)):
        title.bodies.append(Body([tokens[index]]))
        title.after = index + 1


def union_field(tokens: Sequence[Token], index: int) -> int:
    """The index after an organisation and the words that make it the field of a title ('Director of |ASEAN Affairs|,
    P', 'Head of |EU Integration| at'), else `index`."""
    if tokens[index].type != "InternationalOrganization":
        return index
    end = index + 1
    while end < len(tokens) and tokens[end].capital and tokens[end].kind == "word":
        end += 1
    known = end > index + 1 and tokens[end - 1].lower in words("titles_portfolios", "word")
    units = words("titles_bodies", "word")
    stops = end < len(tokens) and (tokens[end].text in _STOPS or tokens[end].lower in ("at", "of", "in"))
    return end if known and stops and tokens[end - 1].lower not in units else index


_UNITS = frozenset("region unit programme desk team portfolio section hub cluster area division".split())


def unit_field(tokens: Sequence[Token], title: Title) -> None:
    """Reads what 'Head of Region', 'Head of Unit' is of: 'Western Balkans and Turkey'."""
    if tokens[title.after - 1].lower in _UNITS and not title.bodies:
        direct_field(tokens, title)


_HEADED = frozenset({"head", "chief", "director", "manager", "leader", "coordinator", "co-ordinator"})
_SMALL_UNITS = _UNITS | frozenset("department directorate office service group".split())


def small_unit(tokens: Sequence[Token], start: int, title: Title) -> int:
    """The index after a unit told in small letters that somebody heads ('Head of the |IT department| at B'), which is
    a field and no body by name; else `start`."""
    heads = {t.lower for t in tokens[title.first : title.after]} & _HEADED
    if not heads or tokens[start - 1].lower not in ("of", "the"):
        return start
    for end in range(start, min(start + 6, len(tokens))):
        if tokens[end].kind != "word" or tokens[end].lower in _NO_PART or tokens[end].lower.endswith("ed"):
            return start
        if tokens[end].lower in _SMALL_UNITS and not tokens[end].capital:
            after = tokens[end + 1].lower if end + 1 < len(tokens) else "."
            return end + 1 if end > start and (after in _STOPS or after in ("at", "in", "of", "within")) else start
    return start


_NO_PART = frozenset({"at", "in", "of", "within", "who", "that", "which", "said", "was", "is", "has"})


def _field_word(tokens: Sequence[Token], index: int, first: int, *, lands: bool) -> bool:
    """A capitalised word of a portfolio or, with `lands`, a country or region, or a small word between two."""
    token, follows = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if token.lower in ("and", "&"):
        named = follows is not None and (follows.capital or lands and follows.type in LAND)
        return index > first and named and not opens_title(tokens, index + 1)
    return lands and token.type in LAND or token.capital and token.lower in words("titles_portfolios", "word")


def bracketed(tokens: Sequence[Token], title: Title) -> bool:
    """Reads what stands in brackets behind a title, whether a short form of it, its field, or something to pass over;
    False if nothing of these."""
    inside = range(title.after + 1, min(title.after + 1 + _LONGEST, len(tokens)))
    close = next((n for n in inside if tokens[n].text == ")"), 0)
    if close < title.after + 2:
        return False
    if _short_form(tokens, title, close):
        title.cuts.append((tokens[title.after - 1].end, tokens[close].end))
        title.after = close + 1
        return True
    linked = close + 2 < len(tokens) and tokens[close + 1].lower in ("at", "of", "in", ",")
    of_body = not title.bodies and linked and body_follows(tokens, close + 2)
    named = close + 1 < len(tokens) and tokens[close + 1].type == "Person"
    if _is_field(tokens, title.after + 1, close, of_body=of_body or named):
        title.end, title.after = tokens[close].end, close + 1
        return True
    title.after = close + 1 if of_body else title.after
    return of_body


def _short_form(tokens: Sequence[Token], title: Title, close: int) -> bool:
    """Whether the brackets hold the initials of the title: '(SG)', '(MoRR)'."""
    short = tokens[title.after + 1]
    if close != title.after + 2 or not _SHORT.fullmatch(short.text):
        return False
    parts = [part for token in tokens[title.first : title.after] for part in re.split(r"[\W_]+", token.text) if part]
    initials = iter(part[0].upper() for part in parts)
    return all(letter in initials for letter in short.text.upper())


def _is_field(tokens: Sequence[Token], start: int, close: int, *, of_body: bool) -> bool:
    """Whether the words in brackets are a field ('Operations'), another post ('Second Secretary'), or, before the body
    itself, a part of it ('South Asia Wing')."""
    inside = tokens[start:close]
    posted = core(tokens[:close], start)
    if all(t.capital for t in inside) and posted is not None and posted[1] == close:
        return True
    units = words("titles_bodies", "word") if of_body else frozenset[str]()
    known = words("titles_portfolios", "word") | units
    named = (t.capital and (of_body or t.lower in known) or of_body and t.type in (*LAND, *BODIES) for t in inside)
    return all(fits or t.lower in JOINTS for fits, t in zip(named, inside, strict=True))


def body_follows(tokens: Sequence[Token], index: int) -> bool:
    """Whether the name of a body stands here, and no owner of another title."""
    body, after = body_at(tokens, past_articles(tokens, index))
    if body is None:
        return False
    nxt = tokens[after] if after < len(tokens) else None
    return nxt is None or nxt.kind != "poss" and head_at(tokens, after) is None and core(tokens, after) is None
