"""Events: told by verbs, named by nouns, kept apart or joined."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.tables import table
from kg.records import Article, Extraction

VERBS = table("event_verbs")


def read(body: str, title: str = "Migration news", published: str | None = None) -> Extraction:
    """What is extracted from a title and a body."""
    return extract(Article("a", f"{title}\n\n{body}\n", title=title, published=published))


def facts(extraction: Extraction, *relations: str) -> set[tuple[str, str]]:
    """(relation, object by name) of events."""
    names = {e.id: e.name for e in extraction.entities}
    return {(c.relation, names.get(c.object, c.object)) for c in extraction.claims if c.relation in relations}


@pytest.mark.parametrize("row", VERBS, ids=[row["rule"] for row in VERBS])
def test_a_verb_makes_the_event_of_its_example(row: dict[str, str]) -> None:
    assert ("eventType", row["type"]) in facts(read(row["example"]), "eventType")


COUNTERS = [row for row in VERBS if row["counter"]]


@pytest.mark.parametrize("row", COUNTERS, ids=[row["rule"] for row in COUNTERS])
def test_a_verb_keeps_away_from_its_counter_example(row: dict[str, str]) -> None:
    assert not facts(read(row["counter"]), "eventType")
