"""The feeds of a running server, read as RFC 4287 has them: whole, the same after a restart, without what is forgotten,
and harmless whatever stands in an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, fromstring

import pytest
from starlette.testclient import TestClient

from kg import settings
from kg.graph import article_graph, ontology_quads, reference_quads
from kg.query import LocalStore
from kg.records import Extraction
from kg.store import ArticleStore
from kg.store.snapshots import publish
from tests.query.conftest import FIRST, second
from tests.serve.conftest import write_store
from tests.serve.local_ask import pages
from tests.serve.running import Client, Response, Server
from tests.view.conftest import hostile

ATOM = {"a": "http://www.w3.org/2005/Atom"}
TOGO = "/entity.atom?iri=state:TGO"
HOSTS = "/questions/event-hosts.atom?host=Ghana"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00Z")


def read(answer: Response) -> Element:
    """The feed in an answer, which holds what RFC 4287 asks of one and of its entries (4.1.1, 4.1.2)."""
    assert (answer.status, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    return checked(answer.body)


def checked(body: bytes) -> Element:
    feed = fromstring(body)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for part in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"a:{name}", ATOM)) == 1
        assert part.findtext("a:id", "", ATOM).startswith("urn:uuid:")
        assert _MOMENT.fullmatch(part.findtext("a:updated", "", ATOM))
        assert part.findtext("a:author/a:name", "", ATOM)
        assert len(part.findall("a:link[@rel='alternate']", ATOM)) == 1
    ids = texts(feed, "id")
    assert len(set(ids)) == len(ids)
    updated = texts(feed, "updated")
    assert updated == sorted(updated, reverse=True)
    assert not updated or feed.findtext("a:updated", "", ATOM) == updated[0]
    return feed


def texts(feed: Element, name: str) -> list[str]:
    """What stands in an element of each entry."""
    return [entry.findtext(f"a:{name}", "", ATOM) for entry in feed.findall("a:entry", ATOM)]


def link(part: Element, relation: str) -> str:
    found = part.find(f"a:link[@rel='{relation}']", ATOM)
    assert found is not None
    return found.attrib["href"]


def test_an_entry_has_the_fact_in_words_what_it_rests_on_and_where_that_stands(client: Client):
    feed = read(client.request("GET", TOGO))
    assert texts(feed, "title") == [
        "Togo took part in Workshop on Border Data",
        "Ghana Immigration Service named Togo as a partner (according to Ama Mensah)",
    ]
    entry = feed.find("a:entry", ATOM)
    assert entry is not None
    assert entry.findtext("a:content", "", ATOM).splitlines() == [
        "“Togo and IOM took part”",
        "Ghana hosts workshop (2021-05-20)",
        FIRST,
    ]
    assert entry.findtext("a:published", "", ATOM) == "2021-05-20T00:00:00Z"
    assert link(entry, "via") == FIRST
    page = client.request("GET", link(entry, "alternate").removeprefix(f"http://127.0.0.1:{client.port}"))
    assert page.status == 200
    assert "Togo and IOM took part" in page.text
    assert link(feed, "self") == f"http://127.0.0.1:{client.port}{TOGO}"
    assert "1 article says something of it too and, without a date" in feed.findtext("a:subtitle", "", ATOM)


def test_a_topic_and_a_question_have_feeds_too(client: Client):
    topic = read(client.request("GET", f"/entity.atom?iri={settings.CONCEPT}event-type/Workshop"))
    assert texts(topic, "title") == ["Workshop on Border Data is of the type Workshop"]
    hosts = read(client.request("GET", HOSTS))
    assert hosts.findtext("a:title", "", ATOM) == "Who hosted which event: Ghana"
    assert texts(hosts, "title") == ["Ghana hosted Workshop on Border Data"]
    assert texts(read(client.request("GET", f"{HOSTS}&since=2021-06")), "title") == []


def test_pages_lead_to_their_feeds(client: Client):
    for page, feed in (
        ("/page/id/state/TGO", f"/entity.atom?{urlencode({'iri': f'{settings.ENTITY}state/TGO'})}"),
        (
            "/page/concept/event-type/Workshop",
            f"/entity.atom?{urlencode({'iri': f'{settings.CONCEPT}event-type/Workshop'})}",
        ),
        ("/questions/event-hosts", "/questions/event-hosts.atom"),
    ):
        assert f'<link rel="alternate" href="{feed}" type="application/atom+xml">' in client.request("GET", page).text
        read(client.request("GET", feed))
    assert "atom" not in client.request("GET", "/questions/actor-roles").text.lower()


def test_who_has_a_feed_already_is_told_so(client: Client):
    for address in (TOGO, HOSTS):
        tag = client.request("GET", address).headers["etag"]
        again = client.request("GET", address, if_none_match=tag)
        assert (again.status, again.body) == (304, b"")
        head = client.request("HEAD", address)
        assert (head.status, head.headers["etag"], head.body) == (200, tag, b"")
    elsewhere = client.request("GET", TOGO, host="localhost:1")
    assert elsewhere.headers["etag"] != client.request("GET", TOGO).headers["etag"]
    assert link(read(elsewhere), "self") == f"http://localhost:1{TOGO}"


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/entity.atom", 400, "iri: it must be given"),
        ("/entity.atom?iri=state:NOWHERE", 404, "the graph knows no entity or concept"),
        ("/entity.atom?iri=nonsense", 400, "iri: 'nonsense' is none"),
        (f"{TOGO}&since=yesterday", 400, "since: 'yesterday' is none: a date like 2019"),
        (f"{TOGO}&since=2021-02-30", 400, "since: '2021-02-30' is none"),
        (f"{TOGO}&limit=0", 400, "limit: '0' is none: a whole number from 1 to 200"),
        (f"{TOGO}&relation=host", 400, "relation"),
        ("/questions/no-such.atom", 404, "there is no question of this name"),
        ("/questions/actor-roles.atom", 404, "has no feed, since its rows are not what single articles say"),
        ("/questions/event-hosts.atom?host=Nowhere", 400, "no Actor is called 'Nowhere'"),
        ("/questions/common-events.atom", 400, "first: it must be given"),
        ("/questions/members-on.atom", 400, "more than 1,000 rows answer to these"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(client: Client, address: str, status: int, told: str):
    answer = client.request("GET", address)
    assert (answer.status, answer.media_type) == (status, "application/problem+json")
    assert told in answer.json()["detail"]


def test_no_feed_tells_of_contact_data(client: Client):
    for address in ("/questions/claims.atom", f"/entity.atom?iri={settings.ENTITY}person/ama-mensah"):
        assert b"ama@" not in client.request("GET", address).body
    assert client.request("GET", "/questions/contact-persons.atom").status == 404


def test_a_feed_is_the_same_after_a_restart_and_loses_what_is_forgotten(tmp_path: Path):
    directory = tmp_path / "store"
    write_store(directory)
    with Server(directory) as running:
        before = running.client.request("GET", TOGO, host="localhost:1")
    assert len(texts(read(before), "title")) == 2
    with Server(directory) as running:
        again = running.client.request("GET", TOGO, host="localhost:1")
    assert (again.body, again.headers["etag"]) == (before.body, before.headers["etag"])
    with ArticleStore.open(directory) as store:
        store.remove(FIRST)
        store.commit_article(article_graph(dated()))
        publish(store)
    with Server(directory) as running:
        after = running.client.request("GET", TOGO, host="localhost:1")
    assert after.headers["etag"] != before.headers["etag"]
    assert texts(read(after), "title") == ["Togo took part in Training on Border Checks (planned)"]


def dated() -> Extraction:
    """The article without a date, with one, which only announces."""
    made = second()
    claims = tuple(replace(claim, status="planned") for claim in made.claims)
    return replace(made, article=replace(made.article, published="2022"), claims=claims)


@pytest.fixture(scope="module")
def hostile_client() -> Iterator[TestClient]:
    """A client of a server of which an article says hostile things on a day."""
    made = hostile()
    made = replace(made, article=replace(made.article, published="2024-01-02"))
    with ArticleStore.in_memory() as store:
        store.load_reference([*reference_quads(), *ontology_quads()])
        store.commit_article(article_graph(made))
        yield TestClient(pages(LocalStore(store.store)))


def test_hostile_names_stay_text(hostile_client: TestClient):
    feed = checked(hostile_client.get("/questions/claims.atom").content)
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) > 5
    assert any("<script" in text for text in [*texts(feed, "title"), *texts(feed, "content")])
    known = {"id", "title", "subtitle", "updated", "published", "author", "name", "generator", "link", "category"}
    assert {part.tag.rpartition("}")[2] for part in feed.iter()} <= known | {"feed", "entry", "content"}
    assert {part.attrib["href"].partition(":")[0] for part in feed.iter("{http://www.w3.org/2005/Atom}link")} <= {
        "http",
        "https",
    }
