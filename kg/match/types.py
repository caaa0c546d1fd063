"""Which classes of entities a name may mean."""

from __future__ import annotations

from collections.abc import Iterable

from kg.records import KgError
from kg.vocabulary import types_within, vocabulary

DEFAULT_TYPES = ("Actor", "Event")
"""What names are matched with unless other classes are asked for: bodies, states, persons and events. Places are left
out, since a state bears its land's name."""


def wanted_types(names: Iterable[str] = ()) -> frozenset[str]:
    """The classes of these names and all below them; without names the default ones. Raises KgError where one is no
    class of entities."""
    given = tuple(names) or DEFAULT_TYPES
    known = vocabulary().classes
    entities = {name for name, row in known.items() if row.entity}
    offered = entities | {above for name in entities for above in known[name].superclasses}
    for name in given:
        if name not in offered:
            raise KgError(f"'{name}' is no type of entities: give one of {', '.join(sorted(offered))}")
    return types_within(given) & frozenset(entities)
