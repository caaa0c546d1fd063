"""The checks find what they are there for, and nothing else."""

import pytest

from kg.query import LocalStore, bind, fill, load_questions, run

QUESTIONS = load_questions()
CHECKS = [name for name in QUESTIONS if name.startswith("checks/") and name != "checks/must-not-hold"]
FOUND = {
    "checks/dated-office": {"chair", "partner"},
    "checks/end-without-second-day": {"2020-06-03"},
    "checks/evidence-in-navigation": {"commitment"},
    "checks/fact-without-claim": {"host"},
    "checks/figure-dated": {"2018"},
    "checks/name-inside-longer-name": {"Sudan"},
    "checks/person-not-in-words": {"No Body"},
    "checks/place-not-in-words": {"Lomé"},
    "checks/position-not-in-words": {"Director"},
    "checks/quotation-asserted": {"partner"},
    "checks/shared-office-name": {"Office Two"},
    "checks/year-not-in-words": {"startDate", "endDate"},
}
"""By check, a value of each row that tells the rows apart."""


def said(name: str, store, *given: tuple[str, str]) -> list[set[str]]:
    """The cells of each row, IRIs by their last part."""
    target = LocalStore(store)
    rows = run(fill(QUESTIONS[name], bind(QUESTIONS[name], given, target)), target).rows
    return [{cell.value.replace("#", "/").rpartition("/")[2] for cell in row if cell is not None} for row in rows]


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_its_fault_in_the_faulty_article_alone(name, faulty):
    everywhere, there = said(name, faulty.store), said(name, faulty.store, ("article", "faulty.txt"))
    assert there == everywhere
    assert [len(row & FOUND[name]) for row in there] == [1] * len(FOUND[name]), there
    assert set.union(*there) >= FOUND[name]


@pytest.mark.parametrize("name", CHECKS)
def test_a_sound_graph_has_no_fault(name, articles):
    assert said(name, articles.store) == []


def test_what_must_not_hold_is_found_as_fact_and_as_claim(faulty):
    given = [("article", "faulty.txt"), ("relation", "participant"), ("object", "state:SDN")]
    assert [("8" in row) for row in said("checks/must-not-hold", faulty.store, *given)] == [False, True]
    assert said("checks/must-not-hold", faulty.store, ("relation", "funder")) == []
