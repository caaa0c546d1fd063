"""What goes into the folders of a release: the graph in every format, the vocabulary, the quality."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kg.export import FORMATS, Format, Profile, export
from kg.export.files import whole_file
from kg.language_model.readings import of_articles
from kg.network.tables import Row, Table, write_csv
from kg.records import KgError
from kg.release.files import (
    DATA_FOLDER,
    QUALITY_FOLDER,
    READINGS_FOLDER,
    SOFTWARE_FOLDER,
    VOCABULARY_FOLDER,
    paths_below,
)
from kg.release.markdown import table
from kg.release.quality import Quality, tables
from kg.release.shacl_report import Found, report_page, report_triples
from kg.release.software import bill_of_materials
from kg.release.turtle import turtle
from kg.resources import folder, rebased
from kg.store import ArticleStore
from kg.view.accuracy import Measured, measured

Titles = Iterator[tuple[str, str]]
"""The paths of files below the release, each with what the file is."""

PROFILES = {Profile.plain: "the plain facts", Profile.full: "the claims too, with evidence, status and sources"}
_VOCABULARY = {
    "mgkg.ttl": ("ontology.ttl", "The ontology: classes and properties"),
    "concepts.ttl": ("concepts.ttl", "The SKOS concept schemes: the values of properties"),
    "alignments.ttl": ("alignments.ttl", "How the ontology relates to other vocabularies"),
    "declarations.ttl": ("declarations.ttl", "What the terms of other vocabularies are"),
    "shapes.ttl": ("shapes.ttl", "The SHACL shapes that the data conform to"),
    "context.jsonld": ("context.jsonld", "The JSON-LD context"),
}
"""Files of `ontology/`, and what they are called in a release."""

_MAPPINGS = "SSSOM: what is the same in another vocabulary or collection"


def write_data(store: ArticleStore, root: Path) -> Titles:
    """Writes the graph in each format that needs nothing beside the program, so that a release is the same wherever it
    is made, in each of its profiles. Contacts are in none."""
    for entry in (entry for entry in FORMATS.values() if not entry.extra):
        for profile in entry.profiles:
            place = f"{DATA_FOLDER}/{_name(entry, profile)}"
            export(store, entry.name, root / place, profile)
            title = f"{entry.name}: {PROFILES[profile]}"
            if not entry.is_set:
                yield place, title
            else:
                yield from ((f"{place}/{path}", title) for path in paths_below(root / place))


def _name(entry: Format, profile: Profile) -> str:
    """The name of a format's file, or of the folder of its files; the usual profile goes without saying."""
    said = "" if profile is entry.profiles[0] else f"-{profile}"
    return f"{entry.name}{said}" if entry.is_set else f"graph{said}{entry.suffix}"


def write_vocabulary(root: Path) -> Titles:
    """Writes what the terms of the data mean, with the base of the settings, and what is the same elsewhere."""
    ontology = folder("ontology")
    named = [(ontology / source, *told) for source, told in _VOCABULARY.items()]
    named += [(path, f"mappings/{path.name}", _MAPPINGS) for path in sorted((ontology / "mappings").iterdir())]
    for path, name, title in named:
        yield _write(root, f"{VOCABULARY_FOLDER}/{name}", rebased(path.read_text("utf-8"))), title


def write_readings(store: ArticleStore, readings: Path, root: Path) -> Titles:
    """Copies what language models read in the articles of the store. Raises KgError where the folder has none of it."""
    texts = {marker.text_hash for marker in store.markers()}
    found = list(of_articles(readings, texts.__contains__))
    if not found:
        raise KgError(f"{readings}: no readings of the articles in the store: give the folder that kg ask filled")
    for path in found:
        place = f"{READINGS_FOLDER}/{path.relative_to(readings).as_posix()}"
        yield _write(root, place, path.read_text("utf-8")), "What a language model read in an article"


def write_quality(root: Path, address: str, found: Quality, results: Found) -> Titles:
    """Writes the report of the shapes on the release at `address`, the counts, and the accuracy that was measured."""
    shacl = f"{QUALITY_FOLDER}/shacl.ttl"
    report = turtle(report_triples(results, f"{address}/{shacl}#report")).decode()
    yield _write(root, shacl, report), "The SHACL report"
    page = report_page(results, found.articles.total())
    yield _write(root, f"{QUALITY_FOLDER}/shacl.md", page), "The SHACL report, for people"
    yield _write(root, f"{QUALITY_FOLDER}/counts.csv", _counts(found)), "What claims rest on, and what was kept out"
    yield _write(root, f"{QUALITY_FOLDER}/accuracy.csv", _accuracy()), "The accuracy that was measured, on which texts"
    yield _write(root, f"{QUALITY_FOLDER}/quality.md", quality_page(found)), "Counts and accuracy, for people"


def write_software(root: Path, address: str, issued: date) -> Titles:
    """Writes what the release at `address` was made by. Raises KgError where a package that is needed is missing, or
    the files of the English model are not those that were tested."""
    place = f"{SOFTWARE_FOLDER}/sbom.cdx.json"
    yield _write(root, place, bill_of_materials(address, issued)), "The software, as a bill of materials in CycloneDX"


def quality_page(found: Quality) -> str:
    """The quality of the data, for people."""
    parts = [
        "# Quality\n",
        "## Accuracy that was measured\n",
        "Extracted facts against annotated articles; a fact is right when its relation and both of its ends are.\n",
        accuracy_table(),
        "## Claims of this release\n",
        *(f"### {title}\n\n{_table(title, rows)}" for title, rows in tables(found).items()),
    ]
    return "\n".join(parts)


def accuracy_table() -> str:
    """The measured accuracy, in Markdown."""
    columns = ("Texts", "", "Facts", "Precision", "Recall", "F1")
    return table(columns, [_row(one) for one in measured()])


def _row(one: Measured) -> Row:
    return one.texts, one.what, one.facts, one.precision, one.recall, one.f1


def _table(title: str, rows: list[tuple[str, int]] | None) -> str:
    if rows is None:
        return "Not known: no `quarantine.jsonl` stood beside the store.\n"
    return table((title.rpartition(" by ")[2].capitalize(), "How many"), rows) if rows else "None.\n"


def _counts(found: Quality) -> str:
    rows = ((title, name, number) for title, listed in tables(found).items() for name, number in listed or ())
    return _csv(("table", "of", "number"), rows)


def _accuracy() -> str:
    return _csv(("texts", "about", "facts", "precision", "recall", "f1"), map(_row, measured()))


def _csv(columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    write_csv(Table("", "", columns, tuple(rows)), out)
    return out.getvalue()


def _write(root: Path, place: str, text: str) -> str:
    with whole_file(root / place) as out:
        out.write(text.encode())
    return place
