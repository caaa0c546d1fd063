"""Floors of accuracy on the annotated texts, scored as the annotation guidelines score."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.read import find_articles, read_article
from kg.records import Extraction
from kg.vocabulary import vocabulary

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared"))
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation texts are not here (set KG_SHARED)")


def scorer() -> Any:
    """The scorer of the evaluation set, as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "evaluation" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def as_predicted(extraction: Extraction) -> dict[str, Any]:
    """Entities and guideline facts in the format of the annotations."""
    guideline = {name for name, relation in vocabulary().relations.items() if relation.guideline}
    facts = {(c.relation, c.subject, c.object): None for c in extraction.claims if c.relation in guideline}
    rows = {e.id: {"type": e.type, "name": e.name, "aliases": list(e.aliases)} for e in extraction.entities}
    return {"entities": rows, "facts": [list(fact) for fact in facts]}


def measured(pairs: list[tuple[Path, Path]]) -> tuple[float, float, float]:
    """Micro precision, recall and F1 over (text, annotation) files."""
    score, counts = scorer(), [0, 0, 0]
    for text, gold in pairs:
        [source] = find_articles([text])
        predicted = as_predicted(extract(read_article(source).article))
        found = score.compare(predicted, json.loads(gold.read_text("utf-8")))
        counts = [count + len(facts) for count, facts in zip(counts, found, strict=True)]
    precision, recall, f1 = score.prf(*counts)
    return precision, recall, f1


def test_development_texts() -> None:
    folder = SHARED / "evaluation" / "dev"
    golds = sorted((folder / "gold").glob("*.json"))
    precision, _, f1 = measured([(folder / "text" / f"{gold.stem}.txt", gold) for gold in golds])
    assert precision >= 0.95
    assert f1 >= 0.90


def test_first_article() -> None:
    [text] = (SHARED / "seed").glob("*.txt")
    precision, _, f1 = measured([(text, SHARED / "seed" / "gold.json")])
    assert precision >= 0.95
    assert f1 >= 0.95
