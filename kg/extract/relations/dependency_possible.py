"""Whether a sentence with proxies may say what a frame reads: by its words and its names alone, before it is parsed.

Never says no where the parsed sentence would have given a claim: a word may be each lemma that it can come from, and a
slot may be filled by each name of its types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.extract.relations.dependency_frames import Frame, Slot, frames, words
from kg.extract.relations.dependency_proxies import Proxied
from kg.extract.text.language import irregular_forms
from kg.extract.text.masking import LETTERS

_WORD = re.compile(r"[a-z][a-z’'-]*", re.I)
_PART = re.compile(r"[-’']")
_BY_GRAMMAR = frozenset("subj obj around poss giver receiver clause doer is having stands".split())
"""Slots that no preposition leads to."""
_AUXILIARY = {
    lemma: frozenset(forms.split())
    for lemma, forms in {
        "be": "is was are were be been being am s m re",
        "have": "has have had having s ve d",
        "do": "does do did done doing",
    }.items()
}


def may_fire(source: Proxied) -> bool:
    """Whether any frame may find both its ends in the sentence."""
    seen = _seen(source.text)
    letters = [LETTERS[a.item.type] for found in source.words.values() for a in found if a.item]
    meant = bool(seen & {"it", "its", "this"}) or ("the" in seen and bool(seen & (words("kin") | words("paper"))))
    return any(_may(frame, seen, letters, meant) for frame in _of(seen))


def _seen(text: str) -> frozenset[str]:
    """The words of a text in lower case, their parts at hyphens and apostrophes, and the lemmas they may come from."""
    found = {part for word in _WORD.findall(text.lower()) for part in (word, *_PART.split(word))}
    return frozenset(found).union(*map(lemmas, found))


@lru_cache(maxsize=1 << 16)
def lemmas(word: str) -> frozenset[str]:
    """The lemmas that frames and their words ask for of which a word, in lower case, may be a form."""
    found = {lemma for stem, lemma in _stems() if word.startswith(stem)}
    found |= {lemma for lemma, forms in _AUXILIARY.items() if word in forms}
    return frozenset(found | (irregular_forms().get(word, frozenset()) & _asked_for()))


@lru_cache(maxsize=1)
def _stems() -> tuple[tuple[str, str], ...]:
    """What each form of a lemma begins with: 'chair|men', 'organi[sz]|ing', 'carr|ies'."""
    return tuple((re.sub("(?:(?<=m)an|[ey])$", "", lemma), lemma) for lemma in sorted(_asked_for()))


@lru_cache(maxsize=1)
def _asked_for() -> frozenset[str]:
    triggers = {lemma for _, lemma in frames() if lemma != "*"}
    needs = {word for frame in _frames() for need in frame.needs for word in need.lstrip("!").split("+")}
    classes = (word for name in ("kin", "paper", "attendees", "occasion", "homeland") for word in words(name))
    return frozenset({*triggers, *needs, *classes})


@lru_cache(maxsize=1)
def _frames() -> tuple[Frame, ...]:
    return tuple(dict.fromkeys(frame for rows in frames().values() for frame in rows))


def _of(seen: frozenset[str]) -> Iterable[Frame]:
    """The frames that a word of a sentence may start."""
    table = frames()
    return dict.fromkeys(
        frame for lemma in (*sorted(seen), "*") for kind in ("verb", "noun") for frame in table.get((kind, lemma), ())
    )


def _may(frame: Frame, seen: frozenset[str], letters: list[str], meant: bool) -> bool:
    """Whether the words that a frame needs stand there, and each of its ends may be somebody. `letters`: of the names
    of the sentence; `meant`: whether a word of it may mean something named before."""
    needs = [need.split("+") for need in frame.needs if not need.startswith("!")]
    objects, subjects = _open(frame.object, seen), _open(frame.subject, seen)
    if not objects or not subjects or (needs and not any(seen.issuperset(need) for need in needs)):
        return False
    before = meant and "body" in frame.flags
    if "land" in frame.flags and seen & words("homeland"):
        before = True
    here = "it" in frame.flags and bool(seen & ({"it", "this", "its"} | words("occasion")))
    told = before or _untold(objects, seen)
    if not told and not _fit(objects, letters):
        return False
    if before or here or _untold(subjects, seen):
        return True
    return bool(_fit(subjects, letters)) and (told or _fit([*subjects, *objects], letters) > 1)


def _open(slots: tuple[Slot, ...], seen: frozenset[str]) -> list[Slot]:
    """The slots that the words of a sentence leave open: of prepositions, those that stand there."""
    special = _BY_GRAMMAR | {"focus", "process", "group", "attendees"}
    return [slot for slot in slots if slot.name in special or slot.name in seen]


def _untold(slots: Iterable[Slot], seen: frozenset[str]) -> bool:
    """Whether a slot needs no name in the sentence."""
    names = {slot.name for slot in slots}
    return bool(names & {"focus", "process", "group"}) or ("attendees" in names and bool(seen & words("attendees")))


def _fit(slots: Iterable[Slot], letters: list[str]) -> int:
    """How many names of the sentence have a type that one of the slots takes."""
    taken = {letter for slot in slots for letter in slot.letters}
    return sum(letter in taken for letter in letters)
