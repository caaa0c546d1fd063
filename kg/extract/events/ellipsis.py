"""Of which event one is told that has no noun of its own: 'the fourth is due in May', 'another round'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.events.kinds import levels
from kg.extract.events.mention import EventMention

if TYPE_CHECKING:
    from kg.extract.events.clusters import EventCluster

_NO_ROUNDS = frozenset({"operation", "launch"})
"""Families of events of which none is one more round."""
_WITHIN = frozenset({"session", "ceremony", "signing", "opening"})
"""Families of parts of an event: 'the next one' is as a rule none of these."""


def with_noun(mention: EventMention, clusters: Sequence[EventCluster]) -> EventMention:
    """An ordinal that stands for an event takes the noun of the event before; an edition of nothing its type."""
    if not clusters or (mention.head != "one" and (mention.head, mention.type) != ("edition", "Other")):
        return mention
    before = _noun_of(_meant(mention, clusters))
    if mention.head == "edition":
        return replace(mention, type=before.type)
    level = frozenset(word for word in before.content if levels({word})) if mention.ordinal is not None else frozenset()
    return replace(mention, head=before.head, type=before.type, family=before.family, content=mention.content | level)


def _meant(mention: EventMention, clusters: Sequence[EventCluster]) -> EventCluster:
    """The event of whose series the mention is one: that of the number before it, else the last told of that is no part
    of another."""
    rounds = [c for c in clusters if not (c.passing or c.families & _NO_ROUNDS)]
    whole = [c for c in rounds if not c.families <= _WITHIN]
    numbered = [c for c in whole if mention.ordinal is not None and mention.ordinal - 1 in c.ordinals]
    return max(numbered or whole or rounds or clusters, key=lambda c: c.last.start)


def _noun_of(cluster: EventCluster) -> EventMention:
    """The mention that names the event: the last but for verbs that any event may have, and for parts of it."""
    told = [m for m in cluster.mentions if not m.loose]
    whole = [m for m in told if m.family not in _WITHIN] or told
    return whole[-1] if whole else cluster.last
