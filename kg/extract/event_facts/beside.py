"""When and where another event was held, told by the main one: 'the day before', 'a week later', 'in the same city',
'took place there'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis
from kg.extract.dates.arithmetic import shift_days, shifted
from kg.extract.focus import main_event
from kg.extract.text.ordinals import cardinal
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

_DAY = r"(?:day|evening|afternoon|morning)"
_BEFORE = re.compile(
    rf"\b(?:(?:on )?the {_DAY} before|(?:on )?the (?:previous|preceding) {_DAY})(?=[.,;]| in | at | and |$)", re.I
)
_AFTER = re.compile(
    rf"\b(?:(?:on )?the (?:following|next) {_DAY}|(?:on )?the {_DAY} after)(?=[.,;]| in | at | and |$)", re.I
)
_APART = re.compile(
    r"(?<![\w-])(?P<count>an?|\w+) (?P<unit>day|week|fortnight|month|year)s? "
    r"(?P<way>before|earlier|after|later|afterwards|on)(?=[.,;]| in | at | and |$)",
    re.I,
)
"""'A day later', 'two weeks before': how far from the main event."""
_EARLIER = frozenset({"before", "earlier"})
_THERE = re.compile(
    r"\bin (?:the|that) (?:same )?(?:city|town|capital)(?=[ ,.;]|$)|\bat the same (?:venue|place|hotel)\b"
    r"|\b(?:held|hold|organised|organized|convened|opened|place|met|meet) there\b|\bThere, (?=an? |the )"
)


def beside_main(analysis: Analysis) -> None:
    """Adds the day and the place of the one event of a sentence, where it is not the main event and has none."""
    main = main_event(analysis)
    for sentence in (s for s in analysis.sentences if s.kind == "body" and main is not None):
        others = [m for m in analysis.events.within(sentence.start, sentence.end) if m.entity != main]
        if len({m.entity for m in others}) == 1 and main is not None:
            _day(analysis, sentence, others[0], main)
            _place(analysis, sentence, others[0], main)


def _day(analysis: Analysis, sentence: Sentence, mention: Mention, main: str) -> None:
    """The day before the first, or after the last, of the main event."""
    if _told(analysis, mention.entity, "startDate") or _told(analysis, mention.entity, "endDate"):
        return
    first = _told(analysis, main, "startDate") or _told(analysis, main, "endDate")
    last = _told(analysis, main, "endDate") or first
    for match, moved in _days_told(analysis.text, sentence, first, last):
        span = Span(min(mention.start, match.start()), max(mention.end, match.end()))
        analysis.claim("startDate", mention.entity, moved, "date-beside-main", span, confidence=0.8)


def _days_told(text: str, sentence: Sentence, first: str, last: str) -> Iterator[tuple[re.Match[str], str]]:
    """The words of a sentence that count from the first or last day of the main event, and the date that they mean."""
    if len(first) != len("2024-05-06") or first.startswith("-"):
        return
    for pattern, day, shift in ((_BEFORE, first, -1), (_AFTER, last, 1)):
        found = pattern.search(text, sentence.start, sentence.end)
        if found and (moved := shift_days(day, shift)):
            yield found, moved
    found = _APART.search(text, sentence.start, sentence.end)
    count = found and (1 if found["count"].casefold() in {"a", "an"} else cardinal(found["count"]))
    if found and count:
        back = found["way"].casefold() in _EARLIER
        moved = shifted(first if back else last, -count if back else count, found["unit"].casefold())
        if moved:
            yield found, moved


def _place(analysis: Analysis, sentence: Sentence, mention: Mention, main: str) -> None:
    found = _THERE.search(analysis.text, sentence.start, sentence.end)
    place = _told(analysis, main, "place")
    if found and place and not _told(analysis, mention.entity, "place"):
        span = Span(min(mention.start, found.start()), max(mention.end, found.end()))
        analysis.claim("place", mention.entity, place, "place-beside-main", span, confidence=0.8)


def _told(analysis: Analysis, event: str, relation: str) -> str:
    """What is claimed of the event, or an empty string."""
    return next((c.object for c in analysis.claims if c.subject == event and c.relation == relation), "")
