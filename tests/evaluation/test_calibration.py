"""Confidence that means something: fitted on judged claims, and it ranks as the estimates did."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.calibration import Case, applied, cross_fitted, fit, reliability
from kg.extract.calibration import calibration


def judged(number: int = 600) -> list[Case]:
    """Claims of rules whose estimates promise too much: of those with 0.9, seven in ten are right."""
    chance = random.Random(7)
    truth = {0.6: 0.4, 0.75: 0.55, 0.9: 0.7, 0.97: 0.9}
    drawn = [chance.choice(list(truth)) for _ in range(number)]
    return [Case(f"d{n % 20}", "host", one, chance.random() < truth[one]) for n, one in enumerate(drawn)]


def test_fitted_confidence_is_nearer_the_truth_than_the_estimates() -> None:
    given_cases = judged()
    before = reliability(applied(lambda _, estimate: estimate, given_cases))
    after = reliability(cross_fitted(given_cases))
    assert after.error < before.error / 2 and after.brier < before.brier and after.log_loss < before.log_loss


def test_without_cases_confidence_is_the_estimate() -> None:
    assert fit([]).confidence("host", 0.8) == 0.8


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["host", "participant", "no-such-relation"]))
def test_a_higher_estimate_never_gets_a_lower_confidence(one: float, other: float, relation: str) -> None:
    low, high = sorted((one, other))
    assert calibration().confidence(relation, low) <= calibration().confidence(relation, high)
