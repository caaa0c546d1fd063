"""JSON-LD in trees: for each actor or event all that is said of it, with what it names and what names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import groupby

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.export.formats import Options, Profile
from kg.export.jsonld_terms import JsonTerms
from kg.export.lines import Graph, merged
from kg.graph.terms import LABEL, RDF_OBJECT, RDF_SUBJECT, RDF_TYPE, mg
from kg.store import ArticleStore, is_public

_REMEMBERED = 50_000


class Trees:
    """The trees of a store. A node has its plain facts; what they name stands in place, with its types and label; what
    names the node stands under `@reverse`. In the full profile the claims about it stand there too, with evidence."""

    def __init__(self, store: ArticleStore, terms: JsonTerms, options: Options) -> None:
        self._store = store.store
        self._terms = terms
        self._options = options
        self._named = lru_cache(_REMEMBERED)(self._named_node)

    def of_all(self) -> Iterator[str]:
        """A tree for each node of the class, in the order of their IRIs."""
        kind = mg(self._options.frame.capitalize())
        quads = self._store.quads_for_pattern(None, RDF_TYPE, kind, DefaultGraph())
        for line in merged(str(quad.subject).encode() for quad in quads):
            yield self._tree(NamedNode(line[1:-1].decode()))

    def _tree(self, node: NamedNode) -> str:
        own = self._terms.members(_lines(self._store.quads_for_pattern(node, None, None, DefaultGraph())), self._named)
        reverse = self._naming(node)
        if self._options.profile is Profile.full:
            reverse += self._claims(node)
        back = ",".join(f"{key}:[{','.join(objects)}]" for key, objects in reverse)
        return self._object(str(node), own, f'"@reverse":{{{back}}}' if back else "")

    def _naming(self, node: NamedNode) -> list[tuple[str, list[str]]]:
        """The nodes whose plain facts name this one, by the key of the property."""
        quads = self._store.quads_for_pattern(None, None, node, DefaultGraph())
        pairs = sorted((str(quad.predicate), str(quad.subject)) for quad in quads)
        return [
            (self._terms.property(predicate).key, [self._named(about) or self._object(about) for _, about in group])
            for predicate, group in groupby(pairs, key=lambda pair: pair[0])
        ]

    def _claims(self, node: NamedNode) -> list[tuple[str, list[str]]]:
        """The claims that have the node as subject or object, whole."""
        found = []
        for predicate in (RDF_SUBJECT, RDF_OBJECT):
            quads = self._store.quads_for_pattern(None, predicate, node, None)
            places = sorted((str(quad.subject), str(quad.graph_name)) for quad in quads if self._shown(quad))
            claims = [self._whole(NamedNode(graph[1:-1]), claim) for claim, graph in places]
            if claims:
                found.append((self._terms.property(str(predicate)).key, claims))
        return found

    def _shown(self, quad: Quad) -> bool:
        return isinstance(quad.graph_name, NamedNode) and is_public(quad.graph_name, contacts=self._options.contacts)

    def _whole(self, graph: Graph, term: str) -> str:
        """A claim or segment as its graph describes it, with the segments that it rests on in place."""
        quads = self._store.quads_for_pattern(NamedNode(term[1:-1]), None, None, graph)
        return self._object(term, self._terms.members(_lines(quads), partial(self._evidence, graph)))

    def _evidence(self, graph: Graph, term: str) -> str | None:
        return self._whole(graph, term) if "#char=" in term else self._named(term)

    def _named_node(self, term: str) -> str | None:
        """A node with its types and label, None for one without a label."""
        node = NamedNode(term[1:-1])
        labels = _lines(self._store.quads_for_pattern(node, LABEL, None, DefaultGraph()))
        types = _lines(self._store.quads_for_pattern(node, RDF_TYPE, None, DefaultGraph()))
        return self._object(term, self._terms.members([*types, *labels])) if labels else None

    def _object(self, term: str, *members: str) -> str:
        return "{" + ",".join(filter(None, (f'"id":{self._terms.node(term)}', *members))) + "}"


def _lines(quads: Iterable[Quad]) -> list[str]:
    return sorted(f"{quad.triple} ." for quad in quads)
