"""What the model said, as entities and statements: JSON with or without the wrapping that models put around it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.language_model.failure import ModelError
from kg.language_model.question import ENTITIES, STATEMENTS, STATUSES

MOST = 600
"""Entities, and statements, of one part; what stands behind is left out."""
_THOUGHT = re.compile(r"^.*</think(?:ing)?>", re.DOTALL)

_FIELDS = ("relation", "subject", "object", "quotation", "status")

Answer = Mapping[str, Any]
"""The object that the model answered, with lists under `entities` and `statements`; nothing of it is checked."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as the model lists it."""

    id: str
    type: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the model; subject and object are ids of its list, `document`, or a value."""

    relation: str
    subject: str
    object: str
    quotation: str
    status: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What of an answer has the form that was asked for, and how many items have not."""

    entities: tuple[Named, ...]
    statements: tuple[Statement, ...]
    formless: int


def answer_in(content: str) -> dict[str, Any]:
    """The two lists in the text of an answer. Raises ModelError where they are not there."""
    text = _THOUGHT.sub("", content)
    begin = re.search(r"[{\[]", text)
    try:
        data, _ = json.JSONDecoder().raw_decode(text, begin.start() if begin else 0)
    except (ValueError, RecursionError) as error:
        raise ModelError("its answer is no complete JSON") from error
    if not is_answer(data):
        raise ModelError(f"its answer has no lists of {ENTITIES} and {STATEMENTS}")
    return {name: data[name] for name in (ENTITIES, STATEMENTS)}


def is_answer(data: Any) -> bool:
    """Whether both lists are there."""
    return isinstance(data, dict) and all(isinstance(data.get(name), list) for name in (ENTITIES, STATEMENTS))


def reading(answer: Answer) -> Reading:
    """The entities and statements of an answer that have the form asked for."""
    entities = [named for item in answer[ENTITIES][:MOST] if (named := _named(item))]
    statements = [said for item in answer[STATEMENTS][:MOST] if (said := _statement(item))]
    formless = len(answer[ENTITIES]) + len(answer[STATEMENTS]) - len(entities) - len(statements)
    return Reading(tuple(entities), tuple(statements), formless)


def _named(item: Any) -> Named | None:
    if not isinstance(item, dict) or not isinstance(item.get("names"), list):
        return None
    names = [name for name in item["names"] if isinstance(name, str) and name.strip()]
    words = [item.get("id"), item.get("type")]
    if not names or not all(isinstance(word, str) and word for word in words):
        return None
    return Named(item["id"], item["type"], tuple(dict.fromkeys(names)))


def _statement(item: Any) -> Statement | None:
    if not isinstance(item, dict):
        return None
    words = {"status": STATUSES[0]} | {name: item[name] for name in _FIELDS if name in item}
    if len(words) < len(_FIELDS) or not all(isinstance(word, str) for word in words.values()):
        return None
    return Statement(**words) if words["status"] in STATUSES else None
