"""Quotations as claims: the quoted words, by whom, and at which event."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis, squeeze
from kg.extract.speech.speech_line import Statement
from kg.records import Segment, Span

_MARKS = "“”«»„\"'‘’ \n\t"
_FEWEST = 3

Tied = tuple[Statement, str | None]


def quotations(analysis: Analysis, told: Sequence[Tied]) -> None:
    """Adds a `quotation` claim for each quotation whose speaker the text tells."""
    last: Tied | None = None
    for segment in analysis.segments:
        if segment.kind != "quotation":
            continue
        source = _source(analysis, segment, told) or _continued(analysis, segment, last)
        if source is None:
            continue
        last = source
        quoted = squeeze(analysis.text[segment.start : segment.end].strip(_MARKS))
        if len(quoted.split()) >= _FEWEST:
            speaker, event = source[0].speaker, source[1]
            analysis.claim(
                "quotation", speaker, quoted, f"quoted:{source[0].rule}", Span(segment.start, segment.end),
                status="attributed", confidence=0.9, attributed_to=speaker,
                qualifiers=(("event", event),) if event else (),
            )  # fmt: skip


def _source(analysis: Analysis, segment: Segment, told: Sequence[Tied]) -> Tied | None:
    """The statement in the sentences that hold the beginning or the end of the quotation, the nearest to it; else one
    that ends the sentence before with a colon."""
    opening, closing = analysis.sentence_at(segment.start), analysis.sentence_at(max(segment.start, segment.end - 1))
    start = opening.start if opening else segment.start
    end = closing.end if closing else segment.end
    near = [t for t in told if start <= t[0].offset < end and not segment.start <= t[0].offset < segment.end]
    if near:
        return min(near, key=lambda t: _distance(t[0], segment))
    trailing = _trailing(analysis, segment, told)
    if trailing:
        return trailing
    if opening and opening.index:
        before = analysis.sentences[opening.index - 1]
        introduced = [t for t in told if before.start <= t[0].offset < before.end]
        if introduced and analysis.text[before.start : before.end].rstrip().endswith(":"):
            return introduced[-1]
    return None


def _distance(statement: Statement, segment: Segment) -> int:
    return min(abs(statement.offset - segment.start), abs(statement.offset - segment.end))


def _trailing(analysis: Analysis, segment: Segment, told: Sequence[Tied]) -> Tied | None:
    """'“…?” said P.' where the quotation ends a sentence of its own."""
    after = analysis.sentence_at(segment.end + 1)
    if after is None or after.start - segment.end > 3:
        return None
    return next((t for t in told if after.start <= t[0].offset < after.start + 25), None)


def _continued(analysis: Analysis, segment: Segment, last: Tied | None) -> Tied | None:
    """A quotation that opens its sentence and names no speaker goes on with the last one's words, close behind."""
    sentence = analysis.sentence_at(segment.start)
    opens = sentence is not None and segment.start - sentence.start < 2
    previous = [s for s in analysis.segments if s.kind == "quotation" and s.end <= segment.start]
    close = bool(previous) and segment.start - previous[-1].end < 200
    return last if opens and close else None
