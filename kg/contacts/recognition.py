"""Contact data found in a text, and taken out of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial

from kg.contacts.addresses import accounts, addresses
from kg.contacts.normal import Normal, normal
from kg.contacts.spelled_numbers import POSSIBLE, spelled_numbers
from kg.contacts.telephones import telephones
from kg.contacts.words import either
from kg.records import Article

WITHHELD = "[contact withheld]"
"""What stands in the place of a telephone number or an address."""
EMAIL, TELEPHONE, ACCOUNT = "email", "telephone", "account"
_IN_NAMES = "contact-withheld"
_ROUNDS = 100_000
"""Of the digest that tells names apart: so many that nobody tries all telephone numbers."""
_POSSIBLE = re.compile(
    r"[@＠﹫%]|&(?:#|commat)|\d(?:[^\n\w]{0,4}\d){2}|\b(?:dot|skype|live|e[- ]?mail|mail|courriel|correo)\b"
    rf"|{POSSIBLE}"
    r"|[(\[{<_*]\s?(?:at|a|arobase|arroba|chiocciola)\s?[)\]}>_*]"
    r"|[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]",
    re.IGNORECASE,
)
"""Without any of this there is no contact: most texts that are asked about are short."""


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """A stretch of a text, in code points, end exclusive, that is an e-mail address, telephone number or account."""

    start: int
    end: int
    kind: str = TELEPHONE


def contacts(text: str, near: str = "") -> tuple[Contact, ...]:
    """The contact data in `text`, in order, not overlapping. `near` are words that tell where the text is from, as its
    publisher and its address: they help to know numbers that are written as inside a country."""
    if not _POSSIBLE.search(text):
        return ()
    read = normal(text)
    mails = list(addresses(read.text))
    found = [(*mail, EMAIL) for mail in mails] + [(*account, ACCOUNT) for account in accounts(read.text)]
    numbers = telephones(read.text, partial(_regions, read.text, near), mails)
    found += [(*number, TELEPHONE) for number in (*numbers, *spelled_numbers(read.text))]
    return _merged(read, found)


def has_contact(text: str) -> bool:
    """Whether contact data stand in `text`."""
    return bool(contacts(text))


def redact(text: str) -> str:
    """`text` with a notice in the place of each contact; what is left holds none."""
    return Contacts().redact(text)


@dataclass(frozen=True)
class Contacts:
    """The contact data of one article: what stands in its `text` is known in its names and titles too, though nothing
    there tells that it is one. `near` as in `contacts`."""

    text: str = ""
    near: str = ""

    @cached_property
    def spans(self) -> tuple[Contact, ...]:
        """Where they stand in the text."""
        return contacts(self.text, self.near)

    @classmethod
    def of_article(cls, article: Article) -> Contacts:
        """Those of an article as it was read."""
        return cls(article.text, f"{article.publisher or ''} {article.url or ''}")

    def within(self, text: str) -> tuple[Contact, ...]:
        """The contact data in another text of the same article."""
        if not _POSSIBLE.search(text):
            return ()
        found = contacts(text, self.near)
        if self._known is None:
            return found
        read = normal(text)
        known = [(*match.span(), TELEPHONE) for match in self._known.finditer(read.text)]
        return _joined([*found, *_merged(read, known)]) if known else found

    def redact(self, text: str) -> str:
        """`text` with a notice in the place of each contact; what is left holds none."""
        while spans := self.within(text):
            kept, at = [], 0
            for span in spans:
                kept += [text[at : span.start], WITHHELD]
                at = span.end
            text = "".join((*kept, text[at:]))
        return text

    def stretch(self, start: int, end: int) -> str:
        """A stretch of the article's text with a notice in the place of each contact, of which it may hold a part."""
        kept, at = [], start
        for span in self.spans[max(bisect_left(self.spans, Contact(start, start)) - 1, 0) :]:
            if span.start >= end:
                break
            if span.end > start:
                kept += [self.text[at : max(at, span.start)], WITHHELD]
                at = span.end
        return self.redact("".join((*kept, self.text[at : max(at, end)])))

    @cached_property
    def _known(self) -> re.Pattern[str] | None:
        """What finds the same again, whatever stands between its parts."""
        said = (normal(self.text[span.start : span.end]).text for span in self.spans)
        parts = {tuple(re.findall(r"\w+", words)) for words in said}
        forms = sorted((r"[\W_]{0,4}".join(part) for part in parts if sum(map(len, part)) >= 5), key=len, reverse=True)
        return re.compile(rf"(?<![^\W_])\+?(?:{'|'.join(forms)})(?![^\W_])", re.IGNORECASE) if forms else None


def public_name(name: str) -> str:
    """A path, address or id as it may be shown: contact data in it give way to a notice, and a digest at its end keeps
    it apart from others."""
    found = contacts(name)
    if not found:
        return name
    kept, at = [], 0
    for span in found:
        kept += [name[at : span.start], _IN_NAMES]
        at = span.end
    return f"{''.join((*kept, name[at:]))}~{_digest(name)}"


@lru_cache(maxsize=10_000)
def _digest(name: str) -> str:
    said = name.encode("utf-8", "surrogatepass")
    letters = "ghijklmnopqrstuv"  # no digits, which might look like a number again
    return "".join(letters[int(digit, 16)] for digit in hashlib.pbkdf2_hmac("sha256", said, b"kg", _ROUNDS)[:6].hex())


def is_contact_label(word: str) -> bool:
    """Whether the word only announces a number or an address ('Tel', 'E-mail')."""
    plain = unicodedata.normalize("NFKC", word).casefold().strip(".: ")
    return plain in {"contact", "ext", "skype"} or _label().fullmatch(plain) is not None


@cache
def _label() -> re.Pattern[str]:
    return re.compile(either("cue", "common", "mail"))


def _regions(text: str, near: str, start: int, end: int) -> tuple[str, ...]:
    from kg.contacts.regions import regions

    return regions(text, start, end, near)


def _merged(read: Normal, found: Sequence[tuple[int, int, str]]) -> tuple[Contact, ...]:
    """The stretches of the original, without blanks at their ends."""
    spans = []
    for start, end, kind in found:
        said = read.text[start:end]
        start, end = start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
        span = read.original(start, end)
        spans.append(Contact(span.start, span.end, kind))
    return _joined(spans)


def _joined(spans: Sequence[Contact]) -> tuple[Contact, ...]:
    joined: list[Contact] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Contact(joined[-1].start, max(joined[-1].end, span.end), joined[-1].kind)
        else:
            joined.append(span)
    return tuple(joined)
