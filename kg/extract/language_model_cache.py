"""Answers that are kept, so that the same question is asked once: one file each, whole or not there."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
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


def _file(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.json"
