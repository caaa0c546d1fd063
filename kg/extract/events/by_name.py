"""When and where an event was as its own name tells: 'Monday's talks', 'the May 2023 review conference', 'the Kampala
meeting on visas'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extract.analysis import Analysis
from kg.extract.dates.mention import DateMention
from kg.extract.event_facts.dates import claim_days
from kg.extract.events.clusters import EventCluster
from kg.extract.events.mention import EventMention
from kg.extract.events.mentions import is_region
from kg.extract.text.masking import Item
from kg.records import Mention, Span

_BARE = re.compile(r"(?:(?:\w+ )?(?:first|second|third|\w+th|last|next|previous|annual|recent|forthcoming)\s+)?", re.I)
"""What stands before the city of a name: nothing, or where the event stands in its series."""
_KIND = re.compile(r"\s+(?:(?!(?:based|hosted|led|run|born|area|region|city|district|county)\b)[a-z][\w-]*\s+){0,3}")
"""What stands between the city and the noun, in small letters: 'the Kampala |border security| workshop'."""
_CLOSES = re.compile(r"(?:(?!(?:on|about|concerning|regarding|against|into) )[\w’'-]+ ){1,12}(?:in|at|on) ")
"""From the noun to the city that ends the name: 'closing conference of the project |in Ankara|'."""
_NAMED_AFTER = frozenset({"summit", "conference"})
_TELLING = frozenset({"day", "range", "month", "months", "relative"})
"""No mere year: a text that has it in a name tells the day elsewhere, if only with words that nobody reads."""
_UNITS = frozenset({"day", "days", "weekday", "weekdays", "month", "year", None})


def told_by_name(
    analysis: Analysis, clusters: Iterable[tuple[str, EventCluster]], dates: Sequence[DateMention]
) -> None:
    """Claims `startDate` and `endDate`, and `place`, of the events of which nothing else tells them but a name."""
    told = {(c.subject, c.relation) for c in analysis.claims}
    for event, cluster in clusters:
        nouns = [m for m in cluster.mentions if not m.verbal]
        if (event, "startDate") not in told and (event, "endDate") not in told:
            _date(analysis, event, nouns, dates)
        if (event, "place") not in told:
            _place(analysis, event, nouns)


def _date(analysis: Analysis, event: str, nouns: Iterable[EventMention], dates: Sequence[DateMention]) -> None:
    """The first date inside a mention, before its noun."""
    for mention in nouns:
        head = _head(analysis, mention)
        for date in (d for d in dates if mention.start <= d.start and d.end <= head):
            unit = date.relation.unit if date.relation else None
            if date.first and date.kind in _TELLING and unit in _UNITS:
                claim_days(analysis, event, date, mention.span, "date-in-name", 0.82, status="explicit")
                return


def _place(analysis: Analysis, event: str, nouns: Iterable[EventMention]) -> None:
    """The city that a mention begins with, but for a name that stays with a series or a text adopted there: 'the Rome
    Summit'."""
    for mention in (m for m in nouns if not (m.proper and m.head in _NAMED_AFTER)):
        head = _head(analysis, mention)
        for place in (m for m in analysis.mentions.within(mention.start, head) if m.type == "Place"):
            bare = _BARE.fullmatch(analysis.text, mention.start, place.start)
            item = Item(place.start, place.end, place.entity, place.type)
            if bare and _KIND.fullmatch(analysis.text, place.end, head) and not is_region(item, analysis):
                analysis.claim("place", event, place.entity, "place-in-name", mention.span, confidence=0.8)
                return
    if last := next((city for m in nouns if (city := _closing_city(analysis, m))), None):
        analysis.claim("place", event, last.entity, "place-in-name", Span(last.start, last.end), confidence=0.8)


def _closing_city(analysis: Analysis, mention: EventMention) -> Mention | None:
    """The city with which a name ends: 'closing session of the group |in Ankara|'."""
    head = _head(analysis, mention)
    inside = analysis.mentions.within(head, mention.end)
    last = inside[-1] if inside and inside[-1].end == mention.end else None
    if last is None or last.type != "Place" or not _CLOSES.fullmatch(analysis.text, head, last.start):
        return None
    return None if is_region(Item(last.start, last.end, last.entity, last.type), analysis) else last


def _head(analysis: Analysis, mention: EventMention) -> int:
    """Where the noun of a mention stands."""
    noun = re.search(rf"\b{re.escape(mention.head.split()[-1])}", analysis.text[mention.start : mention.end], re.I)
    return mention.start + noun.start() if noun else mention.start
