"""What an examination finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """`note`: nothing is broken, and something is to be known or done. `skipped`: what it needs cannot be read."""

    ok = "ok"
    note = "note"
    wrong = "wrong"
    skipped = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says, and, where something is to be done, how to mend it."""

    check: str
    state: State
    said: str
    mend: str = ""


def good(check: str, said: str) -> Finding:
    """All is as it should be."""
    return Finding(check, State.ok, said)


def note(check: str, said: str, mend: str = "") -> Finding:
    """Something that people should know."""
    return Finding(check, State.note, said, mend)


def wrong(check: str, said: str, mend: str) -> Finding:
    """Something is broken."""
    return Finding(check, State.wrong, said, mend)


def faults(check: str, found: Iterable[str], fine: str, mend: str) -> Finding:
    """`fine` where there are no faults, else their number and the first of them."""
    every = list(found)
    if not every:
        return good(check, fine)
    more = f"{every[0]} (and {len(every) - 1:,} more)" if every[1:] else every[0]
    return wrong(check, more, mend)
