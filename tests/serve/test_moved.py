"""Old identifiers at the server: they lead to the new ones, or are told to be gone, and their data say so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode
from starlette.testclient import TestClient

from kg.decisions import Decision, Rulings, record_decisions, redirect_quads
from kg.graph import reference_quads
from kg.graph.terms import entity
from kg.query import LocalStore
from kg.store import ArticleStore
from tests.serve.local_ask import pages

OLD, NEW, GONE, BOTH = (entity("State", name) for name in ("OLD", "KEN", "GONE", "EGY"))
WHO = ("A. Curator", "2026-11-26", "One <state>.")
TURTLE, BROWSER = {"accept": "text/turtle"}, {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    rulings = Rulings(
        (
            Decision("merge", OLD, *WHO, object=NEW),
            Decision("withdraw", GONE, *WHO),
            Decision("withdraw", BOTH, *WHO),
        )
    )
    with ArticleStore.in_memory() as articles:
        articles.load_reference([*reference_quads(), *redirect_quads(rulings)])
        record_decisions(articles, rulings)
        yield TestClient(pages(LocalStore(articles.store)), follow_redirects=False)


def at(node: NamedNode, below: str = "") -> str:
    return f"{below}/id/state/{node.value.rpartition('/')[2]}"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        (at(OLD), at(NEW)),
        (f"{at(OLD)}.ttl", f"{at(NEW)}.ttl"),
        (at(OLD, "/page"), at(NEW, "/page")),
    ],
)
def test_an_old_identifier_leads_to_the_new_one(client, address, leads_to):
    found = client.get(address, headers=TURTLE)
    assert (found.status_code, found.headers["location"]) == (301, leads_to)
    assert client.get(leads_to, headers=TURTLE).status_code in (200, 303)


def test_the_data_of_an_old_identifier_tell_what_takes_its_place(client):
    found = client.get(f"{at(OLD, '/data')}.nt")
    assert found.status_code == 200
    assert f"{OLD} <http://purl.org/dc/terms/isReplacedBy> {NEW} ." in found.text


def test_what_is_gone_is_told_with_the_reason(client):
    for address in (at(GONE), at(GONE, "/page")):
        plain, page = (client.get(address, headers=wish) for wish in (TURTLE, BROWSER))
        assert plain.status_code == page.status_code == 410
        assert "One <state>. (2026-11-26)" in plain.text and "One &lt;state&gt;." in page.text


def test_what_is_in_the_graph_is_never_gone_and_what_is_not_was_never_known(client):
    assert client.get(at(BOTH), headers=TURTLE).status_code == 303
    assert client.get("/page/id/state/NEVER", headers=BROWSER).status_code == 404


def test_the_json_of_an_old_identifier_tells_of_the_new_one_and_of_what_is_gone_the_reason(client):
    old, new = (client.get(f"/entity.json?iri={node.value}") for node in (OLD, NEW))
    told = old.json()
    assert old.status_code == 200 and told["iri"] == NEW.value
    assert told["notes"] == [f"{OLD.value} was replaced by {NEW.value}"]
    assert {**told, "notes": []} == new.json()
    gone = client.get(f"/entity.json?iri={GONE.value}")
    assert gone.status_code == gone.json()["status"] == 410 and "One <state>. (2026-11-26)" in gone.json()["detail"]
