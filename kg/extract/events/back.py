"""Nouns that alone mean what was told before ('the talks', 'the exercise'), and where they tell of an event of their
own: 'she told guests at the handover'."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extract.text.masking import Masked
from kg.extract.text.sentences import Sentence

_BACK = frozenset({"modified", "exercise", "visit", "operation", "opening", "of", "shown"})
"""Needs of nouns that, with 'the' alone, mean what was told before: 'the consultations', 'the exercise'."""
_ATTENDED = re.compile(
    r"\b(?:at|during|attended|witnessed|graced|(?:co-)?chaired|presided over|travell?ed to|came to|followed|"
    r"guests? (?:at|to)) the $"
)
_ATTENDED_BY = re.compile(
    r",? (?:which )?(?:(?:was|were) (?:also )?(?:attended|witnessed|graced|presided over) by|"
    r"(?:took|takes|will take|is to take) place|(?:was|is to be|will be|has been) (?:held|scheduled|set|fixed))\b"
)


def attended(text: str, start: int, end: int) -> bool:
    """Whether somebody was at what stands between two offsets: 'she told guests at the |handover|'."""
    before = _ATTENDED.search(text, max(0, start - 30), start)
    return before is not None or _ATTENDED_BY.match(text, end) is not None


def only_back(row: Mapping[str, str], determiner: str, masked: Masked, start: int, noun: re.Match[str]) -> bool:
    """Whether the phrase from `start` can only mean an event told before: 'the talks', 'the launch', unless somebody
    is said to have been there."""
    alone = determiner == "definite" and start == noun.start()
    whole = row["needs"] == "of" and not masked.text.startswith(" of", noun.end())
    none = whole and not attended(masked.text, start, noun.end())
    return row["needs"] == "back" or (alone and (row["needs"] == "talks" or none))


def back(
    match: re.Match[str], start: int, end: int, determiner: str, row: Mapping[str, str], sentence: Sentence
) -> bool:
    """Whether a phrase that alone means no event may mean one told before: 'the consultations', 'the exercise'."""
    plain = determiner == "definite" and (start, end) == match.span() and match.group().islower()
    return plain and row["needs"] in _BACK and sentence.kind != "title"
