"""A store as it would be had only the articles been read that were published until a day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.terms import DCTERMS
from kg.records import KgError
from kg.store.articles import ArticleStore
from kg.store.candidates import record_candidates
from kg.store.memberships import turn_members
from kg.store.reports import keep_reports

_ISSUED = NamedNode(DCTERMS + "issued")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class LeftOut(NamedTuple):
    """How many articles were published later, how many may have been (their date is not known, or only its year or
    month, which goes beyond the day), and how many stay; how many memberships of the day came in, and how many of today
    went."""

    later: int
    undated: int
    kept: int
    members_then: int = 0
    members_today: int = 0

    def __str__(self) -> str:
        return (
            f"articles: {self.kept:,}; left out: {self.later:,} later, {self.undated:,} without a date that tells; "
            f"memberships: {self.members_then:,} of then added, {self.members_today:,} of today left out, those "
            "without known dates as of today"
        )


def check_day(day: str) -> None:
    """Raises KgError where the text is no date, month or year."""
    try:
        if _DATE.fullmatch(day):
            date.fromisoformat(first_day(day))
            return
    except ValueError:
        pass
    raise KgError(f"as of {day}: is no date: write it like 2021-06-30, 2021-06 or 2021")


def as_of(store: ArticleStore, day: str) -> tuple[ArticleStore, LeftOut]:
    """A copy in memory of what the store holds of articles published until the end of `day` (a date, a month or a
    year), with the facts, the reports and the questions of identity that rest on these alone, and how many articles are
    left out. Of the reference data, the members of organisations are those of that day where their dates are known; all
    else is as of today. Raises KgError where `day` is no date."""
    check_day(day)
    copy = Store()
    copy.bulk_extend(store.store)
    articles = ArticleStore(copy)
    later = undated = kept = 0
    for marker in store.markers():
        issued = _issued(store, marker.article)
        if issued and last_day(issued) <= last_day(day):
            kept += 1
            continue
        tells = bool(issued) and first_day(issued) > last_day(day)
        later, undated = later + tells, undated + (not tells)
        articles.remove(marker.key)
    record_candidates(articles)
    keep_reports(articles)
    return articles, LeftOut(later, undated, kept, *turn_members(copy, last_day(day)))


def _issued(store: ArticleStore, article: NamedNode) -> str:
    quads = store.store.quads_for_pattern(article, _ISSUED, None, article)
    found = [quad.object.value for quad in quads if isinstance(quad.object, Literal)]
    return next((value for value in found if _DATE.fullmatch(value)), "")


def first_day(day: str) -> str:
    """The first day of a year or month, in a form that sorts."""
    return day + "-01-01"[len(day) - 4 :]


def last_day(day: str) -> str:
    """The last day of a year or month."""
    if len(day) == len("2021-06"):
        year, month = map(int, day.split("-"))
        return f"{day}-{monthrange(year, month)[1]}"
    return day + "-12-31"[len(day) - 4 :]
