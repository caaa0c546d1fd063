"""Telephone numbers in a normalised text: what is announced as one, what is written as one, what is one in a region."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.contacts.words import either, words

if TYPE_CHECKING:  # the library is loaded where a number is to be judged
    from phonenumbers import PhoneNumber

Regions = Callable[[int, int], tuple[str, ...]]
"""Gives the regions whose numbers may stand at a stretch of the text."""
Stretch = tuple[int, int]

_JOINT = r"(?:\.(?! )|[ ()/•-]|\n[ ]{0,3}(?=[\d(])){0,4}"
_RUN = re.compile(rf"(?P<plus>\(?\+[ (]{{0,2}})?\(?\d(?:{_JOINT}\d)*(?:\)(?!\d))?")
"""Digits with what stands between the groups of one number."""
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3}){1,4}")
_DATE = re.compile(
    r"(?:(?:(?:0?[1-9]|[12]\d|3[01]) ?- ?)?(?:0?[1-9]|[12]\d|3[01])[\s./-](?:0?[1-9]|1[0-2])[\s./-](?:19|20)\d{2}"
    r"|(?:0?[1-9]|1[0-2])[\s./-](?:0?[1-9]|[12]\d|3[01])[\s./-](?:19|20)\d{2}"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[ -]?\d{4,6})?"
    r"|(?:19|20)\d{2}(?:\s?[-/ ]\s?(?:19|20)?\d{2}){1,4})"
)
_PLACE = re.compile(r"\d{1,3}\.\d{3,8}[ ,;/-]{1,3}\d{1,3}\.\d{3,8}")
"""Latitude and longitude."""
_SYMBOL = re.compile(r"(?:19|20)\d{2}/\d+")
_BOOK = re.compile(r"97[89](?:[ -]?\d){10}")
_EXTENSION = re.compile(
    r"[\s,;]{0,2}\(?(?:ext(?:ension)?|poste)\b\.?\s?:?\s?\d{1,6}\)?|\s?/\s?\d{1,4}(?!\d)", re.IGNORECASE
)
_TRUNK = re.compile(r"\(?0[1-9]\d{0,3}\)?(?:[\s./()-]{0,3}\d{2,8}){1,5}")
_AMERICAN = re.compile(r"(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[.-])\d{3}[ .-]\d{4}")
_NEAR = 40
"""So many characters may stand between two numbers of one person."""
_AFTER = re.compile(r"\s{0,2}([^\W\d_]+|%)")


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of digits in the text."""

    text: str
    start: int
    end: int
    plus: bool

    @property
    def said(self) -> str:
        return self.text[self.start : self.end]

    @property
    def bare(self) -> str:
        return self.said.strip("+() ")

    @property
    def digits(self) -> str:
        return "".join(character for character in self.said if character.isdigit())

    @property
    def groups(self) -> list[str]:
        return re.findall(r"\d+", self.said)


def telephones(text: str, regions: Regions, mails: Sequence[Stretch]) -> Iterator[Stretch]:
    """Where telephone numbers stand. `mails` are the e-mail addresses: a number beside one is one to dial."""
    links = [match.span() for match in _link().finditer(text)]
    announced = {match.start("number"): match for match in _cue().finditer(text)}
    beside = sorted(end for mail in mails for end in mail)
    last = -1
    for run in _runs(text):
        if linked := [link for link in links if link[0] < run.end and run.start < link[1]]:
            yield linked[-1]
            last = max(run.end, linked[-1][1])
        elif (
            (run.start in announced and _is_announced(run, announced[run.start]))
            or (last >= 0 and _listed(text, last, run.start) and _is_next(run))
            or _beside(run, beside)
            or _is_number(run, regions)
        ):
            last = _extended(text, run.end)
            yield run.start, last


def _runs(text: str) -> Iterator[_Run]:
    for match in _RUN.finditer(text):
        if len(match[0]) > 2:
            yield from _pieces(text, match)


