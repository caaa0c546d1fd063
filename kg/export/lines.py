"""The triples of a graph as sorted lines of N-Triples, in bounded memory."""

from __future__ import annotations

import heapq
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import BinaryIO, cast

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple

from kg import settings
from kg.records import KgError

Graph = NamedNode | DefaultGraph
CHUNK = 100_000
"""How many lines are sorted in memory at a time."""

_BLANK = re.compile(rb"(?:_:|<<)|<[^>]*> <[^>]*> (?:_:|<<)")
_FRAGILE = re.compile("[\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Characters that break lines for some readers or turn the writing round: escaped, they are the same characters."""
_DIGITS = re.compile(rb"(\d+)")


def sorted_lines(store: Store, graph: Graph, chunk: int = CHUNK) -> Iterator[bytes]:
    """The triples of a graph, one a line without its line end, in the order of their bytes. An article's own graph is
    small: it begins with the article, and numbers are sorted as numbers. Raises KgError on a blank node."""
    with tempfile.TemporaryFile() as dumped:
        store.dump(cast("BinaryIO", dumped), RdfFormat.N_TRIPLES, from_graph=graph)
        dumped.seek(0)
        lines = map(_checked, dumped)
        if isinstance(graph, NamedNode) and graph.value.startswith(settings.ARTICLE):
            yield from _article_first(sorted(lines), str(graph).encode())
        else:
            yield from merged(lines, chunk)


def lines_of(triples: Iterable[Triple]) -> list[bytes]:
    """Triples that are in no store as such lines, each once. Raises KgError on a blank node."""
    return sorted({_checked(f"{triple} .".encode()) for triple in triples})


def _article_first(lines: list[bytes], article: bytes) -> Iterator[bytes]:
    groups = {subject: list(group) for subject, group in groupby(lines, key=lambda line: line.partition(b" ")[0])}
    for subject in sorted(groups, key=lambda subject: (subject != article, _natural(subject))):
        yield from groups[subject]


def merged(lines: Iterable[bytes], chunk: int = CHUNK) -> Iterator[bytes]:
    """The lines in order; what is more than `chunk` lines is sorted in pieces on disk."""
    source = iter(lines)
    first = sorted(islice(source, chunk))
    with ExitStack() as files:
        pieces: list[Iterator[bytes]] = [iter(first)]
        while piece := sorted(islice(source, chunk)):
            file = files.enter_context(tempfile.TemporaryFile())
            file.writelines(line + b"\n" for line in piece)
            file.seek(0)
            pieces.append(line[:-1] for line in file)
        yield from heapq.merge(*pieces) if len(pieces) > 1 else first


def _checked(line: bytes) -> bytes:
    if _BLANK.match(line):
        raise KgError(f"a blank node cannot be written so that it stays the same: {line.decode()[:200].strip()}")
    return shielded(line.rstrip(b"\n"))


def shielded(line: bytes) -> bytes:
    """The line with the characters escaped that break lines for some readers or turn the writing round."""
    return line if line.isascii() else _FRAGILE.sub(_escaped, line.decode()).encode()


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04X}"


def _natural(subject: bytes) -> list[tuple[int, int | bytes]]:
    parts = _DIGITS.split(subject)
    return [(1, part) if index % 2 == 0 else (0, int(part)) for index, part in enumerate(parts)]
