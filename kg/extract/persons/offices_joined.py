"""Two offices that one person holds as one: 'Deputy Prime Minister and Minister of Interior'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.persons.title_shape import Title
from kg.extract.text.words import LAND, Token


def joined_titles(tokens: Sequence[Token], titles: Sequence[Title]) -> list[Title]:
    """The titles of one person, those that 'and' joins to one office as one: 'Deputy Prime Minister and Minister of
    Interior'."""
    found: list[Title] = []
    for title in titles:
        last = found[-1] if found else None
        if last is None or not _one_office(tokens, last, title):
            found.append(title)
            continue
        merged = replace(title, start=last.start, first=last.first, owner=last.owner)
        found[-1] = merged
    return found


def _one_office(tokens: Sequence[Token], one: Title, other: Title) -> bool:
    """Whether 'and' alone stands between two titles in capitals, and no body but a state is named behind them."""
    between = [t.lower for t in tokens if one.end <= t.start < other.start]
    state = all(body.mention is not None and body.mention.type in LAND for body in other.bodies)
    last = [t.lower for t in tokens if other.start <= t.start < other.end]
    state = state and (other.kind == "minister" or "of" not in last)
    return between in (["and"], ["&"]) and state and not (one.bodies or other.owner or one.lower or other.lower)
