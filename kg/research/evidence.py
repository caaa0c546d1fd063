"""The words that a fact rests on, with the sentences around them and the articles that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from kg import settings
from kg.contacts import Contacts
from kg.extract.text.sentences import split_sentences
from kg.graph.terms import clean
from kg.query import Question, Target, asked, run
from kg.query.questions import parse_question
from kg.records import Segment
from kg.research.values import Value, value
from kg.vocabulary import vocabulary

TextOf = Callable[[str], str | None]
"""Gives the stored text of the article with an IRI, None where there is none."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a claim rests on.

    `subject`, `relation` (its name) and `object` are what is claimed, the labels their names where they have some;
    `quotation` the words, from `start` to `end` in the text of the article (code points from 0), `sentence` the
    sentence around them, None where the text is not at hand. `status` is explicit, implied, planned, or attributed to
    the one with the name `attributed_to`; `confidence` tells how sure the claim is, `rule` what read it; `article` is
    the IRI of the article, `source` its address."""

    subject: str
    subject_label: str | None
    relation: str
    object: Value
    object_label: str | None
    quotation: str
    sentence: str | None
    start: int
    end: int
    article: str
    title: str | None
    publisher: str | None
    published: date | str | None
    source: str | None
    status: str
    attributed_to: str | None
    confidence: float
    rule: str
    claim: str


def evidence(
    target: Target, text_of: TextOf, subject: object = None, relation: object = None, object: object = None
) -> list[Evidence]:
    """The evidence of the claims with these ends and relation; what is None may be anything. Raises KgError where a
    name or a relation is unknown, or a name means several things."""
    given = [("subject", subject), ("relation", relation), (_end(relation, object), object)]
    put = asked(_question(), [(name, str(end)) for name, end in given if end is not None], target)
    result = run(put.text, target)
    found = (dict(zip(result.columns, map(value, row), strict=True)) for row in result.rows)

    @cache
    def sentences(article: str, near: str) -> Sentences | None:
        return _sentences(text_of(article), near)

    return [_evidence(cells, sentences(str(cells["article"]), _near(cells))) for cells in found]


def _question() -> Question:
    file = Path(__file__).with_name("evidence.rq")
    return parse_question("evidence", file.read_text("utf-8"))


def _end(relation: object, end: object) -> str:
    """The parameter for the other end: entities are looked up by their names, values are compared."""
    name = str(relation).removeprefix("mg:").removeprefix(settings.ONTOLOGY)
    known = vocabulary().relations.get(name)
    entity = known.value == "entity" if known is not None else isinstance(end, str)
    return "object" if entity or str(end).startswith(("http://", "https://")) else "value"


def _evidence(cells: Mapping[str, Value], sentences: Sentences | None) -> Evidence:
    start, end = cast("int", cells["start"]), cast("int", cells["end"])
    shown = {
        **cells,
        "relation": str(cells["relation"]).removeprefix(settings.ONTOLOGY),
        "status": str(cells["status"]).rpartition("/")[2],
        "sentence": None if sentences is None else sentences.around(start, end),
    }
    return Evidence(**shown)  # type: ignore[arg-type] # the columns are the fields


@dataclass(frozen=True, slots=True)
class Sentences:
    """A text and where its sentences begin and end."""

    contacts: Contacts
    places: tuple[tuple[int, int], ...]

    def around(self, start: int, end: int) -> str:
        """The sentences that the words from `start` to `end` stand in, on one line, telephone numbers and e-mail
        addresses left out."""
        touched = [place for place in self.places if place[0] < end and start < place[1]]
        first = min([start, *(place[0] for place in touched)])
        last = max([end, *(place[1] for place in touched)])
        return clean(self.contacts.stretch(first, last))


def _near(cells: Mapping[str, Value]) -> str:
    return f"{cells['publisher'] or ''} {cells['source'] or ''}"


def _sentences(text: str | None, near: str) -> Sentences | None:
    if text is None:
        return None
    found = split_sentences(text, (Segment("body", 0, len(text)),))
    return Sentences(Contacts(text, near), tuple((sentence.start, sentence.end) for sentence in found))
