"""How many real names, in plain sentences made for them, are found: those of bodies with their type and their parent,
those of projects, documents and facilities whole.

`names.tsv`: a name, its type and its parent, each with alternatives behind `|` or left open, and a sentence with it, or
none where the usual one for its kind fits.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from kg.evaluation.alignment import normalised
from kg.extract import extract
from kg.extract.analysis import Analysis
from kg.extract.names.mentions import find_mentions, name_claims
from kg.records import Article, Entity, Segment

_THINGS = ("Project", "Document", "Facility")
_REACHED = 0.92
"""The share that was reached when the names were collected."""


@cache
def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "names.tsv").open(encoding="utf-8", newline="") as lines:
        next(lines)
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _read(sentence: str) -> Analysis:
    analysis = Analysis(Article("a", sentence), (Segment("body", 0, len(sentence)),))
    find_mentions(analysis)
    name_claims(analysis)
    return analysis


def _bearer(analysis: Analysis, names: str) -> Entity | None:
    """The first entity that bears one of the names, as an evaluation would align it."""
    for name in names.split("|"):
        for entity in analysis.entities:
            if normalised(name) in {normalised(form) for form in (entity.name, *entity.aliases)}:
                return entity
    return None


def _is_right(row: dict[str, str]) -> bool:
    analysis = _read(row["form"])
    entity = _bearer(analysis, row["name"])
    if entity is None or (row["type"] and entity.type not in row["type"].split("|")):
        return False
    owner = _bearer(analysis, row["parent"]) if row["parent"] else None
    parts = {(c.subject, c.object) for c in analysis.claims if c.relation == "partOf"}
    return not row["parent"] or (owner is not None and (entity.id, owner.id) in parts)


def test_no_fewer_names_of_bodies_are_recognised_than_were() -> None:
    rows = [row for row in _rows() if row["form"] and row["type"] not in _THINGS]
    assert sum(map(_is_right, rows)) / len(rows) >= _REACHED


_FORMS = {
    "Project": "The training in Accra was held under the {name}, which is funded by Norway.",
    "Document": "Delegates at the meeting in Accra discussed the {name}.",
    "Facility": "The delegation visited the {name} on Monday.",
}
_KINDS = (" project", " programme", " program", " campaign", " scheme", " initiative")
_REACHED_OF_THINGS = {"Project": 0.93, "Document": 0.90, "Facility": 0.95}


def _plain(name: str) -> str:
    folded = name.casefold()
    return next((folded.removesuffix(kind) for kind in _KINDS if folded.endswith(kind)), folded)


def _is_found(row: dict[str, str]) -> bool:
    called = row["name"].casefold().endswith(_KINDS) or row["type"] != "Project"
    form = row["form"] or _FORMS[row["type"]].replace("{name}", "{name}" if called else "{name} project")
    entities = extract(Article("a", form.format(name=row["name"]))).entities
    return any(
        e.type == row["type"] and _plain(row["name"]) in {_plain(form) for form in (e.name, *e.aliases)}
        for e in entities
    )


@pytest.mark.parametrize("type", _THINGS)
def test_most_real_names_are_found_whole(type: str) -> None:
    named = [row for row in _rows() if row["type"] == type]
    missed = [row["name"] for row in named if not _is_found(row)]
    assert 1 - len(missed) / len(named) >= _REACHED_OF_THINGS[type], missed
