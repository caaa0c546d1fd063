"""Meetings of bodies and groups that a text recalls behind its lead: 'experts had met in May to prepare the papers',
'adopted on 16 March 2018, when ministers met in L'. They are events of their own where their days are others than those
of which the lead tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.dates.mention import DateMention
from kg.extract.event_facts.dates import claim_days
from kg.extract.event_facts.settings import share_a_day
from kg.extract.events.clause_nouns import is_of
from kg.extract.events.clusters import EventCluster
from kg.extract.events.mention import RECALLED, EventMention
from kg.extract.events.verbal import in_the_lead
from kg.extract.relations.dependency_clauses import children, is_passive
from kg.extract.text.sentences import Sentence
from kg.records import Span

_BEHIND = re.compile(
    r"(?:,? (?:and|on|in|at|from|between|the|an?|its|their|for|first|last|next|again|early|late|under|outside|near|"
    r"of|time|capital|city|town|margins?|sidelines?|\w+ly|online|here|there|once|back|earlier|later|this|"
    r"[A-Z][\w’'.-]*))*,? "
)
"""What may stand between a verb and the day on which a group met."""
_OPENS = re.compile(r"(?:(?:on|in|from|between|earlier|later|also|but|then|by|back|as early as) ){0,3}(?:the )?", re.I)
_ON = re.compile(r",? (?:(?:on|in|from|between) )?(?:the )?")
_WHEN = re.compile(r",? when\b")
_WHEN_HELD = re.compile(
    r",? when\b[^.;]{2,120}? (?:held|hosted|convened|opened|launched|attended|organi[sz]ed|took part in|gathered for|"
    r"met for|met at|came together for|chaired|addressed) (?:the |an? |its |their )?(?:[a-z-]+ ){0,2}$"
    r"|,? at (?:the |its |their |an? )$"
)
"""From a day to the event that another verb tells of: 'signed on 2 May, |when ministers held| the sixth Conference'."""
_DATELINE = re.compile(r" ?(?:\([^()]{1,30}\))? ?[-–—:]")
_GATHERINGS = frozenset({"meeting", "training", "event", "session"})
_GROUP = re.compile(r"\b(?:(?:the|these|those) [a-z]+s|they|all) (?:(?!in\b|of\b|from\b)[a-z]+ ){0,2}$", re.I)
_PAST = frozenset({"VBD", "VBN"})
_PLAIN = frozenset({"the", "these", "those", "they", "all"})
_LINKS = frozenset({"relcl", "advcl"})


def is_recalled(verb: Any, subjects: Sequence[Any]) -> bool:
    """Whether the verb tells of what was, and its subject is no group told of before: 'the experts'."""
    plain = all({c.lower_ for c in t.children if c.i < t.i} <= _PLAIN and list(t.children) for t in subjects)
    return verb.tag_ in _PAST and not plain


def gathers_to_discuss(verb: Any, subjects: Sequence[Any], bodies: Sequence[Any]) -> bool:
    """Whether a group, or bodies that sit, are told to discuss something at once: 'experts are to discuss the text'."""
    if is_passive(verb) or not children(verb, "dobj") or (verb.lemma_ == "take" and not _taken_up(verb)):
        return False
    return bool(bodies) or any(is_of(t, "sitter") or t.lower_ == "states" for t in subjects)


def _taken_up(verb: Any) -> bool:
    return any(c.lower_ == "up" for c in children(verb, "prt"))


def when_clause(verb: Any) -> list[Any]:
    """The tokens that tell when it was where 'when' leads to the verb: 'on |16 March|, when ministers met'."""
    opened = any(c.lower_ == "when" for c in verb.children)
    if not opened or verb.dep_ not in _LINKS:
        return []
    first = min(t.i for t in verb.subtree)
    return [t for t in verb.head.subtree if t.i < first]


def is_beside(mention: EventMention, verb: Any) -> bool:
    """Whether a clause that hangs on another tells of what was recalled: 'The text, which ministers met to adopt'."""
    return RECALLED in mention.markers and verb.dep_ in _LINKS


def told_apart(
    mentions: Iterable[EventMention], dates: Sequence[DateMention], analysis: Analysis
) -> list[EventMention]:
    """The mentions without those recalled whose days are those of the lead, or that have none; what another verb tells
    of a group that met on other days than those is marked as recalled too."""
    mentions = list(mentions)
    if not any(_sits(m) for m in mentions):
        return mentions
    lead = _days_of_lead(mentions, dates, analysis)
    found = []
    for mention in mentions:
        if not _sits(mention) or in_the_lead(mention.sentence, analysis):
            found.append(mention)
        elif _apart(_beside(mention, dates, analysis.text), lead) and not _told_before(mention, analysis.text):
            found.append(replace(mention, markers=mention.markers | {RECALLED}, passing=True))
        elif RECALLED not in mention.markers:
            found.append(mention)
    return found


def _days_of_lead(
    mentions: Iterable[EventMention], dates: Sequence[DateMention], analysis: Analysis
) -> list[DateMention]:
    """The dates of the lead but those of a dateline, where its first sentences tell of a gathering; else none."""
    lead = [s for s in analysis.sentences if in_the_lead(s, analysis)]
    body = {s.start for s in lead if s.kind == "body"}
    if not any(m.family in _GATHERINGS and m.sentence.start in body for m in mentions):
        return []
    return [d for s in lead for d in _in(s, dates) if not _DATELINE.match(analysis.text, d.end)]


def _sits(mention: EventMention) -> bool:
    """Whether a verb tells that a body or group met, and names nobody."""
    alone = mention.verbal and mention.head == "meeting" and not mention.sides
    return alone and not mention.elliptic and mention.markers <= {RECALLED}


def _told_before(mention: EventMention, text: str) -> bool:
    """Whether those who met are a group that the text told of: 'the officers met'."""
    return _GROUP.search(text, mention.sentence.start, mention.start) is not None


def _beside(mention: EventMention, dates: Iterable[DateMention], text: str) -> list[DateMention]:
    """The dates that tell when it was: right behind the verb, at the head of the sentence, before 'when'."""
    sentence = mention.sentence
    found = []
    for date in _in(sentence, dates):
        if date.start >= mention.end:
            told = _BEHIND.fullmatch(text, mention.end, date.start)
        else:
            told = _OPENS.fullmatch(text, sentence.start, date.start) or _WHEN.match(text, date.end, mention.start)
        found += [date] if told else []
    return found


def _in(sentence: Sentence, dates: Iterable[DateMention]) -> list[DateMention]:
    return [d for d in dates if sentence.start <= d.start and d.end <= sentence.end and d.first]


def _apart(mine: Sequence[DateMention], lead: Sequence[DateMention]) -> bool:
    """Whether no two stretches of time share a day, and both are told."""
    spans, others = ([(d.first, d.last or d.first) for d in some if d.first] for some in (mine, lead))
    return bool(spans and others) and not any(share_a_day(one, other) for one in spans for other in others)


def told_with_when(
    analysis: Analysis, clusters: Iterable[tuple[str, EventCluster]], dates: Sequence[DateMention]
) -> None:
    """Claims the days, and the city before them, of what a verb tells behind 'when', where nothing else tells them:
    'adopted |in L on 16 March|, when ministers met'."""
    told = {(c.subject, c.relation) for c in analysis.claims}
    for event, mention in ((e, m) for e, c in clusters for m in c.mentions):
        link = _WHEN if mention.verbal else _WHEN_HELD
        leads = [d for d in _in(mention.sentence, dates) if link.match(analysis.text, d.end, mention.start)]
        if not leads or (event, "startDate") in told or ";" in analysis.text[leads[-1].end : mention.start]:
            continue
        date, span = leads[-1], Span(leads[-1].start, mention.end)
        claim_days(analysis, event, date, span, "date-when", 0.82, status="explicit")
        before = analysis.mentions.within(mention.sentence.start, date.start)
        city = next((m for m in before if m.type == "Place" and _ON.fullmatch(analysis.text, m.end, date.start)), None)
        if city is not None and (event, "place") not in told:
            analysis.claim("place", event, city.entity, "place-when", span, confidence=0.8)