def _pieces(text: str, match: re.Match[str]) -> Iterator[_Run]:
    """The run, or its lines where the first could be a number by itself."""
    start, plus = match.start(), match["plus"] is not None
    for line in match[0].split("\n"):
        end = start + len(line)
        stop = end if sum(map(str.isdigit, line)) >= (9 if plus else 7) else match.end()
        first = start + len(text[start:stop]) - len(text[start:stop].lstrip())
        yield _Run(text, first, stop, plus)
        if stop == match.end():
            return
        start, plus = end + 1, False


@cache
def _link() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:https?://)?(?:www\.|api\.|web\.)?{either('link')}\+?\d[\d().-]{{2,18}}\d", re.IGNORECASE
    )


@cache
def _cue() -> re.Pattern[str]:
    kind = rf"(?:\s?(?:\([^()\n\d]{{1,20}}\)|{either('number')}(?!\w)))"
    named = rf"(?P<cue>{either('cue')})|(?P<common>{either('common')})"
    several = rf"(?:\s?[/&,|]\s?(?:{either('cue', 'common')}|e-?mail)\.?){{0,3}}"
    joint = r"(?P<colon>\s{1,2}\d{1,2}\s?:\s{0,3}|\s{0,3}[:=_#-]{1,2}\s{0,3}|\.\s{0,3})?\s{0,3}(?:is\s|at\s|on\s)?"
    toward = rf"(?P<toward>(?:\s(?:{either('toward')})(?!\w)){{0,4}})"
    return re.compile(
        rf"(?<![^\W_])(?:(?:{named}){several}\.?{kind}{{0,2}}\.?{joint}"
        rf"|(?P<letter>{either('letter')})\s?(?:[:.]\s{{0,3}}|\s(?=\(?\+))"
        rf"|(?P<verb>{either('verb')}){toward}\s?:?\s{{1,2}})(?=(?P<number>[+(]{{0,2}}\d))",
        re.IGNORECASE,
    )


def _is_announced(run: _Run, cue: re.Match[str]) -> bool:
    """Whether what follows a word such as 'Tel' is a number to dial, and no date or amount."""
    count = len(run.digits)
    if run.plus:
        return count >= 5
    if _is_figure(run, after_only=True) or count > 34:
        return False
    if cue["verb"]:
        return count >= 6 and not _AMOUNT.fullmatch(run.bare)
    if cue["letter"]:
        return count >= 6 and (cue["letter"].isupper() or run.bare[0] == "0")
    if cue["common"]:
        return count >= (5 if cue["colon"] else 6) and not (_AMOUNT.fullmatch(run.bare) and not cue["colon"])
    return count >= (3 if cue["colon"] and ":" in cue["colon"] else 5)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\s,;/|&()]|-|(?<!\w){either('list')}(?!\w)"
        rf"|(?<!\w){either('cue', 'common', 'letter', 'number')}(?!\w)[.:]?){{1,8}}",
        re.IGNORECASE,
    )


def _listed(text: str, start: int, end: int) -> bool:
    """Whether nothing but what joins numbers stands between two."""
    return start <= end <= start + _NEAR and (start == end or _between().fullmatch(text, start, end) is not None)


def _is_next(run: _Run) -> bool:
    return 5 <= len(run.digits) <= 34 and not _is_figure(run)


def _beside(run: _Run, ends: Sequence[int]) -> bool:
    """Whether a number stands beside an e-mail address, which begins or ends at one of the `ends`."""
    near = ends[bisect_left(ends, run.start - _NEAR) : bisect_right(ends, run.end + _NEAR)]
    if not near or not 6 <= len(run.digits) <= 20 or _is_figure(run) or _AMOUNT.fullmatch(run.bare):
        return False
    return any(_listed(run.text, min(end, run.end), max(end, run.start)) for end in near)


def _is_figure(run: _Run, *, after_only: bool = False) -> bool:
    """Whether it is a date, an amount, or the number of something else than a telephone."""
    if any(pattern.fullmatch(run.bare) for pattern in (_DATE, _PLACE, _SYMBOL, _BOOK)):
        return True
    after = _AFTER.match(run.text, run.end)
    if after and after[1].casefold() in words("after"):
        return True
    return not after_only and not run.plus and _word_before(run) in words("before")


