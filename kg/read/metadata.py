"""What an article says about itself (title, address, publisher, date), checked before it is believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

# No white space, no quotes or brackets, no control or bidirectional marks: such an address may not stand in RDF.
_ADDRESS = re.compile(
    r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\xa0\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]{3,2000}", re.I
)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ][\d:.+Z -]*)?)?)?")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y")
FIELDS = ("title", "url", "publisher", "published", "language")
_NOTHING = ("", "null", "~")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The checked values, and a line for each that was not used."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()

    def over(self, other: Metadata) -> Metadata:
        """These values, and those of the other where there is none here."""
        values = {field: getattr(self, field) or getattr(other, field) for field in FIELDS}
        return Metadata(**values, notes=other.notes + self.notes)


def checked(fields: Mapping[str, str | None], name: str, where: str) -> Metadata:
    """The values of `fields` that can be used; `name` is the file, `where` the part of it that the notes speak of."""
    values = {key: None if (value or "").strip().lower() in _NOTHING else value for key, value in fields.items()}
    notes = []
    url = (values.get("url") or "").strip()
    if url and not _ADDRESS.fullmatch(url):
        notes.append(f"{name}: {where}: url ignored, it is no http or https address")
        url = ""
    stated = (values.get("published") or "").strip()
    published = iso_date(stated)
    if stated and not published:
        notes.append(f"{name}: {where}: published ignored, it is no date such as 2019-05-24")
    if others := sorted(set(fields) - set(FIELDS)):
        notes.append(f"{name}: {where}: not used: {', '.join(others)[:200]} (used are {', '.join(FIELDS)})")
    title, publisher = one_line(values.get("title")), one_line(values.get("publisher"))
    return Metadata(title, url or None, publisher, published, one_line(values.get("language")), tuple(notes))


def iso_date(stated: str) -> str | None:
    """`2019-05-24`, `2019-05` or `2019`; a time behind the day is dropped, `24 May 2019` and `May 24, 2019` are read;
    None for anything else, and for days that no calendar has."""
    if match := _ISO.fullmatch(stated):
        try:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            return None
        return "-".join(part for part in match.groups() if part)
    for form in _WRITTEN:
        try:
            return datetime.strptime(stated, form).date().isoformat()
        except ValueError:
            continue
    return None


def one_line(value: str | None) -> str | None:
    """White space collapsed, None where nothing is left."""
    return " ".join(value.split()) or None if value else None
