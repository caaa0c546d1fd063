"""What 'it' means where a sentence goes on about a project or a facility: 'The centre opened in May. It is run by …',
or about a body or state that does what no event can do: 'Norway was invited too. It sent two experts'.

An 'it' that means the event in focus is left to the patterns, which know what is in focus.
"""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.text.sentences import Sentence
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
_ACTED = (
    r"(?=(?:\s+(?:also|then|itself|too|has|had|will|later|already|again|\w+ly))*\s+(?:sent|sends?|was represented|"
    r"took part|takes? part|participat(?:es?|ed)|attend(?:s|ed)?|pa(?:ys?|id)|financ(?:es?|ed)|fund(?:s|ed)?|"
    r"contribut(?:es?|ed)|sign(?:s|ed)?|ratif(?:y|ies|ied)|acced(?:es?|ed)|joins?|joined|chair(?:s|ed)?|presid(?:es?|ed)"
    r"|conclud(?:es?|ed)|adopt(?:s|ed)|put its (?:names?|signature)"
    r"|donat(?:es?|ed)|organi[sz](?:es?|ed)|hosts?|hosted|co-hosts?|co-hosted|second(?:s|ed))\b)"
)
"""What only bodies and states do."""
_DATED = r"(?:In|On|Since|Last|By|Later|Earlier)(?:\s[\w,-]+){0,4}?,?\s"
_OPENS_ACTING = re.compile(rf"(?:{_DATED})?([Ii]t)\b{_ACTED}")
_GOES_ON_ACTING = re.compile(rf"(?:,\s+(?:and|but|while)|;|\s+(?:and|when|since|after|once|before))\s+(it)\b{_ACTED}")
_ACTORS = frozenset({"State", "GovernmentBody", "InternationalOrganization", "CivilSociety", "Office", "PrivateSector"})
_JOINED = re.compile(r"(?:['’]s?\b|,?\s+(?:and|or|with|of|for|in)\b|,)")
"""Behind the name of who is not the subject alone."""
_OPENS = re.compile(rf"(It|This)\b{_TOLD}|(Its)\b{_OWNED}")
_GOES_ON = re.compile(rf"(?:,\s+(?:and|but|while)|;|\s+and)\s+(it)\b{_TOLD}")
_OPENS_SEATED = re.compile(
    r"(It)\b(?=\s+(?:is|was|has been|remains)\s+(?:(?:now|also|currently)\s+)*(?:headquartered|seated|domiciled)\b)"
    r"|(Its)\b(?=\s+(?:main\s+|permanent\s+|global\s+|current\s+)?(?:headquarters|seat|head\s+offices?|main\s+office)\s+"
    r"(?:is|are|was|were|has been|have been|stands?|lies?)\b)"
)
_STILL = re.compile(r"(?:It|Its|They|Their)\b")
_SEATED = _ACTORS | {"Process", "Facility"}
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
        if before.paragraph == sentence.paragraph:
            _opened(analysis, before, sentence)
            if opening := _OPENS_SEATED.match(analysis.text, sentence.start):
                _mean(analysis, opening, _seated(analysis, before))
    for sentence in analysis.sentences:
        if sentence.kind == "body":
            for match in _GOES_ON.finditer(analysis.text, sentence.start, sentence.end):
                _mean(analysis, match, _subject(analysis, sentence))
            for match in _GOES_ON_ACTING.finditer(analysis.text, sentence.start, sentence.end):
                _mean(analysis, match, _actor(analysis, sentence))


def _opened(analysis: Analysis, before: Sentence, sentence: Sentence) -> None:
    """Makes the pronoun that opens a sentence a mention of the subject of the one before it."""
    work, actor = _subject(analysis, before), _actor(analysis, before)
    if work and (opening := _OPENS.match(analysis.text, sentence.start)):
        _mean(analysis, opening, work)
    elif actor and (opening := _OPENS_ACTING.match(analysis.text, sentence.start)):
        _mean(analysis, opening, actor)


def _seated(analysis: Analysis, sentence: Sentence) -> Mention | None:
    """The body with which a sentence begins, or, where that goes on with 'it', the one before in the paragraph."""
    while _STILL.match(analysis.text, sentence.start) and sentence.index:
        before = analysis.sentences[sentence.index - 1]
        if before.paragraph != sentence.paragraph:
            break
        sentence = before
    first = next(iter(analysis.mentions.within(sentence.start, sentence.end)), None)
    if first is None or first.type not in _SEATED or not _SUBJECT.fullmatch(analysis.text, sentence.start, first.start):
        return None
    return None if _JOINED.match(analysis.text, first.end) else first


def _actor(analysis: Analysis, sentence: Sentence) -> Mention | None:
    """The body or state that is the only subject of a sentence."""
    first = next(iter(analysis.mentions.within(sentence.start, sentence.end)), None)
    if first is None or first.type not in _ACTORS or analysis.text[sentence.start : first.start] not in ("", "The "):
        return None
    return None if _JOINED.match(analysis.text, first.end) else first


def _mean(analysis: Analysis, pronoun: re.Match[str], subject: Mention | None) -> None:
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
