"""Which document a sentence speaks of: its subject, or what 'it' takes up from the sentence before."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

_BEFORE_SUBJECT = re.compile(
    r"(?:(?:(?:In|With|Through|By) (?:the|this|that|their|its)|"
    r"The|This|That|These|Its|Their|Both|An?|Last year['’]s|On [^,]{3,30}, the|In (?:\w+ )?\d{4}, the)\s+)?"
    r"(?:(?:final|revised|new|first|second|joint|draft|same|resulting|adopted|signed|national|regional|proposed)\s+){0,3}"
    r"(?:(?:draft|version|text|provisions|articles|aims?|objectives?|goals?) of (?:the\s+)?)?"
)
"""What may stand before the document that is the subject of its sentence."""
_OWNED = re.compile(r"['’]s?\s+(?:(?:new|first|revised|draft|national|own)\s+){0,2}")
"""Between the owner of a document and its name: 'Lesotho's new |Migration Policy|'."""
_DATELINE = re.compile(r"[^–—.;:]{2,60}?\s[–—-]\s+(?=[A-Z])")
_GENITIVE = re.compile(r"['’]")
_TAKEN_UP = re.compile(
    r"(?:It|This)\s+(?:also\s+)?[a-z]|In it\b|"
    r"(?:The|This)\s+(?:document|outline|procedures?|methodology|instrument|text|paper|draft)\s+(?:also\s+)?"
    r"(?:is|was|rests|takes|draws|builds|refers|follows|cites|applies|implements|serves)\b|"
    r"(?:By|In|With|On) (?:signing|adopting|approving|endorsing) (?:it|this)\b|"
    r"(?:The|Its)\s+(?:(?:first|last|opening|final|long|short|main|\d+)\s+)?(?:preamble|text|wording|annex(?:es)?|"
    r"introduction|foreword|chapters?|articles?|provisions|paragraphs?|recitals|signatories|authors)\b|"
    r"Among (?:the )?[a-z ]{3,40}? (?:that )?it (?:cites|names|lists|recalls|mentions|quotes|refers to|builds on)\b"
)
"""The start of a sentence about the document of the one before, or about a part of it or what it cites."""
_FRONTED = re.compile(
    r"(?:As (?:\w+ )?(?:in|by)|In (?:line|accordance|keeping|conformity|compliance|agreement|harmony) with|Following|"
    r"Like|"
    r"Pursuant to|Under|On the basis of|Inspired by|Guided by|Based on|Drawing (?:up)?on|Building (?:up)?on|"
    r"(?:Rest|Rely|Lean)ing (?:up)?on|Founded on|Modelled on|Mindful of|(?:Anchored|Rooted|Grounded) (?:in|on))\b"
    r"[^.;]{3,120}?,\s+(?:it|(?:the|this) (?:new |joint |whole )?(?:document|text|paper|instrument|draft))\s"
)
"""What a sentence refers to before it goes on about the document of the one before: 'As required by X, |it| …'."""
_MANY_TAKEN_UP = re.compile(r"(?:They|These)\s+(?:also\s+)?[a-z]")
_WRITERS = re.compile(
    r"(?:(?:The|Its|Their) (?:authors?|researchers?|writers|drafters|editors)|The experts behind it)\b"
)
"""Who speaks for the one document that the text has named so far."""
_MANY = re.compile(
    r"(?:[\w’'-]+\s+){0,4}?(?:recommendations|conclusions|guidelines|guides|procedures|rules|laws|acts|decrees|decisions|"
    r"agreements|documents|standards|regulations|principles|proposals|plans|policies|strategies|studies|reports|manuals)\b",
    re.I,
)
_MADE = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|adopt(?:s|ed)?|approv(?:es|ed)|endors(?:es|ed)|validat(?:es|ed)|launch(?:es|ed)?|"
    r"conclud(?:es|ed)|issu(?:es|ed)|publish(?:es|ed)|unveil(?:s|ed)|agree(?:s|d)? (?:up)?on|present(?:s|ed)|"
    r"releas(?:es|ed)|initial(?:s|led|ed)|renew(?:s|ed)|ink(?:s|ed)|draft(?:s|ed)|receiv(?:es|ed))"
    r"\s+(?:(?:an?|the|its|their|his|her|two|new|joint|first|on|up)\s+){0,3}(?:[\w-]+\s+){0,2}$"
)
"""Before what a sentence tells to be made: the next may go on about it as 'it'."""


