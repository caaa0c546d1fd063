"""What in the words around a mention of an event tells that it is another one than those told before: its town, its
theme, that it was held on the margins, or a clause that says which one is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Protocol, TypeVar

from kg.extract.events.marks import Marks
from kg.extract.events.mention import EventMention
from kg.extract.events.words import MARGINS

_MARGINS = re.compile(rf"{MARGINS}(?! of)", re.I)
_WHICH_ONE = re.compile(
    r" (?:that|which|at which|where) (?:(?:had |has |have )?"
    r"(?:adopted|approved|endorsed|launched|founded|created|agreed|led)|gave|set up|drew up|brought)\b"
)
_BESIDE = re.compile(
    rf"(?:{MARGINS} of|\b(?:ahead of|preparatory to|in preparation (?:for|of)|prior to|in advance of|"
    r"(?:in the )?(?:run-up|lead-up) to|on the eve of))(?: (?:the|an?|its|their|this|that))?(?: [\w’'-]+){0,2} $",
    re.I,
)
"""Before an event that tells only on whose margins, or before what, another one was: 'ahead of the |summit|'."""
_REACH = 70
"""Characters before a mention in which such words stand."""
_THEME = re.compile(r"\b(?:on|about|regarding|concerning)\b (?P<theme>.+)")
_WORD = re.compile(r"[A-Za-z][\w-]{2,}")
_SMALL = frozenset({"the", "and", "for", "with", "from", "its", "their", "between"})
_HEADS = frozenset({"meeting", "workshop", "session", "conference", "visit", "mission"})
"""Nouns that a word before them may make another event: a stocktaking meeting is no consultation."""


class _Told(Protocol):
    """An event with its mentions."""

    mentions: list[EventMention]


_Event = TypeVar("_Event", bound=_Told)


def marks(mention: EventMention, text: str) -> Marks:
    """The marks of a mention in the text."""
    sentence = mention.sentence
    theme = _THEME.search(text, mention.start, mention.end)
    first = mention.inner[0] if mention.inner else None
    town = first is not None and first.type == "Place" and first.start == mention.start
    return Marks(
        _MARGINS.search(text, sentence.start, sentence.end) is not None,
        _WHICH_ONE.match(text, mention.end) is not None,
        _BESIDE.search(text, max(sentence.start, mention.start - _REACH), mention.start) is not None,
        _words(theme["theme"]) if theme else frozenset(),
        first.entity if first and town else "",
    )


def _words(theme: str) -> frozenset[str]:
    return frozenset(w.casefold().removesuffix("s") for w in _WORD.findall(theme)) - _SMALL


def _one_within_other(one: Set[str], other: Set[str]) -> bool:
    return one <= other or other <= one


def in_own_right(clusters: Iterable[_Event]) -> list[_Event]:
    """Those of the events that are not only named beside another one; all where there are none."""
    found = list(clusters)
    return [c for c in found if not all(m.marks.beside for m in c.mentions)] or found


def is_another(mention: EventMention, others: Iterable[EventMention], places: Set[str]) -> bool:
    """Whether the mention is no mention of the event of `others`, which was held at `places`."""
    others = list(others)
    noun = mention.head.split()[-1]
    same_noun = any(m.head.split()[-1] == noun for m in others)
    mine = mention.marks
    if mine.which and not same_noun:
        return True
    if mine.town and places and mine.town not in places and not same_noun:
        return True
    themes = [m.marks.theme for m in others if m.proper and m.marks.theme]
    if mention.proper and mine.theme and themes and not any(_one_within_other(mine.theme, t) for t in themes):
        return True
    return _of_a_kind(mention) and all(m.head != mention.head for m in others)


def _of_a_kind(mention: EventMention) -> bool:
    """Whether a noun of two words, with a day or place of its own, names a sort of meeting: 'the stocktaking |meeting|
    in L in December'."""
    words = mention.head.split()
    own = bool(mention.when[0] or mention.site) and not mention.content
    return len(words) > 1 and words[-1] in _HEADS and own and mention.determiner == "definite"
