"""What the words around a date tell: its preposition, whether a bare month or year is a date at all, a year that stands
elsewhere in the sentence, an agency's dateline."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.extract.dates.arithmetic import Tense, shift_days
from kg.extract.dates.grammar import parse
from kg.extract.dates.mention import DateMention
from kg.extract.dates.tokens import guard, tokens
from kg.extract.tables import table
from kg.extract.text.sentences import LONGEST

LEADS = "on in from between since until till by before after during of for dated through throughout last next this"
_LEAD = re.compile(
    rf"\b({LEADS.replace(' ', '|')})\s+(?:(?:the|back in|(?:the )?years?|(?:the )?period|the month of)\s+)?$", re.I
)
MONTH_LEADS = frozenset("in of since until till by before after during from between for through last next this".split())
YEAR_LEADS = frozenset("in of since until till by before after during from between for through throughout".split())
SPAN_LEADS = frozenset("in from between during throughout since".split())
NUMERIC_LEADS = frozenset("on of since until by from dated between".split())

_PRESENT_YEAR = re.compile(
    r"\b(?:chairs|hosts|presides|leads|holds|heads|is|are|marks)\b[^.;]{0,120}?\b(?:in|for|of)\s+((?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AGENCY_LINE = re.compile(
    r"^\W{0,3}[A-Z][\w .'’/-]{2,40}(?:,\s[A-Z][\w .'’/-]{2,30})?,\s*(?P<date>[A-Z][a-z]{2,8}\.?\s*\d{1,2}|"
    r"\d{1,2}\s[A-Z][a-z]{2,8}\.?)\s*\([A-Z][\w /-]{1,24}\)\s*[-–—:]",
    re.M,
)
_SENTENCE_END = re.compile(r"\n\s*\n|[.!?][”\"’]?\s+(?=[A-Z“\"])")
_JOINT = re.compile(r"\s*,?\s*(?:(?:and|&)\s+)?(?:(?:from|on)\s+)?")
_FAR = 40


def lead(text: str, start: int) -> str:
    """The preposition before an offset, in lower case, or an empty string."""
    found = _LEAD.search(text[max(0, start - _FAR) : start])
    return found.group(1).casefold() if found else ""


@lru_cache
def _part() -> re.Pattern[str]:
    rows = "|".join(row["pattern"].replace(" ", r"\s+") for row in table("date_parts"))
    return re.compile(rf"(?<![\w-])(?:the\s+)?(?:{rows})(?:\s*[-–]\s*|\s+)(?:the\s+)?$", re.I)


def part_before(text: str, start: int) -> int | None:
    """Where the words of a vague time begin that stand before an offset ('the first week of', 'mid-'), or None."""
    begin = max(0, start - _FAR)
    found = _part().search(text[begin:start])
    return begin + found.start() if found else None


def in_brackets(text: str, start: int, end: int) -> bool:
    """Whether an expression fills a pair of brackets."""
    return text[:start].rstrip()[-1:] == "(" and text[end:].lstrip()[:1] == ")"


@lru_cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = guard("named")
    before = rf"\b(?:{names})s?,?\s+(?:(?:No\.?\s*)?[\d/.]+\s+)?(?:of\s+|for\s+)?(?:the\s+)?$"
    return re.compile(before), re.compile(rf"(?:\s+(?!on\b|in\b|at\b|by\b)[\w-]+){{0,4}}\s+(?:{names})s?\b")


def names_document(text: str, start: int, end: int) -> bool:
    """Whether a year belongs to the name of a document or programme: 'Act 2018', 'the 2018 Act', 'Agenda 2030'."""
    before, after = _named()
    return bool(before.search(text[max(0, start - _FAR) : start]) or after.match(text, end))


@lru_cache
def _event_before() -> re.Pattern[str]:
    heads = "|".join(sorted({re.escape(row["head"].title()) for row in table("event_nouns")}))
    return re.compile(rf"\b(?:{heads})s?\s+\(?$")


def attributive(text: str, start: int) -> bool:
    """Whether a year stands before or behind an event's name: 'the 2019 forum', 'the Climate Summit 2023'."""
    before = text[max(0, start - _FAR) : start]
    return bool(
        re.search(r"(?:\b(?:the|its|their|this year's)|['’]s?)\s+$", before, re.I) or _event_before().search(before)
    )


_ANNOUNCED = re.compile(
    r"(?<!\w)((?:earlier |later )?(?:this|last|next) (?:week|weekend|month)|today|yesterday|tomorrow|this (?:morning|"
    r"afternoon|evening))(\s*\(\s*|,?\s+)$".replace(" ", r"\s+"),
    re.I,
)
_TENSES: dict[str, Tense] = {
    "last": "past",
    "next": "future",
    "yesterday": "past",
    "tomorrow": "future",
    "today": "past",
}


def with_announcement(text: str, mention: DateMention, start: int) -> DateMention:
    """The mention widened by a relative expression that it explains: 'last week (01/10)', 'today, 3 May 2019'."""
    begin = max(start, mention.start - _FAR)
    found = _ANNOUNCED.search(text[begin : mention.start])
    bracket = found is not None and "(" in found.group(2)
    if not found or (bracket and not in_brackets(text, mention.start, mention.end)):
        return mention
    if not bracket and not re.match(r"today|yesterday|tomorrow", found.group(1), re.I):
        return mention
    end = text.index(")", mention.end) + 1 if bracket else mention.end
    at = begin + found.start()
    tense = _TENSES.get(found.group(1).split()[0].casefold())
    return replace(mention, start=at, end=end, text=text[at:end], lead=lead(text, at), tense=tense or mention.tense)


