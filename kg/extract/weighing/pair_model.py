"""How likely a claim is to be right: logistic regression over the signs of the pair that it joins.

The log-odds start from the estimate of the rule's author; signs in the sentences, in the article and among its other
claims speak for the claim or against it. The weights of `tables/pair_weights.tsv` are fitted on the annotated articles
of the project by `tests.benchmarks.weigh_pairs`: signs are chosen by the lasso and weighed by ridge regression
(N. Meinshausen, Relaxed Lasso, Computational Statistics & Data Analysis 52, 2007). No sign is the word of a name; each
occurs in five articles or more.

How signs are written: `S:` subject, `O:` object, `F:` an end in a sentence about the event that is the other, `D:` an
end of the document; behind that `l1` `l2` `r1` `r2` the one or two words beside, `form` and `z` form and zone of the
mention, `pos` its place, `ud` `vt` `vp` `root` the way to a verb, its tag and prepositions, the root. Of both
together: `b` `B` words between, `pw` `plen` the way between, `ord` `dist` `nm` `nt` `ne` `semi` order, distance, and
what stands between, `nest` one inside the other, `same` `focus` `nctx` sentences that name both or one. Of the
article: `t` types, `et` type of event, `status`, `smain` the main event, `nev` `ns` `no` how many events and
mentions, `ref` `parent` `samecountry` `oInS` what names tell. Of claims: `c` `rules` `C` `CS` rules, relation and
status of claims on the pair, `sc` `scn` `oc` `os` `so` `orphan` other claims on its ends, `sib` on what stands in a
list with the object, `hop` two claims through a third entity.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.tables import table
from kg.extract.weighing.calibration import log_odds

BIAS, ESTIMATE = "bias", "estimate"
"""In place of signs: what is added whatever the signs, and what the log-odds of the estimate count."""


@dataclass(frozen=True, slots=True)
class PairModel:
    """The weights of the signs, by relation."""

    weights: Mapping[str, Mapping[str, float]]

    def probability(self, relation: str, signs: Collection[str], estimate: float) -> float | None:
        """How likely a claim is right, given the signs of its pair and the estimate; the same in whatever order they
        come. None where the model does not judge the relation."""
        weights = self.weights.get(relation)
        if weights is None:
            return None
        odds = [weights[sign] for sign in signs if sign in weights]
        odds += [weights.get(BIAS, 0.0), weights.get(ESTIMATE, 0.0) * log_odds(estimate)]
        return 1 / (1 + math.exp(-math.fsum(odds)))


@lru_cache(maxsize=1)
def pair_model() -> PairModel:
    """The model of the package."""
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in table("pair_weights"):
        weights[row["relation"]][row["sign"]] = float(row["weight"])
    return PairModel(dict(weights))
