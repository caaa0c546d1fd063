"""What tells from its bytes alone whether a source is as it was: most of a collection is, and need not be read."""

from __future__ import annotations

import os
from hashlib import sha256

from kg.read.errors import ReadError
from kg.read.finding import Source
from kg.read.opening import opened, size_limit, whole
from kg.read.sidecar import ENDING, MOST


def mark_of(source: Source) -> str:
    """A digest of the bytes of a source, of its name, and of the metadata beside it; empty for standard input, and
    where it cannot be read, as reading it will tell."""
    if source.path is None:
        return ""
    described = (source.name, source.media_type, sorted(source.columns.items()), source.record)
    content = sha256(repr(described).encode("utf-8", "surrogatepass"))
    try:
        with opened(source.path, source.where) as file:
            if source.record is None:
                content.update(whole(file, source.where, size_limit()))
            elif (length := source.record.end - source.record.start) > size_limit():
                return ""
            else:
                file.seek(source.record.start)
                content.update(file.read(length))
        aside = source.path.with_name(source.path.name + ENDING)
        if os.path.lexists(aside):
            with opened(aside, source.where) as file:
                content.update(b"\0" + whole(file, source.where, MOST))
    except ReadError:
        return ""
    return content.hexdigest()
