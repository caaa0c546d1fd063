"""Events that a text only mentions in passing: 'the diaspora wants a fruitful dialogue', 'the widest forum'.

An event of which the text tells nothing but what it is called (no day, place, body, person or document) is as a rule
none that a reader would note, unless the text is about it and numbers or names it. No more is the signing of an
earlier or later paper of which a verb tells in which year or month it was: 'Kenya signed an agreement with Chad in
2017'. Texts that tell of the occasion itself say what day it was, or where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.analysis import Analysis
from kg.extract.events.clusters import EventCluster
from kg.extract.events.mention import EventMention
from kg.extract.focus import main_event

_NEAR = 45
"""Characters behind a phrase in which the persons who meet are named: 'talks between President P and President Q'."""
_OF_ITSELF = frozenset({"eventType", "eventStatus", "dateText", "ordinal", "audience"})


def drop_passing(analysis: Analysis, clusters: Iterable[tuple[str, EventCluster]]) -> None:
    """Takes out the events of which nothing is told, with their mentions and claims."""
    tied = {end for c in analysis.claims if c.relation not in _OF_ITSELF for end in (c.subject, c.object)}
    bare = [(event, cluster) for event, cluster in clusters if event not in tied]
    main = main_event(analysis)
    gone = {event for event, cluster in bare if not _is_known(analysis, cluster, event == main)}
    gone |= _signed_some_day(analysis, clusters)
    analysis.claims = [c for c in analysis.claims if not {c.subject, c.object} & gone]
    analysis.events.replace(m for m in analysis.events if m.entity not in gone)


def _signed_some_day(analysis: Analysis, clusters: Iterable[tuple[str, EventCluster]]) -> set[str]:
    """The signings that a verb tells of once, in a body sentence, with no more than the year or month and no place."""
    starts = {(c.subject, c.object) for c in analysis.claims if c.relation == "startDate"}
    dated = {event: {start for other, start in starts if other == event} for event, _ in starts}
    once = {event: cluster.mentions[0] for event, cluster in clusters if len(cluster.mentions) == 1}
    told = {event for event, m in once.items() if m.verbal and m.type == "Signing" and m.sentence.kind == "body"}
    vague = {event for event in told if dated.get(event) and all(_SOME_DAY.fullmatch(d) for d in dated[event])}
    return vague - {main_event(analysis)} - {c.subject for c in analysis.claims if c.relation == "place"}


_SOME_DAY = re.compile(r"\d{4}(?:-\d\d)?")
"""A date without a day."""


def _is_known(analysis: Analysis, cluster: EventCluster, main: bool) -> bool:
    """Whether what an event is called shows that it is one: that of the whole text, or one with a name."""
    if main and any(mention.sentence.kind == "title" for mention in cluster.mentions):
        return True
    return any(_telling(analysis, m) and (main or _is_name(analysis, m)) for m in cluster.mentions)


def _is_name(analysis: Analysis, mention: EventMention) -> bool:
    """Whether a noun with a capital and other words make a name: 'the Regional Dialogue on Growth'."""
    return bool(mention.content) and _with_capital(analysis, mention)


def _telling(analysis: Analysis, mention: EventMention) -> bool:
    """Whether the mention alone shows a particular event; that it stands in a title does not."""
    return bool(
        (mention.verbal and mention.type == "Signing")
        or mention.ordinal is not None
        or mention.days is not None
        or mention.named
        or mention.markers
        or _named_behind(analysis, mention)
        or _person_behind(analysis, mention)
        or _with_capital(analysis, mention)
    )


def _named_behind(analysis: Analysis, mention: EventMention) -> bool:
    """Whether what is named in the phrase stands behind its noun: 'talks of Kenya and Chad', not 'the EU dialogue'."""
    noun = analysis.text.casefold().find(mention.head.casefold(), mention.start, mention.end)
    return not mention.verbal and any(item.start > noun for item in mention.inner)


def _person_behind(analysis: Analysis, mention: EventMention) -> bool:
    """Whether a person is named in or right behind the mention, in the same sentence and outside a quotation."""
    rest = analysis.text[mention.end : mention.end + _NEAR]
    end = mention.end + len(_BREAK.split(rest, maxsplit=1)[0])
    return any(m.type == "Person" for m in analysis.mentions.within(mention.start, end))


_BREAK = re.compile(r"[.!?;:”\"\n]")


def _with_capital(analysis: Analysis, mention: EventMention) -> bool:
    """Whether the noun that says what kind of event it is has a capital: 'the World Health Summit'."""
    noun = mention.head.split()[-1].capitalize()
    return not mention.verbal and noun in analysis.text[mention.start : mention.end]
