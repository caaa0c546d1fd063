"""Where data come from that were not read from articles, and under which licences."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.imported_graph import IMPORTED, LICENSE
from kg.graph.terms import article_iri
from kg.pipeline.imports import sources
from kg.reference import rows_of
from kg.resources import folder
from kg.store import ArticleStore


@dataclass(frozen=True, slots=True)
class ReferenceSource:
    """A source of data. `licence` is its SPDX identifier, or words where it has none; `terms` tells what
    follows for a copy: `open`, `attribution`, or that no more than `single facts` were taken, which the licence does
    not reach; `taken` what that was."""

    name: str
    address: str
    licence: str
    licence_address: str
    terms: str
    taken: str


_UNKNOWN = "none told: ask before you pass them on"


def stated_sources(store: ArticleStore) -> tuple[ReferenceSource, ...]:
    """Those who state facts of the store in files of their own (`kg import`), by name, each with its licence."""
    return tuple(
        ReferenceSource(
            f"{name}, in a file of its own", "", license or _UNKNOWN, license, "attribution", "what it states"
        )
        for name in sources(store)
        for license in [_license(store, name)]
    )


def _license(store: ArticleStore, name: str) -> str:
    article = article_iri(IMPORTED + name)
    quads = store.store.quads_for_pattern(article, LICENSE, None, article)
    return next((quad.object.value for quad in quads if isinstance(quad.object, NamedNode)), "")


def reference_sources() -> tuple[ReferenceSource, ...]:
    """The sources in the order of `ontology/reference/sources.tsv`. Raises KgError where that is malformed."""
    return tuple(ReferenceSource(**cells) for cells in rows_of(folder("ontology") / "reference" / "sources.tsv"))
