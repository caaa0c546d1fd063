"""Files opened so that nothing is waited for and no link is followed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.read.errors import ReadError, TooLarge, printable

LIMIT = 10_000_000
"""Bytes of the largest article that is read, unless the environment variable KG_MAX_BYTES says otherwise."""

# A link put in a file's place is not followed, a pipe is not waited for (neither flag exists on Windows).
_OPENING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def size_limit() -> int:
    """The bytes of the largest article that is read. Raises ReadError where the setting is no number."""
    stated = os.environ.get("KG_MAX_BYTES", "")
    if stated and not stated.isdecimal():
        raise ReadError(f"KG_MAX_BYTES is {printable(stated)}; set it to a number of bytes such as {LIMIT}")
    return int(stated) if stated else LIMIT


@contextmanager
def opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """The file, as long as the block lasts. Raises ReadError where it is none, or cannot be read; also in the block."""
    try:
        descriptor = os.open(path, _OPENING)
    except OSError as error:
        raise ReadError(f"{name}: {_reason(error)}") from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ReadError(f"{name}: is no ordinary file; give a file, or pipe its text to -")
        try:
            yield file
        except OSError as error:
            raise ReadError(f"{name}: {_reason(error)}") from None


def whole(file: BinaryIO, name: str, limit: int) -> bytes:
    """What a file or pipe holds. Raises ReadError beyond the limit."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise too_large(name, limit)
    return data


def too_large(name: str, limit: int) -> TooLarge:
    """The error for an article that is larger than the limit."""
    return TooLarge(f"{name}: larger than {limit:,} bytes; split it, or set KG_MAX_BYTES if it is one article")


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "is a link; name the file that it leads to"
    if error.errno == errno.EACCES:
        return "may not be read by you; change its permissions"
    if error.errno == errno.ENXIO:
        return "is no ordinary file; give a file, or pipe its text to -"
    return f"cannot be read ({error.strerror}); check the path"
