"""What is put down about a published state, in a file beside its copies: the checksums of their files, what a build
kept out, and which requests to withhold something it follows."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from kg.records import KgError
from kg.store.checksums import FileSum, changed, files_from, read_checked, sums, write_checked

STATES = "states"
"""The folder of these files."""
SNAPSHOTS, PUBLIC = "snapshots", "public"
"""The folders of the copies: of all there is, and of what is public."""
UNFINISHED = ".new"
"""What is half written or half deleted ends so."""
LIST = "withheld.jsonl"
"""The list of what is withheld on request."""
KEY = "withheld.key"
"""The key of the digests in it."""
FORGETTING = "withheld.begun"
"""Stands beside them from the moment that a request is put down until no file has any more what is withheld."""
UNFINISHED_REQUEST = "may have what is withheld on request (kg forget was broken off, or is at work)"
END_REQUEST = "run kg build or kg forget again, which ends it"


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


def clear_unfinished(directory: Path) -> None:
    """Deletes what a run that was killed has left half written or half deleted, for which one must hold the lock of the
    store."""
    for folder in (SNAPSHOTS, PUBLIC, STATES):
        for path in (directory / folder).glob(f"*{UNFINISHED}"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def requests_of(directory: Path) -> str:
    """A digest of the list of what is withheld now, empty where there is none. Raises OSError."""
    path = directory / LIST
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def begin_forgetting(directory: Path) -> None:
    """Notes that what is withheld is taken out from now on. Raises KgError where that cannot be written."""
    try:
        (directory / FORGETTING).touch()
    except OSError as error:
        raise KgError(f"{directory / FORGETTING}: cannot be written ({error.strerror}): make room") from error


def is_forgetting(directory: Path) -> bool:
    """Whether that is under way, or was broken off."""
    return (directory / FORGETTING).exists()


def check_forgotten(directory: Path) -> None:
    """Raises KgError where it is."""
    if is_forgetting(directory):
        raise KgError(f"{directory}: {UNFINISHED_REQUEST}: {END_REQUEST}")


def end_forgetting(directory: Path) -> None:
    """Notes that no file has anything of it any more."""
    (directory / FORGETTING).unlink(missing_ok=True)


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
        if not name.startswith(f"{PUBLIC}/") or (directory / name).parent.is_dir()  # a build makes that copy anew
    }
    return changed(directory, there)


def _path(directory: Path, name: str) -> Path:
    return directory / STATES / f"{name}.json"
