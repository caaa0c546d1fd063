"""When a name certainly means its best candidate: rather too seldom than once too often."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.graph.names import is_acronym, is_distinctive
from kg.match.names import Form, Kind, Named

_MARGIN = 6.0
"""Points that the next candidate is behind where a name is not spelled as any form is."""
_SHORTEST_SLIP = 6
"""Letters of a word of which one may differ; of one twice as long two may."""
_SHORTEST_SMALL = 4
"""Letters of an acronym that is known in small letters too."""
_CODES = (Kind.iso2, Kind.iso3)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far a name is like a form, from 0 to 100, and why. `whole`: neither has a word more than the other; `exact`:
    they are the same but for signs and accents; `slips` are words and those that they are taken for, `edits` the
    letters that differ in them."""

    form: Form
    score: float
    why: str
    whole: bool
    exact: bool
    slips: tuple[tuple[str, str], ...] = ()
    edits: int = 0


def certain(
    name: str, ordered: Sequence[Likeness], entities: Sequence[Named], types: Collection[str], elsewhere: bool
) -> bool:
    """Whether a name certainly means the first of what is like it, the best first. `elsewhere`: it is a name of
    something that was not asked for."""
    if not ordered or not ordered[0].whole:
        return False
    best, *others = ordered
    entity = entities[best.form.of]
    if best.form.kind is Kind.shared or any(other.whole for other in others):
        return False
    if not _tells(name, best, entity, types):
        return False
    if best.slips:
        next_best = max((other.score for other in others), default=0.0)
        return not elsewhere and entity.type not in ("Person", "Event") and _is_slip(best, next_best)
    return True


def _tells(name: str, best: Likeness, entity: Named, types: Collection[str]) -> bool:
    """Whether a form tells its bearer from others that the graph may not know."""
    form = best.form
    if form.kind in _CODES:
        return set(types) == {"State"} or (form.kind is Kind.iso3 and name.strip().isupper())
    if form.kind is Kind.acronym or is_acronym(form.text):
        return not best.slips and (best.exact and (name.strip().isupper() or _shown(name, form.text)))
    if entity.type == "Person":
        return " " in form.folded
    if entity.type == "Event":
        return is_distinctive(form.text) and len(form.folded.split()) > 3
    if form.kind is Kind.composed:
        return True
    if entity.type in ("GovernmentBody", "Office") or form.kind is Kind.told:
        return is_distinctive(form.text)
    return True


def _shown(name: str, acronym: str) -> bool:
    """Whether an acronym is written with its capitals, or is too long for a word that happens to be like it."""
    bare = [sign for sign in acronym if sign.isalnum()]
    return [sign for sign in name if sign.isalnum()] == bare or len(bare) >= _SHORTEST_SMALL


def _is_slip(best: Likeness, next_best: float) -> bool:
    """Whether what differs is a slip of the pen, and nothing else is nearly as like."""
    long_enough = all(len(other) >= _SHORTEST_SLIP for _, other in best.slips)
    few = best.edits <= sum(len(other) // _SHORTEST_SLIP for _, other in best.slips)
    # of a name of one word the ends stay: other languages, and words for who lives there, end otherwise
    kept = " " in best.form.folded or all((word[0], word[-1]) == (other[0], other[-1]) for word, other in best.slips)
    latin = all(word.isascii() for word, _ in best.slips)  # elsewhere a letter says more
    return long_enough and few and kept and latin and best.score - next_best >= _MARGIN
