"""Where words stand in a text as they are: names are looked for by the hundred, and a pattern for each costs more than
the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_HYPHEN = "-"


def occurrences(text: str, words: Sequence[str], start: int, end: int, *, hyphen: bool) -> Iterator[tuple[int, int]]:
    """Where the words stand between `start` and `end`, white space of any kind and length between them, as starts and
    ends that do not overlap. No letter, digit or hyphen stands before them, no letter or digit behind; with `hyphen` no
    hyphen either."""
    at = text.find(words[0], start, end)
    while at >= 0:
        stop = _read(text, words, at, end)
        whole = stop is not None and not (at > 0 and _glued(text[at - 1], True))
        if stop is not None and whole and not (stop < end and _glued(text[stop], hyphen)):
            yield at, stop
            at = text.find(words[0], stop, end)
        else:
            at = text.find(words[0], at + 1, end)


def _read(text: str, words: Sequence[str], at: int, end: int) -> int | None:
    """Where the words end that begin at `at`; None where they do not stand there."""
    stop = at + len(words[0])
    for word in words[1:]:
        begin = stop
        while begin < end and text[begin].isspace():
            begin += 1
        if begin == stop or not text.startswith(word, begin, end):
            return None
        stop = begin + len(word)
    return stop


def _glued(character: str, hyphen: bool) -> bool:
    return character.isalnum() or character == "_" or (hyphen and character == _HYPHEN)
