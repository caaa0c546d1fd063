"""The sentences around the evidence of a claim, for a reader; extraction has its own, finer splitting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.contacts import Contacts
from kg.view.markup import plain

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")
_SHORT = re.compile(r"(?:^|[\s(.])(?:[A-Z]|[A-Z][a-z]|Hon|Mrs|Gen|Col|Rev|No|St|Prof|Amb|vs|e\.g|i\.e|U\.S)\.\s*$")
_ITEM = re.compile(r"[ \t]*(?:[•·▪◦●‣*–-]|\d{1,2}[.)])[ \t]|---|[a-z][\w-]*:(?:[ \t]|$)")
"""The beginning of a line that goes on with nothing: an item of a list, or a field of front matter."""
_MOST = 700


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as shown, in pieces: each its text and whether a claim rests on it. `start` is where it begins in the
    stored text."""

    start: int
    pieces: tuple[tuple[str, bool], ...]


def passages(contacts: Contacts, spans: Iterable[tuple[int, int]]) -> tuple[Passage, ...]:
    """The sentences of a text that hold the spans, in its order, each once with all its spans marked, and without the
    contact data in it."""
    text = contacts.text
    found: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in sorted(set(spans)):
        first, last = around(text, start, end)
        if found and first < found[-1][1]:
            known = found.pop()
            found.append((min(first, known[0]), max(last, known[1]), [*known[2], (start, end)]))
        else:
            found.append((first, last, [(start, end)]))
    return tuple(marked(contacts, *sentence) for sentence in found)


def marked(contacts: Contacts, first: int, last: int, marks: Iterable[tuple[int, int]]) -> Passage:
    """What stands from `first` to `last` in the text, with the marks in it. Where a telephone number or address runs
    over the edge of a mark, it is redacted and marked as a whole."""

    def shown(start: int, end: int) -> str:
        return plain(contacts.stretch(start, end))

    pieces, at = [], first
    for start, end in marks:
        pieces += [(shown(at, start), False), (shown(max(at, start), end), True)]
        at = max(at, end)
    pieces.append((shown(at, last), False))
    kept = tuple((words, marked) for words, marked in pieces if words)
    whole = shown(first, last)
    return Passage(first, kept if "".join(words for words, _ in kept) == whole else ((whole, True),))


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence, or heading, that holds `start` to `end`, at most some hundred characters wider."""
    left, right = max(0, start - _MOST), min(len(text), end + _MOST)
    width = max(map(len, text[left:right].split("\n")))
    before = [match for match in _END.finditer(text, left, start + 2) if match.end() <= start]
    opening = next((match for match in reversed(before) if _ends(text, match, width)), None)
    after = _END.finditer(text, max(end - 1, 0), right)
    closing = next((match for match in after if _ends(text, match, width)), None)
    first = left if opening is None else opening.end()
    last = right if closing is None else closing.start() + len(closing.group().rstrip())
    return _trimmed(text, min(first, start), max(last, end))


def _ends(text: str, match: re.Match[str], width: int) -> bool:
    """Whether a sentence ends here: not at an abbreviation, as an initial or a title is, nor in wrapped text."""
    if match.group() == "\n":
        return not _wrapped(text, match.start(), width)
    return not _SHORT.search(text[max(0, match.start() - 8) : match.start() + 1])


def _wrapped(text: str, at: int, width: int) -> bool:
    """Whether a line only breaks since the next word had no room in it, `width` being that of the longest around."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    rest = text[at + 1 : at + 1 + width].partition("\n")[0]
    if not line.strip() or not rest.strip() or _ITEM.match(rest):
        return False
    word = rest.split()[0]
    return word[0].islower() or len(line) + 1 + len(word) > width


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
