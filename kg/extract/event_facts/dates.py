"""The days of events: which event a date of its sentence belongs to, whether it is the first day or the last, and which
year a day without one is of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as calendar
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.dates.arithmetic import NEAR, bounds, publication_day
from kg.extract.dates.dates import DateMention, Tense, resolve, with_length
from kg.extract.event_facts.lengths import length_of
from kg.extract.event_facts.ties import nearest
from kg.extract.text.masking import Item, Masked
from kg.records import Span

_OUTCOME = re.compile(r"\b(?:issued|said|told|adopted|published|signed|reached)\b")
"""What an event does with a paper, on a day that need not be its own; one of several days adopts it on the last."""
AS_END = re.compile(
    r"\b(?:(?<!to that )(?<!to this )end(?:s|ed|ing)?|conclud(?:e|es|ed|ing)|clos(?:e|es|ed|ing)|wrap(?:s|ped)? up|"
    r"finish(?:es|ed)?|graduated|"
    r"complet(?:e|es|ed)|w(?:ind|inds|ound) up|round(?:s|ed) off|adjourn(?:s|ed)|br(?:eaks|oke) up|finali[sz]ed|"
    r"return(?:s|ed)(?: home)?(?:,? (?:on )?⟦T\d+⟧,?)? from|(?:is|are|was|were|came) back from|"
    r"(?:came|comes|drew|draws|brought) to an end|(?:drew|draws|came|comes) to a close|culminated|was over|"
    r"(?:wrapping|winding) up|(?:ending|concluding|completing|finishing)(?= (?:an?|her|his|its|their)\b))\b",
    re.I,
)
FUTURE = re.compile(
    r"\b(?:will|shall|would (?:be (?:held|given|organi[sz]ed|convened|launched|opened|signed)|take place|follow|meet)|"
    r"(?:is|are) (?:to|due|scheduled|expected|planned|foreseen|set for|slated|pencilled in)|plans? to|"
    r"follows? (?:in|on|at|next)|"
    r"to be (?:held|convened|hosted|organi[sz]ed)|later this|(?<!to the )(?<!one )next|upcoming|forthcoming|"
    r"(?:has|have) been (?:announced|scheduled|planned|set|called|fixed|pencilled in) for|"
    r"(?:offer(?:s|ed)?|volunteer(?:s|ed)?|intends?) to (?:host|hold|convene|receive|organi[sz]e)|"
    r"(?:hopes?|wants?|wish|means?|intends?|agreed|decided|promised|pledged) to (?:[\w-]+ ){1,4}again)\b",
    re.I,
)
_VERB_BEHIND = 14
"""Characters behind an event and its date in which its verb begins: 'E |will be| held'."""
_NEXT_VERB = re.compile(r" (?:and|but) ")
"""What leads on to a verb that tells of another day: 'opened on 3 May |and| will close'."""
_DONE = re.compile(
    r"\b(?:took place|(?:was|were) (?:\w+ly )?(?:held|signed|organi[sz]ed|launched|convened|hosted|opened|concluded)|"
    r"signed|met|hosted|convened|organi[sz]ed|conducted|attended|travelled|visited)\b"
)
"""Verbs of what is over, so that its day without a year lies behind the publication."""
NOT_WHEN = re.compile(
    r"\b(?:every|each|since|by|before|as of|prior to|originally (?:scheduled|planned|due|set|foreseen) (?:for|on|in)|"
    r"(?:created|established|founded|set up|adopted|born|launched) (?:in|on))\s+(?:the\s+)?$",
    re.I,
)
_GOES_ON_SINCE = re.compile(
    r"\b(?:taking place|under ?way|in session|going on|meeting|sitting|gathered|running|"
    r"been (?:held|hosting|meeting|working|sitting|discussing|running|gathered))\b[^.;]{0,60} since (?:the )?$"
)
"""'The forum, under way here |since| Monday': the day is its first."""
_BEFORE_THE_END = re.compile(r"(?:the )?(?:end|close) of\b|the year\b|year['’]s end", re.I)
"""'A training will be held by |the end of| June': June it is."""
_DATELINE = re.compile(
    r"(?:\([\w .-]{2,20}\) ?[-–—] )?(?:⟦[LS]\d+⟧|[A-Z]{3,}[A-Z ]*)(?:, ⟦[SL]\d+⟧)?,? ⟦T(\d+)⟧ ?(?:\(|[-–—:])"
)
"""'(AGENCY) - CITY, NOV 24 -': the day of the report, where a sentence holds its dateline."""
_AT_ONCE = frozenset({"Signing", "Launch"})
"""What ends as soon as it begins, though it may end something else: 'signed …, ending years of talks'."""
_LASTS = re.compile(
    r"\b(?:goes on|runs|lasts|continues|is open|stretches|keeps on|carries on|is (?:being )?held)\b", re.I
)
"""What goes on until a day that is still to come."""
_UNTIL = re.compile(r"\b(?:until|till|through)\s+(?:the\s+)?$", re.I)

_A_DAY = re.compile(r"-\d\d-\d\d$")
_WEEK, _WORKING_WEEK, _FRIDAY = 7, 5, 4


def resolved(analysis: Analysis, clause: str, date: DateMention) -> DateMention:
    """The date with its year, past or future as the clause's verb says."""
    if not date.yearless and not date.relative:
        return date
    tense: Tense | None = (
        "future" if FUTURE.search(clause) else "past" if date.lead != "for" and _DONE.search(clause) else None
    )
    found = resolve(date, analysis.article.published, tense)
    if tense is None and date.yearless and _TAKES_PLACE.search(clause) and _far_behind(found, analysis):
        return resolve(date, analysis.article.published, "future")
    return found


