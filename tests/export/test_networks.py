"""GraphML and GEXF, read back by networkx, igraph and lxml: the facts of the store, well-formed whatever its names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import igraph
import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.export import Profile, export
from kg.export.columns import COLUMNS, EDGES, identifier
from kg.export.days import Days, days_of, period, span
from kg.export.facts import facts as joined
from kg.export.gexf import colours
from kg.export.rows import claims
from kg.export.xml_text import attribute, content
from kg.graph import reference_quads
from kg.graph.terms import LABEL, RDF_TYPE, entity, mg
from kg.settings import ARTICLE, CONCEPT, ONTOLOGY
from kg.store import ArticleStore
from kg.vocabulary import vocabulary
from tests.queries.small_graph import small_graph

Edge = tuple[str, str, str]
READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
HOSTILE = (
    "x]]>y & <b> \"q\" 'a'",
    "\x00\x08\x1b\x7f\x85 control",
    "right\u202eto left \u2066isolated\u2069 \ufeff",
    "not characters \ufffe\uffff",
    "tab\tnew\nline\rreturn\u2028separator",
    "long " * 40_000,
    "&#0;&#x1;<![CDATA[",
    "😀 Ελλάδα مصر",
)


@pytest.fixture(scope="module")
def store() -> ArticleStore:
    return small_graph()


def facts(store: ArticleStore, *, articles: bool = True) -> Counter[Edge]:
    """The facts of the default graph between entities, and of articles or not: subject, relation, object."""
    found: Counter[Edge] = Counter()
    for quad in store.store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        if quad.predicate.value in EDGES and (articles or not quad.subject.value.startswith(ARTICLE)):
            assert isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
            found[identifier(quad.subject.value), EDGES[quad.predicate.value], identifier(quad.object.value)] += 1
    return found


def typed(store: ArticleStore) -> set[ox.NamedNode]:
    """The entities: what has a class of ours. A membership has none, and is no node, nor is an article."""
    quads = store.store.quads_for_pattern(None, RDF_TYPE, None, ox.DefaultGraph())
    ours = {quad.subject for quad in quads if quad.object.value.startswith(ONTOLOGY)}
    return {node for node in ours if not node.value.startswith(ARTICLE)}


def particulars(store: ArticleStore) -> set[tuple[str, str, str]]:
    """What the default graph says of entities otherwise, as far as it has a column: id, column, value."""
    named, nodes = {predicate: name for name, predicate in COLUMNS.items()}, typed(store)
    return {
        (identifier(quad.subject.value), named[quad.predicate.value], quad.object.value.removeprefix(CONCEPT))
        for quad in store.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if quad.predicate.value in named and quad.subject in nodes
    }


def without_scheme(rows: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    schemes = {relation.name for relation in vocabulary().relations.values() if relation.scheme}
    coded = schemes | {"actorType", "instrumentType", "documentStatus"}
    return {(node, name, value.rpartition("/")[2] if name in coded else value) for node, name, value in rows}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("profile", Profile)
def test_networkx_reads_back_the_facts_of_the_store(name: str, profile: Profile, store: ArticleStore, tmp_path: Path):
    export(store, name, tmp_path / "out", profile)
    network = READERS[name](tmp_path / "out")
    assert Counter((s, data["relation"], o) for s, o, data in network.edges(data=True)) == facts(store, articles=False)
    assert facts(store, articles=False) < facts(store), "whom articles quote is no tie between entities"
    assert set(network) == {identifier(node.value) for node in typed(store)}
    assert {(data["iri"], data["label"]) for _, data in network.nodes(data=True)} == {
        (quad.subject.value, quad.object.value)
        for quad in store.store.quads_for_pattern(None, LABEL, None, ox.DefaultGraph())
    }
    assert {data["type"] for _, data in network.nodes(data=True)} > {"State", "Event", "Person", "Process"}
    said = {(node, column, part) for node, data in network.nodes(data=True) for column in COLUMNS if column in data
            for part in str(data[column]).split(" | ")}  # fmt: skip
    assert said == without_scheme(particulars(store))


def test_igraph_reads_back_the_facts_of_the_store(store: ArticleStore, tmp_path: Path):
    export(store, "graphml", tmp_path / "out.graphml")
    network = igraph.Graph.Read_GraphML(str(tmp_path / "out.graphml"))
    names = network.vs["id"]
    assert Counter((names[e.source], e["relation"], names[e.target]) for e in network.es) == facts(
        store, articles=False
    )
    assert set(network.es["weight"]) > {1.0} and any(network.es["quotation"])
    points = {v["id"]: (v["latitude"], v["longitude"], v["locatedAt"]) for v in network.vs}
    assert points["place:accra-gha"] == points["state:GHA"] == (5.556, -0.1969, "place:accra-gha")
    codes = {v["id"]: (v["country"], v["wikidata"], v["geonames"]) for v in network.vs}
    assert codes["state:GHA"] == ("GHA", "Q117", "2300660") and codes["government-body:gha-gis"][0] == "GHA"


@pytest.mark.parametrize("name", READERS)
def test_an_edge_tells_where_its_fact_comes_from(name: str, store: ArticleStore, tmp_path: Path):
    export(store, name, tmp_path / "out")
    network = READERS[name](tmp_path / "out")
    supported = [data for _, _, data in network.edges(data=True) if data["articles"]]
    known = [data for _, _, data in network.edges(data=True) if not data["articles"]]
    assert supported and known
    articles = {identifier(claim.article.iri) for claim in claims(store.store)}
    assert all(0 < data["confidence"] <= 1 and data["quotation"] and data["article"] in articles for data in supported)
    assert all(data["weight"] == data["articles"] for data in supported) and all(data["weight"] == 1 for data in known)
    assert all("quotation" not in data and "status" not in data for data in known)
    told = {words.words for claim in claims(store.store) for words in claim.quotations}
    assert {words for data in supported for words in data["quotation"].split(" | ")} <= told


def test_the_earliest_article_that_states_a_fact_stands_for_all_that_do(store: ArticleStore):
    claim = next(claim for claim in claims(store.store) if claim.asserted and claim.between)
    dates = ("2019-05", "", "2018-12-31", "2020")
    told = [replace(claim, article=replace(claim.article, iri=f"a{n}", published=date)) for n, date in enumerate(dates)]
    told.append(replace(told[0], article=replace(told[0].article, iri="a9", published="2001"), asserted=False))
    fact = next(fact for fact in joined(store.store, told) if fact.supports)
    assert (fact.articles, fact.first[0].published) == (4, "2018-12-31")


def test_what_a_speaker_alone_says_is_no_edge(store: ArticleStore, tmp_path: Path):
    attributed = {
        tuple(row)
        for row in store.store.query(
            f"SELECT ?s ?p ?o {{ GRAPH ?g {{ ?c <{ONTOLOGY}status> <{CONCEPT}assertion-status/attributed> ; "
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?s ; "
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> ?p ; "
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?o } FILTER NOT EXISTS { ?s ?p ?o } }"
        )  # type: ignore[union-attr]
    }
    export(store, "graphml", tmp_path / "out")
    edges = {(s, data["relation"], o) for s, o, data in nx.read_graphml(tmp_path / "out").edges(data=True)}
    only_said = {(identifier(s.value), p.value.removeprefix(ONTOLOGY), identifier(o.value)) for s, p, o in attributed}
    assert only_said and not only_said & edges


def hostile_store() -> ArticleStore:
    """Entities whose names are what no article should have made them, past all cleaning."""
    store = ArticleStore.in_memory()
    for number, name in enumerate(HOSTILE):
        node = entity("Person", f"p{number}")
        for predicate, value in (
            (RDF_TYPE, mg("Person")),
            (LABEL, ox.Literal(name)),
            (mg("position"), ox.Literal(name)),
        ):
            store.store.add(ox.Quad(node, predicate, value, ox.DefaultGraph()))
    odd = ox.NamedNode("https://example.org/id/a%22b?c=d&e=<f>".replace("<", "%3C").replace(">", "%3E"))
    store.store.add(ox.Quad(odd, RDF_TYPE, mg("Person"), ox.DefaultGraph()))
    store.store.add(ox.Quad(odd, mg("worksFor"), entity("Person", "p0"), ox.DefaultGraph()))
    return store


@pytest.mark.parametrize("name", READERS)
def test_hostile_names_stay_well_formed_and_legal_ones_the_same(name: str, tmp_path: Path):
    export(hostile_store(), name, tmp_path / "out")
    etree.parse(tmp_path / "out", etree.XMLParser(huge_tree=True))
    nodes = dict(READERS[name](tmp_path / "out").nodes(data=True))
    for number, text in enumerate(HOSTILE):
        shown = nodes[f"person:p{number}"]["label"]
        legal = "".join("\ufffd" if c < " " and c not in "\t\n\r" or c in "\ufffe\uffff" else c for c in text)
        assert shown == legal
    assert "\u202e" not in (tmp_path / "out").read_text("utf-8"), "no mark turns the writing of the file itself round"


@given(st.text())
def test_any_text_is_well_formed_xml(text: str):
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    made = etree.fromstring(f"<a b={attribute(text)}>{content(text)}</a>".encode())
    assert (made.text or "") == made.get("b")
    assert len(made.get("b")) == len(text)


def whole(days: Days) -> tuple[str, ...]:
    return (days.edtf, *(str(day) for day in (days.first, days.last) if day))


@pytest.mark.parametrize(
    ("starts", "ends", "days"),
    [
        (("2014-10-13",), ("2014-10-16",), ("2014-10-13/2014-10-16", "2014-10-13", "2014-10-16")),
        (("2014-10-13",), (), ("2014-10-13", "2014-10-13", "2014-10-13")),
        (("2016-02",), (), ("2016-02", "2016-02-01", "2016-02-29")),
        (("2014",), ("2015",), ("2014/2015", "2014-01-01", "2015-12-31")),
        (("--10-01",), (), ("XXXX-10-01",)),
        (("2014-02-30",), (), ("2014-02-30",)),
        ((), (), ("",)),
    ],
)
def test_partial_dates_become_whole_days(starts: tuple[str, ...], ends: tuple[str, ...], days: tuple[str, ...]):
    assert whole(span(starts, ends)) == days


def test_what_goes_on_has_no_last_day_and_what_has_no_year_no_day():
    assert whole(period("1973", "2020-01-31")) == ("1973/2020-01-31", "1973-01-01", "2020-01-31")
    assert whole(period("2002-07-09", "", goes_on=True)) == ("2002-07-09/..", "2002-07-09")
    assert (days_of("--10-01").year, days_of("2016-02").year, days_of("").year) == (None, 2016, None)


def test_memberships_and_the_facts_of_events_stand_in_their_time(store: ArticleStore, tmp_path: Path):
    for name, reader in READERS.items():
        export(store, name, tmp_path / name)
        edges = {(s, data["relation"], o): data for s, o, data in reader(tmp_path / name).edges(data=True)}
        member = edges["international-organization:african-union", "member", "state:GHA"]
        nodes = dict(reader(tmp_path / name).nodes(data=True))
        dated = {node for node, data in nodes.items() if data["type"] == "Event" and "start" in data}
        told = [data for (subject, _, _), data in edges.items() if subject in dated]
        if name == "gexf":
            assert member["spells"] == [("2002-07-09", "None")], "as networkx has what goes on"
            assert told and all(data["spells"] for data in told)
        else:
            assert (member["start"], "end" in member) == ("2002-07-09", False)
            assert told and all(data["start"] <= data["end"] for data in told)


def test_who_came_back_was_a_member_twice(tmp_path: Path):
    known = ArticleStore.in_memory()
    known.load_reference(reference_quads())
    export(known, "gexf", tmp_path / "out")
    edges = nx.read_gexf(tmp_path / "out").edges(data=True)
    (times,) = (d["spells"] for s, o, d in edges if (s, o) == ("international-organization:sadc", "state:SYC"))
    assert times == [("1997-09-01", "2004-12-31"), ("2008-08-16", "None")]


def test_events_stand_in_their_time_and_types_have_colours(store: ArticleStore, tmp_path: Path):
    export(store, "gexf", tmp_path / "out")
    nodes = dict(nx.read_gexf(tmp_path / "out").nodes(data=True))
    dated = {node: data for node, data in nodes.items() if data.get("startDate", "-")[:4].isdigit()}
    assert dated
    assert all(data["start"][:4] == data["startDate"][:4] and len(data["end"]) == 10 for data in dated.values())
    assert not any("start" in data for node, data in nodes.items() if node not in dated and "endDate" not in data)
    assert set(colours()) == {name for name, row in vocabulary().classes.items() if row.entity} | {"Article"}
    assert all(written(data["viz"]["color"]) == colours()[data["type"]] for data in nodes.values())


def written(colour: dict[str, float]) -> str:
    return "#" + "".join(f"{int(colour[part]):02x}" for part in "rgb")
