"""A graph in a file of RDF as a store in memory."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.graph.article_graph import in_graph
from kg.graph.terms import mg
from kg.records import KgError
from kg.settings import RUNS_GRAPH
from kg.store import ArticleStore

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
}
"""The files that are opened, by their endings."""


def store_of_file(file: Path) -> ArticleStore:
    """What a file holds; of `graph.ttl` the plain facts, of `graph.trig` the claims and their evidence too. Raises
    KgError, in one line, where it cannot be read."""
    store = Store()
    try:
        store.bulk_load(path=file, format=FORMATS[file.suffix.lower()])
    except (OSError, SyntaxError, ValueError) as error:
        said = " ".join(str(error).split())
        raise KgError(f"{file}: cannot be read ({said}): give a file as kg build or kg export writes it") from error
    keys = [quad for quad in store.quads_for_pattern(None, mg("key"), None, None) if quad.subject == quad.graph_name]
    store.bulk_extend(in_graph(quad.triple, NamedNode(RUNS_GRAPH)) for quad in keys)  # articles are known by them
    return ArticleStore(store)
