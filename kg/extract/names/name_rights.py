"""The rights with which the title of a protocol goes on: 'Free Movement of Persons, the Right of Residence'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.names.units import Unit

_FREEDOMS = frozenset("Persons People Labour Labor Workers Goods Services Capital Residence Establishment".split())
"""What protocols on free movement list behind 'Free Movement of Persons', and rights to which they give."""


def rights_end(units: Sequence[Unit], at: int) -> int:
    """The index behind rights that carry on the title of a protocol: 'Free Movement of Persons|, the Right of Residence
    and Establishment|'; `at` where none follow."""
    end, index = at, at
    while index < len(units) and units[index].text in (",", "and"):
        index += 1 + (units[index].text == "," and index + 1 < len(units) and units[index + 1].text == "and")
        index += index < len(units) and units[index].text in ("the", "The")
        words = [unit.text for unit in units[index : index + 4]]
        right = words[:1] in (["Right"], ["Rights"]) and words[1:2] in (["of"], ["to"])
        index += (3 if words[2:3] == ["the"] else 2) if right else 0
        if index >= len(units) or units[index].text not in _FREEDOMS:
            return end
        index += 1
        end = index if right or end > at else end
    return end
