"""What of a store anybody may see."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store

from kg import settings

PUBLIC_GRAPHS = frozenset((settings.REFERENCE_GRAPH, settings.ONTOLOGY_GRAPH, settings.DECISIONS_GRAPH))
"""The public graphs beside the default graph and those of articles."""
_AT_ONCE = 200_000
"""So many quads are written together: some 150 MB of memory."""


def is_public(graph: NamedNode | BlankNode | DefaultGraph | str, *, contacts: bool = False) -> bool:
    """Whether the graph with this name may be shown to anybody, or, with `contacts`, to those who asked for telephone
    numbers and e-mail addresses. Texts and runs are not public, nor is what is not known to be."""
    if isinstance(graph, DefaultGraph):
        return True
    name = graph if isinstance(graph, str) else graph.value
    of_articles = (settings.ARTICLE, settings.CONTACTS_GRAPHS) if contacts else (settings.ARTICLE,)
    return name in PUBLIC_GRAPHS or name.startswith(of_articles)


def write_public(store: Store, target: Path) -> None:
    """Writes the public graphs of a store into new files, which hold nothing else: where graphs are dropped the engine
    keeps their words. Raises OSError or RuntimeError where that fails."""
    copy = Store(str(target))
    quads = (quad for quad in store if is_public(quad.graph_name))
    while part := list(islice(quads, _AT_ONCE)):
        copy.bulk_extend(part)
    copy.flush()
