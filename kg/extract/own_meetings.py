"""Meetings of a body that the text calls by 'its' alone: 'its 10th annual meeting', 'the 45th Meeting of its Heads of
State and Government'. Whose they are is told in the same sentence or opens the one before."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.membership import UNIONS
from kg.extract.sentences import Sentence
from kg.records import Mention, Span

_COUNTED = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|[XVI]{2,}|[a-z]+th|first|second|third|annual|regular|plenary|ordinary)\b", re.I
)
_SITTING = re.compile(r"\b(?:meeting|session|sitting|summit|plenary|conference|assembly|consultation)s?\b", re.I)
_ITS = re.compile(r"\b(?:its|their) $", re.I)
_OF_ITS = re.compile(r"\bof (?:its|their) ", re.I)
_ARTICLES = frozenset({"", "the"})


def own_meetings(analysis: Analysis) -> None:
    """Adds `partOf`, rule `its-meeting`, for counted meetings of the union or process that 'its' means."""
    told = {c.subject for c in analysis.claims if c.relation == "partOf"}
    for mention in analysis.events:
        sentence = analysis.sentence_at(mention.start)
        if mention.form == "verbal" or mention.entity in told or sentence is None or sentence.kind != "body":
            continue
        words = analysis.text[mention.start : mention.end]
        owned = _ITS.search(analysis.text, max(0, mention.start - 7), mention.start) or _OF_ITS.search(words)
        if owned and _COUNTED.search(words) and _SITTING.search(words):
            owner = _owner(analysis, sentence, mention)
            if owner:
                span = Span(mention.start, mention.end)
                analysis.claim("partOf", mention.entity, owner, "its-meeting", span, status="implied", confidence=0.85)


def _owner(analysis: Analysis, sentence: Sentence, mention: Mention) -> str | None:
    """The one union or process of the sentence up to the meeting, else the one that opens the sentence before."""
    found = {m.entity for m in analysis.mentions.within(sentence.start, mention.start) if m.type in UNIONS}
    if found or sentence.index == 0:
        return found.pop() if len(found) == 1 else None
    before = analysis.sentences[sentence.index - 1]
    inside = analysis.mentions.within(before.start, before.end)
    unions = {m.entity for m in inside if m.type in UNIONS}
    opens = next((m for m in inside if m.type in UNIONS), None)
    if opens is None or before.kind != "body" or before.paragraph != sentence.paragraph:
        return None
    subject = analysis.text[before.start : opens.start].rsplit(",", 1)[-1].strip().casefold() in _ARTICLES
    return opens.entity if subject or len(unions) == 1 else None
