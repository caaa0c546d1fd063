"""The JSON API on a running server: every answer is as its description says, pages make the whole, errors name what is
wrong, and nobody's telephone number or address is in it."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from kg import settings
from kg.graph import ontology_quads, reference_quads
from kg.graph.terms import article_iri
from kg.query import LocalStore, load_questions
from kg.serve.api import Api
from kg.serve.api.table import resources
from kg.serve.errors import Late
from kg.store import ArticleStore
from tests.query.conftest import FIRST
from tests.serve.local_ask import LocalAsk
from tests.serve.running import Client, Response, Server

GUIDE = Path(__file__).parents[2] / "examples" / "api.md"
ARTICLE = article_iri(FIRST).value
EVENT = "event:workshop-on-border-data--2021"
GIVEN = {
    "subject": "Ghana",
    "actor": "IOM",
    "event": "Workshop on Border Data",
    "relation": "participant",
    "day": "2020-01-01",
    "first": "Ghana",
    "second": "Togo",
    "one": "Ghana",
    "other": "Togo",
}
"""Values for parameters that must be given."""
OF_GRAPH = {
    "/search.json": {"q": "border"},
    "/articles.json": {},
    "/article.json": {"iri": ARTICLE},
    "/entity.json": {"iri": "state:TGO"},
    "/network.json": {"iri": "state:TGO", "depth": "2"},
    "/questions.json": {"group": "events"},
}


@pytest.fixture(scope="module")
def described(client_of_module: Client) -> dict:
    """The description of the API."""
    return client_of_module.request("GET", "/openapi.json").json()


@pytest.fixture(scope="module")
def client_of_module(server: Server) -> Client:
    return server.client


def asked(client: Client, path: str, **values: object) -> Response:
    return client.request("GET", f"{path}?{urlencode(values, doseq=True)}" if values else path)


def faults(described: dict, path: str, status: int, content: dict) -> list[str]:
    """How an answer differs from its description."""
    responses = described["paths"][path]["get"]["responses"]
    response = responses[str(status)]
    if "$ref" in response:
        response = described["components"]["responses"][response["$ref"].rpartition("/")[2]]
    (body,) = response["content"].values()
    schema = {**body["schema"], "components": described["components"]}
    return [
        f"{path}: {error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(content)
    ]


def test_the_description_is_openapi_and_tells_every_resource_and_every_parameter(described: dict):
    validate(described)
    assert list(described["paths"]) == list(resources())
    for question in load_questions().values():
        for ending in ("json", "csv"):
            told = described["paths"][f"/questions/{question.name}.{ending}"]["get"]["parameters"]
            names = {parameter["name"]: parameter for parameter in told}
            assert [*names] == [*(parameter.name for parameter in question.parameters), "limit", "offset"]
            for parameter in question.parameters:
                schema = names[parameter.name]["schema"]
                assert (schema["type"] == "array") if parameter.many else (schema.get("type") != "array")
                assert names[parameter.name]["required"] == parameter.required
                assert (str(schema.get("default")) == parameter.default) or parameter.default is None


@pytest.mark.parametrize("path", OF_GRAPH)
def test_what_is_told_of_the_graph_is_as_described(client: Client, described: dict, path: str):
    found = asked(client, path, **OF_GRAPH[path])
    assert (found.status, found.media_type) == (200, "application/json"), found.text
    assert faults(described, path, 200, found.json()) == []
    assert found.json()["paging"]["total"] > 0
    assert next(iter(found.json())) == "generatedFrom" and found.json()["generatedFrom"]["version"].startswith(
        "sha256:"
    )


def test_every_question_is_answered_as_described_and_its_table_has_the_same_rows(client: Client, described: dict):
    answered = 0
    for question in load_questions().values():
        given = {one.name: GIVEN[one.name] for one in question.parameters if one.required}
        path = f"/questions/{question.name}"
        found, table = asked(client, f"{path}.json", limit=1000, **given), asked(client, f"{path}.csv", **given)
        assert (found.status, table.status) == (200, 200), found.text + table.text
        assert faults(described, f"{path}.json", 200, found.json()) == []
        answer, lines = found.json(), list(csv.reader(io.StringIO(table.text)))
        assert table.media_type == "text/csv" and lines[0] == [column.name for column in question.columns]
        assert answer["paging"]["total"] == len(lines) - 1
        assert [list(row) for row in answer["rows"]] == [lines[0]] * len(answer["rows"])
        answered += bool(answer["rows"])
    assert answered > 50


def test_parameters_narrow_a_question_and_names_are_looked_up(client: Client):
    path = "/questions/event-actors.json"
    one = asked(client, path, actor="Togo").json()
    both = asked(client, path, actor=["Togo", "iom"]).json()
    assert "actor: 'Togo' is taken as Togo" in one["notes"][0]
    assert one["values"]["actor"] == [f"{settings.ENTITY}state/TGO"]
    assert 0 < one["paging"]["total"] < both["paging"]["total"]
    by_iri = asked(client, path, actor=f"{settings.ENTITY}state/TGO").json()
    assert by_iri["rows"] == one["rows"] and by_iri["notes"] == []
    within = asked(client, path, actor="Togo", article=ARTICLE).json()
    assert 0 < within["paging"]["total"] < one["paging"]["total"]


PAGED = [
    ("/search.json", {"q": "bor"}, 500, "found"),
    ("/articles.json", {}, 1000, "articles"),
    ("/article.json", {"iri": ARTICLE}, 500, "claims"),
    ("/entity.json", {"iri": "state:TGO"}, 200, "facts"),
    ("/entity.json", {"iri": f"{settings.CONCEPT}event-type/Workshop"}, 200, "facts"),
    ("/network.json", {"iri": "state:TGO"}, 1000, "edges"),
    ("/questions.json", {"group": "events"}, 1000, "questions"),
    ("/questions/event-actors.json", {}, 1000, "rows"),
    ("/questions/event-actors.json", {"article": ARTICLE}, 1000, "rows"),
    ("/questions/views/provenance.json", {"article": ARTICLE}, 1000, "rows"),
]


@pytest.mark.parametrize(("path", "given", "most", "name"), PAGED)
def test_pages_make_the_whole(client: Client, path: str, given: dict[str, str], most: int, name: str):
    whole = asked(client, path, **given, limit=most).json()
    step = max(1, len(whole[name]) // 5)
    page, found = asked(client, path, **given, limit=step), []
    while True:
        told = page.json()["paging"]
        assert (told["total"], told["limit"], told["offset"]) == (len(whole[name]), step, len(found))
        found += page.json()[name]
        assert told["next"] == (len(found) if len(found) < told["total"] else None)
        if told["next"] is None:
            break
        link = re.fullmatch(r'<(.*)>; rel="next"', page.headers["link"])
        assert link
        page = client.request("GET", link[1])
    assert found == whole[name] and found and "link" not in page.headers
    beyond = asked(client, path, **given, limit=5, offset=len(found) + 5).json()
    assert beyond[name] == []
    assert beyond["paging"] == {"total": len(found), "limit": 5, "offset": len(found) + 5, "next": None}


def test_facts_come_with_their_sentences_and_articles(client: Client):
    entity = asked(client, "/entity.json", iri="state:TGO", relation="participant").json()
    assert entity["label"] == "Togo" and entity["types"] == ["State", "Actor"]
    assert {"property": "iso3", "value": "TGO"} in entity["properties"]
    fact = next(one for one in entity["facts"] if "Border Data" in one["other"]["label"])
    assert (fact["relation"], fact["direction"], fact["total"]) == ("participant", "in", 1)
    (claim,) = fact["claims"]
    assert claim["evidence"]["quotations"] == ["Togo and IOM took part"]
    assert claim["article"]["title"] == "Ghana hosts workshop" and claim["article"]["published"] == "2021-05-20"
    assert claim["confidence"] == 0.9 and claim["details"] == [{"name": "listCompleteness", "value": "open"}]


def test_a_network_goes_so_many_steps_and_has_all_ties_between_its_nodes(client: Client):
    near = asked(client, "/network.json", iri="state:GHA").json()
    far = asked(client, "/network.json", iri="state:GHA", depth=2).json()
    assert near["nodes"][0] == {"thing": near["centre"], "depth": 0} and near["complete"] and far["complete"]
    names = {node["thing"]["label"]: node["depth"] for node in far["nodes"]}
    assert (names["Togo"], names["Accra"]) == (2, 2) and len(near["nodes"]) < len(far["nodes"])
    inside = {node["thing"]["iri"] for node in far["nodes"]}
    assert all({edge["subject"], edge["object"]} <= inside and edge["claims"] for edge in far["edges"])
    few = asked(client, "/network.json", iri="state:GHA", depth=2, nodes=3).json()
    assert len(few["nodes"]) == 3 and not few["complete"]
    known = asked(client, "/network.json", iri="state:GHA", reference="true", relation="member").json()
    assert known["edges"] and all(edge["relation"] == "member" and edge["total"] == 0 for edge in known["edges"])


@pytest.mark.parametrize(
    ("address", "parameter", "allowed"),
    [
        ("/search.json", "q", "2 to 200 characters"),
        ("/search.json?q=iom&q=eu", "q", "once"),
        ("/search.json?q=iom&type=Nothing", "type", "State, GovernmentBody"),
        ("/search.json?q=iom&limit=501", "limit", "from 1 to 500"),
        ("/search.json?q=iom&limit=%D9%A3", "limit", "from 1 to 500"),
        ("/search.json?q=iom&offset=-1", "offset", "from 0 to"),
        ("/search.json?q=iom&page=2", "page", "q, type, limit, offset"),
        ("/entity.json?iri=Kenya", "iri", "state:KEN"),
        ("/entity.json?iri=https://example.org/%00", "iri", "state:KEN"),
        ("/entity.json?iri=", "iri", "state:KEN"),
        ("/entity.json?iri=planet:mars", "iri", "state:KEN"),
        ("/article.json?iri=state:KEN", "iri", "article:0123456789abcdef"),
        ("/network.json?iri=state:KEN&depth=4", "depth", "from 1 to 3"),
        ("/network.json?iri=state:KEN&reference=maybe", "reference", "true or false"),
        ("/network.json?iri=state:KEN&relation=topic", "relation", "host"),
        ("/openapi.json?version=3", "version", "no parameters"),
        ("/questions/evidence.json", "subject", "a name"),
        ("/questions/event-hosts.json?host=Nowhere", "host", "a name"),
        ("/questions/event-hosts.csv?host=Nowhere", "host", "a name"),
        ("/questions/event-hosts.json?guest=Togo", "guest", "article, event, host, limit, offset"),
        ("/questions/event-hosts.json?article=a&article=b", "article", "once"),
        ("/questions/event-hosts.json?" + "&".join(["host=Togo"] * 101), "host", "at most 100 times"),
        ("/questions/co-participation.json?minimum=two", "minimum", "whole number"),
        ("/questions/doubtful-facts.json?below=-1", "below", "a number"),
        ("/questions/event-timeline.json?from=May", "from", "2019-05"),
        ("/questions/evidence.json?subject=Ghana&relation=likes", "relation", "participant"),
        ("/questions/events-by-topic.json?topic=likes", "topic", "topic"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_named_with_what_it_may_be(
    client: Client, described: dict, address: str, parameter: str, allowed: str
):
    found = client.request("GET", address)
    assert (found.status, found.media_type) == (400, "application/problem+json"), found.text
    problem = found.json()
    assert problem["parameter"] == parameter and allowed in problem["allowed"]
    assert problem["detail"].startswith(f"{parameter}: ") and "\n" not in problem["detail"]
    path = address.partition("?")[0]
    if path != "/openapi.json":
        assert faults(described, path, 400, problem) == []


def test_no_value_can_be_more_than_a_term(client: Client):
    for value in ('x") } #', "Togo> } UNION { ?s ?p ?o }", "<http://a b>", "\\", '"""', "\r\n", "�"):
        found = asked(client, "/questions/quotations.json", text=value)
        assert (found.status, found.json().get("rows", [])) in ((200, []), (400, [])), value
        assert asked(client, "/search.json", q=f"{value} x").status in (200, 400)
    assert client.request("GET", "/search.json?q=%ff%fe").status == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/entity.json?iri=state:XXX", 404),
        ("/entity.json?iri=https://example.org/a", 404),
        (f"/entity.json?iri={quote(ARTICLE)}", 404),
        ("/network.json?iri=state:XXX", 404),
        ("/article.json?iri=article:0123456789abcdef", 404),
        ("/questions/nothing.json", 404),
        ("/questions/nothing.csv", 404),
    ],
)
def test_what_is_not_there_is_told_as_a_problem(client: Client, address: str, status: int):
    found = client.request("GET", address)
    assert (found.status, found.media_type) == (status, "application/problem+json"), found.text
    assert found.json()["status"] == status and "json" in found.json()["detail"]


