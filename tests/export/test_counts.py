"""The graph of the examples in every format: as many entities and facts as the store has, whatever program counts."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import igraph
import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kg.export import FORMATS, export
from kg.export.columns import EDGES
from kg.export.geojson import SHOWN
from kg.graph.terms import RDF_TYPE
from kg.settings import ARTICLE, ENTITY, ONTOLOGY
from kg.store import ArticleStore, open_snapshot
from kg.vocabulary import narrowest, vocabulary

Counts = Counter[str]
"""How many entities of each type."""
_TYPED = [name for name, row in vocabulary().classes.items() if row.entity]


@pytest.fixture(scope="module")
def store(built_examples: Path) -> Iterator[ArticleStore]:
    with open_snapshot(built_examples / "store") as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(store: ArticleStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the examples in all formats, each in the profile that it usually has."""
    made: Path = tmp_path_factory.mktemp("formats")
    for name, entry in FORMATS.items():
        export(store, name, made / f"{name}{entry.suffix}")
    return made


def in_rdf(quads: set[tuple[str, str, str]]) -> tuple[Counts, int]:
    """Entities by type, and facts between two of them, among triples of IRIs."""
    types: dict[str, set[str]] = {}
    for subject, predicate, target in quads:
        if predicate == RDF_TYPE.value and subject.startswith(ENTITY) and target.startswith(ONTOLOGY):
            types.setdefault(subject, set()).add(target.removeprefix(ONTOLOGY))
    facts = sum(p in EDGES and s.startswith(ENTITY) and o.startswith(ENTITY) for s, p, o in quads)
    return Counter(narrowest(found) for found in types.values()), facts


def iris(file: Path, format: ox.RdfFormat) -> set[tuple[str, str, str]]:
    """The plain facts of a file: in a set of graphs those of the default one."""
    quads = (quad for quad in ox.parse(path=file, format=format) if isinstance(quad.graph_name, ox.DefaultGraph))
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }


def turtle(folder: Path) -> tuple[Counts, int]:
    graph = rdflib.Graph().parse(folder / "turtle.ttl", format="turtle")
    return in_rdf({(str(s), str(p), str(o)) for s, p, o in graph if isinstance(o, rdflib.URIRef)})


def trig(folder: Path) -> tuple[Counts, int]:
    return in_rdf(iris(folder / "trig.trig", ox.RdfFormat.TRIG))


def ntriples(folder: Path) -> tuple[Counts, int]:
    return in_rdf(iris(folder / "ntriples.nt", ox.RdfFormat.N_TRIPLES))


def nquads(folder: Path) -> tuple[Counts, int]:
    return in_rdf(iris(folder / "nquads.nq", ox.RdfFormat.N_QUADS))


def jsonld(folder: Path) -> tuple[Counts, int]:
    return in_rdf(iris(folder / "jsonld.jsonld", ox.RdfFormat.JSON_LD))


def graphml(folder: Path) -> tuple[Counts, int]:
    network = igraph.Graph.Read_GraphML(str(folder / "graphml.graphml"))
    return Counter(network.vs["type"]), network.ecount()


def gexf(folder: Path) -> tuple[Counts, int]:
    network = nx.read_gexf(folder / "gexf.gexf")
    return Counter(data["type"] for _, data in network.nodes(data=True)), network.number_of_edges()


def in_sql(entities: str, facts: str) -> tuple[Counts, int]:
    database = duckdb.connect()
    types = database.execute(f"SELECT type, count(*) FROM {entities} GROUP BY type").fetchall()
    return Counter(dict(types)), database.execute(f"SELECT count(*) FROM {facts}").fetchall()[0][0]


def by_csv(folder: Path) -> tuple[Counts, int]:
    return in_sql(f"read_csv('{folder}/csv/entities.csv')", f"read_csv('{folder}/csv/facts.csv')")


def parquet(folder: Path) -> tuple[Counts, int]:
    return in_sql(f"'{folder}/parquet/entities.parquet'", f"'{folder}/parquet/facts.parquet'")


def sqlite(folder: Path) -> tuple[Counts, int]:
    with closing(sqlite3.connect(folder / "sqlite.sqlite")) as database:
        types = dict(database.execute("SELECT type, count(*) FROM entities GROUP BY type").fetchall())
        return Counter(types), database.execute("SELECT count(*) FROM facts").fetchone()[0]


def neo4j(folder: Path) -> tuple[Counts, int]:
    def rows(name: str) -> list[dict[str, str]]:
        with (folder / "neo4j" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    types = Counter(row[":LABEL"].split("\x1f")[0] for row in rows("entities"))
    del types["Article"]
    return types, sum(not row[":START_ID"].startswith("article:") for row in rows("facts"))


READERS: dict[str, Callable[[Path], tuple[Counts, int]]] = {
    "csv": by_csv,
    **{read.__name__: read for read in (turtle, trig, ntriples, nquads, jsonld, graphml, gexf, parquet, sqlite, neo4j)},
}


def of_store(store: ArticleStore) -> tuple[Counts, int]:
    return in_rdf(
        {
            (quad.subject.value, quad.predicate.value, quad.object.value)
            for quad in store.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
            if isinstance(quad.object, ox.NamedNode)
        }
    )


def test_every_format_is_counted():
    assert {*READERS, "ftm", "geojson"} == set(FORMATS)


@pytest.mark.parametrize("name", READERS)
def test_entities_and_facts_are_counted_alike(name: str, store: ArticleStore, folder: Path):
    types, number = of_store(store)
    assert types["State"] == 196 and types["Event"] > 20 and set(types) <= set(_TYPED) and number > 4_000
    assert READERS[name](folder) == (types, number)


def test_followthemoney_has_as_many_entities(store: ArticleStore, folder: Path):
    """Its facts are links or properties: its own test follows each of them."""
    rows = [json.loads(line) for line in (folder / "ftm.ftm.json").read_text("utf-8").splitlines()]
    kinds = Counter(row["id"].removeprefix("mgkg-").partition(".")[0] for row in rows if "." in row["id"])
    assert kinds.pop("article") == len(
        [graph for graph in store.store.named_graphs() if graph.value.startswith(ARTICLE)]
    )
    assert kinds.total() == of_store(store)[0].total()


def test_the_map_has_all_events_and_states(store: ArticleStore, folder: Path):
    features = json.loads((folder / "geojson.geojson").read_text("utf-8"))["features"]
    types, _ = of_store(store)
    assert Counter(feature["properties"]["type"] for feature in features) == {name: types[name] for name in SHOWN}
