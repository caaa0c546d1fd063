"""Expressions that mean a date only against the day of publication: 'today', 'on Wednesday', 'next month'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg.extract.dates.arithmetic import Tense, exact_day, publication_day
from kg.extract.dates.tokens import words
from kg.extract.tables import table
from kg.extract.text.ordinals import cardinal
from kg.extract.text.prefilter import Clause, clauses

_WEEK = 7
_DAY_AND_NEXT = re.compile(r"\b(today|yesterday)\s+and\s+(?:today|tomorrow)\b", re.I)
_AGO = re.compile(r"\b(\w+)\s+(day|week|month|year)s?\s+ago\b", re.I)


_MIDDLES = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10}
_SEASON = (
    r"(?P<season>spring|summer|autumn|fall(?!\s+(?:of|in)\b))(?!\s+(?:schools?|camps?|session|university|academy)\b)"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """How a time relates to the publication. `unit`: day, weekday, week, month, season, year, none; `amount`: 0 this,
    -1 last, 1 next, None where the tense tells; `weekday`: Monday is 0, of a season the month in its middle."""

    unit: str
    amount: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """A relative expression and its place in the text."""

    start: int
    end: int
    relation: Relation


@lru_cache
def _weekdays() -> str:
    return "|".join(form for form in words("weekday") if form.endswith("day"))


@lru_cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, int | None, frozenset[Clause]], ...]:
    """The patterns of the table with what their rows tell, and with what a text must hold for them to match."""
    weekday = f"(?P<weekday>{_weekdays()})"
    rows = []
    for row in table("date_relative"):
        wording = row["pattern"].replace(" ", r"\s+").replace("{weekday}", weekday).replace("{season}", _SEASON)
        pattern = re.compile(rf"(?<![\w-])(?:{wording})(?![\w-])", re.I)
        rows.append((pattern, row["unit"], int(row["amount"]) if row["amount"] else None, clauses(pattern.pattern)))
    return tuple(rows)


@lru_cache
def _weekday_span() -> re.Pattern[str]:
    days = _weekdays()
    return re.compile(rf"\b({days})(?:\s+(?:to|and|through|until)\s+|\s*[-–—]\s*)({days})\b", re.I)


@lru_cache
def _needed(pattern: re.Pattern[str]) -> frozenset[Clause]:
    return clauses(pattern.pattern)


def _may_match(needed: frozenset[Clause], folded: str) -> bool:
    return all(any(words in folded for words in clause) for clause in needed)


def relative_times(text: str, start: int, end: int) -> Iterator[RelativeTime]:
    """The relative expressions between two offsets; overlapping ones too (the caller keeps the longest)."""
    folded = text[start:end].casefold()
    spans = _weekday_span()
    for match in spans.finditer(text, start, end) if _may_match(_needed(spans), folded) else ():
        first, last = (words("weekday")[name.casefold()] for name in match.groups())
        yield RelativeTime(match.start(), match.end(), Relation("weekdays", None, first * 10 + last))
    for match in _DAY_AND_NEXT.finditer(text, start, end) if _may_match(_needed(_DAY_AND_NEXT), folded) else ():
        today = match.group(1).casefold() == "today"
        yield RelativeTime(match.start(), match.end(), Relation("days", 0 if today else -1))
    for match in _AGO.finditer(text, start, end) if "ago" in folded else ():
        count = 1 if match.group(1).casefold() in ("a", "an") else cardinal(match.group(1))
        if count is not None:
            yield RelativeTime(match.start(), match.end(), Relation(match.group(2).casefold(), -count))
    for pattern, unit, amount, needed in _patterns():
        for match in pattern.finditer(text, start, end) if _may_match(needed, folded) else ():
            named, season = (match.groupdict().get(key) for key in ("weekday", "season"))
            if season:
                yield RelativeTime(*match.span(), Relation(unit, amount, _MIDDLES[season.casefold()]))
            elif unit != "weekday" or amount is not None or _stands_alone(text, match):
                yield RelativeTime(
                    *match.span(), Relation(unit, amount, words("weekday")[named.casefold()] if named else None)
                )


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a bare weekday means a day: after a preposition, or not as a part of a name ('Good Friday', 'Sunday
    Times')."""
    if re.search(
        r"\b(?:on|since|until|till|by|from|before|after|late|early)\s+$",
        text[max(0, match.start() - 8) : match.start()],
        re.I,
    ):
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    if _DID.match(text, match.end()) and not _NAMED_DAY.search(before):
        return True
    named = re.search(r"(?:\b[A-Z][a-z]+|\b(?:every|each|a))\s$", before)
    return not named and not re.match(r"\s[A-Z]", text[match.end() :])


