"""The questions of the package: their list, and each as a resource of its own with the parameters of its header."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence

from anyio import to_thread
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.graph.terms import XSD
from kg.query import Parameter as Asked
from kg.query import Question, Result, bind, fill
from kg.query.results import Row, Term, plain, write_csv
from kg.query.values import Value
from kg.records import KgError
from kg.serve.api.parameters import FARTHEST, Kind, Parameter, Schema, Values, paging, text, whole
from kg.serve.api.resources import CSV, Json, Resource
from kg.serve.api.schemas import CELL, TEXT, described, listed, record, ref
from kg.serve.api.things import paging as part
from kg.serve.asking import Ask, FromThread
from kg.serve.errors import REPLIES, Unsuitable
from kg.serve.pages.site import Site
from kg.vocabulary import vocabulary

_LONGEST = 1000
_TRIPLES = "application/n-triples"
_NUMBERS = {
    XSD + name: kind for name, kind in (("integer", int), ("decimal", float), ("double", float), ("float", float))
}
_TRUTH = XSD + "boolean"
_DATE = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|--[0-9]{2}(-[0-9]{2})?)$"

LISTED = {
    "paging": ref("Paging"),
    "questions": listed(
        record(
            {
                "name": TEXT,
                "group": TEXT,
                "summary": TEXT,
                "description": TEXT,
                "parameters": listed(
                    record(
                        {
                            "name": TEXT,
                            "type": TEXT,
                            "of": TEXT,
                            "description": TEXT,
                            "example": TEXT,
                            "default": {"type": ["string", "null"]},
                            "many": {"type": "boolean"},
                            "required": {"type": "boolean"},
                        }
                    )
                ),
                "columns": {"type": "object", "additionalProperties": TEXT},
            }
        )
    ),
}


def in_list(question: Question) -> Json:
    """What the list says of a question."""
    return {
        "name": question.name,
        "group": question.group,
        "summary": question.summary,
        "description": question.description,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "of": parameter.of,
                "description": parameter.description,
                "example": parameter.example,
                "default": parameter.default,
                "many": parameter.many,
                "required": parameter.required,
            }
            for parameter in question.parameters
        ],
        "columns": {column.name: column.description for column in question.columns},
    }


def resources(question: Question) -> tuple[Resource, Resource]:
    """The answer to a question as JSON, in pages, and as a table, whole unless a part of it is asked for."""
    own = own_parameters(question)
    name = question.name.replace("/", "-")
    fields = {
        "question": TEXT,
        "notes": described(listed(TEXT), "What names were taken for."),
        "values": described(
            {"type": "object", "additionalProperties": listed(TEXT)}, "The terms that were asked with, by parameter."
        ),
        "paging": ref("Paging"),
        "rows": listed(record({column.name: described(CELL, column.description) for column in question.columns})),
    }

    async def rows(site: Site, values: Values) -> Json | bytes:
        return await _rows(site.ask, question, values)

    async def table(site: Site, values: Values) -> Json | bytes:
        return await _table(site.ask, question, values)

    limits = (
        Parameter("limit", whole(1, FARTHEST), "At most so many rows; all where it is not given."),
        Parameter("offset", whole(0, FARTHEST), "How many rows to pass over.", default=0),
    )
    address, about = f"/questions/{question.name}", (question.group, question.summary, question.description)
    return (
        Resource(f"{address}.json", name, *about, (*own, *paging(100, 1000, "rows")), record(fields), rows),
        Resource(f"{address}.csv", f"{name}-csv", *about, (*own, *limits), TEXT, table, CSV),
    )


def own_parameters(question: Question) -> tuple[Parameter, ...]:
    """The parameters of its header."""
    return tuple(map(_parameter, question.parameters))


def _parameter(asked: Asked) -> Parameter:
    made = {"integer": int, "decimal": float}.get(asked.type, str)
    default = None if asked.default is None else made(asked.default)
    return Parameter(asked.name, _kind(asked), asked.description, default, asked.required, asked.many, asked.example)


def _kind(asked: Asked) -> Kind:
    """What a value may be. It stays a text here, since `bind` makes a term of it."""
    longest = text(1, _LONGEST)
    read = longest.read
    match asked.type:
        case "integer":
            number = whole(-(10**18) + 1, 10**18 - 1)
            return Kind({"type": "integer"}, "a whole number", lambda said: str(number.read(said)))
        case "decimal":
            return Kind(
                {"type": "number", "minimum": 0, "maximum": 999_999_999}, f"a number like {asked.example}", read
            )
        case "date":
            return Kind({"type": "string", "pattern": _DATE}, "a date like 2019, 2019-05 or 2019-05-24", read)
        case "iri" if asked.of == "relation":
            return Kind(ref("Relation"), f"one of the relations {', '.join(_relations())}", read)
        case "iri":
            return Kind(longest.schema, f"a name, an acronym or an IRI of {asked.of or 'an entity'}", read)
        case "concept":
            return Kind(longest.schema, f"a concept of {asked.of}", read)
    return longest


def relation_schema() -> Schema:
    """What names a relation, on which questions agree."""
    in_full = {"type": "string", "pattern": "^(mg:|https?://)", "description": "A prefixed name, or an IRI."}
    return {"anyOf": [{"type": "string", "enum": _relations()}, in_full]}


def _relations() -> list[str]:
    return [name for name, relation in vocabulary().relations.items() if not relation.private]


async def _rows(ask: Ask, question: Question, values: Values) -> Json:
    limit, offset = values["limit"], values["offset"]
    query, terms, notes = await query_of(ask, question, values)
    if _is_graph(question):
        graph = await _graph(ask, query)
        found, total = graph[offset : offset + limit], len(graph)
    else:
        found = (await ask.rows(f"{query}\nLIMIT {limit + 1} OFFSET {offset}")).rows
        known = offset + len(found) if len(found) <= limit and (found or not offset) else None
        total = await _count(ask, query) if known is None else known
    columns = [column.name for column in question.columns]
    return {
        "question": question.name,
        "notes": notes,
        "values": {name: [plain(term) for term in listed_] for name, listed_ in terms.items()},
        "paging": part(total, limit, offset),
        "rows": [dict(zip(columns, map(cell, row), strict=True)) for row in found[:limit]],
    }


async def _table(ask: Ask, question: Question, values: Values) -> bytes:
    limit, offset = values["limit"], values["offset"]
    query, _, _ = await query_of(ask, question, values)
    if not _is_graph(question):
        most = "" if limit is None else f"LIMIT {limit}"
        return await ask.table(f"{query}\n{most} OFFSET {offset}" if limit is not None or offset else query)
    rows = (await _graph(ask, query))[offset:][:limit]
    out = io.StringIO(newline="")
    write_csv(Result(tuple(column.name for column in question.columns), rows), out)
    return out.getvalue().encode()


async def query_of(ask: Ask, question: Question, values: Values) -> tuple[str, dict[str, list[Value]], list[str]]:
    """The query with the values in it, the terms that they were taken for, and notes of what names mean."""
    notes: list[str] = []
    terms: dict[str, list[Value]] = {}
    given = {asked.name: _texts(values[asked.name]) for asked in question.parameters}
    article = [("article", said) for said in given.get("article", ())]
    for name, texts in given.items():
        pairs = [*(article if name != "article" else ()), *((name, said) for said in texts)]
        if texts:
            terms[name] = (await _bound(ask, question, name, pairs, notes))[name]
    filled = fill(question, terms)
    lines = (line for line in filled.splitlines(keepends=True) if not line.lstrip().startswith("#? "))
    return "".join(lines), terms, list(dict.fromkeys(notes))


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


async def _bound(
    ask: Ask, question: Question, name: str, pairs: Sequence[tuple[str, str]], notes: list[str]
) -> Mapping[str, list[Value]]:
    """The terms of a parameter's values. Raises Unsuitable where one is none, unknown, or means several things."""
    try:
        return await to_thread.run_sync(lambda: bind(question, pairs, FromThread(ask), notes.append))
    except KgError as error:
        if type(error) in REPLIES:
            raise
        told = " ".join(str(error).split()).removeprefix(f"{name}: ")
        raise Unsuitable(name, _told(told), _kind(question.parameter(name)).words) from error


