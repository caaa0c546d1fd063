"""What is put down about a published state, in a file beside its copies: the checksums of their files, what a build
kept out, and which requests to withhold something it follows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from kg.store.checksums import FileSum, changed, files_from, read_checked, sums, write_checked

STATES = "states"
"""The folder of these files."""
LIST = "withheld.jsonl"
"""The list of what is withheld on request."""
KEY = "withheld.key"
"""The key of the digests in it."""
BEGUN = "withheld.begun"
"""Stands beside them until nothing has any more what is withheld."""


@dataclass(frozen=True, slots=True)
class State:
    """`requests` is a digest of the list of what is withheld, `quarantine` the text of the file with what was kept out,
    None where that is not known. `files` has the checksums by path below the directory of the store."""

    requests: str = ""
    quarantine: str | None = None
    files: dict[str, FileSum] = field(default_factory=dict)

    @classmethod
    def read(cls, directory: Path, name: str) -> State | None:
        """The state with this name, None where nothing was put down about it or that is not as it was written."""
        try:
            found = read_checked(_path(directory, name))
            return cls(str(found["requests"]), found["quarantine"], files_from(found["files"]))
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return None

    def write(self, directory: Path, name: str) -> None:
        """Puts the state down, whole or not at all. Raises OSError where that fails."""
        path = _path(directory, name)
        path.parent.mkdir(exist_ok=True)
        write_checked(path, asdict(self))


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
    return sums(folder.iterdir(), f"{named}/", known)


def changed_files(directory: Path, state: State) -> Iterator[str]:
    """The files that are not as their checksums say, with what is wrong. Raises OSError where one cannot be read."""
    there = {
        name: said
        for name, said in state.files.items()
        if not name.startswith("public/") or (directory / name).parent.is_dir()  # a build makes that copy anew
    }
    return changed(directory, there)


def _path(directory: Path, name: str) -> Path:
    return directory / STATES / f"{name}.json"
