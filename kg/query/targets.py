"""What a query can be put to: a snapshot of the local store, or (in `endpoint`) a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.query.prefixes import missing_prefix
from kg.query.reading import Dataset, local_dataset
from kg.query.results import Result
from kg.query.waiting import within
from kg.records import KgError
from kg.settings import PREFIXES
from kg.store import ArticleStore, is_damage, is_public

_Graph = NamedNode | BlankNode | DefaultGraph
_SHOWN = 160


class Target(Protocol):
    """Something that answers queries."""

    def query(self, text: str) -> Result:
        """The answer to a query. Raises KgError where it is malformed or cannot be answered."""


@dataclass(slots=True)
class LocalStore:
    """A store of this program. Its public graphs are asked; with `contacts` those with telephone numbers and e-mail
    addresses too; texts, runs and whatever else is not known to be public never. `deadline` is in seconds. `public`
    is a store with the same public graphs and nothing else, where there is one: there the engine need not be told which
    graphs to keep to, which makes it look into each of them in turn."""

    store: Store
    contacts: bool = False
    deadline: float | None = None
    public: Store | None = None
    _visible: list[NamedNode | BlankNode] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, store: ArticleStore, contacts: bool = False, deadline: float | None = None) -> LocalStore:
        """The store of articles as something to ask."""
        return cls(store.store, contacts, deadline, store.public)

    def query(self, text: str) -> Result:
        """The answer to a query that only reads and asks no other server. Raises KgError on any other one."""
        store, default, named = self._graphs(local_dataset(text))
        try:
            return within(
                self.deadline,
                lambda: as_result(store.query(text, prefixes=PREFIXES, default_graph=default, named_graphs=named)),
                lambda: KgError(f"no answer within {self.deadline:g} seconds: narrow the query"),
            )
        except SyntaxError as error:
            raise KgError(missing_prefix(text) or f"the query is no SPARQL 1.1: {_first_words(error)}") from error
        except (OSError, RuntimeError, ValueError) as error:
            mend = ": the store is damaged, and 'kg doctor' tells how to mend it" if is_damage(error) else ""
            raise KgError(f"the query cannot be answered: {error}{mend}") from error

    def _graphs(self, wanted: Dataset) -> tuple[Store, list[_Graph], list[NamedNode | BlankNode] | None]:
        """The store that a query is put to, its default graphs and the named ones. They are given to the engine, which
        otherwise would take those of the query unchecked, but for all graphs of a store where all are public."""
        if wanted.default is not None and wanted.named is not None:
            return self.store, [*map(self._graph, wanted.default)], [*map(self._graph, wanted.named)]
        if self.public is not None and not self.contacts:
            return self.public, [DefaultGraph()], None
        return self.store, [DefaultGraph()], self.named_graphs()

    def _graph(self, iri: str) -> NamedNode:
        if not is_public(iri, contacts=self.contacts):
            raise KgError(f"FROM <{iri}>: no public graph has this name; contact data need --with-contacts")
        return NamedNode(iri)

    def named_graphs(self) -> list[NamedNode | BlankNode]:
        """The named graphs that may be shown."""
        if self._visible is None:
            graphs = self.store.named_graphs()
            self._visible = [graph for graph in graphs if is_public(graph, contacts=self.contacts)]
        return self._visible


def _first_words(error: SyntaxError) -> str:
    """Where the fault is and the beginning of what might stand there: the list of all that might is very long."""
    said = " ".join(str(error).split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]} …"


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
