"""`/openapi.json`: the API in OpenAPI 3.1, made from the table of its resources and the table of errors."""

from __future__ import annotations

from collections.abc import Mapping

from kg import settings
from kg.serve.api.parameters import Parameter, Schema
from kg.serve.api.questions import relation_schema
from kg.serve.api.resources import JSON, Resource
from kg.serve.api.schemas import SCHEMAS, TEXT, ref
from kg.serve.errors import REPLIES, ServeError

PROBLEM = "application/problem+json"
_OF_ANSWER = {"description": "A tag of this answer: If-None-Match with it is answered by 304.", "schema": TEXT}
_TAG = {"ETag": {"$ref": "#/components/headers/Tag"}}
_TOO_LONG = {
    "description": "Address and headers are too long to be read.",
    "content": {"text/plain": {"schema": TEXT}},
}
_UNCHANGED = {"$ref": "#/components/responses/Unchanged"}


def description(resources: Mapping[str, Resource]) -> Schema:
    """The description of these resources."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Migration Governance Knowledge Graph",
            "version": settings.VERSION,
            "summary": "What press releases on migration governance say, with the words that say it.",
            "description": "Every fact comes with the sentences and articles it was read from. Answers tell the state "
            "of the graph that they were made from; the same state and the same request have the same answer. The same "
            "graph is asked by SPARQL at /sparql.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name} for name in dict.fromkeys(resource.group for resource in resources.values())],
        "paths": {path: {"get": _operation(resource)} for path, resource in resources.items()},
        "components": {
            "schemas": {**SCHEMAS, "Relation": relation_schema()},
            "headers": {"Tag": _OF_ANSWER},
            "responses": {
                "Unchanged": {"description": "The client has this answer already."},
                "TooLong": _TOO_LONG,
                **_problems(),
            },
        },
    }


def answer_schema(resource: Resource) -> Schema:
    """The schema of a whole answer, with what all answers in JSON carry."""
    if resource.media_type != JSON:
        return resource.schema
    return {
        **resource.schema,
        "properties": {"generatedFrom": ref("GeneratedFrom"), **resource.schema["properties"]},
        "required": ["generatedFrom", *resource.schema["required"]],
    }


def _operation(resource: Resource) -> Schema:
    content = {resource.media_type.partition(";")[0]: {"schema": answer_schema(resource)}}
    return {
        "operationId": resource.name,
        "tags": [resource.group],
        "summary": resource.summary,
        "description": resource.description,
        "parameters": list(map(_parameter, resource.parameters)),
        "responses": {
            "200": {"description": "The answer.", "headers": _TAG, "content": content},
            "304": _UNCHANGED,
            "414": {"$ref": "#/components/responses/TooLong"},
            **dict(sorted(map(_problem, resource.all_errors))),
        },
    }


def _parameter(parameter: Parameter) -> Schema:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "required": parameter.required,
        "schema": parameter.schema,
        **({"style": "form", "explode": True} if parameter.many else {}),
        **({"example": [parameter.example] if parameter.many else parameter.example} if parameter.example else {}),
    }


def _problems() -> dict[str, Schema]:
    """What errors are answered with, by status; several may have the same one."""
    found: dict[int, list[str]] = {}
    for error, reply in REPLIES.items():
        found.setdefault(reply.status, []).append(" ".join((error.__doc__ or "").split()))
    return {
        f"Status{status}": {"description": " ".join(texts), "content": {PROBLEM: {"schema": ref("Problem")}}}
        for status, texts in sorted(found.items())
    }


def _problem(error: type[ServeError]) -> tuple[str, Schema]:
    """The answer to an error, by its status."""
    status = REPLIES[error].status
    return str(status), {"$ref": f"#/components/responses/Status{status}"}
