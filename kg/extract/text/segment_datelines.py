"""Datelines: place, date and agency before the first sentence of a release, or alone on a line.

Nairobi –          AMMAN, Jordan –         CAIRO, April 9 (MENA) -       Khartoum, the Sudan, 16 October 2014:
(Brussels)         07-11-2016, Kampala:    Abuja, Nigeria, October 23, 2023.        Press release | 17 July 2018
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.text.segment_tables import one_of, pattern, words

_LONGEST = 140
_NAME = r"[A-ZÀ-Þ][\w’'.-]*"
_LINK = r"(?:de|del|el|al|la|le|di|da|do|of|and|the|sur|am|an)"
_PLACE = rf"(?:the\s)?{_NAME}(?:\s(?:{_LINK}\s)?{_NAME}){{0,3}}"
_NEXT = re.compile(r"[“\"‘'«(]?[A-ZÀ-Þ0-9]")
_A_YEAR = re.compile(r"\d{4}$")
_CLOCK_TIME = re.compile(r"\d{1,2}(?:[:h]\d{2}(?::\d\d)?|\.\d\d(?= ?[ap]\.?m))")
_ORNAMENT = re.compile(r"[^\w\s,’'-]|\d|(?<!\w)[-–—]+|[-–—]+(?!\w)|\b(?:to|and|until)\b")


@cache
def _date() -> str:
    """Any way to write a day, a span of days, or a month with its year."""
    month = rf"(?:{one_of('month')})\.?"
    weekday = rf"(?:{one_of('weekday')})\.?"
    day = r"\d{1,2}\s?(?:st|nd|rd|th)?"
    days = rf"{day}(?:\s?(?:-|–|—|to|and|&)\s?{day})?"
    one = (
        rf"(?:{weekday},?\s+)?(?:le\s)?(?:"
        rf"{days}\s?(?:of\s)?{month},?(?:\s?\d{{4}})?(?!\w)"
        rf"|{month}\s?{days}(?!\d)(?:,?\s?\d{{4}})?"
        rf"|{month},?\s\d{{4}}"
        rf"|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
    )
    return rf"(?<!\w){one}(?:\s?(?:-|–|—|to|until|/)\s?{one})?"


@cache
def _dates() -> re.Pattern[str]:
    return re.compile(_date(), re.IGNORECASE)


@cache
def _alone() -> re.Pattern[str]:
    """A place in brackets, with or without a day: '(Brussels) The …', '[Nairobi, 3 May 2021] The …'."""
    return re.compile(rf"\({_PLACE}(?:,\s{_PLACE})?(?:,\s(?i:{_date()}))?\)\s+")


@cache
def _opening() -> re.Pattern[str]:
    date = rf"(?i:{_date()})"
    piece = rf"(?:{date}|{_PLACE}|\([^()\n]{{2,60}}\))"
    return re.compile(
        # A dash may stand between place and date: 'MALTA – Dec.15, 2021 - '.
        rf"(?P<head>{piece}(?:(?:\s?[,/|;]\s*|\s+){piece}|\s*[–—-]{{1,2}}\s*{date}){{0,5}})(?:"
        r"(?P<dash>,?\s*[–—―]{1,2}\s*|,?\s-{1,3}\s+|\s-{1,3}(?=[A-Z])|,?\s?-/[^/\n]{2,40}/-{1,2}\s*"
        r"|/\s?[–—-]{1,2}\s*)"
        r"|(?P<colon>\s?:\s+)|(?P<stop>\.\s+))"
    )


def dateline_length(text: str, first: bool) -> int:
    """How many characters at the start of a paragraph are a dateline, 0 for none. `first`: nothing but headings stands
    before the paragraph, so that a place alone is enough."""
    start = text[:_LONGEST].replace("[", "(").replace("]", ")")
    alone = _alone().match(start) if first else None
    alone = alone if alone and _NEXT.match(text, alone.end()) else None
    match = alone or _opening().match(start)
    if not match or not _NEXT.match(text, match.end()) or len(text[match.end() :].split()) < 4:
        return 0
    if alone:
        return match.end() if _only_places(match[0].strip().strip("()")) else 0
    agency = (match["dash"] or "").startswith("/")  # 'GENEVA, May 9, 2014/African Press Organization (APO)/ -- '
    head = match["head"].rpartition("/")[0] if agency else match["head"]
    return match.end() if _only_places(head) and _is_certain(match, first) else 0


def _is_certain(match: re.Match[str], first: bool) -> bool:
    """The weaker the separator, the more must stand before it."""
    head = match["head"]
    dated = bool(_dates().search(head))
    if match["dash"]:
        return dated or "(" in head or _city_in_capitals(head) or (first and len(head.split()) <= 6)
    if match["colon"]:
        return dated or (first and len(head.split()) <= 3)
    return dated and head[0].isalpha() and ("," in head or (first and _A_YEAR.search(head) is not None))


def _city_in_capitals(head: str) -> bool:
    city, comma, _ = head.partition(",")
    return bool(comma) and len(city) > 3 and city.isupper()


def _only_places(head: str) -> bool:
    """Whether what is left of a head without dates and agencies can be names of places."""
    rest = _dates().sub(" ", re.sub(r"\([^()]*\)", " ", head))
    names = [part.strip(" –—-").split() for part in re.split(r"[,/|;]", rest)]
    return all(_can_be_place(name) for name in names if name)


def _can_be_place(name: list[str]) -> bool:
    # 'The Hague', 'the Sudan': the article is no sign of a sentence there.
    proper = name[1:] if name[0] in ("The", "the") and len(name) == 2 else name
    return len(name) <= 4 and not any(word.strip(".").lower() in words("not-place") for word in proper)


def is_dateline(line: str) -> bool:
    """Whether a line holds a date, or a byline, and beside it at most a place, a time, words like `Press release`."""
    if len(line) > _LONGEST:
        return False
    if pattern("byline").match(line):
        return True
    rest, dates = _dates().subn(" ", line)
    if not dates:
        return False
    rest = re.sub(
        rf"\b(?:{one_of('release')}|{one_of('weekday')})\b", " ", _CLOCK_TIME.sub(" ", rest), flags=re.IGNORECASE
    )
    names = [" ".join(name.split()) for name in _ORNAMENT.sub(" ", rest).split(",") if name.strip()]
    if not names:
        return True
    places = all(re.fullmatch(_PLACE, name) and _can_be_place(name.split()) for name in names)
    return places and len(names) <= 2 and bool(re.match(_PLACE, line))
