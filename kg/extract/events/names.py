"""What the way in which an event is named tells of it: a name of its own, or a second event behind 'and'; and which
events that share words are two by their names ('the Regional Consultation on Migration' and 'the Intergovernmental
Conference on Migration')."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.events.apart import marks
from kg.extract.events.mention import EventMention
from kg.extract.events.wholes import WHOLE_BEHIND

_AND = re.compile(r"(?:\s\([^()]{1,40}\))?,?\s+(?:and|as well as|and also)\s+(?:(?:the|an?|its|their)\s+)?")
_APART = re.compile(rf"{_AND.pattern}|{WHOLE_BEHIND.pattern}")
"""Between the names of two events."""

_ARTICLE = r"\s+(?:(?:the|an?|its|their|this)\s+)?$"
_FIRST = (
    r"\b(?:ahead of|prior to|in (?:preparation (?:for|of)|advance of|the run-up to)|(?:to|and) prepar(?:e|ed)(?: for)?|"
    r"preparing(?: for)?|preparatory to)"
)
_LATER = (
    r"\b(?:following|after|in follow-up to|building on|in the wake of|on the heels of|further to)|"
    r"(?:\bas|,) (?:an? )?(?:direct )?(?:follow-up|sequel|continuation) (?:to|of)"
)
_OTHERWISE = (
    r"\b(?:within|as (?:an? )?(?:\w+ )?part of|during|on the (?:sidelines|margins?|fringes|occasion|eve) of|in the "
    r"(?:margins?|framework|context|wings) (?:of|to)|before|prepar(?:es?|ed|atory) (?:for|to)|follow(?:s|ed)?(?: up)?"
    r"(?: on)?|buil(?:ds|t) (?:up)?on|preced(?:es?|ed|ing)(?: by)?|continu(?:es|ed|ation of)|(?:sequel|follow-up) to|"
    r"alongside|back-to-back with|side event (?:of|to|at)|contribut(?:es?|ed|ion) to|feeds? into)"
)
_AHEAD = re.compile(rf"(?:{_FIRST}){_ARTICLE}")
"""Between two events of which the first prepares or precedes the second."""
_BEHIND = re.compile(rf"(?:{_LATER}){_ARTICLE}")
"""Between two events of which the first goes on with the second."""
_TIED = re.compile(rf"(?:{_FIRST}|{_LATER}|{_OTHERWISE}){_ARTICLE}")
"""Between two events of a sentence of which one is within, before or after the other."""
_SOON = r"(?:Just|Only|Shortly|Immediately|Right|Barely|Less than|More than)"
_COUNTED = r"(?:An?|The|One|Two|Three|Four|Five|Six|Ten|Several|Some|Few|A few|\d+)"
_BEFORE = (
    r"(?:ahead of|in (?:the run-up to|preparation (?:for|of)|advance of)|on the eve of|prior to|before|"
    r"as (?:a )?prelude to)"
)
_AFTER = (
    r"(?:following|after|in (?:follow-up to|the wake of)|on the heels of|building on|further to|as (?:a )?follow-up to)"
)
_ALONGSIDE = r"(?:in (?:parallel (?:to|with)|the margins of)|on the (?:sidelines|margins|fringes) of|alongside)"
FRONTED = re.compile(
    rf"(?:[^:–—.]{{3,60}}[:–—-]\s+)?(?:{_SOON}\s+)?(?:{_COUNTED}\s+(?:few\s+)?(?:hour|day|week|month|year)s?\s+)?"
    rf"(?:{_BEFORE}|{_AFTER}|{_ALONGSIDE})\s+(?:(?:the|an?|its|their|last|this)\s+)?(?:[\w-]+\s+){{0,2}}$",
    re.I,
)
"""What opens a sentence before an event that tells when the one behind it was: 'In the run-up to |the summit|,'."""
PRELUDE, SEQUEL = re.compile(rf"\b{_BEFORE}\b", re.I), re.compile(rf"\b{_AFTER}\b", re.I)
"""In such an opening: whether the event behind it comes before or after."""
_NEAR = 160
"""Characters between them at most."""
_ANY = frozenset({"event", "meeting", "gathering", "session", "proceedings", "edition"})
"""Nouns that stand for any event."""


def with_names(mentions: Sequence[EventMention], text: str) -> list[EventMention]:
    """The mentions (in text order), each with whether it is a name (`proper`), the other event that its sentence names
    before it (`beside`) and, of what a verb tells, the one behind it (`rival`)."""
    found: list[EventMention] = []
    for number, mention in enumerate(mentions):
        before = mentions[number - 1] if number else None
        after = mentions[number + 1] if number + 1 < len(mentions) else None
        beside = before.start if before and _are_two(before, mention, text) else -1
        rival = after if after and mention.verbal and _are_two(mention, after, text) else None
        told = marks(mention, text)
        apart = mention.apart or (mention.verbal and told.aside and _two_met(mention))
        found.append(
            replace(mention, proper=_is_proper(mention, text), beside=beside, rival=rival, marks=told, apart=apart)
        )
    return found


def _two_met(mention: EventMention) -> bool:
    """Whether a verb tells of two persons who met."""
    return mention.family == "meeting" and sum(side.type == "Person" for side in mention.sides) > 1


def _are_two(before: EventMention, mention: EventMention, text: str) -> bool:
    """Whether the words between two mentions of a sentence tell that they are two events."""
    if before.sentence != mention.sentence or before.end > mention.start or mention.start - before.end > _NEAR:
        return False
    if not before.verbal and not mention.verbal and _APART.fullmatch(text, before.end, mention.start):
        return True
    telling = mention.content or mention.ordinal is not None or mention.determiner == "indefinite"
    telling = telling or (not before.verbal and not _one_noun(before, mention)) or _has_its_own(before, mention)
    if not telling:
        return False
    return _TIED.search(text[before.end : mention.start]) is not None or _is_fronted(before, mention, text)


def _has_its_own(before: EventMention, mention: EventMention) -> bool:
    """Whether what a verb tells has a place or day of its own, beside an event that a noun names."""
    if mention.verbal:
        return not before.verbal and bool(mention.sites or mention.when[0])
    return before.verbal and (bool(mention.site) or mention.head.split()[-1] not in _ANY)


def _is_fronted(before: EventMention, mention: EventMention, text: str) -> bool:
    """Whether the sentence opens with the first event to tell when the second was: 'A day after the summit, they'."""
    opening = text[before.sentence.start : before.start]
    return FRONTED.match(opening) is not None and "," in text[before.end : mention.start]


def comes_first(before: EventMention, mention: EventMention, text: str) -> bool:
    """Whether the words between two mentions tell that the first event prepares or precedes the second."""
    return _AHEAD.search(text[before.end : mention.start]) is not None


def comes_after(before: EventMention, mention: EventMention, text: str) -> bool:
    """Whether the words between two mentions tell that the first event goes on with the second."""
    return _BEHIND.search(text[before.end : mention.start]) is not None


def _one_noun(one: EventMention, other: EventMention) -> bool:
    """Whether two mentions have one noun, or one has a noun that stands for any event."""
    nouns = {m.head.split()[-1] for m in (one, other)}
    return len(nouns) < 2 or bool(nouns & _ANY)


def _is_proper(mention: EventMention, text: str) -> bool:
    """Whether running text writes the noun of the event with a capital, and not because it opens the sentence."""
    if mention.verbal or mention.sentence.kind == "title":
        return False
    noun = re.compile(re.escape(mention.head.split()[-1]), re.I).search(text, mention.start, mention.end)
    return noun is not None and noun.start() > mention.sentence.start and text[noun.start()].isupper()


def other_name(mention: EventMention, others: Iterable[EventMention]) -> bool:
    """Whether a mention is the name of another event than the mentions of one: both bear names, and each says what the
    other does not."""
    named = [other for other in others if other.proper and other.content]
    if not mention.proper or not mention.content or not named:
        return False
    theirs = frozenset[str]().union(*(other.content for other in named))
    return bool(mention.content - theirs) and bool(theirs - mention.content)


def other_noun(mention: EventMention, others: Iterable[EventMention]) -> bool:
    """Whether no mention of an event has the noun of the mention."""
    return all(other.head.split()[-1] != mention.head.split()[-1] for other in others)


def names_at_last(mention: EventMention, others: Sequence[EventMention]) -> bool:
    """Whether a phrase with a capital names what so far was told by its noun alone: 'closed their conference … The
    Third Conference on Labour'."""
    noun = mention.head.split()[-1]
    plain = all(m.head.split()[-1] == noun and not m.content and m.ordinal is None for m in others)
    return plain and mention.proper and mention.sentence.index - others[0].sentence.index < _NAMED_WITHIN


_NAMED_WITHIN = 5
"""Sentences within which a text names an event of which it tells."""
