"""Bodies, processes and documents that a text calls in English and in another language: one entity, under its English
name. 'the National Migration Institute (Instituto Nacional de Migración)'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.analysis import Analysis, normalise
from kg.extract.names.aliases import AliasTable
from kg.extract.names.foreign_names import is_foreign_name
from kg.extract.names.same_names import join_entities
from kg.extract.names.units import is_acronym_of
from kg.records import Entity

_OPENS = re.compile(r"\s*\((?:the |la |le |el |l['’])?[\"“«]?")
_STEM = 4
"""Letters that a word and its translation share: 'Migration', 'Migración'."""
_FEWEST = 2
"""Words of a name that its translation shares in this way, at least."""
_APART = frozenset({"State", "Place", "Person", "Event"})


def merge_translated(analysis: Analysis, aliases: AliasTable) -> None:
    """Joins the two entities where one name stands in brackets behind the other, or the acronym that the text gives the
    English name abbreviates the other; the name in another language becomes an alias."""
    for one, other in [*_bracketed(analysis), *_abbreviated(analysis)]:
        if one == other or not {one, other} <= analysis.entities.rows.keys():
            continue
        pair = [analysis.entities[one], analysis.entities[other]]
        english = [entity for entity in pair if not is_foreign_name(entity.name)]
        if len(english) == 1 and _are_alike(*pair):
            gone = pair[english == pair[:1]]
            join_entities(analysis, aliases, english[0].id, gone.id)


def _bracketed(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The entities of which one is named in brackets behind the other."""
    for before, behind in pairwise(sorted(analysis.mentions, key=lambda mention: mention.start)):
        if before.end < behind.start and _OPENS.fullmatch(analysis.text, before.end, behind.start):
            yield before.entity, behind.entity


def _abbreviated(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The entities of which one has the acronym that abbreviates the name of the other and not its own."""
    foreign = [entity for entity in analysis.entities if is_foreign_name(entity.name)]
    for entity in analysis.entities if foreign else ():
        for acronym in entity.aliases:
            if acronym.isupper() and len(acronym) > _FEWEST and not _initials(entity.name).startswith(acronym):
                yield from (
                    (entity.id, other.id)
                    for other in foreign
                    if _initials(other.name).startswith(acronym) and is_acronym_of(acronym, other.name)
                )


def _initials(name: str) -> str:
    """The first letters of the words in capitals."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _are_alike(one: Entity, other: Entity) -> bool:
    """Whether two names can be one in two languages: words that begin alike, and no two known entities."""
    if {one.type, other.type} & _APART or (one.reference and other.reference):
        return False
    stems = [{word[:_STEM] for word in normalise(e.name).split() if len(word) >= _STEM} for e in (one, other)]
    return len(stems[0] & stems[1]) >= _FEWEST
