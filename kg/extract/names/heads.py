"""The head words of names, read from tables: what kind of thing a name with this head means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.names.units import Unit
from kg.extract.tables import table

ACTOR_FAMILIES = ("bodies", "organisations", "offices", "processes")
FAMILIES = ("bodies", "processes", "offices", "facilities", "organisations", "documents", "projects")


@dataclass(frozen=True, slots=True)
class Head:
    """A head word or phrase. The four types say what a name with it means by its parent: alone, of a state, of an
    organisation, of a process; an empty one means no name. `tail`: prepositions that may continue the name."""

    words: tuple[str, ...]
    family: str
    alone: str
    state: str
    organisation: str
    process: str
    tail: frozenset[str]
    flags: frozenset[str]


def _head(family: str, row: dict[str, str]) -> Head:
    kind = {"documents": "Document", "projects": "Project"}.get(family, "")
    types = (row.get(column, kind) or "" for column in ("alone", "state", "organisation", "process"))
    alone, state, organisation, process = types
    return Head(
        tuple(row["head"].split()),
        family,
        alone,
        state,
        organisation,
        process,
        frozenset((row["tail"] or "").split()),
        frozenset((row["flags"] or "").split()),
    )


@lru_cache
def heads() -> dict[str, tuple[Head, ...]]:
    """All heads by their first word, folded, longest first."""
    found: dict[str, list[Head]] = {}
    for family in FAMILIES:
        for row in table(family):
            head = _head(family, row)
            found.setdefault(head.words[0].casefold().partition("'")[0], []).append(head)
    return {word: tuple(sorted(rows, key=lambda h: -len(h.words))) for word, rows in found.items()}


def named_heads(name: str) -> tuple[Head, ...]:
    """The heads that are all of this name."""
    words = tuple(name.casefold().split())
    rows = heads().get(words[0], ()) if words else ()
    return tuple(head for head in rows if tuple(w.casefold() for w in head.words) == words)


def has_head(units: Sequence[Unit], first: int, end: int, families: Sequence[str]) -> bool:
    """Whether a head of one of the families stands in the stretch, whatever its case."""
    found = (head_at(units, at) for at in range(first, end) if units[at].kind == "word")
    return any(head is not None and head[0].family in families for head in found)


def head_at(units: Sequence[Unit], at: int) -> tuple[Head, int] | None:
    """The longest head that starts at this unit, whatever its case, and the index behind it."""
    following = units[at + 1].text.casefold() if at + 1 < len(units) else ""
    for second, head in _with_seconds().get(units[at].text.casefold(), ()):
        if second in (following, None) and (end := _match(head, units, at)) is not None:
            return head, end
    return None


@lru_cache
def _with_seconds() -> dict[str, tuple[tuple[str | None, Head], ...]]:
    """The rows of `heads` with the second word of each, folded, None where no second word follows the first at once:
    it tells nearly all apart before anything else is compared."""
    return {word: tuple((_second(head), head) for head in rows) for word, rows in heads().items()}


def _second(head: Head) -> str | None:
    plain = len(head.words) > 1 and "'" not in head.words[0]
    return head.words[1].partition("'")[0].casefold() if plain else None


def _match(head: Head, units: Sequence[Unit], at: int) -> int | None:
    """The index behind the head where its words stand here."""
    index = at
    for number, word in enumerate(head.words):
        plain, _, owner = word.partition("'")
        if index >= len(units) or units[index].kind != "word" or units[index].text.casefold() != plain.casefold():
            return None
        if number and units[index - 1].end == units[index].start:
            return None
        index += 1
        if owner is not None and "'" in word:
            if index >= len(units) or units[index].kind != "possessive":
                return None
            index += 1
    return index
