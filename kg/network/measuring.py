"""The measures by name, as commands and pages ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.network import comparisons, measures
from kg.network.facts import Facts
from kg.network.projections import Network, project
from kg.network.selection import Selection, select
from kg.network.tables import Table
from kg.records import KgError

OF_NETWORK: Mapping[str, Callable[[Network[str]], Table]] = {
    "degree": measures.degree,
    "betweenness": measures.betweenness,
    "brokers": measures.brokers,
    "core": measures.core,
    "communities": measures.communities,
}
"""Measures of whatever network is asked for."""

OF_FACTS: Mapping[str, Callable[[Facts], Table]] = {
    "overlap": comparisons.overlap,
    "homophily": comparisons.homophily,
    "missing": comparisons.missing,
    "timeline": comparisons.timeline,
}
"""Measures with a network of their own."""

MEASURES = (*OF_NETWORK, "co-participation", "closeness", "change", *OF_FACTS)
_CO_PARTICIPATION = "co-participation"


@dataclass(frozen=True, slots=True)
class Request:
    """What to measure: the name of a measure, the projection for those that take one, what facts to select, the actor
    (an IRI) that `closeness` is counted to, and the two periods of `change`."""

    measure: str
    projection: str = _CO_PARTICIPATION
    selection: Selection = field(default_factory=Selection)
    to: str = ""
    before: Selection | None = None
    after: Selection | None = None


def measure(facts: Facts, request: Request) -> Table:
    """The table of a measure. Raises KeyError on a measure or a projection that is none, KgError where a measure lacks
    what it needs."""
    chosen = select(facts, request.selection)
    if request.measure in OF_FACTS:
        return OF_FACTS[request.measure](chosen)
    if request.measure == "change":
        if request.before is None or request.after is None:
            raise KgError("change compares two periods: give both, like --before 2014..2018 --after 2019..2023")
        return comparisons.change(chosen, request.before, request.after)
    graph = project(chosen, request.projection)
    if request.measure == "closeness":
        if not request.to:
            raise KgError("closeness is counted to an actor: name it with --to")
        return measures.closeness(graph, request.to)
    if request.measure == _CO_PARTICIPATION:
        return measures.pairs(graph, {iri: node.label for iri, node in chosen.nodes.items()})
    return OF_NETWORK[request.measure](graph)
