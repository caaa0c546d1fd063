"""A text as it was read: its lines in order, the names marked in them, and under each what was taken from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.contacts import WITHHELD, Contact, Contacts
from kg.extract.text.sentences import Sentence
from kg.records import Segment, Span
from kg.view.markup import legible, plain

T = TypeVar("T")

_BREAK = re.compile(r"\s*\n\s*(?![•·▪◦●‣*–-]\s)|[^\S\n]+")
_UNREAD = ("navigation", "dateline")
"""Parts that are shown though no sentence of theirs is read; of the first, the beginning."""
_BEGINNING = 90
CONTACTS = "contact-block"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of the text that means an entity: `entity` is its key, `type` its class."""

    start: int
    end: int
    entity: str
    type: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch as shown: words, and marked stretches inside it."""

    mark: Mark
    parts: tuple[str | Marked, ...]


Part = str | Marked


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """A sentence, or a part that is not read, with the claims that rest on it. `kind` is that of its segment, or
    `elsewhere` for the claims that rest on nothing shown. A contact block has no words."""

    kind: str
    start: int
    end: int
    parts: tuple[Part, ...]
    claims: tuple[T, ...] = ()


def lines(
    text: str,
    segments: Iterable[Segment],
    sentences: Iterable[Sentence],
    marks: Sequence[Mark],
    claims: Iterable[tuple[T, Sequence[Span]]],
    *,
    private: bool = False,
    near: str = "",
) -> list[Line[T]]:
    """The lines of a text in order. A claim stands under every line in which a piece of its evidence begins, and under
    a last line of kind `elsewhere` where none is shown. Telephone numbers, e-mail addresses and the words of contact
    blocks only with `private`; `near` are words that tell where the text is from (see `kg.contacts`)."""
    known = Contacts(text, near)
    hidden = () if private else known.spans
    ordered = _without_crossings(m for m in marks if not any(h.start < m.end and m.start < h.end for h in hidden))
    rest = list(claims)
    found: list[Line[T]] = []
    for kind, start, end in _stretches(text, segments, sentences):
        own = tuple(claim for claim, spans in rest if any(start <= span.start < end for span in spans))
        parts = () if kind == CONTACTS and not private else _parts(text, _trimmed(text, start, end), ordered, hidden)
        clear = parts if private or not known.within(flat(parts)) else (_one_line(plain(known.stretch(start, end))),)
        found.append(Line(kind, start, end, _beginning(clear) if kind == "navigation" else clear, own))
    lost = tuple(c for c, spans in rest if not any(line.start <= s.start < line.end for s in spans for line in found))
    return [*found, Line(ELSEWHERE, len(text), len(text), (), lost)] if lost else found


def _stretches(text: str, segments: Iterable[Segment], sentences: Iterable[Sentence]) -> list[tuple[str, int, int]]:
    """(kind, start, end) of the sentences, of contact blocks as wholes, and of the other parts that hold words."""
    found = [(s.kind, s.start, s.end) for s in sentences if s.kind != CONTACTS]
    for part in segments:
        if part.kind in (*_UNREAD, CONTACTS) and re.search(r"\w", text[part.start : part.end]):
            found.append((part.kind, part.start, part.end))
    return sorted(found, key=lambda stretch: stretch[1:])


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _parts(text: str, span: Span, marks: Sequence[Mark], hidden: Sequence[Contact]) -> tuple[Part, ...]:
    """The words of a stretch with its marks, and a notice in the place of what is hidden."""

    def words(start: int, end: int) -> str:
        pieces, at = [], start
        for private in (h for h in hidden if start < h.end and h.start < end):
            pieces += [legible(text[at : max(at, private.start)]), WITHHELD]
            at = private.end
        return _one_line("".join((*pieces, legible(text[at : max(at, end)]))))

    first = bisect_left(marks, span.start, key=lambda mark: mark.start)
    last = bisect_left(marks, span.end, key=lambda mark: mark.start)
    return tuple(_nested(span.start, span.end, [m for m in marks[first:last] if m.end <= span.end], words))


def _one_line(words: str) -> str:
    """Without the line breaks of the file, those before bullets excepted."""
    return _BREAK.sub(" ", words)


def _without_crossings(marks: Iterable[Mark]) -> list[Mark]:
    """Marks that nest, outer ones first: of two that cross, or that mark the same words, the first."""
    kept: list[Mark] = []
    around: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        around = [k for k in around if mark.start < k.end]
        if not any(k.end < mark.end or (k.start, k.end) == (mark.start, mark.end) for k in around):
            kept.append(mark)
            around.append(mark)
    return kept


def _nested(start: int, end: int, marks: Sequence[Mark], words: Callable[[int, int], str]) -> Iterator[Part]:
    """The stretch as words and marked stretches; `marks` are sorted and nest."""
    at = start
    for mark in marks:
        if mark.start < at or mark.end > end:
            continue
        if at < mark.start:
            yield words(at, mark.start)
        inner = [m for m in marks if mark.start <= m.start and m.end <= mark.end and m != mark]
        yield Marked(mark, tuple(_nested(mark.start, mark.end, inner, words)))
        at = mark.end
    if at < end:
        yield words(at, end)


def flat(parts: Iterable[Part]) -> str:
    """The words of parts without marks."""
    return "".join(part if isinstance(part, str) else flat(part.parts) for part in parts)


def _beginning(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    said = flat(parts)
    return (said if len(said) <= _BEGINNING else said[:_BEGINNING].rpartition(" ")[0] + " …",)


def alike(claims: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Claims of one key together; in the order of the first of each."""
    groups: dict[Hashable, list[T]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return list(groups.values())


def confidence_of(figures: Iterable[str]) -> str:
    """The confidence of claims that are shown together: the figure, or the lowest and the highest."""
    ranked = sorted(figures, key=float)
    return ranked[0] if ranked[0] == ranked[-1] else f"{ranked[0]} to {ranked[-1]}"
