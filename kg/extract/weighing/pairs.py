"""The pairs of entities that claims join, with what the sentences show of each.

A pair stands together in a sentence; or the sentence names one of the two and is about the event that is the other; or
it is the document and whoever speaks in it. Dates are paired with events like entities (`date:2019-05-20`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.dates.dates import DateMention
from kg.extract.text.sentences import Sentence
from kg.extract.weighing.pair_syntax import head_of, syntax_between, syntax_of
from kg.extract.weighing.pair_words import MaskedWords, masked_words, outermost, step, words_around, words_between
from kg.records import DOCUMENT, Mention

DATE, EVENT = "Date", "Event"
DATED = "date:"
"""Before the date that is the other end of a pair with an event."""
_LEAD = 2
_OF_DOCUMENTS = ("form", "pos", "ud", "vp", "vt", "l1", "root")
"""What counts where the other end is the whole document."""
_JOINED = re.compile(r"(?:,|;|/|(?:[,;]\s*)?and(?: the)?|,\s*the|as well as(?: the)?)")

Ends = tuple[str, str]


@dataclass(slots=True)
class Pair:
    """What sentences show of two ends (ids of entities, `document`, or a date behind `date:`), and in how many they
    stand together (`same`) or apart (`apart`)."""

    shown: set[str] = field(default_factory=set)
    same: int = 0
    apart: int = 0


@dataclass(slots=True)
class Pairs:
    """The pairs of an article by their ends, the entities that stand in one list, and how often each is named."""

    found: Mapping[Ends, Pair]
    listed: defaultdict[str, set[str]]
    named: defaultdict[str, int]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention in its sentence: the places of its words, its head where the sentence is parsed, what it shows."""

    mention: Mention
    places: tuple[int, int]
    head: Any
    shown: tuple[str, ...]


def read_pairs(
    analysis: Analysis,
    docs: Mapping[int, Any],
    dates: Iterable[DateMention],
    event_at: Callable[[int], str | None],
    wanted: Collection[Ends],
) -> Pairs:
    """The wanted pairs of the article. `event_at` gives the event that the text at an offset is about."""
    mentions = sorted([*analysis.mentions, *analysis.events, *_dated(dates)], key=lambda m: (m.start, -m.end))
    inside: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        sentence = analysis.sentence_at(mention.start)
        if sentence is not None:
            inside[sentence.index].append(mention)
    pairs = Pairs({ends: Pair() for ends in wanted}, defaultdict(set), defaultdict(int))
    body = [sentence.index for sentence in analysis.sentences if sentence.kind == "body"]
    for index, here in inside.items():
        sentence = analysis.sentences[index]
        zone = "lead" if index in body[:_LEAD] else sentence.kind
        _read_sentence(analysis, sentence, zone, docs.get(index), here, event_at, pairs)
    return pairs


def _dated(dates: Iterable[DateMention]) -> list[Mention]:
    """The dates as mentions, each with its days as entity and its wording as form."""
    return [
        Mention(date.start, date.end, DATED + "/".join(filter(None, (date.first, date.last))), DATE, _wording(date))
        for date in dates
        if date.first
    ]


def _wording(date: DateMention) -> str:
    return f"{date.kind}-{date.lead}{'-rel' if date.relative else ''}"


def _read_sentence(
    analysis: Analysis,
    sentence: Sentence,
    zone: str,
    doc: Any,
    here: Sequence[Mention],
    event_at: Callable[[int], str | None],
    pairs: Pairs,
) -> None:
    names = outermost(here)
    masked = masked_words(analysis.text, sentence, names)
    _note_lists(analysis, names, pairs)
    seen = [_seen(mention, masked, zone, doc, sentence) for mention in here]
    events = {mention.entity for mention in here if mention.type == EVENT}
    for one in seen:
        end = one.mention.entity
        pairs.named[end] += 1
        if (DOCUMENT, end) in pairs.found:
            pairs.found[DOCUMENT, end].shown.update(_of_document(one))
        event = event_at(one.mention.start)
        if event and event not in events and (event, end) in pairs.found:
            pairs.found[event, end].shown.update(f"F:{sign}" for sign in one.shown)
            pairs.found[event, end].apart += 1
    _together(seen, masked, pairs)


def _note_lists(analysis: Analysis, names: Sequence[Mention], pairs: Pairs) -> None:
    """Notes names between which only a comma, a semicolon or 'and' stands."""
    for one, other in pairwise(names):
        if _JOINED.fullmatch(analysis.text[one.end : other.start].strip().lower()):
            pairs.listed[one.entity].add(other.entity)
            pairs.listed[other.entity].add(one.entity)


def _seen(mention: Mention, masked: MaskedWords, zone: str, doc: Any, sentence: Sentence) -> _Seen:
    places = masked.places(mention)
    head = head_of(doc, sentence.start, mention) if doc is not None else None
    shown = [f"form={mention.form}", f"z={zone}", *words_around(masked, *places)]
    return _Seen(mention, places, head, (*shown, *(syntax_of(head) if head is not None else ())))


def _of_document(one: _Seen) -> list[str]:
    return [f"D:{sign}" for sign in one.shown if sign.partition("=")[0] in _OF_DOCUMENTS]


def _together(seen: Sequence[_Seen], masked: MaskedWords, pairs: Pairs) -> None:
    """Notes the pairs of a sentence, each where its ends are nearest to each other."""
    nearest: dict[Ends, tuple[int, _Seen, _Seen]] = {}
    for one in seen:
        for other in seen:
            ends = (one.mention.entity, other.mention.entity)
            distance = abs(one.places[0] - other.places[0])
            if ends in pairs.found and (ends not in nearest or distance < nearest[ends][0]):
                nearest[ends] = (distance, one, other)
    events = [one.mention for one in seen if one.mention.type == EVENT]
    for ends, (_, one, other) in nearest.items():
        pairs.found[ends].shown.update(_shown_together(one, other, masked, events))
        pairs.found[ends].same += 1


def _shown_together(one: _Seen, other: _Seen, masked: MaskedWords, events: Sequence[Mention]) -> list[str]:
    shown = [f"S:{sign}" for sign in one.shown if not sign.startswith(("z=", "pos="))]
    shown += [f"O:{sign}" for sign in other.shown]
    low, high = sorted((one.mention, other.mention), key=lambda mention: (mention.start, -mention.end))
    if high.end <= low.end:
        return [*shown, f"nest={'in' if low is one.mention else 'ni'}"]
    shown += words_between(masked, one.places, other.places)
    shown.append(f"ne={step(sum(low.start < m.start < high.start for m in events))}")
    if one.head is not None and other.head is not None:
        shown += syntax_between(one.head, other.head)
    return shown
