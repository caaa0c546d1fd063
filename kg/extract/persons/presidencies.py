"""Presidencies of councils and processes that states have by turns."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.names.units import Unit

_IN_TURN = frozenset({"InternationalOrganization", "Process"})


def held_in_turn(units: Sequence[Unit], at: int) -> bool:
    """Whether the presidency at a unit is that which states have by turns: 'Danish |Presidency| of the Council of the
    EU'; that of a government ('of the Council of Ministers') is none."""
    if not at or units[at - 1].kind != "adjective" or units[at - 1].type != "State":
        return False
    behind = [unit for unit in units[at + 1 : at + 8] if unit.text.casefold() not in ("of", "the", "council")]
    return bool(behind) and units[at + 1].text == "of" and behind[0].type in _IN_TURN
