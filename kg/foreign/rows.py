"""Tables and lists: a file of TOML tells what the columns of a CSV file, or the keys of objects in JSON, mean.

A row goes in as a whole or not at all: one with a cell that cannot be read is left out, with its line and the reason.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.contacts import has_contact
from kg.foreign import known
from kg.foreign.conversion import Conversion, Left, nameless
from kg.foreign.files import loaded
from kg.foreign.vocabularies import Way, vocabularies, way
from kg.graph.claims import plain_value
from kg.graph.names import normalised
from kg.graph.terms import LABEL, RDF_TYPE, SKOS, clean, english, mg, web_iri
from kg.records import KgError
from kg.validate.files import MOST_BYTES, one_line
from kg.vocabulary import vocabulary

MEDIA_TYPES = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".json": "application/json"}
"""The media types of the files that are read by a mapping, by their endings."""
_EXACT_MATCH = NamedNode(SKOS + "exactMatch")
_COLUMN_IN_ADDRESS = re.compile(r"\{([^{}]+)\}")
_CODES = ("iso2", "iso3", "wikidata", "ror", "geonames")
_MATCHES = (*_CODES, "address", "name")
_TABLE_KEYS = ("type", "name", "address", "match", "delimiter", "rows", "columns")
_COLUMN_KEYS = ("relation", "type", "match", "separator", "format", "country")
NOT_MAPPED = "the mapping does not say what this column means"


class _BadCell(Exception):
    """A cell that cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column means. `types` are the classes of the things that it names, the last of them that of what is not
    known; `matches` by what they are known; `country` the column with the country of a place."""

    name: str
    way: Way
    types: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    separator: str = ""
    format: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class _Mapping:
    """What the rows of a file mean: each is a thing of the class `type`."""

    path: Path
    type: str
    name: str
    address: str = ""
    matches: tuple[str, ...] = ()
    delimiter: str = ""
    rows: str = ""
    columns: tuple[_Column, ...] = ()

    def named(self) -> set[str]:
        """All columns that it names."""
        countries = {column.country for column in self.columns if column.country}
        return {self.name, *(column.name for column in self.columns), *self.inside()} | countries

    def inside(self) -> list[str]:
        """The columns that stand in the address of a row."""
        return _COLUMN_IN_ADDRESS.findall(self.address)


@dataclass(slots=True)
class _Row:
    """A row: where it stands in the file, and its cells, of which each may have several values."""

    place: str
    cells: Mapping[str, tuple[str, ...]]
    wrong: str = ""

    def shown(self) -> str:
        """The row in one line."""
        return "; ".join(f"{name}: {clean(' '.join(values))}" for name, values in self.cells.items() if values)

    def text(self, column: str) -> str:
        """The one value of a cell, empty where it has none."""
        return " ".join(self.cells.get(column, ()))


def rows(path: Path, mapping: Path, source: str) -> Conversion:
    """What the rows of a file bring, for a source. Raises KgError where the file or the mapping cannot be read, or the
    mapping names what is not there."""
    words = _mapping(mapping)
    found = list(_json(path, words) if path.suffix.lower() == ".json" else _csv(path, words))
    if not found:
        raise KgError(f"{path}: there are no rows in it: to take a source out, use --remove NAME")
    result = Conversion()
    for row in found:
        made = _Made(row, words, source)
        try:
            made.add_row()
        except _BadCell as bad:
            result.leave(row.place, str(bad), row.shown())
            continue
        result.triples += made.triples
        result.described |= made.described
        for fact, lines in made.facts.items():
            result.add(fact, lines)
    result.triples = list(dict.fromkeys(result.triples))
    result.left += _unmapped(found, words)
    return result


def _unmapped(found: Sequence[_Row], words: _Mapping) -> Iterator[Left]:
    used = words.named()
    for row in found:
        for column, values in row.cells.items():
            if column not in used and any(values):
                yield Left(f"column {column}", NOT_MAPPED, row.place)


@dataclass(slots=True)
class _Made:
    """The triples that a row makes."""

    row: _Row
    words: _Mapping
    source: str
    triples: list[Triple] = field(default_factory=list)
    described: set[NamedNode] = field(default_factory=set)
    facts: dict[Triple, tuple[str, ...]] = field(default_factory=dict)

    def add_row(self) -> None:
        """Adds what the row says. Raises _BadCell."""
        if self.row.wrong:
            raise _BadCell(self.row.wrong)
        name = clean(self.row.text(self.words.name))
        if not name:
            raise _BadCell(f"column {self.words.name}: empty, and each row needs a name")
        subject = self._subject(name)
        for column in self.words.columns:
            for value in self._values(column):
                self._add(subject, column, value)

    def _subject(self, name: str) -> NamedNode:
        words = self.words
        if words.matches and (node := self._known(name, (words.type,), words.matches)) is not None:
            return node
        if words.address:
            if empty := [key for key in words.inside() if not self.row.text(key).strip()]:
                raise _BadCell(f"column {empty[0]}: empty, and the address of the row needs it")
            address = _COLUMN_IN_ADDRESS.sub(lambda column: self.row.text(column[1]).strip(), words.address)
            found = web_iri(address)
            if found is None or found.value != address or has_contact(address):
                raise _BadCell(f"'{clean(address)}' is no address of the web")
            node = found
        else:
            node = nameless(self.source, f"{words.type} {json.dumps(sorted(self._mapped().items()))}")
        return self._described(node, words.type, name)

    def _mapped(self) -> dict[str, tuple[str, ...]]:
        return {column: values for column, values in self.row.cells.items() if column in self.words.named()}

    def _values(self, column: _Column) -> list[str]:
        values = self.row.cells.get(column.name, ())
        pieces = (
            piece for value in values for piece in (value.split(column.separator) if column.separator else [value])
        )
        return [text for piece in pieces if (text := clean(piece))]

    def _add(self, subject: NamedNode, column: _Column, value: str) -> None:
        relation = column.way.relation
        if relation.value == "entity":
            node = self._thing(column, value)
            ends = (node, subject) if column.way.turned else (subject, node)
            self._fact(Triple(ends[0], mg(relation.name), ends[1]), column.name)
            return
        found: NamedNode | Literal | None
        if relation.value == "date":
            found = plain_value(relation, self._date(column, value))
        elif relation.value == "concept":
            found = vocabularies().concept(relation, value)
        else:
            found = plain_value(relation, value)
        expected = {"date": "a date like 2026, 2026-05 or 2026-05-24", "integer": "a whole number"}.get(
            relation.value, ""
        )
        if found is None:
            raise _BadCell(f"column {column.name}: '{value}' is no concept of the scheme {relation.scheme}")
        if expected and isinstance(found, Literal) and found.datatype.value.endswith("string"):
            raise _BadCell(f"column {column.name}: '{value}' is not {expected}")
        if not relation.private and has_contact(value):
            raise _BadCell(f"column {column.name}: a telephone number or e-mail address stands in it")
        self._fact(Triple(subject, mg(relation.name), found), column.name)

    def _date(self, column: _Column, value: str) -> str:
        if not column.format:
            return value
        try:
            return datetime.strptime(value, column.format).date().isoformat()
        except ValueError as error:
            raise _BadCell(f"column {column.name}: '{value}' is no date of the form {column.format}") from error

    def _fact(self, fact: Triple, *columns: str) -> None:
        if fact.subject == fact.object:
            raise _BadCell(f"column {columns[0]}: it names the thing of the row itself")
        lines = (f"{self.row.place}, {column}: {clean('; '.join(self.row.cells[column]))}" for column in columns)
        self.facts[fact] = tuple(dict.fromkeys((*self.facts.get(fact, ()), *lines)))

    def _thing(self, column: _Column, value: str) -> NamedNode:
        """The thing that a cell names."""
        if column.country and (country := clean(self.row.text(column.country))):
            return self._place(column, value, country)
        if (node := self._known(value, column.types, column.matches, column.name)) is not None:
            return node
        kind = column.types[-1]
        if kind == "State":
            raise _BadCell(f"column {column.name}: '{value}' is no state of the reference data")
        return self._described(nameless(self.source, f"{kind} {normalised(value)}"), kind, value)

    def _place(self, column: _Column, value: str, country: str) -> NamedNode:
        state = self._known(country, ("State", "Place"), ("iso3", "iso2", "name"), column.country, new=False)
        assert state is not None
        match = known.place(value, known.country_of(state))
        node = nameless(self.source, f"place {match.value}")
        self.triples.append(Triple(node, _EXACT_MATCH, match))
        if known.row_of(match) is None:
            self._described(node, "Place", value)
            self._fact(Triple(node, mg("locatedIn"), state), column.name, column.country)
        return node

    def _known(
        self, value: str, types: Sequence[str], matches: Sequence[str], column: str = "", *, new: bool = True
    ) -> NamedNode | None:
        """The thing of the reference data that a value means. Raises _BadCell where it means several, or none, and the
        value is a code."""
        at = f"column {column or self.words.name}"
        for match in matches:
            if match == "name":
                found = [node for kind in types for node in known.by_name(value, kind)]
                if len(found) > 1:
                    ids = ", ".join(node.value.rpartition("/")[2] for node in found)
                    raise _BadCell(f"{at}: '{value}' is the name of several, {ids}: give a code")
            elif match == "address":
                node = known.by_address(value, vocabularies().namespaces)
                found = [node] if node is not None else []
            else:
                node = known.by_code(match, value)
                found = [node] if node is not None else []
            if found and (kind := known.type_of(found[0])) not in types:
                raise _BadCell(f"{at}: '{value}' is a {kind}, and not a {' or '.join(types)}")
            if found:
                return found[0]
        if matches and "name" not in matches:
            raise _BadCell(f"{at}: '{value}' is no {' or '.join(matches)} of the reference data")
        if not new:
            raise _BadCell(f"{at}: '{value}' is no country of the reference data")
        return None

    def _described(self, node: NamedNode, kind: str, name: str) -> NamedNode:
        if has_contact(name):
            raise _BadCell(f"'{name}' is no name: a telephone number or e-mail address stands in it")
        for type_name in (kind, *vocabulary().classes[kind].superclasses):
            self.triples.append(Triple(node, RDF_TYPE, mg(type_name)))
        self.triples.append(Triple(node, LABEL, english(name)))
        self.described.add(node)
        return node


# ---------------------------------------------------------------- the files


def _csv(path: Path, words: _Mapping) -> Iterator[_Row]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}; check the file and its permissions") from error
    if len(data) > MOST_BYTES:
        raise KgError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB; split the file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KgError(f"{path}: line {line}: no UTF-8; save the file as UTF-8") from error
    delimiter = words.delimiter or ("\t" if path.suffix.lower() == ".tsv" else ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] = []
    try:
        first = 1
        for cells in reader:
            line, first = first, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                _check_columns(path, words, header)
                continue
            yield _row(f"line {line}", header, cells)
    except csv.Error as error:
        raise KgError(f"{path}: line {reader.line_num}: {error}; mend the file") from error


def _row(place: str, header: Sequence[str], cells: Sequence[str]) -> _Row:
    wrong = "" if len(cells) == len(header) else f"it has {len(cells)} cells, and the first line has {len(header)}"
    return _Row(
        place, {name: (cell,) if cell.strip() else () for name, cell in zip(header, cells, strict=False)}, wrong
    )


def _check_columns(path: Path, words: _Mapping, header: Sequence[str]) -> None:
    for column in sorted(words.named()):
        if header.count(column) != 1:
            has = "has no" if column not in header else "has more than one"
            raise KgError(f"{path}: {has} column '{column}', which {words.path} names: it has {', '.join(header)}")


def _json(path: Path, words: _Mapping) -> Iterator[_Row]:
    content = loaded(path)
    for key in filter(None, words.rows.split(".")):
        content = content.get(key) if isinstance(content, dict) else None
    if not isinstance(content, list):
        where = f"at '{words.rows}'" if words.rows else "of objects: say with rows in the mapping where it is"
        raise KgError(f"{path}: there is no list {where}")
    for number, item in enumerate(content, start=1):
        place = f"item {number}"
        if isinstance(item, dict):
            yield _Row(place, _cells(item))
        else:
            yield _Row(place, {}, "it is no object")


def _cells(item: Mapping[str, Any], prefix: str = "") -> dict[str, tuple[str, ...]]:
    """The values of an object by their keys, those of objects in it behind a dot."""
    found: dict[str, tuple[str, ...]] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            found |= _cells(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            found[prefix + key] = tuple(_text(one) for one in value if one is not None)
        else:
            found[prefix + key] = () if value is None else (_text(value),)
    return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# ---------------------------------------------------------------- the mapping


def _mapping(path: Path) -> _Mapping:
    """The mapping in a file of TOML. Raises KgError where it cannot be read, or says what the ontology lacks."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}; check the mapping and its permissions") from error
    except (ValueError, RecursionError) as error:  # a number of too many digits is a ValueError alone
        raise KgError(f"{path}: {one_line(error)}; mend the TOML of the mapping") from error
    _check_keys(path, table, _TABLE_KEYS, "the mapping")
    columns = table.get("columns", {})
    if not isinstance(columns, dict) or not columns or not all(isinstance(row, dict) for row in columns.values()):
        raise KgError(f"{path}: no column has a meaning: add [columns.NAME] with a relation")
    delimiter = _string(path, table, "delimiter", "")
    if len(delimiter) > 1:
        raise KgError(f"{path}: the delimiter is '{delimiter}': it is one character, like ;")
    kinds = tuple(name for name, row in vocabulary().classes.items() if row.entity)
    kind = _one_of(path, "type", _string(path, table, "type"), kinds)
    return _Mapping(
        path,
        kind,
        _string(path, table, "name"),
        _string(path, table, "address", ""),
        _matches(path, table),
        delimiter,
        _string(path, table, "rows", ""),
        tuple(_column(path, name, row, kind, kinds) for name, row in columns.items()),
    )


