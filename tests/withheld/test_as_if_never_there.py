"""What was built and forgotten, or changed and changed back, leaves what there would be without it, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

import kg.extract
from kg.graph.reference_graph import reference_quads
from kg.graph.terms import mg
from kg.pipeline.erasure import forget
from kg.pipeline.flow import build
from kg.records import Article, Claim, Entity, Extraction, Span
from kg.store import ArticleStore, open_snapshot
from kg.withheld import Withheld
from kg.withheld.plan import plan_article
from tests.benchmarks.told import Told, told
from tests.pipeline.test_flow import results

NUMBERS = range(6)
CONTACT = "Contact: office{number}@example.org, Tel. +254 20 555 000{number}\n"
FEW = settings(
    max_examples=4,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""Each example takes seconds: what fails is not made smaller."""


def article(number: int) -> Told:
    """Articles of few events, bodies and persons, so that they share some: two of them say the same."""
    return told(number % 5)


def text_of(number: int) -> str:
    return article(number).text + CONTACT.format(number=number)


def says(read: Article) -> Extraction:
    """Stands in for extraction: what the article with such a text says; it has a number to dial, and an office that may
    be that of another article."""
    (number,) = (number for number in NUMBERS if read.text == text_of(number))
    found = article(number).extraction(read)
    whole = (Span(0, len(read.text)),)
    desk = Entity("desk", "Office", "Mombasa Border Training Desk", country="KEN" if number % 2 else None)
    more = (("telephone", "desk", f"+254 20 555 000{number}"), ("participant", "event", "desk"))
    claims = (Claim(relation, one, other, "explicit", 0.9, "stand-in", whole) for relation, one, other in more)
    return replace(found, entities=(*found.entities, desk), claims=(*found.claims, *claims))


@pytest.fixture(scope="module", autouse=True)
def stand_in() -> Iterator[None]:
    """Of the reference data the states alone, for speed."""
    states = [quad for quad in reference_quads() if "/id/state/" in quad.subject.value]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kg.extract, "extract", says)
        patched.setattr("kg.pipeline.flow.reference_quads", lambda: iter(states))
        patched.setattr("kg.pipeline.flow.ontology_quads", lambda: iter(()))
        yield


@pytest.fixture
def place(tmp_path) -> Path:
    """An empty folder for each example."""
    return tmp_path / "place"


def written(place: Path, numbers: Iterable[int]) -> Path:
    place.mkdir(parents=True)
    for number in numbers:
        (place / f"{number}.txt").write_text(text_of(number), "utf-8")
    return place


def held(out: Path) -> tuple[dict[str, bytes], list[bytes], list[bytes], dict[str, int]]:
    """The results; each quad of the store, texts, markers, names and candidates with the others; those of the public
    copy; the counts."""
    with open_snapshot(out / "store") as store:
        assert store.public is not None
        quads, public = (one.dump(format=RdfFormat.N_QUADS).splitlines() for one in (store.store, store.public))
    with ArticleStore.open(out / "store") as store:
        assert not list(store.check(default_graph=True))
        counts = store.summary()
    return results(out), sorted(quads), sorted(public), counts


@FEW
@given(kept=st.sets(st.sampled_from(NUMBERS), min_size=1, max_size=3), gone=st.permutations(NUMBERS))
def test_what_was_built_and_forgotten_was_never_there(place, kept, gone):
    shutil.rmtree(place, ignore_errors=True)
    leaving = [number for number in gone[:3] if number not in kept]
    build([written(place / "all", {*kept, *leaving})], place / "out")
    with ArticleStore.open(place / "out" / "store") as store:
        withheld = Withheld.load(place / "out" / "store")
        for number in leaving:
            forget(
                store, withheld, plan_article(store, withheld, f"{number}.txt"), "2026-11-26", "A. Officer", "Asked."
            )
    build([written(place / "kept", kept)], place / "never")
    assert held(place / "out") == held(place / "never")
    record = place / "out" / "store" / "withheld.jsonl"
    assert (record.read_text("utf-8").count("\n") if leaving else 0) == len(leaving)
    build([place / "all"], place / "out")
    assert held(place / "out")[1] == held(place / "never")[1], "a build brings nothing back"


@FEW
@given(numbers=st.lists(st.sampled_from(NUMBERS), min_size=2, max_size=4, unique=True))
@example(numbers=[5, 3])  # changed, the one asks whether two offices are one; changed back, nobody asks anything
def test_what_was_changed_and_changed_back_was_never_changed(place, numbers):
    shutil.rmtree(place, ignore_errors=True)
    texts, out = written(place / "in", numbers), place / "out"
    build([texts], out)
    before = held(out)
    changed = numbers[0]
    (texts / f"{changed}.txt").write_text(text_of((changed + 1) % len(NUMBERS)), "utf-8")
    assert build([texts], out).replaced == 1
    assert held(out)[1] != before[1]
    (texts / f"{changed}.txt").write_text(text_of(changed), "utf-8")
    assert build([texts], out).replaced == 1
    assert held(out) == before


def test_the_articles_share_what_makes_this_hard(place):
    build([written(place / "in", NUMBERS)], place / "out")
    with open_snapshot(place / "out" / "store") as store:
        named = [
            {quad.object for quad in store.store.quads_for_pattern(None, None, None, marker.article)}
            for marker in store.markers()
        ]
        for relation in ("telephone", "identityCandidate", "comparedName"):
            assert any(store.store.quads_for_pattern(None, mg(relation), None, None)), relation
    assert all(any(len(names & other) > 9 for other in named if other is not names) for names in named)
