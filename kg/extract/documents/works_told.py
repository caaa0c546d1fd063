"""Of which work a sentence tells that somebody pays for it, helps with it or is its partner, where its words name none:
'The centre is run with X. Y pays for it', 'It belongs to the project P, which X runs. Y provides the funds'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.text.masking import Item
from kg.extract.text.sentences import Sentence

OF_WORKS = frozenset({"funder", "supporter", "partner", "partOf"})
"""Relations of works that are told of events too."""
_WORKS = frozenset({"Facility", "Project", "Process"})
_ARTICLE = re.compile(r"(?:The|This|Its)?\s*")
_OWNING = re.compile(r"['’]s?\b|s['’]")
_IT = re.compile(r"\b(?:it|its|the (?:building|construction|works|equipment))\b")
_MADE = re.compile(
    r"\b(?:open(?:s|ed|ing)?|inaugurat(?:es?|ed|ing)|buil(?:t|ds)|set(?:s|ting)? up|unveil(?:s|ed)|establish(?:es|ed)|"
    r"launch(?:es|ed))(?: an?| the| its| their)?(?: (?:new|first|second|joint))? $"
)
"""Before what a sentence tells to be opened or built: the next may go on about it as 'it'."""
_IS_MADE = re.compile(
    r"(?: (?:in|at|on|near|of|for|between) [^.;,]{2,60}?)? (?:was|were|is|has been|have been|will be)(?: \w+ly| also)* "
    r"(?:opened|inaugurated|built|set up|unveiled|established|launched)\b"
)
"""Behind what a sentence tells to be opened or built."""
_BUILT = re.compile(
    r"(?:It|The (?:building|construction|works))(?: was| has been| is)?(?: being)? "
    r"(?:built|equipped|constructed|set up|funded|financed|supported|opened)\b"
)
_BEYOND = len(" of the construction")
"""Characters behind the words that tell who pays, in which they may say for what: 'bore the cost |of the building|'."""
_RUN_BY = re.compile(r"(?:\s\([^()]{1,40}\))?,?\s(?:which|that|run|carried out|implemented)\b")
_MONEY = re.compile(r"\b(?:money|funds|funding|financing|means|costs?|bill|expenses)\b")
_ABOUT = re.compile(
    r"\b(?:its?|money|funds|funding|financing|costs?|bill|budget|expenses|donors?|partners?|help|advice|support|half|most|"
    r"the (?:rest|remainder))\b",
    re.I,
)
"""Words by which a sentence goes on about a work without its name."""
_TAKES_UP = re.compile(r"(?:It|Its)\s")
"""The start of a sentence that goes on about what the one before speaks of."""
_TAKEN_UP = re.compile(r"\bit\b|^This\b", re.I)
"""In a sentence that goes on about an event of an earlier one."""
_WITHIN = re.compile(r"\b(?:under|within|as part of|framework of|context of|part of|through)\s+(?:the\s+)?$")
_TOLD = re.compile(
    r"(?:\s\([^()]{1,40}\))?,\s(?:co-?)?(?:funded|financed|supported|sponsored|chaired|led|paid\sfor)\b[^,;]{0,40}?\bby\b"
)
_RELATIVE = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:\s(?:programme|project|initiative|fund))?,\s(?:an?|the)\s[^.;⟦⟧]{3,90}?"
    r"\b(?:that|which)\s(?:is|was|are|has been)\b"
)
"""Between a work and the participle that tells of it, where words on what it is stand between."""
_CARRIED_OUT = re.compile(
    r"(?:\b(?:(?:implement|execut|manag|coordinat|deliver)(?:s|es|ed|ing)?|runs?|ran)\s(?:it|them)|"
    r"\bcarr(?:y|ies|ied)\s(?:it|them)\sout)(?:\s(?:jointly|together))?(?:\s(?:in|through)\s(?:[\w-]+\s){0,2})?\W*$"
)
"""Before with whom somebody carries out a project: 'IOM implements it |in partnership with| X'."""
_IS_RUN = re.compile(
    r"\b(?:(?:which|that)\s[^.;,]{2,60}?\s(?:(?:implement|execut|manag)(?:s|es|ed)?|runs?|ran|carr(?:y|ies|ied)\sout)|"
    r"(?:implemented|executed)\sby\s[^.;,]{2,60}?)(?:\s(?:jointly|together))?\W*$"
)
"""The same behind the project's own name: 'the project P, which IOM runs |in partnership with| X'."""


