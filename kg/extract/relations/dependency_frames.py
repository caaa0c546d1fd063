"""The table `frames` (which verb or noun with which slots says which relation) and `frame_words` (classes of words).

A slot is where an argument stands: of a verb `subj` and `obj` (who acts and what is acted on, active or passive alike),
or a preposition; of a noun `giver`, `receiver`, `clause` (what the clause around is about), or a preposition. `focus`
is the event in focus where no slot before it is filled, `group` and `attendees` the event in focus where the subject is
a group of people ('officials') or says that it attends ('participants'). `slot:role` takes only the types of a role.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.extract.tables import table
from kg.extract.text.lists import ROLES, letters_of

_ROLES = {"joint": "EJ", "adopter": "SGIOPCVFE", "paid": "EJFPD", "thing": "DJFP", "partnered": "SGIOPCVEJ",
          "holder": "SGIOCVFJ", "attending": "SGIOCVN", "piece": "GIOPCF", "whole": "GIOCV", "base": "GIOC",
          "seated": "GIOPCVF", "desk": "O", "within": "GIOPCVJ", "spot": "LS", "group": "PIG", "organ": "G",
          "presenter": "SGIOPCVN"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a frame: the slot's name and the types that it takes, as letters of `masking.LETTERS`."""

    name: str
    letters: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One row. `kind`: verb or noun; `needs`: lemmas of which one must depend on the word; `flags`: `people` (who is
    named through people counts), `only` (and no other), `alone` (not where
    the verb has an object), `mutual` (two or more
    who hold talks), `purpose` (holds in 'met to …'), `it` (a pronoun may mean
    the event in focus), `body` (pronouns, nouns of the class `kin` and the slot `process` mean a body told of before),
    `land` ('her country' means the state told of before), `there` (what is done at an event is said of it),
    `present` (not in the past), `passive` (in the passive). The lemma `*` is any verb but those of the class `apart`;
    in `needs`, `@people` stands for the class."""

    name: str
    kind: str
    relation: str
    subject: tuple[Slot, ...]
    object: tuple[Slot, ...]
    needs: frozenset[str]
    flags: frozenset[str]
    confidence: float


def _slots(source: str) -> tuple[Slot, ...]:
    found = []
    for part in source.split("|"):
        name, _, role = part.strip().partition(":")
        letters = (_ROLES.get(role) or letters_of(role)) if role else ROLES["any"]
        found.append(Slot(name, letters))
    return tuple(found)


def frame_of(row: dict[str, str]) -> Frame:
    """A row of the table as a frame. Raises KeyError where a role is unknown."""
    needs = [w for need in (row["needs"] or "").split() for w in (words("people") if need == "@people" else (need,))]
    return Frame(
        row["frame"], row["kind"], row["relation"], _slots(row["subject"]), _slots(row["object"]), frozenset(needs),
        frozenset((row["flags"] or "").split()), float(row["confidence"]),
    )  # fmt: skip


@lru_cache
def frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """The frames by kind and lemma."""
    found: dict[tuple[str, str], list[Frame]] = {}
    for row in table("frames"):
        for lemma in row["lemmas"].split():
            found.setdefault((row["kind"], lemma), []).append(frame_of(row))
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache
def words(name: str) -> frozenset[str]:
    """The words of one class of the table `frame_words`."""
    return frozenset(word for row in table("frame_words") if row["class"] == name for word in row["words"].split())
