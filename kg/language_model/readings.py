"""Readings as files: each answer of a model under the digest of its question, whole or not there.

A folder of readings can be committed, published and read again: with the articles and this program it gives the same
graph, and no model is asked. `DIR/model/ab/ab12….json`; the files of one folder say the same whoever made them."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from kg.contacts import redact
from kg.language_model.answer import Answer, is_answer

_PATTERN = "*/??/*.json"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the digest of the text of its article, which part of it this is, and what the server is sent."""

    article: str
    part: int
    parts: int
    body: dict[str, Any]

    @property
    def model(self) -> str:
        """The model that is asked."""
        return str(self.body["model"])

    @property
    def digest(self) -> str:
        """A digest of instructions, text and model: another one of these is another question."""
        content = json.dumps(self.body, sort_keys=True, ensure_ascii=True)
        return sha256(content.encode("ascii")).hexdigest()


def kept(folder: Path, question: Question) -> Answer | None:
    """The answer to a question; None where there is none, or it is no whole file of ours."""
    path = _file(folder, question.model, question.digest)
    data = _data(path)
    return data["answer"] if data and data.get("question") == path.stem else None


def keep(folder: Path, question: Question, answer: Answer) -> None:
    """Keeps an answer, as `clean` leaves it. Raises OSError where the folder cannot be written."""
    target = _file(folder, question.model, question.digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    data = {name: value for name, value in asdict(question).items() if name != "body"}
    data = {"question": question.digest, "model": question.model, **data, "answer": clean(answer)}
    descriptor, unfinished = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}.", suffix=".new")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(unfinished).unlink()


def clean(answer: Answer) -> Answer:
    """An answer without telephone numbers, e-mail addresses and what is no character: as it is read again later."""
    return {name: _cleaned(said) for name, said in answer.items()}


def models(folder: Path) -> list[str]:
    """The models of which the folder has readings."""
    return sorted({unquote(path.parent.parent.name) for path in folder.glob(_PATTERN)})


def of_articles(folder: Path, articles: Callable[[str], bool]) -> Iterator[Path]:
    """The readings of the articles of whose texts the digests are wanted, in the order of their names."""
    for path in sorted(folder.glob(_PATTERN)):
        data = _data(path)
        if data and data.get("question") == path.stem and articles(str(data.get("article"))):
            yield path


def forget(folder: Path, tells: Callable[[str], bool]) -> int:
    """Deletes the readings of which a text tells what is to be forgotten; returns how many. Raises OSError where that
    fails."""
    files = [path for path in folder.glob(_PATTERN) if any(map(tells, _texts(_data(path))))]
    for path in files:
        path.unlink()
    return len(files)


def _data(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and is_answer(data.get("answer")) else None


def _cleaned(said: Any) -> Any:
    if isinstance(said, str):
        return redact(said.encode("utf-8", "replace").decode())
    if isinstance(said, list):
        return [_cleaned(part) for part in said]
    if isinstance(said, dict):
        return {_cleaned(name): _cleaned(part) for name, part in said.items()}
    return said


def _texts(said: Any) -> Iterator[str]:
    """All texts in what a model said."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, list | dict):
        for part in said.values() if isinstance(said, dict) else said:
            yield from _texts(part)


def _file(folder: Path, model: str, digest: str) -> Path:
    return (
        folder
        / (quote(model, safe="") or "-").replace(".", "%2E", model.startswith("."))
        / digest[:2]
        / f"{digest}.json"
    )
