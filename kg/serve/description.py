"""The description of the service (SPARQL 1.1 Service Description) and of its data (VoID), as RDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import settings
from kg.export.turtle_terms import OF_RELEASES, STANDARD
from kg.graph.terms import DCTERMS
from kg.release.counting import Counts
from kg.release.dataset import VOID, WELL_KNOWN, Data, Value, described, node
from kg.serve.evaluation import GRAPHS

SD = "http://www.w3.org/ns/sparql-service-description#"
DESCRIPTION_GRAPH = NamedNode(settings.GRAPH + "description")
"""The graph in which a server tells in answers to queries what it tells at its addresses."""

_FOAF, _SHACL = STANDARD["foaf"], OF_RELEASES["sh"]
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "TriG",
    "N-Quads",
)
"""The formats of answers by their names at W3C."""

_MOST_GRAPHS = 1000


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to say of the data: the version of the graph, how much of what it holds, the names of the named
    graphs, an article as an example."""

    version: str
    counts: Counts
    graphs: tuple[str, ...]
    example: str | None


def written(facts: Facts, url: str) -> dict[str, bytes]:
    """The description of a service at `url` (which ends with a slash) in each format of graphs, by its name."""
    here = url + WELL_KNOWN
    said = [*_service(here, url), *_dataset(here, facts, NamedNode(url + "sparql"))]
    prefixes = {"sh": _SHACL, **STANDARD}
    return {
        name: serialize(said, format=format, prefixes=prefixes if format == RdfFormat.TURTLE else None) or b""
        for name, format in GRAPHS.items()
    }


def of_data(facts: Facts) -> Iterator[Triple]:
    """What is said of the data wherever they are served."""
    return _dataset(settings.BASE + WELL_KNOWN, facts, None)


def _service(here: str, url: str) -> Iterator[Triple]:
    yield from node(here, [VOID + "DatasetDescription"], [(_FOAF + "primaryTopic", NamedNode(here + "#dataset"))])
    values = [
        (SD + "endpoint", NamedNode(url + "sparql")),
        (SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query")),
        (SD + "defaultDataset", NamedNode(here + "#dataset")),
        *((SD + "resultFormat", NamedNode("http://www.w3.org/ns/formats/" + name)) for name in _RESULTS),
    ]
    yield from node(here + "#service", [SD + "Service"], values)


def _dataset(here: str, facts: Facts, endpoint: NamedNode | None) -> Iterator[Triple]:
    """The data as a release describes them too, and how they are served."""
    data = Data(here + "#dataset", facts.version, facts.counts, facts.example)
    yield from described(data)
    values: list[Value] = [
        (DCTERMS + "hasVersion", Literal(data.digest)),
        (SD + "defaultGraph", NamedNode(data.default_graph)),
        *([(VOID + "sparqlEndpoint", endpoint)] if endpoint else []),
    ]
    yield from node(data.iri, [SD + "Dataset"], values)
    yield from node(data.default_graph, [SD + "Graph"], [])
    yield from _graphs(here, facts)
    yield from _prefixes(here)


def _prefixes(here: str) -> Iterator[Triple]:
    for prefix, namespace in STANDARD.items():
        declared = f"{here}#prefix-{prefix}"
        yield Triple(NamedNode(here + "#dataset"), NamedNode(_SHACL + "declare"), NamedNode(declared))
        said: list[Value] = [(_SHACL + "prefix", Literal(prefix)), (_SHACL + "namespace", Literal(namespace))]
        yield from node(declared, [], said)


def _graphs(here: str, facts: Facts) -> Iterator[Triple]:
    """The named graphs; where there are very many, only those that are no article's."""
    named = [graph for graph in facts.graphs if not graph.startswith(settings.ARTICLE)]
    names = facts.graphs if len(facts.graphs) <= _MOST_GRAPHS else tuple(named)
    for number, name in enumerate((*names, DESCRIPTION_GRAPH.value), 1):
        graph = f"{here}#graph-{number}"
        yield Triple(NamedNode(here + "#dataset"), NamedNode(SD + "namedGraph"), NamedNode(graph))
        yield from node(graph, [SD + "NamedGraph"], [(SD + "name", NamedNode(name))])
