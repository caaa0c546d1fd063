"""Presidencies of councils and processes that states have by turns."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.units import Unit

_IN_TURN = frozenset({"InternationalOrganization", "Process"})


def held_in_turn(units: Sequence[Unit], at: int) -> bool:
    """Whether the presidency at a unit is that which states have by turns: 'Danish |Presidency| of the Council of the
    EU', 'the Luxembourg |Presidency|'; that of a government ('of the Council of Ministers') is none."""
    if not at or units[at - 1].type != "State" or units[at].text != "Presidency":
        return False
    if units[at + 1 : at + 2] and units[at + 1].text == "of":
        return units[at - 1].kind == "adjective" and _of_council(units, at)
    return units[at - 1].kind == "name"


def _of_council(units: Sequence[Unit], at: int) -> bool:
    """Whether an organisation or process, or its Council, stands behind the presidency at a unit and 'of'."""
    words = [unit.text for unit in units[at + 2 : at + 5]]
    if words[:1] == ["the"] and words[1:2] == ["Council"] and words[2:3] != ["of"]:
        return True
    behind = [unit for unit in units[at + 1 : at + 8] if unit.text.casefold() not in ("of", "the", "council")]
    return bool(behind) and behind[0].type in _IN_TURN
