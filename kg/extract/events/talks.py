"""Talks and consultations without an article, which are events where somebody holds them, comes for them or sits in
them."""

from __future__ import annotations

import re

TALKS = frozenset({"consultations"})
"""Nouns that are read like 'talks' where they stand alone: 'held |consultations| with S'."""
_TALKS_OF = re.compile(r"(?:\b(?:for|[Ff]ollowing|[Aa]fter|[Bb]efore)|\b(?:\w+|\d+) (?:days?|hours?|rounds?) of) $")
TALKS_HELD = re.compile(r"\b(?:held|holds?|holding|had|dominated|in|at|during|opened|began|resumed) $")
_WITH = re.compile(r" (?:with|among|between) (?:[^.;]{0,90}⟦|(?:the |senior )*(?:[a-z]+ )?(?:ministers|officials)\b)")
_WITH_BODIES = re.compile(
    r" (?:(?:on |last |this )*⟦T\d+⟧ )?(?:with|among|between) (?![^.;]{0,90}⟦N)[^.;]{0,90}⟦[SGIOPC]"
)
"""Who meets where no person does: of two persons who hold talks a verb tells."""


_TALKS_OPEN = re.compile(
    r" (?:with|among|between) [^.;]{0,120}?\b(?:(?:are|were|is|was) (?:to|due|expected|planned|scheduled|held|set|"
    r"foreseen|under way)|will|t(?:ake|ook|aken) place|opene?d?|began|begin|start(?:ed)?|resumed?|have been held)\b"
    r"| (?:opene?d|began|started|resumed|took place|were held)(?: again)?,? (?:in|at|on) (?:the )?⟦[TLF]"
)
_TOOK_PLACE = re.compile(r" (?:which|that) (?:took place|(?:were|had been|have been) held)\b[^.;]{0,80}⟦[TLF]")
_OPENS = re.compile(r"(?:^|(?:,|;) (?:and |while |but )?|\band )$")
"""Before 'talks' that open a clause and are said to be held: 'and |talks| with S are to open'."""


def in_talks(text: str, start: int, end: int) -> bool:
    """Whether 'talks' without an article are what some came for or sat in: 'for |talks| with', 'two days of |talks|
    among', or that bodies hold: 'held |talks| on Monday with', '|talks| with S are to open'."""
    if TALKS_HELD.search(text, max(0, start - 12), start) and _WITH_BODIES.match(text, end):
        return True
    if _OPENS.search(text, max(0, start - 10), start) and _TALKS_OPEN.match(text, end) or _TOOK_PLACE.match(text, end):
        return True
    return _TALKS_OF.search(text, max(0, start - 24), start) is not None and _WITH.match(text, end) is not None
