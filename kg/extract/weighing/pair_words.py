"""The words of a sentence around its mentions, names masked by their types, as the weighing of pairs reads them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.text.sentences import Sentence
from kg.records import Mention

_TOKEN = re.compile(r"\w+|[^\w\s]")
_STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 40)
_MANY = 99


def step(number: int) -> int:
    """The number, coarser the greater it is."""
    return next((bound for bound in _STEPS if number <= bound), _MANY)


@dataclass(frozen=True, slots=True)
class MaskedWords:
    """The words of a sentence in lower case, figures as `#`, each name as its type in brackets; with offsets."""

    starts: Sequence[int]
    words: Sequence[str]

    def __getitem__(self, place: int) -> str:
        """The word at a place; `^` before the first, `$` behind the last."""
        if place < 0:
            return "^"
        return self.words[place] if place < len(self.words) else "$"

    def places(self, mention: Mention) -> tuple[int, int]:
        """The places of the first word of a mention and of the word behind it. An event may hold names: its places are
        those of all its words."""
        first = bisect_left(self.starts, mention.start)
        if first and (first == len(self.starts) or self.starts[first] > mention.start):
            first -= 1
        return first, max(bisect_left(self.starts, mention.end), first + 1)


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """The names, without events and without what lies within a name before, in text order."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.type != "Event" and not (found and mention.start < found[-1].end):
            found.append(mention)
    return found


def masked_words(text: str, sentence: Sentence, names: Sequence[Mention]) -> MaskedWords:
    """The words of a sentence in which the names, in text order and apart from each other, are masked."""
    starts: list[int] = []
    words: list[str] = []
    at = sentence.start
    for name in names:
        _append(text, at, name.start, starts, words)
        starts.append(name.start)
        words.append(f"<{name.type}>")
        at = max(at, name.end)
    _append(text, at, sentence.end, starts, words)
    return MaskedWords(starts, words)


def _append(text: str, start: int, end: int, starts: list[int], words: list[str]) -> None:
    for token in _TOKEN.finditer(text, start, end):
        word = token[0]
        starts.append(token.start())
        words.append("#" if word.isdigit() else word.lower())


def words_around(masked: MaskedWords, first: int, behind: int) -> list[str]:
    """What stands next to a mention, and how far from the start of the sentence."""
    left, right = masked[first - 1], masked[behind]
    return [
        f"l1={left}",
        f"l2={masked[first - 2]}_{left}",
        f"r1={right}",
        f"r2={right}_{masked[behind + 1]}",
        f"pos={step(first)}",
    ]


def words_between(masked: MaskedWords, one: tuple[int, int], other: tuple[int, int]) -> list[str]:
    """What stands between two mentions: the words where they are few, the order, the distance, and the names."""
    order = "so" if one[0] < other[0] else "os"
    low, high = (one[1], other[0]) if order == "so" else (other[1], one[0])
    between = masked.words[low:high]
    ends = {masked[one[0]], masked[other[0]]}
    found = [f"ord={order}", f"dist={step(len(between))}", f"semi={';' in between}"]
    found.append(f"nm={step(sum(word[0] == '<' for word in between))}")
    found.append(f"nt={step(sum(word in ends for word in between if word[0] == '<'))}")
    if len(between) <= _WHOLE:
        found.append(f"B={order[0]}{' '.join(between)}")
    return found + ([f"b={order[0]}{word}" for word in sorted(set(between))] if len(between) <= _FEW else [])


_WHOLE, _FEW = 5, 15
"""So many words between two mentions are one sign together, so many a sign each; more say nothing of them."""
