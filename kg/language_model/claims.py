"""From a statement of the model to a claim: kept where text and vocabulary bear it out, else left out, with why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.contacts import has_contact
from kg.extract.finish import fits
from kg.language_model.answer import Reading, Statement
from kg.language_model.clusters import LONGEST, Clusters
from kg.language_model.dates import Dates
from kg.language_model.left import Left
from kg.language_model.links import Links
from kg.language_model.question import relations
from kg.language_model.words import Words
from kg.records import DOCUMENT, Claim, Entity, Span
from kg.vocabulary import Relation, main_concepts

RULE = "language-model"
"""The name under which a claim says that the model read it."""
CALLED_OFF, DENIED = "called_off", "denied"
_STATUS = {"planned": "planned", "attributed": "attributed"}
_EVIDENCE = 800
"""Characters of a quotation; what is longer points to nothing."""
_GAP = re.compile(r"\s*(?:\[?(?:\.\.\.|…)\]?)\s*")
_LOCATED, _PLACE = "locatedIn", "Place"


class Statements:
    """Turns the statements about one article into claims, and counts what it leaves out by reason."""

    def __init__(self, clusters: Clusters, links: Links, words: Words, dates: Dates) -> None:
        self._clusters, self._links, self._words, self._dates = clusters, links, words, dates
        self._types = {entity.id: entity.type for entity in links.entities}
        self.left: Counter[str] = Counter()

    def claims(self, readings: Sequence[Reading]) -> Iterator[Claim]:
        """The claims of the statements that hold, in the order of the model. Their confidence is 0: it is told by who
        else says the same."""
        for part, reading in enumerate(readings):
            self.left["not of the form asked for"] += reading.formless
            for statement in reading.statements:
                try:
                    yield from self._claims(statement, self._clusters.of[part])
                except Left as left:
                    self.left[str(left)] += 1
        self.left += Counter()  # without zeros

    def _claims(self, statement: Statement, ids: dict[str, int]) -> Iterator[Claim]:
        relation = relations().get(statement.relation)
        if relation is None:
            raise Left("a relation that is not asked for")
        if statement.status == DENIED:
            raise Left("said not to be so")
        evidence = self._evidence(statement.quotation)
        subject = self._end(statement.subject, ids) if statement.subject != DOCUMENT else None
        key = subject.id if subject else DOCUMENT
        ends = [subject] if subject else []
        if relation.value == "entity":
            end = self._end(statement.object, ids)
            ends.append(end)
            object = end.id
        else:
            object = self._value(statement.object, relation, evidence)
        self._check_ends(key, object, relation, ends, evidence)
        status = _STATUS.get(statement.status, "explicit")
        claim = Claim(relation.name, key, object, status, 0.0, RULE, evidence)
        if not fits(claim, self._types):
            raise Left("types that the relation does not take")
        yield claim
        if statement.status == CALLED_OFF and subject:
            called_off = Claim("eventStatus", key, "cancelled", "explicit", 0.0, RULE, evidence)
            if fits(called_off, self._types):
                yield called_off

    def _check_ends(
        self, key: str, object: str, relation: Relation, ends: Sequence[Entity], evidence: Sequence[Span]
    ) -> None:
        """Raises Left where the ends are one, no evidence names either, or the guidelines do not take them."""
        if key == object:
            raise Left("one entity at both ends")
        if relation.value == "entity" and not any(self._stands_in(end, self._with_before(evidence)) for end in ends):
            raise Left("a quotation that names neither end")
        if relation.name == _LOCATED and self._types.get(key) == _PLACE:
            raise Left("a place within a larger one")

    def _evidence(self, quotation: str) -> tuple[Span, ...]:
        """Where the quotation stands; its pieces, where it leaves words out."""
        whole = self._words.first(quotation)
        spans = [whole] if whole else [self._words.first(piece) for piece in _GAP.split(quotation) if piece.strip()]
        found = [span for span in spans if span]
        if len(found) < len(spans) or not found:
            raise Left("a quotation that is not in the text")
        if any(span.end - span.start > _EVIDENCE for span in found):
            raise Left("a quotation that is too long")
        return tuple(sorted(set(found)))

    def _end(self, id: str, ids: dict[str, int]) -> Entity:
        number = ids.get(id)
        if number is None:
            raise Left("a name that is not in the text")
        return self._links.entity(number)

    def _stands_in(self, entity: Entity, evidence: Sequence[Span]) -> bool:
        spans = self._links.places.get(entity.id, frozenset())
        return any(e.start <= span.start and span.end <= e.end for e in evidence for span in spans)

    def _with_before(self, evidence: Sequence[Span]) -> list[Span]:
        """The evidence with what its paragraphs and those before them say, to which pronouns point."""
        text = self._words.text
        begins = (text.rfind("\n\n", 0, span.start) for span in evidence)
        return [
            Span(max(text.rfind("\n\n", 0, max(begin, 0)), 0), span.end)
            for begin, span in zip(begins, evidence, strict=True)
        ]

    def _value(self, value: str, relation: Relation, evidence: Sequence[Span]) -> str:
        """The value as the graph takes it. Raises Left where the text does not give it."""
        if relation.value == "date":
            return self._dates.checked(value.strip(), evidence, relation.name)
        if relation.scheme:
            if value not in main_concepts(relation.scheme):
                raise Left(f"a value that is no {relation.label}")
            return value
        span = next((found for part in evidence if (found := self._words.first(value, part))), None)
        span = span or self._words.first(value)
        if span is None:
            raise Left("a value that is not in the text")
        words = self._words.at(span)
        if len(words) > LONGEST or has_contact(words):
            raise Left("a value that is too long or private")
        return words
