"""One sentence as the finder of persons sees it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.extract.persons.names import Run
from kg.extract.persons.title_shape import Title
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import Token


@dataclass(slots=True)
class Reading:
    """One sentence as the finder sees it."""

    sentence: Sentence
    tokens: list[Token]
    doc: Doc | None
    text: str
    starts: dict[int, Title] = field(default_factory=dict)
    ends: dict[int, Title] = field(default_factory=dict)
    covered: dict[int, int] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    listed: frozenset[int] = frozenset()
    signs: dict[Run, frozenset[str]] = field(default_factory=dict)
