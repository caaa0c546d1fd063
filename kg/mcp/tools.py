"""What the tools are, what they take, and how they answer. Nothing here speaks the protocol."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pyoxigraph import QueryResultsFormat, parse_query_results

from kg.query.targets import as_result
from kg.serve.api import Api
from kg.serve.api.parameters import Parameter, Schema, paging, read, text
from kg.serve.api.questions import cell, relation_schema
from kg.serve.api.resources import Json, Resource
from kg.serve.api.table import resources
from kg.serve.api.things import paging as part
from kg.serve.errors import Unsuitable
from kg.serve.formats import JSON, TURTLE, Kind
from kg.serve.jobs import Job
from kg.serve.pool import Pool

_LONGEST = 200_000
_EVIDENCE = "/questions/evidence.json"
_GIVEN = "/questions.json", "/search.json", "/entity.json", "/article.json", "/articles.json", "/network.json"
_OF_SPARQL = (
    Parameter("query", text(1, _LONGEST), "SELECT, ASK, CONSTRUCT or DESCRIBE.", required=True),
    *paging(100, 1000, "rows"),
)
_NAME = Parameter("name", text(1, 100), "The name of the question, as the tool `questions` lists it.", required=True)
_PARAMETERS: Schema = {
    "type": "object",
    "description": "The values by the names of the question's parameters; several values as a list.",
    "additionalProperties": {
        "anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": {"type": ["string", "number"]}}]
    },
}


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool. `schema` describes what it takes; `answer` answers and raises ServeError where it cannot."""

    name: str
    title: str
    description: str
    schema: Schema
    answer: Callable[[Mapping[str, Any]], Awaitable[Json]]


def tools(api: Api, pool: Pool) -> dict[str, Tool]:
    """The tools by their names; they ask through `api`, queries of one's own through `pool`."""
    known = resources()
    listed = (
        *(_of_resource(api, known[path]) for path in _GIVEN),
        _of_resource(api, known[_EVIDENCE], title="Evidence for a fact"),
        _ask(api),
        _sparql(api, pool),
    )
    return {tool.name: tool for tool in listed}


def _of_resource(api: Api, resource: Resource, title: str = "") -> Tool:
    async def answer(given: Mapping[str, Any]) -> Json:
        return await _answered(api, resource, given)

    said = f"{resource.summary}. {resource.description}"
    return Tool(resource.name, title or resource.summary, said, _schema(resource.parameters), answer)


def _ask(api: Api) -> Tool:
    async def answer(given: Mapping[str, Any]) -> Json:
        given = dict(given)
        values = given.pop("parameters", None) or {}
        if not isinstance(values, Mapping):
            raise Unsuitable("parameters", "it is none", "an object with values by the names of parameters")
        name = read((_NAME,), _pairs({"name": given.pop("name", None)}))["name"]
        return await _answered(api, _question(name), {**values, **given})

    said = (
        "Asks one of the questions that the tool `questions` lists, with its parameters. Names of states, bodies and "
        "events are looked up; `notes` tells what they were taken for."
    )
    schema = _schema((_NAME, *paging(100, 1000, "rows")))
    schema["properties"] = {**schema["properties"], "parameters": _PARAMETERS}
    return Tool("ask", "Ask a question of the collection", said, schema, answer)


def _question(name: str) -> Resource:
    known = {path.removeprefix("/questions/").removesuffix(".json"): one for path, one in resources().items()}
    names = [name for name, one in known.items() if one.path == f"/questions/{name}.json"]
    if name not in names:
        near = get_close_matches(name, names, 3, 0.5)
        hint = f"one like it is {', '.join(near)}" if near else "the tool `questions` lists them"
        raise Unsuitable("name", f"no question is called '{name}'", hint)
    return known[name]


async def _answered(api: Api, resource: Resource, given: Mapping[str, Any]) -> Json:
    found = await api.answer(resource, read(resource.parameters, _pairs(given)))
    assert isinstance(found, dict), f"{resource.path} is no JSON"
    return found


def _sparql(api: Api, pool: Pool) -> Tool:
    async def answer(given: Mapping[str, Any]) -> Json:
        values = read(_OF_SPARQL, _pairs(given))
        job = Job(str(given["query"]), formats=(JSON.name, JSON.name, TURTLE.name))  # as it was written, with its lines
        outcome, state = await api.from_one_state(lambda: pool.answer(job))
        if outcome.kind is Kind.GRAPH:
            return {"generatedFrom": state, "turtle": outcome.body.decode()}
        found = as_result(parse_query_results(outcome.body, format=QueryResultsFormat.JSON))
        if found.answer is not None:
            return {"generatedFrom": state, "answer": found.answer}
        limit, offset = values["limit"], values["offset"]
        return {
            "generatedFrom": state,
            "paging": part(len(found.rows), limit, offset),
            "rows": [
                dict(zip(found.columns, map(cell, row), strict=True)) for row in found.rows[offset : offset + limit]
            ],
        }

    said = (
        "Puts a SPARQL 1.1 query to the graph. It only reads, asks no other server, and has a limit of time and "
        "memory. The facts stand as plain triples; claims, with their evidence, in one named graph an article. "
        "Questions of the collection are better where one fits: their queries are tested."
    )
    return Tool("sparql", "Ask by SPARQL", said, _schema(_OF_SPARQL), answer)


def _schema(parameters: tuple[Parameter, ...]) -> Schema:
    return {
        "type": "object",
        "properties": {
            parameter.name: {**_whole(parameter.schema), "description": parameter.description}
            for parameter in parameters
        },
        "required": [parameter.name for parameter in parameters if parameter.required],
        "additionalProperties": False,
    }


def _whole(schema: Schema) -> Schema:
    """The schema with what it refers to in its place."""
    if "$ref" in schema:
        return relation_schema()
    return {**schema, "items": _whole(schema["items"])} if "items" in schema else schema


def _pairs(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Arguments as an address has them."""
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, bool):
                yield name, "true" if one else "false"
            elif isinstance(one, float) and one.is_integer():
                yield name, str(int(one))
            elif isinstance(one, str | int | float):
                yield name, str(one)
            elif one is not None:
                raise Unsuitable(name, "it is none", "a text, a number, or a list of these")
