"""Names of bodies that say only how high they stand, and whose they are behind it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.names.units import Unit

_RANKS = frozenset("Central General National Main Supreme Principal Chief".split())
_NOUNS = frozenset("Directorate Department Inspectorate Command Administration Headquarters Office".split())


def ranked(units: Sequence[Unit], prep: int) -> bool:
    """Whether nothing but a rank stands before this preposition, so that what follows belongs to the name: 'the
    |Central Directorate| of the Border Police'."""
    pair = {unit.text for unit in units[max(0, prep - 2) : prep]}
    plain = len(pair & _RANKS) == 1 and len(pair & _NOUNS) == 1 and units[prep].text == "of"
    return plain and not (prep > 2 and units[prep - 3].capital and units[prep - 3].text != "The")
