"""What a query can be put to: a snapshot of the local store, or (in `endpoint`) a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg import settings
from kg.query.reading import Dataset, checked, dataset, refuse_service
from kg.query.results import Result
from kg.query.waiting import within
from kg.records import KgError

_Graph = NamedNode | BlankNode | DefaultGraph
_PUBLIC = frozenset((settings.REFERENCE_GRAPH, settings.ONTOLOGY_GRAPH, settings.DECISIONS_GRAPH))


class Target(Protocol):
    """Something that answers queries."""

    def query(self, text: str) -> Result:
        """The answer to a query. Raises KgError where it is malformed or cannot be answered."""


@dataclass(slots=True)
class LocalStore:
    """A store of this program. Its public graphs are asked; with `contacts` those with telephone numbers and e-mail
    addresses too; texts, runs and whatever else is not known to be public never. `deadline` is in seconds."""

    store: Store
    contacts: bool = False
    deadline: float | None = None
    _visible: list[NamedNode | BlankNode] | None = field(default=None, repr=False)

    def query(self, text: str) -> Result:
        """The answer to a query that only reads and asks no other server. Raises KgError on any other one."""
        found = checked(text)
        refuse_service(text, found)
        default, named = self._graphs(dataset(found))
        try:
            return within(
                self.deadline,
                lambda: as_result(self.store.query(text, default_graph=default, named_graphs=named)),
                lambda: KgError(f"no answer within {self.deadline:g} seconds: narrow the query"),
            )
        except SyntaxError as error:
            raise KgError(f"the query is no SPARQL 1.1: {error}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise KgError(f"the query cannot be answered: {error}") from error

    def _graphs(self, wanted: Dataset) -> tuple[list[_Graph], list[NamedNode | BlankNode]]:
        """The default graphs and the named ones of a query. They are always given to the engine, which otherwise would
        take those of the query unchecked."""
        if wanted.default is None or wanted.named is None:
            return [DefaultGraph()], self._all()
        return [*map(self._graph, wanted.default)], [*map(self._graph, wanted.named)]

    def _graph(self, iri: str) -> NamedNode:
        if not self._shows(iri):
            raise KgError(f"FROM <{iri}>: no public graph has this name; contact data need --with-contacts")
        return NamedNode(iri)

    def _all(self) -> list[NamedNode | BlankNode]:
        if self._visible is None:
            graphs = (graph for graph in self.store.named_graphs() if isinstance(graph, NamedNode))
            self._visible = [graph for graph in graphs if self._shows(graph.value)]
        return self._visible

    def _shows(self, iri: str) -> bool:
        return iri in _PUBLIC or iri.startswith(
            (settings.ARTICLE, settings.CONTACTS_GRAPHS) if self.contacts else settings.ARTICLE
        )


def run(text: str, target: Target) -> Result:
    """The answer of `target` to the SPARQL query `text`. Raises KgError where it is malformed, does more than read, or
    cannot be answered."""
    return target.query(text)


def as_result(answer: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    """The answer of the engine as a result."""
    if isinstance(answer, QueryBoolean):
        return Result(answer=bool(answer))
    if isinstance(answer, QueryTriples):
        return Result(triples=tuple(sorted(answer, key=str)))
    columns = tuple(variable.value for variable in answer.variables)
    return Result(columns, tuple(tuple(row[column] for column in columns) for row in answer))
