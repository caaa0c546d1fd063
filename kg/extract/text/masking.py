"""Masked sentences: every mention and date becomes one token, so that patterns see roles and not names.

`The ⟦E0⟧ was attended by ⟦S1⟧ and ⟦I2⟧ on ⟦T3⟧`: the letter tells the type, the number the item. A name that only
modifies a noun ("the ⟨I4⟩ office", "⟨S5⟩’s plan") stands in other brackets: it does not act. Patterns run over this
text; `Masked.span` brings a match back to the stored text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.text.bullets import MARK
from kg.extract.text.overlaps import within as stretches_within
from kg.extract.text.overlaps import without_overlaps
from kg.records import Mention, Span

LETTERS = {
    "State": "S",
    "GovernmentBody": "G",
    "InternationalOrganization": "I",
    "Office": "O",
    "Process": "P",
    "CivilSociety": "C",
    "PrivateSector": "V",
    "Person": "N",
    "Event": "E",
    "Document": "D",
    "Project": "J",
    "Facility": "F",
    "Place": "L",
    "Date": "T",
}
_GAPS = re.compile(rf"\s*\n\s*{MARK}\s+|\s\s+|[^\S ]|(?<![^\s“”\"«»]) |[“”\"«»⟦⟧⟨⟩]")
"""What is no plain text: a single space between two words is."""
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
"""The point of a figure is no end of a clause: patterns see another character, of the same length."""
_BULLET = re.compile(r"\S")
_LEADS_ON = re.compile(
    r"(?:[:;,]|\b(?:and|are|were|is|was|of|from|with|by|between|as|namely|includ(?:e|es|ed|ing)|that))$"
)
_WHERE = re.compile(r"(?<=⟧) in (?:the )?⟦[SL]\d+⟧(?: and in (?:the )?⟦[SL]\d+⟧)?")
TOKEN = re.compile(r"[⟦⟨]([A-Z])(\d+)[⟧⟩]")


@dataclass(frozen=True, slots=True)
class Item:
    """What stands behind a token: a mention, or a date (entity is then the index of the date mention)."""

    start: int
    end: int
    entity: str
    type: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with its items masked. `anchors` are (offset in the mask, offset in the text) pairs, ascending."""

    text: str
    items: tuple[Item, ...]
    anchors: tuple[tuple[int, int], ...]
    start: int

    def original(self, offset: int) -> int:
        """The offset in the stored text of an offset in the mask (inside a token: the item's start)."""
        masked, plain = self.anchors[bisect_right(self.anchors, (offset, 1 << 60)) - 1]
        return plain + offset - masked

    def _original_end(self, end: int) -> int:
        """The offset in the stored text where a stretch of the mask ends: a token's end, else a plain character's."""
        at = bisect_left(self.anchors, (end, -1))
        if end and self.text[end - 1] in "⟧⟩" and at < len(self.anchors) and self.anchors[at][0] == end:
            return self.anchors[at][1]
        masked, plain = self.anchors[max(at - 1, 0)]
        return plain + end - masked

    def span(self, start: int, end: int) -> Span:
        """The stretch of the stored text behind a stretch of the mask that does not cut a token."""
        return Span(self.original(start), self._original_end(end))

    def without(self, start: int, end: int) -> Masked:
        """The mask with a stretch left out; offsets still lead back to the stored text."""
        before = [anchor for anchor in self.anchors if anchor[0] <= start]
        after = [(masked - (end - start), plain) for masked, plain in self.anchors if masked > end]
        anchors = (*before, (start, self.original(end)), *after)
        return Masked(self.text[:start] + self.text[end:], self.items, anchors, self.start)

    def items_in(self, start: int, end: int, *, acting: bool = False) -> list[Item]:
        """The items whose tokens lie in a stretch of the mask, in order; `acting`: without those that modify a noun."""
        found = TOKEN.finditer(self.text, start, end)
        return [self.items[int(m.group(2))] for m in found if not acting or m.group().startswith("⟦")]

    def items_in_places(self, start: int, end: int) -> list[Item]:
        """The items of a stretch that only say where another is: 'A in B and C, D'."""
        found = _WHERE.finditer(self.text, start, end)
        return [item for m in found for item in self.items_in(m.start() + 1, m.end())]

    def position(self, item: Item) -> tuple[int, int]:
        """Where an item's token stands in the mask."""
        number = bisect_left(self.items, item.start, key=lambda other: other.start)
        if self.items[number : number + 1] != (item,) or number not in _positions(self.text):
            raise ValueError(f"{item} is no item of this sentence")
        return _positions(self.text)[number]


@lru_cache(maxsize=16)
def _positions(text: str) -> dict[int, tuple[int, int]]:
    """Where the tokens of a mask stand, by the number of their item."""
    return {int(token[2]): token.span() for token in TOKEN.finditer(text)}


def items(mentions: Iterable[Mention], dates: Iterable[Item] = ()) -> list[Item]:
    """Mentions and dates as items in text order; of overlapping ones the longer stays, of equals the first given."""
    wanted = [Item(m.start, m.end, m.entity, m.type) for m in mentions] + list(dates)
    return without_overlaps(sorted(wanted, key=lambda i: i.start - i.end))


class _Builder:
    """Collects the pieces of a mask with the anchors that lead back to the text."""

    def __init__(self, lines: Collection[int] = ()) -> None:
        self.lines = lines
        self.parts: list[str] = []
        self.anchors: list[tuple[int, int]] = []
        self.length = 0

    def add(self, piece: str, at: int) -> None:
        self.anchors.append((self.length, at))
        self.parts.append(piece)
        self.length += len(piece)

    def add_plain(self, text: str, start: int, end: int) -> None:
        """Plain words: runs of white space become one space, double quotation marks and marks of tokens nothing, a
        bullet a semicolon."""
        last = start
        for gap in _GAPS.finditer(text, start, end):
            self.add(text[last : gap.start()], last)
            self.add(self._instead(gap.group(), gap.end()), gap.start())
            last = gap.end()
        self.add(text[last:end], last)

    def _instead(self, gap: str, end: int) -> str:
        before = "".join(self.parts[-2:])
        if "\n" in gap and (_BULLET.search(gap) or end in self.lines):
            return " " if _LEADS_ON.search(before) else "; "
        return " " if gap.isspace() and not before.endswith(" ") else ""


def mask(
    text: str,
    start: int,
    end: int,
    within: Sequence[Item],
    modifiers: Collection[Item] = (),
    lines: Collection[int] = (),
) -> Masked:
    """The stretch of text with each item replaced by its token. `lines`: where lines of a list begin."""
    builder, last = _Builder(lines), start
    inside = tuple(stretches_within(within, start, end))
    for number, item in enumerate(inside):
        builder.add_plain(text, last, item.start)
        token = f"{LETTERS[item.type]}{number}"
        builder.add(f"⟨{token}⟩" if item in modifiers else f"⟦{token}⟧", item.start)
        last = item.end
    builder.add_plain(text, last, end)
    return Masked(_DECIMAL.sub("·", "".join(builder.parts)), inside, (*builder.anchors, (builder.length, end)), start)
