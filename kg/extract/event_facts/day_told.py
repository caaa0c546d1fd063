"""Days of events that have none yet, as another event or day of the sentence tells them: 'ended on Friday |with a
summit|', 'on 25 August, |a day after the session|', 'The signing |was followed by a lunch|', 'Later that day they
visited the camp'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.extract.analysis import Analysis
from kg.extract.dates.arithmetic import shifted
from kg.extract.dates.dates import DateMention
from kg.extract.event_facts.dates import FUTURE
from kg.extract.focus import main_event
from kg.extract.text.masking import Masked
from kg.extract.text.ordinals import cardinal
from kg.extract.text.sentences import Sentence
from kg.records import Span

_A_DAY = len("2024-05-06")
_ENDED_WITH = re.compile(
    r"\b(?:end(?:s|ed)?|clos(?:es|ed)|conclud(?:es|ed)|culminat(?:es|ed)|w(?:inds|ound) up|w(?:rap|rapp)(?:s|ed) up|"
    r"round(?:s|ed) off|beg(?:ins|an)|open(?:s|ed)|start(?:s|ed))\b(?:[^⟦⟧.;:]|⟦[LFS]\d+⟧){0,60}⟦T(?P<day>\d+)⟧,? "
    r"(?:in ⟦[LFS]\d+⟧,? )?with (?:an?|the|its|their) (?:[\w-]+ ){0,3}⟦E(?P<event>\d+)⟧"
)
_APART = re.compile(
    r"⟦T(?P<day>\d+)⟧,? (?:(?P<count>an?|\w+) (?P<unit>day|week|fortnight|month)s?|hours|minutes|shortly|moments|"
    r"immediately|right|just) (?P<way>before|ahead of|after|following) (?:the |an? |its |their )?"
    r"(?:[^⟦⟧.;,]|⟦D\d+⟧){0,50}?⟦E(?P<event>\d+)⟧"
)
_FOLLOWED = re.compile(
    r"⟦E(?P<one>\d+)⟧(?:[^⟦⟧.;:]|⟦[LFSTGI]\d+⟧){0,80}? (?:was|is|were|being)(?: \w+ly)? (?:followed|preceded)"
    r"(?: \w+ly)? by (?:an?|the|its|their) (?:[\w-]+ ){0,2}⟦E(?P<event>\d+)⟧"
)
_SHORT = re.compile(
    r"\b(?:lunch(?:eon)?|dinner|breakfast|reception|press conference|briefing|launch|ceremony|signing|tour|handover|"
    r"inauguration|unveiling|panel|exchange of (?:views|gifts))\b",
    re.I,
)
"""What takes an hour or two, and is held on the day of what it follows."""
_SAME_DAY = re.compile(
    r"^(?:Later|Afterwards|Subsequently|Thereafter|Before that|Earlier)\b(?! (?:this|in|last|next) )|"
    r"\b(?:later|earlier) (?:that|the same|in the|on the same|on that|on the) (?:day|morning|afternoon|evening)\b|"
    r"\b(?:that|the same) (?:afternoon|evening|morning)\b|^(?:They|She|He|The [\w -]{3,40}) (?:later|afterwards|then|"
    r"also|first) (?:paid|visited|toured|called|met|received|held|inspected)\b|\bcame next\b|"
    r"\bhighlight of the (?:day|event|meeting|visit|occasion|ceremony|conference)\b|"
    r"^In the (?:morning|afternoon|evening)\b|^On the (?:margins|sidelines|fringes)\b|\bearlier in the day\b"
)
_LATER = re.compile(r"(?:Later|Earlier|Afterwards|Subsequently|Thereafter|Before that)$")
"""What may as well mean weeks, where people met: '|Later| the ministers met in L'."""
_KINDS = frozenset({"Visit", "Signing", "Launch", "Ceremony", "Session", "Meeting"})
_NAMED_YEAR = re.compile(r"(?:\A|['’]s? )(?P<year>(?:19|20)\d\d) [A-Za-z]")

MaskAt = Callable[[int], Masked]


def days_told(analysis: Analysis, masks: MaskAt, dates: Sequence[DateMention]) -> None:
    """Claims the days of events of which nothing else tells one."""
    for sentence in [s for s in analysis.sentences if s.kind == "body"]:
        for event, day, span, rule in list(_told(analysis, masks(sentence.index), dates)):
            if day and not _dated(analysis, event):
                analysis.claim("startDate", event, day, f"date-{rule}", span, status="implied", confidence=0.8)
    _same_day(analysis, masks)
    _named_years(analysis)


def _dated(analysis: Analysis, event: str) -> bool:
    return any(c.subject == event and c.relation in {"startDate", "endDate"} for c in analysis.claims)


def _one_day(analysis: Analysis, event: str | None) -> str:
    """The day of an event that has but one; else nothing."""
    told = {c.relation: c.object for c in reversed(analysis.claims) if c.subject == event}
    first = told.get("startDate", "")
    return first if len(first) == _A_DAY and "endDate" not in told else ""


def _told(
    analysis: Analysis, masked: Masked, dates: Sequence[DateMention]
) -> Iterator[tuple[str, str | None, Span, str]]:
    """The events of a sentence whose day another day or event tells, with that day."""
    if "⟦E" not in masked.text:
        return
    for found in _ENDED_WITH.finditer(masked.text):
        day = dates[int(masked.items[int(found["day"])].entity)]
        event = masked.items[int(found["event"])].entity
        yield event, None if day.last else day.first, masked.span(*found.span()), "ended-with"
    for found in _APART.finditer(masked.text):
        day = dates[int(masked.items[int(found["day"])].entity)]
        yield masked.items[int(found["event"])].entity, _moved(day.first, found), masked.span(*found.span()), "apart"
    for found in _FOLLOWED.finditer(masked.text):
        item = masked.items[int(found["event"])]
        if _SHORT.search(analysis.text[item.start : item.end]):
            day_of_one = _one_day(analysis, masked.items[int(found["one"])].entity)
            yield item.entity, day_of_one, masked.span(*found.span()), "followed"


def _moved(day: str | None, found: re.Match[str]) -> str | None:
    """The day so far from another one: '|a day after| the session' is told of the day behind it."""
    if not found["unit"] or not day or len(day) != _A_DAY:
        return day
    count = 1 if found["count"] in {"a", "an"} else cardinal(found["count"])
    back = found["way"] in {"after", "following"}
    return shifted(day, -count if back else count, found["unit"]) if count else None


def _same_day(analysis: Analysis, masks: MaskAt) -> None:
    """Claims the one day of the main event for what was done 'later that day' or 'on the sidelines'."""
    main = main_event(analysis)
    types = {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}
    if not (day := _one_day(analysis, main)):
        return
    for mention in analysis.events:
        line = analysis.sentence_at(mention.start)
        if line is None or line.kind != "body" or mention.entity in {main} | analysis.passing:
            continue
        if types.get(mention.entity) not in _KINDS or _dated(analysis, mention.entity):
            continue
        cue = _SAME_DAY.search(analysis.text[line.start : line.end])
        if cue and types[mention.entity] == "Meeting" and _LATER.match(cue.group()):
            continue
        if cue and "⟦T" not in masks(line.index).text and _is_past(analysis, line, cue):
            span = Span(mention.start, mention.end)
            analysis.claim("startDate", mention.entity, day, "date-same-day", span, status="implied", confidence=0.78)


def _is_past(analysis: Analysis, line: Sentence, cue: re.Match[str]) -> bool:
    words = analysis.text[line.start : line.end]
    return not FUTURE.search(words[: cue.start()] + words[cue.end() :])


def _named_years(analysis: Analysis) -> None:
    """Claims the year that opens the name of an event other than the main one: 'the 2022 Annual Meeting'."""
    main = main_event(analysis)
    for mention in analysis.events:
        line = analysis.sentence_at(mention.start)
        year = _NAMED_YEAR.search(analysis.surface(mention))
        if year and line and line.kind == "body" and mention.entity != main and not _dated(analysis, mention.entity):
            span = Span(mention.start, mention.end)
            analysis.claim("startDate", mention.entity, year["year"], "date-named-year", span, confidence=0.8)
