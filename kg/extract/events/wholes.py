"""A session, side event or ceremony that is named with the event to which it belongs ('the closing session of the Fifth
Conference on Data'): two events, of which the first is part of the second."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from kg.extract.analysis import Analysis
from kg.extract.text.masking import Masked
from kg.extract.text.ordinals import ordinal
from kg.records import Span

_PARTS = re.compile(
    r"(?:side|parallel)[- ](?:event|session)|(?:opening|closing) (?:ceremony|session|plenary)|(?:high-level )?segment|"
    r"working (?:lunch|dinner|breakfast)|panel(?: discussion| session)?|plenary(?: session)?|session",
    re.I,
)
"""Nouns for what is part of another event."""
_OF_WHOLE = re.compile(r" (?:of|to|at|during) (?:the|its|their|this year['’]s|last year['’]s) (?=\S)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BODY = re.compile(r"[⟦⟨][PI]\d+[⟧⟩]")
_KINDS = frozenset({"meeting", "training", "event"})
"""Families of events that have parts."""
WHOLE_BEHIND = re.compile(r"\s(?:of|to|at|during) (?:the|its|their|this year['’]s|last year['’]s) ")
"""Between the mentions of a part and of its whole."""


def up_to_whole(
    masked: Masked, noun: re.Match[str], end: int, pattern: re.Pattern[str], rows: Mapping[str, Mapping[str, str]]
) -> int:
    """Where the phrase of an event ends that reaches up to `end`: behind its noun where it goes on with the name of the
    event that it is part of. `pattern` and `rows`: of all nouns for events."""
    led = _OF_WHOLE.match(masked.text, noun.end(), end) if _PARTS.fullmatch(noun.group()) else None
    if led is None:
        return end
    whole = pattern.search(masked.text, led.end(), end)
    if whole and rows[re.sub(r"\s+", " ", whole.group().casefold())]["family"] in _KINDS and whole.group()[0].isupper():
        return noun.end() if _is_numbered(masked.text[led.end() : whole.start()]) else end
    body = _BODY.search(masked.text, led.end(), end)
    return noun.end() if body and _is_numbered(masked.text[led.end() : body.start()]) else end


def _is_numbered(words: str) -> bool:
    """Whether an ordinal or year counts an event among others of its name: 'the |Fifth Regional| Forum'."""
    return any(ordinal(word) is not None or _YEAR.fullmatch(word) for word in words.split())


def parts_of_wholes(analysis: Analysis) -> None:
    """Claims `partOf` between a part and the whole that is named right behind it."""
    mentions = sorted(analysis.events, key=lambda m: m.start)
    for part, whole in pairwise(mentions):
        if part.entity == whole.entity or not WHOLE_BEHIND.fullmatch(analysis.text, part.end, whole.start):
            continue
        if any(found.end() == part.end - part.start for found in _PARTS.finditer(analysis.surface(part))):
            span = Span(part.start, whole.end)
            analysis.claim("partOf", part.entity, whole.entity, "part-of-whole", span, confidence=0.88)
