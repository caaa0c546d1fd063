"""The questions of the package: one `.rq` file each, with a header that programs read.

A file is plain SPARQL 1.1 as it stands, and asks about everything. Its header, lines that begin with `#+`, is YAML as
grlc reads it: summary, description, tags, parameters, columns. A line that begins with `#?` and the name of a parameter
is a comment as well, until the parameter gets a value: then `fill` takes `#?` and the name away and writes the value,
a checked term, in the place of `{name}`. So a query never holds a value that was not asked for, and no text of a user
is ever part of a query otherwise than as one term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.records import KgError
from kg.resources import folder, rebased

TYPES = ("iri", "string", "integer", "decimal", "date", "concept")
GROUPS = ("actors", "events", "networks", "documents", "provenance", "quality")
"""The groups of questions, in the order in which they are listed; a question's first tag is its group."""
VIEWS = "views"
"""The group of questions that give the graph in the terms of another vocabulary, as a graph."""
CHECKS = "checks"
"""The group of questions to which a sound graph has no answer."""

_HEADER = "#+"
_SLOT = re.compile(r"^(?P<margin>[ \t]*)#\?[ \t]+(?P<name>[a-z][A-Za-z]*(?:-[a-z]+)*)[ \t]+(?P<part>.*)$", re.MULTILINE)
_PLACE = re.compile(r"\{([a-z][A-Za-z]*(?:-[a-z]+)*)\}")
_PREFIX = re.compile(r"^\s*PREFIX\s+([A-Za-z][\w-]*)?:\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question can be narrowed by. `of` is the class of an IRI (`Event`; `relation` for one of the
    relations; empty for any entity) or the scheme of a concept (`event-type`); `many`: takes several values."""

    name: str
    type: str
    description: str
    example: str
    of: str = ""
    default: str | None = None
    many: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; a view, whose answer is a graph, has those of its triples."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the package. `name` is the path of its file below `queries/` without the ending; `text` is the
    query with its slots, `contacts` says that the whole answer needs telephone numbers and e-mail addresses."""

    name: str
    group: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    contacts: bool = False

    def parameter(self, name: str) -> Parameter:
        """The parameter with this name. Raises KgError where there is none."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(parameter.name for parameter in self.parameters) or "none"
        raise KgError(f"query {self.name}: it has no parameter '{name}'; its parameters are: {known}")


def load_questions(directory: Path | None = None) -> dict[str, Question]:
    """The questions in `directory`, those of the package where it is not given, by name and in the order of their
    names. Raises KgError where a file cannot be read or its header lacks something."""
    root = folder("queries") if directory is None else directory
    files = sorted(root.rglob("*.rq"))
    if not files:
        raise KgError(f"{root}: there are no .rq files: install the package again")
    return {question.name: question for question in (_load(root, file) for file in files)}


def find_question(name: str) -> Question:
    """The question of the package with this name. Raises KgError, with names like it, where there is none."""
    known = load_questions()
    if name not in known:
        near = [other for other in known if name and (name in other or other in name)]
        hint = f"did you mean {', '.join(near)}?" if near else "kg query --list lists the questions"
        raise KgError(f"query {name}: there is no question of this name, and no file ending in .rq: {hint}")
    return known[name]


def parse_question(name: str, content: str) -> Question:
    """The question in the text of a file. Raises KgError where the header is malformed or does not fit the query."""
    header = _Header(name, _yaml(name, content))
    lines = (line for line in content.splitlines() if not line.startswith(_HEADER))
    question = Question(
        name=name,
        group=header.group(),
        summary=header.text(header.fields, "summary"),
        description=header.text(header.fields, "description"),
        parameters=tuple(header.parameters()),
        columns=tuple(header.columns()),
        text=rebased("\n".join(lines).strip()) + "\n",
        contacts=header.fields.get("contacts") is True,
    )
    _check_slots(question)
    return question


def slots(text: str) -> Iterator[re.Match[str]]:
    """The lines of a query that depend on a parameter, with the groups margin, name and part."""
    return _SLOT.finditer(text)


def replace_slots(text: str, values: Mapping[str, str]) -> str:
    """The query with the slots of the parameters in `values` written out and all others left as comments."""

    def written(slot: re.Match[str]) -> str:
        if slot["name"] not in values:
            return slot[0]
        return slot["margin"] + _PLACE.sub(lambda place: values.get(place[1], place[0]), slot["part"])

    return _SLOT.sub(written, text)


def prefixes(text: str) -> dict[str, str]:
    """The prefixes that a query declares, by their names."""
    return {match[1]: match[2] for match in _PREFIX.finditer(text) if match[1]}


def _load(root: Path, file: Path) -> Question:
    name = file.relative_to(root).with_suffix("").as_posix()
    try:
        return parse_question(name, file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{file}: the question cannot be read ({error}): install the package again") from error


def _yaml(name: str, content: str) -> dict[str, object]:
    lines = (line[len(_HEADER) :].removeprefix(" ") for line in content.splitlines() if line.startswith(_HEADER))
    try:
        found = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise KgError(f"query {name}: its header is no YAML ({' '.join(str(error).split())})") from error
    if not isinstance(found, dict):
        raise KgError(f"query {name}: it has no header: begin with lines like '#+ summary: …'")
    return found


@dataclass(frozen=True, slots=True)
class _Header:
    """The header of one file, checked while it is read."""

    name: str
    fields: Mapping[str, object]

    def text(self, fields: Mapping[str, object], key: str) -> str:
        value = fields.get(key)
        if not isinstance(value, str) or not value.strip():
            raise KgError(f"query {self.name}: its header lacks a text for '{key}'")
        return value.strip()

    def group(self) -> str:
        tags = self._list("tags")
        if not tags or not isinstance(tags[0], str):
            raise KgError(f"query {self.name}: its header lacks 'tags' with the group of the question")
        if tags[0] not in (groups := (*GROUPS, VIEWS, CHECKS)):
            raise KgError(f"query {self.name}: '{tags[0]}' is no group: write one of {', '.join(groups)}")
        return tags[0]

    def parameters(self) -> Iterator[Parameter]:
        for entry in self._list("parameters"):
            fields = self._mapping(entry, "parameters")
            yield self._parameter(fields)

    def columns(self) -> Iterator[Column]:
        for entry in self._list("columns"):
            fields = self._mapping(entry, "columns")
            for name in fields:
                yield Column(name, self.text(fields, name))

    def _parameter(self, fields: Mapping[str, object]) -> Parameter:
        kind = self.text(fields, "type")
        if kind not in TYPES:
            raise KgError(f"query {self.name}: '{kind}' is no type of a parameter: write one of {', '.join(TYPES)}")
        default = fields.get("default")
        return Parameter(
            name=self.text(fields, "name"),
            type=kind,
            description=self.text(fields, "description"),
            example=self.text(fields, "example"),
            of=str(fields.get("of") or ""),
            default=None if default is None else str(default),
            many=fields.get("many") is True,
            required=fields.get("required") is True,
        )

    def _list(self, key: str) -> list[object]:
        found = self.fields.get(key)
        if not isinstance(found, list):
            raise KgError(f"query {self.name}: its header lacks the list '{key}'")
        return found

    def _mapping(self, entry: object, key: str) -> dict[str, object]:
        if not isinstance(entry, dict) or not all(isinstance(name, str) for name in entry):
            raise KgError(f"query {self.name}: an entry of '{key}' in its header is no mapping: {entry!r}")
        return entry


def _check_slots(question: Question) -> None:
    """Raises KgError unless the slots of the query and the parameters of the header are the same."""
    declared = {parameter.name for parameter in question.parameters}
    used = {slot["name"] for slot in slots(question.text)}
    for name in sorted(declared ^ used):
        fault = "has no line '#? {0} …' in the query" if name in declared else "is no parameter of the header"
        raise KgError(f"query {question.name}: '{name}' {fault.format(name)}")
    for slot in slots(question.text):
        if strange := set(_PLACE.findall(slot["part"])) - {slot["name"]}:
            raise KgError(f"query {question.name}: the line of '{slot['name']}' takes the values of {sorted(strange)}")
