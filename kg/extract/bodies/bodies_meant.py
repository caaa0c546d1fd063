"""Which body 'it', 'its', 'the section' or an unsaid 'of it' means where a sentence tells what a body belongs to, who
is in it, who chairs it and where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kg.extract.analysis import Analysis
from kg.extract.documents.document_focus import document_at
from kg.extract.text.masking import LETTERS
from kg.records import Mention

_BEHIND = re.compile(r"\b(?:of|within|under|in|to|by|for|with|from|at|on|inside|through|into)\s+(?:the\s+|its\s+)?$")
"""Before a body that is not the one that a sentence tells of."""


_ANY_PAPER = frozenset({"text", "document", "paper", "instrument", "deal"})
"""Nouns by which any document can be meant."""


def meant(analysis: Analysis, at: int, word: str, letters: Collection[str], others: Collection[str]) -> Mention | None:
    """The body of some types that a word at an offset means: 'it' and 'its' that of which the sentence or the one
    before tells, a noun the body with that noun in its name, 'process' the one with members that the text spoke of
    last."""
    sentence = analysis.sentence_at(at)
    if sentence is None or (word == "process" and sentence.kind != "body"):
        return None
    before = [s for s in analysis.sentences[: sentence.index] if s.paragraph == sentence.paragraph and s.kind == "body"]
    fitting = [m for m in analysis.mentions if LETTERS[m.type] in letters and m.entity not in others]
    near = [m for m in fitting if sentence.start <= m.start < at]
    earlier = [[m for m in fitting if s.start <= m.start < s.end] for s in before]
    if word == "homeland":
        lands = [m for m in near if m.type == "State"]
        if not lands and analysis.text[sentence.start : at] == "The ":
            return _last_told_of(analysis, [[m for m in named if m.type == "State"] for named in earlier])
        return lands[-1] if len({m.entity for m in lands}) == 1 else None
    if word in ("it", "its") or word in _ANY_PAPER:
        if set(letters) == {"D"} and (document := document_at(analysis, at)) and document not in others:
            return next(m for m in fitting if m.entity == document)
        return _told_of(analysis, near) or _last_told_of(analysis, earlier)
    named = [m for stretch in [*earlier, near] for m in stretch]
    if word != "process":
        named = [m for m in named if word in analysis.entities[m.entity].name.casefold().split()]
    elif any(m.type == "Process" for m in analysis.mentions):
        named = [m for m in named if m.type == "Process"]
    told = [m for m in named if not is_aside(analysis, m)]
    return (told or named)[-1] if named else None


def is_aside(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention stands behind a preposition, and so names no body that its sentence tells of."""
    return _BEHIND.search(analysis.text, max(0, mention.start - 16), mention.start) is not None


def _told_of(analysis: Analysis, named: Sequence[Mention]) -> Mention | None:
    """The body that a sentence tells of: the first behind no preposition."""
    return next((m for m in named if not is_aside(analysis, m)), None)


def _last_told_of(analysis: Analysis, earlier: Sequence[Sequence[Mention]]) -> Mention | None:
    """The body that the sentence before tells of; where that names none, the one before it."""
    last = next((named for named in reversed(earlier) if named), ())
    return _told_of(analysis, last) or (last[-1] if len({m.entity for m in last}) == 1 else None)
