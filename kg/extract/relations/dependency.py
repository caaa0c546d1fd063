"""The dependency extractor: relations read from parsed sentences by the table `frames`, independent of the patterns.

Each name or list of names becomes a short proxy before a sentence is parsed; the frames of its verbs and nouns then say
who did what. It finds what patterns miss: inserted clauses, other word order, shared subjects and objects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.bodies.bodies_meant import meant
from kg.extract.documents.document_focus import document_at
from kg.extract.documents.works_again import is_purse, work_without_event
from kg.extract.documents.works_told import work_at
from kg.extract.events.kinds import JOINT
from kg.extract.focus import OF_DOCUMENTS, process_at, told_of
from kg.extract.places.places import as_place
from kg.extract.relations.dependency_clauses import children, first_verb, is_passive, is_relative, standing
from kg.extract.relations.dependency_frames import Frame, Slot, frames, words
from kg.extract.relations.dependency_lists import Argument
from kg.extract.relations.dependency_possible import may_fire
from kg.extract.relations.dependency_proxies import Proxied, proxied
from kg.extract.relations.dependency_slots import Reading, candidates, project_before
from kg.extract.relations.relations import EventAt
from kg.extract.text.language import parse_with_lemmas
from kg.extract.text.masking import Item, Masked
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import ACTORS
from kg.records import Span

_READ = frozenset({"title", "body"})
_OF_PROJECTS = frozenset({"funder", "supporter", "implementer", "organizer"})
_ACTORS = frozenset("SGIOPCVFNJ")
_TALKS = re.compile(
    r"\b(?:talks|negotiations?|consultations?|dialogues?|discussions|(?:bi|tri|multi)lateral|tripartite|summit|round|"
    rf"{JOINT})\b",
    re.I,
)
"""Events at which those who hold them meet each other."""


def dependency_claims(analysis: Analysis, masks: Callable[[int], Masked], event_at: EventAt) -> None:
    """Adds the claims that the frames find, with rules `dependency:<frame>`. `masks`: a sentence's mask with its
    events; `event_at`: the event in focus at an offset. Raises KgError where the language model is missing."""
    chosen = [s for s in analysis.sentences if s.kind in _READ and _worth(masks(s.index))]
    sources = ((sentence, _source(analysis, sentence, masks(sentence.index))) for sentence in chosen)
    possible = [(sentence, source) for sentence, source in sources if may_fire(source)]
    parsed = parse_with_lemmas(source.text for _, source in possible)
    for (sentence, source), doc in zip(possible, parsed, strict=True):
        masked = masks(sentence.index)
        reading = Reading(source, doc, sentence.kind == "title")
        told: set[tuple[str, str, str]] = set()
        for trigger, frame in _triggers(reading):
            _relate(analysis, reading, masked, trigger, frame, event_at, told)


def _worth(masked: Masked) -> bool:
    """Whether a sentence names anything that could act; what one person alone does is mostly to speak, and said in
    other ways."""
    named = [item.type for item in masked.items if item.type not in {"Date", "Place"}]
    return named.count("Event") > 1 or (bool(set(named) - {"Event"}) and named != ["Person"])


def _source(analysis: Analysis, sentence: Sentence, masked: Masked) -> Proxied:
    dates = {i.start: analysis.text[i.start : i.end] for i in masked.items if i.type == "Date"}
    return proxied(masked, dates, title=sentence.kind == "title")


def _triggers(reading: Reading) -> Iterator[tuple[Any, Frame]]:
    """The words of a sentence that frames start from."""
    table = frames()
    for token in reading.doc:
        if reading.stands_for(token):
            continue
        kind = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}.get(token.pos_, "")
        lemma = token.lemma_.lower()
        general = () if lemma in words("apart") else table.get((kind, "*"), ())
        for frame in (*table.get((kind, lemma), ()), *general):
            if not frame.needs or _has(token, frame):
                yield token, frame


def _denied(noun: Any) -> bool:
    """Whether a noun is denied: 'no longer a member', 'no part of', 'a former member'."""
    near = list(noun.children)
    return any(t.lower_ in words("denying") for t in (*near, *(c for t in near for c in t.children if t.i < noun.i)))


def _has(token: Any, frame: Frame) -> bool:
    """Whether one of the words that the frame needs depends on the token ('a+b': both), and none after '!'."""
    below = _below(token)
    wanted = [need for need in frame.needs if not need.startswith("!")]
    barred = {need[1:] for need in frame.needs if need.startswith("!")}
    return not barred & below and (not wanted or any(set(need.split("+")) <= below for need in wanted))


def _below(token: Any) -> set[str]:
    """The words that depend on a token, through prepositions too."""
    near = list(token.children)
    deeper = [t for child in near if child.dep_ in {"prep", "dobj", "agent"} for t in child.children]
    deeper += [t for child in (*near, *deeper) for t in child.children if t.dep_ in {"acl", "relcl"}]
    return {t.lemma_.lower() for t in (*near, *deeper)} | {t.lower_ for t in near}


def _relate(
    analysis: Analysis, reading: Reading, masked: Masked, trigger: Any, frame: Frame, event_at: EventAt,
    told: set[tuple[str, str, str]],
) -> None:  # fmt: skip
    """Adds what one word's frame says; `told` holds what the sentence said already, in this frame or another."""
    status = _status(trigger, frame)
    if status is None or (frame.kind == "noun" and _denied(trigger)):
        return
    objects = [
        a for a in candidates(reading, trigger, frame, frame.object) if "body" in frame.flags or _counts(a, frame)
    ]
    subjects = _told_of(reading, trigger, frame) if objects else []
    start = masked.original(reading.source.masked_offset(trigger.idx))
    if frame.flags & {"body", "land"}:
        objects = _meant(analysis, reading, masked, objects, frame.object)
        told_of = {a.item.entity for a in objects if a.item}
        subjects = _meant(analysis, reading, masked, subjects, frame.subject, told_of)
    if "mutual" in frame.flags:
        persons = all(a.item is not None and a.item.type == "Person" for a in objects)
        subjects = [s for s in subjects if len(objects) > 1 and (persons or _mutual(analysis, s))]
    if "there" in frame.flags and objects:
        subjects = _there(reading, trigger, subjects, event_at(start), planned=status == "planned")
    if "at" in frame.flags and subjects:
        other = trigger.dep_ == "relcl" and any(t.lower_ != "who" for t in trigger.subtree if is_relative(t))
        past = other or trigger.dep_ == "acl" or reading.habitual(trigger)
        # 'Will be presented at E': E it is, and no other.
        named = any(s.item is not None and s.item.type == "Event" for s in subjects)
        subjects = [] if past or named else [Argument(None, at=trigger.idx)]
    if "present" in frame.flags and _is_past(trigger):
        return
    if "passive" in frame.flags and not is_passive(trigger):
        return
    if "alone" in frame.flags and not is_passive(trigger) and children(trigger, "dobj"):
        return
    for subject in subjects:
        if not subject.modifying and _by_people(subject, frame):
            for object in objects:
                _record(analysis, frame, start, subject, object, status, event_at, told)


