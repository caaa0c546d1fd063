"""What 'it', 'its' and 'the organization' mean where a body is described as it stands: 'About the Process: The Process
was set up in 2005. **It** is co-chaired by A and B; **its** members are C and D'.

Such a description is told of one body, from its heading or its first sentence on. In the body of a text a sentence on
how a process came to be or what it is (`_STANDING`) is gone on with in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis
from kg.extract.text.sentences import Sentence
from kg.records import Mention

_DESCRIBED = frozenset({"Process", "InternationalOrganization", "CivilSociety", "Office", "GovernmentBody", "Facility"})
_NOUNS = (
    r"organi[sz]ation|agency|process|initiative|dialogue|forum|network|platform|alliance|mechanism|committee|council|"
    r"commission|task force|working group|group|community|union|bloc|body|association|mission|cent(?:re|er)|office|"
    r"institute|consortium|coalition|partnership|conference|secretariat|federation|league"
)
_AGAIN = re.compile(rf"(?:\(?\w{{1,3}}[.)] )?(?P<it>It|Its|The (?i:{_NOUNS}))(?=['’]s\b|\s)(?! (?:of|for|on|in)\b)")
_GOES_ON = re.compile(r"(?:[,;] and|[,;] but|;|,| and| while)\s+(?P<it>its?)(?=\s)")
_ABOUT = re.compile(r"\W{0,4}(?:About|Note on|Background on|Who (?:we are|is)|What is)\b(?: the| an?)?\W*", re.I)
_BEHIND = re.compile(r"\b(?:of|within|under|in|to|by|for|with|from|at|on|inside|through|into|between)\s+(?:the\s+)?$")
_STANDING = re.compile(
    r"(?:\W*\([^()]{1,40}\))?,?\s+(?:(?:which|that)\s+)?(?:(?:was|were|has been)\s+(?:\w+ly\s+|first\s+)?(?:set up|"
    r"established|created|founded|launched|formed|initiated|inaugurated|brought into being|born)|"
    r"is\s+(?:a|an|the|one of)|brings? together|unites?|comprises?|consists? of|is (?:made up|composed) of|counts?|"
    r"has \w+ (?:members?|participating|partner)|serves? as|came into being|dates? (?:back|from)|began)\b"
)
_CHAIRED = re.compile(
    r"(?P<it>It)(?=\s+(?:is|has been|was)\s+(?:(?:now|currently|also|at present|jointly|presently)\s+)*"
    r"(?:(?:co-)?chaired|presided|led|steered|run|(?:co-)?funded|financed|supported|backed|serviced|hosted by)\b)"
)
_MET = re.compile(
    r"(?P<it>It)(?=\s+(?:(?:last|first|then|also)\s+)?(?:met|meets|will meet|gathered|convened|sat|came together)\b)"
)


def described_bodies(analysis: Analysis) -> None:
    """Makes the pronouns of standing descriptions mentions of the body that is described."""
    last: tuple[int, Mention | None] = (-1, None)
    for sentence in analysis.sentences:
        if sentence.kind != "boilerplate":
            continue
        known = last[1] if last[0] in (sentence.paragraph, sentence.paragraph - 1) else None
        told = _told_of(analysis, sentence) or known
        _mean(analysis, sentence, known, told)
        last = (sentence.paragraph, told)
    for before, sentence in zip(analysis.sentences, analysis.sentences[1:], strict=False):
        if before.kind == sentence.kind == "body" and before.paragraph == sentence.paragraph:
            chaired = _CHAIRED.match(analysis.text, sentence.start, sentence.end)
            if chaired and (body := _standing(analysis, before)):
                analysis.mention(*chaired.span("it"), body.entity, "coreference")
            met = _MET.match(analysis.text, sentence.start, sentence.end)
            if met and (body := _only_process(analysis, before)):
                analysis.mention(*met.span("it"), body.entity, "coreference")


def _mean(analysis: Analysis, sentence: Sentence, known: Mention | None, told: Mention | None) -> None:
    """Enters the pronouns of a sentence: the one that opens it means what was told of before, one further on what the
    sentence tells of."""
    for match, body in _pronouns(analysis, sentence, known, told):
        if body is not None and body.end <= match.start("it"):
            analysis.mention(*match.span("it"), body.entity, "coreference")


def _pronouns(
    analysis: Analysis, sentence: Sentence, known: Mention | None, told: Mention | None
) -> Iterator[tuple[re.Match[str], Mention | None]]:
    if opening := _AGAIN.match(analysis.text, sentence.start, sentence.end):
        yield opening, known
    for match in _GOES_ON.finditer(analysis.text, sentence.start, sentence.end):
        yield match, told


def _told_of(analysis: Analysis, sentence: Sentence) -> Mention | None:
    """The body of which a heading or a sentence tells: 'About the P', 'Set up in 2005, P is …'."""
    named = analysis.mentions.within(sentence.start, sentence.end)
    if about := _ABOUT.match(analysis.text, sentence.start, sentence.end):
        return next((m for m in named if m.start == about.end() and m.type in _DESCRIBED), None)
    first = next((m for m in named if m.type in _DESCRIBED), None)
    if first is None or _BEHIND.search(analysis.text, max(sentence.start, first.start - 16), first.start):
        return None
    return None if re.match(r"['’]s?\b|,? (?:and|or)\b", analysis.text[first.end : first.end + 5]) else first


def _standing(analysis: Analysis, sentence: Sentence) -> Mention | None:
    """The process that a sentence of the body describes as it stands."""
    named = analysis.mentions.within(sentence.start, sentence.end)
    first = named[0] if named and named[0].type in ("Process", "InternationalOrganization") else None
    if first is None or analysis.text[sentence.start : first.start].strip() not in ("", "The", "the"):
        return None
    if first.start == sentence.start and first.form == "coreference":
        return first
    return first if _STANDING.match(analysis.text, first.end, sentence.end) else None


def _only_process(analysis: Analysis, sentence: Sentence) -> Mention | None:
    """The one process that a sentence names, where it names no other body that could meet."""
    named = [m for m in analysis.mentions.within(sentence.start, sentence.end) if m.type in _DESCRIBED]
    return named[0] if len({m.entity for m in named}) == 1 and named[0].type == "Process" else None