def work_at(analysis: Analysis, at: int, words: str, relation: str, *, opens: bool = True) -> str | None:
    """The work that the sentence at an offset opens with (`opens`: where that can be what is told of), else what 'it'
    or the money in its `words` is for, by the sentence before; None where that is an event."""
    sentence = analysis.sentence_at(at)
    if sentence is None or relation not in OF_WORKS or sentence.kind != "body":
        return None
    if relation == "partner" and _CARRIED_OUT.search(analysis.text[sentence.start : at]):
        projects = [m for m in analysis.mentions.within(0, at) if m.type == "Project"]
        return projects[-1].entity if projects else None
    if relation == "partner" and _IS_RUN.search(analysis.text[sentence.start : at]):
        works = [m for m in analysis.mentions.within(0, at) if m.type in ("Project", "Facility")]
        works += [m for m in analysis.events.within(0, at) if works and m.start > works[-1].start]
        if works and works[-1].type == "Project":
            return works[-1].entity
    if opens and (own := _opening(analysis, sentence)):
        fits = relation != "partner" or analysis.entities[own].type != "Process"
        return own if fits and _only(analysis, sentence, at) else None
    before = analysis.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.paragraph != sentence.paragraph:
        return None
    more = analysis.text[at : min(sentence.end, at + len(words) + _BEYOND)]
    if _IT.search(more) and (told := _opening(analysis, before)) and _only(analysis, before, before.end):
        return told
    if (_IT.search(more) or _BUILT.match(analysis.text, sentence.start)) and (made := _made(analysis, before)):
        return made
    goes_on = bool(_ABOUT.search(words) or _TAKES_UP.match(analysis.text, sentence.start))
    goes_on = goes_on and _opening(analysis, before) is None and _only(analysis, sentence, sentence.end)
    if goes_on and (introduced := _introduced(analysis, before)):
        return introduced
    return _run_project(analysis, before) if relation == "funder" and _MONEY.search(words) else None


def work_beside(analysis: Analysis, event: Item, until: int) -> str | None:
    """The process or project right before the participle that says by whom something is funded or chaired, where an
    event is held under it: 'the workshop was held under the initiative P, funded by X', 'as part of the project P, a
    scheme that is funded by X'. `until`: where X begins."""
    for mention in analysis.mentions.within(event.end, until):
        held = _WITHIN.search(analysis.text[event.end : mention.start]) is not None
        told = mention.type == "Process" and _TOLD.match(analysis.text, mention.end, until)
        told = told or (mention.type == "Project" and _RELATIVE.match(analysis.text, mention.end, until))
        if held and told:
            return mention.entity
    return None


def _opening(analysis: Analysis, sentence: Sentence) -> str | None:
    """The work that a sentence begins with."""
    article = _ARTICLE.match(analysis.text, sentence.start, sentence.end)
    start = article.end() if article else sentence.start
    for mention in analysis.mentions.within(start, sentence.end):
        first = mention.start == start and mention.type in _WORKS
        return mention.entity if first and not _OWNING.match(analysis.text, mention.end) else None
    return None


def _made(analysis: Analysis, before: Sentence) -> str | None:
    """The one facility that a sentence tells to be opened or built."""
    named = [m for m in analysis.mentions.within(before.start, before.end) if m.type == "Facility"]
    made = [
        m
        for m in named
        if _MADE.search(analysis.text[before.start : m.start]) or _IS_MADE.match(analysis.text, m.end, before.end)
    ]
    return made[0].entity if made and len({m.entity for m in named}) == 1 else None


def _introduced(analysis: Analysis, before: Sentence) -> str | None:
    """The one work that a sentence about it names, be it not as the first: 'There was praise for the project P'. A
    sentence that names an event, or takes one up as 'it', is about that."""
    words = analysis.text[before.start : before.end]
    if not _only(analysis, before, before.end) or _TAKEN_UP.search(words):
        return None
    named = {m.entity for m in analysis.mentions.within(before.start, before.end) if m.type in _WORKS}
    return named.pop() if len(named) == 1 else None


def _only(analysis: Analysis, sentence: Sentence, at: int) -> bool:
    """Whether a sentence names no event up to an offset."""
    return not any(True for _ in analysis.events.within(sentence.start, at))


def _run_project(analysis: Analysis, before: Sentence) -> str | None:
    """The one project of a sentence, where its end tells who runs it."""
    named = [m for m in analysis.mentions.within(before.start, before.end) if m.type == "Project"]
    if len({m.entity for m in named}) != 1 or not _RUN_BY.match(analysis.text, named[-1].end):
        return None
    return named[-1].entity
