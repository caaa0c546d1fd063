"""Whom a pronoun or 'the minister' means: the last person named, where only one fits."""

from __future__ import annotations

import re
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import BODIES, words
from kg.records import Mention

_OPENING = 50
"""Characters within which a sentence names whom somebody speaks for."""


def person_before(analysis: Analysis, sentence_start: int, offset: int | None = None) -> str | None:
    """The one person named before `offset` in its sentence, else in the nearest of the three sentences before that
    names any; None where two are named there as equals."""
    if offset is not None and offset > sentence_start:
        inside = analysis.mentions.within(sentence_start, offset)
        same = {m.entity for m in inside if m.type == "Person" and not _stood_for(analysis, sentence_start, m)}
        if same:
            return same.pop() if len(same) == 1 else None
    behind = [s for s in analysis.sentences if s.end <= sentence_start and s.kind == "body"][-3:]
    for sentence in reversed(behind):
        found = persons_in(analysis, sentence)
        if found:
            return found[0] if len(found) == 1 and not _met(analysis, sentence, found[0]) else None
    return None


_TITLED = re.compile(
    r"(?:(?:In|On|At|During|After) [^,.;]{2,40}, )?(?:(?:[A-Z][\w.’'-]*|of|for|and|the|to),? )*", re.ASCII
)
"""What stands before the person with whom a sentence opens: a day or place, and a title."""


def person_opening(analysis: Analysis, sentence_start: int) -> str | None:
    """The person with whom the sentence before one opens, and whom its 'she' means as a rule, or None."""
    before = [s for s in analysis.sentences if s.end <= sentence_start and s.kind == "body"][-1:]
    inside = analysis.mentions.within(before[0].start, before[0].end) if before else []
    first = next((m for m in inside if m.type == "Person"), None)
    opens = first is not None and _TITLED.fullmatch(analysis.text, before[0].start, first.start)
    return first.entity if first is not None and opens else None


_FOR = re.compile(
    r"\b(?:speaking (?:for|on behalf of)|on behalf of|in the name of|representing|for)(?: [A-Z][\w.]*){0,4} $", re.I
)


def _stood_for(analysis: Analysis, sentence_start: int, person: Mention) -> bool:
    """Whether a sentence opens with whom somebody speaks for: 'Speaking for P, she said'."""
    before = analysis.text[sentence_start : person.start]
    return len(before) < _OPENING and _FOR.search(before) is not None


def two_before(analysis: Analysis, sentence: Sentence) -> list[str]:
    """The two persons whom the sentence before names, where it names just two: 'both', 'they'."""
    before = [s for s in analysis.sentences if s.end <= sentence.start and s.kind == "body"][-1:]
    found = persons_in(analysis, before[0]) if before and before[0].paragraph == sentence.paragraph else []
    return found if len(found) == 2 else []


def opening_before(analysis: Analysis, sentence: Sentence) -> list[str]:
    """The body with which the sentence before opens: what 'it said' means after 'B organised the conference.'"""
    before = [s for s in analysis.sentences if s.end <= sentence.start and s.kind == "body"][-1:]
    if not before or before[0].paragraph != sentence.paragraph:
        return []
    first = next(iter(analysis.mentions.within(before[0].start, before[0].end)), None)
    opens = first is not None and analysis.text[before[0].start : first.start].strip().lower() in ("", "the")
    return [first.entity] if first is not None and opens and first.type in BODIES else []


def _met(analysis: Analysis, sentence: Sentence, person: str) -> bool:
    """Whether the person is only the one with whom somebody else met or spoke ('she conferred with P')."""
    inside = analysis.mentions.within(sentence.start, sentence.end)
    first = next(m for m in inside if m.entity == person)
    before = analysis.text[sentence.start : first.start]
    return bool(re.search(r"\b(?:met|conferred|spoke|talked|held talks|meeting) with(?: \S+){0,6} $", before))


def persons_in(analysis: Analysis, sentence: Sentence) -> list[str]:
    """The persons named in a sentence, each once, in order."""
    inside = analysis.mentions.within(sentence.start, sentence.end)
    return list(dict.fromkeys(m.entity for m in inside if m.type == "Person"))


def definite(analysis: Analysis, sentence: Sentence, noun: Any) -> str | None:
    """The person that 'the minister', 'the ambassador' means: the one last named whose position has that word."""
    determiners = {c.lower_ for c in noun.children if c.dep_ == "det"}
    described = [c for c in noun.children if c.dep_ in ("prep", "relcl", "poss", "compound", "amod")]
    if "the" not in determiners or noun.lower_ not in words("titles", "head") or described:
        return None
    stem = noun.lower_.removesuffix("man").removesuffix("woman").removesuffix("person")
    fits = {
        c.subject
        for c in analysis.claims
        if c.relation == "position" and stem in c.object.lower() and c.evidence[0].start < sentence.start
    }
    last = person_before(analysis, sentence.start)
    if last in fits:
        return last
    return fits.pop() if len(fits) == 1 else None