def test_an_answer_that_a_client_has_is_not_sent_again(client: Client):
    for address in ("/search.json?q=iom", "/questions/events.csv", "/openapi.json"):
        first = client.request("GET", address)
        again = client.request("GET", address, if_none_match=first.headers["etag"])
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert client.request("GET", address).body == first.body
    assert client.request("GET", "/search.json?q=eu").headers["etag"] != first.headers["etag"]


def test_methods_are_those_of_what_only_reads(client: Client):
    whole, head = (client.request(method, "/search.json?q=iom") for method in ("GET", "HEAD"))
    assert head.body == b"" and head.headers["content-length"] == str(len(whole.body)) and head.status == 200
    for method in ("POST", "PUT", "DELETE"):
        refused = client.request(method, "/search.json?q=iom", "{}")
        assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert refused.json()["status"] == 405
    options = client.request("OPTIONS", "/questions/events.json")
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


def test_pages_of_sites_that_are_named_may_read_it(store: Path):
    site = "https://example.org"
    with Server(store, "--allow-origin", site) as server:
        for address in ("/search.json?q=iom", "/search.json", "/questions/events.csv", "/openapi.json"):
            assert server.client.request("GET", address, origin=site).headers["access-control-allow-origin"] == site
            other = server.client.request("GET", address, origin="https://example.com")
            assert "access-control-allow-origin" not in other.headers


