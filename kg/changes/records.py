"""What a comparison tells: changes of facts with their reasons, and renamed entities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What happened to a fact."""

    added = "added"
    gone = "gone"
    changed = "changed"


class Reason(StrEnum):
    """Why a fact changed. Where more than one may be why, all are named, joined by 'or'."""

    new_article = "new article"
    removed_article = "removed article"
    changed_article = "changed article"
    rules = "changed rules"
    reference = "changed reference data"
    vocabulary = "changed vocabulary"
    decision = "decision"
    unknown = "unknown"


Fact = tuple[str, str, str]
"""Subject, relation and object, as N-Triples writes them."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article, as far as a reader of changes must know it."""

    iri: str
    key: str = ""
    title: str = ""
    publisher: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Telling:
    """One claim of a fact: its status and rule, the quotations that it rests on, who is quoted, and its qualifiers."""

    status: str = ""
    confidence: str = ""
    rule: str = ""
    attributed_to: str = ""
    details: tuple[tuple[str, str], ...] = ()
    quotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `before` and `after` are the claims of the fact, `old` is the fact whose object was replaced.
    `known`: the fact stood in the graph before, or still stands there, by other articles; None where that cannot be
    told. `names` are the labels of entities by IRI."""

    kind: Kind
    reasons: tuple[Reason, ...]
    fact: Fact
    source: Source | None = None
    old: Fact | None = None
    before: tuple[Telling, ...] = ()
    after: tuple[Telling, ...] = ()
    known: bool | None = None
    names: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def reason(self) -> str:
        """All reasons that there may be, in words."""
        return " or ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class Rename:
    """An entity that has another identifier now, and why. `undone`: it had, and has its own again. Without `new`, it is
    gone and nothing takes its place."""

    old: str
    new: str
    because: str
    undone: bool = False
