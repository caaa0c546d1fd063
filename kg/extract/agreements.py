"""One agreement under two names: the headline says 'labour pact', the text 'Memorandum of Understanding on …'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis

_KIND = re.compile(
    r"\b(agreement|pact|accord|deal|treaty|arrangement|"
    r"memorand(?:um|a) of (?:understanding|cooperation|agreement))s?\b",
    re.I,
)
_SIGNS = re.compile(
    r"\b(?:sign(?:s|ed|ing|ature|atures)?|ink(?:s|ed)|seal(?:s|ed)?|conclud(?:e|es|ed)|reach(?:ed)?)\b", re.I
)
_OPENING = 2
"""Sentences of the body in which news is told in short, after the headline."""
_WORDS = 3
"""Words of a short name at most."""


def merge_agreements(analysis: Analysis) -> None:
    """What headline or lead call in short 'a labour pact' is the one agreement that the text goes on to name as signed:
    'the Memorandum of Understanding on the Recruitment of Workers'."""
    kinds = [e for e in analysis.entities if e.type == "Document" and not e.reference and _KIND.search(e.name)]
    short = [e for e in kinds if _is_short(e.name) and _signed_first(analysis, e.id)]
    named = [e for e in kinds if not _is_short(e.name)]
    if len(short) == len(named) == 1 and _signed(analysis, named[0].id):
        analysis.merge(named[0].id, short[0].id)


def _is_short(name: str) -> bool:
    """Whether the kind ends the name, in lower case, and few words stand before it."""
    found = _KIND.search(name)
    return name.islower() and found is not None and found.end() == len(name) and len(name.split()) <= _WORDS


def _signed_first(analysis: Analysis, document: str) -> bool:
    """Whether headline or lead name it as signed, and no other sentence does."""
    body = [s.index for s in analysis.sentences if s.kind == "body"][:_OPENING]
    sentences = [analysis.sentence_at(m.start) for m in analysis.mentions_of(document)]
    early = all(s is not None and (s.kind == "title" or s.index in body) for s in sentences)
    return early and _signed(analysis, document)


def _signed(analysis: Analysis, document: str) -> bool:
    sentences = [analysis.sentence_at(m.start) for m in analysis.mentions_of(document)]
    return any(s is not None and _SIGNS.search(analysis.text, s.start, s.end) for s in sentences)
