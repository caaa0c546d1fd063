"""What in the words around a mention of an event tells it from others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells a mention apart. `aside`: its sentence tells what was done on the margins; `which`: a clause behind it
    says what came of it; `beside`: it is named only to tell on whose margins, or before what, something was; `theme`:
    the words of what it was on; `town`: a place that opens its phrase."""

    aside: bool = False
    which: bool = False
    beside: bool = False
    theme: frozenset[str] = frozenset()
    town: str = ""


NO_MARKS = Marks()
