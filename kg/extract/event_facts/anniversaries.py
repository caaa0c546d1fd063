"""What is celebrated at a commemoration: 'celebrated the tenth anniversary of the |Convention|', 'the celebration of
twenty years since the adoption of the |Convention|'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

_YEARS = re.compile(
    r"\b(?:anniversary|jubilee|birthday|years)\s(?:of|since)\s(?:the\s)?"
    r"(?:(?:adoption|signing|signature|entry into force|entering into force|launch|ratification|existence)\s(?:of\s)?"
    r"(?:the\s)?)?\Z",
    re.I,
)
_REACH = 90


def anniversaries(analysis: Analysis) -> None:
    """Claims `references` for the documents whose anniversary the event of their sentence marks."""
    for mention in [m for m in analysis.mentions if m.type == "Document"]:
        sentence = analysis.sentence_at(mention.start)
        if sentence is None or sentence.kind not in {"title", "body"}:
            continue
        before = analysis.text[max(sentence.start, mention.start - _REACH) : mention.start]
        event = _marking(analysis, sentence, mention) if _YEARS.search(before) else None
        if event is not None:
            span = Span(min(event.start, mention.start), max(event.end, mention.end))
            analysis.claim("references", event.entity, mention.entity, "anniversary", span, confidence=0.85)


def _marking(analysis: Analysis, sentence: Sentence, document: Mention) -> Mention | None:
    """The event that holds the document in its name, else the last that the sentence names before it."""
    named = [m for m in analysis.events.within(sentence.start, sentence.end) if m.start < document.start]
    around = [m for m in named if m.end >= document.end] or named
    return around[-1] if around else None
