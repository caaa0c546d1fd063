"""Invented contact data in every form that is known, as articles in six kinds of files."""

from __future__ import annotations

import csv
import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from kg.contacts.normal import normal
from kg.graph.terms import clean
from tests.read.documents import word

_FOLDER = Path(__file__).parent
_OPENING = "Kenya and IOM met in Nairobi on {} May 2022: "
FIELDS = ("press.desk@example.org", "+254 000 123 456", "Tel: 7179111", "wa.me/254000123456")
"""What stands in titles, publishers, addresses, names of files and ids."""
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Planted:
    """A form, its kind (telephone, email, account), and the sentence that it stands in."""

    kind: str
    form: str
    sentence: str

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.sentence.replace("{}", self.form)

    @property
    def place(self) -> tuple[int, int]:
        """Where the form stands in the sentence, without brackets around it and marks that nobody sees."""
        core = self.form.strip("<>\u2060")
        start = self.text.index(core)
        return start, start + len(core)


def planted() -> list[Planted]:
    """All of them."""
    lines = (_FOLDER / "planted.jsonl").read_text("utf-8").splitlines()
    return [Planted(**json.loads(line)) for line in lines]


def none() -> list[str]:
    """What is no contact data: from the texts of the examples, and in the manner of such texts."""
    lines = (_FOLDER / "none.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("# ")]


@cache
def spellings(form: str) -> frozenset[str]:
    """The form as it may stand in a file: as it is, normalised, on one line, and escaped."""
    plain = {form, normal(form).text, clean(form), clean(normal(form).text)}
    plain |= {said.strip("<>\"'()[]{}“”") for said in plain}
    escaped = {f(said) for said in plain for f in (html.escape, quote, json.dumps)}
    return (
        plain | {said.strip('"') for said in escaped} | {json.dumps(said, ensure_ascii=False)[1:-1] for said in plain}
    )


def write_articles(folder: Path, forms: Sequence[Planted]) -> dict[str, Path]:
    """A file of each kind, by its ending, which together hold the forms, and contact data in their names, titles,
    publishers and addresses as well."""
    folder.mkdir()
    return {kind: write(folder, forms[at :: len(KINDS)], at) for at, (kind, write) in enumerate(_WRITERS.items())}


def write_article(kind: str, folder: Path, forms: Sequence[Planted]) -> Path:
    """One file of a kind that holds all the forms."""
    folder.mkdir()
    return _WRITERS[kind](folder, forms, 0)


def _paragraphs(forms: Sequence[Planted], number: int) -> list[str]:
    own = FIELDS[number % len(FIELDS)]
    said = [_OPENING.format(1 + at % 28) + one.text for at, one in enumerate(forms)]
    return [f"Workshop on migration data opens {own}", *said]


def _txt(folder: Path, forms: Sequence[Planted], number: int) -> Path:
    path = folder / f"{FIELDS[0]}.txt"
    path.write_text("\n\n".join(_paragraphs(forms, number)) + "\n", "utf-8")
    return path


def _md(folder: Path, forms: Sequence[Planted], number: int) -> Path:
    path = folder / f"call {FIELDS[1]}.md"
    title, *said = _paragraphs(forms, number)
    front = {"title": title, "publisher": f"IOM Kenya {FIELDS[1]}", "url": f"https://example.org/{quote(FIELDS[1])}/1"}
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in front.items())
    path.write_text(f"---\n{lines}---\n" + "\n\n".join(said) + "\n", "utf-8")
    return path


def _html(folder: Path, forms: Sequence[Planted], number: int) -> Path:
    path = folder / "tel-7179111.html"
    title, *said = map(html.escape, _paragraphs(forms, number))
    body = f"<article><h1>{title}</h1>{''.join(f'<p>{part}</p>' for part in said)}</article>"
    path.write_text(f"<html lang=en><head><title>{title}</title></head><body>{body}</body></html>", "utf-8")
    return path


def _docx(folder: Path, forms: Sequence[Planted], number: int) -> Path:
    said = _paragraphs(forms, number)
    return word(folder / "desk at example dot org.docx", said, said[0])


def _lines(forms: Sequence[Planted], number: int) -> Iterator[dict[str, str]]:
    """Lines of collections with some of the forms each; their ids are contact data."""
    for at, start in enumerate(range(0, len(forms), _AT_ONCE)):
        own = FIELDS[at % len(FIELDS)]
        title, *said = _paragraphs(forms[start : start + _AT_ONCE], at)
        url = f"https://example.org/{quote(own)}/{number}-{at}" if at % 2 else ""
        publisher = f"IOM Kenya {own}"
        yield {"id": f"{own} {at}", "title": title, "publisher": publisher, "url": url, "text": "\n\n".join(said)}


def _jsonl(folder: Path, forms: Sequence[Planted], number: int) -> Path:
    path = folder / "lines.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in _lines(forms, number)), "utf-8")
    return path


def _csv(folder: Path, forms: Sequence[Planted], number: int) -> Path:
    path = folder / "table.csv"
    lines = list(_lines(forms, number))
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, list(lines[0]))
        rows.writeheader()
        rows.writerows(lines)
    return path


_WRITERS = {"txt": _txt, "md": _md, "html": _html, "docx": _docx, "jsonl": _jsonl, "csv": _csv}
KINDS = tuple(_WRITERS)
