"""What the model said, as statements: JSON with or without the wrapping that models put around it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from typing import Any

from kg.language_model.request import ModelError

STATEMENTS = "statements"
MOST = 600
"""Statements of one article; what stands behind is left out."""
_THOUGHT = re.compile(r"^.*</think(?:ing)?>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the model, in its own words; nothing of it is checked."""

    relation: str
    subject: str
    subject_type: str
    object: str
    object_type: str
    quotation: str


FIELDS = tuple(field.name for field in fields(Statement))


def items(content: str) -> list[Any]:
    """The list of statements in the text of an answer. Raises ModelError where there is none."""
    text = _THOUGHT.sub("", content)
    try:
        data, _ = json.JSONDecoder().raw_decode(text, _begin(text))
    except (ValueError, RecursionError) as error:
        raise ModelError("its answer is no complete JSON") from error
    found = data.get(STATEMENTS) if isinstance(data, dict) else data
    if not isinstance(found, list):
        raise ModelError(f"its answer has no list of {STATEMENTS}")
    return found


def _begin(text: str) -> int:
    """Where the JSON begins: at the first brace or bracket, behind what is said before it."""
    found = re.search(r"[{\[]", text)
    return found.start() if found else 0


def as_statement(item: Any) -> Statement | None:
    """One item of the list as a statement, None where it has not the form that was asked for."""
    values = [item.get(name) for name in FIELDS] if isinstance(item, dict) else []
    words = [value for value in values if isinstance(value, str)]
    return Statement(*words) if len(words) == len(FIELDS) else None
