"""From the estimate of a rule's author to a confidence that means something: of claims with confidence 0.9, nine in
ten should be right.

The estimate is turned into log-odds, stretched and shifted by the figures of `tables/calibration.tsv`, and turned back:
logistic calibration (J. Platt, Probabilistic Outputs for Support Vector Machines, 1999) with a shift of its own for
each relation. What ranks higher before ranks no lower after, within a relation. `kg.evaluation.calibration` fits the
figures on annotated articles. Relations outside the annotation guidelines cannot be judged and keep the estimate.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.tables import table
from kg.records import Extraction
from kg.vocabulary import vocabulary

_EDGE = 0.001
"""No estimate, and no confidence, is nearer to certainty than this."""
SLOPE, SHIFT = "slope", "shift"


@dataclass(frozen=True, slots=True)
class Calibration:
    """log-odds of the confidence = `shift` + `shifts[relation]` + `slope` x log-odds of the estimate. A relation that
    is not in `shifts` has none of its own."""

    slope: float
    shift: float
    shifts: Mapping[str, float]

    def confidence(self, relation: str, estimate: float) -> float:
        """The confidence of a claim of the relation, from 0.001 to 0.999."""
        odds = self.shift + self.shifts.get(relation, 0.0) + self.slope * log_odds(estimate)
        return round(min(max(1 / (1 + math.exp(-odds)), _EDGE), 1 - _EDGE), 3)


def log_odds(estimate: float) -> float:
    """The logarithm of right against wrong that an estimate stands for."""
    bounded = min(max(estimate, _EDGE), 1 - _EDGE)
    return math.log(bounded / (1 - bounded))


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The figures of the package."""
    values = {row["figure"]: float(row["value"]) for row in table("calibration")}
    return Calibration(values.pop(SLOPE), values.pop(SHIFT), values)


def calibrated(extraction: Extraction) -> Extraction:
    """The same extraction with calibrated confidence on the claims of the annotation guidelines."""
    figures, relations = calibration(), vocabulary().relations
    claims = (
        replace(claim, confidence=figures.confidence(claim.relation, claim.confidence))
        if relations[claim.relation].guideline
        else claim
        for claim in extraction.claims
    )
    return replace(extraction, claims=tuple(claims))


def at_least(extraction: Extraction, least: float) -> Extraction:
    """The same extraction without claims of a confidence below `least`; entities stay, for the text names them."""
    return replace(extraction, claims=tuple(claim for claim in extraction.claims if claim.confidence >= least))
