"""Measures of a small network whose values can be counted by hand."""

import pyoxigraph as ox
import pytest

from kg.network import MEASURES, Part, bipartite, co_participation, measure, parts


def part(event: str, actor: str, relation: str = "participant") -> Part:
    return Part(f"e/{event}", f"a/{actor}", relation, f"Event {event}", actor)


# a and b met twice, b met c, c met d: b and c stand between
ROWS = [
    part("1", "a"), part("1", "b"), part("2", "a", "host"), part("2", "a"), part("2", "b"),
    part("3", "b"), part("3", "c"), part("4", "c"), part("4", "d"), part("5", "e"),
]  # fmt: skip


def test_actors_are_joined_by_the_events_they_share():
    graph = co_participation(ROWS)
    assert {(a, b): data["weight"] for a, b, data in graph.edges(data=True)} == {
        ("a/a", "a/b"): 2,
        ("a/b", "a/c"): 1,
        ("a/c", "a/d"): 1,
    }
    assert graph.edges["a/a", "a/b"]["events"] == ("e/1", "e/2")
    assert "a/e" in graph, "who met nobody is an actor too"


def test_actors_and_events_are_two_sides():
    graph = bipartite(ROWS)
    assert graph.nodes["e/1"]["bipartite"] == 1 and graph.nodes["a/a"]["bipartite"] == 0
    assert graph.edges["a/a", "e/2"]["relations"] == ("host", "participant")


def test_degree_counts_others_meetings_and_events():
    assert measure("degree", ROWS).rows[:2] == (("b", 2, 3, 3), ("c", 2, 2, 2))


def test_brokers_are_those_between_others():
    table = measure("brokers", ROWS)
    assert {row[0] for row in table.rows} == {"b", "c"}
    assert measure("betweenness", ROWS).rows[0][1] == table.rows[0][1] == round(2 / 6, 4)


def test_pairs_name_their_events():
    assert measure("co-participation", ROWS).rows[0] == ("a", "b", 2, "Event 1; Event 2")


def test_communities_hold_everybody_once():
    named = [name for row in measure("communities", ROWS).rows for name in str(row[2]).split("; ")]
    assert sorted(named) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("name", MEASURES)
def test_an_empty_store_gives_an_empty_table(name):
    assert measure(name, []).rows == ()


@pytest.mark.parametrize("name", MEASURES)
def test_the_order_of_rows_changes_nothing(name):
    assert measure(name, ROWS) == measure(name, list(reversed(ROWS)))


def test_parts_come_from_the_default_graph_without_persons():
    store = ox.Store()
    store.load(
        b"""@prefix mg: <https://w3id.org/mgkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <e:1> a mg:Event ; rdfs:label "Meeting"@en ; mg:host <a:k> ; mg:participant <a:p>, <a:place> .
        <a:k> a mg:Actor, mg:State ; rdfs:label "Kenya"@en . <a:p> a mg:Actor, mg:Person . <a:place> a mg:Place .""",
        format=ox.RdfFormat.TURTLE,
    )
    assert parts(store) == [Part("e:1", "a:k", "host", "Meeting", "Kenya")]
    assert {row.actor for row in parts(store, persons=True)} == {"a:k", "a:p"}
