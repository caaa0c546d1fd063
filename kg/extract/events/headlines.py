"""Verbs of headlines that look like nouns for events, beside the noun of the same event: 'Judges |meet| in Accra for a
workshop'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from kg.extract.events.mention import EventMention

_FOR = re.compile(r"[^.;:|]{0,60}\b(?:for|at|during|to attend|to open)(?: (?:the|an?|its|their|this))? ")
"""Between what people do and the event that they do it at."""


def without_verbs(mentions: Iterable[EventMention], text: str) -> list[EventMention]:
    """The mentions (in text order) but for the verb 'meet' of a headline that goes on to name the event."""
    found = list(mentions)
    verbs = {one.start for one, other in pairwise(found) if _is_verb_of(one, other, text)}
    return [mention for mention in found if mention.start not in verbs]


def _is_verb_of(one: EventMention, other: EventMention, text: str) -> bool:
    """Whether the first of two mentions is the verb of a headline that names the second."""
    headline = one.head == "meet" and one.sentence.kind == "title" and one.sentence == other.sentence
    return headline and one.end <= other.start and _FOR.fullmatch(text, one.end, other.start) is not None