_DID = re.compile(r"\s(?:[a-z]{2,}ed|began|met|held|said|told|took|paid|sat)\b")
"""What a newspaper says that someone did on a weekday: 'The Immigration Service Thursday |began| a training'."""
_NAMED_DAY = re.compile(r"\b(?:Good|Black|Holy|Easter|Ash|Palm|Super|Bloody|Every|every|each|a|The|the)\s$")


def days_meant(relation: Relation, published: str | None, tense: Tense | None) -> tuple[str | None, str | None]:
    """First and last day that a relation means, as far as the publication date tells; weeks give no day."""
    day, about = exact_day(published), publication_day(published)
    if relation.unit in ("month", "year") and about and relation.amount is not None:
        return _calendar_unit(relation.unit, relation.amount, about), None
    if relation.unit == "season" and about and relation.weekday is not None:
        return f"{_year_of_season(about, relation.weekday, relation.amount, tense):04d}", None
    if day is None:
        return None, None
    if relation.unit == "day" and relation.amount is not None:
        return (day + timedelta(relation.amount)).isoformat(), None
    if relation.unit == "days" and relation.amount is not None:
        begun = day + timedelta(relation.amount)
        return begun.isoformat(), (begun + timedelta(1)).isoformat()
    if relation.unit == "weekday" and relation.weekday is not None:
        return _weekday(day, relation.weekday, relation.amount, tense).isoformat(), None
    if relation.unit == "week" and relation.weekday is not None and relation.amount is not None:
        return (day + timedelta(relation.weekday - day.weekday() + _WEEK * relation.amount)).isoformat(), None
    if relation.unit == "weekdays" and relation.weekday is not None:
        first, last = divmod(relation.weekday, 10)
        ended = _weekday(day, last, None, tense)
        return (ended - timedelta((last - first) % _WEEK)).isoformat(), ended.isoformat()
    return None, None


def _year_of_season(about: date, middle: int, amount: int | None, tense: Tense | None) -> int:
    """The year of a season, of which the month in the middle is given: 'next spring' is the first that lies ahead, 'the
    spring' the last one unless the wording is of the future."""
    ahead = amount == 1 or (amount is None and tense == "future")
    if amount == 0:
        return about.year
    if ahead:
        return about.year + (middle <= about.month)
    return about.year - (middle >= about.month)


def _calendar_unit(unit: str, amount: int, about: date) -> str:
    if unit == "year":
        return f"{about.year + amount:04d}"
    months = about.year * 12 + about.month - 1 + amount
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _weekday(day: date, weekday: int, amount: int | None, tense: Tense | None) -> date:
    """The weekday that is meant: the last one up to the publication ('on Wednesday'), or the first one from it on if
    the wording is of the future; 'last' and 'next' exclude the day itself; 'this' stays in the week."""
    back, ahead = (day.weekday() - weekday) % _WEEK, (weekday - day.weekday()) % _WEEK
    if amount == 0:
        return day + timedelta(weekday - day.weekday())
    if amount == -1:
        return day - timedelta(back or _WEEK)
    if amount == 1:
        return day + timedelta(ahead or _WEEK)
    return day + timedelta(ahead) if tense == "future" else day - timedelta(back)
