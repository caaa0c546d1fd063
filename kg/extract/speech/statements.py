"""Speaker claims: who is reported as saying something, and whether at an event or only in the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.analysis import Analysis
from kg.extract.event_facts.presented import presented
from kg.extract.focus import main_event
from kg.extract.persons.chairing import chaired_events
from kg.extract.persons.presence import present_persons
from kg.extract.speech.quotations import quotations
from kg.extract.speech.settings import away, elsewhere, setting, tied, voiced_before
from kg.extract.speech.speech import STAFF, statements_in
from kg.extract.speech.speech_line import Line, Statement, line
from kg.extract.speech.speech_rolls import ROLL
from kg.extract.text.headlines import headline_statements
from kg.extract.text.sentences import Sentence
from kg.records import DOCUMENT, Claim, Span

_TO_COME = re.compile(r"(?:the )?(?:coming|upcoming|forthcoming|planned)\b", re.I)
_IN_THE_FIELD = re.compile(r"(?:[\w’'-]+ ){0,3}(?:operation|action days?|raids?)\b", re.I)

EventAt = Callable[[int], str | None]


@dataclass(slots=True)
class Told:
    """A statement with its sentence, and the event it is tied to, None where to none, so far."""

    statement: Statement
    read: Line
    cue: bool
    event: str | None = None
    implied: bool = False


def statements(analysis: Analysis, docs: Mapping[int, Doc], event_at: EventAt) -> None:
    """Adds `speaker` claims with the `participant` claims that follow, quotations, and what was presented. `event_at`
    tells the event that the text around an offset is about."""
    inside = [(s.start, s.end) for s in analysis.segments if s.kind == "quotation"]
    told: list[Told] = []
    for sentence in analysis.sentences:
        if sentence.kind == "body":
            read = line(analysis, sentence, docs.get(sentence.index))
            present_persons(read, event_at)
            told += [Told(s, read, tied(read, s)) for s in _once(statements_in(read, inside))]
    chaired_events(analysis, event_at)
    _resolve(analysis, told, event_at)
    of_events: dict[str, list[Claim]] = {}
    for claim in analysis.claims:
        if claim.relation in ("eventStatus", "startDate"):
            of_events.setdefault(claim.subject, []).append(claim)
    for one in told:
        said = of_events.get(one.event or "", ())
        if one.event and not one.statement.planned and _hears_nobody(analysis, one.event, one.statement.kind, said):
            one.event = None
        _claim(analysis, one, told)
    for statement in headline_statements(analysis):
        _record(analysis, statement, None)
    _stand_ins(analysis, event_at)
    quotations(analysis, [(t.statement, t.event) for t in told])
    presented(analysis, [(t.statement, t.read) for t in told], event_at)


def _hears_nobody(analysis: Analysis, event: str, kind: str, told: Iterable[Claim]) -> bool:
    """Whether, by what is `told` of the status and the day of an event, what was said cannot have been said at it: 'the
    coming summit', one that is only planned for after the day of the article (it may be told to be opened: 'P opens it
    tomorrow'), an operation in the field."""
    name = analysis.entities[event].name
    status = {c.object for c in told if c.relation == "eventStatus"}
    start = min((c.object for c in told if c.relation == "startDate"), default="")
    later = kind != "open" and status == {"planned"} and start > (analysis.article.published or start)
    return later or _TO_COME.match(name) is not None or _IN_THE_FIELD.match(name) is not None


def _once(found: Sequence[Statement]) -> list[Statement]:
    kept: dict[tuple[str, int], Statement] = {}
    for statement in found:
        kept.setdefault((statement.speaker, statement.offset), statement)
    return list(kept.values())


def _resolve(analysis: Analysis, told: Sequence[Told], event_at: EventAt) -> None:
    """Finds the events: first by the cues, then for those who speak on where others spoke at it, or who attended."""
    main = main_event(analysis)
    types = {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}
    for one in told:
        if one.cue:
            one.event = setting(one.read, one.statement, event_at, main)
    for number, one in enumerate(told):
        if not one.cue and _speaks(one) and one.event is None:
            carried = _carried(analysis, told, number)
            one.event = None if _quotable(one) and types.get(carried or "") not in _OCCASIONS else carried
            one.implied = one.event is not None
            one.event = one.event or _sequel(analysis, one, main)
            if one.event is None and not _quotes(one):
                one.event = _attended(analysis, one, event_at) or _debated(one, event_at, main, types)
                one.event = one.event or _on_occasion(analysis, one, event_at)


