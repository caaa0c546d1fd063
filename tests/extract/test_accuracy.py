"""Floors of accuracy on the annotated texts that stand beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.cli.evaluate import extracted
from kg.evaluation import evaluate, load
from kg.evaluation.score import Counts

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared"))
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation texts are not here (set KG_SHARED)")


def measured(gold: Path, texts: Path, name: str = "") -> Counts:
    """The figures over all documents; `name`: that of the one text, where it is not the annotation's."""
    golds = load(gold)
    return evaluate((extracted(texts, name or key), document) for key, document in golds.items()).micro


def test_development_texts() -> None:
    found = measured(SHARED / "evaluation" / "dev" / "gold", SHARED / "evaluation" / "dev" / "text")
    assert found.precision >= 0.95
    assert found.f1 >= 0.90


def test_first_article() -> None:
    [text] = (SHARED / "seed").glob("*.txt")
    found = measured(SHARED / "seed" / "gold.json", SHARED / "seed", text.stem)
    assert found.precision >= 0.95
    assert found.f1 >= 0.95
