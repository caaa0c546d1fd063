"""The competency questions, asked of the seed article: at least 22 of 30 answered exactly, nothing wrong in any."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pyoxigraph import Literal, NamedNode

from kg.query import LocalStore, bind, fill, load_questions, run
from kg.query.results import Result, Term
from tests.queries.expected import CASES, FORBIDDEN, Case, Names, Verdict, compared

QUESTIONS = load_questions()
LEAST = 22
NAMES = """PREFIX mg: <https://w3id.org/mgkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name WHERE {{ <{0}> rdfs:label|skos:altLabel|mg:acronym ?name }} ORDER BY STR(?name)"""
ARTICLE = "PREFIX mg: <https://w3id.org/mgkg/ontology#> SELECT ?article WHERE { ?article a mg:Article }"


def asked(question: str, store: LocalStore, given: Sequence[tuple[str, str]]) -> Result:
    """The answer about the one article of the store."""
    article = ("article", run(ARTICLE, store).rows[0][0].value)
    return run(fill(QUESTIONS[question], bind(QUESTIONS[question], [article, *given], store)), store)


def names(term: Term | None, store: LocalStore) -> Names | None:
    """All that a term is called: the text of a literal, the names of an entity, the last part of another IRI."""
    if term is None:
        return None
    if isinstance(term, Literal):
        return [term.value]
    assert isinstance(term, NamedNode)
    found = [row[0].value for row in run(NAMES.format(term.value), store).rows]
    return found or [term.value.rpartition("/")[2]]


def verdict(case: Case, store: LocalStore) -> Verdict:
    result = asked(case.question, store, [*case.parameters.items()])
    places = [result.columns.index(column) for column in case.columns]
    rows = {tuple(row[place] for place in places): None for row in result.rows}
    return compared(case, [[names(term, store) for term in row] for row in rows])


@pytest.fixture(scope="module")
def verdicts(seed) -> dict[int, Verdict]:
    return {case.number: verdict(case, seed) for case in CASES}


def report(verdicts: dict[int, Verdict]) -> str:
    """A line a question, with what is missing or wrong."""
    lines = []
    for case in CASES:
        found = verdicts[case.number]
        lines.append(f"{case.number:>3} {case.question:<26} {found.word}")
        for kind in ("missing", "incomplete", "wrong"):
            lines += [f"      {kind}: {row}" for row in getattr(found, kind)]
    return "\n".join(lines)


def test_at_least_22_are_answered_exactly(verdicts):
    passed = [number for number, found in verdicts.items() if found.word == "pass"]
    print(report(verdicts))
    assert len(passed) >= LEAST, report(verdicts)


def test_no_answer_is_wrong(verdicts):
    assert [number for number, found in verdicts.items() if found.wrong] == [], report(verdicts)


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name.startswith("checks/") and "must" not in name])
def test_no_check_finds_anything(seed, name):
    assert asked(name, seed, []).rows == ()


@pytest.mark.parametrize("forbidden", FORBIDDEN, ids=lambda one: " ".join(one["relation"]))
def test_what_must_not_be_said_is_not(seed, forbidden):
    given = [(name, text) for name, texts in forbidden.items() for text in texts]
    assert asked("checks/must-not-hold", seed, given).rows == ()


def test_no_event_has_a_year_and_the_article_no_date(seed):
    dates = [row[0] for row in asked("event-timeline", seed, []).rows]
    assert dates and set(dates) == {Literal("")}
    (article,) = run(ARTICLE, seed).rows[0]
    assert run(f"ASK {{ {article} <http://purl.org/dc/terms/issued> ?date }}", seed).answer is False


def test_contact_data_need_access_to_their_graph(seed):
    public = LocalStore(seed.store)
    rows = asked("contact-persons", public, []).rows
    assert len(rows) == 2 and all(row[4] is None and row[5] is None for row in rows)
