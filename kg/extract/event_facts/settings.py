"""Where and when a sentence sets the one event of which it tells, by which two meetings are told apart: 'The workshop
was held in Accra on 9 May. Experts met in Lomé on 19 March'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.dates.mention import DateMention
from kg.extract.text.masking import Masked

if TYPE_CHECKING:
    from kg.extract.events.mention import EventMention

_AT = re.compile(r"\b(?:in|at) (?:the )?(?P<place>⟦[LF]\d+⟧)")
_DATE = re.compile(r"⟦T\d+⟧")
_AFTER_ALL = "~"
"""Sorts behind every character of a date."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The places behind 'in' and 'at', and the stretches of time as pairs of ISO dates, which may be partial."""

    places: frozenset[str] = frozenset()
    times: tuple[tuple[str, str], ...] = ()


NOWHERE = Setting()


def with_settings(
    mentions: Sequence[EventMention], masked: Masked, dates: Sequence[DateMention]
) -> Sequence[EventMention]:
    """The mentions of one sentence, the only one with where and when the sentence says that something was."""
    if len(mentions) != 1 or mentions[0].sentence.kind == "title":
        return mentions
    places = {item.entity for m in _AT.finditer(masked.text) for item in masked.items_in(*m.span("place"))}
    told = [dates[int(i.entity)] for m in _DATE.finditer(masked.text) for i in masked.items_in(*m.span())]
    times = tuple((date.first, date.last or date.first) for date in told if date.first)
    return [replace(mentions[0], setting=Setting(frozenset(places), times))]


def elsewhere(mention: EventMention, others: Iterable[EventMention]) -> bool:
    """Whether a verb tells of a gathering at another place and another time than those told of an event so far."""
    mine = mention.setting
    theirs = [other.setting for other in others]
    places = {place for setting in theirs for place in setting.places}
    times = [time for setting in theirs for time in setting.times]
    if not (mine.places and mine.times and places and times) or mine.places & places:
        return False
    return not any(share_a_day(one, other) for one in mine.times for other in times)


def share_a_day(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two stretches of time share a day; where one has no year, the years do not count."""
    yearless = any(end.startswith("--") for end in (*one, *other))
    (first, last), (start, end) = (tuple(_plain(d, yearless) for d in pair) for pair in (one, other))
    return first <= end + _AFTER_ALL and start <= last + _AFTER_ALL


def _plain(date: str, yearless: bool) -> str:
    return date if not yearless or date.startswith("--") else f"-{date[4:]}"