def _word_before(run: _Run) -> str:
    before = run.text[max(0, run.start - 20) : run.start].rstrip(" \n:#")
    word = re.search(r"[^\s()]+$", before)
    return word[0].casefold() if word else ""


def _is_number(run: _Run, regions: Regions) -> bool:
    """Whether a run that nothing announces is written as a telephone number."""
    digits = run.digits
    if not 7 <= len(digits) <= 34:
        return False
    if run.plus:
        return _international(run)
    if not _stands_apart(run) or _is_figure(run):
        return False
    if run.bare.startswith("00"):
        return 10 <= len(digits) <= 19 and digits[2] != "0" and (len(run.groups) > 1 or _valid(f"+{digits[2:]}"))
    if run.bare.startswith("0"):
        return _with_trunk(run, regions)
    if _AMERICAN.fullmatch(run.said.strip()):
        return True
    return _with_country(run, regions) or _of_region(run, regions)


def _stands_apart(run: _Run) -> bool:
    """No number begins within a word, a fraction, a later group of an amount, or after a slash; nor ends in one."""
    before, after = run.text[max(0, run.start - 2) : run.start], run.text[run.end : run.end + 2]
    if re.search(r"(?:[^\W_]|[\w/]/|\d[.,:-]|\A[/-])\Z", before):
        return False
    return re.match(r"[^\W_]|[,/:-]\d", after) is None


def _international(run: _Run) -> bool:
    digits = run.digits
    if _DATE.fullmatch(run.bare) or _AMOUNT.fullmatch(run.bare) or len(digits) < 8:
        return _possible(f"+{digits}")
    return len(digits) <= 34


def _with_trunk(run: _Run, regions: Regions) -> bool:
    """As numbers are written inside a country: 022 555 01 11."""
    digits = run.digits
    if 9 <= len(digits) <= 12 and run.said.count("/") <= 1 and _TRUNK.fullmatch(run.said.strip()):
        return True
    return 7 <= len(digits) <= 12 and len(run.groups) > 1 and _in_any(digits, regions(run.start, run.end))


def _with_country(run: _Run, regions: Regions) -> bool:
    """With the code of the country and no plus: 254-722-123-456."""
    digits = run.digits
    if not 10 <= len(digits) <= 15 or not _valid(f"+{digits}"):
        return False
    if len(run.groups) >= 3 and not _AMOUNT.fullmatch(run.bare):
        return True
    import phonenumbers

    number = phonenumbers.parse(f"+{digits}")
    return phonenumbers.region_code_for_number(number) in regions(run.start, run.end)


def _of_region(run: _Run, regions: Regions) -> bool:
    """In the very groups in which a country that is named writes its numbers: 22 55 01 11."""
    if not 7 <= len(run.digits) <= 11 or len(run.groups) < 2 or _AMOUNT.fullmatch(run.bare):
        return False
    if any(re.fullmatch(r"(?:19|20)\d\d", group) for group in run.groups):
        return False
    import phonenumbers

    for region in regions(run.start, run.end):
        number = _parsed(run.digits, region)
        if number is not None and phonenumbers.is_valid_number(number):
            written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            if re.findall(r"\d+", written) == run.groups:
                return True
    return False


def _in_any(digits: str, regions: Sequence[str]) -> bool:
    import phonenumbers

    numbers = (_parsed(digits, region) for region in regions)
    return any(number is not None and phonenumbers.is_valid_number(number) for number in numbers)


def _parsed(number: str, region: str | None = None) -> PhoneNumber | None:
    import phonenumbers

    try:
        return phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None


def _valid(number: str) -> bool:
    import phonenumbers

    return (parsed := _parsed(number)) is not None and phonenumbers.is_valid_number(parsed)


def _possible(number: str) -> bool:
    import phonenumbers

    parsed = _parsed(number)
    reason = phonenumbers.is_possible_number_with_reason(parsed) if parsed is not None else None
    return reason == phonenumbers.ValidationResult.IS_POSSIBLE


def _extended(text: str, end: int) -> int:
    """The end with the extension."""
    extension = _EXTENSION.match(text, end)
    return extension.end() if extension else end
