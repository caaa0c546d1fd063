"""The grammar of position titles: 'Malawi's Minister of Home Affairs', 'Deputy Director for the Department of X',
'IOM Regional Representative for East Africa', 'head of the coastguard'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.names import address_before
from kg.extract.tables import table
from kg.extract.words import ACTORS, BODIES, LAND, Token, words
from kg.reference import reference

_POST = {
    "general",
    "elect",
    "designate",
    "emeritus",
    "emerita",
    "a.i.",
    "ai",
    "plenipotentiary",
    "delegate",
    "at-large",
}
_LINKS = {"of", "for", "on", "to", "in", "at", "with", "within", "from", "against"}
_BODY_LINKS = {"of", "for", "at", "with", "within", "from", "in", "to", ","}
_JOINTS = {"of", "and", "&", "the", "for", "to", "on", "in", "with", "de", "et", "la", "des", "against"}
_STOP = frozenset(
    "is was are were has have had will would said says who which that whose and or but while when as by after before"
    " since not also then he she they it we his her their its be been being did do does can could may might shall"
    " should must led leads spoke told added noted because where including during ahead despite".split()
)
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


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    return {r["head"]: r["class"] for r in table("titles")}


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Adjectives of states ('French') to the id of the state; ambiguous ones left out."""
    found: dict[str, set[str]] = {}
    for row in reference().states:
        for form in row.list_of("adjective"):
            found.setdefault(form, set()).add(row.id)
    return {form: ids.pop() for form, ids in found.items() if len(ids) == 1}


def head_at(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """How many tokens a head of a title takes here, and its class; the longest one."""
    for length in (3, 2, 1):
        part = tokens[index : index + length]
        if len(part) == length and all(t.kind in ("word", "abbr") for t in part):
            kind = _heads().get(" ".join(t.lower for t in part))
            if kind:
                return length, kind
    return None


def _core(tokens: Sequence[Token], start: int) -> tuple[int, int, str] | None:
    """Index of the head, index after it and its post-modifiers, and its class, of a title that starts here."""
    found: tuple[int, int, str] | None = None
    index, lower = start, 0
    while index < len(tokens) and index - start < 9:
        token, head = tokens[index], head_at(tokens, index)
        if head:
            found = (index, _post(tokens, index + head[0]), head[1])
            index = found[1]
            continue
        if found and not (token.capital or token.kind == "word"):
            break
        if index > start and tokens[start].capital and _links_words(tokens, index) and not found:
            index += 1
            continue
        if not (token.capital or token.lower in words("titles_modifiers", "word")):
            lower += 1
            if token.kind != "word" or token.lower in _STOP or token.lower in _LINKS or lower > 3:
                break
        index += 1
    return None if found and lower and tokens[found[0]].capital and _plain_before(tokens, start, found[0]) else found


def _plain_before(tokens: Sequence[Token], start: int, head: int) -> bool:
    """Whether a plain word that opens no title stands before a capitalised head ('counterparts Senator')."""
    known = words("titles_modifiers", "word")
    return any(not (t.capital or t.lower in known or t.text in ("and", "&", ",")) for t in tokens[start:head])


def _links_words(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'and', or a comma of 'A, B and C', joins capitalised words before a head."""
    ahead = tokens[index + 1 : index + 2]
    if not ahead or not ahead[0].capital:
        return False
    return tokens[index].text in ("and", "&") or tokens[index].text == "," and _enumerates(tokens, index)


def _post(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].lower.strip("()") in _POST:
        index += 1
    if [t.lower for t in tokens[index : index + 2]] in ([",", "a.i."], [",", "ai"]):
        return index + 2
    if [t.text for t in tokens[index : index + 3]] in (["(", "a.i.", ")"], ["(", "ai", ")"]):
        return index + 3
    return index


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
    core = _core(tokens, first)
    if core is None:
        return None
    head, after, kind = core
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
        if link not in _BODY_LINKS and link not in _LINKS and link not in ("(", "responsible"):
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
    return nxt is None or nxt.kind != "poss" and head_at(tokens, after) is None and _core(tokens, after) is None


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
        if _nameable(token) or part:
            index = last = index + 1
            continue
        if _joins(tokens, index):
            index += 1
        else:
            break
    return last


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether a comma or a small word joins the capitalised words on both sides to one name."""
    if tokens[index].text == ",":
        return _enumerates(tokens, index)
    return tokens[index].lower in _JOINTS and not _opens_title(tokens, index + 1)


def _nameable(token: Token) -> bool:
    return (
        token.capital or token.kind == "abbr" or token.kind == "word" and "-" in token.text and token.text[0].isupper()
    )


def _opens_title(tokens: Sequence[Token], index: int) -> bool:
    """Whether a second title starts ('Minister of Justice and Attorney General')."""
    core = _core(tokens, index)
    return core is not None and core[0] <= index + 1


def _enumerates(tokens: Sequence[Token], index: int) -> bool:
    """Whether the comma stands in a list 'A, B and C' of capitalised words, none of which opens a title."""
    capital = False
    for number in range(index + 1, min(len(tokens), index + 14)):
        token = tokens[number]
        if token.text in ("and", "&"):
            follows = tokens[number + 1] if number + 1 < len(tokens) else None
            return capital and follows is not None and follows.capital and not _opens_title(tokens, index + 1)
        if token.capital:
            capital = True
        elif token.text != "," and token.lower not in _JOINTS:
            return False
    return False


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
        if token.lower in _STOP or (token.lower in _LINKS and token.lower not in ("of", "for", "on")):
            break
        index += 1
    while index > start and tokens[index - 1].lower in _JOINTS:
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
        if _nameable(token) or (not joined and _ends_body(token, words("titles_bodies", "word"))):
            index = last = index + 1
        elif _joins(tokens, index):
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
