"""The words behind the name of a document that tell more of it: 'Agreement |between A and B on visas|', 'National Plan
|11|', 'Standard Operating Procedures |for the return of children|', 'Tripartite Agreement |of 8 May 2001|'. With each
of them it is known too."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator

from kg.extract.documents.documents_treated import BETWEEN_SIDES
from kg.extract.names.units import word_class

_NUMBER = re.compile(
    r"\s\(No\.?\s?\d{1,4}\)|"
    rf"\s\d{{1,2}}(?=[\s,.;])(?!\s(?:{'|'.join(month_name[1:])}|states|countries|members)\b)"
)
_DATE = re.compile(r"\sof\s(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d\b|\sof\s\d{1,2}\s[A-Z][a-z]{2,8}\b")
_TOKEN = re.compile(r"\s+(?P<word>\([A-Z][^()]{1,30}\)|[\w’'&./-]*\w)")
_YEARS = re.compile(
    rf"\sfor\s(?:the\s(?:years|period)\s)?(?:(?:{'|'.join(month_name[1:])})\s)?(?:19|20)\d\d"
    rf"(?:(?:\s?[-–/]\s?|\s(?:to|and)\s)(?:(?:{'|'.join(month_name[1:])})\s)?(?:19|20)?\d\d)?\b"
)
_OPENERS = frozenset("on for of against concerning regarding about establishing creating governing".split())
_OF_SIDES = frozenset({"between", "among", "with"})
_ELSE = frozenset({"in", "to", "from", "across", "within", "throughout"})
"""Before words that may tell more of the document, or where and to whom something is done with it."""
_STAYING = frozenset({"persons", "residing", "living", "staying", "present"})
"""Behind these, 'without' goes on with a name: 'Agreement on the Readmission of Persons Residing |without| …'."""
_LISTED = re.compile(r"(?:,\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?){1,6},?\sand\s(?:the\s)?(?P<word>[A-Z][\w’'-]+)")
"""Further names of a list within the phrase: 'a survey of nurses from Chad|, Mali and Togo|'."""
_HAS = re.compile(r"\swith\s(?:(?:\d+|[a-z-]+)\s)?[a-z-]+s\b(?=[,.;]|$)")
"""What a document has: 'a roadmap |with six milestones|'."""
_IN = re.compile(r"\sin\s(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}(?=[,.;]|$)")
_LONG_NAME = 6
"""Words of a name behind which 'in' and a region may go on with it."""
_LONGEST = 18
"""Words behind the name, at most."""
_MOST = 6
"""Forms of one mention, at most."""
_PARTICIPLE = 4
"""Letters that a participle in '-ed' has more than."""


def tails(text: str, name: str, end: int, limit: int) -> Iterator[str]:
    """What may stand behind the name of a document that ends at an offset, up to the limit of its sentence: each
    stretch of words, the shorter first."""
    if found := _short_tail(text, name, end, limit):
        yield found.group()
        return
    words = name.casefold().split()
    openers = _OPENERS | (_OF_SIDES if words[-1] in BETWEEN_SIDES else frozenset())
    openers |= _ELSE - {"in", "to"} if _OPENERS & set(words) else frozenset()
    openers |= {"without"} if words[-1] in _STAYING else frozenset()
    behind = _words(text, end, limit, openers)
    ends = [at for word, at in behind[1:] if word in _OPENERS | _OF_SIDES | _ELSE | {"and"} and at > end]
    for stop in [*ends[: _MOST - 1], behind[-1][1] if behind else end]:
        phrase = _without_small(text[end:stop])
        if len(phrase.split()) > 1:
            yield phrase


def _short_tail(text: str, name: str, end: int, limit: int) -> re.Match[str] | None:
    """A number, date, years or region behind a name, or what the document has."""
    patterns = [_NUMBER, _DATE, _YEARS, _HAS, *([_IN] if len(name.split()) >= _LONG_NAME else [])]
    return next((found for pattern in patterns if (found := pattern.match(text, end, limit))), None)


def _words(text: str, end: int, limit: int, openers: frozenset[str]) -> list[tuple[str, int]]:
    """The words of the phrase behind a name, each with the offset before it; the last one with that behind it."""
    found: list[tuple[str, int]] = []
    at, last = end, ""
    while len(found) < _LONGEST and (token := _LISTED.match(text, at, limit) or _TOKEN.match(text, at, limit)):
        word = token["word"].casefold()
        if (not found and word not in openers) or _stops(token["word"], word, last):
            break
        found.append((word, at))
        at, last = token.end(), word
    return [*found, ("", at)] if found else []


def _stops(written: str, word: str, last: str) -> bool:
    """Whether a word cannot stand in the phrase: a verb, a day behind 'on'."""
    named = last in _OPENERS and written[0].isupper() and word.endswith("ing")  # 'Guide on |Following| the Money'
    if word in word_class("phrase-end") and not named and word not in _OPENERS | _OF_SIDES | _ELSE | {"without"}:
        return True
    if last == "on" and (written in word_class("calendar") or written[0].isdigit() or word == "behalf"):
        return True
    participle = word.endswith("ed") and len(word) > _PARTICIPLE and written.islower()
    return participle and last not in _OPENERS


def _without_small(phrase: str) -> str:
    words = phrase.split()
    while words and words[-1].casefold() in word_class("function-lower") | _OPENERS | _OF_SIDES | _ELSE:
        words.pop()
    return " " + " ".join(words)
