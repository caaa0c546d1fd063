"""From the estimate of a rule's author to a confidence that means something: of claims with confidence 0.9, nine in
ten should be right. Claims that join pairs get theirs in `weighing`, topics in `topics`, which stand beside this; it is
for types of events, posts and last days.

The estimate is turned into log-odds, stretched and shifted by the figures of `tables/calibration.tsv` and
`tables/calibration_rules.tsv`, and turned back: logistic calibration (J. Platt, Probabilistic Outputs for Support
Vector Machines, 1999) with a shift of its own for each relation, and for each rule within it that was judged often
enough. Of claims of one relation by the same rules, what ranks higher before ranks no lower after.
`kg.evaluation.calibration` fits the figures on annotated articles. Relations outside the annotation guidelines cannot
be judged and keep the estimate.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.tables import table
from kg.records import RULES_JOINED_BY, Extraction
from kg.vocabulary import vocabulary

_EDGE = 0.001
"""No estimate, and no confidence, is nearer to certainty than this."""
SLOPE, SHIFT = "slope", "shift"


@dataclass(frozen=True, slots=True)
class Calibration:
    """log-odds of the confidence = `shift` + `shifts[relation]` + the mean of `rules[relation, rule]` over the rules
    that read the claim + `slope` x log-odds of the estimate. A relation or a rule that is not there has no shift."""

    slope: float
    shift: float
    shifts: Mapping[str, float]
    rules: Mapping[tuple[str, str], float]

    def confidence(self, relation: str, estimate: float, rules: Collection[str] = ()) -> float:
        """The confidence of a claim of the relation that the rules read, from 0.001 to 0.999."""
        odds = self.odds(relation, estimate) + self.shift_of_rules(relation, rules)
        return round(min(max(1 / (1 + math.exp(-odds)), _EDGE), 1 - _EDGE), 3)

    def odds(self, relation: str, estimate: float) -> float:
        """The log-odds that a claim of the relation is right, whatever rules read it."""
        return self.shift + self.shifts.get(relation, 0.0) + self.slope * log_odds(estimate)

    def shift_of_rules(self, relation: str, rules: Collection[str]) -> float:
        """What the rules add to the log-odds: rules that agree are not independent, so it is their mean."""
        return sum(self.rules.get((relation, rule), 0.0) for rule in rules) / len(rules) if rules else 0.0


def log_odds(estimate: float) -> float:
    """The logarithm of right against wrong that an estimate stands for."""
    bounded = min(max(estimate, _EDGE), 1 - _EDGE)
    return math.log(bounded / (1 - bounded))


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The figures of the package."""
    values = {row["figure"]: float(row["value"]) for row in table("calibration")}
    rules = {(row["relation"], row["rule"]): float(row["value"]) for row in table("calibration_rules")}
    return Calibration(values.pop(SLOPE), values.pop(SHIFT), values, rules)


def calibrated(extraction: Extraction, weighed: Collection[str] = ()) -> Extraction:
    """The same extraction with calibrated confidence on the claims of the annotation guidelines, but those of relations
    of which the confidence was weighed already."""
    figures, relations = calibration(), vocabulary().relations
    claims = (
        replace(
            claim, confidence=figures.confidence(claim.relation, claim.confidence, claim.rule.split(RULES_JOINED_BY))
        )
        if relations[claim.relation].guideline and claim.relation not in weighed
        else claim
        for claim in extraction.claims
    )
    return replace(extraction, claims=tuple(claims))


def at_least(extraction: Extraction, least: float) -> Extraction:
    """The same extraction without claims of a confidence below `least`; entities stay, for the text names them."""
    return replace(extraction, claims=tuple(claim for claim in extraction.claims if claim.confidence >= least))