def _speaks(one: Told) -> bool:
    """One who says something, not one who only welcomes or expects; and not elsewhere."""
    return (
        one.statement.kind in ("say", "tell", "stance")
        and not (_of_body(one) and one.statement.rule == "according-to")
        and not _holds_now(one)
        and not elsewhere(one.read)
        and not away(one.read, one.statement)
    )


def _of_body(one: Told) -> bool:
    return one.read.analysis.entities[one.statement.speaker].type != "Person"


def _holds_now(one: Told) -> bool:
    """Whether somebody 'hopes', 'expects', 'believes' something when the release is written: no word of an event."""
    form = _FORM.match(one.read.analysis.text, one.statement.offset)
    return one.statement.kind == "stance" and form is not None and _VIEWS.fullmatch(form.group()) is not None


_FORM = re.compile(r"\w+")
_VIEWS = re.compile("hopes|expects|believes|thinks|fears|sees|wants|wishes|trusts|considers|feels|regards", re.I)


def _quotable(one: Told) -> bool:
    """Whether somebody only 'said' words that are quoted, or is put behind the words, which is how a release gives what
    it was told apart from what was said at a meeting."""
    return one.statement.rule == "inverted" or (one.statement.verb == "say" and _quotes(one))


def _carried(analysis: Analysis, told: Sequence[Told], number: int) -> str | None:
    """The event at which the last speaker before spoke, or one in the same paragraph 'also' spoke. A body speaks on
    there only in the same paragraph or the next."""
    paragraph = told[number].read.sentence.paragraph
    person = analysis.entities[told[number].statement.speaker].type == "Person"
    held = [t for t in told[:number] if t.event and not t.statement.planned]
    earlier = [t.event for t in held if person or paragraph - t.read.sentence.paragraph < 2]
    voiced = voiced_before(analysis, told[number].read.sentence) if person and not earlier else None
    earlier = [voiced] if voiced else earlier
    if earlier:
        return earlier[-1]
    later = [
        t.event
        for t in told[number + 1 :]
        if t.event and t.read.sentence.paragraph == paragraph and "also" in {w.lower for w in t.read.tokens}
    ]
    return later[0] if later else None


def _sequel(analysis: Analysis, one: Told, main: str | None) -> str | None:
    """The main event, where one 'then' spoke: 'P then set out why'."""
    person = analysis.entities[one.statement.speaker].type == "Person"
    then = analysis.text.endswith((" then ", " next "), 0, one.statement.offset)
    return main if person and then and one.statement.kind != "stance" else None


_DEBATES = frozenset(
    {"Conference", "Meeting", "Workshop", "Dialogue", "Consultation", "Summit", "Session", "Training", "Other"}
)
"""Events at which people talk to each other."""
_TO_OTHERS = frozenset(
    "answer reply respond counter retort concede object ask propose plead appeal defend explain describe lay outline"
    " sketch report relate trace share set draw dwell lament regret".split()
)
"""What one does in words before others: puts to them, grants them or sets out for them. What somebody only says, notes
or stresses may as well be said to the release."""
_PAST = re.compile(r"\w+ed|laid", re.I)
_MARKS = re.compile(r"[\"“”«»]|^[–—-] ")


def _quotes(one: Told) -> bool:
    """Whether the sentence quotes: a release is often given its quotations apart from what it tells of."""
    sentence = one.read.sentence
    return _MARKS.search(one.read.analysis.text[sentence.start : sentence.end]) is not None


def _debated(one: Told, event_at: EventAt, main: str | None, types: Mapping[str, str]) -> str | None:
    """The main event, where people talk at it and a release that is about it goes on to tell, in its own words, what
    somebody put to the others: 'P pleaded for a network', 'the aims were laid out by P'."""
    told, read = one.statement, one.read
    spoke = told.verb in _TO_OTHERS and told.rule in ("subject", "parsed", "pronoun", "agent")
    shared = told.verb == "share" and told.rule == "subject"
    spoke = spoke and (shared or read.analysis.entities[told.speaker].type == "Person")
    if not spoke or main is None or types.get(main) not in _DEBATES or event_at(told.offset) != main:
        return None
    if any(c.relation == "eventStatus" and c.subject == main and c.object == "planned" for c in read.analysis.claims):
        return None
    index = next((n for n, token in enumerate(read.tokens) if token.start == told.offset), 0)
    told_of = _PAST.fullmatch(read.word(index)) and read.word(index - 1) not in ("has", "have")
    return main if told_of else None


