"""Fits the figures that turn estimates into confidence, and tells how far confidence can be trusted.

The fit is logistic regression of right against wrong on the log-odds of the estimate, with a shift for each relation.
Priors keep figures with little behind them near what they are without data (slope 1, no shift: confidence is the
estimate): a standard normal one on the slope's distance from 1 and on each relation's shift, a wide one on the common
shift. So a relation with few facts borrows from all (A. Gelman and J. Hill, Data Analysis Using Regression and
Multilevel/Hierarchical Models, 2007, ch. 12). When these are found, each rule gets a shift beside them, fitted on its
claims alone under a normal prior of half the variance. What a rule reads in one document, often in one list, is right
or wrong together: n such claims count as the square root of n, for without that a few long lists make a rule too sure.
To judge the fit fairly, the documents are predicted in ten parts, each by figures fitted on the others; documents whose
names follow each other, often of one hand, are in one part.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from kg.evaluation.score import Judgement
from kg.extract.weighing.calibration import Calibration, log_odds

BANDS = (0.0, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
_PRIOR = 1.0
_PRIOR_OF_RULES = 2.0
_WIDE_PRIOR = 0.01
_STEPS = 50
_NEAR_ENOUGH = 1e-10
_FIGURES = 6
"""Decimals of the figures: as many give the same confidence everywhere."""
_FEWEST = 3
"""Of claims of a rule, for it to have a shift."""
_PARTS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """A judged claim: where it stands, its relation, the estimate, whether it is right, and the rules that read it."""

    document: str
    relation: str
    estimate: float
    right: bool
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Claims whose confidence lies from `low` to below `high`: how many, their mean confidence, the share of right
    ones."""

    low: float
    high: float
    number: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How confidence and truth agree. `brier` is the mean squared difference, `log_loss` the mean surprise, `error` the
    expected calibration error: the difference of mean confidence and right share over bands, weighted by number. 0 is
    best for all three."""

    bands: tuple[Band, ...]
    brier: float
    log_loss: float
    error: float


Predicted = tuple[float, bool]
"""A confidence, and whether the claim is right."""


def cases(judgements: Iterable[Judgement]) -> list[Case]:
    """The claims of judged documents whose fact is right or wrong; optional facts count neither way."""
    found = []
    for judgement in judgements:
        wrong = set(judgement.wrong)
        for claim in judgement.predicted.claims:
            if claim.fact in judgement.right or claim.fact in wrong:
                right = claim.fact in judgement.right
                found.append(Case(judgement.gold.id, claim.fact[0], claim.confidence, right, claim.rules))
    return found


def fit(given: Sequence[Case]) -> Calibration:
    """The figures that fit the cases best; without cases, those that leave estimates as they are. Higher estimates
    never get lower confidence: where the cases say otherwise, the slope is 0."""
    relations = sorted({case.relation for case in given})
    columns = _columns(given, relations)
    right = np.array([case.right for case in given], dtype=float)
    expected = np.zeros(columns.shape[1])
    expected[0] = 1.0
    weights = np.full(columns.shape[1], _PRIOR)
    weights[1] = _WIDE_PRIOR
    found = _fitted(columns, right, expected, weights)
    if found[0] < 0:
        columns[:, 0], expected[0] = 0.0, 0.0
        found = _fitted(columns, right, expected, weights)
    slope, shift, *shifts = (round(float(value), _FIGURES) for value in found)
    common = Calibration(slope, shift, dict(zip(relations, shifts, strict=True)), {})
    return replace(common, rules=_shifts_of_rules(given, common))


def _shifts_of_rules(given: Sequence[Case], common: Calibration) -> Mapping[tuple[str, str], float]:
    """By relation and rule, what its claims are right more often, or less, than the common figures tell."""
    together = Counter((case.document, case.relation, rule) for case in given for rule in case.rules)
    claims = defaultdict(list)
    for case in given:
        for rule in case.rules:
            counted = together[case.document, case.relation, rule] ** -0.5
            claims[case.relation, rule].append((common.odds(case.relation, case.estimate), float(case.right), counted))
    return {
        key: round(_one_shift(np.array(judged)), _FIGURES)
        for key, judged in sorted(claims.items())
        if len(judged) >= _FEWEST
    }


def _one_shift(judged: np.ndarray) -> float:
    """The most probable shift, under the prior, of claims given as rows of log-odds, right or not, and how much each
    counts."""
    ones = np.ones((len(judged), 1))
    return float(_fitted(ones, judged[:, 1], np.zeros(1), np.full(1, _PRIOR_OF_RULES), judged[:, 0], judged[:, 2])[0])


def _columns(given: Sequence[Case], relations: Sequence[str]) -> np.ndarray:
    """Log-odds of the estimate, 1, and 1 in the column of the relation; a row a case."""
    place = {relation: index for index, relation in enumerate(relations, 2)}
    columns = np.zeros((len(given), len(relations) + 2))
    for row, case in zip(columns, given, strict=True):
        row[0], row[1], row[place[case.relation]] = log_odds(case.estimate), 1.0, 1.0
    return columns


def _fitted(
    columns: np.ndarray,
    right: np.ndarray,
    expected: np.ndarray,
    weights: np.ndarray,
    known: np.ndarray | float = 0.0,
    counted: np.ndarray | float = 1.0,
) -> np.ndarray:
    """The most probable figures under normal priors, beside log-odds that are known, of cases that count so much:
    Newton's method, on a function with one minimum."""
    found = expected.copy()
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(known + columns @ found)))
        slope = columns.T @ (counted * (chance - right)) + weights * (found - expected)
        bend = columns.T @ (columns * (counted * chance * (1 - chance))[:, None]) + np.diag(weights)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if float(np.abs(step).max()) < _NEAR_ENOUGH:
            break
    return found


def cross_fitted(given: Sequence[Case]) -> list[Predicted]:
    """Each case with the confidence that figures fitted on documents of other parts give it."""
    documents = sorted({case.document for case in given})
    part = {document: number * _PARTS // len(documents) for number, document in enumerate(documents)}
    found: list[Predicted] = []
    for left_out in sorted(set(part.values())):
        figures = fit([case for case in given if part[case.document] != left_out])
        found += applied(figures.confidence, [case for case in given if part[case.document] == left_out])
    return found


def applied(confidence: Callable[[str, float, tuple[str, ...]], float], given: Iterable[Case]) -> list[Predicted]:
    """Each case with the confidence that a function of relation, estimate and rules gives it."""
    return [(confidence(case.relation, case.estimate, case.rules), case.right) for case in given]


def reliability(predicted: Sequence[Predicted]) -> Reliability:
    """How confidence and truth agree over the cases, of which there must be one at least."""
    bands = tuple(_bands(predicted))
    total = len(predicted)
    return Reliability(
        bands=bands,
        brier=sum((confidence - right) ** 2 for confidence, right in predicted) / total,
        log_loss=-sum(math.log(confidence if right else 1 - confidence) for confidence, right in predicted) / total,
        error=sum(band.number * abs(band.confidence - band.right) for band in bands) / total,
    )


def _bands(predicted: Sequence[Predicted]) -> Iterator[Band]:
    for low, high in pairwise(BANDS):
        inside = [(confidence, right) for confidence, right in predicted if low <= confidence < high]
        if inside:
            confidence, right = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            yield Band(low, high, len(inside), confidence, right)
