"""Signings that a text recalls behind its lead: 'Kenya signed a like agreement with Qatar in 2017'. As a rule they tell
of the agreement and of no event, unless the place, the day or the occasion is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.analysis import Analysis
from kg.extract.events.mention import EventMention
from kg.extract.events.verbal import in_the_lead
from kg.extract.events.words import MARGINS
from kg.extract.text.masking import Masked

_THERE = re.compile(
    rf"\b(?:in|at) (?:the )?⟦[LFS]\d|{MARGINS}|"
    r"\b(?:today|yesterday|tomorrow|here|tonight)\b"
)
_DAY = re.compile(r"[A-Z][a-z]{2,8}day\b|\b\d{1,2}\b|\b(?:to|yester)day\b|\b(?:morning|afternoon|evening|night)\b")


def recalled_signings(mentions: Iterable[EventMention], masked: Masked, analysis: Analysis) -> list[EventMention]:
    """The mentions of one masked sentence, those of signings that are only recalled as what may add to an event told
    elsewhere, and makes none."""
    found = list(mentions)
    if not any(m.family == "signing" for m in found) or _told(masked, analysis):
        return found
    lead = in_the_lead(found[0].sentence, analysis)
    return [replace(m, weak=True) if m.family == "signing" and not (lead or _by_persons(m)) else m for m in found]


def _by_persons(mention: EventMention) -> bool:
    """Whether persons are told to have signed."""
    return any(side.type == "Person" for side in mention.sides)


def _told(masked: Masked, analysis: Analysis) -> bool:
    """Whether the sentence has a place, a day or an occasion."""
    days = (item for item in masked.items if item.type == "Date")
    return _THERE.search(masked.text) is not None or any(_DAY.search(analysis.text, d.start, d.end) for d in days)
