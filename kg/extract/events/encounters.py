"""Meetings of persons that one sentence tells of side by side: 'P called on Q and had a separate meeting with R', 'P
met Q; he is to see R on Thursday'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from kg.extract.event_facts.parties import persons
from kg.extract.events.mention import EventMention
from kg.extract.text.masking import Item

_WITH = re.compile(r"(?: [\w-]+){0,3} (?:with|between) [^.;:]{0,60}")
"""What stands between a noun and whom somebody meets: 'talks |with the president, |'."""


def meets_others(mention: EventMention, other: EventMention, items: Iterable[Item], text: str) -> bool:
    """Whether a verb tells of a meeting of other persons than another mention of its sentence. `items`: of that."""
    mine = persons(mention)
    if len(mine) < 2 or other.family != "meeting" or mention.family != "meeting":
        return False
    theirs = persons(other) or _guests(other, items, text)
    if other.verbal:
        return len(theirs) > 1 and not (mine <= theirs or theirs <= mine)
    return bool(theirs) and not theirs <= mine


def _guests(noun: EventMention, items: Iterable[Item], text: str) -> set[str]:
    """The person behind a noun with whom the meeting is."""
    behind = (item for item in items if item.type == "Person" and item.start > noun.end)
    first = min(behind, key=lambda item: item.start, default=None)
    return {first.entity} if first is not None and _WITH.fullmatch(text, noun.end, first.start) else set()


def subject_before(pronoun: Any, item_at: Callable[[Any], Item | None]) -> str | None:
    """The person who acts in the clause before a pronoun that acts in its own: 'P met Q; |he| is to see R'."""
    if pronoun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    before = [t for t in pronoun.doc[: pronoun.i] if t.dep_ in {"nsubj", "nsubjpass"}]
    item = item_at(before[-1]) if before else None
    return item.entity if item is not None and item.type == "Person" else None


def subjects_above(pronoun: Any, item_at: Callable[[Any], Item | None]) -> list[str]:
    """The two persons who act in the clause over that of a pronoun: 'P and Q agreed on it when |they| met'."""
    clause = pronoun.head
    if pronoun.lower_ != "they" or clause.dep_ != "advcl":
        return []
    subjects = [t for c in clause.head.children if c.dep_ in {"nsubj", "nsubjpass"} for t in (c, *c.conjuncts)]
    found = [item.entity for t in subjects if (item := item_at(t)) is not None and item.type == "Person"]
    return found if len(set(found)) == len(found) == 2 else []


def is_pair(token: Any) -> bool:
    """Whether a word may mean two persons told of before: 'they', 'both', 'the two', 'the two ministers'."""
    two = token.lower_ == "two" or any(c.lower_ == "two" and c.dep_ == "nummod" for c in token.children)
    return token.lower_ in {"they", "both"} or (two and any(c.lower_ == "the" for c in token.children))
