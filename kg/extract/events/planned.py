"""Nouns that mean an event only where it is said to be planned, held or to follow somewhere or some day: 'a refresher
is planned for May in Rome', 'a review with all states is foreseen in June'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.events.mention import EventMention
from kg.extract.tables import table
from kg.extract.text.masking import Masked
from kg.extract.text.ordinals import ordinal
from kg.extract.text.sentences import Sentence

_NOUNS = {row["noun"]: (row["type"], row["family"]) for row in table("event_nouns_planned")}
_FUTURE = (
    r"(?:is|are|has been|was) (?:already |also |now |then )?(?:planned|scheduled|due|foreseen|set|slated|expected|"
    r"pencilled in|envisaged|promised|proposed)|(?:is|are|was|were|will|would) (?:then |also |to )*"
    r"(?:be held|take place|follow|be organi[sz]ed|be convened)"
)
_TOLD = re.compile(
    r"\b(?P<det>an?|another|the (?:next|first|second|third)) (?P<start>)(?:[\w-]+ ){0,2}?"
    rf"(?P<noun>{'|'.join(sorted(_NOUNS, key=len, reverse=True))})"
    r"(?P<of> (?:with|for|on|by|between)\b(?:[^⟦⟧.;:]|⟦[A-KM-SU-Z]\d+⟧){3,70}?)?,? "
    rf"(?:which )?(?:{_FUTURE})\b[^⟦⟧.;]{{0,30}}⟦[TLF]",
    re.I,
)


def planned_events(masked: Masked, sentence: Sentence, told: Sequence[EventMention]) -> Iterator[EventMention]:
    """The events of one masked sentence of which only such a noun tells; `told`: those already read."""
    if sentence.kind == "title":
        return
    for match in _TOLD.finditer(masked.text):
        span = masked.span(match.start("start"), match.end("of") if match["of"] else match.end("noun"))
        if any(other.start < span.end and span.start < other.end for other in told):
            continue
        noun = match["noun"].casefold()
        type, family = _NOUNS[noun]
        words = match["det"].split()
        yield EventMention(
            span.start, span.end, noun, type, family, "indefinite", ordinal(words[-1]), None,
            frozenset(), tuple(masked.items_in(match.start("start"), match.end("noun"))),
            frozenset({"next"} if "next" in words else {"upcoming"}), sentence, ahead=True,
        )  # fmt: skip
