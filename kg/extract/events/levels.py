"""The order of parts of one gathering by the level at which they are held: experts meet before their ministers do."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.analysis import Analysis
from kg.extract.events.clusters import EventCluster
from kg.extract.events.kinds import levels
from kg.records import Span

_RANKS = {"preparatory": 0, "experts": 1, "officials": 2, "deputies": 3, "ministers": 4}
_JOINED = re.compile(r"[^.;]{0,40}?,? (?:and|then|followed by|before)(?: then| also)?(?: (?:an?|the|its|their))? ")
"""Between two parts that one sentence names together: 'a Meeting of Experts |and a| Ministerial Meeting'."""
_APART = 10
"""Days within which two parts of one gathering are held."""


def order_by_level(analysis: Analysis, clusters: list[tuple[str, EventCluster]]) -> None:
    """Adds that ministers' meetings follow those of experts or officials beside which, or days after which, they are
    held."""
    ranked = [(rank, event, cluster) for event, cluster in clusters if (rank := _rank(cluster)) is not None]
    for high, later, its in ranked:
        lower = [
            (rank, event, one)
            for rank, event, one in ranked
            if rank < high and (_side_by_side(analysis, one, its) or _days_before(analysis, event, later))
        ]
        for _, earlier, one in sorted(lower, key=lambda found: found[0])[-1:]:
            _claim(analysis, (later, its), (earlier, one))


def _rank(cluster: EventCluster) -> int | None:
    """How high the people are who meet, where the text tells of one level only."""
    found = {_RANKS[level] for level in levels(cluster.content) if level in _RANKS}
    return found.pop() if len(found) == 1 else None


def _side_by_side(analysis: Analysis, one: EventCluster, other: EventCluster) -> bool:
    """Whether a sentence names two events as parts of one gathering."""
    pairs = ((first, second) for first in one.mentions for second in other.mentions)
    return any(a.end <= b.start and _JOINED.fullmatch(analysis.text, a.end, b.start) for a, b in pairs)


def _days_before(analysis: Analysis, earlier: str, later: str) -> bool:
    """Whether one event begins in the days before another, as the text tells of both."""
    told = {c.subject: c.object for c in reversed(analysis.claims) if c.relation == "startDate"}
    try:
        days = (date.fromisoformat(told.get(later, "")) - date.fromisoformat(told.get(earlier, ""))).days
    except ValueError:
        return False
    return 0 < days <= _APART


def _claim(analysis: Analysis, later: tuple[str, EventCluster], earlier: tuple[str, EventCluster]) -> None:
    """Adds the order of two events, unless the text tells one of the pair already."""
    pair = {later[0], earlier[0]}
    if any({c.subject, c.object} == pair and c.relation in ("follows", "partOf") for c in analysis.claims):
        return
    spans = [Span(cluster.mentions[0].start, cluster.mentions[0].end) for _, cluster in (earlier, later)]
    analysis.claim("follows", later[0], earlier[0], "event-levels", *spans, status="implied", confidence=0.8)
