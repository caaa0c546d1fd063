"""Real names of projects, documents and facilities in plain sentences: the share that is found whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.records import Article

_FORMS = {
    "Project": "The training in Accra was held under the {name}, which is funded by Norway.",
    "Document": "Delegates at the meeting in Accra discussed the {name}.",
    "Facility": "The delegation visited the {name} on Monday.",
}
_KINDS = (" project", " programme", " program", " campaign", " scheme", " initiative")
_REACHED = {"Project": 0.93, "Document": 0.90, "Facility": 0.95}


def rows(type: str) -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "names.tsv").read_text(encoding="utf-8").splitlines()[1:]
    header, *body = (line.split("\t") for line in lines)
    return [row for row in (dict(zip(header, cells, strict=True)) for cells in body) if row["type"] == type]


def plain(name: str) -> str:
    folded = name.casefold()
    return next((folded.removesuffix(kind) for kind in _KINDS if folded.endswith(kind)), folded)


def found(row: dict[str, str]) -> bool:
    called = row["name"].casefold().endswith(_KINDS) or row["type"] != "Project"
    form = row["form"] or _FORMS[row["type"]].replace("{name}", "{name}" if called else "{name} project")
    entities = extract(Article("a", form.format(name=row["name"]))).entities
    return any(
        e.type == row["type"] and plain(row["name"]) in {plain(form) for form in (e.name, *e.aliases)} for e in entities
    )


@pytest.mark.parametrize("type", ["Project", "Document", "Facility"])
def test_most_real_names_are_found_whole(type: str) -> None:
    named = rows(type)
    missed = [row["name"] for row in named if not found(row)]
    assert 1 - len(missed) / len(named) >= _REACHED[type], missed
