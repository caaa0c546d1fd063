"""What is put down about a published state, in a file beside its copies: the checksums of their files, what a build
kept out, and which requests to withhold something it follows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path

STATES = "states"
"""The folder of these files."""
LIST = "withheld.jsonl"
"""The list of what is withheld on request."""
_UNCHECKED = {"LOCK", "LOG"}
"""Files that tell nothing of the store, and that engines touch."""


@dataclass(frozen=True, slots=True)
class FileSum:
    """The checksum of a file, and what tells without reading it that it is the same file as before."""

    sha256: str
    place: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class State:
    """`requests` is a digest of the list of what is withheld, `quarantine` the text of the file with what was kept out,
    None where that is not known. `files` has the checksums by path below the directory of the store."""

    requests: str = ""
    quarantine: str | None = None
    files: dict[str, FileSum] = field(default_factory=dict)

    @classmethod
    def read(cls, directory: Path, name: str) -> State | None:
        """The state with this name, None where nothing was put down about it or it cannot be read."""
        try:
            found = json.loads(_path(directory, name).read_bytes())
            files = {path: FileSum(said["sha256"], tuple(said["place"])) for path, said in found["files"].items()}
            return cls(str(found["requests"]), found["quarantine"], files)
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return None

    def write(self, directory: Path, name: str) -> None:
        """Puts the state down, whole or not at all. Raises OSError where that fails."""
        path = _path(directory, name)
        path.parent.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".new")
        unfinished.write_text(json.dumps(asdict(self)), "utf-8")
        unfinished.replace(path)


def forget_states(directory: Path, but: Collection[str]) -> None:
    """Deletes what was put down about all states but those with these names."""
    for path in (directory / STATES).iterdir():
        if path.stem not in but:
            path.unlink(missing_ok=True)


def requests_of(directory: Path) -> str:
    """A digest of the list of what is withheld now, empty where there is none. Raises OSError."""
    path = directory / LIST
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def checksums(folder: Path, named: str, before: State | None) -> dict[str, FileSum]:
    """The checksums of the files in a folder, which is `named` so below the directory of the store. A file that was
    there `before`, under whatever name, is not read again. Raises OSError."""
    known = {one.place: one.sha256 for one in before.files.values()} if before else {}
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not _is_unchecked(path):
            place = _place(path)
            found[f"{named}/{path.name}"] = FileSum(known.get(place) or _sum(path), place)
    return found


def changed_files(directory: Path, state: State) -> Iterator[str]:
    """The files that are not as their checksums say, with what is wrong. Raises OSError where one cannot be read."""
    for name, said in sorted(state.files.items()):
        path = directory / name
        if name.startswith("public/") and not path.parent.is_dir():  # a copy that a build makes anew
            continue
        if not path.is_file():
            yield f"{name} is missing"
        elif _sum(path) != said.sha256:
            yield f"{name} is not as it was written"


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _place(path: Path) -> tuple[int, int, int]:
    at = path.stat()
    return at.st_ino, at.st_size, at.st_mtime_ns


def _is_unchecked(path: Path) -> bool:
    return path.name in _UNCHECKED or path.name.startswith("LOG.")


def _path(directory: Path, name: str) -> Path:
    return directory / STATES / f"{name}.json"