def test_contact_data_are_in_no_answer(client: Client):
    answers = [asked(client, path, **given) for path, given in OF_GRAPH.items()]
    answers += [asked(client, "/questions/contact-persons.json"), asked(client, "/questions/contact-persons.csv")]
    answers += [asked(client, "/entity.json", iri=row["person"]) for row in answers[-2].json()["rows"]]
    answers += [asked(client, "/questions/evidence.json", subject="Ama Mensah", relation="email")]
    assert "Ama Mensah" in answers[-2].text
    assert [answer.text for answer in answers if "@" in answer.text] == []


@pytest.fixture(scope="module")
def small() -> Iterator[LocalAsk]:
    """A graph in this process, of reference data alone."""
    with ArticleStore.in_memory() as articles:
        articles.load_reference([*reference_quads(), *ontology_quads()])
        yield LocalAsk(LocalStore(articles.store))


def test_an_answer_is_never_made_from_two_states_of_the_graph(small: LocalAsk):
    versions = ["new", "new", "new", "old"]
    api = Api(small, versions.pop)
    found = asyncio.run(api.answer(resources()["/search.json"], {"q": "kenya", "type": None, "limit": 1, "offset": 0}))
    assert isinstance(found, dict) and found["generatedFrom"]["version"] == "new" and versions == []


