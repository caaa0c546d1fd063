"""`kg evaluate` and `--min-confidence` as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = """Kenya and IOM open workshop

Nairobi – The Government of Kenya hosted a workshop on migration data on 10 May 2021. Egypt and Sudan attended the
workshop. The workshop was funded by the European Union.
"""
Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, kg: Kg) -> Path:
    """A text, what is extracted from it, and annotations: the same without its funder, with one more participant."""
    for name in ("text", "gold", "predicted"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "a.txt").write_text(TEXT, "utf-8")
    code, out, _ = kg("extract", tmp_path / "text" / "a.txt", "--format", "json")
    assert code == 0
    (tmp_path / "predicted" / "a.json").write_text(out, "utf-8")
    gold: dict[str, Any] = json.loads(out)
    gold["facts"] = [fact for fact in gold["facts"] if fact[0] != "funder"]
    gold["entities"]["x"] = {"type": "State", "name": "Ghana", "aliases": []}
    [event] = {fact[1] for fact in gold["facts"] if fact[0] == "host"}
    gold["facts"].append(["participant", event, "x"])
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold), "utf-8")
    return tmp_path


def test_figures_by_relation_and_the_errors_in_words(kg: Kg, folder: Path) -> None:
    code, out, _ = kg("evaluate", folder / "gold", folder / "predicted", "--by", "relation", "--errors")
    assert code == 0
    assert "missed  workshop" in out and "· participant · Ghana" in out
    assert "wrong   workshop" in out and "European Union" in out
    assert [row for row in out.splitlines() if "funder" in row and "│" in row]


def test_texts_are_extracted_where_no_extraction_is_given(kg: Kg, folder: Path) -> None:
    given = json.loads(kg("evaluate", folder / "gold", folder / "predicted", "--format", "json")[1])
    afresh = json.loads(kg("evaluate", folder / "gold", "--text", folder / "text", "--format", "json")[1])
    assert given == afresh
    assert afresh["micro"]["wrong"] == 1 and afresh["micro"]["missed"] == 1


def test_by_rule_prints_the_one_text_share(kg: Kg, folder: Path) -> None:
    code, out, _ = kg("evaluate", folder / "gold", folder / "predicted", "--by", "rule")
    assert code == 0 and "One-text share 1.000" in out


def without_numbers(printed: str) -> list[dict[str, Any]]:
    """The claims of an extraction, without the places of their facts in the list of facts."""
    return [{**claim, "fact": None} for claim in json.loads(printed)["claims"]]


@pytest.mark.parametrize(
    ("gold", "predicted", "said"),
    [
        ("no-such", "predicted", "no-such: cannot be read"),
        ("text", "predicted", "no .json file there"),
        ("gold", "text", "no .json file there"),
    ],
)
def test_what_cannot_be_compared_is_one_line(kg: Kg, folder: Path, gold: str, predicted: str, said: str) -> None:
    code, out, error = kg("evaluate", folder / gold, folder / predicted)
    assert (code, out) == (1, "") and said in error and error.count("\n") == 1


def test_an_annotation_with_an_unknown_relation_tells_where(kg: Kg, folder: Path) -> None:
    data = json.loads((folder / "gold" / "a.json").read_text("utf-8"))
    data["facts"].append(["likes", "x", "x"])
    (folder / "gold" / "a.json").write_text(json.dumps(data), "utf-8")
    code, _, error = kg("evaluate", folder / "gold", folder / "predicted")
    assert code == 1 and f"number {len(data['facts'])}: unknown relation 'likes'" in error.replace("\n", " ")


def test_min_confidence_leaves_weaker_claims_out(kg: Kg, folder: Path) -> None:
    text = folder / "text" / "a.txt"
    claims = without_numbers(kg("extract", text, "--format", "json")[1])
    least = sorted(claim["confidence"] for claim in claims)[len(claims) // 2]
    kept = without_numbers(kg("extract", text, "--format", "json", "--min-confidence", least)[1])
    assert kept == [claim for claim in claims if claim["confidence"] >= least] and kept != claims
    assert kg("extract", text, "--min-confidence", "1.5")[0] == 2


FACTS = {"participant": "mg:participant state:EGY", "funder": "mg:funder international-organization:eu"}


def test_min_confidence_of_a_build_keeps_weaker_claims_without_their_facts(kg: Kg, folder: Path) -> None:
    store, text = folder / "out" / "store", folder / "text" / "a.txt"
    told = {c["relation"]: c["confidence"] for c in without_numbers(kg("extract", text, "--format", "json")[1])}
    weak, strong = sorted(FACTS, key=lambda relation: told[relation])
    least = told[strong]
    assert kg("build", folder / "text", "--out", folder / "out", "--min-confidence", least)[0] == 0
    everything = confidences(kg("export", "--store", store, "--format", "nquads")[1])
    sure = confidences(kg("export", "--store", store, "--format", "nquads", "--min-confidence", least)[1])
    assert min(everything) < least and sure == [one for one in everything if one >= least] != []
    plain = (folder / "out" / "graph.ttl").read_text("utf-8")
    assert FACTS[strong] in plain and FACTS[weak] not in plain


def confidences(quads: str) -> list[float]:
    """The confidence of each claim of an export."""
    stated = [line for line in quads.splitlines() if "ontology#confidence>" in line and "/claim/" in line]
    return sorted(float(line.split('"')[1]) for line in stated)
