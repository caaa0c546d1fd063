"""The difference as an RDF Patch, which applied to the old graph gives the new one.

The format is that of Apache Jena (https://jena.apache.org/documentation/rdf-patch/): rows of N-Quads with `A` for what
comes and `D` for what goes, in one transaction."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from typing import BinaryIO, cast

from kg.changes.sources import Lines
from kg.changes.streams import Side, paired
from kg.export.files import copy
from kg.export.lines import shielded


def write_patch(old: Lines, new: Lines, out: BinaryIO) -> int:
    """Writes the patch that makes the new graph of the old one, and returns how many rows it has. The rows come in
    order; the id is made from them, so the same change has the same."""
    content, rows = hashlib.sha256(), 0
    with tempfile.TemporaryFile() as body:
        for line, side in paired(old, new):
            if side is not Side.BOTH:
                row = (b"A " if side is Side.NEW else b"D ") + _quad(line) + b" .\n"
                content.update(row)
                body.write(row)
                rows += 1
        name = uuid.UUID(bytes=content.digest()[:16], version=5)
        out.write(f"H id <urn:uuid:{name}> .\nTX .\n".encode())
        copy(cast("BinaryIO", body), out)
        out.write(b"TC .\n")
    return rows


def _quad(line: bytes) -> bytes:
    graph, _, triple = line.partition(b" ")
    return shielded(triple + b" " + graph if graph else triple)
