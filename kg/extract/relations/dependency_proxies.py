"""Masked sentences made parsable: each name or list becomes a short word that the parser knows.

Long names derail a small model ('the Ministry of Planning, Development and Special Initiatives of …'); of 'Alpha
organised the meeting in London' it makes no mistake. `Proxied.words` leads from a word back to what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.relations.dependency_frames import words as word_class
from kg.extract.relations.dependency_lists import Argument, Unit, units
from kg.extract.text.masking import Item, Masked

_NOUNS = {
    "Event": "meeting",
    "Document": "agreement",
    "Project": "project",
    "Facility": "center",
    "Process": "committee",
}
"""What stands for a type as a common noun, with an article of its own where the sentence has none."""
_MANY = {"Document": "agreements", "Project": "projects"}
"""What stands for a list of a type: as one word it does not run into the names behind it."""
_NAMES = {"State": ("Kenya", "Egypt"), "Person": ("John", "Mary"), "Place": ("London", "Paris")}
_BODIES = ("Microsoft", "Google")
_APPOSED = "Apollo"
"""For a name before the word for what it is ('the MIEUX project')."""
_DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|its|their|his|her|our|this|that|these|each|every|another|no|one)|['’]s?|⟩)\s+(?:[\w-]+ ){0,3}$",
    re.I,
)
_DATE = re.compile(r"\b(?:on|by|before|after|until|since|of|in|from|this|last|next)\s+(?:the )?$", re.I)
_CO = re.compile(r"\b[Cc]o-(?=(?:host|organi|chair|fund|financ|lead|led|sponsor|conven|sign|facilitat|implement)\w)")


_INSERTED = re.compile(
    r"(?<=[\w⟧]),\s+(?:(?:in|at|on|after|over|during|for|since|before|with|without|through|throughout|under|by|within|"
    r"despite|amid|across|as|from|like|until|at)\s[^,;:⟦⟧“”\"]{3,80}(?:⟦T\d+⟧)?|however|meanwhile|too|also|respectively|"
    r"in turn|among others|inter alia),(?=\s(?!(?:and|or|as well)\b))|\s\([^()⟦⟧]{1,80}\)",
    re.I,
)
"""What stands between two commas or in brackets, names nothing and turns the parser from the verb."""


@dataclass(frozen=True, slots=True)
class Proxied:
    """A sentence with proxies. `words`: arguments by the offset of the word that stands for them; `anchors`: (offset
    here, offset in the mask) pairs, ascending."""

    text: str
    words: Mapping[int, tuple[Argument, ...]]
    anchors: tuple[tuple[int, int], ...]

    def masked_offset(self, offset: int) -> int:
        """The offset in the mask of an offset here (inside a proxy: its start)."""
        here, there = max(a for a in self.anchors if a[0] <= offset)
        return there + offset - here


@lru_cache
def _genus() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(sorted(word_class('genus')))})\b", re.I)


def _plain(text: str, title: bool) -> str:
    """The words between items; of a headline in lower case, 'co-hosted' without its prefix; the length is kept."""
    text = _CO.sub("   ", text)
    lower = text.lower()
    return lower if title and len(lower) == len(text) else text


def _word(unit: Unit, before: str, after: str, surfaces: Mapping[int, str]) -> tuple[str, tuple[int, ...]]:
    """The words for a unit and where in them those stand that mean it."""
    item = unit.arguments[0].item
    if item is None:
        return "", ()
    if unit.lead:
        word, _ = _name(unit, item)
        return unit.lead + word, (0,)
    if item.type == "Date":
        surface = surfaces.get(item.start, "")
        short = surface if len(surface) < 12 else "Monday"
        return (short if _DATE.search(before) else f"on {short}"), ()
    if item.type in _NOUNS and _genus().match(after):
        return _APPOSED, (0,)
    return _name(unit, item, before)


def _name(unit: Unit, first: Item, before: str = "the ") -> tuple[str, tuple[int, ...]]:
    """The proxy of a name or list of names, with an article where it is a common noun and has none."""
    if first.type in _NOUNS and len(unit.arguments) == 1:
        article = "" if _DETERMINED.search(before) else "the "
        return article + _NOUNS[first.type], (len(article),)
    if first.type in _MANY:
        return _MANY[first.type], (0,)
    one, other = _NAMES.get(first.type, _BODIES)
    if len({a.item.entity for a in unit.arguments if a.item}) == 1:
        return one, (0,)
    return f"{one} and {other}", (0, len(one) + 5)


def _pieces(masked: Masked, title: bool) -> list[Unit]:
    """What is replaced: the units, and insertions that are left out (without arguments), in order."""
    dropped = [Unit(*match.span(), ()) for match in _INSERTED.finditer(masked.text)]
    kept = [u for u in units(masked, title=title) if all(u.end <= d.start or d.end <= u.start for d in dropped)]
    return sorted([*kept, *dropped], key=lambda unit: unit.start)


def proxied(masked: Masked, surfaces: Mapping[int, str], *, title: bool = False) -> Proxied:
    """The masked sentence with proxies. `surfaces`: the words of the dates, by the start of their item."""
    text, last = "", 0
    words: dict[int, tuple[Argument, ...]] = {}
    anchors: list[tuple[int, int]] = [(0, 0)]
    for unit in _pieces(masked, title):
        text += _plain(masked.text[last : unit.start], title)
        anchors.append((len(text), unit.start))
        word, heads = _word(unit, text, masked.text[unit.end :], surfaces) if unit.arguments else ("", ())
        for head in heads:
            words[len(text) + head] = tuple(replace(a, at=len(text) + head) for a in unit.arguments)
        text, last = text + word, unit.end
        anchors.append((len(text), last))
    return Proxied(text + _plain(masked.text[last:], title), words, tuple(anchors))
