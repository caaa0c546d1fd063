"""Persons who are at an event by default: a release that tells what somebody did, and of no event but the one it is
about there, tells of what was done at it. Who is named behind a preposition only ('on behalf of P', 'a letter from P')
is not said to be there, unless in company ('P led it with Q') or to be given something, nor is who but speaks, and that
apart from the event."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.focus import main_event
from kg.extract.relations.dependency_frames import words
from kg.extract.tables import table
from kg.extract.text.language import lemma
from kg.extract.text.sentences import Sentence
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
_DATED = re.compile(rf"\b(?:{'|'.join(month_name[1:])}|(?:19|20)\d\d)\b")
"""A day of its own, by which a sentence tells of something else than the event before it."""
_VOICED = frozenset({"say", "tell", "stance"})


def persons_there(analysis: Analysis, docs: Mapping[int, Any], event_at: Callable[[int], str | None]) -> None:
    """Adds `participant` claims, rule `person-there`, once `statements` has told who speaks at which event. `docs`:
    the parsed sentences; `event_at`: the event in focus at an offset."""
    main = main_event(analysis)
    there = {(c.subject, c.object) for c in analysis.claims if c.relation == "participant"}
    placed = {person for _, person in there}
    apart = {c.object for c in analysis.claims if c.relation == "speaker" and c.subject == DOCUMENT}
    for sentence in analysis.sentences:
        doc = docs.get(sentence.index)
        if doc is None or sentence.kind != "body":
            continue
        persons = _persons(analysis, sentence)
        names = _names(analysis, sentence)
        for person in persons:
            event = event_at(person.start)
            if event is None or (event, person.entity) in there or not _only_of(analysis, sentence, event):
                continue
            if event != main and (person.entity in placed | apart or not _at_it(analysis, doc, sentence, person)):
                continue  # who was at one event may speak of others
            speaks = person.entity not in apart
            if _takes_part(doc, person, sentence, persons, speaks=speaks, named=names):
                span = Span(sentence.start, sentence.end)
                analysis.claim(
                    "participant", event, person.entity, "person-there", span, status="implied", confidence=0.88
                )


def _only_of(analysis: Analysis, sentence: Sentence, event: str) -> bool:
    """Whether a sentence names no event, or none but the one in focus."""
    named = analysis.events.within(sentence.start, sentence.end)
    alone = all(mention.entity == event for mention in named)
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


def _at_it(analysis: Analysis, doc: Any, sentence: Sentence, person: Mention) -> bool:
    """Whether what the sentence tells of the person is told of the event that it names, if any: no other verb stands
    between the event and that of the person, and what is to come is said to be at it."""
    root = _root(doc, sentence, person)
    if root is None:
        return False
    path = _up(root)
    verb = path[-1].head
    if path[-1].dep_ not in _PARTY:
        return False
    named = analysis.events.within(sentence.start, sentence.end)
    if not named and _DATED.search(analysis.text, sentence.start, sentence.end):
        return False
    if not named:
        return not any(c.dep_ == "aux" and c.lower_ in _TO_COME for c in verb.children)
    return any(_verb_of(_root(doc, sentence, mention)) == verb for mention in named)


_PARTY = frozenset({*_SUBJECTS, "agent", "prep"})
_TO_COME = frozenset({"will", "would", "shall", "to"})


def _root(doc: Any, sentence: Sentence, mention: Mention) -> Any:
    """The token on which a name hangs, or None."""
    start, end = mention.start - sentence.start, mention.end - sentence.start
    stretch = doc.char_span(start, end, alignment_mode="expand")
    return stretch.root if stretch is not None and len(stretch) else None


def _verb_of(token: Any) -> Any:
    """The verb that a token is, or hangs on without another between."""
    return token if token is None or token.pos_ in _VERBS else _up(token)[-1].head


def _up(token: Any) -> list[Any]:
    """A token and those above it, up to the verb of its clause, which is the head of the last."""
    return [token, *takewhile(lambda t: t.pos_ not in _VERBS, token.ancestors)]


def _takes_part(
    doc: Any, person: Mention, sentence: Sentence, persons: Sequence[Mention], *, speaks: bool, named: bool
) -> bool:
    """Whether what the clause tells of the person is that he or she was there. `persons`: those of the sentence;
    `speaks`: to say something is to be there; `named`: the sentence names the event, so that what somebody had done is
    what he or she did there."""
    root = _root(doc, sentence, person)
    if root is None:
        return False
    path = _up(root)
    verb = path[-1].head
    if any(token.dep_ not in _STANDING for token in _clause(path, _named(doc, sentence, persons))):
        return False
    if verb.pos_ not in _VERBS:
        return True
    if path[-1].dep_ in _SUBJECTS and not (_tells(verb) or _inverted(verb, path[-1])):
        return False
    return not _open(verb) and (named or not _before(verb)) and (speaks or lemma(verb) not in _speech())


def _named(doc: Any, sentence: Sentence, persons: Sequence[Mention]) -> frozenset[int]:
    """Where in the parsed sentence the names of persons hang."""
    roots = [_root(doc, sentence, person) for person in persons]
    return frozenset(root.i for root in roots if root is not None)


def _clause(path: list[Any], persons: frozenset[int]) -> list[Any]:
    """The tokens from a person up to the verb without the preposition by which he or she takes part: 'led by P', 'P led
    it with Q', 'handed the keys to P', 'opened with a talk by P'."""
    at = next((n for n, token in enumerate(path) if token.dep_ in ("agent", "prep", "dative") and n), None)
    if at is None or path[at - 1].dep_ != "pobj":
        return path
    preposition, verb = path[at], path[-1].head
    if preposition.lower_ == "by" and _talk(preposition) and verb.tag_ in _HAPPENED:
        return path[: at - 1]
    by = preposition.dep_ == "agent" and at == len(path) - 1 and _done_there(verb)
    given = preposition.lower_ == "to" and at == len(path) - 1 and lemma(verb) in _GIVEN and verb.tag_ in _HAPPENED
    if by or given or (preposition.lower_ in _WITH and _in_company(verb, persons)):
        return [*path[: at - 1], *path[at + 1 :]]
    return path


