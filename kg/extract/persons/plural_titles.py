"""Posts named in the plural before a list of persons: 'the Directors of Immigration of A and B, P and Q'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.persons.title_fields import ARTICLES
from kg.extract.persons.title_heads import LINKS, STOP, demonyms, head_at
from kg.extract.persons.title_shape import Title
from kg.extract.persons.titles import title_at
from kg.extract.text.words import ACTORS, LAND, Token, words

_COUNTS = frozenset("two three four five six seven eight nine ten both several many other all some few more".split())
_JOINTS = frozenset({",", "and", "&"})
_PLURAL = re.compile(r"(ies|men|s)\b", re.I)
_SINGULAR = {"ies": "y", "men": "man", "s": ""}
_LONGEST = 5
"""Words of a title before its head, at most."""


@dataclass(frozen=True, slots=True)
class PluralTitle:
    """A title read in the singular, the plural word `token` and its `singular`; `owners`: whose it is, in order;
    `start` and `after`: the indices of the first token of all this and of the token behind it."""

    title: Title
    token: Token
    singular: str
    owners: list[Token]
    start: int
    after: int

    def position(self, text: str) -> str:
        """The post of each, as the text writes it but for the number."""
        before, behind = text[self.title.start : self.token.start], text[self.token.end : self.title.end]
        return " ".join(f"{before}{self.singular}{behind}".split())


def plural_titles(tokens: Sequence[Token]) -> list[PluralTitle]:
    """All titles of a sentence whose head is in the plural."""
    found = []
    for index, token in enumerate(tokens):
        if token.kind == "word" and _PLURAL.search(token.text) and not head_at(tokens, index):
            single = replace(token, text=_PLURAL.sub(lambda m: _SINGULAR[m[0].lower()], token.text))
            read = _read([*tokens[:index], single, *tokens[index + 1 :]], index, token)
            found += [read] if read else []
    return found


def _read(tokens: Sequence[Token], index: int, plural: Token) -> PluralTitle | None:
    """The title around the word at `index`, which stands in the singular there."""
    inner = head_at(tokens, index - 1) if index and plural.lower == "generals" else None
    if not (head_at(tokens, index) or inner and inner[0] > 1):
        return None
    first = _first(tokens, index)
    title = title_at(tokens, first, bare=True)
    if title is None or not title.first <= index < title.after:
        return None
    start, before = _owners_before(tokens, first)
    behind, after = _owners_behind(tokens, title)
    return PluralTitle(title, plural, tokens[index].text, before or behind, start, after)


def _first(tokens: Sequence[Token], index: int) -> int:
    """The index of the first word of the title whose head stands at `index`."""
    known = words("titles_modifiers", "word") | words("titles_portfolios", "word")
    first = index
    while first and index - first < _LONGEST:
        before = tokens[first - 1]
        joint = before.text in ("and", "&") and first > 1 and tokens[first - 2].lower in known
        small = before.lower in ARTICLES | STOP | LINKS | _COUNTS or before.text in demonyms()
        whole = head_at(tokens, first - 1)
        if whole and first - 1 + whole[0] > index:
            first -= 1
            continue
        if not joint and (small or not (before.capital or before.lower in known)):
            break
        first -= 1
    return first


def _owners_before(tokens: Sequence[Token], first: int) -> tuple[int, list[Token]]:
    """'The Kenyan and Ugandan', 'A's and B's' before a title: the index of its start, and whose the title is."""
    found: list[Token] = []
    index = first
    while index and (_owns(tokens[index - 1]) or tokens[index - 1].kind == "poss" or _joins(tokens, index - 1, found)):
        index -= 1
        found += [tokens[index]] if _owns(tokens[index]) else []
    return index, found[::-1]


def _joins(tokens: Sequence[Token], index: int, found: Sequence[Token]) -> bool:
    ahead = tokens[index - 1] if index else None
    return (
        bool(found) and tokens[index].text in _JOINTS and ahead is not None and (_owns(ahead) or ahead.kind == "poss")
    )


def _owns(token: Token) -> bool:
    return token.type in (*ACTORS, *LAND) or token.text in demonyms()


def _owners_behind(tokens: Sequence[Token], title: Title) -> tuple[list[Token], int]:
    """'Of A, B and the C' behind a title: whose it is, and the index of the token behind them."""
    found = [body.mention for body in title.bodies[-1:] if body.mention]
    posted = [] if found else [token for token in tokens[title.after - 1 : title.after] if token.type in LAND]
    index = title.after
    while (found or posted) and index + 1 < len(tokens) and tokens[index].text in _JOINTS:
        ahead = index + 1 + (tokens[index + 1].text in _JOINTS)
        ahead += ahead < len(tokens) and tokens[ahead].lower == "the"
        if ahead >= len(tokens) or tokens[ahead].type not in (*ACTORS, *LAND):
            break
        (found or posted).append(tokens[ahead])
        index = ahead + 1
    if len(posted) > 1:  # 'the Chiefs of Mission in A and B': where each is posted
        title.end = tokens[title.after - 3].end
    return found, index
