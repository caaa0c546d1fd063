"""Answers that are kept, so that the same question is asked once: one file each, whole or not there."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

_ITEMS = "items"


def key(body: dict[str, Any], version: str) -> str:
    """The name of a question: a hash of text, model and the version of the prompt."""
    content = json.dumps([version, body], sort_keys=True, ensure_ascii=True)
    return sha256(content.encode("ascii")).hexdigest()


def kept(folder: Path, name: str) -> list[Any] | None:
    """The answer to the question of the name; None where there is none, or it is no whole file of ours."""
    try:
        data = json.loads(_file(folder, name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    found = data.get(_ITEMS) if isinstance(data, dict) and data.get("question") == name else None
    return found if isinstance(found, list) else None


def keep(folder: Path, name: str, model: str, items: list[Any]) -> None:
    """Keeps an answer. Raises OSError where the folder cannot be written."""
    target = _file(folder, name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=target.parent, prefix=f".{name}.", suffix=".new")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            json.dump({"question": name, "model": model, _ITEMS: items}, file, ensure_ascii=True)
        Path(unfinished).replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(unfinished).unlink()


def forget(folder: Path, tells: Callable[[str], bool]) -> int:
    """Deletes the answers of which a text tells what is to be forgotten; returns how many. Raises OSError where that
    fails."""
    files = [path for path in folder.glob("??/*.json") if any(map(tells, _texts(kept(folder, path.stem))))]
    for path in files:
        path.unlink()
    return len(files)


def _texts(said: Any) -> Iterator[str]:
    """All texts in what a model said."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, list | dict):
        for part in said.values() if isinstance(said, dict) else said:
            yield from _texts(part)


def _file(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.json"
