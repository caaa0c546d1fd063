"""Confidence that means something: fitted on judged claims, and it ranks as the estimates did."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.calibration import Case, applied, cross_fitted, fit, reliability
from kg.extract.weighing.calibration import calibration
from kg.vocabulary import vocabulary


def judged(number: int = 600) -> list[Case]:
    """Claims of rules whose estimates promise too much: of those with 0.9, seven in ten are right."""
    chance = random.Random(7)
    truth = {0.6: 0.4, 0.75: 0.55, 0.9: 0.7, 0.97: 0.9}
    drawn = [chance.choice(list(truth)) for _ in range(number)]
    return [Case(f"d{n % 20}", "host", one, chance.random() < truth[one]) for n, one in enumerate(drawn)]


def test_fitted_confidence_is_nearer_the_truth_than_the_estimates() -> None:
    given_cases = judged()
    before = reliability(applied(lambda _, estimate, __: estimate, given_cases))
    after = reliability(cross_fitted(given_cases))
    assert after.error < before.error / 2 and after.brier < before.brier and after.log_loss < before.log_loss


def test_without_cases_confidence_is_the_estimate() -> None:
    assert fit([]).confidence("host", 0.8) == 0.8


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["host", "participant", "no-such-relation"]))
def test_a_higher_estimate_never_gets_a_lower_confidence(one: float, other: float, relation: str) -> None:
    low, high = sorted((one, other))
    assert calibration().confidence(relation, low) <= calibration().confidence(relation, high)


def test_of_two_rules_with_one_estimate_the_one_that_is_right_more_often_gives_more_confidence() -> None:
    cases = [
        Case(f"d{n}", "host", 0.8, n % 10 < right, (rule,))
        for rule, right in (("good", 9), ("bad", 5))
        for n in range(120)
    ]
    figures = fit(cases)
    good, bad, both, unknown = (
        figures.confidence("host", 0.8, rules) for rules in (("good",), ("bad",), ("good", "bad"), ("other",))
    )
    assert abs(good - 0.9) < 0.03 and abs(bad - 0.5) < 0.03
    assert bad < both < good and bad < unknown < good


def test_a_list_of_one_document_makes_a_rule_less_sure_than_as_many_documents_do() -> None:
    apart = fit([Case(f"d{n}", "host", 0.8, True, ("list",)) for n in range(16)] + judged())
    together = fit([Case("d", "host", 0.8, True, ("list",)) for _ in range(16)] + judged())
    assert 0 < together.rules["host", "list"] < apart.rules["host", "list"]


def test_a_rule_that_was_hardly_judged_has_no_figure_of_its_own() -> None:
    cases = [Case("d1", "host", 0.8, False, ("rare",))] * 2 + judged()
    assert ("host", "rare") not in fit(cases).rules


def test_every_figure_of_a_rule_is_of_a_relation_of_the_guidelines() -> None:
    relations = vocabulary().relations
    assert all(relations[relation].guideline for relation, _ in calibration().rules)
