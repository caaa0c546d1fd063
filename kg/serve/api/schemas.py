"""What answers are made of, as JSON Schema: by name, so that the description says each once."""

from __future__ import annotations

from collections.abc import Mapping

from kg.serve.api.parameters import FARTHEST, Schema

TEXT: Schema = {"type": "string"}
NOTHING_OR_TEXT: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
IRI: Schema = {"type": "string", "format": "iri"}
CELL: Schema = {"type": ["string", "number", "boolean", "null"]}
"""A value of a row: IRIs and dates as text, numbers as numbers, null where there is none."""


def described(schema: Schema, description: str) -> Schema:
    """The same with words for a reader."""
    return {**schema, "description": description}


def record(fields: Mapping[str, Schema]) -> Schema:
    """An object with exactly these fields."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def listed(items: Schema) -> Schema:
    """A list of such."""
    return {"type": "array", "items": items}


def ref(name: str) -> Schema:
    """One of `SCHEMAS`."""
    return {"$ref": f"#/components/schemas/{name}"}


_VALUE = record({"value": described(TEXT, "A text, a date or a number in words.")})

SCHEMAS: dict[str, Schema] = {
    "GeneratedFrom": described(
        record(
            {
                "version": described(NOTHING_OR_TEXT, "The digest of the published state of the graph."),
                "base": described(TEXT, "What its IRIs begin with."),
                "program": described(TEXT, "The program that answered."),
            }
        ),
        "What the answer was made from: the same state and the same request have the same answer.",
    ),
    "Paging": described(
        record(
            {
                "total": described(COUNT, "How many there are in all."),
                "limit": {"type": "integer", "minimum": 1},
                "offset": {"type": "integer", "minimum": 0, "maximum": FARTHEST},
                "next": described({"type": ["integer", "null"]}, "The offset of the next page; null on the last one."),
            }
        ),
        "Which part of what there is the answer holds.",
    ),
    "Problem": described(
        {
            **record({"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}),
            "properties": {
                "type": TEXT,
                "title": TEXT,
                "status": {"type": "integer"},
                "detail": described(TEXT, "What is wrong and how to mend it, in one line."),
                "parameter": described(TEXT, "The parameter that is wrong."),
                "allowed": described(TEXT, "What it may be."),
            },
        },
        "Why there is no answer (RFC 9457).",
    ),
    "Thing": described(
        record(
            {
                "iri": TEXT,
                "label": TEXT,
                "type": described(NOTHING_OR_TEXT, "Its most special class."),
            }
        ),
        "An entity, an article or a concept.",
    ),
    "Article": described(
        record(
            {
                "iri": TEXT,
                "title": TEXT,
                "publisher": NOTHING_OR_TEXT,
                "published": described(NOTHING_OR_TEXT, "The day, as far as it is known."),
                "url": described(NOTHING_OR_TEXT, "Where it was read."),
            }
        ),
        "An article as the source of what was read in it.",
    ),
    "Value": {"anyOf": [ref("Thing"), _VALUE]},
    "Evidence": described(
        record(
            {
                "text": described(TEXT, "The sentence, as far as it is known, without contact data."),
                "quotations": described(listed(TEXT), "The words in it that the claim rests on."),
                "spans": described(
                    listed(record({"start": COUNT, "end": COUNT})),
                    "Where they stand in the stored text, in code points.",
                ),
            }
        ),
        "The words that a claim rests on.",
    ),
    "Claim": described(
        record(
            {
                "iri": TEXT,
                "subject": ref("Thing"),
                "relation": TEXT,
                "object": ref("Value"),
                "status": described(TEXT, "Whether it is held, planned, denied, or said by somebody."),
                "confidence": described({"type": ["number", "null"]}, "How sure it is that the article says so."),
                "rule": described(NOTHING_OR_TEXT, "What read it."),
                "attributedTo": described(NOTHING_OR_TEXT, "Who says so."),
                "details": listed(record({"name": TEXT, "value": TEXT})),
                "evidence": {"anyOf": [ref("Evidence"), {"type": "null"}]},
                "article": ref("Article"),
            }
        ),
        "What one article says.",
    ),
    "Fact": described(
        record(
            {
                "relation": TEXT,
                "label": described(TEXT, "The relation in words, from the end of the entity."),
                "direction": described(
                    {"type": "string", "enum": ["out", "in"]}, "Whether the entity is its subject or its object."
                ),
                "other": described(ref("Value"), "The other end."),
                "total": described(COUNT, "How many claims say so; none where the reference data know it."),
                "claims": described(listed(ref("Claim")), "The first of them."),
            }
        ),
        "A fact, with the claims behind it.",
    ),
}
