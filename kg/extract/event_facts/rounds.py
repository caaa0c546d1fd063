"""Rounds of one thing in several places: 'trainings in A on 3 May, in B on 5 May and in C on 9 May'. The phrase in the
plural and the first place with its day are the first round; each further pair is an event of its own, of which the same
is told."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.analysis import Analysis
from kg.extract.dates.dates import resolve
from kg.extract.dates.mention import DateMention
from kg.extract.event_facts.dates import claim_days
from kg.extract.events.clusters import EventCluster
from kg.extract.events.mention import FIRST_ROUND, EventMention
from kg.extract.text.masking import Masked
from kg.extract.text.ordinals import cardinal
from kg.extract.text.sentences import Sentence
from kg.records import Span

_MONTHS = "|".join(month_name[1:])
_WHERE = r"(?:the )?⟦[LFS]\d+⟧(?:, ⟦[LS]\d+⟧)?"
_PAIR = (
    rf"(?:(?:in|at|to) )?{_WHERE},? ?\(?(?:(?:on|from|in|between|over) )?⟦T\d+⟧\)?"
    rf"|(?:on |from |between )?⟦T\d+⟧,? (?:in|at) {_WHERE}"
    rf"|(?:(?:in|at|to) )?{_WHERE} \((?:(?:19|20)\d\d|{_MONTHS})\)"
)
_YEAR = re.compile(r"\(((?:19|20)\d\d)\)$")
"""The year of a round in brackets: 'Accra (2019)'."""
_MONTH = re.compile(rf"\(({_MONTHS})\)$")
"""Its month: 'Accra (March)'."""
_ONLY_WHEN = re.compile(r"(?:in|on) ⟦T\d+⟧(?:, (?:(?:in|on) )?⟦T\d+⟧)*,? and (?:(?:in|on) )?⟦T\d+⟧(?!,? (?:in|at) )")
_WHEN = re.compile(r"(?:(?:in|on) )?⟦T\d+⟧")
"""'The first two courses, held in May 2021 and June 2022'."""
_EACH_TIME = re.compile(
    r",? (?:which )?(?:has |had )?(?:already |since )?(?:met|convened|sat|gathered)(?: there)?(?: again)? $"
)
"""What leads from one body or series to each time and place: 'The Forum |met| in A in 2019 and in B in 2021'."""
_SAID = r"(?:,? (?:when|where|which) (?:[^⟦⟧.;:]|⟦[A-SU-Z]\d+⟧){3,80}?(?=,))?"
"""What is told of one round before the next: 'in A on 3 May, |when S took the chair|, and in B on 9 May'."""
_NEXT = r"(?:[,;]|,? (?:and|then|followed(?: in turn)? by)){1,2},? (?:(?:then|finally|lastly|later|again),? )?"
_PAIRS = re.compile(_PAIR)
FOR_WHOM = r"(?: (?:for|with) (?:the )?(?:⟦[A-Z]\d+⟧|[\w-]+)(?: (?!and\b)[\w-]+){0,2})?"
"""For or with whom one round was: 'in A on 3 May |for the Andean states|, in B on 5 May'."""
_ROUNDS = re.compile(rf"(?:{_PAIR})(?:{FOR_WHOM}{_SAID}{_NEXT}(?:{_PAIR}))+")
_LATER = re.compile(
    rf"(?P<first>{_PAIR}){FOR_WHOM}{_NEXT}"
    rf"(?P<last>(?:in|at) {_WHERE} (?:the (?:day|week|month|year) after|(?:the )?following (?:day|week|month|year)|"
    r"later (?:that|the same) (?:week|month|year)))"
)
"""'In A in May and in B the month after'."""
_SITE = r"(?:in )?(?:the )?(?:⟦[LF]\d+⟧(?:, ⟦S\d+⟧(?=,| and))?|⟦S\d+⟧)"
_EACH_WHERE = re.compile(rf"(?:(?<=in )|(?<=: )){_SITE}(?:, {_SITE})*,? and {_SITE}(?!['’])")
_PLACE = re.compile(_SITE)
_OF_EACH = re.compile(r"(?:earlier|previous|past|national|country-level|municipal)\b", re.I)
"""What opens a phrase of several events that were each somewhere: '|Earlier| meetings were held in A, B and C'."""
_UNDATED = re.compile(
    rf",? and,? (?:finally |later )?(?:for (?:the )?⟦[A-Z]\d+⟧,? )?(?P<last>(?:in|at) {_WHERE}|{_WHERE}(?= later\b))"
    r"(?!,? \(?(?:on |in )?⟦T)"
)
"""The last of a list, of which no day is known yet: 'and, for S, in L at a date to be agreed'."""
_WHO = r"(?: (?:by|for|with) (?:[^⟦⟧.;:,]|⟦[A-KM-SU-Z]\d+⟧){3,50}?)?"
_ONE = rf"one(?: of them)?{_WHO} (?:in|at|to) {_WHERE}(?: and ⟦L\d+⟧)?(?:,? (?:on |in |at )?⟦T\d+⟧)?"
_ONES = re.compile(
    rf"{_ONE}(?:[^.;:]{{0,60}}?(?:,|,? and) (?:one|another|the (?:other|second)){_WHO} (?:in|at|to) {_WHERE}"
    r"(?: by (?:[^⟦⟧.;:,]|⟦[A-KM-SU-Z]\d+⟧){3,50}?)?"
    r"(?:,? (?:on |in )?⟦T\d+⟧)?)+"
)
_EACH = re.compile(
    rf"\b(?:one|another|the other|the second)(?: of them)?{_WHO} (?:in|at|to) {_WHERE}(?: and ⟦L\d+⟧)?"
    r"(?: by (?:[^⟦⟧.;:,]|⟦[A-KM-SU-Z]\d+⟧){3,50}?)?(?:,? (?:on |in |at )?⟦T\d+⟧)?"
)
"""'Two courses will follow: one in L in May, and another in L'."""
_SERIES = re.compile(r"\b(?:series|set|cycle|string|number) of ", re.I)
_TO_COME = re.compile(r"\b(?:will|(?:are|is) (?:to|due|planned|scheduled|foreseen)|follow)\b")
"""What tells in a sentence that its rounds are still to come."""
_NEAR = 150
"""Characters between the phrase in the plural and the first of its places."""
_SAME = frozenset({"partOf", "host", "organizer", "supporter", "funder", "partner", "participant"})
"""What is told of all rounds where the sentence tells it of the phrase in the plural."""
_GOES_TO = re.compile(r"(?: on)?(?: to| in| at)? ?(?:the )?")
"""What leads from a verb of going to the first place of a journey: 'P |travelled| to A on 3 May and to B on 5 May'."""


def rounds(masked: Masked, sentence: Sentence, nouns: Sequence[EventMention], text: str) -> Iterator[EventMention]:
    """The rounds of a list of places with their days behind a phrase in the plural."""
    for pairs, dated in _lists(masked.text):
        at = masked.original(pairs[0][0])
        before = [n for n in nouns if n.end <= at + len("to ")]
        if not before or at - before[-1].end > _NEAR:
            continue
        if dated and _journey(before[-1], text, at):
            yield from (_stop(masked, pair, before[-1], sentence) for pair in pairs[1:])
            continue
        each = dated and _EACH_TIME.fullmatch(text, before[-1].end, at) is not None
        if not each and not _several(before[-1], text):
            continue
        if not dated and not _one_each(before[-1], len(pairs), text):
            continue
        for number, pair in enumerate(pairs):
            first = number == 0 and not before[-1].verbal
            yield _round(masked, pair, before[-1], sentence, FIRST_ROUND if first else "another round")


def _journey(verb: EventMention, text: str, at: int) -> bool:
    """Whether a list of places with days tells where somebody went: 'will visit A in May and B in June'."""
    return verb.verbal and verb.family == "visit" and _GOES_TO.fullmatch(text, min(verb.end, at), at) is not None


def _stop(masked: Masked, pair: tuple[int, int], first: EventMention, sentence: Sentence) -> EventMention:
    """One more place of a journey, a visit of its own of the same people."""
    return replace(_round(masked, pair, first, sentence, "another round"), sides=first.sides, apart=True)


def _one_each(noun: EventMention, number: int, text: str) -> bool:
    """Whether a phrase in the plural tells of as many events as places are listed: 'three meetings', 'earlier ones'."""
    words = text[noun.start : noun.end].split()
    return _OF_EACH.match(words[0]) is not None or _count(words) == number


def _count(words: Sequence[str]) -> int | None:
    """How many events a phrase tells of: 'four meetings', 'the first two courses'."""
    return cardinal(words[1] if words[0].casefold() in _ORDERED and len(words) > 1 else words[0])


_ORDERED = frozenset({"first", "last"})


def _lists(text: str) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """The stretches of a mask that each name one round, list by list, and whether the list tells days."""
    dated = [(pairs, True) for pairs in _dated_lists(text)]
    if not dated and text.count("⟦T") > 1:
        for found in _ONLY_WHEN.finditer(text):
            yield [when.span() for when in _WHEN.finditer(text, *found.span())], False
    for found in _EACH_WHERE.finditer(text) if not dated else ():
        yield [place.span() for place in _PLACE.finditer(text, *found.span())], False
    yield from dated


def _dated_lists(text: str) -> Iterator[list[tuple[int, int]]]:
    """The stretches that name a round with its day or year, or are called one of them."""
    if text.count("⟦T") == 1 and (later := _LATER.search(text)):
        yield [later.span("first"), later.span("last")]
    if text.count("⟦T") > 1 or "(" in text:
        for found in _ROUNDS.finditer(text):
            last = _UNDATED.match(text, found.end())
            yield [
                *(pair.span() for pair in _PAIRS.finditer(text, *found.span())),
                *([last.span("last")] if last else []),
            ]
    if "one " in text:
        for found in _ONES.finditer(text):
            yield [pair.span() for pair in _EACH.finditer(text, *found.span())]


def _several(noun: EventMention, text: str) -> bool:
    """Whether the phrase is in the plural: 'workshops', 'a series of workshops'."""
    words = text[noun.start : noun.end]
    if noun.verbal:
        return noun.family == "meeting" and not noun.sites
    last = noun.head.split()[-1].removesuffix("s")
    return bool(_SERIES.search(words) or re.search(rf"\b{re.escape(last)}(?:s|es)\b", words, re.I))


def _round(masked: Masked, pair: tuple[int, int], first: EventMention, sentence: Sentence, marker: str) -> EventMention:
    span, ahead = masked.span(*pair), first.ahead or _TO_COME.search(masked.text) is not None
    where = next((item for item in masked.items_in(*pair) if item.type in {"Place", "Facility", "State"}), None)
    return EventMention(
        span.start, span.end, first.head, first.type, first.family, "indefinite", None, None, frozenset(), (),
        frozenset({marker}), sentence, verbal=True, sites=(where,) if where else (),
        site=where.entity if where else "", ahead=ahead,
        round_of=first.start,
    )  # fmt: skip


def _rounds(clusters: Sequence[tuple[str, EventCluster]]) -> Iterator[tuple[str, EventMention]]:
    for event, cluster in clusters:
        yield from ((event, m) for m in cluster.mentions if m.round_of >= 0)


def round_days(analysis: Analysis, clusters: Sequence[tuple[str, EventCluster]], dates: Sequence[DateMention]) -> None:
    """Claims the day of each round."""
    for event, mention in _rounds(clusters):
        span = Span(mention.start, mention.end)
        if told_year := _YEAR.search(analysis.text[mention.start : mention.end]):
            analysis.claim("startDate", event, told_year[1], "date-of-round", span, confidence=0.86)
        if month := _MONTH.search(analysis.text[mention.start : mention.end]):
            told_month = _month(month[1], analysis.article.published, ahead=mention.ahead)
            analysis.claim("startDate", event, told_month, "date-of-round", span, confidence=0.86)
        for date in (d for d in dates if mention.start <= d.start and d.end <= mention.end and d.first):
            told = date
            if date.yearless or date.relative:
                told = resolve(date, analysis.article.published, "future" if mention.ahead else None)
            claim_days(analysis, event, told, span, "date-of-round", 0.86, status="explicit")


def _month(name: str, published: str | None, *, ahead: bool) -> str:
    """The month of a round in ISO form, as the last before or the next after the day of the release."""
    number = _MONTHS.split("|").index(name) + 1
    if not published or len(published) < len("2020-01"):
        return f"--{number:02}"
    year, now = int(published[:4]), int(published[5:7])
    shift = (number < now) if ahead else -(number > now)
    return f"{year + shift}-{number:02}"


def share_rounds(analysis: Analysis, clusters: Sequence[tuple[str, EventCluster]]) -> None:
    """What a sentence tells of the phrase in the plural holds of every round that it lists."""
    at = {mention.start: event for event, cluster in clusters for mention in cluster.mentions}
    for event, mention in list(_rounds(clusters)):
        first = at.get(mention.round_of)
        if first is None or first == event:
            continue
        here = mention.sentence
        for claim in [c for c in analysis.claims if c.subject == first and c.relation in _SAME]:
            if all(here.start <= e.start and e.start < mention.start for e in claim.evidence):
                analysis.claims.append(replace(claim, subject=event, rule=f"round:{claim.rule}", confidence=0.82))
