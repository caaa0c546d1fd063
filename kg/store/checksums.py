"""Checksums of files, and files of JSON that hold their own, so that a flipped byte in any of them is noticed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

FOLDER_SUMS = "checksums.json"
"""The file in a folder that holds the checksums of all others there."""
_UNCHECKED = "LOCK"
"""A file without content."""

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class FileSum:
    """The checksum of a file, and what tells without reading it that it is the same file as before."""

    sha256: str
    place: Place


def sums(files: Iterable[Path], named: str, known: Mapping[Place, str]) -> dict[str, FileSum]:
    """The checksums of files, by their names behind what they are `named`. One that is `known` by its place is not
    read; the others are on disk when this returns. Raises OSError."""
    found = {}
    for path in sorted(files):
        if path.is_file() and path.name != _UNCHECKED:
            place = _place(path)
            found[f"{named}{path.name}"] = FileSum(known.get(place) or _sum(path, sync=True), place)
    return found


def changed(directory: Path, files: Mapping[str, FileSum], *, moved_alone: bool = False) -> Iterator[str]:
    """The files below a directory that are not as their checksums say, with what is wrong; with `moved_alone` only
    those are read that are no longer in their place, which costs nothing where none is. Raises OSError where one cannot
    be read."""
    for name, said in sorted(files.items()):
        path = directory / name
        if not path.is_file():
            yield f"{name} is missing"
        elif not (moved_alone and _place(path) == said.place) and _sum(path) != said.sha256:
            yield f"{name} is not as it was written"


def write_sums(folder: Path) -> None:
    """Puts the checksums of all files in a folder, and in those in it, into a file there. Raises OSError."""
    places = [folder, *(path for path in folder.iterdir() if path.is_dir())]
    found: dict[str, FileSum] = {}
    for place in places:
        found |= sums(place.iterdir(), "" if place == folder else f"{place.name}/", {})
    write_checked(folder / FOLDER_SUMS, {name: asdict(one) for name, one in found.items()})


def changed_in(folder: Path) -> Iterator[str]:
    """What differs in a folder from what `write_sums` put down. Raises OSError."""
    try:
        yield from changed(folder, files_from(read_checked(folder / FOLDER_SUMS)))
    except ValueError as error:
        yield f"{FOLDER_SUMS} {error}"


def write_checked(path: Path, content: Mapping[str, Any]) -> None:
    """Writes a file of JSON that holds its own checksum, whole or not at all. Raises OSError where that fails."""
    unfinished = path.with_suffix(".new")
    with unfinished.open("wb") as file:
        file.write(_framed(json.dumps(content).encode()))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def read_checked(path: Path) -> Any:
    """What such a file holds. Raises OSError, and ValueError where it is not as it was written."""
    raw = path.read_bytes()
    content = raw[len(_framed(b"")) - 1 : -1]
    if _framed(content) != raw:
        raise ValueError("is not as it was written")
    return json.loads(content)


def files_from(said: Mapping[str, Any]) -> dict[str, FileSum]:
    """Checksums back from what `asdict` made of them."""
    return {path: FileSum(one["sha256"], tuple(one["place"])) for path, one in said.items()}


def _framed(content: bytes) -> bytes:
    return b'{"sha256": "%s", "content": %s}' % (sha256(content).hexdigest().encode(), content)


def _sum(path: Path, *, sync: bool = False) -> str:
    with path.open("rb") as file:
        if sync:
            os.fsync(file.fileno())
        return file_digest(file, "sha256").hexdigest()


def _place(path: Path) -> Place:
    at = path.stat()
    return at.st_ino, at.st_size, at.st_mtime_ns
