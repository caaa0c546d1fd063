"""What was presented at an event, and on what inputs were given: item by item, in the words of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.extract.analysis import Analysis, squeeze
from kg.extract.speech.speech_line import Line, Statement, verbs
from kg.records import Span

_ITEM = re.compile(
    r"\s*,\s*(?:and |as well as )?(?=(?:a|an|the|its|his|her|their) )|\s+(?:and|as well as)\s+(?=(?:a|an|the) )"
)
_TOPIC = re.compile(r"\s*,\s*(?:and )?|\s+(?:and|as well as)\s+")
_END = re.compile(
    r"[.;:!?]|,? (?:at|during) the (?:meeting|workshop|conference|event|session|training|summit|forum)\b"
    r"|,? to (?:the )?(?:meeting|participants|delegates|audience|conference|plenary)\b"
    r"|, (?:which|who|while|where|adding|noting)\b"
)
_INPUT = re.compile(r"\b(?:provid|g[ai]v|contribut|offer)\w* (?:\w+ )?inputs? (?:on|to|for) ", re.I)


def presented(
    analysis: Analysis, told: Sequence[tuple[Statement, Line]], event_at: Callable[[int], str | None]
) -> None:
    """Adds `presented` and `inputOn` claims, one an item, with the event as a qualifier."""
    for statement, read in told:
        if statement.verb not in ("present", "provide", "give", "contribute") or statement.rule == "agent":
            continue
        text = analysis.text[statement.offset : read.sentence.end]
        given = _INPUT.match(text)
        if given:
            _items(analysis, statement, read, statement.offset + given.end(), "inputOn", event_at)
        elif statement.verb == "present":
            verb = re.match(r"\w+\s+", text)
            if verb and not re.match(r"on |at |to |in ", text[verb.end() :]):
                _items(analysis, statement, read, statement.offset + verb.end(), "presented", event_at)


def _items(
    analysis: Analysis,
    statement: Statement,
    read: Line,
    start: int,
    relation: str,
    event_at: Callable[[int], str | None],
) -> None:
    end = _end(read, start)
    event = event_at(statement.offset)
    splitter = _ITEM if relation == "presented" else _TOPIC
    last = start
    for match in [*splitter.finditer(analysis.text, start, end), None]:
        stop = match.start() if match else end
        words = squeeze(analysis.text[last:stop]).strip(" ,")
        if len(words) > 3:
            analysis.claim(
                relation, statement.speaker, words, f"items:{relation}", Span(statement.start, stop), confidence=0.85,
                qualifiers=(("event", event),) if event else (),
            )  # fmt: skip
        last = match.end() if match else end


def _end(read: Line, start: int) -> int:
    """Where the items end: at a stop, at words for the audience or setting, or before a further verb of speech."""
    match = _END.search(read.analysis.text, start, read.sentence.end)
    end = match.start() if match else read.sentence.end
    for number, token in enumerate(read.tokens):
        if not start < token.start < end or read.word(number - 1) not in ("and", "then", "also"):
            continue
        verb = verbs().get(token.lower)
        if verb and verb.tense == "finite" or _finite(read, token.start):
            joint = number - 1
            while read.word(joint - 1) in ("and", ",", "then", "also"):
                joint -= 1
            return min(end, read.tokens[joint].start)
    return end


def _finite(read: Line, offset: int) -> bool:
    if read.doc is None:
        return False
    at = next((t for t in read.doc if t.idx == offset - read.sentence.start), None)
    return at is not None and at.tag_ in ("VBD", "VBZ") and at.dep_ == "conj"