def _meant(
    analysis: Analysis, reading: Reading, masked: Masked, arguments: list[Argument], slots: tuple[Slot, ...],
    others: Collection[str] = (),
) -> list[Argument]:  # fmt: skip
    """The arguments, each pronoun ('its') and each definite noun ('the section') as the body that it means, which is
    none of the others."""
    found = []
    for argument in arguments:
        if argument.item is None:
            at = masked.original(reading.source.masked_offset(argument.at))
            body = meant(analysis, at, argument.word or "it", {c for slot in slots for c in slot.letters}, others)
            argument = replace(argument, item=Item(at, at, body.entity, body.type) if body else None)
        if argument.item is not None and not argument.people and not argument.modifying:
            found.append(argument)
    return found


def _there(
    reading: Reading, trigger: Any, subjects: list[Argument], event: str | None, *, planned: bool
) -> list[Argument]:
    """Who refers to a document: the event at which that is done, or those who do it where there is none, and where a
    sentence without an event tells what they always or later do."""
    acting = [s for s in subjects if s.item is not None and s.item.type not in {"Event", "Person"}]
    own = event is None or planned or reading.habitual(trigger)
    if own and acting and not any(a.item and a.item.type == "Event" for w in reading.source.words.values() for a in w):
        return acting
    return [Argument(None, at=trigger.idx)] if event is not None and subjects else []


