"""Whether what a published store says is true: of its articles, its plain facts, its quotations, its shapes."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg import settings
from kg.health.finding import Finding, faults, wrong
from kg.store import ArticleStore, verify
from kg.validate import validate_store

_AGAIN = "run kg build again on what it was built of, into a new --out if this does not help"


def articles(store: ArticleStore) -> Iterator[Finding]:
    """Every marker against its article, and the names of graphs against the base address of the settings."""
    foreign = [graph.value for graph in store.store.named_graphs() if isinstance(graph, NamedNode)]
    foreign = sorted(name for name in foreign if not name.startswith(settings.BASE))
    if foreign:
        said = f"holds the graph {foreign[0]}, and the base address is {settings.BASE}"
        yield wrong("base address", said, "set KG_BASE as it was when the store was built")
    found = [f"{fault.graph}: {fault.message}" for fault in store.check()]
    fine = f"{store.counts()['articles']:,}, each with the text and the triples that its marker tells"
    yield faults("articles", found, fine, _AGAIN)


def plain_facts(store: ArticleStore) -> Iterator[Finding]:
    """The default graph against what the graphs of articles and reference data support."""
    found = [fault.message for fault in store.check(default_graph=True) if fault.graph == "default graph"]
    fine = f"{store.counts()['facts']:,} plain triples, all that the articles and the reference data support"
    yield faults("plain facts", found, fine, "build the store anew: kg build PATH --out into a new folder")


def quotations(store: ArticleStore) -> Iterator[Finding]:
    """Every quotation against the stored text."""
    found = (f"{mismatch.segment} is not what the text of {mismatch.key} has there" for mismatch in verify(store))
    fine = f"those of {store.counts()['claims']:,} claims stand in their texts"
    yield faults("quotations", found, fine, "kg verify lists them all; build the store anew")


def shapes(store: ArticleStore) -> Iterator[Finding]:
    """Every article against the shapes; warnings are not counted."""
    found = (f"{key}: {one.message}" for key, one in validate_store(store.store) if one.severity == "Violation")
    yield faults("shapes", found, "every article conforms", "kg validate lists them all; build those articles again")
