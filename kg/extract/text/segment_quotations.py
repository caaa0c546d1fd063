"""Quotations: what stands between quotation marks and is somebody's words, as against the name of a thing.

A stretch in quotation marks is speech if it has at least four words and
- is written like a sentence: it ends in a comma, a full stop or the like inside the marks, or goes on over paragraphs;
- or a verb of speech stands near it, or it begins in lower case;
and is not written like a name: most of its content words capitalised, or a word such as 'project' or 'entitled' just
before it (unless the marks hold a sentence).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kg.extract.text.segment_tables import words
from kg.records import Span

_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’", "'": "'"}
_CLOSES = {"'": re.compile(r"(?<=[\w.,!?…)])'(?!\w)"), "‘": re.compile(r"(?<=[\w.,!?…)])’(?!\w)")}
_OPENS = re.compile(r"[“«„]|(?:(?<=[\s(\[:,;–—-])|^)[\"‘'](?=[\w“(\[…])", re.M)
_POSSESSIVE = re.compile(r"s[’'] [a-z]")
_WORD = re.compile(r"[\w’'-]+")
_SMALL = frozenset(
    "a an and as at but by for from in into its nor of on or our over per the their to towards upon via vs with".split()
)
_FEWEST = 4
_LONGEST = 4000
_NEAR = 70


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The quotations inside `paragraphs`, which stand in text order; marks are part of them. A quotation that goes on
    in the next paragraph gives one stretch in each."""
    found: list[Span] = []
    for index, paragraph in enumerate(paragraphs):
        following = text[paragraphs[index + 1].start :][:1] if index + 1 < len(paragraphs) else ""
        for span, closed in _marked(text, paragraph):
            if not closed and following != text[span.start]:
                continue
            if _is_speech(text, span, closed):
                found.append(span)
            if not closed:
                break
    return found


def _marked(text: str, paragraph: Span) -> Iterator[tuple[Span, bool]]:
    """Stretches in quotation marks, outermost only, and whether they are closed within the paragraph."""
    position = paragraph.start
    while match := _OPENS.search(text, position, paragraph.end):
        mark = match[0]
        end = _closing(text, match.end(), min(paragraph.end, match.end() + _LONGEST), mark)
        if end:
            yield Span(match.start(), end), True
            position = end
        elif mark in '“«„"':
            yield Span(match.start(), paragraph.end), False
            position = match.end()
        else:
            position = match.end()


def _closing(text: str, start: int, limit: int, mark: str) -> int:
    """Behind the mark that closes a quotation opened before `start`; 0 where there is none."""
    if mark in _CLOSES:
        ends = [match.end() for match in islice(_CLOSES[mark].finditer(text, start, limit), 3)]
        # The apostrophe of 'the states’ plan' closes nothing where another mark follows.
        while len(ends) > 1 and _POSSESSIVE.match(text, ends[0] - 2) and "‘" not in text[ends[0] : ends[1]]:
            ends.pop(0)
        return ends[0] if ends else 0
    if all(text.find(closing, start, limit) < 0 for closing in _PAIRS[mark]):
        return 0
    depth = 0
    for index in range(start, limit):
        if text[index] == mark and mark not in _PAIRS[mark]:
            depth += 1
        elif text[index] in _PAIRS[mark]:
            if depth == 0:
                return index + 1
            depth -= 1
    return 0


def _is_speech(text: str, span: Span, closed: bool) -> bool:
    inside = text[span.start + 1 : span.end - (1 if closed else 0)].strip()
    tokens = _WORD.findall(inside)
    if len(tokens) < _FEWEST:
        return False
    sentence = not closed or inside[-1:] in ".,!?…;" or text[span.end : span.end + 1] == "," and inside[:1].isupper()
    if _capitalised(tokens) >= 0.7 or (_named_before(text, span.start) and not inside.endswith((".", "!", "?", ","))):
        return False
    return sentence or inside[:1].islower() or _spoken_near(text, span)


def _capitalised(tokens: Sequence[str]) -> float:
    content = [token for token in tokens if token.lower() not in _SMALL]
    return sum(token[0].isupper() or token[0].isdigit() for token in content) / len(content) if content else 0.0


def _named_before(text: str, start: int) -> bool:
    before = re.split(r"[.;!?”»\n]", text[max(0, start - 40) : start])[-1]
    last = [token.lower() for token in _WORD.findall(before)][-2:]
    return any(token in words("name-cue") for token in last)


def _spoken_near(text: str, span: Span) -> bool:
    around = text[max(0, span.start - _NEAR) : span.start] + " | " + text[span.end : span.end + _NEAR]
    return any(token.lower() in words("speech-verb") for token in _WORD.findall(around))
