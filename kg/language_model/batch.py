"""Batch files, as providers take and give them that answer many questions overnight for less: JSON Lines of requests,
each with an id of its own, and of responses with the same ids."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.export.files import whole_file
from kg.language_model.answer import Answer, answer_in
from kg.language_model.failure import ModelError
from kg.language_model.readings import Question, keep, kept
from kg.language_model.request import content_in

_ADDRESS = "/v1/chat/completions"


@dataclass(slots=True)
class Taken:
    """How many responses became readings, and how many did not, by reason."""

    kept: int = 0
    failed: Counter[str] = field(default_factory=Counter)


def write_batch(path: Path | str, questions: Iterable[Question], folder: Path) -> int:
    """Writes the questions that have no reading in the folder, each once, as requests. Returns how many. Raises KgError
    where the file cannot be written."""
    written: set[str] = set()
    with whole_file(path) as file:
        for question in questions:
            if question.digest not in written and kept(folder, question) is None:
                written.add(question.digest)
                line = {"custom_id": question.digest, "method": "POST", "url": _ADDRESS, "body": question.body}
                file.write(json.dumps(line, ensure_ascii=True).encode("ascii") + b"\n")
    return len(written)


def take_batch(path: Path, questions: Iterable[Question], folder: Path) -> Taken:
    """Keeps the responses to the questions. Raises OSError where the file cannot be read or a reading be written."""
    asked = {question.digest: question for question in questions}
    taken = Taken()
    for line in _lines(path):
        try:
            question, answer = _response(line, asked)
        except ModelError as error:
            taken.failed[str(error)] += 1
            continue
        keep(folder, question, answer)
        taken.kept += 1
    return taken


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from (line for line in file if line.strip())


def _response(line: bytes, asked: dict[str, Question]) -> tuple[Question, Answer]:
    """The question that a line answers, and the answer. Raises ModelError."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ModelError("a line is no JSON") from error
    question = asked.get(str(data.get("custom_id"))) if isinstance(data, dict) else None
    if question is None:
        raise ModelError("a response to no question about these articles")
    response = data.get("response")
    if not isinstance(response, dict) or response.get("status_code") != 200:
        raise ModelError(f"the provider answers {_status(response)}")
    return question, answer_in(content_in(response.get("body")))


def _status(response: Any) -> str:
    return str(response.get("status_code")) if isinstance(response, dict) else "without a response"
