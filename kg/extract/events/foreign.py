"""Events under names in other languages: 'the Encuentro Regional de Alcaldes', 'the Forum de Bamako', 'the Table ronde
sur les retours' go as far as their language."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.tables import table
from kg.extract.text.foreign_words import FOREIGN, PARTICLES

FOREIGN_NOUN = "foreign"
"""What the table of nouns says of one that is no English word, and alone no event."""
_WORD = re.compile(r" (?P<word>[⟦⟨](?P<kind>[A-Z])\d+[⟧⟩]|[^\W_][\w’'-]*)(?![\w⟦])")
_NUMBER = re.compile(r" (?:[IVX]+|\d{1,2}|(?:19|20)\d\d)(?![\w./-])")
_ARABIC = re.compile(r"(?:w|b|bi|wa)?a[lnrst]-\w+|[ldLD][’']\w+")
_ENGLISH = frozenset("The In At On For Of And With By From To During After Before Under".split())


@lru_cache
def foreign_nouns() -> frozenset[str]:
    """The nouns for events that are no English words."""
    return frozenset(row["head"] for row in table("event_nouns") if row["needs"] == FOREIGN_NOUN)


def foreign_end(text: str, start: int) -> int:
    """Where the words of another language behind a noun for events end; `start` where none follow."""
    end = at = start
    before = ""
    while found := _WORD.match(text, at):
        word = found["word"]
        if found["kind"] == "T" or not (_goes_on(word) or before in PARTICLES or (found["kind"] and _names(before))):
            break
        at = found.end()
        end = end if word in PARTICLES else at
        before = word
    return end


def _goes_on(word: str) -> bool:
    """Whether a word belongs to the name by itself: in capitals, a particle, or one that looks foreign."""
    if word[0] in "⟦⟨":
        return False
    named = word[0].isupper() and word not in _ENGLISH
    return named or word in PARTICLES or bool(_ARABIC.fullmatch(word) or FOREIGN.fullmatch(word))


def _names(before: str) -> bool:
    """Whether the word before a known name is a part of the event's name in capitals."""
    return before[:1].isupper()


def opens_foreign(text: str, start: int) -> bool:
    """Whether a particle of another language follows the noun: 'Forum |de| Bamako'."""
    found = _WORD.match(text, start)
    return found is not None and found["word"] in PARTICLES - {"a", "i", "do", "e", "al", "la", "le", "per", "con"}
