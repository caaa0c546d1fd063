"""Measures of a small network, against values counted by hand; of a large one, against another library."""

from __future__ import annotations

import igraph
import networkx as nx
import pytest

from kg.network import (
    MEASURES,
    PROJECTIONS,
    Facts,
    Request,
    Selection,
    bipartite,
    co_participation,
    measure,
    project,
    quotations,
)
from kg.network.measures import betweenness, closeness, core, degree
from kg.network.speed import installed, long_betweenness
from kg.records import KgError
from tests.network.conftest import NEW, OLD, facts_of, tie


def rows(facts, name, **options):
    return measure(facts, Request(name, **options)).rows


def test_actors_are_joined_by_the_events_they_share(facts):
    graph = co_participation(facts)
    assert {(a, b): data["weight"] for a, b, data in graph.edges(data=True)} == {
        ("a", "b"): 2, ("b", "c"): 1, ("c", "d"): 1, ("e", "p"): 1,
    }  # fmt: skip
    assert graph.edges["a", "b"]["events"] == ("1", "2")


def test_an_edge_keeps_the_words_behind_it(facts):
    edge = co_participation(facts).edges["a", "b"]
    assert quotations(edge["facts"]) == ["1 participant", "2 host", "2 participant"]


def test_actors_and_events_are_two_sides(facts):
    graph = bipartite(facts)
    assert graph.nodes["1"]["bipartite"] == 1 and graph.nodes["a"]["bipartite"] == 0
    assert graph.edges["a", "2"]["relations"] == ("host",)


@pytest.mark.parametrize(
    ("name", "edges"),
    [
        ("structure", {("a", "c"), ("b", "c"), ("a", "d"), ("e", "d")}),
        ("representation", {("p", "d")}),
        ("funding", {("d", "1")}),
        ("partnership", set()),
    ],
)
def test_directed_projections_run_the_way_that_they_say(facts, name, edges):
    assert set(project(facts, name).edges) == edges


def test_every_projection_says_what_its_edges_mean():
    assert all(projection.description.endswith(".") for projection in PROJECTIONS.values())


def test_degree_and_strength(facts):
    assert rows(facts, "degree")[:3] == (("B", 2, 3), ("C", 2, 2), ("A", 1, 2))
    assert rows(facts, "degree", projection="structure")[0] == ("A", 2, 2, 0, 2)


def test_who_stands_between(facts):
    # of the 10 pairs of others, b lies between (a,c) and (a,d), c between (a,d) and (b,d)
    assert rows(facts, "betweenness")[:2] == (("B", 0.2, 2), ("C", 0.2, 2))
    assert [row[0] for row in rows(facts, "brokers")] == ["B", "C"]


def test_a_triangle_with_a_tail_has_a_core_of_two():
    told = [tie("1", "participant", actor, OLD) for actor in "abc"] + [
        tie("2", "participant", actor, OLD) for actor in "cd"
    ]
    assert {row[0]: row[1] for row in rows(facts_of(*told), "core")} == {"A": 2, "B": 2, "C": 2, "D": 1}


def test_closeness_counts_steps_shared_partners_and_leaves_out_the_unreached(facts):
    assert rows(facts, "closeness", to="a") == (("B", 1, 2, 0), ("C", 2, 0, 1), ("D", 3, 0, 0))
    with pytest.raises(KgError, match="name it with --to"):
        measure(facts, Request("closeness"))


def test_pairs_name_their_events(facts):
    assert rows(facts, "co-participation")[0] == ("A", "B", 2, "Event 1; Event 2")
    assert rows(facts, "co-participation", projection="funding") == (("D", "Event 1", 1, "funder"),)


def test_communities_hold_everybody_once(facts):
    named = [name for row in rows(facts, "communities") for name in str(row[2]).split("; ")]
    assert sorted(named) == list("ABCDEP")


def test_overlap_of_memberships(facts):
    assert rows(facts, "overlap") == (("C", "D", 1, round(1 / 3, 3), 1, 1),)


def test_homophily_by_type_and_region(facts):
    by_type, by_region = rows(facts, "homophily")
    assert by_type[:4] == ("type", 6, 4, 1) and by_region == ("region", 2, 1, 1, "–")
    mixing = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("e", "p")])
    nx.set_node_attributes(mixing, {n: facts.nodes[n].type for n in mixing}, "kind")
    assert by_type[4] == round(nx.attribute_assortativity_coefficient(mixing, "kind"), 3)


