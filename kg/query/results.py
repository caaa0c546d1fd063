"""Answers to queries, and the formats they are written in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TextIO

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.records import KgError

Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[Term | None, ...]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: rows under columns for SELECT; `answer` for ASK; `triples` for CONSTRUCT and DESCRIBE."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    answer: bool | None = None
    triples: tuple[Triple, ...] | None = None

    def as_rows(self) -> Result:
        """The same answer as a table, whatever it was: an ASK with one cell, a graph with a row a triple."""
        if self.answer is not None:
            value = Literal(str(self.answer).lower(), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
            return Result(("answer",), ((value,),))
        if self.triples is not None:
            rows = ((triple.subject, triple.predicate, triple.object) for triple in self.triples)
            return Result(("subject", "predicate", "object"), tuple(rows))
        return self


def write_csv(result: Result, out: TextIO) -> None:
    """Comma-separated values as SPARQL defines them, with lines that end in a line feed."""
    table = result.as_rows()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([plain(term) for term in row] for row in table.rows)


def write_tsv(result: Result, out: TextIO) -> None:
    """Tab-separated terms in the syntax of SPARQL, so that IRIs, languages and datatypes are kept."""
    table = result.as_rows()
    out.write("\t".join(f"?{column}" for column in table.columns) + "\n")
    for row in table.rows:
        out.write("\t".join("" if term is None else str(term) for term in row) + "\n")


def write_json(result: Result, out: TextIO) -> None:
    """SPARQL 1.1 Query Results JSON. Raises KgError where the answer is a graph."""
    if result.triples is not None:
        raise KgError("the answer is a graph, which the JSON of SPARQL results cannot hold: use --format turtle")
    content: dict[str, object] = {"head": {"vars": list(result.columns)}}
    if result.answer is not None:
        content = {"head": {}, "boolean": result.answer}
    else:
        content["results"] = {"bindings": [_binding(result.columns, row) for row in result.rows]}
    json.dump(content, out, ensure_ascii=False, indent=1)
    out.write("\n")


def write_turtle(result: Result, out: TextIO, prefixes: Mapping[str, str] | None = None) -> None:
    """Turtle, in the order of the triples. Raises KgError where the answer is a table."""
    if result.triples is None:
        raise KgError("the answer is a table: Turtle is for CONSTRUCT and DESCRIBE; use --format csv, tsv or json")
    content = serialize(sorted(result.triples, key=str), format=RdfFormat.TURTLE, prefixes=dict(prefixes or {}))
    assert content is not None
    out.write(content.decode())


WRITERS: dict[str, Callable[[Result, TextIO], None]] = {
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "turtle": write_turtle,
}
"""The formats for other programs, by name."""


def plain(term: Term | None) -> str:
    """A term as a CSV cell: its text without syntax."""
    if term is None:
        return ""
    if isinstance(term, BlankNode | Triple):
        return str(term)
    return term.value


def json_term(term: Term) -> dict[str, str]:
    """A term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value not in (_STRING, _LANG_STRING):
            found["datatype"] = term.datatype.value
        return found
    return {"type": "bnode", "value": term.value if isinstance(term, BlankNode) else str(term)}


def _binding(columns: tuple[str, ...], row: Row) -> dict[str, dict[str, str]]:
    return {column: json_term(term) for column, term in zip(columns, row, strict=True) if term is not None}