def _is_past(verb: Any) -> bool:
    return verb.tag_ == "VBD" or any(c.lower_ in {"was", "were", "had"} for c in children(verb, "aux", "auxpass"))


def _told_of(reading: Reading, trigger: Any, frame: Frame) -> list[Argument]:
    """What the word's frame tells of: of funding and the like, the project right before a participle comes first."""
    found = candidates(reading, trigger, frame, frame.subject)
    if frame.kind == "verb" and frame.relation in _OF_PROJECTS and (projects := project_before(reading, trigger)):
        takes = any("J" in slot.letters for slot in frame.subject)
        return [replace(project, modifying=False) for project in projects] if takes else []
    return found


def _counts(argument: Argument, frame: Frame) -> bool:
    return argument.item is not None and not argument.modifying and _by_people(argument, frame)


def _mutual(analysis: Analysis, event: Argument) -> bool:
    """Whether those who hold the event together meet each other there: talks, consultations, no training."""
    return event.item is not None and _TALKS.search(analysis.text[event.item.start : event.item.end]) is not None


def _by_people(argument: Argument, frame: Frame) -> bool:
    """Whether the frame takes the argument as it is named: by its own name, through its people, or only so."""
    if "only" in frame.flags:
        return argument.people or argument.item is None or argument.item.type == "Event"
    return not argument.people or "people" in frame.flags


def _status(trigger: Any, frame: Frame) -> str | None:
    verb = trigger if frame.kind == "verb" else first_verb(trigger)
    return standing(verb, purpose="purpose" in frame.flags) if verb is not None else "explicit"


def _here(analysis: Analysis, frame: Frame, at: int, object: Argument, event_at: EventAt) -> str | None:
    """What the sentence speaks of without a name: an event, a document, or a work that somebody pays for."""
    told = object.item.entity if object.item else ""
    if frame.relation == "references" and (document := document_at(analysis, at)) not in (None, told):
        return document
    if frame.relation in OF_DOCUMENTS:
        return told_of(analysis, event_at, at)
    sentence = analysis.sentence_at(at)
    words = analysis.text[at : sentence.end] if sentence else ""
    body = object.item is not None and object.item.type != "Person"
    if body and frame.relation == "chair" and words.startswith("chairs it"):
        return process_at(analysis, at)
    return (
        work_at(analysis, at, words, frame.relation)
        or event_at(at)
        or work_without_event(analysis, at, frame.relation, told)
    )


def _is_no_part(frame: Frame, subject: Argument, object: Argument) -> bool:
    """Whether a body is told to be part of a project: an 'it' was taken for it."""
    ends = [argument.item.type if argument.item else "" for argument in (subject, object)]
    return frame.relation == "partOf" and ends[0] in ACTORS and ends[1] == "Project"


def _record(
    analysis: Analysis, frame: Frame, at: int, subject: Argument, object: Argument, status: str, event_at: EventAt,
    told: set[tuple[str, str, str]],
) -> None:  # fmt: skip
    entity = subject.item.entity if subject.item else _here(analysis, frame, at, object, event_at)
    if entity is None or object.item is None or _is_no_part(frame, subject, object):
        return
    if frame.name == "fund-through" and subject.item and is_purse(analysis, subject.item):
        return
    if (fact := (frame.relation, entity, object.item.entity)) in told:
        return
    told.add(fact)
    items = [item for item in (subject.item, object.item) if item]
    span = Span(min(at, *(i.start for i in items)), max(at, *(i.end for i in items)))
    confidence = frame.confidence * (1.0 if subject.item else 0.95)
    target = as_place(analysis, object.item) if frame.relation == "locatedIn" else object.item.entity
    analysis.claim(
        frame.relation, entity, target, f"dependency:{frame.name}", span, status=status,
        confidence=round(confidence, 3),
    )  # fmt: skip
