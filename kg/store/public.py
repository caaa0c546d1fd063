"""What of a store anybody may see."""

from __future__ import annotations

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store

from kg import settings

PUBLIC_GRAPHS = frozenset((settings.REFERENCE_GRAPH, settings.ONTOLOGY_GRAPH, settings.DECISIONS_GRAPH))
"""The public graphs beside the default graph and those of articles."""


def is_public(graph: NamedNode | BlankNode | DefaultGraph | str, *, contacts: bool = False) -> bool:
    """Whether the graph with this name may be shown to anybody, or, with `contacts`, to those who asked for telephone
    numbers and e-mail addresses. Texts and runs are not public, nor is what is not known to be."""
    if isinstance(graph, DefaultGraph):
        return True
    name = graph if isinstance(graph, str) else graph.value
    of_articles = (settings.ARTICLE, settings.CONTACTS_GRAPHS) if contacts else (settings.ARTICLE,)
    return name in PUBLIC_GRAPHS or name.startswith(of_articles)


def keep_public(store: Store) -> None:
    """Takes all graphs out of a store that are not public."""
    private = [graph for graph in store.named_graphs() if not is_public(graph)]
    if private:
        store.update(" ;\n".join(f"DROP GRAPH {graph}" for graph in private))
