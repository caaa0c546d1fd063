"""Talks that go on another day: 'The talks will continue in L in May', 'They will resume their negotiations in L'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.analysis import Analysis
from kg.extract.events.mention import EventMention
from kg.extract.text.masking import Masked

_SOON = r"(?:will|shall|(?:is|are) (?:to|due to|set to|expected to|scheduled to))(?: then| also)?"
_THERE = r",? (?:[a-z]+ ){0,2}(?:in|at|on) (?:the )?⟦[TLF]"
_RESUMED = re.compile(rf" {_SOON} (?:continue|resume|go on|be (?:continued|resumed)){_THERE}")
_TO_RESUME = re.compile(
    rf"\b(?:{_SOON}|agreed to|intend to|plan to) (?:continue|resume|go on with|carry on) (?:the |their |its |these )?$"
)
_WORDS = re.compile(r"\b\w+")
_WHERE = re.compile(_THERE)


def resumed(mentions: Iterable[EventMention], masked: Masked, analysis: Analysis) -> Iterator[EventMention]:
    """The mentions of one sentence, those marked as the next of which it tells that they go on elsewhere or later."""
    for mention in mentions:
        again = mention.family == "meeting" and not mention.content and mention.determiner != "indefinite"
        if again and not _opens(mention, analysis) and _goes_on(masked, mention):
            yield replace(mention, markers=mention.markers | {"next"}, weak=False, ahead=True)
        else:
            yield mention


def _opens(mention: EventMention, analysis: Analysis) -> bool:
    """Whether the mention stands in a headline or the first sentence, before which no talks were told."""
    first = next((s for s in analysis.sentences if s.kind == "body"), None)
    return mention.sentence.kind == "title" or mention.sentence == first


def _goes_on(masked: Masked, mention: EventMention) -> bool:
    """Whether the words around a mention tell where or when it is to go on."""
    text = masked.text
    start = next((m.start() for m in _WORDS.finditer(text) if masked.original(m.start()) == mention.start), -1)
    if start < 0:
        return False
    end = start + mention.end - mention.start
    behind = _TO_RESUME.search(text[:start]) is not None and _WHERE.match(text, end) is not None
    return behind or _RESUMED.match(text, end) is not None
