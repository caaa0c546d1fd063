"""Articles come, change and go, run after run: what the gate keeps out of each is what a run over all keeps out, and
what another SHACL engine finds in the same graphs."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyshacl_turbo
import pytest
import rdflib
from rdflib.namespace import SH

import kg.extract
from kg.graph import article_graph
from kg.graph.reference_graph import reference_quads
from kg.pipeline.flow import build
from kg.pipeline.pruning import always
from kg.pipeline.quarantine_file import NAME
from kg.records import Article, Claim, Extraction
from kg.store import open_snapshot
from kg.validate import ReferenceFacts, validate_store
from kg.validate.shapes import PUBLIC, shapes, violations
from kg.validate.terms import memory_graph, triple
from tests.benchmarks.told import told

FAULTS = (
    ("startDate", "event", "2021-02-31"),
    ("startDate", "event", "2021-06-01"),  # a second one
    ("host", "event", "city"),
    ("chair", "state", "event"),
    ("ordinal", "event", "0"),
)


def says(article: Article) -> Extraction:
    """What an article says, with the faults that its last line numbers."""
    body, _, faults = article.text.rstrip().rpartition("\n")
    said = told(int(body.rpartition("#")[2].split()[0])).extraction(article)
    wrong = tuple(
        Claim(*FAULTS[int(number)], "explicit", 0.9, "planted", said.claims[0].evidence) for number in faults.split()
    )
    return replace(said, claims=(*said.claims, *wrong))


def text(chance: random.Random) -> str:
    """One of few articles with some faults, seldom none."""
    number, faults = chance.randrange(6), chance.sample(range(len(FAULTS)), chance.randrange(4))
    return f"{told(number).text}#{number} \n{' '.join(map(str, faults))}\n"


def step(folder: Path, chance: random.Random) -> None:
    """Some articles come, change or go."""
    for key in chance.sample("abcd", 2):
        path = folder / f"{key}.txt"
        if path.exists() and chance.random() < 0.3:
            path.unlink()
        else:
            path.write_text(text(chance), "utf-8")


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.extract, "extract", says)


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("seed", [1, 2])
def test_run_after_run_the_gate_keeps_out_what_one_run_over_all_does(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "z.txt").write_text(f"{told(0).text}#0 \n0 2\n", "utf-8")
    for number in range(3):
        step(folder, chance)
        build([folder], out, prune=True, agree=always, store_only=True)
        build([folder], tmp_path / f"whole{number}", store_only=True)
        kept_out = (out / NAME).read_text("utf-8")
        assert kept_out and kept_out == (tmp_path / f"whole{number}" / NAME).read_text("utf-8")
        with open_snapshot(out / "store") as store:
            assert not [found for found in validate_store(store.store) if found[1].severity == "Violation"]


def told_by(report: rdflib.Graph) -> Counter[tuple[str, ...]]:
    """What a report says, blank nodes aside."""
    said = (SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity)
    rows = [[report.value(result, one) for one in said] for result in report.objects(None, SH.result)]
    return Counter(tuple("_" if isinstance(term, rdflib.BNode) else str(term) for term in row) for row in rows)


def test_another_engine_finds_the_same_in_each_of_them() -> None:
    facts, chance = ReferenceFacts().add(reference_quads()), random.Random(3)
    some = False
    for number in range(6):
        graph = article_graph(says(Article(f"{number}.txt", text(chance))))
        quads = [quad for quad in graph.quads() if quad.graph_name == graph.graph]
        given = [*quads, *facts.of(quads)]
        plain = rdflib.Graph()
        for found in map(triple, given):
            plain.add(found)
        _, report, _ = pyshacl_turbo.validate(plain, shacl_graph=shapes(PUBLIC), inference="none")
        ours = {(str(v.focus), str(v.value)) for v in violations(memory_graph(given), PUBLIC)}
        assert ours == {(focus, value) for focus, _, value, _ in told_by(report)}
        some |= bool(ours)
    assert some