def _column(path: Path, name: str, row: dict[str, Any], kind: str, kinds: Sequence[str]) -> _Column:
    at = f"{path}: column {name}"
    _check_keys(path, row, _COLUMN_KEYS, f"column {name}")
    told = _string(path, row, "relation")
    relation = _one_of(path, f"relation of column {name}", told.removeprefix("^"), tuple(vocabulary().relations))
    found = way(("^" if told.startswith("^") else "") + relation)
    given = row.get("type", [])
    types = tuple(
        _one_of(path, f"type of column {name}", str(one), kinds)
        for one in (given if isinstance(given, list) else [given])
    )
    if not found.relation.asserted:
        raise KgError(f"{at}: mg:{relation} never stands as a plain fact: leave it out")
    if (found.relation.value == "entity") != bool(types):
        needs = "leads to things: say with type of what class" if not types else "leads to no things: leave type out"
        raise KgError(f"{at}: mg:{relation} {needs}")
    subjects, objects = ({kind}, set(types)) if not found.turned else (set(types), {kind})
    for ends, allowed, word in ((subjects, found.subjects, "from"), (objects, found.objects, "to")):
        if found.relation.value != "entity" and word == "to":
            continue
        if wrong := sorted(ends - allowed):
            raise KgError(
                f"{at}: mg:{relation} does not lead {word} {wrong[0]}, but {word} {', '.join(sorted(allowed))}"
            )
    return _Column(
        name,
        found,
        types,
        _matches(path, row),
        _string(path, row, "separator", ""),
        _format(path, name, row),
        _string(path, row, "country", ""),
    )


