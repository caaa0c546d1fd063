"""Works that a sentence goes on about as 'it', 'its drafting' or 'the building'.

They are made mentions of what is meant, so that every rule reads them as if the name stood there: 'The Board approved
|it|', 'Norway paid for |its preparation|'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.relations.patterns import expand
from kg.extract.tables import table
from kg.extract.text.masking import Item
from kg.extract.text.sentences import Sentence
from kg.records import Mention

_DOCUMENT = frozenset({"Document"})
_WORKS = frozenset({"Document", "Project", "Facility", "Process"})
_SHARED = frozenset({"fund", "support"})
"""Classes of verbs for what is done to events too."""
_KINDS = {
    "adopt": _DOCUMENT,
    "write": _DOCUMENT,
    "fund": _WORKS,
    "support": _WORKS,
}
_WRITE = (
    r"(?:co-?)?(?:draft(?:s|ed)|wr(?:ites|ote|itten)|dr(?:aws|ew|awn) up|compil(?:es|ed)|publish(?:es|ed)|"
    r"produc(?:es|ed)|prepar(?:es|ed)|issue[sd]|releas(?:es|ed)|tabl(?:es|ed)|translat(?:es|ed)|shap(?:es|ed)|"
    r"commission(?:s|ed)|print(?:s|ed))"
)
_LAUNCH = r"(?:launch|unveil|present)(?:s|es|ed)"
_IT = re.compile(r"\bit\b", re.I)
_BEFORE = 60
"""Characters before 'it' in which its verb stands."""
_MAKING = (
    r"(?:drafting|preparation|writing|drawing[ -]up|wording|elaboration|formulation|translation|printing|publication|"
    r"development|compilation|layout|editing)"
)
_MADE = re.compile(
    rf"\b(?:its\s+{_MAKING}|the\s+(?:drafting|writing|drawing[ -]up|wording|printing|elaboration|"
    rf"{_MAKING}\s+of\s+it))\b(?!\s+(?:of|committee|group|team|process|workshop|meeting|session)\b)"
)
_SITE = re.compile(
    r"\b(?:the|its)\s+(?:building(?!\s+of)|construction(?!\s+of)|building\s+works?|premises|refurbishment|renovation|"
    r"running\s+costs|upkeep)\b"
)
_AUX = (
    r"\s+(?:(?:was|is|were|are|has|have|had|will|shall|would|been|be|being|also|then|now|later|finally|both|jointly|"
    r"only|first|since|\w+ly)\s+)+"
)
_CITED = re.compile(
    r"\b(?:in line with|under|pursuant to|in accordance with|based on|recall\w*|cit(?:e|es|ed|ing)|in keeping with|"
    r"quot\w+|refer\w* to|annexed to|attached to|replac\w+|follow\w*)\s+(?:(?:the|its|an?)\s+)?"
    r"(?:[\w-]+\s+){0,2}$",
    re.I,
)
"""Before a document that a sentence only refers to."""


_TAKEN_UP = re.compile(r"\b(?:[Ii]t|This)\b")
"""In a sentence that goes on about an event of an earlier one."""


@dataclass(frozen=True, slots=True)
class _Verbs:
    """A class of verbs: right before 'it', and as participles behind it."""

    name: str
    active: re.Pattern[str]
    passive: re.Pattern[str]


@lru_cache
def _verbs() -> tuple[_Verbs, ...]:
    rows = [(r["class"], r["does"], r["done"]) for r in table("verb_classes") if r["class"] in _KINDS]
    return tuple(
        _Verbs(
            name,
            re.compile(expand(rf"\b(?:{does})\s+(?:all of\s+)?$"), re.I),
            re.compile(expand(rf"{_AUX}(?:{done})(?![\w-])"), re.I),
        )
        for name, does, done in (*rows, ("write", rf"{_WRITE}|{_LAUNCH}", _WRITE))
    )


def take_up_works(analysis: Analysis) -> None:
    """Adds the mentions of works that pronouns, and words for their making, mean."""
    for sentence in analysis.sentences:
        if sentence.kind == "body":
            for start, end, kinds, shared in _taken_up(analysis.text, sentence):
                work = _work_before(analysis, sentence, start, kinds, shared=shared)
                if work is not None and not analysis.mentions.overlapping(start, end):
                    analysis.mention(start, end, work, "coreference")


def _taken_up(text: str, sentence: Sentence) -> Iterator[tuple[int, int, frozenset[str], bool]]:
    """Where a sentence speaks of a work without its name: from, to, the types that it may have, and whether the verb
    may tell of an event as well."""
    for match in _IT.finditer(text, sentence.start, sentence.end):
        for name in _done(text, sentence, match):
            yield match.start(), match.end(), _KINDS[name], name in _SHARED
    for pattern, kinds in ((_MADE, _DOCUMENT), (_SITE, frozenset({"Facility"}))):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if any(v.name in _SHARED and v.active.search(_ahead(text, sentence, match)) for v in _verbs()):
                yield match.start(), match.end(), kinds, False


def _done(text: str, sentence: Sentence, it: re.Match[str]) -> list[str]:
    """The classes of the verb that 'it' is the object of, or the subject of its passive."""
    before = _ahead(text, sentence, it)
    after = text[it.end() : min(sentence.end, it.end() + _BEFORE)]
    return [v.name for v in _verbs() if v.active.search(before) or v.passive.match(after)]


def _ahead(text: str, sentence: Sentence, match: re.Match[str]) -> str:
    """The words of the sentence right before a match."""
    return text[max(sentence.start, match.start() - _BEFORE) : match.start()]


def _work_before(analysis: Analysis, sentence: Sentence, at: int, kinds: frozenset[str], *, shared: bool) -> str | None:
    """The work that the sentence speaks of before an offset, else the one before it in the paragraph. None where it is
    not clear which, or where (`shared`) an event is told of between."""
    stretches = [(sentence.start, at)]
    stretches += [(s.start, s.end) for s in reversed(analysis.sentences[max(0, sentence.index - 1) : sentence.index])]
    for start, end in stretches:
        told = analysis.events.within(start, at) or _TAKEN_UP.search(analysis.text, start, end)
        if shared and any(analysis.events) and told:
            return None
        named = [m for m in analysis.mentions.within(start, end) if m.type in _WORKS]
        if named:
            work = _spoken_of(analysis, start, named)
            return work.entity if work and work.type in kinds else None
    return None


def _spoken_of(analysis: Analysis, start: int, named: list[Mention]) -> Mention | None:
    """Of the works that a stretch names, the one that it is about: the only one that is not just referred to."""
    own = [m for m in named if not _CITED.search(analysis.text[start : m.start])]
    if len({m.entity for m in own}) == 1:
        return own[0]
    return None


_OF_WORKS = frozenset({"funder", "supporter", "partner"})


def work_without_event(analysis: Analysis, at: int, relation: str, other: str) -> str | None:
    """The work that a text without any event is about at an offset, of which it tells that `other` pays for it
    or helps with it: that of the sentence before the offset, else of the sentences before in the paragraph."""
    sentence = analysis.sentence_at(at)
    if sentence is None or sentence.kind != "body" or relation not in _OF_WORKS or any(analysis.events):
        return None
    stretches = [(sentence.start, at)]
    stretches += [(s.start, s.end) for s in reversed(analysis.sentences[: sentence.index]) if s.kind == "body"]
    for start, end in stretches:
        named = [m for m in analysis.mentions.within(start, end) if m.type in _WORKS and m.entity != other]
        if named:
            work = _spoken_of(analysis, start, named)
            return work.entity if work else None
    return None


_PURSE = re.compile(r"\b(?:Fund|Facility|Instrument|Mechanism|Window)(?: [(“\"]?(?:for|of|in) .*)?$")


def is_purse(analysis: Analysis, work: Item) -> bool:
    """Whether a project is itself a purse: money that goes through 'the |Trust Fund for Rivers|' is given to others."""
    return _PURSE.search(analysis.text[work.start : work.end]) is not None


def made_at(analysis: Analysis, event: str, relation: str) -> str | None:
    """The document that is launched or signed at an event for which a verb alone stands: it is what is paid for."""
    if relation not in ("funder", "supporter"):
        return None
    for mention in analysis.events:
        if mention.entity == event and mention.form == "verbal":
            inside = [m for m in analysis.mentions.within(mention.start, mention.end) if m.type == "Document"]
            return inside[0].entity if inside else None
    return None
