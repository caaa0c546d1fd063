"""Scoring agrees with the reference scorer to the last digit, on real extractions and on spoiled ones."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.evaluation import evaluate, from_json

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared"))
ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the reference scorer is not here (set KG_SHARED)")


@pytest.fixture(scope="module")
def reference() -> Any:
    """The reference scorer, as a module."""
    spec = importlib.util.spec_from_file_location("reference_score", SHARED / "evaluation" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["reference_score"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pairs() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Extracted and annotated documents."""
    from kg.cli.extraction import as_json
    from kg.extract import extract
    from kg.read import find_articles, read_article

    folder, found = SHARED / "evaluation" / "dev", []
    for gold in sorted((folder / "gold").glob("*.json")):
        [source] = find_articles([folder / "text" / f"{gold.stem}.txt"])
        extracted = as_json(extract(read_article(source).article), gold.stem)
        found.append((extracted, json.loads(gold.read_text("utf-8"))))
    return found


def spoiled(document: dict[str, Any], seed: int) -> dict[str, Any]:
    """The document with facts lost, turned round, doubled and of other relations, and names cut and exchanged."""
    chance = random.Random(seed)
    rows = json.loads(json.dumps(document["entities"]))
    for row in rows.values():
        words = row["name"].split()
        if chance.random() < 0.3 and len(words) > 1:
            row["name"] = " ".join(words[:-1])
        if chance.random() < 0.2:
            row["aliases"] = []
        if chance.random() < 0.1:
            row["type"] = chance.choice(["State", "Place", "Event", "Process"])
    facts = [fact for fact in document["facts"] if chance.random() < 0.8]
    facts += [[relation, subject, target] for relation, subject, target in facts if chance.random() < 0.1]
    facts += [["partner", target, subject] for relation, subject, target in facts if relation == "partner"]
    chance.shuffle(facts)
    return {"id": document["id"], "entities": rows, "facts": facts}


@needs_shared
@pytest.mark.parametrize("seed", [None, *range(8)])
def test_right_wrong_missed_and_types_are_those_of_the_reference(reference: Any, pairs: Any, seed: int | None) -> None:
    for number, (extracted, gold) in enumerate(pairs):
        predicted = extracted if seed is None else spoiled(extracted, 100 * seed + number)
        found = evaluate([(from_json(predicted, "predicted"), from_json(gold, "gold"))])
        right, wrong, missed = reference.compare(predicted, gold)
        assert (found.micro.right, found.micro.wrong, found.micro.missed) == (len(right), len(wrong), len(missed))
        assert found.types == reference.types_right(predicted, gold)
        assert found.micro.f1 == reference.prf(len(right), len(wrong), len(missed))[2]


GOLD = {
    "id": "a",
    "entities": {
        "e1": {"type": "Event", "name": "workshop on data", "aliases": []},
        "e2": {"type": "State", "name": "Kenya", "aliases": ["Government of Kenya"]},
        "e3": {"type": "State", "name": "Egypt", "aliases": []},
        "e4": {"type": "Person", "name": "Jane Doe", "aliases": []},
    },
    "facts": [["host", "e1", "e2"], ["participant", "e1", "e3"], ["position", "e4", "Director"]],
    "optional": [["participant", "e1", "e2"]],
}


def predicted(*facts: list[str], rules: str = "r") -> dict[str, Any]:
    """The same entities, other facts, and a claim for each."""
    claims = [
        {"relation": f[0], "subject": f[1], "object": f[2], "rule": rules, "status": "explicit", "confidence": 0.9}
        for f in facts
    ]
    return {"id": "a", "entities": GOLD["entities"], "facts": list(facts), "claims": claims}


def test_optional_facts_count_neither_way() -> None:
    facts = (["host", "e1", "e2"], ["participant", "e1", "e2"], ["host", "e1", "e3"])
    found = evaluate([(from_json(predicted(*facts), "p"), from_json(GOLD, "g"))])
    assert (found.micro.right, found.micro.wrong, found.micro.missed) == (1, 1, 2)
    assert (found.micro.precision, round(found.micro.recall, 3), found.micro.f1) == (0.5, 0.333, 0.4)


def test_the_one_text_share_counts_facts_whose_rules_are_right_nowhere_else() -> None:
    def document(name: str, rules: str) -> tuple[Any, Any]:
        one = {**predicted(["host", "e1", "e2"], rules=rules), "id": name}
        return from_json(one, name), from_json({**GOLD, "id": name}, name)

    found = evaluate([document("a", "lone"), document("b", "shared"), document("c", "shared + other")])
    assert (found.one_text(), found.micro.right) == (1, 3)
    assert found.by_rule()["shared"].texts == 2