_GIVEN = frozenset("hand give present deliver award pass".split())
"""What is done to somebody who is there: he or she is handed something."""
_HAPPENED = frozenset({"VBD", "VBN"})
_WITH = frozenset({"with", "alongside", "beside"})
_TALKS = frozenset("talk lecture presentation speech prayer remarks address introduction briefing".split())
_FEW = 3
"""Words before 'by' among which is what was given by somebody: 'a word of prayer by P'."""


def _talk(by: Any) -> bool:
    """Whether 'by' tells who gave a talk or the like."""
    return any(token.lower_ in _TALKS for token in by.doc[max(0, by.i - _FEW) : by.i])


def _in_company(verb: Any, persons: frozenset[int]) -> bool:
    """Whether the subject of a verb, with whom somebody else was, is a person, and the verb tells what happened or is
    to come: 'P travelled with Q', 'P is to open it with Q'."""
    over = verb.head if verb.dep_ in ("xcomp", "conj") else verb
    subject = next((c for v in (verb, over) for c in v.children if c.dep_ in _SUBJECTS), None)
    person = subject is not None and (subject.i in persons or subject.lower_ in ("he", "she"))
    planned = verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ in _TO_COME for c in verb.children)
    return bool(person and lemma(verb) in _TOGETHER and (verb.tag_ == "VBD" or planned))


_TOGETHER = frozenset(
    "come arrive travel fly lead head run open close inaugurate launch facilitate moderate conduct teach train guide "
    "attend sit stand present visit tour inspect deliver hand give cut unveil host welcome".split()
)
"""What one does at an event, or on the way to it, in whose company others are there too."""


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


_DONE_THERE = frozenset(
    "lead head moderate read represent present guide introduce open close facilitate address receive welcome flank "
    "deliver assist inaugurate unveil hand".split()
)
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
