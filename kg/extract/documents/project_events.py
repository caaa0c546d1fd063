"""Events of a project that the text ties to it from afar: 'Both activities belong to the project P', 'It forms part of
two initiatives, P and Q', 'Its first training', 'an inception workshop is expected' where one project is told of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from kg.extract.analysis import Analysis
from kg.extract.text.masking import Masked
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

_NOUN = (
    r"(?:activit(?:y|ies)|events?|trainings?|workshops?|exercises?|meetings?|courses?|sessions?|seminars?|conferences?|"
    r"round ?tables?|visits?|missions?|consultations?|tours?|simulations?|classes|(?:two|three|four|five) days)"
)
_LEAD = (
    rf"^(?:(?P<two>Both|The two|These two)(?: {_NOUN})?(?! days)|(?P<all>All(?: of)?(?: the| them| these)?|These)"
    rf"(?: (?:two|three|four|five|six))?(?: {_NOUN})?|(?:The|This|That|Its|Their)(?: (?!two\b)[\w-]+){{0,2}}? {_NOUN}|"
    r"(?P<it>It)|(?:The |This )?[⟦⟨]E(?P<event>\d+)[⟧⟩])"
)
_BELONGS = (
    r"(?: (?:also|all|both|each))* (?:belong(?:s|ed)? to|form(?:s|ed)? (?:an? )?(?:\w+ )?part of|"
    r"(?:is|are|was|were) (?:[\w-]+ ){0,4}?(?:part|component|activit(?:y|ies)|events?) of|c[ao]mes? under|"
    r"f[ae]lls? (?:under|within)|(?:is|are|was|were)(?: being)? (?:held|organi[sz]ed|coordinated|conducted|delivered|"
    r"carried out|run|undertaken|arranged|given|implemented)(?: by (?:the )?⟦\w+⟧)? (?:under|within|as part of|"
    r"in the framework of|within the framework of)) "
)
_WORK = r"(?:projects?|programmes?|programs?|initiatives?|undertakings?|schemes?|actions?)"
_PROJECT = (
    r"(?:(?:the |its |an? |their )?(?:[\w-]+ ){0,3}?|(?P<several>two |both |three )?[^⟦⟧.;]{0,40}?"
    rf"\b{_WORK}\b(?:[^⟦⟧.;]|⟦[SGIOCV]\d+⟧){{0,70}}?[,:–] (?:the )?)[\"“‘]?⟦J(?P<project>\d+)⟧"
)
_TOLD = re.compile(_LEAD + _BELONGS + _PROJECT, re.I)
_MORE = re.compile(r"(?:[^⟦⟧.;]|⟦[SGIOCVT]\d+⟧){0,90}? and (?:the |its )?⟦J(\d+)⟧")
_MILESTONE = re.compile(
    r"\b(?:inception|kick-?off|start-up|close-?out|wrap-up|closing|final|steering committee|project (?:launch|closure))"
    r" (?:[\w-]+ )?(?:conference|workshop|meeting|event|seminar|round ?table)\b(?! of [^.;]{0,60}Committee)",
    re.I,
)
"""What every project has once, or keeps for its own ends."""
_FUND = re.compile(r"\bFund\b")
_ITS = re.compile(r"\bIts $")
_TURN = re.compile(
    r"\b(?:first|second|third|fourth|fifth|inception|kick-?off|launch|opening|closing|final|next|last)\b", re.I
)
_BACK = 3
"""Sentences before 'all' in which the events meant are told."""
_INNER = frozenset({"Session", "Signing", "Ceremony"})
_WHOLES = frozenset({"Project", "Process"})
_WEAK = "event-of-project:partOf"
"""What a name alone tells: not enough, and no reason to look no further."""


def project_events(
    analysis: Analysis, masks: Callable[[int], Masked], event_at: Callable[[int], str | None], read: Iterable[Sentence]
) -> None:
    """Adds `partOf`, rules `project-anaphor`, `project-its` and `project-milestone`."""
    for sentence in read:
        masked = masks(sentence.index)
        if sentence.kind == "body" and "⟦J" in masked.text and (match := _TOLD.match(masked.text)):
            span = masked.span(*match.span())
            for event in _meant(analysis, masked, sentence, match, event_at(sentence.start)):
                for project in _projects(masked, match):
                    _claim(analysis, event, project, "project-anaphor", span, 0.85)
    projects = {m.entity for m in analysis.mentions if m.type == "Project"}
    projects -= {p for p in projects if _FUND.search(analysis.entities[p].name)}
    for mention in _untold(analysis) if projects else ():
        _milestone(analysis, mention, projects)


def _projects(masked: Masked, match: re.Match[str]) -> Iterator[str]:
    yield masked.items[int(match["project"])].entity
    if match["several"] and (more := _MORE.match(masked.text, match.end())):
        yield masked.items[int(more[1])].entity


def _meant(
    analysis: Analysis, masked: Masked, sentence: Sentence, match: re.Match[str], focus: str | None
) -> list[str]:
    """The events that the words before the verb mean: the one named, the last two or all of those told just before,
    else the one that the text is about here."""
    if match["event"]:
        return [masked.items[int(match["event"])].entity]
    first = 0 if match["two"] else analysis.sentences[max(0, sentence.index - _BACK)].start
    before = list(dict.fromkeys(m.entity for m in analysis.events.within(first, sentence.start)))
    types = {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}
    before = [event for event in before if event not in analysis.passing and types.get(event) not in _INNER]
    if match["two"] or match["all"]:
        return before[-2:] if match["two"] else before
    near = analysis.sentences[sentence.index - 1] if sentence.index else sentence
    other = match["it"] and any(m.type in _WHOLES for m in analysis.mentions.within(near.start, near.end))
    return [focus] if focus and focus not in analysis.passing and not other else []


def _untold(analysis: Analysis) -> list[Mention]:
    """The mentions in the body of events of which nothing tells whose they are."""
    told = {c.subject for c in analysis.claims if c.relation == "partOf" and c.rule != _WEAK} | analysis.passing
    return [m for m in analysis.events if m.entity not in told and m.form != "verbal"]


def _milestone(analysis: Analysis, mention: Mention, projects: set[str]) -> None:
    """A meeting that only projects have, or 'its' meeting behind a sentence that a project opens."""
    sentence = analysis.sentence_at(mention.start)
    if sentence is None or sentence.kind != "body":
        return
    words, span = analysis.surface(mention), Span(mention.start, mention.end)
    before = analysis.sentences[sentence.index - 1] if sentence.index else sentence
    if _MILESTONE.search(words):
        near = {m.entity for m in analysis.mentions.within(before.start, sentence.end) if m.entity in projects}
        one = projects if len(projects) == 1 else near
        if len(one) == 1:
            _claim(analysis, mention.entity, next(iter(one)), "project-milestone", span, 0.8)
    elif _ITS.search(analysis.text, max(0, mention.start - 4), mention.start) and _TURN.search(words):
        opens = next(iter(analysis.mentions.within(before.start, before.end)), None)
        if opens is not None and opens.type == "Project" and before.paragraph == sentence.paragraph:
            _claim(analysis, mention.entity, opens.entity, "project-its", span, 0.82)


def _claim(analysis: Analysis, event: str, project: str, rule: str, span: Span, confidence: float) -> None:
    facts = {(c.relation, c.subject, c.object) for c in analysis.claims if c.rule != _WEAK}
    known = ("partOf", event, project) in facts
    if not known and event != project:
        analysis.claim("partOf", event, project, rule, span, status="implied", confidence=confidence)
