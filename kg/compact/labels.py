"""What the model can tell: types of nodes, relations between them, types of events, topics; all from the vocabulary.

A node is what a relation can hold between: an entity, or, for dates and posts, the value of a literal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.vocabulary import main_concepts, types_within, vocabulary

EVENT, PERSON = "Event", "Person"
DATE, POST = "Date", "Post"
_LITERAL_NODES = {"date": DATE, "string": POST}
_ARTICLE = "Article"


@dataclass(frozen=True, slots=True)
class Labels:
    """`mention_types`: what the tagger finds, entity types and posts; `node_types`: these and dates, which a grammar
    finds. `relations`: each relation between two nodes with the types of its two ends. `speakers`: the types of what
    can speak in a document. Orders are those of the vocabulary, and of the model's outputs."""

    mention_types: tuple[str, ...]
    node_types: tuple[str, ...]
    relations: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    speakers: frozenset[str]
    event_types: tuple[str, ...]
    topics: tuple[str, ...]

    def allowed(self, subject: str, target: str) -> tuple[str, ...]:
        """The relations that can hold from a node of the one type to one of the other."""
        return tuple(name for name, (left, right) in self.relations.items() if subject in left and target in right)


@cache
def labels() -> Labels:
    """The labels of the package's vocabulary. Raises KgError where it cannot be read."""
    terms = vocabulary()
    entity_types = tuple(name for name, row in terms.classes.items() if row.entity)
    relations: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    speakers: frozenset[str] = frozenset()
    for name, relation in terms.relations.items():
        if not relation.guideline or relation.value == "concept":
            continue
        literal = _LITERAL_NODES.get(relation.value)
        left = types_within(relation.subject_types) & {*entity_types}
        right = frozenset({literal}) if literal else types_within(relation.object_types) & {*entity_types}
        relations[name] = left, right
        if _ARTICLE in relation.subject_types:
            speakers = right
    return Labels(
        mention_types=(*entity_types, POST),
        node_types=(*entity_types, POST, DATE),
        relations=relations,
        speakers=speakers,
        event_types=tuple(main_concepts("event-type")),
        topics=tuple(main_concepts("topic")),
    )
