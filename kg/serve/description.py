"""The description of the service (SPARQL 1.1 Service Description) and of its data (VoID), as RDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import settings
from kg.export.turtle_terms import STANDARD
from kg.graph.terms import DCTERMS, RDF_TYPE, integer
from kg.serve.evaluation import GRAPHS

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FOAF = "http://xmlns.com/foaf/0.1/"
SHACL = "http://www.w3.org/ns/shacl#"
WELL_KNOWN = ".well-known/void"
DESCRIPTION_GRAPH = NamedNode(settings.GRAPH + "description")
"""The graph in which a server tells in answers to queries what it tells at its addresses."""

_LICENSE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
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

_VOCABULARIES = ("mg", "dcterms", "foaf", "oa", "org", "prov", "rdf", "rdfs", "schema", "skos")
_MOST_GRAPHS = 1000
_TITLE = "Migration Governance Knowledge Graph"
_ABOUT = (
    "Who hosted, organised, attended, chaired and funded which event of migration governance, and who belongs to, "
    "works for and partners with whom, as press releases and news items tell it. The default graph holds the plain "
    "facts; each article has a named graph with its claims, their evidence, status and confidence."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to say of the data: the version of the graph, the number of triples in the default graph and of
    all, the names of the named graphs, an article as an example."""

    version: str
    plain: int
    quads: int
    graphs: tuple[str, ...]
    example: str | None


def written(facts: Facts, url: str) -> dict[str, bytes]:
    """The description of a service at `url` (which ends with a slash) in each format of graphs, by its name."""
    here = url + WELL_KNOWN
    said = [*_service(here, url), *_dataset(here, facts, NamedNode(url + "sparql"))]
    prefixes = {"sd": SD, "foaf": FOAF, "sh": SHACL, **STANDARD}
    return {
        name: serialize(said, format=format, prefixes=prefixes if format == RdfFormat.TURTLE else None) or b""
        for name, format in GRAPHS.items()
    }


def of_data(facts: Facts) -> Iterator[Triple]:
    """What is said of the data wherever they are served."""
    return _dataset(settings.BASE + WELL_KNOWN, facts, None)


def _service(here: str, url: str) -> Iterator[Triple]:
    yield from _of(here, [VOID + "DatasetDescription"], [(FOAF + "primaryTopic", NamedNode(here + "#dataset"))])
    values = [
        (SD + "endpoint", NamedNode(url + "sparql")),
        (SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query")),
        (SD + "defaultDataset", NamedNode(here + "#dataset")),
        *((SD + "resultFormat", NamedNode("http://www.w3.org/ns/formats/" + name)) for name in _RESULTS),
    ]
    yield from _of(here + "#service", [SD + "Service"], values)


def _dataset(here: str, facts: Facts, endpoint: NamedNode | None) -> Iterator[Triple]:
    values: list[tuple[str, NamedNode | Literal]] = [
        (DCTERMS + "title", Literal(_TITLE, language="en")),
        (DCTERMS + "description", Literal(_ABOUT, language="en")),
        (DCTERMS + "license", _LICENSE),
        (DCTERMS + "hasVersion", Literal(facts.version)),
        (VOID + "uriSpace", Literal(settings.BASE)),
        (VOID + "triples", integer(facts.quads)),
        (SD + "defaultGraph", NamedNode(here + "#default-graph")),
        *((VOID + "vocabulary", NamedNode(STANDARD[prefix])) for prefix in _VOCABULARIES),
        *([(VOID + "exampleResource", NamedNode(facts.example))] if facts.example else []),
        *([(VOID + "sparqlEndpoint", endpoint)] if endpoint else []),
    ]
    yield from _of(here + "#dataset", [SD + "Dataset", VOID + "Dataset"], values)
    plain = integer(facts.plain)
    yield from _of(here + "#default-graph", [SD + "Graph", VOID + "Dataset"], [(VOID + "triples", plain)])
    yield from _graphs(here, facts)
    yield from _prefixes(here)


def _prefixes(here: str) -> Iterator[Triple]:
    for prefix, namespace in STANDARD.items():
        node = f"{here}#prefix-{prefix}"
        yield Triple(NamedNode(here + "#dataset"), NamedNode(SHACL + "declare"), NamedNode(node))
        yield from _of(node, [], [(SHACL + "prefix", Literal(prefix)), (SHACL + "namespace", Literal(namespace))])


def _graphs(here: str, facts: Facts) -> Iterator[Triple]:
    """The named graphs; where there are very many, only those that are no article's."""
    named = [graph for graph in facts.graphs if not graph.startswith(settings.ARTICLE)]
    names = facts.graphs if len(facts.graphs) <= _MOST_GRAPHS else tuple(named)
    for number, name in enumerate((*names, DESCRIPTION_GRAPH.value), 1):
        node = f"{here}#graph-{number}"
        yield Triple(NamedNode(here + "#dataset"), NamedNode(SD + "namedGraph"), NamedNode(node))
        yield from _of(node, [SD + "NamedGraph"], [(SD + "name", NamedNode(name))])


def _of(subject: str, a: Sequence[str], values: Sequence[tuple[str, NamedNode | Literal]]) -> Iterator[Triple]:
    node = NamedNode(subject)
    yield from (Triple(node, RDF_TYPE, NamedNode(name)) for name in a)
    yield from (Triple(node, NamedNode(name), value) for name, value in values)
