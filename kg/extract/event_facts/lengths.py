"""How many days an event lasts, where its name or the words around it tell: 'the two-day workshop', 'It runs for three
days', 'ended on Friday after two days of talks', 'Over five days, officers learned …'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.analysis import Analysis
from kg.extract.text.ordinals import days
from kg.records import Mention

_NUMBER = r"(?P<length>one|two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[0-4])"
_DAYS = rf"(?:{_NUMBER} (?:full |working |consecutive |intensive )?days|(?P<week>(?:a|one) (?:full )?week))\b"
_RUNS = re.compile(
    r"(?:[^.;:()]{0,80}(?:,| and| which| that))?\s+(?:will\s+|is to\s+|has\s+)?"
    r"(?:runs?|ran|lasts?|lasted|goes on|went on|spans?|spanned|took|takes|lasting|running|spanning)\s+"
    rf"(?:(?:for|over)\s+)?(?:the\s+)?{_DAYS}"
)
"""'The workshop |runs for two days|': a length behind the event."""
_IT_RUNS = re.compile(
    r"\s*(?:It|The [a-z]{4,12}) (?:[a-z][^.;:]{0,60}? and )?(?:had |has |will |is to |is due to |is expected to )?"
    rf"(?:runs?|lasts?|lasted|goes on|takes?)\s+(?:for\s+|over\s+)?{_DAYS}"
)
"""The same of an event that the sentence before tells of: 'It |lasts two days|'."""
_AFTER_DAYS = re.compile(
    rf"[^.;:]{{0,160}}?\bafter {_DAYS}(?:(?=[.,;]|$| (?:at|in) (?:the )?[A-Z])| of (?:[\w-]+ (?:and )?){{0,2}}"
    r"(?:talks?|debates?|discussions?|deliberations?|negotiations?|exchanges?|work|sessions?|meetings?|consultations?|"
    r"training|presentations?|exercises?|lectures?|lessons?|classes|panels?)\b)"
)
"""'The forum ended on Friday |after two days of talks|'."""
_OVER = re.compile(rf",?[^.;:,]{{0,80}}? (?:over|for) {_DAYS}(?=,|\.| (?:from|starting|beginning)\b)")
"""'a workshop, held |over three days| from 3 May'."""
_FOR_DAYS = re.compile(rf"\s*(?:For|Over|During|In the course of) (?:the (?:next |coming )?)?{_DAYS}(?=,| from| of )")
"""'|Over three days|, officers learned …': of the event that the sentence or the one before names."""


_WEEKS = 14
"""Days of a length in weeks, which tells no day: 'a six-week course'."""


def length_of(analysis: Analysis, event: str) -> int | None:
    """The days that an event lasts, as its name or the words around it say; None where they say nothing, or several
    things."""
    own = [m for m in analysis.events if m.entity == event]
    runs = [_told(found) for found in _around(analysis, event, own)]
    body = [m for m in own if (line := analysis.sentence_at(m.start)) and line.kind != "title"]
    for words in ([*map(analysis.surface, body), *runs], list(map(analysis.surface, own))):
        lengths = {n for one in words if (n := days(one)) is not None and n < _WEEKS}
        if lengths:
            return lengths.pop() if len(lengths) == 1 else None
    return None


def _told(found: re.Match[str]) -> str:
    return "one-week" if found.group("week") else f"{found.group('length')}-day"


def _around(analysis: Analysis, event: str, own: Sequence[Mention]) -> Iterator[re.Match[str]]:
    """The phrases around an event that tell how long it lasts."""
    text = analysis.text
    for mention in own:
        for rule in (_RUNS, _AFTER_DAYS, _OVER):
            if found := rule.match(text, mention.end):
                yield found
        line = analysis.sentence_at(mention.start)
        if line and (found := _FOR_DAYS.match(text, line.start, mention.start)):
            yield found
    for end in _taken_up(analysis, event, own):
        for rule in (_IT_RUNS, _FOR_DAYS):
            if found := rule.match(text, end):
                yield found


def _taken_up(analysis: Analysis, event: str, own: Sequence[Mention]) -> Iterator[int]:
    """Where the sentences end that name the event and no other, so that the next goes on about it as 'it'."""
    for mention in own:
        line = analysis.sentence_at(mention.start)
        if line and all(m.entity == event for m in analysis.events.within(line.start, line.end)):
            yield line.end
