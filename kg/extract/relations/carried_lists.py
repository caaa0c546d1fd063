"""Lists whose verb stands in the sentence before: 'The CIS Member States are expected. These include A and B.'

What 'these', 'they' and 'so did' go on from is told by the words of that sentence: its member states, or who came.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.relations.membership import one_union
from kg.extract.relations.patterns import expand
from kg.extract.text.masking import Item, Masked
from kg.extract.text.sentences import Sentence

_CAME = re.compile(
    r"\b(?:attend\w*|present|presence|represent\w*|tak(?:e|ing|en) part|took part|participa\w+|"
    r"(?:be|is|are|was|were) there|expected|to come|will come|came|gather\w*|speakers?|panell?ists?|guests?|"
    r"delegat\w+|invited|in attendance|met|joined|come from|from (?:\w+ ){1,4}(?:countries|states))\b",
    re.I,
)
_MEMBERS = re.compile(r"\b(?:member|partner|participating) (?:states|countries|nations)\b", re.I)


@lru_cache
def _these() -> re.Pattern[str]:
    lead = (
        r"^(?:(?:These|They|Those|The (?:signatories|signator(?:y|ies) (?:states|countries)|\w+)|"
        r"Among (?:them|these|those|the signatories))(?: [\w-]+){0,2}? (?:include[sd]?|are|were|comprised?)"
    )
    return re.compile(expand(rf"{lead}|So (?:did|do|were|will|was)):?(?: those of)? {{O:agents}}"), re.I)


@lru_cache
def _signed() -> re.Pattern[str]:
    """A sentence that says how many signed a document, and not who."""
    many = r"(?:states|countries|governments|nations|parties|organi[sz]ations|agencies|ministries|institutions|unions)"
    done = rf"\b{many}(?: [\w-]+){{0,2}}? <sign>(?: a| an| the| their)?(?: <word>){{0,4}}? {{document}}"
    return re.compile(expand(rf"{done}|{{document}}~\bsigned by (?:[\w-]+ ){{1,3}}?{many}\b"), re.I)


@lru_cache
def _among_them() -> re.Pattern[str]:
    return re.compile(expand(r"^{O:agents}(?: \w+)? (?:is|are|was|were)(?: also)? among (?:them|these|those)\b"), re.I)


def carried_lists(analysis: Analysis, masks: Callable[[int], Masked], event_at: Callable[[int], str | None]) -> None:
    """Adds members, signatories and participants that a list names whose verb or noun stands in the sentence before."""
    for sentence in analysis.sentences:
        before = _before(analysis, sentence)
        if sentence.kind != "body" or before is None:
            continue
        masked = masks(sentence.index)
        if match := _these().match(masked.text) or _among_them().match(masked.text):
            _these_include(analysis, masks(before.index), sentence, masked, match, event_at)


def _before(analysis: Analysis, sentence: Sentence) -> Sentence | None:
    before = analysis.sentences[sentence.index - 1] if sentence.index else None
    return before if before and before.kind == "body" else None


def _these_include(
    analysis: Analysis,
    told: Masked,
    sentence: Sentence,
    masked: Masked,
    match: re.Match[str],
    event_at: Callable[[int], str | None],
) -> None:
    words = told.text
    if _MEMBERS.search(words) and not match.group().startswith("So"):
        _members(analysis, sentence, masked, match)
    span = masked.span(*match.span())
    if (signing := _signed().search(words)) is not None:
        document = next(i.entity for i in told.items_in(*signing.span()) if i.type == "Document")
        for item in _listed(masked, match):
            analysis.claim("signed", item.entity, document, "carried:signed", span, confidence=0.88)
    event = event_at(masked.start)
    if event and _CAME.search(words):
        for item in _listed(masked, match):
            analysis.claim("participant", event, item.entity, "carried:participants", span, confidence=0.85)


def _listed(masked: Masked, match: re.Match[str]) -> list[Item]:
    return [item for item in masked.items_in(*match.span("O"), acting=True) if item.type not in ("Place", "Date")]


def _members(analysis: Analysis, sentence: Sentence, masked: Masked, match: re.Match[str]) -> None:
    """The states of the one union that the two sentences name."""
    span = masked.span(*match.span())
    union = one_union(analysis, sentence, span.start)
    states = [item for item in _listed(masked, match) if item.type == "State"]
    if union is None or len(states) < 2:
        return
    for state in states:
        analysis.claim("member", union, state.entity, "carried:members", span, confidence=0.85)
