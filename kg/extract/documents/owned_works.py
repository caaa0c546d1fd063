"""Facilities and projects that belong to the body that 'its' before them means: `opened its new training centre`,
`experts of its Coastal Programme`."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.bodies.own_bodies import called
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir)\s+(?:(?!and\b|or\b|the\b|with\b|for\b|of\b|to\b|in\b)[\w’'-]+\s+){0,3}$")
_CALLED = re.compile(r"\b[Tt]he\s+([A-Za-z]+)[’']s\s+(?:own\s+|new\s+)?$")
_POSSESSED = re.compile(r"[’']s |s[’'] ")
_OWNED = frozenset({"Facility", "Project"})
_OWNERS = frozenset({"State", "GovernmentBody", "InternationalOrganization", "Office", "Process", "CivilSociety"})
_JOINED = re.compile(r"(?:,|,? and|,? with)\s+(?:the\s+)?[A-Z]")
_OPENS = frozenset({"", "the"})
_LOOK_BACK = 50


def owned_works(analysis: Analysis) -> None:
    """Adds `partOf`, rule `its-work`, for facilities and projects behind 'its', where one body can be meant."""
    for mention in list(analysis.mentions):
        row = analysis.entities[mention.entity]
        if mention.type not in _OWNED or row.parent:
            continue
        sentence = analysis.sentence_at(mention.start)
        if sentence is None or sentence.kind != "body":
            continue
        first = max(sentence.start, mention.start - _LOOK_BACK)
        before = _ITS.search(analysis.text, first, mention.start)
        named = _CALLED.search(analysis.text, first, mention.start)
        owner = _owner(analysis, sentence, before.start()) if before else None
        owner = called(analysis, named[1], named.start(), mention) if named else owner
        whole = analysis.entities[owner] if owner else None
        if whole is None or (whole.type == "State" and mention.type == "Project"):
            continue  # a state is seldom said to have the project that 'its' tells of
        if whole.id not in (row.id, row.parent) and whole.parent != row.id:
            span = Span(mention.start, mention.end)
            analysis.claim("partOf", row.id, whole.id, "its-work", span, status="implied", confidence=0.82)


def _owner(analysis: Analysis, sentence: Sentence, at: int) -> str | None:
    """The one body that the sentence names up to 'its', or that which it opens with; where it names none, the body that
    opens the sentence before."""
    inside = [m for m in analysis.mentions.within(sentence.start, at) if m.type in _OWNERS]
    if len({m.entity for m in inside}) == 1 or (inside and _opens(analysis, sentence, inside[0])):
        return _whole(analysis, inside[0])
    if inside or sentence.index == 0:
        return None
    before = analysis.sentences[sentence.index - 1]
    named = [m for m in analysis.mentions.within(before.start, before.end) if m.type in _OWNERS]
    near = named and before.kind == "body" and before.paragraph == sentence.paragraph
    return named[0].entity if near and _opens(analysis, before, named[0]) else None


def _whole(analysis: Analysis, body: Mention) -> str:
    """A body, or of a part behind its owner's 's the owner: 'UNODC's |Section| and its Programme'."""
    parent = analysis.entities[body.entity].parent
    return parent if parent and _POSSESSED.search(analysis.text, body.start - 3, body.end) else body.entity


def _opens(analysis: Analysis, sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence opens with a body, and not with several: 'its' then means none of them."""
    opens = analysis.text[sentence.start : mention.start].strip().casefold() in _OPENS
    return opens and not _JOINED.match(analysis.text, mention.end)
