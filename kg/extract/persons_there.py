"""Persons who are at the main event by default: a release that tells what somebody did, and of no other event beside
it, tells of what was done there. Who is named behind a preposition only ('on behalf of P', 'a letter from P') is not
said to be there, nor is who but speaks, and that apart from the event."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.dependency_frames import words
from kg.extract.focus import main_event
from kg.extract.language import lemma
from kg.extract.sentences import Sentence
from kg.extract.tables import table
from kg.records import DOCUMENT, Mention, Span

_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_STANDING = frozenset({*_SUBJECTS, "attr", "dobj", "appos", "conj", "dep", "ROOT"})
"""The places of a clause in which a person has a part of what is told."""
_TOLD = frozenset({"VBD", "VBN", "VB"})
"""Tags of a verb that tells what happened or is to come, not what is so in general."""
_ANOTHER_TIME = re.compile(
    r"\b(?:last (?:week|month|year|spring|summer|autumn|winter|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)|(?:[Ii]n|[Ss]ince) (?:[A-Z][a-z]+ )?(?:19|20)\d\d|since (?:last|then)|"
    r"(?:Before|Earlier|Prior to) (?:that|this))\b"
)
"""Words of a sentence without an event that tell of what was before it."""
_VOICED = frozenset({"say", "tell", "stance"})


def persons_there(analysis: Analysis, docs: Mapping[int, Any], event_at: Callable[[int], str | None]) -> None:
    """Adds `participant` claims, rule `person-there`, once `statements` has told who speaks at which event. `docs`:
    the parsed sentences; `event_at`: the event in focus at an offset."""
    main = main_event(analysis)
    if main is None:
        return
    there = {c.object for c in analysis.claims if c.relation == "participant" and c.subject == main}
    apart = {c.object for c in analysis.claims if c.relation == "speaker" and c.subject == DOCUMENT}
    for sentence in analysis.sentences:
        doc = docs.get(sentence.index)
        if doc is None or not _only_of(analysis, sentence, main):
            continue
        for person in _persons(analysis, sentence):
            if person.entity in there or event_at(person.start) != main:
                continue
            if _takes_part(doc, person, sentence, speaks=person.entity not in apart, named=_names(analysis, sentence)):
                span = Span(sentence.start, sentence.end)
                analysis.claim(
                    "participant", main, person.entity, "person-there", span, status="implied", confidence=0.88
                )


def _only_of(analysis: Analysis, sentence: Sentence, main: str) -> bool:
    """Whether a sentence of the body names no event, or none but the main event."""
    named = analysis.events.within(sentence.start, sentence.end)
    alone = sentence.kind == "body" and all(mention.entity == main for mention in named)
    return alone and (
        _names(analysis, sentence) or not _ANOTHER_TIME.search(analysis.text, sentence.start, sentence.end)
    )


def _names(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence names an event."""
    return bool(analysis.events.within(sentence.start, sentence.end))


def _persons(analysis: Analysis, sentence: Sentence) -> list[Mention]:
    """The persons whom a sentence names outside quotations, those of a few words among them."""
    quoted = [s for s in analysis.segments if s.kind == "quotation"]
    named = [m for m in analysis.mentions.within(sentence.start, sentence.end) if m.type == "Person"]
    outside = (m for m in named if not any(s.start <= m.start < s.end for s in quoted))
    return [m for m in outside if not _quoting(analysis.text[sentence.start : m.start])]


def _quoting(before: str) -> bool:
    """Whether a quotation that begins in a stretch of text has not ended in it."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _takes_part(doc: Any, person: Mention, sentence: Sentence, *, speaks: bool, named: bool) -> bool:
    """Whether what the clause tells of the person is that he or she was there; `speaks`: to say something is; `named`:
    the sentence names the event, so that what somebody had done is what he or she did there."""
    stretch = doc.char_span(person.start - sentence.start, person.end - sentence.start, alignment_mode="expand")
    if stretch is None or not len(stretch):
        return False
    path = [stretch.root, *takewhile(lambda t: t.pos_ not in _VERBS, stretch.root.ancestors)]
    verb = path[-1].head
    doing = path[-1].dep_ == "agent" and _done_there(verb)
    if any(token.dep_ not in _STANDING for token in (path[:-2] if doing else path)):
        return False
    if verb.pos_ not in _VERBS:
        return True
    if path[-1].dep_ in _SUBJECTS and not (_tells(verb) or _inverted(verb, path[-1])):
        return False
    return not _open(verb) and (named or not _before(verb)) and (speaks or lemma(verb) not in _speech())


def _tells(verb: Any) -> bool:
    """Whether a verb tells of its subject what happened, or what or where it was: 'P was a guest', 'next to her was
    P'."""
    if verb.pos_ == "AUX":
        placed = any(c.dep_ == "attr" or (c.dep_ in _SUBJECTS and c.i > verb.i) or _inside(c) for c in verb.children)
        return verb.tag_ in _TOLD and placed
    return verb.tag_ in _TOLD and lemma(verb) not in words("unseen")


def _inverted(verb: Any, subject: Any) -> bool:
    """'Facing them were P and Q', 'looking on was P'."""
    were = any(c.dep_ in ("aux", "cop") and c.lower_ in ("was", "were") for c in verb.children)
    return verb.tag_ == "VBG" and were and subject.i > verb.i


def _done_there(verb: Any) -> bool:
    """'A team led by P', 'the text was read out by P'; not 'a working group led by P', 'the office, which is led by P',
    'it will be headed by P'."""
    standing = verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.head.lower_ in _STANDING_BODIES)
    return lemma(verb) in _DONE_THERE and not standing and not any(c.lower_ == "will" for c in verb.children)


_DONE_THERE = frozenset("lead head moderate read represent".split())
"""What is done by somebody who is there."""


_STANDING_BODIES = frozenset("group committee commission force unit body project programme campaign office".split())
"""What somebody leads at all times."""


def _inside(preposition: Any) -> bool:
    """'In the hall', 'at the table', 'in the chair'."""
    return preposition.dep_ == "prep" and any(c.lower_ in _ROOM for c in preposition.children)


_ROOM = frozenset("hall room audience chair chairs table podium panel stage floor rostrum row attendance".split())
"""Where one is who takes part."""


def _open(verb: Any) -> bool:
    """Whether what the verb tells is denied or only possible."""
    return any(c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in words("open")) for c in verb.children)


def _before(verb: Any) -> bool:
    """Whether what the verb tells had happened before."""
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


@lru_cache(maxsize=1)
def _speech() -> frozenset[str]:
    """The verbs that report what somebody says."""
    return frozenset(row["verb"] for row in table("speech") if row["class"] in _VOICED)
