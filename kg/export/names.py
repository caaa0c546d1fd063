"""Labels and types of single entities, for rows that name both ends of a fact."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg import settings
from kg.graph.terms import DCTERMS, LABEL, RDF_TYPE
from kg.vocabulary import narrowest

_TITLE = NamedNode(DCTERMS + "title")
_REMEMBERED = 50_000


class Names:
    """Looks names up in the default graph; the last ones are remembered."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.label = lru_cache(_REMEMBERED)(self._label)
        self.type = lru_cache(_REMEMBERED)(self._type)

    def _label(self, iri: str) -> str:
        """The label of an entity or the title of an article; the end of its IRI where it has none."""
        for predicate in (LABEL, _TITLE):
            found = self._values(iri, predicate)
            if found:
                return found[0]
        return iri.rpartition("/")[2]

    def _type(self, iri: str) -> str:
        """The most special class of an entity."""
        return narrowest(value.removeprefix(settings.ONTOLOGY) for value in self._values(iri, RDF_TYPE))

    def _values(self, iri: str, predicate: NamedNode) -> list[str]:
        quads = self._store.quads_for_pattern(NamedNode(iri), predicate, None, DefaultGraph())
        return sorted(str(getattr(quad.object, "value", "")) for quad in quads)