_OCCASIONS = frozenset({"Visit", "Ceremony"})
"""What a release tells of for the sake of what was said there."""


def _on_occasion(analysis: Analysis, one: Told, event_at: EventAt) -> str | None:
    """The visit or ceremony in focus, where a person speaks."""
    event = event_at(one.statement.offset)
    if event is None or analysis.entities[one.statement.speaker].type != "Person":
        return None
    told = {(c.relation, c.object) for c in analysis.claims if c.subject == event}
    kinds = {kind for relation, kind in told if relation == "eventType"}
    return event if kinds & _OCCASIONS and ("eventStatus", "planned") not in told else None


def _attended(analysis: Analysis, one: Told, event_at: EventAt) -> str | None:
    """The event in focus, where the speaker is said to take part in it."""
    event = event_at(one.statement.offset)
    speaker = one.statement.speaker
    if analysis.entities[speaker].type != "Person" and one.statement.rule != STAFF:
        return None
    there = any(
        c.relation in ("participant", "chair") and (c.subject, c.object) == (event, speaker) for c in analysis.claims
    )
    stood = any(
        c.relation == "represents" and c.subject == speaker and c.rule == "represented-by" for c in analysis.claims
    )
    return event if there or stood else None


def _claim(analysis: Analysis, one: Told, told: Sequence[Told]) -> None:
    """Records one statement; a speaker who speaks at an event is no speaker of the document besides."""
    silent = one.statement.rule in (STAFF, ROLL) or analysis.entities[one.statement.speaker].type in _SILENT
    silent = silent or (one.statement.verb == "share" and _of_body(one))  # what bodies share is mostly no speech
    if silent and not one.event:
        return
    elsewhere = any(t.event and t.statement.speaker == one.statement.speaker for t in told)
    if one.event or not (elsewhere or one.statement.kind == "open"):
        _record(analysis, one.statement, one.event, "implied" if one.implied else "explicit")


_SILENT = frozenset({"State", "Process"})
"""What speaks at events; elsewhere 'Kenya said' is a way to speak of its government's deeds."""


def _record(analysis: Analysis, statement: Statement, event: str | None, said: str = "explicit") -> None:
    span = Span(statement.start, statement.end)
    status = "planned" if statement.planned and event else said
    confidence = _CONFIDENCE.get(statement.rule, 0.88)
    analysis.claim(
        "speaker",
        event or DOCUMENT,
        statement.speaker,
        f"speech:{statement.rule}",
        span,
        status=status,
        confidence=confidence,
    )
    if event:
        analysis.claim(
            "participant", event, statement.speaker, f"speech:{statement.rule}", span, status=status,
            confidence=round(confidence * 0.95, 3),
        )  # fmt: skip


_CONFIDENCE = {
    "subject": 0.93,
    "inverted": 0.92,
    "pronoun": 0.8,
    "parsed": 0.85,
    "definite": 0.75,
    "according-to": 0.88,
}


def _stand_ins(analysis: Analysis, event_at: EventAt) -> None:
    """Who represents a body at an event takes part in it, and so does the body."""
    for claim in [c for c in analysis.claims if c.relation == "represents"]:
        span = claim.evidence[0]
        sentence = _sentence(analysis, span.start)
        event = event_at(span.start) if sentence and sentence.kind == "body" else None
        if event and claim.rule in ("represented-by", "led-delegation"):
            for taking_part in (claim.subject, claim.object):
                analysis.claim("participant", event, taking_part, f"represents:{claim.rule}", span, confidence=0.85)
        elif event and claim.rule == "on-behalf-of":
            analysis.claim("participant", event, claim.subject, f"represents:{claim.rule}", span, confidence=0.85)


def _sentence(analysis: Analysis, offset: int) -> Sentence | None:
    return analysis.sentence_at(offset)
