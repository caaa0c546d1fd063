"""The reconciliation service, asked as OpenRefine asks it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kg import settings
from kg.contacts import Contacts
from kg.graph import article_graph
from kg.graph.terms import LABEL
from kg.query import LocalStore
from kg.serve.asking import FromPool
from kg.serve.origins import readable_from
from kg.serve.pages import reconciliation, routes
from kg.serve.pages.reconciliation import reading
from kg.serve.pages.reconciliation.manifest import AT
from kg.serve.pages.reconciliation.properties import properties
from kg.serve.pool import Pool
from kg.store import ArticleStore
from kg.vocabulary import vocabulary
from tests.query.conftest import articles as articles
from tests.query.conftest import local as local
from tests.serve.hostile_article import extraction
from tests.serve.local_ask import LocalAsk, being_drawn
from tests.serve.reconciliation_forms import (
    CLASSES,
    ENTITIES,
    MANIFEST,
    PROPERTIES,
    PROPOSAL,
    RESULTS,
    VALUES,
    faults,
)
from tests.serve.running import Client, Response

REFINE = "http://127.0.0.1:3333"


def asked(client: Client, queries: object) -> Response:
    """Posts a batch as OpenRefine does."""
    return client.form(("queries", json.dumps(queries)), address=AT)


def results(client: Client, **queries: dict) -> dict[str, list[dict]]:
    answer = asked(client, queries)
    assert answer.status == 200, answer.text
    assert faults(answer.json(), RESULTS) == []
    return {key: found["result"] for key, found in answer.json().items()}


def extended(client: Client, ids: list[str], *wanted: dict) -> dict:
    answer = client.form(("extend", json.dumps({"ids": ids, "properties": wanted})), address=AT)
    assert answer.status == 200, answer.text
    assert faults(answer.json(), VALUES) == []
    return answer.json()


def get(client: Client, place: str, **parameters: str) -> Response:
    return client.request("GET", f"{AT}{place}?{urlencode(parameters)}")


def test_the_manifest_is_as_the_specification_has_it(client):
    answer = client.request("GET", AT)
    manifest = answer.json()
    assert answer.media_type == "application/json" and faults(manifest, MANIFEST) == []
    assert manifest["identifierSpace"] == settings.ENTITY and manifest["schemaSpace"] == settings.ONTOLOGY
    here = f"http://127.0.0.1:{client.port}"
    assert manifest["view"]["url"] == f"{here}/reconcile/view?id={{{{id}}}}"
    for part in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        assert part["service_url"] == here
        assert client.request("GET", f"{part['service_path']}?prefix=a").status == 200
    assert client.request("GET", "/static/icon.svg").status == 200


def test_a_batch_is_answered_by_key_with_what_is_certain_marked(client):
    found = results(
        client,
        q0={"query": "Ghana Immigration Service", "limit": 2},
        q1={"query": "DRC"},
        q2={"query": "Kenia", "type": "State", "type_strict": "should"},
        q3={"query": "Nothing of the kind"},
    )
    assert list(found) == ["q0", "q1", "q2", "q3"]
    assert (found["q0"][0]["id"], found["q0"][0]["match"]) == ("government-body/gha-gis", True) and len(
        found["q0"]
    ) <= 2
    assert {one["id"] for one in found["q1"]} >= {"state/COD", "civil-society/drc-ngo"}
    assert not any(one["match"] for one in found["q1"] + found["q2"])
    assert found["q2"][0]["type"] == [{"id": "State", "name": "state"}] and found["q3"] == []


def test_a_batch_comes_by_the_address_too(client):
    answer = get(client, "", queries=json.dumps({"a": {"query": "IOM"}}))
    assert answer.json()["a"]["result"][0]["id"] == "international-organization/iom"


@pytest.mark.parametrize(
    ("type", "found"),
    [
        ("Person", []),
        ("State", ["state/GHA"]),
        (["Person", "State"], ["state/GHA"]),
        (f"{settings.ONTOLOGY}State", ["state/GHA"]),
    ],
)
def test_a_type_leaves_others_out(client, type, found):
    candidates = results(client, q={"query": "Ghana", "type": type, "limit": 1})["q"]
    assert [one["id"] for one in candidates] == found


def test_places_are_there_where_they_are_asked_for(client):
    found = results(client, place={"query": "Accra", "type": "Place"}, other={"query": "Accra"})
    assert found["place"][0]["id"] == "place/accra-gha"
    assert all(one["type"][0]["id"] != "Place" for one in found["other"])


@pytest.mark.parametrize(
    "value", ["South Africa", "Republic of South Africa", {"id": "state/ZAF", "name": "x"}, ["Chad", "ZAF"]]
)
def test_what_is_known_beside_a_name_settles_which_is_meant(client, value):
    query = {"query": "Department of Home Affairs", "properties": [{"pid": "country", "v": value}]}
    alone, known = results(client, a={"query": query["query"]}, b=query).values()
    assert not any(one["match"] for one in alone)
    assert (known[0]["id"], known[0]["match"]) == ("government-body/zaf-dha", True)
    assert not any(one["match"] for one in known[1:])


def test_what_is_known_otherwise_takes_certainty_away(client):
    query = {"query": "Ghana Immigration Service", "properties": [{"pid": "country", "v": "Togo"}]}
    first = results(client, q=query)["q"][0]
    assert first["match"] is False and "another country" in first["description"]


def test_without_a_name_entities_are_sought_by_what_is_known(client):
    found = results(
        client,
        code={"properties": [{"pid": "iso3", "v": "gha"}]},
        item={"properties": [{"pid": "wikidata", "v": "Q117"}], "query": ""},
        both={"properties": [{"pid": "country", "v": "Ghana"}, {"pid": "label", "v": "Ghana immigration service"}]},
        none={"properties": [{"pid": "iso3", "v": "XXX"}]},
    )
    assert [one["id"] for one in found["code"]] == ["state/GHA"] == [one["id"] for one in found["item"]]
    assert [one["id"] for one in found["both"]] == ["government-body/gha-gis"] and found["none"] == []


def test_columns_are_extended_by_what_the_graph_tells(client):
    ids = ["state/GHA", f"{settings.ENTITY}government-body/gha-gis", "../x", "state/NOWHERE"]
    limited = {"id": "memberOf", "settings": {"limit": "1"}}
    answer = extended(client, ids, {"id": "iso3"}, {"id": "country"}, limited, {"id": "wikidata"})
    rows = answer["rows"]
    assert list(rows) == ids
    assert rows[ids[0]] | {"memberOf": []} == {
        "iso3": [{"str": "GHA"}],
        "country": [{"id": "state/GHA", "name": "Ghana"}],
        "memberOf": [],
        "wikidata": [{"str": "Q117"}],
    }
    assert len(rows[ids[0]]["memberOf"]) == 1
    assert rows[ids[1]]["country"] == [{"id": "state/GHA", "name": "Ghana"}]
    assert rows["../x"] == rows["state/NOWHERE"] == {"iso3": [], "country": [], "memberOf": [], "wikidata": []}
    assert answer["meta"][1]["service"] == f"http://127.0.0.1:{client.port}/reconcile"


def test_each_property_is_asked_for_without_a_fault_and_none_is_private(client):
    ids = ["state/GHA", "international-organization/iom", "process/au-hoai", "place/accra-gha"]
    rows = extended(client, ids, *({"id": id} for id in list(properties())[:20]))["rows"]
    rest = extended(client, ids, *({"id": id} for id in list(properties())[20:]))["rows"]
    told = {id for row in (*rows.values(), *rest.values()) for id, values in row.items() if values}
    assert told >= {"label", "altLabel", "iri", "acronym", "iso2", "m49", "capital", "member", "geonames", "homepage"}
    private = {name for name, one in vocabulary().relations.items() if one.private}
    assert private and private.isdisjoint(properties())
    assert not any(name in one.pattern for one in properties().values() for name in private)


def test_contact_data_of_persons_are_nowhere(client):
    found = results(client, q={"query": "Ama Mensah"})["q"]
    person = found[0]["id"]
    assert found[0]["match"] is True
    told = json.dumps(extended(client, [person], *({"id": id} for id in list(properties())[:20])))
    told += (
        get(client, "/preview", id=person).text + json.dumps(found) + get(client, "/suggest/entity", prefix="ama").text
    )
    assert "ama@" not in told and Contacts(told).redact(told) == told


def test_suggestions_are_as_the_specification_has_them(client):
    entities = get(client, "/suggest/entity", prefix="gha").json()
    assert faults(entities, ENTITIES) == [] and entities["result"][0]["id"] == "state/GHA"
    further = get(client, "/suggest/entity", prefix="gha", cursor="1").json()["result"]
    assert further == entities["result"][1:] + further[len(entities["result"]) - 1 :]
    assert {
        one["notable"][0]["id"] for one in get(client, "/suggest/entity", prefix="acc", type="Place").json()["result"]
    } == {"Place"}
    assert get(client, "/suggest/entity", prefix="").json() == {"result": []}
    classes = get(client, "/suggest/type", prefix="org").json()
    assert faults(classes, CLASSES) == []
    assert {one["id"] for one in classes["result"]} == {"InternationalOrganization", "CivilSociety"}
    told = get(client, "/suggest/property", prefix="mem").json()
    assert faults(told, PROPERTIES) == [] and [one["id"] for one in told["result"]] == ["memberOf", "member"]


def test_properties_are_proposed_by_type(client):
    of_state = get(client, "/properties", type="State", limit="100").json()
    assert faults(of_state, PROPOSAL) == []
    ids = {one["id"] for one in of_state["properties"]}
    assert {"iso3", "memberOf", "wikidata"} <= ids and not {"worksFor", "startDate"} & ids
    assert len(get(client, "/properties", type="Event", limit="2").json()["properties"]) == 2


def test_a_preview_may_stand_in_a_frame_and_a_page_may_not(client):
    answer = get(client, "/preview", id="state/GHA")
    assert (
        answer.media_type == "text/html"
        and "frame-ancestors http: https:;" in answer.headers["content-security-policy"]
    )
    assert "<bdi>Ghana</bdi>" in answer.text and 'href="/reconcile/view?id=state%2FGHA"' in answer.text
    assert "GHA" in answer.text and client.request("GET", "/static/preview.css").status == 200
    assert "frame-ancestors 'none'" in client.request("GET", "/page/id/state/GHA").headers["content-security-policy"]
    assert get(client, "/preview", id="state/NOWHERE").status == get(client, "/preview", id="<b>").status == 404


def test_an_id_as_clients_encode_it_leads_to_the_page(client):
    answer = client.request("GET", f"{AT}/view?id={quote('state/GHA', safe='')}")
    assert (answer.status, answer.headers["location"]) == (303, "/page/id/state/GHA")
    assert client.request("GET", answer.headers["location"]).status == 200
    for id in ("//example.org", "state/../../x", "", "https://example.org/"):
        assert get(client, "/view", id=id).status == 404


@pytest.mark.parametrize(
    ("queries", "told"),
    [
        ("{", "queries: is no JSON"),
        ("[" * 30_000, "queries: is no JSON"),
        ("[]", "queries: must be a JSON object"),
        ('{"a": "IOM"}', "queries: 'a' is no object"),
        ('{"a": {}}', "queries: 'a' has no text as its 'query'"),
        ('{"\\ud800": {"query": "x"}}', "queries: is no JSON"),
        ('{"a": {"query": "x", "type": "\\ud800"}}', "queries: is no JSON"),
        ('{"a": {"query": 5}}', "queries: 'a' has no text as its 'query'"),
        ('{"a": {"query": "x", "limit": "many"}}', "queries: 'a': 'limit' must be a number from 1 on"),
        ('{"a": {"query": "x", "limit": 0}}', "queries: 'a': 'limit' must be a number from 1 on"),
        ('{"a": {"query": "x", "type": "Country"}}', "type: 'Country' is no type of entities: give one of Actor"),
        ('{"a": {"query": "x", "type": 5}}', "queries: 'a': 'type' must be a text or a list of texts"),
        ('{"a": {"query": "x", "type_strict": "no"}}', "queries: 'a': 'type_strict' is one of any, should, all"),
        (
            '{"a": {"query": "x", "properties": [{"pid": "iso3"}]}}',
            "each of 'properties' is an object with 'pid' and 'v'",
        ),
        ('{"a": {"query": "x", "properties": [{"pid": "email", "v": "x"}]}}', "'email' is no property: take one of"),
        ('{"a": {"query": "x", "properties": [{"pid": "iso3", "v": {"name": "x"}}]}}', "a value is a text"),
    ],
)
def test_a_batch_that_is_none_is_told_in_one_line(client, queries, told):
    answer = client.form(("queries", queries), address=AT)
    assert answer.status == 400 and told in answer.text and answer.text.count("\n") == 1


def test_too_many_queries_entities_or_properties_are_refused(client):
    query = {"query": "IOM"}
    assert asked(client, dict.fromkeys(map(str, range(reading.MOST_QUERIES)), query)).status == 200
    refused = asked(client, dict.fromkeys(map(str, range(reading.MOST_QUERIES + 1)), query))
    assert refused.status == 400 and refused.text == "queries: 101 at a time are too many: send them in batches of 50\n"
    extend = {"ids": [f"state/{number}" for number in range(501)], "properties": [{"id": "iso3"}]}
    refused = client.form(("extend", json.dumps(extend)), address=AT)
    assert refused.status == 400 and "extend: 501 entities with 1 properties are too many" in refused.text


@pytest.mark.parametrize(
    "extend", ["{}", '{"ids": [1], "properties": []}', '{"ids": [], "properties": [{"id": "telephone"}]}']
)
def test_an_extension_that_is_none_is_refused(client, extend):
    assert client.form(("extend", extend), address=AT).status == 400


def test_other_methods_and_media_types_are_refused(client):
    assert client.request("PUT", AT).status == 405
    assert client.request("POST", AT, "{}", content_type="application/json").status == 415
    assert client.form(address=AT).status == 400
    assert client.request("OPTIONS", AT).headers["allow"] == "GET, POST, HEAD, OPTIONS"
    assert get(client, "/suggest/entity", prefix="a", limit="x").status == 400


def test_names_that_are_odd_break_nothing(client):
    odd = {
        "a": "x" * 5000,
        "b": "\x00\u202e",
        "c": "'; DROP",
        "d": "{{id}}",
        "e": "<script>",
        "f": " ",
        "g": "…",
        "h": "🤝",
    }
    found = results(
        client, **{key: {"query": name, "properties": [{"pid": "country", "v": name}]} for key, name in odd.items()}
    )
    assert list(found) == list(odd) and not any(one["match"] for candidates in found.values() for one in candidates)


def test_pages_of_other_sites_read_it_where_the_server_lets_them(local, client):
    assert "access-control-allow-origin" not in client.request("GET", AT, origin=REFINE).headers
    names = FromPool(Pool(Path()))
    readable = readable_from((REFINE,))
    browser = TestClient(Starlette(routes=routes(LocalAsk(local), being_drawn, None, readable, names)))
    for place in (
        "",
        "/suggest/type?prefix=org",
        "/suggest/property?prefix=mem",
        "/properties",
        "/preview?id=state/GHA",
    ):
        answer = browser.get(AT + place, headers={"origin": REFINE})
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, REFINE)
        assert "access-control-allow-origin" not in browser.get(AT + place, headers={"origin": "http://x.org"}).headers
    asking = {"origin": REFINE, "access-control-request-method": "POST"}
    assert browser.options(AT, headers=asking).headers["access-control-allow-origin"] == REFINE


def test_the_manifest_has_the_address_that_the_server_was_told(local):
    names = FromPool(Pool(Path()))  # which the manifest does not ask
    app = Starlette(routes=routes(LocalAsk(local), being_drawn, names=names, url="https://kg.example.org/graph/"))
    manifest = TestClient(app).get(AT).json()
    assert manifest["preview"]["url"].startswith("https://kg.example.org/graph/reconcile/preview?")
    bare = Starlette(routes=routes(LocalAsk(local), being_drawn, names=names))
    assert TestClient(bare).get(AT, headers={"host": "kg/../x"}).json()["view"]["url"].startswith("http://localhost/")


def test_without_the_library_the_operator_is_told_what_to_install(local, monkeypatch):
    monkeypatch.setattr(reconciliation, "is_installed", lambda: False)
    names = FromPool(Pool(Path()))
    answer = TestClient(Starlette(routes=routes(LocalAsk(local), being_drawn, names=names))).get(AT)
    assert answer.status_code == 501 and "'migration-governance-kg[match]'" in answer.text


def test_names_that_are_markup_are_text_in_a_preview():
    graph = article_graph(extraction("hostile", "https://example.org/"))
    store = ArticleStore.in_memory()
    store.commit_article(graph)
    app = Starlette(routes=routes(LocalAsk(LocalStore(store.store)), being_drawn, names=FromPool(Pool(Path()))))
    ids = {triple.subject.value.removeprefix(settings.ENTITY) for triple in graph.public if triple.predicate == LABEL}
    texts = [TestClient(app).get(f"{AT}/preview", params={"id": id}).text for id in sorted(ids)]
    assert sum("&lt;" in text for text in texts) > 3
    tags = {tag for text in texts for tag in re.findall(r"<(\w[\w-]*)", text)}
    assert tags == {"html", "head", "meta", "title", "link", "body", "main", "p", "h1", "a", "bdi", "dl", "dt", "dd"}