def _told(told: str) -> str:
    """What an error tells, cut to a length."""
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _is_graph(question: Question) -> bool:
    """Whether the answer is a graph, as that of a view is."""
    return any(line.startswith("CONSTRUCT") for line in question.text.splitlines())


async def _graph(ask: Ask, query: str) -> tuple[Row, ...]:
    """The triples of a view, sorted."""
    body = await ask.graph(query, _TRIPLES)

    def rows() -> tuple[Row, ...]:
        triples = (quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))
        return tuple((one.subject, one.predicate, one.object) for one in sorted(triples, key=str))

    return await to_thread.run_sync(rows)


async def _count(ask: Ask, query: str) -> int:
    """How many rows the query has. The graphs that it names must stand outside of what is counted."""
    lines = query.splitlines()
    head = [line for line in lines if line.startswith("PREFIX ")]
    graphs = [line for line in lines if line.startswith("FROM ")]
    rest = [line for line in lines if not line.startswith(("PREFIX ", "FROM "))]
    counting = [*head, "SELECT (COUNT(*) AS ?count)", *graphs, "WHERE { {", *rest, "} }"]
    return int(plain((await ask.rows("\n".join(counting))).rows[0][0]))


def cell(term: Term | None) -> str | int | float | bool | None:
    """A value of a row: numbers and truth as such, all else as text."""
    if term is None:
        return None
    if isinstance(term, Literal):
        datatype = term.datatype.value
        if datatype == _TRUTH:
            return term.value in ("true", "1")
        if datatype in _NUMBERS:
            return _number(term)
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _number(term: Literal) -> str | int | float:
    try:
        found: int | float = _NUMBERS[term.datatype.value](term.value)
    except ValueError:
        return term.value
    return found if math.isfinite(found) else term.value
