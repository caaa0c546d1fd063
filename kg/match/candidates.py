"""What a name may mean, and what else than the name may settle which of several it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.match.names import Named

_DISAGREEMENT = 15.0
"""Points that a candidate loses where something that is known of it is otherwise."""
_AGREEMENT = 0.3
"""The share of the points that a candidate lacks which it gains where what is known agrees."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean. `score` goes from 0 to 100; `sure`: it means this one; `whole`: every word of the
    name is one of the entity's, and the other way round, so that only other bearers of it stand against that; `why`
    says in words what the score rests on."""

    entity: Named
    score: float
    sure: bool
    whole: bool
    why: str


def settled(candidates: Sequence[Candidate], agreements: Sequence[bool | None], what: str) -> list[Candidate]:
    """The candidates of a name weighed by what is known beside it, such as a country: for each whether it agrees, None
    where nothing is known. One that alone bears the name and agrees is sure, none that disagrees is. `what` is what was
    compared, for the reader."""
    alone = sum(one.whole and agrees is not False for one, agrees in zip(candidates, agreements, strict=True)) == 1
    weighed = []
    for one, agrees in zip(candidates, agreements, strict=True):
        if agrees is None:
            weighed.append(one)
        elif agrees:
            score = one.score + (100 - one.score) * _AGREEMENT
            sure = one.sure or (one.whole and alone)
            weighed.append(replace(one, score=round(score, 1), sure=sure, why=f"{one.why}; the same {what}"))
        else:
            score = max(0.0, one.score - _DISAGREEMENT)
            weighed.append(replace(one, score=round(score, 1), sure=False, why=f"{one.why}; another {what}"))
    weighed.sort(key=lambda one: (-one.score, one.entity.iri))
    return [replace(one, sure=one.sure and place == 0) for place, one in enumerate(weighed)]
