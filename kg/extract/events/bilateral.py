"""Those who meet each other: 'a meeting between A and B', 'talks of P with Q', 'P held a meeting with B'. Both sides
take part, and neither organizes for the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from kg.extract.analysis import Analysis
from kg.extract.events.kinds import JOINT
from kg.extract.events.verbal import person_meant
from kg.extract.relations.patterns import expand, token
from kg.extract.tables import table
from kg.extract.text.masking import Item, Masked
from kg.extract.text.prefilter import Prefilter, clauses
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import ACTORS

_TOGETHER = "held-together"
_RULES = frozenset({"bilateral", "dependency:hold-talks"})
_JOINT = re.compile(rf"\b{JOINT}\b", re.I)
_TALKS = re.compile(r"\b(?:talks|negotiations|discussions|consultations|conversations?|meetings?)\b", re.I)
"""Nouns of what two sides hold with each other; a conference or dialogue that they hold they also organize."""
_NO_MEETING = re.compile(r"\b(?:not|never|no|cancelled|postponed|refused|declined)\b", re.I)
"""Before the noun in its clause: there was no meeting."""


@lru_cache(maxsize=1)
def _prefilter() -> Prefilter:
    """What a sentence must have for each pattern of the table `bilateral`."""
    return Prefilter([clauses(expand(row["pattern"], token)) for row in table("bilateral")])


@cache
def _pattern(number: int) -> re.Pattern[str]:
    """A pattern of the table `bilateral`, compiled when a sentence first may match it."""
    return re.compile(expand(table("bilateral")[number]["pattern"]), re.I)


def bilateral(analysis: Analysis, masks: Callable[[int], Masked], read: list[Sentence]) -> None:
    """Adds `participant` claims, rule `bilateral`, for both sides of the meetings that sentences tell of, and takes
    back that one of the sides organizes it. `masks`: sentences without events, with persons and titles as one."""
    for sentence in read:
        masked = masks(sentence.index)
        for match in _matches(masked):
            noun = masked.span(*match.span("M"))
            event = next((m.entity for m in analysis.events.overlapping(noun.start, noun.end)), None)
            if event and not _NO_MEETING.search(masked.text[max(0, match.start("M") - 40) : match.start("M")]):
                span = masked.span(*match.span())
                meant = person_meant(masked, match, sentence, analysis) if match.groupdict().get("H") else ()
                rule = _TOGETHER if "T" in match.groupdict() else "bilateral"
                for item in (*meant, *_sides(masked, match)):
                    analysis.claim("participant", event, item.entity, rule, span, confidence=0.9)
    _only_take_part(analysis)


def _matches(masked: Masked) -> Iterator[re.Match[str]]:
    for number in _prefilter().passing(masked.text):
        yield from _pattern(number).finditer(masked.text)


def _sides(masked: Masked, match: re.Match[str]) -> list[Item]:
    """The persons and actors of the two sides, or of one list of both."""
    found = [
        i for side in ("S", "O") if match.groupdict().get(side) for i in masked.items_in(*match.span(side), acting=True)
    ]
    sides = [item for item in found if item.type in ACTORS or item.type == "Person"]
    return sides if "T" not in match.groupdict() or _states(sides) else []


def _states(sides: list[Item]) -> bool:
    """Whether those who hold a meeting are states, or one and a union, which meet each other there."""
    types = [item.type for item in sides]
    return len(types) > 1 and "State" in types and set(types) <= {"State", "InternationalOrganization"}


def _only_take_part(analysis: Analysis) -> None:
    """Takes back `organizer` claims on those who hold talks with each other; a meeting in a row is no such talks,
    unless it is one of a joint body."""
    counted = {c.subject for c in analysis.claims if c.relation == "ordinal"}
    joint = {m.entity for m in analysis.events if _JOINT.search(analysis.text, m.start, m.end)}
    talks = {m.entity for m in analysis.events if _TALKS.search(analysis.text, m.start, m.end)} - (counted - joint)
    there = [c for c in analysis.claims if c.relation == "participant" and c.rule in _RULES | {_TOGETHER}]
    sides = {(c.subject, c.object) for c in there if c.subject in talks or c.rule == _TOGETHER}
    analysis.claims = [c for c in analysis.claims if c.relation != "organizer" or (c.subject, c.object) not in sides]
