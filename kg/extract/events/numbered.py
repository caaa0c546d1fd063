"""Events under an acronym with a number: 'SOM8' for the eighth senior officials' meeting, 'COP 29'. The text gives the
acronym in brackets behind the name of one of them, or it is one that the field knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.extract.analysis import Analysis
from kg.extract.events.acronyms import besides
from kg.extract.events.mention import EventMention
from kg.extract.events.mentions import heads
from kg.extract.text.masking import Masked
from kg.extract.text.sentences import Sentence

_KNOWN = {"COP": "conference", "SOM": "meeting", "AMM": "meeting"}
"""The noun of what an acronym of the field stands for."""
_NUMBERED = re.compile(
    r"(?<![\w⟦-])(?:(?P<det>the|a|an) )?(?P<acronym>[A-Z]{2,6})[- ]?(?P<number>[1-9]\d?)(?![\w%-]|[.,]\d)"
)
_GIVEN = re.compile(r",? ?\((?:the )?(?P<acronym>[A-Z]{2,6})[- ]?(?P<number>[1-9]\d?)\)")
_BRACKET = 10
"""Characters of such a bracket at most."""
_AS_NOUN = re.compile(r" (?:presidency|president|outcomes?|decision|pledges?|agenda|declaration|document)\b", re.I)
"""What makes the acronym before it no event that is told of: 'the COP 28 |presidency|'."""


def numbered_mentions(
    mentions: Sequence[EventMention], sentences: Iterable[Sentence], masks: Callable[[int], Masked], analysis: Analysis
) -> list[EventMention]:
    """The further mentions of the sentences: acronyms with a number where they stand alone."""
    given = _given(mentions, analysis)
    return besides(mentions, (found for one in sentences for found in _uses(given, masks(one.index), one)))


def _given(mentions: Sequence[EventMention], analysis: Analysis) -> dict[str, EventMention]:
    """The acronyms that brackets right behind the name of a numbered event give with its number."""
    found: dict[str, EventMention] = {}
    for mention in mentions:
        match = _GIVEN.search(analysis.text, mention.start, mention.end + _BRACKET)
        behind = match is not None and mention.end in (match.start(), match.end())
        if match and behind and mention.ordinal == int(match["number"]):
            found.setdefault(match["acronym"], mention)
    return found


def _uses(given: dict[str, EventMention], masked: Masked, sentence: Sentence) -> Iterable[EventMention]:
    for match in _NUMBERED.finditer(masked.text):
        acronym, number = match["acronym"], int(match["number"])
        if (acronym not in given and acronym not in _KNOWN) or _AS_NOUN.match(masked.text, match.end()):
            continue
        span = masked.span(match.start("acronym"), match.end())
        if acronym not in given:
            yield _known(acronym, number, span.start, span.end, sentence)
        elif span.start > given[acronym].end:
            yield replace(
                given[acronym], start=span.start, end=span.end, determiner="definite", sentence=sentence,
                ordinal=number, named=False, markers=frozenset(),
            )  # fmt: skip


def _known(acronym: str, number: int, start: int, end: int, sentence: Sentence) -> EventMention:
    """The mention of an event whose acronym the field knows."""
    row = heads()[1][_KNOWN[acronym]]
    return EventMention(
        start, end, row["head"], row["type"], row["family"], "definite", number, None,
        frozenset({acronym.casefold()}), (), frozenset(), sentence,
    )  # fmt: skip