_TAKES_PLACE = re.compile(r"\b(?:takes place|convenes|meets|opens|begins|starts|gathers|holds)\b")
"""The present tense of what is announced: 'In June the Agency |holds| its first forum'."""


def _far_behind(date: DateMention, analysis: Analysis) -> bool:
    """Whether a date lies so far before the publication that no headline tells of it in the present tense."""
    day = publication_day(analysis.article.published)
    return day is not None and date.first is not None and (day - bounds(date.first)[1]).days > NEAR


def _no_day_of_event(masked: Masked, start: int, date: DateMention) -> bool:
    """Whether the words before a date in a mask say that nothing was held on it: 'since 2004', 'by June'."""
    line = _DATELINE.match(masked.text)
    if line and line.start(1) - 2 == start:
        return True
    before = masked.text[:start]
    ends = _BEFORE_THE_END.match(date.text) and FUTURE.search(masked.text)
    return NOT_WHEN.search(before) is not None and not (ends or _GOES_ON_SINCE.search(before))


_LEFT = re.compile(
    r"\b(?:left|leaves|leaving|departs?|departed|flew|flies|set off|sets off|heads|headed)\b[^.;⟧]{0,20}"
    r"(?:(?:⟦[LSP]\d+⟧|for|on|this|to)[ ,]*){0,4}\Z"
)
_TO_BE_THERE = re.compile(r"\bto (?:attend|join|take part|participate|represent|lead)\b|\bwhere\b")
"""'She |left| L on Friday |to attend| the session': the day of the journey."""


_AFTER_ANOTHER = re.compile(
    r"\b(?:follow(?:s|ed)|comes?|came)\b(?: [\w-]+){0,3}? (?:after )?(?:the|an?|its|their) "
    r"(?!close\b|end\b|conclusion\b)(?![^⟦⟧]*\b(?:held|at|during|to be)\b)[^⟦⟧.;]{4,90}\Z"
)
"""From an event to the day of what came before: 'the visit |followed the seizure of two boats in| May'."""


def _leaves(masked: Masked, start: int, event: int) -> bool:
    """Whether a date before an event is that on which someone set out for it."""
    return _TO_BE_THERE.search(masked.text, start, event) is not None and _LEFT.search(masked.text[:start]) is not None


_IS = re.compile(r"\b(?:is|are) (?:now |also )?$")
_LONGEST_IS = 10


def _with_is(text: str, start: int) -> int:
    """Where the words of an event start with the 'is' that leads to them: 'P |is expected| in L on Thursday'."""
    found = _IS.search(text, max(0, start - _LONGEST_IS), start)
    return found.start() if found else start