class Slow:
    """A graph that does not answer."""

    async def rows(self, _: str) -> None:
        await asyncio.sleep(60)


class Broken:
    """A graph at which the server itself fails."""

    async def rows(self, _: str) -> None:
        raise RuntimeError("a secret")


@pytest.mark.parametrize(("graph", "status"), [(Slow(), 504), (Broken(), 500)])
def test_what_the_server_cannot_answer_is_a_problem_too(graph: object, status: int, capsys: pytest.CaptureFixture[str]):
    api = Api(graph, seconds=0.1)  # type: ignore[arg-type]
    found = TestClient(api).get("/search.json?q=iom")
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert "secret" not in found.text and ("secret" in capsys.readouterr().err) == (status == 500)
    with pytest.raises((Late, RuntimeError)):
        asyncio.run(api.answer(resources()["/articles.json"], {"limit": 1, "offset": 0}))


def test_the_lines_of_the_guide_are_answered(built_examples: Path, tmp_path: Path):
    shutil.copytree(built_examples / "store", tmp_path / "store")
    addresses = re.findall(r"^curl '?http://127\.0\.0\.1:7474(/[^'\s]+)'?", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert len(addresses) > 5
    with Server(tmp_path / "store") as server:
        for address in addresses:
            found = server.client.request("GET", address)
            assert found.status == 200, (address, found.text)
            if found.media_type == "application/json" and "paging" in found.json():
                assert found.json()["paging"]["total"] > 0, address
