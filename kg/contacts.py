"""Telephone numbers and e-mail addresses in running text, so that no public output shows one.

Private data is better hidden once too often: a number that looks dialled is taken for one. Years, ranges of years,
dates, times, amounts and document numbers are not.
"""

from __future__ import annotations

import re
import unicodedata

from kg.records import Span

WITHHELD = "[contact withheld]"
"""What stands in the place of a telephone number or an e-mail address."""

_JOINT = r"(?:[\s./·•–‐‑−-]|\s?[-–/.]\s?|\s?\(\s?|\s?\)\s?){0,3}"
"""What may stand between two groups of digits of one number."""

_EMAIL = re.compile(
    r"(?:mailto:)?[^\W_](?:[\w.+%’'-]{0,63}[\w+%-])?"
    r"(?:\s[@＠]\s|[@＠]|\s?[(\[{]\s?at\s?[)\]}]\s?)"
    r"[^\W_](?:[\w-]{0,62})(?:(?:\.|\s?(?:\(dot\)|\[dot\]|\{dot\})\s?)[^\W_][\w-]{0,62}){1,6}",
    re.IGNORECASE,
)
_APART = r"(?<![\w/-])(?<!\d[.,])"
"""No number begins within a word, a fraction or a number with a slash or hyphen."""
_NO_GROUP = r"(?<!\d\s)"
"""Nor as a later group of an amount: 1 070 123 456."""
_INTERNATIONAL = re.compile(rf"\(?(?:[+＋]|{_APART}{_NO_GROUP}00(?={_JOINT}[1-9]))(?:{_JOINT}\d){{7,15}}(?!\d)\)?")
_NATIONAL = re.compile(
    rf"{_APART}(?:{_NO_GROUP}|(?=0\d{{3}}))\(?0[1-9]\d{{0,3}}\)?(?:{_JOINT}\d{{2,8}}){{1,5}}(?![\w,/:-]\d|\d)"
)
_AMERICAN = re.compile(
    rf"{_APART}(?:1[\s.-])?(?:\([2-9]\d{{2}}\)\s?|[2-9]\d{{2}}[.-])\d{{3}}[\s.-]\d{{4}}(?![\w,/-]\d|\d)"
)
_LABEL = (
    r"(?:tel(?:ephone|éphone|efono|éfono)?|tél(?:éphone)?|phone|fax|mobile|mob|cell(?:phone)?"
    r"|whatsapp|viber|hotline|helpline|switchboard)"
)
_LABELLED = re.compile(
    rf"(?<!\w){_LABEL}(?:\s?(?:no|nr|number|line|numbers))?\.?\s{{0,3}}[:.=]?\s{{0,3}}(?:is\s|at\s|on\s)?"
    rf"(?P<number>[+(]?\d(?:{_JOINT}\d){{4,14}})(?!\d)",
    re.IGNORECASE,
)
_SHORT_LABELLED = re.compile(
    rf"(?<!\w){_LABEL}(?:\s?(?:no|nr|number))?\.?\s{{0,3}}:\s{{0,3}}(?P<number>\d{{3,5}})(?![\s\w,.-]?\d)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"[\s,;]{0,2}\(?(?:ext(?:ension)?|poste)\b\.?\s?:?\s?\d{1,6}\)?|\s?/\s?\d{1,4}(?!\d)", re.IGNORECASE
)

_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[\s.]\d{3}){1,3}")
_AMOUNT_LABELS = ("mob", "cell")
"""Labels that are common words too: 'mobile 12 000 people'."""
_DATE = re.compile(
    r"(?:(?:(?:0?[1-9]|[12]\d|3[01])\s?[-–]\s?)?(?:0?[1-9]|[12]\d|3[01])[\s./-](?:0?[1-9]|1[0-2])[\s./-](?:19|20)\d{2}"
    r"|(?:0?[1-9]|1[0-2])[\s./-](?:0?[1-9]|[12]\d|3[01])[\s./-](?:19|20)\d{2}"
    r"|(?:19|20)\d{2}(?:\s?[-–/]\s?(?:19|20)?\d{2}){1,2})"
)
_BOUNDS = {_INTERNATIONAL: (8, 17), _NATIONAL: (9, 12), _AMERICAN: (10, 11)}


def contacts(text: str) -> tuple[Span, ...]:
    """The telephone numbers and e-mail addresses in `text`, in order, not overlapping."""
    found = [Span(*match.span()) for match in _EMAIL.finditer(text)]
    for pattern, (fewest, most) in _BOUNDS.items():
        numbers = (match.span() for match in pattern.finditer(text))
        found += [_extended(text, *span) for span in numbers if _dialled(text[slice(*span)], fewest, most)]
    for pattern in (_LABELLED, _SHORT_LABELLED):
        labelled = (match for match in pattern.finditer(text) if _labelled(match))
        found += [_extended(text, *match.span("number")) for match in labelled]
    return _merged(found)


def has_contact(text: str) -> bool:
    """Whether a telephone number or an e-mail address stands in `text`."""
    return bool(contacts(text))


def redact(text: str) -> str:
    """`text` with each telephone number and e-mail address replaced by a notice; what is left holds none."""
    spans = contacts(text)
    if not spans:
        return text
    kept, at = [], 0
    for span in spans:
        kept += [text[at : span.start], WITHHELD]
        at = span.end
    return redact("".join((*kept, text[at:])))


def is_contact_label(word: str) -> bool:
    """Whether the word only announces a number or an address ('Tel', 'E-mail')."""
    plain = unicodedata.normalize("NFKC", word).casefold().strip(".: ")
    return plain in {"email", "mail", "contact", "ext"} or re.fullmatch(_LABEL, plain) is not None


def _dialled(number: str, fewest: int, most: int) -> bool:
    digits = sum(character.isdigit() for character in number)
    return fewest <= digits <= most and not _DATE.fullmatch(number.strip("() "))


def _labelled(match: re.Match[str]) -> bool:
    """Whether what follows a label is a number to dial, and no date or amount."""
    number, common_word = match["number"], match[0].casefold().startswith(_AMOUNT_LABELS)
    return not _DATE.fullmatch(number) and not (common_word and _AMOUNT.fullmatch(number))


def _extended(text: str, start: int, end: int) -> Span:
    """The number with its extension, without blanks at its ends."""
    extension = _EXTENSION.match(text, end)
    end = extension.end() if extension else end
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
