"""What 'it' means where a sentence goes on about a project or a facility: 'The centre opened in May. It is run by …'.

An 'it' that means the event in focus is left to the patterns, which know what is in focus.
"""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.sentences import Sentence
from kg.records import Mention

_WORKS = frozenset({"Project", "Facility"})
_TOLD = (
    r"(?=(?:\s+(?:is|was|will be|has been|had been)(?:\s+(?:\w+ly|also|being|jointly|now|part|in part|mainly))*"
    r"\s+(?!said|hoped|expected|believed|thought|noted|estimated|agreed|reported|planned|understood|recommended)"
    r"(?:[\w-]+ed|run|built|led|set up|overseen|put|given|paid|a|an|one|part|the|located|based|home)\b"
    r"|\s+(?:receives?|received|enjoys?|enjoyed|belongs?|belonged|forms?|falls|comes under|gets|got|draws|serves?"
    r"|has)\b))"
)
_OWNED = (
    r"(?=\s+(?:[\w-]+\s+){0,2}(?:costs?|expenses|budget|funding|financing|donors?|funders?|sponsors?|implementation|"
    r"execution|implementer|coordinator|partners?)\b)"
)
_OPENS = re.compile(rf"(It|This)\b{_TOLD}|(Its)\b{_OWNED}")
_GOES_ON = re.compile(rf"(?:,\s+(?:and|but|while)|;|\s+and)\s+(it)\b{_TOLD}")
_SUBJECT = re.compile(
    r"(?:(?:The|A|An|This|That|Its|Their|Another|One|Called|Named)\b\W*)?(?:[a-z][\w-]*\s+){0,4}[“\"‘']?"
)
"""What may stand before the subject of a sentence, whose name comes first."""


def pronoun_mentions(analysis: Analysis) -> None:
    """Makes 'It' a mention of the project or facility that is the subject of the sentence before, and an 'it' that
    goes on one of the subject of its own sentence."""
    for before, sentence in zip(analysis.sentences, analysis.sentences[1:], strict=False):
        if sentence.kind != "body" or before.kind != "body":
            continue
        if before.paragraph == sentence.paragraph and (opening := _OPENS.match(analysis.text, sentence.start)):
            _mean(analysis, opening, before)
    for sentence in analysis.sentences:
        if sentence.kind == "body":
            for match in _GOES_ON.finditer(analysis.text, sentence.start, sentence.end):
                _mean(analysis, match, sentence)


def _mean(analysis: Analysis, pronoun: re.Match[str], sentence: Sentence) -> None:
    subject = _subject(analysis, sentence)
    if subject is not None and subject.end <= pronoun.start():
        analysis.mention(*pronoun.span(pronoun.lastindex or 0), subject.entity, "coreference")


def _subject(analysis: Analysis, sentence: Sentence) -> Mention | None:
    """The project or facility with which a sentence begins."""
    first = next(iter(analysis.mentions.within(sentence.start, sentence.end)), None)
    if first is None or first.type not in _WORKS:
        return None
    follows = analysis.text[first.end : first.end + 2]
    opens = _SUBJECT.fullmatch(analysis.text, sentence.start, first.start) is not None
    return first if opens and follows not in ("’s", "'s") else None
