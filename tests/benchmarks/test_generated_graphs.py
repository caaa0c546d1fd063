"""The benchmarks of queries and of the server, on a small graph: what they measure is right, whatever its speed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies
from rdflib import Dataset
from rich.console import Console

from kg.citation.version import graph_version
from kg.query import LocalStore, load_questions, run
from kg.records import Extraction, Span
from kg.store import ArticleStore, open_snapshot, verify
from tests.benchmarks import queries, serving
from tests.benchmarks.build import EXAMPLES
from tests.benchmarks.graph_generator import fill, generate, size, templates
from tests.benchmarks.load import Ask, Plan
from tests.benchmarks.redrawing import Pool, Pools, Rewriting, redrawn

TRIPLES = 30_000


@pytest.fixture(scope="module")
def models() -> list[Extraction]:
    return templates(sorted(EXAMPLES.iterdir())[:2])


@pytest.fixture(scope="module")
def directory(models: Sequence[Extraction], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("generated") / "store"
    generate(folder, TRIPLES, 1, models)
    return folder


@pytest.fixture(scope="module")
def store(directory: Path):
    with open_snapshot(directory) as found:
        yield found


def test_it_has_as_many_triples_as_asked_for_and_is_whole(store: ArticleStore) -> None:
    found = size(store.store)
    assert TRIPLES <= found.triples < found.quads
    assert found.articles == store.counts()["articles"] > 1
    assert list(store.check(default_graph=True)) == []


def test_its_quotations_stand_in_its_texts(store: ArticleStore) -> None:
    assert store.counts()["claims"] > 100
    assert list(verify(store)) == []


def test_the_same_seed_makes_the_same_graph_and_another_one_another(
    store: ArticleStore, models: Sequence[Extraction]
) -> None:
    same, other = ArticleStore.in_memory(), ArticleStore.in_memory()
    fill(same, TRIPLES, 1, models)
    fill(other, TRIPLES, 2, models)
    assert graph_version(same) == graph_version(store) != graph_version(other)


def test_a_redrawn_article_says_the_same_of_others(models: Sequence[Extraction]) -> None:
    chance = random.Random(3)
    pools = Pools.of_reference_data(chance)
    for model in models:
        made = redrawn(model, "https://example.org/news/1", pools, chance)
        assert [claim.relation for claim in made.claims] == [claim.relation for claim in model.claims]
        assert [entity.type for entity in made.entities] == [entity.type for entity in model.entities]
        known = [[entity.reference for entity in one.entities if entity.reference] for one in (model, made)]
        assert len(known[0]) == len(known[1]) and known[0] != known[1]
        assert made.article.text != model.article.text


def test_few_are_drawn_often_and_most_seldom() -> None:
    chance = random.Random(1)
    drawn = [Pool(range(100)).draw(chance) for _ in range(2_000)]
    assert drawn.count(0) > 4 * drawn.count(9) > 0


@given(strategies.lists(strategies.sampled_from(["Kenya", "IOM", "of", "the meeting"]), max_size=8))
def test_offsets_follow_the_names_that_are_replaced(words: list[str]) -> None:
    new = {"Kenya": "Sao Tome and Principe", "IOM": "UN"}
    text = " ".join(words)
    made = Rewriting.of(text, new.get, re.compile("Kenya|IOM"))
    assert made.text == " ".join(new.get(word, word) for word in words)
    at = 0
    for word in words:
        span = made.span(Span(at, at + len(word)))
        assert made.text[span.start : span.end] == new.get(word, word)
        at += len(word) + 1


@pytest.fixture(scope="module")
def in_rdflib(store: ArticleStore) -> Dataset:
    assert store.public is not None
    return queries.in_rdflib(store.public)


def test_every_question_is_measured_without_and_with_its_parameters(store: ArticleStore) -> None:
    names = [case.name for case in queries.cases(LocalStore.of(store))]
    assert len(set(names)) == len(names)
    assert set(load_questions()) <= set(names)
    assert {"event-dates event", "persons article"} <= set(names)
    assert set(load_questions()) == {case.name for case in queries.cases(LocalStore.of(store), with_values=False)}


def test_both_ways_of_asking_are_timed_and_told_in_80_columns(store: ArticleStore, in_rdflib: Dataset) -> None:
    asked = [case for case in queries.cases(LocalStore.of(store)) if case.name in ("events", "secretariats")]
    timed = queries.beside_rdflib(in_rdflib, queries.measure(store, asked), asked)
    assert [one.name for one in timed] == [case.name for case in asked]
    assert all(one.raw > 0 and one.api > 0 and one.rdflib is not None for one in timed)
    console = Console(width=80, record=True)
    console.print(queries.as_table(timed, "Questions"))
    printed = console.export_text()
    assert "median of 2 as they stand" in printed and max(map(len, printed.splitlines())) <= 80


def test_rdflib_answers_the_same(store: ArticleStore, in_rdflib: Dataset) -> None:
    text = load_questions()["events"].text
    found = [tuple(None if term is None else str(term) for term in row) for row in in_rdflib.query(text)]
    rows = run(text, LocalStore.of(store)).rows
    assert found == [tuple(None if term is None else term.value for term in row) for row in rows] != []


def test_what_rdflib_has_not_done_in_its_time_is_given_up() -> None:
    with pytest.raises(TimeoutError), queries._at_most(0.01):
        while True:
            pass


@pytest.fixture(scope="module")
def port(directory: Path):
    with serving.served(directory) as found:
        yield found


@pytest.fixture(scope="module")
def plan(port: int, store: ArticleStore) -> Plan:
    assert store.public is not None
    asks = serving.ordinary(store.public, number=3)
    return Plan(serving.HOST, port, 0.5, 4, asks, attacks=serving.ATTACKS, warm_up=0.0)


@pytest.mark.parametrize("attackers", [0, 1])
def test_every_answer_of_the_server_is_right(plan: Plan, attackers: int) -> None:
    outcome = serving.measure(replace(plan, attackers=attackers))
    assert (outcome.attackers, outcome.failures) == (attackers, {})
    assert outcome.right >= plan.clients
    console = Console(width=80, record=True)
    console.print(serving.as_table([outcome], plan.clients))
    assert max(map(len, console.export_text().splitlines())) <= 80


def test_another_answer_and_another_status_are_failures(plan: Plan) -> None:
    wrong = [replace(ask, body="{}") for ask in plan.asks]
    assert set(serving.measure(replace(plan, asks=wrong)).failures) == {"wrong answer"}
    malformed = [Ask("facts", "SELECT", serving.JSON, "")]
    assert set(serving.measure(replace(plan, asks=malformed)).failures) == {"status 400"}


def test_ordinary_requests_are_of_six_kinds_and_about_what_is_there(store: ArticleStore) -> None:
    assert store.public is not None
    asks = serving.ordinary(store.public, number=5)
    assert len({ask.kind for ask in asks}) == 6
    assert all(ask.body for ask in asks)
