"""What a web page, a PDF or a Word file holds, and how much of what the file says about itself is believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_NEAR_THE_TOP = 1_500
"""Characters in which a release gives its day."""


@dataclass(frozen=True, slots=True)
class Contents:
    """`text`: the words, one paragraph a line. `fields`: as of a front matter. `notes`: a line for each thing that was
    not used."""

    text: str
    fields: dict[str, str | None]
    notes: tuple[str, ...] = ()


def confirmed(text: str, title: str, made: date | None, name: str) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """Title and day that a program put into a file, where its text has them too, and a note for each that it has not:
    programs put templates' titles there, and the day on which an old release was saved again."""
    notes = []
    fields: dict[str, str | None] = {"title": None, "published": None}
    if title and _squeezed(title) in _squeezed(text):
        fields["title"] = title
    elif title:
        notes.append(f"{name}: title in the file's properties ignored, its text does not have it")
    if made and _names_day(text[:_NEAR_THE_TOP], made):
        fields["published"] = made.isoformat()
    elif made:
        notes.append(
            f"{name}: made on {made.isoformat()}, a day that its text does not begin with; "
            f"if it was published then, say `published` in {name}.meta.yaml"
        )
    return fields, tuple(notes)


def _names_day(text: str, day: date) -> bool:
    """Whether the text names a day and month, in words or as an ISO date."""
    written, squeezed = f"{day:%B}".lower(), _squeezed(text)
    forms = (f"{day.day} {written}", f"{written} {day.day}", f"{day.day} {written[:3]} ", day.isoformat())
    return any(_stands(form, squeezed) for form in forms)


def _stands(form: str, text: str) -> bool:
    at = text.find(form)
    while at >= 0:
        if not text[at - 1 : at].isdigit() and not text[at + len(form) : at + len(form) + 1].isdigit():
            return True
        at = text.find(form, at + 1)
    return False


def _squeezed(text: str) -> str:
    return " ".join(text.split()).lower()
