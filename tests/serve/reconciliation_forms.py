"""What version 0.2 of the Reconciliation Service API asks of each answer, as JSON Schema written from its text: the
fields that must be there and the kinds of their values."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
WITH_ID: Schema = {"type": "string", "pattern": r"\{\{id\}\}"}
CLASS: Schema = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": TEXT, "name": TEXT, "description": TEXT, "broader": {"type": "array"}},
    "additionalProperties": False,
}


def fields(required: str, optional: str = "", **kinds: Schema) -> Schema:
    """An object with these fields and no others; those without a kind of their own are texts."""
    names = [*required.split(), *optional.split()]
    return {
        "type": "object",
        "required": required.split(),
        "properties": {name: kinds.get(name, TEXT) for name in names},
        "additionalProperties": False,
    }


def list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


PART = fields("service_url service_path", service_url=ADDRESS)
SETTING = fields(
    "type label name", "default help_text", type={"enum": ["number", "text", "checkbox", "select"]}, default={}
)
MANIFEST = fields(
    "versions name identifierSpace schemaSpace view preview suggest extend defaultTypes",
    "documentation logo serviceVersion batchSize",
    versions={"type": "array", "contains": {"const": "0.2"}},
    identifierSpace=ADDRESS,
    schemaSpace=ADDRESS,
    documentation=ADDRESS,
    logo=ADDRESS,
    view=fields("url", url=WITH_ID),
    preview=fields("url width height", url=WITH_ID, width={"type": "integer"}, height={"type": "integer"}),
    suggest=fields("entity type property", entity=PART, type=PART, property=PART),
    extend=fields("propose_properties property_settings", propose_properties=PART, property_settings=list_of(SETTING)),
    defaultTypes={**list_of(CLASS), "minItems": 1, "uniqueItems": True},
    batchSize={"type": "integer", "minimum": 1},
)
CANDIDATE = fields(
    "id name score",
    "description match type",
    score={"type": "number", "minimum": 0, "maximum": 100},
    match={"type": "boolean"},
    type=list_of(CLASS),
)
RESULTS: Schema = {"type": "object", "additionalProperties": fields("result", result=list_of(CANDIDATE))}
ENTITIES = fields("result", result=list_of(fields("id name", "description notable", notable=list_of(CLASS))))
CLASSES = fields("result", result=list_of(CLASS))
PROPERTIES = fields("result", result=list_of(fields("id name", "description")))
PROPOSAL = fields(
    "properties",
    "type limit",
    type={"type": "string"},
    limit={"type": "integer"},
    properties=list_of(fields("id name")),
)
CELL: Schema = {"oneOf": [fields("id name"), fields("str")]}
VALUES = fields(
    "meta rows",
    meta=list_of(fields("id name", "type service", type=CLASS, service=ADDRESS)),
    rows={"type": "object", "additionalProperties": {"type": "object", "additionalProperties": list_of(CELL)}},
)


def faults(answer: object, form: Schema) -> list[str]:
    """What is wrong with an answer, with its place."""
    return [f"{fault.json_path}: {fault.message}" for fault in Draft202012Validator(form).iter_errors(answer)]
