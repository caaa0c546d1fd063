"""Files that are whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from kg.records import KgError

STANDARD_OUTPUT = "-"
_UNFINISHED = ".new"


class Files(Protocol):
    """Where an export goes."""

    def open(self, name: str = "") -> BinaryIO:
        """A file to write to: the only one, or of a set the one with this name. Whoever gave it closes it."""


class OneStream:
    """A stream that somebody else opened."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def open(self, name: str = "") -> BinaryIO:
        """The stream."""
        assert not name, "a set of files needs a folder"
        return self._out


class WholeFiles:
    """Files that all take their places once all of them are written and on disk."""

    def __init__(self, target: Path, *, is_set: bool) -> None:
        self._target = target
        self._is_set = is_set
        self._folder = target if is_set else target.parent
        self._unfinished: dict[Path, BinaryIO] = {}

    def open(self, name: str = "") -> BinaryIO:
        """A new file beside its place. Raises KgError where the folder cannot be written."""
        target = self._folder / name if name else self._target
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _clear(target)
            if target.exists() and not target.is_file():
                raise KgError(
                    f"{target}: cannot be written (not a file but a device, pipe or folder): give another place"
                )
            file = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed by finish or give_up
                dir=self._folder, prefix=f".{target.name}.", suffix=_UNFINISHED, delete=False
            )
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError as error:
            raise KgError(f"{target}: cannot be written ({error.strerror}): give another place") from error
        self._unfinished[target] = cast(BinaryIO, file)
        return cast(BinaryIO, file)

    def finish(self) -> None:
        """Sees to it that all is on disk, and moves each file into its place. Raises KgError where the folder of a set
        holds something else, which might be taken for a part of it: a table of an earlier export, with contacts."""
        if self._is_set and (others := sorted(self._others())):
            raise KgError(
                f"{self._folder}: holds {others[0]}, which is no part of it: take it away, or give another --out"
            )
        for file in self._unfinished.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for target, file in self._unfinished.items():
            Path(file.name).chmod(0o666 & ~umask())
            Path(file.name).replace(target)
        _sync_directory(self._folder)

    def _others(self) -> set[str]:
        own = {target.name for target in self._unfinished} | {
            Path(file.name).name for file in self._unfinished.values()
        }
        return {path.name for path in self._folder.iterdir()} - own

    def give_up(self) -> None:
        """Takes away what has not been moved into its place."""
        for file in self._unfinished.values():
            file.close()
            Path(file.name).unlink(missing_ok=True)


@contextmanager
def whole_files(path: Path | str, *, is_set: bool = False) -> Iterator[Files]:
    """A file to write, or a set of files in a folder, which take their places once all is written and on disk; `-` is
    standard output. On an error the old ones stay. Raises KgError where the folder, or standard output, cannot be
    written."""
    if str(path) == STANDARD_OUTPUT:
        try:
            yield OneStream(cast(BinaryIO, sys.stdout.buffer))
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # who reads has enough
            raise
        except OSError as error:
            raise KgError(f"standard output: cannot be written ({error.strerror or error}): make room") from error
        return
    files = WholeFiles(Path(path), is_set=is_set)
    try:
        yield files
        files.finish()
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror or error}): make room and run again") from error
    finally:
        files.give_up()


@contextmanager
def whole_file(path: Path | str) -> Iterator[BinaryIO]:
    """One file as `whole_files` gives it."""
    with whole_files(path) as files:
        yield files.open()


def copy(source: BinaryIO, target: BinaryIO) -> None:
    """The whole of `source`, from its start, at the end of `target`."""
    source.seek(0)
    shutil.copyfileobj(source, target, 1 << 20)


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _clear(target: Path) -> None:
    """Takes away what killed runs left beside a file: what nobody holds the lock of."""
    for path in target.parent.iterdir():
        if path.name.startswith(f".{target.name}.") and path.suffix == _UNFINISHED:
            with suppress(OSError), path.open("rb") as left:
                fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
