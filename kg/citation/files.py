"""Citations as YAML files, for people to read and for `kg query --replay`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

import yaml

from kg.citation.citation import GRAPH, TABLE, TRUTH, Answer, Citation
from kg.export.files import STANDARD_OUTPUT, whole_file
from kg.query.asking import Asked, Setting
from kg.records import KgError

FORM = 1
"""The version of the form of the files."""

_HEAD = "# A result of the Migration Governance Knowledge Graph. Ask again: kg query --replay FILE --store DIR\n"
_WIDTH = 110
_IN_A_LINE = 8
_MEND = "give a file that kg query --cite wrote"

Value = TypeVar("Value")


def write_citation(citation: Citation, path: Path | str) -> None:
    """Writes a citation. Raises KgError where the file cannot be written."""
    if str(path) == STANDARD_OUTPUT:
        raise KgError("--cite -: the answer goes to standard output: name a file for the citation")
    with whole_file(path) as out:
        out.write(as_yaml(citation).encode())


def as_yaml(citation: Citation) -> str:
    """The text of a citation file."""
    dumped = yaml.dump(_content(citation), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return _HEAD + dumped


def read_citation(path: Path | str) -> Citation:
    """The citation in a file. Raises KgError where the file cannot be read or is no citation."""
    try:
        content = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        said = " ".join(str(error).split())
        raise KgError(f"{path}: the citation cannot be read ({said}): {_MEND}") from error
    return _Reader(str(path)).citation(content)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they are."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _content(citation: Citation) -> dict[str, object]:
    answer, asked = citation.answer, citation.asked
    rows = "".join(f"{' '.join(line)}\n" for line in _lines(answer.rows))
    return {
        "citation": FORM,
        "footnote": citation.footnote,
        "question": asked.question,
        "parameters": [asdict(setting) for setting in asked.settings],
        "query": asked.text,
        "answer": {"kind": answer.kind, "size": answer.size, "ordered": answer.ordered, "digest": answer.digest},
        "graph": {
            "source": citation.source,
            "version": citation.version,
            "contacts": citation.contacts,
            "min-confidence": citation.least,
            "as-of": citation.as_of,
        },
        "software": citation.software,
        "date": citation.date,
        "rows": rows,
    }


def _lines(rows: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (rows[start : start + _IN_A_LINE] for start in range(0, len(rows), _IN_A_LINE))


class _Reader:
    """Reads the fields of a citation and checks their types."""

    def __init__(self, path: str) -> None:
        self._path = path

    def citation(self, content: object) -> Citation:
        fields = self._mapping(content, "all of it")
        if fields.get("citation") != FORM:
            raise KgError(f"{self._path}: it has no 'citation: {FORM}': {_MEND}")
        graph = self._mapping(fields.get("graph"), "graph")
        return Citation(
            asked=self._asked(fields),
            answer=self._answer(fields),
            source=self._field(graph, "source", str),
            version=self._field(graph, "version", str),
            date=self._field(fields, "date", str),
            software=self._field(fields, "software", str),
            contacts=self._field(graph, "contacts", bool),
            least=float(self._field(graph, "min-confidence", float)),
            as_of=self._field(graph, "as-of", str) if "as-of" in graph else "",
        )

    def _asked(self, fields: Mapping[str, object]) -> Asked:
        entries = [self._mapping(entry, "parameters") for entry in self._field(fields, "parameters", list)]
        settings = (Setting(*(self._field(entry, key, str) for key in ("name", "given", "taken"))) for entry in entries)
        return Asked(self._field(fields, "query", str), self._field(fields, "question", str), tuple(settings))

    def _answer(self, fields: Mapping[str, object]) -> Answer:
        answer = self._mapping(fields.get("answer"), "answer")
        kind = self._field(answer, "kind", str)
        if kind not in (TABLE, TRUTH, GRAPH):
            raise KgError(f"{self._path}: '{kind}' is no kind of answer: {TABLE}, {TRUTH} and {GRAPH} are")
        return Answer(
            kind,
            self._field(answer, "size", int),
            self._field(answer, "digest", str),
            self._field(answer, "ordered", bool),
            tuple(self._field(fields, "rows", str).split()),
        )

    def _field(self, fields: Mapping[str, object], name: str, kind: type[Value]) -> Value:
        value = fields.get(name)
        if not isinstance(value, kind):
            raise KgError(f"{self._path}: '{name}' is missing or no {kind.__name__}: {_MEND}")
        return value

    def _mapping(self, value: object, name: str) -> dict[str, object]:
        if not isinstance(value, dict):
            raise KgError(f"{self._path}: {name} is no mapping: {_MEND}")
        return value