def document_at(analysis: Analysis, offset: int) -> str | None:
    """The document that the sentence at an offset is about: one named as its subject before the offset, or the one that
    its 'it' or 'they' means; None where it is about something else."""
    sentence = analysis.sentence_at(offset)
    if sentence is None:
        return None
    subject = _subject(analysis, sentence)
    if subject is not None:
        return subject.entity if subject.type == "Document" and subject.end <= offset else None
    if _WRITERS.match(analysis.text, sentence.start, sentence.end):
        written = [m.entity for m in analysis.mentions.within(0, sentence.start) if m.type == "Document"]
        return written[0] if len(set(written)) == 1 else None
    if any(way.match(analysis.text, sentence.start, sentence.end) for way in (_TAKEN_UP, _FRONTED)):
        return _before(analysis, sentence)
    if not _MANY_TAKEN_UP.match(analysis.text, sentence.start, sentence.end):
        return None
    found = _before(analysis, sentence)
    return found if found and _MANY.match(analysis.entities[found].name) else None


def _subject(analysis: Analysis, sentence: Sentence) -> Mention | None:
    """The name with which a sentence opens, as far as articles and adjectives go; a document's rather than that of its
    owner."""
    dateline = _DATELINE.match(analysis.text, sentence.start, sentence.end)
    begin = dateline.end() if dateline else sentence.start
    found = (*analysis.mentions.within(begin, sentence.end), *analysis.events.within(begin, sentence.end))
    named = sorted(found, key=lambda m: (m.start, -m.end))
    if not named or _BEFORE_SUBJECT.fullmatch(analysis.text, begin, named[0].start) is None:
        return None
    first = named[0]
    for other in named[1:3]:
        if other.type == "Document" and _OWNED.fullmatch(analysis.text, first.end, other.start):
            return other
    return first if _GENITIVE.match(analysis.text, first.end) is None else None


def _before(analysis: Analysis, sentence: Sentence) -> str | None:
    """The document that the sentence before is about, or tells to be made, or names alone and no event with it."""
    if sentence.index == 0:
        return None
    before = analysis.sentences[sentence.index - 1]
    if any(way.match(analysis.text, before.start, before.end) for way in (_TAKEN_UP, _FRONTED)):
        return _before(analysis, before)  # 'They signed the D. It cites A. It quotes B'
    subject = _subject(analysis, before)
    if subject is not None and subject.type in ("Document", "Event", "Project"):
        return subject.entity if subject.type == "Document" else None
    documents = [m for m in analysis.mentions.within(before.start, before.end) if m.type == "Document"]
    made = [m for m in documents if _MADE.search(analysis.text[before.start : m.start])]
    found = {m.entity for m in made or documents}
    return found.pop() if len(found) == 1 else None


def document_meant(analysis: Analysis, offset: int) -> Span | None:
    """Where the document stands that 'it' at an offset means behind a verb of signing: the only one that the sentence
    names before the offset, or else the sentence before."""
    here = analysis.sentence_at(offset)
    if here is None:
        return None
    before = analysis.sentences[here.index - 1] if here.index else here
    for start in (here.start, before.start):
        found = [m for m in analysis.mentions.within(start, offset) if m.type == "Document"]
        if found:
            return Span(found[-1].start, found[-1].end) if len({m.entity for m in found}) == 1 else None
    return None
