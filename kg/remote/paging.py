"""Answers of any size from servers that cut theirs: asked for in pages, and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from kg import settings
from kg.query import Result
from kg.query.results import Row
from kg.records import KgError

Ask = Callable[[str], Result]
Graph = NamedNode | DefaultGraph
PAGE = 10_000
"""How many rows are asked for at a time: as many as Virtuoso gives as Debian sets it; what gives fewer is asked more
often."""


def rows(ask: Ask, columns: Sequence[str], pattern: str, total: int, page: int = PAGE) -> Iterator[Row]:
    """The `total` different rows that the pattern has for the columns. Raises KgError where they are not so many."""
    names = " ".join(f"?{column}" for column in columns)
    found: set[Row] = set()
    inner = f"SELECT DISTINCT {names} WHERE {{ {pattern} }}"
    if total > page:  # Virtuoso orders no more than 10,000 rows beside LIMIT, but any number in a query within
        inner = f"SELECT {names} WHERE {{ {{ {inner} ORDER BY {names} }} }}"
    asked = 0
    while asked < total:
        got = ask(f"{inner} LIMIT {page} OFFSET {asked}" if total > page else inner).rows
        asked += len(got)
        if not got:
            break
        yield from (row for row in got if row not in found)
        found.update(got)
    if len(found) != total:
        raise KgError(
            f"the server gives {len(found):,} of {total:,} rows of {pattern}: it cuts answers, or it is being "
            "written to: try again"
        )


def count(ask: Ask, what: str, pattern: str) -> int:
    """The one number that an aggregate over the pattern gives."""
    found = ask(f"SELECT ({what} AS ?n) WHERE {{ {pattern} }}").rows
    value = found[0][0] if found and found[0] else None
    if not isinstance(value, Literal) or not value.value.isdecimal():
        raise KgError(f"the server answers no number to {what}: is it a SPARQL 1.1 server?")
    return int(value.value)


def sizes(ask: Ask) -> dict[str, int]:
    """The graphs of this program on the server, and how many triples each has."""
    pattern = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{settings.BASE}"))'
    counted = f"{{ SELECT ?g (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?g }}"
    total = count(ask, "COUNT(DISTINCT ?g)", pattern)
    return {_text(row[0]): int(_text(row[1])) for row in rows(ask, ("g", "n"), counted, total)}


def triples(ask: Ask, graph: Graph, total: int | None = None) -> Iterator[Triple]:
    """The triples of a graph, which has so many. Raises KgError where they do not all come, or have a blank node."""
    pattern = "?s ?p ?o" if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{ ?s ?p ?o }}"
    whole = count(ask, "COUNT(*)", pattern) if total is None else total
    for subject, predicate, value in rows(ask, ("s", "p", "o"), pattern, whole):
        if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
            raise KgError(f"{graph}: has blank nodes, which no graph of this program has: push it again")
        if not isinstance(value, NamedNode | Literal):
            raise KgError(f"{graph}: has blank nodes, which no graph of this program has: push it again")
        yield Triple(subject, predicate, value)


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
