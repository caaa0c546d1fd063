"""Bodies that a post is written with by a shorter form of their names: 'Commission President P' where the European
Commission is named, 'Federal Police Director P' where the Xish Federal Police is."""

from __future__ import annotations

from kg.extract.analysis import Analysis
from kg.extract.text.words import BODIES, words

_ALONE = frozenset("Commission Council Board Authority Committee Secretariat Parliament Court Assembly Agency".split())
"""Nouns that stand for a body without another word of its name."""
_NO_PORTFOLIO = ("minister", "secretary")
_LONGEST = 3


def body_in_post(analysis: Analysis, position: str) -> tuple[str, str] | None:
    """The position without the body that it begins with, and the id of that body, where the text names one body whose
    name ends so; None where there is none."""
    parts = position.split()
    if parts[-1].lower() in _NO_PORTFOLIO or not parts[0][0].isupper():
        return None
    for length in range(min(_LONGEST, len(parts) - 1), 0, -1):
        form, noun = " ".join(parts[:length]), parts[length - 1]
        if form in _ALONE or length > 1 and noun[0].isupper() and noun.lower() in words("titles_bodies", "word"):
            named = {e.id for e in analysis.entities if e.type in BODIES and e.name.endswith(f" {form}")}
            if len(named) == 1:
                return " ".join(parts[length:]), named.pop()
    return None
