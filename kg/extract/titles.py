"""The grammar of position titles: 'Malawi's Minister of Home Affairs', 'Deputy Director for the Department of X',
'IOM Regional Representative for East Africa', 'head of the coastguard'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.names import address_before
from kg.extract.title_heads import JOINTS, LINKS, STOP, core, demonyms, head_at, joins, nameable
from kg.extract.words import ACTORS, BODIES, LAND, Token, words

_BODY_LINKS = {"of", "for", "at", "with", "within", "from", "in", "to", ","}

_ARTICLES = {"the", "a", "an", "his", "her", "their", "its", "our"}


@dataclass(slots=True)
class Body:
    """A body named after or before a title: tokens `first` to `last` (exclusive); a mention, or a capitalised name
    that is headed by a noun for bodies."""

    tokens: list[Token]
    parent: Token | None = None

    @property
    def mention(self) -> Token | None:
        """The token, where the body is one mention."""
        return self.tokens[0] if len(self.tokens) == 1 and self.tokens[0].mention else None


@dataclass(slots=True)
class Title:
    """A parsed title. `start` and `end`: offsets of the position as written without the organisation; `owner` the token
    before it that names whose it is; `bodies` what follows, innermost first; `after` the index of the next token."""

    start: int
    end: int
    kind: str
    after: int
    owner: Token | None = None
    bodies: list[Body] = field(default_factory=list)
    first: int = 0
    lower: bool = False


def _skip_articles(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].lower in _ARTICLES:
        index += 1
    return index


def _owner(tokens: Sequence[Token], index: int) -> tuple[Token | None, int]:
    """The token that names whose title it is, and the index after it."""
    if index >= len(tokens):
        return None, index
    token = tokens[index]
    if token.mention and token.type in (*ACTORS, *LAND, "Facility", "Project"):
        after = index + 1
        if after < len(tokens) and tokens[after].kind == "poss":
            after += 1
        return token, after
    if token.text in demonyms():
        return token, index + 1
    return None, index


def title_at(tokens: Sequence[Token], index: int) -> Title | None:
    """The title that starts at a token (an article or an owner may open it), or None."""
    begin = _skip_articles(tokens, index)
    owner, first = _owner(tokens, begin)
    found = core(tokens, first)
    if found is None:
        return None
    head, after, kind = found
    lower = not tokens[head].capital
    if lower and first == index and index and tokens[index - 1].kind == "word" and tokens[index - 1].text != "as":
        return None
    title = Title(tokens[first].start, tokens[after - 1].end, kind, after, owner, [], first, lower)
    _complements(tokens, title)
    return title


def _complements(tokens: Sequence[Token], title: Title) -> None:
    """Reads what follows the head: portfolios become part of the position, bodies are collected."""
    while title.after < len(tokens):
        index = title.after
        link = tokens[index].lower
        if link not in _BODY_LINKS and link not in LINKS and link not in ("(", "responsible"):
            return
        if link == "," and not title.bodies and not _body_follows(tokens, index + 1):
            return
        start = _skip_articles(tokens, index + 1)
        body, after = body_at(tokens, start, minister=title.kind == "minister" and link in ("of", "for"))
        if body and _is_body(title, body, link):
            title.bodies.append(body)
            title.after = after
        elif link != "," and (after := _portfolio(tokens, start, title, link)) > start:
            title.end = title.end if title.bodies else tokens[after - 1].end
            title.after = after
        else:
            return


def _body_follows(tokens: Sequence[Token], index: int) -> bool:
    body, after = body_at(tokens, _skip_articles(tokens, index))
    if body is None:
        return False
    nxt = tokens[after] if after < len(tokens) else None
    return nxt is None or nxt.kind != "poss" and head_at(tokens, after) is None and core(tokens, after) is None


def _is_body(title: Title, body: Body, link: str) -> bool:
    """Whether the thing after the link is whose the title is, and not a field of it ('for Jordan', 'in Burundi')."""
    mention = body.mention
    if mention is None:
        return True
    if title.bodies:
        return mention.type in (*ACTORS, "Place") and link in ("of", "at", "within", ",", "in", "from")
    if _portfolio_body(mention, title) and link in ("of", "for"):
        return False
    if mention.type in BODIES:
        return link != "to" or not title.owner
    return mention.type in LAND and link in ("of", ",") and title.owner is None and not _local(title, mention)


def _portfolio_body(token: Token, title: Title) -> bool:
    """Words of a minister's portfolio that look like a body ('Minister for Social Services and …')."""
    if title.kind != "minister" or token.type != "GovernmentBody" or "Minister" in token.text:
        return False
    return not set(token.text.lower().split()) & (words("titles_bodies", "word") | {"ministry"}) or token.text.endswith(
        "Services"
    )


def _local(title: Title, mention: Token) -> bool:
    return mention.type == "Place" and title.kind != "minister" and title.kind != "diplomat"


