"""The cells of one line of a table of decisions, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.contacts import has_contact
from kg.decisions.record import Statement, kind_of
from kg.graph.claims import plain_value
from kg.graph.terms import article_iri, clean, kebab, mg
from kg.records import KgError
from kg.vocabulary import Relation, vocabulary

_SHORT = re.compile(r"([a-z][a-z-]*):([^\s/]+)")
_IRI = re.compile(r"[^\s<>\"{}|\\^`\x00-\x20]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ARTICLE = "article"
STATUSES = ("explicit", "implied", "attributed", "planned")
"""How an article can state something."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a line by their columns, and where the line stands. All that is asked of it raises KgError, with
    that place, where a cell says nothing that would be understood."""

    place: str
    values: Mapping[str, str]

    def wrong(self, said: str) -> KgError:
        """An error in this line."""
        return KgError(f"{self.place}: {said}")

    def needed(self, column: str) -> str:
        """The text of a cell that must not be empty."""
        if not (text := clean(self.values[column])):
            raise self.wrong(f"the column '{column}' is empty: fill it")
        if has_contact(text):
            raise self.wrong(f"the column '{column}' is published: leave out telephone numbers and e-mail addresses")
        return text

    def none(self, *columns: str) -> None:
        """Sees to it that cells are empty."""
        filled = [column for column in columns if self.values.get(column)]
        if filled:
            raise self.wrong(f"'{self.values['action']}' takes no {' and no '.join(filled)}: leave it empty")

    def day(self) -> str:
        """The day of the decision."""
        text = self.needed("date")
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
        raise self.wrong(f"'{text}' is no day: write it like 2026-11-26")

    def entity(self, column: str) -> NamedNode:
        """An entity: its IRI, or its type and name like `state:KEN`; what follows after a blank is its name."""
        text = self.needed(column)
        node = node_of(text.partition(" ")[0])
        if node is None or not kind_of(node):
            raise self.wrong(f"'{text}' is no entity: write its IRI, or its type and name like state:KEN")
        return node

    def subject(self, column: str) -> NamedNode:
        """The subject of a statement: an entity, or an article."""
        node = node_of(self.needed(column).partition(" ")[0])
        return node if node and node.value.startswith(settings.ARTICLE) else self.entity(column)

    def relation(self, column: str) -> Asked:
        """A relation of claims."""
        name = self.needed(column).removeprefix("mg:").removeprefix(settings.ONTOLOGY)
        if (found := vocabulary().relations.get(name)) is None:
            raise self.wrong(f"'{name}' is no relation: the relations are {', '.join(vocabulary().relations)}")
        return Asked(mg(name), found)

    def object(self, column: str, relation: Asked) -> NamedNode | Literal:
        """The object of a relation: an entity, the code of a concept, a date, a number or words."""
        if relation.row.value == "entity":
            return self.entity(column)
        text = self.needed(column)
        if relation.row.value == "concept":
            text = text.removeprefix(f"{settings.CONCEPT}{relation.row.scheme}/")
        found = plain_value(relation.row, text)
        fits = {"date": found.datatype.value.rpartition("#")[2] != "string"} if isinstance(found, Literal) else {}
        if not fits.get(relation.row.value, True):
            raise self.wrong(f"'{text}' is no date: write it like 2026, 2026-11, 2026-11-26 or --11-26")
        return found

    def statement(self) -> Statement:
        """What is said, by its subject, relation and object."""
        relation = self.relation("relation")
        return Statement(self.subject("subject"), relation.node, self.object("object", relation))

    def article(self) -> NamedNode | None:
        """The article that a decision is about, None where it is about all: its IRI or key."""
        text = self.values["article"]
        if not text:
            return None
        node = node_of(text.partition(" ")[0])
        return node if node and node.value.startswith(settings.ARTICLE) else article_iri(text)

    def correction(self, said: Statement) -> Statement:
        """What an edit makes of a statement: what its cells leave empty stays."""
        given = {name for name in ("subject", "relation", "object", "status") if self.values.get(f"new {name}")}
        if not given:
            raise self.wrong("'edit' changes nothing: fill new subject, new relation, new object or new status")
        relation = self.relation("new relation" if "relation" in given else "relation")
        subject = self.subject("new subject") if "subject" in given else said.subject
        target = self.object("new object" if "object" in given else "object", relation)
        new = Statement(subject, relation.node, target, self._status() if "status" in given else "")
        if subject == target:
            raise self.wrong("an edit cannot tie something to itself: give another new subject or new object")
        if new == said:
            raise self.wrong("'edit' changes nothing: give another new subject, new relation, new object or new status")
        if relation.row.private:
            raise self.wrong(f"'{relation.row.name}' is private: decisions are published")
        return new

    def _status(self) -> str:
        status = self.needed("new status")
        if status not in STATUSES:
            raise self.wrong(f"'{status}' is no status: write {', '.join(STATUSES)}")
        return status

    def names(self) -> tuple[tuple[NamedNode, str], ...]:
        """The entities that an edit brings in and names, with their names."""
        found = []
        for column in ("new subject", "new object"):
            first, _, name = clean(self.values.get(column, "")).partition(" ")
            node = node_of(first)
            if name and node is not None and kind_of(node):
                found.append((node, name))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """A relation that a cell names: its term, and what the vocabulary says of it."""

    node: NamedNode
    row: Relation


def node_of(text: str) -> NamedNode | None:
    """The IRI that is written out or as type and name, None for another text."""
    bare = text.removeprefix("<").removesuffix(">")
    if bare.startswith(("http://", "https://")) and _IRI.fullmatch(bare):
        return NamedNode(bare)
    short = _SHORT.fullmatch(text)
    if short and short[1] == _ARTICLE:
        return NamedNode(f"{settings.ARTICLE}{short[2]}")
    if short and short[1] in {kebab(name) for name in vocabulary().classes}:
        return NamedNode(f"{settings.ENTITY}{short[1]}/{short[2]}")
    return None


def written(node: NamedNode | Literal | None) -> str:
    """A node as a cell has it: an entity or an article by type and name, a concept by its code, a
    relation by its name; empty for none."""
    if node is None or isinstance(node, Literal):
        return node.value if node is not None else ""
    kind, _, tail = node.value.removeprefix(settings.ENTITY).partition("/")
    short = f"{kind}:{tail}"
    if node.value.startswith(settings.ARTICLE):
        short = f"{_ARTICLE}:{node.value.removeprefix(settings.ARTICLE)}"
    if node.value.startswith(settings.CONCEPT):
        return node.value.rpartition("/")[2]
    if node.value.startswith(settings.ONTOLOGY):
        return node.value.removeprefix(settings.ONTOLOGY)
    return short if node_of(short) == node else node.value
