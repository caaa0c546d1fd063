"""Which graph was asked: a digest of all that it may show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import BinaryIO, cast

from pyoxigraph import Literal

from kg.citation.canonical import ALGORITHM
from kg.export import write_to
from kg.query import Target
from kg.records import KgError
from kg.store import ArticleStore

UNKNOWN = "unknown"
"""The version of a graph whose server does not publish one."""

_PUBLISHED = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX void: <http://rdfs.org/ns/void#>
SELECT DISTINCT ?version WHERE {
  { ?dataset a void:Dataset ; ?states ?version } UNION { GRAPH ?graph { ?dataset a void:Dataset ; ?states ?version } }
  FILTER(?states = dcterms:hasVersion || ?states = dcterms:identifier && STRSTARTS(STR(?version), "sha256:"))
}"""


def graph_version(store: ArticleStore) -> str:
    """The SHA-256 digest of what `kg export --format nquads` writes: the same articles, read by the same version of the
    program, give the same. Contact data, texts and runs have no part in it."""
    content = _Digest()
    write_to(store, "nquads", cast("BinaryIO", content))
    return ALGORITHM + content.hexdigest()


def published_version(target: Target) -> str:
    """The version that a server tells of its graph, by `dcterms:hasVersion` of a `void:Dataset`, or by its
    `dcterms:identifier`, as the manifest of a release does; UNKNOWN where it tells none, or several."""
    try:
        rows = target.query(_PUBLISHED).rows
    except KgError:  # a server may refuse questions about all its graphs: then it publishes none
        return UNKNOWN
    versions = {term.value for row in rows for term in row if isinstance(term, Literal)}
    return versions.pop() if len(versions) == 1 else UNKNOWN


class _Digest:
    """A binary file that keeps nothing but the digest of what is written to it."""

    def __init__(self) -> None:
        self._content = hashlib.sha256()

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self._content.update(line)

    def write(self, piece: bytes) -> int:
        self._content.update(piece)
        return len(piece)

    def hexdigest(self) -> str:
        return self._content.hexdigest()