def test_change_between_two_periods(facts):
    table = measure(facts, Request("change", before=Selection(until="2014"), after=Selection(since="2015")))
    assert table.title == "Change from the beginning–2014 to 2015–today"
    assert {row[0]: row[1:] for row in table.rows} == {
        "A": (1, 0, -1, "gone"), "B": (1, 1, 0, ""), "C": (0, 2, 2, "new"), "D": (0, 1, 1, "new"),
    }  # fmt: skip
    with pytest.raises(KgError, match="two periods"):
        measure(facts, Request("change"))


def test_members_that_no_article_shows_at_the_meetings(facts):
    assert rows(facts, "missing") == (("C", 1, 2, 1, "A"),)


def test_the_network_of_each_year(facts):
    assert rows(facts, "timeline") == (("2014", 2, 2, 1, 1, 1.0), ("2020", 2, 3, 2, 2, round(2 / 3, 3)))


def test_sessions_of_a_meeting_are_meetings_of_the_body():
    told = facts_of(
        tie("1", "partOf", "c", NEW), tie("2", "partOf", "1", NEW), tie("2", "participant", "a", NEW),
        tie("c", "member", "a"), tie("c", "member", "b"),
    )  # fmt: skip
    assert rows(told, "missing") == (("C", 2, 2, 1, "B"),)


@pytest.mark.parametrize("name", MEASURES)
def test_without_facts_there_is_nothing_to_measure(name):
    period = Selection(since="2014")
    table = measure(Facts(), Request(name, to="a", before=period, after=period))
    assert not table.rows or name == "homophily"
    assert table.note.endswith(".")


@pytest.mark.parametrize("name", MEASURES)
def test_the_order_of_facts_changes_nothing(facts, name):
    turned = Facts(dict(reversed(facts.nodes.items())), tuple(reversed(facts.ties)))
    request = Request(name, to="a", before=Selection(until="2014"), after=Selection(since="2015"))
    assert measure(facts, request).rows == measure(turned, request).rows


@pytest.fixture(scope="module")
def large() -> nx.Graph[str]:
    """3,000 nodes, 10,000 edges."""
    random = nx.gnm_random_graph(3_000, 10_000, seed=7)
    graph: nx.Graph[str] = nx.relabel_nodes(random, {n: f"n{n:04}" for n in random})
    nx.set_edge_attributes(graph, 1, "weight")
    return graph


def test_a_large_network_measures_as_igraph_does(large):
    names = sorted(large)
    other = igraph.Graph.TupleList(sorted(large.edges), vertex_name_attr="name")
    other.add_vertices([name for name in names if large.degree(name) == 0])
    pairs = (names and len(names) - 1) * (len(names) - 2) / 2
    expected = {v["name"]: b / pairs for v, b in zip(other.vs, other.betweenness(), strict=True)}
    assert {key[0]: row[1] for key, row in keyed(betweenness(large))} == pytest.approx(expected, abs=6e-5)
    assert {key[0]: row[1] for key, row in keyed(core(large))} == dict(
        zip(other.vs["name"], other.coreness(), strict=True)
    )
    assert {key[0]: row[1] for key, row in keyed(degree(large))} == dict(
        zip(other.vs["name"], other.degree(), strict=True)
    )
    steps = dict(zip(other.vs["name"], other.distances(source=[names[0]])[0], strict=True))
    assert {key[0]: row[1] for key, row in keyed(closeness(large, names[0]))} == {
        name: step for name, step in steps.items() if 0 < step < float("inf")
    }


def keyed(table):
    return zip(table.keys, table.rows, strict=True)


def test_a_backend_gives_what_networkx_gives(facts, monkeypatch):
    assert installed() == ["rustworkx"]
    fast = rows(facts, "betweenness")
    monkeypatch.setattr("kg.network.speed.BACKENDS", ())
    assert rows(facts, "betweenness") == fast


def test_a_warning_tells_what_will_take_long(large, monkeypatch):
    assert long_betweenness(large) == ""
    monkeypatch.setattr("kg.network.speed.BACKENDS", ())
    assert "3,000 actors and 10,000 edges: this takes about 33 seconds" in long_betweenness(large)