def _portfolio(tokens: Sequence[Token], start: int, title: Title, link: str) -> int:
    """The index after the field of a title that starts here: capitalised words and places, or plain words."""
    if title.lower:
        return _plain_field(tokens, start, link)
    index = last = start
    while index < len(tokens) and not _named_next(tokens, index):
        token = tokens[index]
        if token.type in LAND and index > start and "of" in [t.lower for t in tokens[index - 2 : index]]:
            break
        part = token.type in ("Place", "State", "Document", "Project") or _portfolio_body(token, title)
        if nameable(token) or part:
            index = last = index + 1
            continue
        if joins(tokens, index):
            index += 1
        else:
            break
    return last


def _named_next(tokens: Sequence[Token], index: int) -> bool:
    """Whether only ranks and forms of address stand between here and the name of a person."""
    ahead = next((n for n in range(index, min(index + 6, len(tokens))) if tokens[n].type == "Person"), None)
    return ahead is not None and address_before(tokens, ahead)[0] <= index


def _plain_field(tokens: Sequence[Token], start: int, link: str) -> int:
    if link in ("in", "to", "at") and not (start < len(tokens) and tokens[start].type in LAND):
        return start
    index = start
    while index < len(tokens) and index - start < 6:
        token = tokens[index]
        if token.kind != "word" and token.type not in LAND:
            break
        if token.lower in STOP or (token.lower in LINKS and token.lower not in ("of", "for", "on")):
            break
        index += 1
    while index > start and tokens[index - 1].lower in JOINTS:
        index -= 1
    return index


def body_at(tokens: Sequence[Token], index: int, minister: bool = False) -> tuple[Body | None, int]:
    """The body named here and the index after it: a mention, or capitalised words headed by a noun for bodies
    ('Department of Social Affairs', 'Migration and Asylum Department'). After `minister of`, words are a portfolio."""
    if index >= len(tokens):
        return None, index
    named = index if minister else _named(tokens, index)
    if named > index:
        return Body(list(tokens[index:named])), named
    token = tokens[index]
    owned = _past_owner(tokens, index)
    if (token.text in demonyms() or owned > index + 1) and owned < len(tokens) and tokens[owned].type in BODIES:
        return Body([tokens[owned]], token), owned + 1
    if (
        index
        and tokens[index - 1].lower == "the"
        and token.lower in words("titles_bodies", "word")
        and not token.capital
    ):
        return Body([token]), index + 1
    if token.type in (*BODIES, *LAND):
        after = index + 1
        inner = _named(tokens, after + 1) if after < len(tokens) and tokens[after].kind == "poss" else after
        if inner > after + 1:
            return Body(list(tokens[after + 1 : inner]), token), inner
        longer = _continued(tokens, after)
        if longer > after and token.type in BODIES:
            return Body(list(tokens[index:longer])), longer
        return Body([token]), after
    return None, index


def _continued(tokens: Sequence[Token], index: int) -> int:
    """The index after capitalised words, the last a noun for bodies, that carry on a mention ('X Police School')."""
    last = index
    while index < len(tokens) and tokens[index].capital and index - last < 3:
        index += 1
        if tokens[index - 1].lower in words("titles_bodies", "word"):
            last = index
    return last


def _past_owner(tokens: Sequence[Token], index: int) -> int:
    """The index after a possessive and plain words before another mention ('the EU's maritime operation X')."""
    after = index + 1
    if after < len(tokens) and tokens[after].kind == "poss":
        after += 1
        for ahead in range(after, min(after + 4, len(tokens))):
            if tokens[ahead].type in BODIES:
                return ahead
            if tokens[ahead].kind != "word" or tokens[ahead].capital:
                break
    return after


def _named(tokens: Sequence[Token], index: int) -> int:
    """The index after a name of a body that is not (wholly) a mention, else `index`."""
    if index >= len(tokens) or not tokens[index].capital:
        return index
    nouns = words("titles_bodies", "word")
    if tokens[index].lower in nouns and index + 1 < len(tokens) and tokens[index + 1].lower in ("of", "for", "on"):
        end = _run(tokens, index)
        return end if end > index + 2 else index
    end = _run(tokens, index)
    while end > index and not _ends_body(tokens[end - 1], nouns):
        end -= 1
    return end if end > index + 1 else index


def _ends_body(token: Token, nouns: frozenset[str]) -> bool:
    if token.mention:
        return token.type in BODIES and token.text.split()[-1].lower() in nouns
    return token.capital and token.lower in nouns


def _run(tokens: Sequence[Token], index: int) -> int:
    """The index after a run of capitalised words with their joints and enumerating commas."""
    first = last = index
    while index < len(tokens):
        token = tokens[index]
        joined = index > first and tokens[index - 1].lower in ("of", "the", "for", "on", "in", "to", "with")
        if nameable(token) or (not joined and _ends_body(token, words("titles_bodies", "word"))):
            index = last = index + 1
        elif joins(tokens, index):
            index += 1
        else:
            break
    return last


def titles(tokens: Sequence[Token]) -> list[tuple[int, Title]]:
    """All titles of a sentence with the index at which each starts, none within another."""
    found, index = [], 0
    while index < len(tokens):
        title = title_at(tokens, index)
        if title:
            found.append((index, title))
            index = max(index + 1, title.after)
        else:
            index += 1
    return found
