"""The row of the reference data that a name of the text means, where one row alone of the type has the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.analysis import normalise
from kg.extract.places.places import common_name
from kg.records import Entity
from kg.reference import ReferenceRow, reference


def known(entity: Entity) -> Entity:
    """The entity with name, reference and country of its row, as it is where it has none."""
    row = _index().get((entity.type, _key(entity.name)))
    if row is None:
        return entity
    country = row.id if row.type == "State" else reference().country(row.id) or None
    aliases = (entity.name,) if entity.name != common_name(row) else ()
    return Entity(entity.id, entity.type, common_name(row), aliases, row.id, None, country)


@lru_cache(maxsize=1)
def _index() -> dict[tuple[str, str], ReferenceRow]:
    rows: dict[tuple[str, str], dict[str, ReferenceRow]] = defaultdict(dict)
    for row in reference().rows.values():
        for form in _forms(row):
            rows[row.type, _key(form)][row.id] = row
    return {key: next(iter(found.values())) for key, found in rows.items() if len(found) == 1}


def _forms(row: ReferenceRow) -> Iterator[str]:
    yield from (form for form in (row.name, common_name(row), row.acronym, *row.aliases) if form)
    if row.type == "State":
        yield from row.list_of("adjective")


def _key(form: str) -> str:
    """Names are compared without regard to case, acronyms are not."""
    return form if form.isupper() else normalise(form)
