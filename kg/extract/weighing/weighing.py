"""Weighs what the rules claim: each claim between two entities, and on the first day of an event, gets the probability
of the pair model as its confidence. No claim is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.dates.dates import DateMention
from kg.extract.focus import focus, main_event
from kg.extract.weighing.pair_claims import as_pairs, setting, signs, told
from kg.extract.weighing.pair_model import PairModel, pair_model
from kg.extract.weighing.pairs import read_pairs
from kg.records import Claim

_EDGE = 0.001
_DIGITS = 3

Weighable = tuple[Claim, frozenset[str] | None]
"""A claim with the signs of the pair that it joins, None where it joins none."""


def weighed_relations() -> frozenset[str]:
    """The relations whose claims have their confidence from a model of their own, here or in `topics`."""
    return frozenset(pair_model().weights) | {"topic"}


def with_signs(
    analysis: Analysis, docs: Mapping[int, Any], dates: Sequence[DateMention], claims: Sequence[Claim]
) -> list[Weighable]:
    """The claims on which the rules settle, each with the signs of its pair."""
    paired = as_pairs(claims, dates)
    joined = [claim for claim in paired if claim is not None]
    wanted = {(claim.subject, claim.object) for claim in joined}
    pairs = read_pairs(analysis, docs, dates, focus(analysis), wanted)
    known, around = told(joined), setting(analysis, claims, main_event(analysis))
    found = {ends: signs(analysis, ends, pair, pairs, known, around) for ends, pair in pairs.found.items()}
    return [
        (claim, found[pair.subject, pair.object] if pair is not None else None)
        for claim, pair in zip(claims, paired, strict=True)
    ]


def weigh(claims: Iterable[Weighable], model: PairModel | None = None) -> Iterator[Claim]:
    """The claims, with the probability as confidence where they join a pair. The model is that of the package where
    none is given."""
    model = model or pair_model()
    for claim, found in claims:
        value = None if found is None else model.probability(claim.relation, found, claim.confidence)
        yield claim if value is None else replace(claim, confidence=round(min(max(value, _EDGE), 1 - _EDGE), _DIGITS))
