"""A parsed title of a person."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.persons.title_bodies import Body
from kg.extract.text.words import Token


@dataclass(slots=True)
class Title:
    """A parsed title. `start` and `end`: offsets of the position as written without the organisation; `owner` the token
    before it that names whose it is; `bodies` what follows, innermost first; `after` the index of the next token;
    `chair` whether it is that of a chair, `representative` of a representative, `of_country` that of 'the country';
    `cuts`: stretches of the text within it that are no part of the position."""

    start: int
    end: int
    kind: str
    after: int
    owner: Token | None = None
    bodies: list[Body] = field(default_factory=list)
    first: int = 0
    lower: bool = False
    chair: bool = False
    representative: bool = False
    minister: bool = False
    of_country: bool = False
    cuts: list[tuple[int, int]] = field(default_factory=list)

    def post(self, text: str) -> str:
        """The position as the text writes it, on one line."""
        start, parts = self.start, []
        for first, last in (cut for cut in self.cuts if cut[1] <= self.end):
            parts.append(text[start:first])
            start = last
        return " ".join("".join([*parts, text[start : self.end]]).split())