def _format(path: Path, name: str, row: Mapping[str, Any]) -> str:
    """The form of the dates in a column. Raises KgError where it names a part twice, which no date is read by."""
    form = _string(path, row, "format", "")
    try:
        datetime.strptime("", form)
    except re.error as error:
        raise KgError(f"{path}: column {name}: the format {form} has a part twice: name each part once") from error
    except ValueError:
        pass  # the empty text is no such date
    return form


def _matches(path: Path, row: Mapping[str, Any]) -> tuple[str, ...]:
    given = row.get("match", [])
    return tuple(_one_of(path, "match", str(one), _MATCHES) for one in (given if isinstance(given, list) else [given]))


def _string(path: Path, row: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = row.get(key, default)
    if not isinstance(value, str) or (default is None and not value):
        raise KgError(f'{path}: {key} is missing, or no text: add a line {key} = "…"')
    return value


def _one_of(path: Path, what: str, value: str, known_ones: Sequence[str]) -> str:
    if value not in known_ones:
        near = get_close_matches(value, known_ones, 1)
        advice = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(known_ones)}"
        raise KgError(f"{path}: the {what} is '{value}', which is none: {advice}")
    return value


def _check_keys(path: Path, row: Mapping[str, Any], keys: Sequence[str], what: str) -> None:
    for key in row:
        if key not in keys:
            near = get_close_matches(key, keys, 1)
            raise KgError(
                f"{path}: {what} has no '{key}': " + (f"did you mean {near[0]}?" if near else ", ".join(keys))
            )