_YEAR_BEHIND = re.compile(r"\s+(?:of\s+)?(last|this|next)\s+year\b", re.I)
_SHIFTS = {"last": -1, "this": 0, "next": 1}


def with_year_behind(text: str, mention: DateMention) -> DateMention:
    """The mention widened by a year that relates to the publication: 'in May last year'."""
    found = _YEAR_BEHIND.match(text, mention.end)
    if not found or not mention.yearless:
        return mention
    end, shift = found.end(), _SHIFTS[found.group(1).casefold()]
    return replace(mention, end=end, text=text[mention.start : end], year_shift=shift)


def year_of_sentence(text: str, mention: DateMention) -> DateMention:
    """The mention with the year that its sentence gives in the present tense, if it gives one only ('X, which chairs
    the dialogue in 2022, is host to its conference from 7 to 10 November')."""
    first, last = mention.stated
    if not (first and first.startswith("--")) or mention.tense:
        return mention
    begin = _at_word(text, mention.start - LONGEST, mention.start)
    begin = max((end.end() for end in _SENTENCE_END.finditer(text, begin, mention.start)), default=begin)
    stop = _SENTENCE_END.search(text, mention.end, mention.end + LONGEST)
    end = stop.start() if stop else min(len(text), mention.end + LONGEST)
    found = _PRESENT_YEAR.search(text, begin, end)
    if not found or len(set(_YEAR.findall(text[begin:end]))) > 1:
        return mention
    year = found.group(1)
    dated = (year + first[1:], year + last[1:] if last else None)
    return replace(mention, stated=dated, year_at=found.span(1))


def _at_word(text: str, start: int, end: int) -> int:
    """Where the first word begins or goes on from an offset on, so that no end of a sentence is cut; 0 before the
    text."""
    return next((at for at in range(start, end) if text[at].isalnum()), end) if start > 0 else 0


def years_handed_on(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Of dates joined by 'and' or a comma those without a year get that of the one behind: '3-4 May and 10-11 June
    2019'."""
    found = list(mentions)
    for i in range(len(found) - 2, -1, -1):
        following, joint = found[i + 1], text[found[i].end : found[i + 1].start]
        year = (following.stated[0] or "--")[:4]
        if not found[i].yearless or not year.isdigit() or not _JOINT.fullmatch(joint):
            continue
        first, last = found[i].stated
        if first and first[2:4] <= (following.stated[0] or "")[5:7]:
            found[i] = replace(found[i], stated=(year + first[1:], year + last[1:] if last else None))
    return found


_SAME_YEAR = re.compile(r",?\s+(?:(?:of|in)\s+)?(?:that|the\s+same)(?:\s+same)?\s+year\b", re.I)


def years_taken_up(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Dates with 'of that year' or 'of the same year' behind them get the year of the last one before that has one."""
    found: list[DateMention] = []
    year = ""
    for one in sorted(mentions, key=lambda mention: mention.start):
        taken = one.yearless and year and _SAME_YEAR.match(text, one.end)
        found.append(_with_year(one, year) if taken else one)
        told = (found[-1].stated[0] or "--")[:4]
        year = told if told.isdigit() else year
    return found


_NEAR_MONTHS = 3


def year_of_text(mentions: list[DateMention]) -> list[DateMention]:
    """Days and months without a year get that of the dated ones, where all of these are of one year and one of them
    lies no more than a season away ('The Ministers met on 29 January 2015 … The experts met on 27 January')."""
    dated = [first for one in mentions if (first := _of_year(one))]
    years = {first[:4] for first in dated}
    if len(years) != 1:
        return mentions
    months, year = [int(first[5:7]) for first in dated], years.pop()
    return [_with_year(one, year) if one.yearless and _near(one, months) else one for one in mentions]


def _of_year(mention: DateMention) -> str | None:
    """The first day of a mention that names its year; mere months and years are as a rule of the background."""
    first = mention.stated[0]
    return first if first and len(first) == 10 else None


def _near(mention: DateMention, months: list[int]) -> bool:
    month = int((mention.stated[0] or "")[2:4])
    return any(abs(month - other) <= _NEAR_MONTHS for other in months)


def _with_year(mention: DateMention, year: str) -> DateMention:
    first, last = mention.stated
    return replace(mention, stated=(year + first[1:] if first else None, year + last[1:] if last else None))


def agency_day(text: str) -> str | None:
    """The day in the dateline of a news agency ('CAIRO, April 9 (MENA) -'), without its year; None without one."""
    found = _AGENCY_LINE.search(text)
    if not found:
        return None
    dated, _ = parse(tokens(text, *found.span("date")), 0)
    return dated[0].first.iso if dated else None


def agency_days(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Relative days set to the day of an agency's dateline, for texts whose publication is unknown.

    Agencies date a report on the day of which it tells, and name the weekday: where all bare weekdays of the stretch
    are the same, they mean that day; 'today' and 'yesterday' are counted from it."""
    day = agency_day(text) if any(one.relation for one in mentions) else None
    if day is None:
        return mentions
    named = {one.relation.weekday for one in mentions if one.relation and one.relation.unit == "weekday"}
    return [_on_agency_day(one, day, len(named) == 1) for one in mentions]


def _on_agency_day(mention: DateMention, day: str, one_weekday: bool) -> DateMention:
    relation = mention.relation
    if relation is None or relation.unit not in ("day", "weekday"):
        return mention
    if relation.unit == "day" and relation.amount is not None:
        return replace(mention, stated=(shift_days(day, relation.amount), None))
    if one_weekday and relation.amount is None:
        return replace(mention, stated=(day, None))
    return mention
