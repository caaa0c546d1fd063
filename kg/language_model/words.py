"""Where words stand in a text, whatever white space is between them: offsets are never taken from the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.records import Span

_ALIKE = str.maketrans('’‘‛“”„‟"‐‑‒–—−', "''" * 4 + "-" * 6)
"""Quotation marks and dashes are written in several ways, and one for the other; each is one character in both."""
_AROUND = " '"


class Words:
    """The searchable text of some parts of an article. No words are found that reach over the end of a part."""

    def __init__(self, text: str, parts: Iterable[Span]) -> None:
        self.text = text
        self._parts = [_flat(text, part) for part in parts]

    def first(self, words: str, within: Span | None = None) -> Span | None:
        """The first place of the words, inside the span where one is given."""
        return next(self.places(words, within), None)

    def places(self, words: str, within: Span | None = None) -> Iterator[Span]:
        """The places of the words in text order; they begin and end with a whole word. Where they stand nowhere with
        the quotation marks around them, without these."""
        wanted = " ".join(words.translate(_ALIKE).split())
        if any(character.isalnum() for character in wanted):
            yield from list(self._places(wanted, within)) or self._places(wanted.strip(_AROUND), within)

    def _places(self, wanted: str, within: Span | None) -> Iterator[Span]:
        for flat, offsets in self._parts:
            at = flat.find(wanted)
            while at >= 0:
                span = Span(offsets[at], offsets[at + len(wanted) - 1] + 1)
                inside = within is None or (within.start <= span.start and span.end <= within.end)
                if inside and _whole(flat, at, at + len(wanted)):
                    yield span
                at = flat.find(wanted, at + 1)

    def at(self, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(self.text[span.start : span.end].split())


def _flat(text: str, part: Span) -> tuple[str, list[int]]:
    """A part of the text with single spaces, and where each character of that stands."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset in range(part.start, part.end):
        character = text[offset]
        if not character.isspace():
            characters.append(character)
        elif characters and characters[-1] != " ":
            characters.append(" ")
        else:
            continue
        offsets.append(offset)
    return "".join(characters).translate(_ALIKE), offsets


def _whole(flat: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    cut_before = start > 0 and flat[start - 1].isalnum() and flat[start].isalnum()
    return not cut_before and not (end < len(flat) and flat[end - 1].isalnum() and flat[end].isalnum())
