"""The tables that decisions are written in: a file of the user, and the redirects of the reference data."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.contacts import has_contact
from kg.decisions.record import ACTIONS, MERGE, REFERENCE_DATA, REJECT, WITHDRAW, Decision, kind_of
from kg.graph.terms import article_iri, clean, kebab, mg
from kg.records import KgError
from kg.resources import folder
from kg.vocabulary import vocabulary

COLUMNS = ("action", "subject", "relation", "object", "article", "by", "date", "reason")
_REDIRECTS = ("old", "new", "date", "reason")
_SHORT = re.compile(r"([a-z][a-z-]*):([^\s/]+)")
_IRI = re.compile(r"[^\s<>\"{}|\\^`\x00-\x20]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_decisions(path: Path) -> list[Decision]:
    """The decisions in a table of the user (tabs between the columns COLUMNS; lines from `#` on are comments). Raises
    KgError, with the line, where it cannot be read, a line is malformed or decisions contradict one another."""
    found = [_decision(line) for line in _lines(path, COLUMNS)]
    _check(path, found)
    return found


def reference_redirects(path: Path | None = None) -> list[Decision]:
    """The identifiers that rows of the reference data had before, as decisions of the reference data. Raises KgError
    as `read_decisions`."""
    table = path or folder("ontology") / "reference" / "redirects.tsv"
    found = [_redirect(line) for line in _lines(table, _REDIRECTS)]
    _check(table, found)
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table, and where it stands."""

    place: str
    cells: Mapping[str, str]

    def wrong(self, said: str) -> KgError:
        return KgError(f"{self.place}: {said}")

    def needed(self, column: str) -> str:
        if not (text := clean(self.cells[column])):
            raise self.wrong(f"the column '{column}' is empty: fill it")
        if has_contact(text):
            raise self.wrong(f"the column '{column}' is published: leave out telephone numbers and e-mail addresses")
        return text

    def none(self, *columns: str) -> None:
        filled = [column for column in columns if self.cells[column]]
        if filled:
            raise self.wrong(f"'{self.cells['action']}' takes no {' and no '.join(filled)}: leave it empty")

    def day(self) -> str:
        text = self.needed("date")
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
        raise self.wrong(f"'{text}' is no day: write it like 2026-11-26")

    def entity(self, column: str) -> NamedNode:
        text = self.needed(column)
        node = _node(text)
        if node is None or not kind_of(node):
            raise self.wrong(f"'{text}' is no entity: write its IRI, or its type and name like state:KEN")
        return node


def _lines(path: Path, columns: Sequence[str]) -> Iterator[_Line]:
    try:
        rows = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: the decisions cannot be read ({error}): give a table in UTF-8") from error
    told = [(number, row) for number, row in rows if row.strip() and not row.startswith("#")]
    header, *rest = told or [(1, "")]
    if header[1].split("\t") != list(columns):
        raise KgError(f"{path}, line {header[0]}: the first line must be, with tabs between: {' '.join(columns)}")
    for number, row in rest:
        cells = next(csv.reader([row], delimiter="\t", quoting=csv.QUOTE_NONE))
        if len(cells) != len(columns):
            raise KgError(f"{path}, line {number}: {len(cells)} cells, and the header has {len(columns)}: add tabs")
        yield _Line(f"{path}, line {number}", dict(zip(columns, map(str.strip, cells), strict=True)))


def _decision(line: _Line) -> Decision:
    action = line.needed("action")
    if action not in ACTIONS:
        raise line.wrong(f"'{action}' is no action: write {', '.join(ACTIONS)}")
    subject, about = line.entity("subject"), (line.needed("by"), line.day(), line.needed("reason"))
    if action == REJECT:
        relation, target = _relation(line), _object(line)
        return Decision(action, subject, *about, relation=relation, object=target, article=_article(line))
    line.none("relation", "article", *(["object"] if action == WITHDRAW else []))
    if action == WITHDRAW:
        return Decision(action, subject, *about)
    into = line.entity("object")
    if kind_of(into) != kind_of(subject):
        raise line.wrong(f"a {kind_of(subject)} cannot become a {kind_of(into)}: merge two entities of one type")
    return Decision(action, subject, *about, object=into)


def _redirect(line: _Line) -> Decision:
    subject, about = line.entity("old"), (REFERENCE_DATA, line.day(), line.needed("reason"))
    if not line.cells["new"]:
        return Decision(WITHDRAW, subject, *about)
    return Decision(MERGE, subject, *about, object=line.entity("new"))


def _relation(line: _Line) -> NamedNode:
    name = line.needed("relation").removeprefix("mg:").removeprefix(settings.ONTOLOGY)
    if name not in vocabulary().relations:
        raise line.wrong(f"'{name}' is no relation: the relations are {', '.join(vocabulary().relations)}")
    return mg(name)


def _object(line: _Line) -> NamedNode | Literal:
    text = line.needed("object")
    return _node(text) or Literal(text)


def _article(line: _Line) -> NamedNode | None:
    text = line.cells["article"]
    if not text:
        return None
    return NamedNode(text) if text.startswith(settings.ARTICLE) and _IRI.fullmatch(text) else article_iri(text)


def _node(text: str) -> NamedNode | None:
    """The IRI that is written out or as type and name, None for another text."""
    bare = text.removeprefix("<").removesuffix(">")
    if bare.startswith(("http://", "https://")) and _IRI.fullmatch(bare):
        return NamedNode(bare)
    short = _SHORT.fullmatch(text)
    if short and short[1] in {kebab(name) for name in vocabulary().classes}:
        return NamedNode(f"{settings.ENTITY}{short[1]}/{short[2]}")
    return None


def _check(path: Path, decisions: Sequence[Decision]) -> None:
    """Raises KgError where a subject has two fates, or merges lead round in a circle."""
    fates: dict[NamedNode, Decision] = {}
    for decision in decisions:
        if decision.action != REJECT and fates.setdefault(decision.subject, decision).iri != decision.iri:
            raise KgError(f"{path}: {decision.subject} is decided twice: keep one of the lines")
    for subject in fates:
        seen, node = {subject}, fates[subject].replacement
        while node is not None and node in fates:
            if node in seen:
                raise KgError(f"{path}: {subject} becomes itself again in the end: take out one of the lines")
            seen.add(node)
            node = fates[node].replacement
        if node is not None and node == subject:
            raise KgError(f"{path}: {subject} cannot become itself: take out the line")