def date_of(analysis: Analysis, masked: Masked, item: Item, date: DateMention, doc: Any) -> None:
    """Claims a date of a sentence for the event that it belongs to. `masked`: with events; `doc`: parsed."""
    start, end = masked.position(item)
    if date.first is None or _no_day_of_event(masked, start, date):
        return
    found = nearest(masked, item, doc)
    if found is None:
        return
    event, a, b = found
    if (end <= a and _leaves(masked, start, b)) or (b == start and _AFTER_ANOTHER.search(masked.text[a:b])):
        return
    outcome = _OUTCOME.search(masked.text[a:b])
    adopts = outcome and outcome.group() == "adopted" and (length_of(analysis, event.entity) or 0) > 1
    if outcome and not adopts and not re.search(r"sign", analysis.entities[event.entity].name, re.I):
        return
    span = Span(min(event.start, item.start), max(event.end, item.end))
    first = min(start, a)
    clause = masked.text[max(0, first - 40, masked.text.rfind(";", 0, first)) : max(end, b)]
    date = _of_named_year(date, analysis.entities[event.entity].name)
    until = _UNTIL.search(masked.text[:start]) is not None
    behind = _NEXT_VERB.split(masked.text[max(end, b) :][:_VERB_BEHIND])[0]
    verb = analysis.text[_with_is(analysis.text, event.start) : event.end] + behind
    date = resolved(analysis, "will" if until and _LASTS.search(clause) else f"{clause} {verb}", date)
    if until or adopts:
        clause = "ended"
    claim_dates(analysis, event.entity, date, clause, span)


_YEAR = re.compile(r"(?<![\d–/-])(?:19|20)\d\d(?![\d–/-])")
"""A year that stands alone in a name: 'the 2008 Forum', and not 'the 2021-2025 Plan'."""
_LINK = re.compile(r"\b(?:of|on|for|to)\b")
"""Before a year that belongs to something else in the name: 'the launch of the 2021 Census'."""


def _of_named_year(date: DateMention, name: str) -> DateMention:
    """The date with the year that the event has in its name: 'the 2008 Forum, to be held from 27 to 30 October'."""
    years = _YEAR.findall(name)
    if not date.yearless or len(years) != 1 or _LINK.search(name.partition(years[0])[0]):
        return date
    first, last = (f"{years[0]}{part[1:]}" if part else None for part in date.stated)
    return replace(date, first=first, last=last, stated=(first, last))


def claim_dates(analysis: Analysis, event: str, date: DateMention, clause: str, span: Span) -> None:
    """Claims a date as the days of an event: the last where the clause says that it ended, and the first or last that
    follows from its length."""
    first, last = date.first, date.last
    ending = last is None and tells_end(clause) and not _at_once(analysis, event)
    length = length_of(analysis, event)
    if first and last is None and length is not None:
        first, last = with_length(first, _working(first, length, ending), ending)
    elif ending and _A_DAY.search(first or ""):
        first, last = None, first
    if first:
        analysis.claim("startDate", event, first, "date-adjunct", span, confidence=0.88)
    if last and last != first:
        analysis.claim("endDate", event, last, "date-adjunct", span, confidence=0.88)
    analysis.claim("dateText", event, date.text, "date-adjunct", span, confidence=0.95)


def _working(day: str, length: int, ends: bool) -> int:
    """The days of an event of so many days; a week that ended on a Friday had five."""
    if not ends or length != _WEEK or len(day) != len("2024-05-06"):
        return length
    return _WORKING_WEEK if calendar.fromisoformat(day).weekday() == _FRIDAY else length


def tells_end(clause: str) -> bool:
    """Whether the words before a date say that something ended then: the last of them that tell of end or beginning."""
    ends = [found.end() for found in AS_END.finditer(clause)]
    return bool(ends) and _BEGUN.search(clause, ends[-1]) is None


_BEGUN = re.compile(r"\b(?:was|were) (?:\w+ly )?(?:opened|inaugurated|convened|launched|declared open)\b")
"""What tells of a beginning: 'The forum, which |ends| on Friday, |was opened| on Wednesday'."""


def _at_once(analysis: Analysis, event: str) -> bool:
    types = (c.object for c in analysis.claims if c.subject == event and c.relation == "eventType")
    return any(kind in _AT_ONCE for kind in types)


def claim_days(
    analysis: Analysis, event: str, date: DateMention, span: Span, rule: str, confidence: float, *, status: str
) -> None:
    """Claims the first and the last day of a date, and its words, as they stand."""
    for relation, value in (("startDate", date.first), ("endDate", date.last), ("dateText", date.text)):
        if value:
            analysis.claim(relation, event, value, rule, span, status=status, confidence=confidence)
