"""Annotated and extracted documents, read from the JSON that gold annotations and `kg extract` share."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.records import DOCUMENT, RULES_JOINED_BY, Entity, KgError
from kg.vocabulary import vocabulary

Fact = tuple[str, str, str]
"""Relation, subject, object: ids of entities, `document`, or the words of a literal."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as far as it is judged: its fact, the rules that read it, its status and its confidence."""

    fact: Fact
    rules: tuple[str, ...]
    status: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """One document: entities by id, facts, the gold's optional facts, the claims behind extracted facts."""

    id: str
    entities: Mapping[str, Entity]
    facts: tuple[Fact, ...]
    optional: tuple[Fact, ...] = ()
    claims: tuple[Told, ...] = ()

    def words(self, fact: Fact) -> str:
        """The fact with labels and names in place of ids."""
        relation, subject, target = fact
        return f"{self._name(subject)} · {vocabulary().relations[relation].label} · {self._name(target)}"

    def _name(self, end: str) -> str:
        if end == DOCUMENT:
            return "the document"
        return self.entities[end].name if end in self.entities else end


def load(path: Path) -> dict[str, Document]:
    """The documents of a JSON file, or of the `.json` files of a folder, by id, in the order of the file names.
    Raises KgError where there are none, one cannot be read, or two have the same id."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise KgError(f"{path}: no .json file there: give annotations, or what kg extract --format json printed")
    found: dict[str, Document] = {}
    for file in files:
        document = from_json(_json(file), str(file), file.stem)
        if document.id in found:
            raise KgError(f"{file}: a document with the id '{document.id}' was read already: give each its own id")
        found[document.id] = document
    return found


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise KgError(f"{file}: cannot be read ({error.strerror}): check the path and its permissions") from error
    except (ValueError, RecursionError) as error:
        raise KgError(f"{file}: is no JSON in UTF-8 ({error}): write it again with kg extract --format json") from error


def from_json(data: Any, where: str, name: str = "") -> Document:
    """The document that the JSON value `data` describes; `where` names it in errors, `name` is its id where it gives
    none. Raises KgError where it has not the form of the annotation guidelines."""
    if not isinstance(data, dict):
        raise KgError(f"{where}: is no document: an object with 'entities' and 'facts' is wanted")
    rows = data.get("entities")
    if not isinstance(rows, dict):
        raise KgError(f"{where}: 'entities' is missing, or no object of entities by id")
    entities = {key: _entity(key, row, where) for key, row in rows.items()}
    return Document(
        id=str(data.get("id") or name),
        entities=entities,
        facts=tuple(_facts(data, "facts", entities, where)),
        optional=tuple(_facts(data, "optional", entities, where)) if "optional" in data else (),
        claims=tuple(_claims(data, where)),
    )


def _entity(key: str, row: Any, where: str) -> Entity:
    named = isinstance(row, dict) and isinstance(row.get("name"), str) and isinstance(row.get("type"), str)
    aliases = row.get("aliases", []) if named else None
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise KgError(f"{where}: the entity '{key}' needs a 'type', a 'name' and, if any, a list of 'aliases'")
    return Entity(key, row["type"], row["name"], tuple(aliases))


def _facts(data: dict[str, Any], name: str, entities: Mapping[str, Entity], where: str) -> Iterator[Fact]:
    rows = data.get(name)
    if not isinstance(rows, list):
        raise KgError(f"{where}: '{name}' is missing, or no list of [relation, subject, object]")
    for number, row in enumerate(rows, 1):
        place = f"{where}: {name}, number {number}"
        if not isinstance(row, list) or len(row) != 3 or not all(isinstance(part, str) for part in row):
            raise KgError(f"{place}: is no [relation, subject, object]")
        relation, subject, target = row
        known = vocabulary().relations.get(relation)
        if known is None or not known.guideline:
            raise KgError(f"{place}: unknown relation '{relation}': use those of the annotation guidelines")
        ends = (subject, target) if known.value == "entity" else (subject,)
        for end in ends:
            if end != DOCUMENT and end not in entities:
                raise KgError(f"{place}: '{end}' is no id of an entity of the document")
        yield relation, subject, target


def _claims(data: dict[str, Any], where: str) -> Iterator[Told]:
    for number, row in enumerate(data.get("claims") or (), 1):
        try:
            fact = (str(row["relation"]), str(row["subject"]), str(row["object"]))
            rules = tuple(str(row["rule"]).split(RULES_JOINED_BY))
            yield Told(fact, rules, str(row["status"]), float(row["confidence"]))
        except (KeyError, TypeError, ValueError) as error:
            raise KgError(f"{where}: claim {number} is not as kg extract --format json writes it ({error})") from error
