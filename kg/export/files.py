"""Files that are whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kg.records import KgError

STANDARD_OUTPUT = "-"


@contextmanager
def whole_file(path: Path | str) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes its place at `path` once all is written and on disk; `-` is standard
    output. On an error the old file stays. Raises KgError where the directory cannot be written."""
    if str(path) == STANDARD_OUTPUT:
        yield cast(BinaryIO, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".new")
    except OSError as error:
        raise KgError(f"{target}: cannot be written ({error.strerror}): give another place with --out") from error
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield cast(BinaryIO, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(target)
        _sync_directory(target.parent)
    except OSError as error:
        raise KgError(f"{target}: cannot be written ({error.strerror or error}): make room and run again") from error
    finally:
        unfinished.unlink(missing_ok=True)


def copy(source: BinaryIO, target: BinaryIO) -> None:
    """The whole of `source`, from its start, at the end of `target`."""
    source.seek(0)
    shutil.copyfileobj(source, target, 1 << 20)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
