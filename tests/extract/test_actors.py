"""Who takes part in, organises, hosts or chairs what, and with whom: short texts of many moulds, read as a whole."""

from __future__ import annotations

import csv
from pathlib import Path

from kg.extract import extract
from kg.records import Article, Extraction

TABLE = Path(__file__).parent / "data" / "actors.tsv"
RELATIONS = {"participant", "organizer", "host", "chair", "partner"}
FLOOR = 0.93


def rows() -> list[tuple[str, set[tuple[str, str]]]]:
    """The texts, and of each the facts as relation and a distinctive part of the actor's name."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"], {_fact(f) for f in row["facts"].split("; ") if f}) for row in read]


def _fact(written: str) -> tuple[str, str]:
    relation, name = written.split("|")
    return relation, name.casefold()


def told(extraction: Extraction) -> list[tuple[str, str]]:
    """The relations found, each with the names of its ends."""
    names = {e.id: " / ".join([e.name, *e.aliases]).casefold() for e in extraction.entities}
    return [
        (c.relation, names[c.object] + (names[c.subject] if c.relation == "partner" else ""))
        for c in extraction.claims
        if c.relation in RELATIONS
    ]


def test_actors_are_found_and_no_others() -> None:
    right = wrong = missed = 0
    for text, facts in rows():
        found = told(extract(Article("a", f"Migration news\n\n{text}\n")))
        here = [one for one in found if any(r == one[0] and name in one[1] for r, name in facts)]
        wrong += len(found) - len(here)
        hit = {(r, name) for r, name in facts if any(r == one[0] and name in one[1] for one in here)}
        right, missed = right + len(hit), missed + len(facts - hit)
    assert right / (right + wrong) >= FLOOR
    assert right / (right + missed) >= FLOOR
