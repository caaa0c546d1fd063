"""An rdflib graph that is asked the same again and again, as SHACL engines do, and looks only once.

pySHACL reads each shape anew for each node that it checks, walks to the types of a node once for each shape, and has
each SPARQL constraint parsed for each node: what shapes and data say does not change meanwhile.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import lru_cache
from typing import Any

import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

Triple = tuple[Node, Node, Node]


class RememberingGraph(rdflib.Graph):
    """A graph in memory that keeps what it answered to a pattern until a triple comes or goes, and queries parsed."""

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self._answers: dict[Any, tuple[Triple, ...]] = {}

    def add(self, triple: Any) -> RememberingGraph:
        """Adds a triple, as any graph does."""
        if self._answers and triple not in self:
            self._answers.clear()
        super().add(triple)
        return self

    def remove(self, triple: Any) -> RememberingGraph:
        """Takes triples out, as any graph does."""
        self._answers.clear()
        super().remove(triple)
        return self

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        """The triples that match a pattern, as any graph gives them."""
        if (found := self._answers.get(triple)) is None:
            found = self._answers[triple] = tuple(super().triples(triple))
        yield from found

    def query(self, query_object: Any, *arguments: Any, **named: Any) -> Result:
        """Answers a query, as any graph does; one that is text is parsed once in the life of the process."""
        return super().query(
            _parsed(query_object) if isinstance(query_object, str) else query_object, *arguments, **named
        )


@lru_cache(maxsize=16)
def _parsed(query: str) -> Query:
    return prepareQuery(query)
