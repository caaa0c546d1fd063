"""What a phrase tells of another event than the one that a text opened with, though both are of one family."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.events.kinds import kind
from kg.extract.events.mention import EventMention

if TYPE_CHECKING:
    from kg.extract.events.clusters import EventCluster


def is_larger(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether a phrase names a summit or conference, and no headline told of the event so far, which is none: 'a
    meeting of border experts … the AU Summit'."""
    larger = kind(mention.head) == "conference" and mention.proper and bool(mention.content)
    return larger and not cluster.titled and all(kind(m.head) != "conference" for m in cluster.mentions)


ASIDES = frozenset({"exchange of views", "press conference", "news conference", "press briefing", "working lunch"})
"""What may be held at or beside the event that a text names later."""


def counts_others(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether a number counts events of another kind than that of an event without one: 'a workshop … the 12th
    Forum'."""
    return mention.ordinal is not None and not cluster.ordinals and mention.family not in cluster.families


def of_others(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether both name bodies or places, and none in common: 'the meeting of A … the consultation of B'."""
    mine = {word for word in mention.content if word.startswith("@")}
    theirs = {word for word in cluster.content if word.startswith("@")}
    return bool(mine) and bool(theirs) and not mine & theirs


_OPENS = frozenset({"opening ceremony", "closing ceremony", "graduation ceremony"})


def only_opens(mention: EventMention, others: Iterable[EventMention]) -> bool:
    """Whether a verb tells of a signing, and what was told before is the ceremony that opened or closed an event."""
    return mention.family == "signing" and all(other.head in _OPENS for other in others)
