"""The dates of a text: an own grammar for the expressions of the genre.

A date says what the text says: `--10-01` where the year is not stated, `2019-06` where only the month is. Missing years
and relative expressions ('on Wednesday') are resolved against a known publication date, and against nothing else, with
exceptions that the text itself gives: a year named in the present tense of the same sentence, the only year of all its
dates, the day in a dateline, and the month of the date before ('on the 14th').

The parts: `tokens` (words), `grammar` (days, months, years and their ranges), `numeric` (order of day
and month), `relative`, `days_alone`, `context` (what surrounds a date), `arithmetic` (partial
dates, lengths).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.extract.dates.arithmetic import Tense, bounds, exact_day, with_length
from kg.extract.dates.context import (
    MONTH_LEADS,
    NUMERIC_LEADS,
    SPAN_LEADS,
    YEAR_LEADS,
    agency_day,
    agency_days,
    attributive,
    in_brackets,
    lead,
    names_document,
    part_before,
    with_announcement,
    with_year_behind,
    year_of_sentence,
    year_of_text,
    years_handed_on,
    years_taken_up,
)
from kg.extract.dates.days_alone import days_alone
from kg.extract.dates.grammar import BEGINNINGS, Dated, parse
from kg.extract.dates.mention import DateMention, resolve
from kg.extract.dates.numeric import decide_numeric_order
from kg.extract.dates.relative import relative_times
from kg.extract.dates.tokens import DateToken, form_pattern, numeric_parts, tokens, words
from kg.extract.text.overlaps import without_overlaps
from kg.records import Segment

__all__ = [
    "DateMention",
    "Tense",
    "agency_day",
    "day_of_dateline",
    "day_of_release",
    "decide_numeric_order",
    "find_dates",
    "resolve",
    "with_length",
]

_WITHIN = 40
"""Characters before a date in which the word stands that leads it."""
_TENSES: dict[str, Tense] = {"last": "past", "next": "future"}


def find_dates(text: str, start: int, end: int, published: str | None = None) -> list[DateMention]:
    """The dates of `text[start:end]` in order, not overlapping.

    `published` is the ISO date of publication or None; years are resolved as `resolve` does without a tense. The text
    around the stretch is read for what a date needs from it: a preposition, an agency's dateline, the order of numeric
    dates."""
    order = decide_numeric_order(text, published) if re.search(r"\d[/.-]\d\d?[/.-]\d|\d/\d", text[start:end]) else None
    found = list(_absolute(text, tokens(text, start, end, order)))
    found = [with_year_behind(text, with_announcement(text, mention, start)) for mention in found]
    found = _longest([*_seasons(text, start, end), *found, *_relative(text, start, end)])
    found = [year_of_sentence(text, mention) for mention in years_taken_up(text, years_handed_on(text, found))]
    found = sorted([*found, *days_alone(text, start, end, found)], key=lambda one: one.start)
    if published is None:
        found = year_of_text(agency_days(text, found))
    return [resolve(mention, published) for mention in found]


def day_of_dateline(text: str, lines: Iterable[Segment], published: str | None = None) -> str | None:
    """The day that the datelines give ('ROME, 3 May 2019 –'), which is that of the publication; None where they give
    none, more than one or a stretch of days."""
    found = [one for line in lines for one in find_dates(text, line.start, line.end, published)]
    days = {one.first for one in found if one.kind == "day" and one.first and not one.first.startswith("--")}
    return days.pop() if len(days) == 1 and all(one.kind == "day" for one in found) else None


_LATE = 14
"""Days at most by which a page may be later than the dateline of the release that it reprints."""


def day_of_release(text: str, lines: Iterable[Segment], published: str | None) -> str | None:
    """The day against which relative dates are told: that of the dateline ('ROME, 3 May –') where the page was
    published within two weeks after it, else that of the publication."""
    told = day_of_dateline(text, lines, published)
    if told is None or published is None:
        return published or told
    page = exact_day(published)
    late = (page - bounds(told)[0]).days if page else 0
    return told if 0 < late <= _LATE else published


def _longest(mentions: Iterable[DateMention]) -> list[DateMention]:
    """Of overlapping mentions the longer, in text order."""
    return without_overlaps(sorted(mentions, key=lambda one: one.start - one.end))


def _absolute(text: str, found: list[DateToken]) -> Iterator[DateMention]:
    """The dates that name a day, a month or a year."""
    at = 0
    while at < len(found):
        if found[at].kind not in BEGINNINGS:  # nine words of ten, so that they are passed over before all else
            at += 1
            continue
        dated, after = parse(found, at, lead(text, found[at].start) == "between")
        for one in dated:
            mention = _mention(text, one)
            if mention:
                yield mention
        if not dated and _undecided(text, found[at]):
            yield _unread(text, found[at])
        at = max(after, at + 1)


def _undecided(text: str, token: DateToken) -> bool:
    """Whether a token is a numeric date whose order cannot be told, and no fraction."""
    if token.kind != "numeric" or token.value:
        return False
    parted = re.findall(r"[/.-]", text[token.start : token.end])
    in_context = lead(text, token.start) in NUMERIC_LEADS or in_brackets(text, token.start, token.end)
    return len(parted) == 2 or (in_context and numeric_parts(text[token.start : token.end]) is not None)


def _unread(text: str, token: DateToken) -> DateMention:
    surface = text[token.start : token.end]
    return DateMention(token.start, token.end, surface, kind="numeric", lead=lead(text, token.start))


def _mention(text: str, dated: Dated) -> DateMention | None:
    """The mention of a date that the grammar read, or None where the words around it say that it is none."""
    part = part_before(text, dated.start)
    before = lead(text, dated.start if part is None else part)
    if dated.first.day:
        return _day_mention(text, dated, part, before)
    start = dated.start if part is None else part
    if before in _TENSES:
        start = next(
            (m.start() for m in re.finditer(rf"\b{before}\b", text[:start], re.I) if m.end() > start - 20), start
        )
    kind = _month_kind(dated, part, before) if dated.first.month else _year_kind(text, dated, part, before)
    if kind is None:
        return None
    stated = (dated.first.iso, dated.last.iso if dated.last else None)
    tense = _TENSES.get(before)
    surface = text[start : dated.end]
    return DateMention(
        start, dated.end, surface, kind=kind, approximate=part is not None, lead=before, stated=stated, tense=tense,
        year_shift=0 if before == "this" and dated.first.month else None,
    )  # fmt: skip


def _word_before(text: str, word: str, end: int) -> int:
    """Where the word stands, in small or capital letters, last before an offset."""
    near = max(0, end - _WITHIN)
    found = [match.start() for match in re.finditer(word, text[near:end], re.I)]
    return near + found[-1] if found else end


def _day_mention(text: str, dated: Dated, part: int | None, before: str) -> DateMention | None:
    if dated.order == "numeric" and not dated.first.year and not _numeric_context(text, dated, before):
        return None
    weekdays = (dated.first.weekday, dated.last.weekday if dated.last else None)
    if part is not None and dated.last is None and text[part : dated.start].casefold().startswith(("the week", "week")):
        month = (dated.first.iso or "")[:-3]
        surface = text[part : dated.end]
        return DateMention(part, dated.end, surface, kind="week", approximate=True, lead=before, stated=(month, None))
    stated = (dated.first.iso, dated.last.iso if dated.last else None)
    kind = "range" if dated.last else "day"
    surface = text[dated.start : dated.end]
    before = lead(text, dated.start)
    return DateMention(dated.start, dated.end, surface, kind=kind, lead=before, stated=stated, weekdays=weekdays)


def _numeric_context(text: str, dated: Dated, before: str) -> bool:
    """Whether two numbers and a slash mean a day ('last week (01/10)', 'on 01/10') and not a fraction."""
    return before in NUMERIC_LEADS or in_brackets(text, dated.start, dated.end)


def _month_kind(dated: Dated, part: int | None, before: str) -> str | None:
    if dated.last:
        return "months" if dated.last.year or before in MONTH_LEADS else None
    if part is not None:
        return "part"
    return "month" if dated.first.year or before in MONTH_LEADS else None


def _year_kind(text: str, dated: Dated, part: int | None, before: str) -> str | None:
    """Bare years count after a preposition, a vague part, or beside an event; never in the name of a document."""
    if names_document(text, dated.start, dated.end):
        return None
    if dated.last:
        return "years" if before in SPAN_LEADS else None
    if part is not None:
        return "part"
    if attributive(text, dated.start):
        return "attributive"
    return "year" if before in YEAR_LEADS else None


@lru_cache
def _season_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b({form_pattern('season')})\s+(?:of\s+)?((?:19|20)\d\d)\b", re.I)


def _seasons(text: str, start: int, end: int) -> Iterator[DateMention]:
    """'summer 2020': the year, with the season in the EDTF form."""
    for match in _season_pattern().finditer(text, start, end):
        year, season = match.group(2), words("season")[match.group(1).casefold()]
        before = lead(text, match.start())
        form = f"{year}-{season}"
        yield DateMention(
            *match.span(), match.group(), edtf=form, kind="season", approximate=True, lead=before, stated=(year, None)
        )


def _relative(text: str, start: int, end: int) -> Iterator[DateMention]:
    for one in relative_times(text, start, end):
        surface = text[one.start : one.end]
        before = lead(text, one.start)
        yield DateMention(
            one.start, one.end, surface, relative=True, kind="relative", lead=before, relation=one.relation
        )
