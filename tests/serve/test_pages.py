"""The pages and the linked data, on articles with reference data and on one whose every text is hostile."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kg import settings
from kg.graph import article_graph, ontology_quads, reference_quads
from kg.graph.terms import DCTERMS, LABEL, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, RDF_TYPE, SKOS, article_iri, mg
from kg.query import LocalStore, Result, load_questions
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.serve.errors import Busy
from kg.serve.pages import routes
from kg.serve.pages.addresses import local
from kg.serve.pages.context import passage
from kg.store import ArticleStore
from kg.view.accuracy import accuracy_words
from kg.vocabulary import vocabulary
from tests.query.conftest import FIRST, TEXT, first, second
from tests.serve.local_ask import LocalAsk, being_drawn, pages
from tests.view.conftest import SCRIPT, hostile
from tests.view.parsed import Page

PLANNED = "The Round Table on Visas will be held in Accra on 5 June 2022. Ghana and Chad will attend."
ODD = f"{settings.ENTITY}event/odd'(name)%3C&x=1"
ROOT = Path(__file__).parents[2]
ENTITY = "id/international-organization/iom"
ARTICLE = article_iri(FIRST).value.removeprefix(settings.BASE)
POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
SEEN = (
    "/", "/articles", "/search", "/search?q=iom", f"/search?q={quote(SCRIPT)}", "/questions", "/sparql",
    "/questions/participating-states", "/questions/participating-states/query?state=Nowhere",
    f"/page/{ENTITY}", "/page/id/state/GHA", "/page/id/state/KEN",
    "/page/id/membership/eu--GBR", f"/page/{ARTICLE}", f"/page/{ARTICLE}/claim/1",
    "/page/ontology", "/page/concept/event-type", "/page/concept/event-type/Workshop",
    f"/page/{ENTITY}?relation=member&way=from&page=2", "/page/id/state/NOWHERE", "/id/state",
    "/nonsense", "/<script>", "/page/id/state/<b>",
)  # fmt: skip


def planned() -> Extraction:
    """An article that announces an event."""

    def claim(relation: str, value: str, words: str) -> Claim:
        start = PLANNED.index(words)
        return Claim(relation, "e1", value, "planned", 0.8, "announced", (Span(start, start + len(words)),))

    entities = (
        Entity("e1", "Event", "Round Table on Visas"),
        Entity("s1", "State", "Ghana", reference="GHA"),
        Entity("s2", "State", "Chad", reference="TCD"),
    )
    claims = (
        claim("eventStatus", "planned", "will be held"),
        claim("participant", "s1", "Ghana and Chad will attend"),
        claim("participant", "s2", "Ghana and Chad will attend"),
    )
    article = Article("planned.txt", PLANNED, path="planned.txt", title="Round table to be held")
    return Extraction(article, (Segment("body", 0, len(PLANNED)),), entities, (), claims)


def bare_claim(number: int, event: NamedNode, actor: NamedNode) -> Iterator[Quad]:
    """A claim that the actor took part, in a graph of its own and without words."""
    graph = NamedNode(f"{settings.ARTICLE}ffffffffffffffff")
    claim = NamedNode(f"{graph.value}/claim/{number}")
    yield Quad(claim, RDF_TYPE, mg("Claim"), graph)
    yield Quad(claim, RDF_SUBJECT, event, graph)
    yield Quad(claim, RDF_PREDICATE, mg("participant"), graph)
    yield Quad(claim, RDF_OBJECT, actor, graph)


@pytest.fixture(scope="module")
def store() -> Iterator[LocalStore]:
    with ArticleStore.in_memory() as articles:
        articles.load_reference([*reference_quads(), *ontology_quads()])
        for extraction in (first(), second(), planned(), hostile()):
            articles.commit_article(article_graph(extraction))
        odd = NamedNode(ODD)
        ghana = NamedNode(f"{settings.ENTITY}state/GHA")
        articles.store.bulk_extend(
            [
                Quad(odd, RDF_TYPE, mg("Event")),
                Quad(odd, LABEL, Literal("An \u202eodd\u202c <i>event</i>")),
                Quad(odd, NamedNode(SKOS + "exactMatch"), NamedNode("javascript:alert(1)")),
                Quad(odd, NamedNode(DCTERMS + "source"), NamedNode("https://user@example.org/")),
                Quad(odd, mg("participant"), ghana),
                Quad(ghana, mg("identityCandidate"), odd, article_iri(FIRST)),
                *(quad for number in range(12) for quad in bare_claim(number, odd, ghana)),
            ]
        )
        yield LocalStore(articles.store)


@pytest.fixture(scope="module")
def client(store: LocalStore) -> TestClient:
    return TestClient(pages(store), follow_redirects=False, headers=BROWSER)


def text_of(client: TestClient, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200
    return Page(found.text).text


def section(page: str, name: str) -> str:
    """The part of a page with this name."""
    found = re.search(rf'<section[^>]* id="{name}".*?</section>', page, re.DOTALL)
    assert found, f"no section {name}"
    return found[0]


@pytest.mark.parametrize("address", [*SEEN, f"/page/{ODD.removeprefix(settings.BASE)}"])
def test_every_page_is_whole_and_can_run_nothing_foreign(client, address):
    found = client.get(address)
    assert found.status_code in (200, 400, 404)
    assert found.headers["content-security-policy"].startswith(POLICY)
    assert found.headers["x-content-type-options"] == "nosniff"
    page = Page(found.text)
    assert page.open == []
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert scripts == ([{"type": "module", "src": "/static/editor.js"}] if address == "/sparql" else [])
    attributes = [(key, value or "") for _, all_of_it in page.tags for key, value in all_of_it.items()]
    assert not [key for key, _ in attributes if key.startswith("on") or key in ("style", "srcset")]
    assert not {"style", "iframe", "object", "base", "img"} & {tag for tag, _ in page.tags}
    links = [value for key, value in attributes if key in ("href", "src", "action")]
    assert all(re.match(r"/(?!/)|#|https?://[^@]*$", value) for value in links), links
    names = [value for key, value in attributes if key == "id"]
    assert len(names) == len(set(names)), "each id stands once"
    for secret in ("ama@example.org", "doe@example.org", "555 0123"):
        assert secret not in found.text


@pytest.mark.parametrize("address", [f"/page/{ODD.removeprefix(settings.BASE)}", "/search?q=odd"])
def test_text_that_turns_the_writing_round_is_isolated(client, address):
    page = client.get(address).text
    assert "\u202e" in page
    for match in re.finditer("\u202e", page):
        before = page[: match.start()]
        in_title = before.rfind("<title>") > before.rfind("</title>")
        assert in_title or before.rfind("<bdi") > before.rfind("</bdi>")


def test_all_static_files_that_pages_name_are_served_as_what_they_are(client):
    addresses = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/sparql").text))
    assert {"/static/pages.css", "/static/site.css", "/static/editor.js"} <= addresses
    imports = re.findall(r'from "\./(\w+\.js)"', client.get("/static/editor.js").text)
    size = 0
    for address in {*addresses, *(f"/static/{name}" for name in imports)}:
        found = client.get(address)
        assert found.status_code == 200 and found.headers["x-content-type-options"] == "nosniff"
        assert re.match(r"text/(javascript|css)|application/javascript|image/svg", found.headers["content-type"])
        size += len(found.content)
    assert size < 60_000
    assert client.get("/static/../pages/front.py").status_code == 404


def test_an_event_shows_its_facts_with_words_source_and_how_they_are_known(client, store):
    event = one(store, "?thing a mg:Event ; rdfs:label 'Workshop on Border Data'@en")
    page = client.get(f"/page/{event}").text
    taken_part = section(page, "from-participant")
    assert '<a href="/id/state/TGO"><bdi>Togo</bdi></a>' in taken_part
    assert "<mark>Togo and IOM took part</mark>" in taken_part
    assert f'<a href="/{ARTICLE}"><bdi>Ghana hosts workshop</bdi></a>' in taken_part and "2021-05-20" in taken_part
    for how in ("explicit", "confidence 0.9", "rule stand-in", "list completeness: <bdi>open</bdi>"):
        assert how in taken_part


def test_facts_are_told_from_the_other_end_too(client):
    page = client.get("/page/id/state/GHA").text
    assert "hosted" in section(page, "to-host") and "Workshop on Border Data" in section(page, "to-host")
    assert "is a member of" in section(page, "to-member")
    assert "reference data" in section(page, "to-member")


def test_planned_facts_are_marked(client):
    page = section(client.get("/page/id/state/TCD").text, "to-participant")
    assert '<span class="chip planned"><bdi>planned</bdi></span></p>' in page and "Round Table on Visas" in page


def test_what_a_speaker_says_stands_apart_from_the_facts(client, store):
    page = client.get("/page/id/government-body/gha-gis").text
    assert 'id="from-partner"' not in page
    said = section(page, "said")
    assert "Togo" in said and "attributed" in said and "by <bdi>Ama Mensah</bdi>" in said
    speaker = one(store, "?thing a mg:Person ; rdfs:label 'Ama Mensah'@en")
    assert "We share data with Togo." in section(client.get(f"/page/{speaker}").text, "said")


def test_names_matches_keys_and_candidates_are_told(client, store):
    ghana = client.get("/page/id/state/GHA").text
    assert 'href="http://www.wikidata.org/entity/Q117"' in ghana and "غانا" in ghana and ">ar</bdi>" in ghana
    assert "perhaps the same as" in ghana and "odd" in ghana
    event = one(store, "?thing a mg:Event ; rdfs:label 'Workshop on Border Data'@en")
    assert "event: " in text_of(client, f"/page/{event}").partition("identity key")[2]
    odd = client.get(f"/page/{ODD.removeprefix(settings.BASE)}").text
    assert "javascript:alert(1)" in odd and 'href="javascript' not in odd


def test_relations_with_many_facts_have_pages_of_their_own(client):
    page = client.get(f"/page/{ENTITY}").text
    members = section(page, "from-member")
    address = re.search(r'<a href="([^"]+)">All (\d+) →</a>', members)
    assert address and members.count("/id/state/") < int(address[2])
    found: set[str] = set()
    following: str | None = address[1].replace("&amp;", "&")
    for _ in range(10):
        part = client.get(following).text
        found |= set(re.findall(r'href="(/id/[^"]+)"', section(part, "from-member")))
        link = re.search(r'rel="next" href="([^"]+)"', part)
        following = link[1].replace("&amp;", "&") if link else None
        if following is None:
            break
    assert following is None and len(found) == int(address[2])


def test_a_fact_with_many_claims_shows_some_and_leads_to_all(client):
    page = section(client.get(f"/page/{ODD.removeprefix(settings.BASE)}").text, "from-participant")
    assert page.count("<bdi>claim ") == 10 and "8 more claims" in page
    address = re.search(r'<a href="/sparql#query=([^"]+)">All 12 claims', page)
    assert address and f"rdf:subject <{ODD}>" in unquote(address[1])


def test_an_article_shows_its_claims_in_the_order_of_its_text(client):
    page = client.get(f"/page/{ARTICLE}").text
    assert f'<a href="{FIRST}" rel="noopener noreferrer nofollow">' in page
    places = [int(start) for start in re.findall(r'id="char=(\d+),\d+"', page)]
    assert places and places[0] == min(places)
    start = TEXT.index("Ghana hosted")
    assert f'<mark id="char={start},{start + len("Ghana hosted")}">Ghana hosted</mark>' in page
    assert TEXT not in page


def test_a_claim_has_a_page(client):
    page = text_of(client, f"/page/{ARTICLE}/claim/1")
    assert "Workshop on Border Data" in page and "Ghana hosts workshop" in page and "stand-in" in page
    assert client.get(f"/page/{ARTICLE}/claim/9999").status_code == 404


@pytest.mark.parametrize("name", [ENTITY, ARTICLE, f"{ARTICLE}/claim/1", "ontology", "concept/event-type/Workshop"])
@pytest.mark.parametrize(
    ("accept", "target"),
    [
        (BROWSER["accept"], "/page/{}"),
        ("text/turtle", "/data/{}.ttl"),
        ("application/ld+json", "/data/{}.jsonld"),
        ("application/n-triples, text/turtle;q=0.5", "/data/{}.nt"),
        ("application/rdf+xml", "/data/{}.rdf"),
        ("text/turtle, text/html;q=0.5", "/data/{}.ttl"),
        ("*/*", "/data/{}.ttl"),
        ("application/trig", "/data/{}"),
    ],
)
def test_an_iri_leads_to_a_page_or_to_data(client, name, accept, target):
    found = client.get(f"/{name}", headers={"accept": accept})
    assert found.status_code == 303 and found.headers["location"] == target.format(name)
    assert found.headers["vary"] == "Accept"
    assert 'rel="describedby"' in found.headers["link"] and 'rel="alternate"' in found.headers["link"]
    assert client.get(found.headers["location"], headers={"accept": accept}).status_code == 200


def test_an_iri_with_an_ending_leads_to_that_format_whatever_is_accepted(client):
    for ending in ("ttl", "jsonld", "nt", "rdf"):
        assert client.get(f"/{ENTITY}.{ending}").headers["location"] == f"/data/{ENTITY}.{ending}"
    assert client.get("/ontology.ttl").headers["location"] == "/data/ontology.ttl"


def test_the_context_of_json_ld_has_an_address_of_its_own_for_each_version(client):
    found = client.get(f"/context/{settings.VERSION}")
    assert found.status_code == 200 and found.headers["content-type"] == "application/ld+json"
    assert found.json()["@context"]["host"]["@id"] == "mg:host" and "immutable" in found.headers["cache-control"]
    assert client.get("/context/0.0.0").status_code == 404


def test_who_takes_neither_page_nor_data_is_told_so(client):
    for address in (f"/{ENTITY}", f"/data/{ENTITY}"):
        found = client.get(address, headers={"accept": "image/png"})
        assert found.status_code == 406 and "text/turtle" in found.text


@pytest.mark.parametrize("name", [ENTITY, ARTICLE, f"{ARTICLE}/claim/1", "ontology", "concept/event-type/Workshop"])
def test_the_data_are_the_same_in_every_format_and_keep_their_iris(client, name):
    graphs = []
    for ending, media_type in (("ttl", "text/turtle"), ("nt", "application/n-triples"),
                               ("jsonld", "application/ld+json"), ("rdf", "application/rdf+xml")):  # fmt: skip
        found = client.get(f"/data/{name}.{ending}")
        assert found.status_code == 200 and found.headers["content-type"].startswith(media_type)
        assert f'<{settings.BASE}{name}>; rel="describes"' in found.headers["link"]
        form = RdfFormat.from_media_type(media_type)
        assert form is not None
        graphs.append({quad.triple for quad in parse(found.content, format=form)})
    assert graphs[0] and all(graph == graphs[0] for graph in graphs)
    said = {each.subject.value: each.predicate.value for each in graphs[0] if isinstance(each.subject, NamedNode)}
    declared = {iri for iri, of in said.items() if name == "ontology" and of.endswith("#type")}
    assert all(subject.startswith(settings.BASE) for subject in said.keys() - declared)


@pytest.mark.parametrize("name", ["international-organization/eu", "state/GBR", "membership/eu--GBR"])
def test_a_membership_is_told_with_its_days_from_both_ends_and_by_itself(client, name):
    page = client.get(f"/page/id/{name}").text
    found = section(page, "memberships")
    row = next(part for part in found.split("<tr>") if "2020-01-31" in part)
    ends = {"international-organization/eu", "state/GBR", "membership/eu--GBR"}
    assert all((f'href="/id/{end}"' in row) == (end != name or end.startswith("membership")) for end in ends)
    assert "1973-01-01" in row and "europarl.europa.eu" in row
    assert "no facts" not in page


def test_who_is_in_no_dated_membership_is_told_no_table_of_them(client):
    assert 'id="memberships"' not in client.get("/page/concept/event-type/Workshop").text


def test_the_data_of_an_entity_hold_its_claims_with_their_words(client, store):
    event = one(store, "?thing a mg:Event ; rdfs:label 'Workshop on Border Data'@en")
    data = client.get(f"/data/{event}.ttl").text
    assert "Togo and IOM took part" in data and "stand-in" in data
    assert "ama@example.org" not in client.get(f"/data/{ARTICLE}.nt").text


@pytest.mark.parametrize(
    "name",
    [
        "id/state/NOWHERE", "id/STATE/KEN", "id/state/", "id/state/KEN/more", "id/state/%3Cscript%3E", "id/state/a%22b",
        "id/state/KEN%0d%0aSet-Cookie:a=b", "id/state/KEN%3E%20%3Fp%20%3Fo%7D", "id/state/<b>", "id//example.org",
        "article/0000000000000000", "article/xyz", f"{ARTICLE}/claim/x", "concept/event-type/Nonsense",
        "concept/nothing", f"id/state/{'a' * 5000}", "id/state/%F0%9F%92%A3", "id/state/%ff",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found_as_page_and_as_data(client, name):
    page = client.get(f"/page/{name}")
    assert page.status_code == 404
    assert "<script" not in page.text and "<b>" not in page.text
    data = client.get(f"/data/{name}", headers={"accept": "text/turtle"})
    assert data.status_code == 404
    redirect = client.get(f"/{name}")
    assert redirect.status_code in (303, 404)
    assert redirect.headers.get("location", "/page/").startswith("/page/")
    assert "set-cookie" not in redirect.headers


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (f"{settings.ENTITY}state/KEN", "/id/state/KEN"),
        (f"{settings.ARTICLE}0123456789abcdef#char=1,20", "/article/0123456789abcdef#char=1,20"),
        (f"{settings.ONTOLOGY}host", "/ontology#host"),
        (f"{settings.BASE}/example.org", None),
        (f'{settings.ENTITY}state/a"><script>', None),
        (f"{settings.GRAPH}reference", None),
        ("javascript:alert(1)", None),
        ("https://example.org/id/state/KEN", None),
    ],
)
def test_only_iris_of_the_graph_are_addresses_here(iri, address):
    assert local(iri) == address


def test_search_finds_names_acronyms_and_titles_whole_names_first(client):
    page = client.get("/search?q=togo").text
    assert page.index("/id/state/TGO") == min(page.index(link) for link in re.findall(r"/id/[^\"]+", page))
    assert "international-organization/iom" in client.get("/search?q=IOM").text
    assert f"/{ARTICLE}" in client.get("/search?q=ghana hosts").text
    assert "Nothing is called" in text_of(client, "/search?q=zzzz")
    assert "two letters" in text_of(client, "/search?q=a")
    for injected in ('") } SELECT * WHERE { ?s ?p "', "\\\\", "'''", "\x00x", "a" * 5000):
        assert "Nothing is called" in text_of(client, f"/search?q={quote(injected)}")


def test_search_has_pages(client):
    first_page = client.get("/search?q=an").text
    link = re.search(r'rel="next" href="([^"]+)"', first_page)
    assert link
    next_page = client.get(link[1].replace("&amp;", "&")).text
    things = r'<li><a href="(/id/[^"]+)"'
    assert not set(re.findall(things, first_page)) & set(re.findall(things, next_page))


def test_the_front_page_tells_what_the_collection_is(client):
    page = text_of(client, "/")
    assert re.search(r"4\s*articles", page) and "2021-05-12 to 2021-05-20" in page
    assert accuracy_words() in page and settings.BASE in page
    links = client.get("/").text
    for address in ("/graph", "/questions", "/sparql", "/ontology", "/.well-known/void", f"/{ARTICLE}"):
        assert f'href="{address}"' in links


class Newest:
    """Asks the last of some stores."""

    def __init__(self, *stores: LocalStore) -> None:
        self.stores = list(stores)

    def version(self) -> str:
        return str(len(self.stores))

    async def rows(self, query: str) -> Result:
        return await LocalAsk(self.stores[-1]).rows(query)

    async def table(self, query: str) -> bytes:
        return await LocalAsk(self.stores[-1]).table(query)

    async def graph(self, query: str, media_type: str) -> bytes:
        return await LocalAsk(self.stores[-1]).graph(query, media_type)


def test_the_front_page_tells_what_is_served_now(store):
    with ArticleStore.in_memory() as articles:
        articles.load_reference([*reference_quads(), *ontology_quads()])
        articles.commit_article(article_graph(first()))
        ask = Newest(LocalStore(articles.store))
        browser = TestClient(Starlette(routes=routes(ask, being_drawn, version=ask.version)), headers=BROWSER)
        assert re.search(r"\b1\s*articles", text_of(browser, "/"))
        ask.stores.append(store)
        assert re.search(r"\b4\s*articles", text_of(browser, "/"))


def test_every_question_is_in_the_gallery_and_has_a_page(client):
    gallery, described = client.get("/questions").text, client.get("/questions.json").json()["questions"]
    questions = load_questions()
    assert {entry["name"] for entry in described} == set(questions)
    for name, question in questions.items():
        assert f'data-question="{name}"' in gallery
        page = text_of(client, f"/questions/{name}")
        assert question.summary in page
        assert all(parameter.name in page for parameter in question.parameters)
    assert client.get("/questions/nothing").status_code == 404


def test_parameters_become_terms_on_the_server(client):
    asked = "/questions/participating-states/query?state=Togo%0Agh"
    found = client.get(asked, headers={"accept": "application/json"})
    assert found.status_code == 400, "gh is no name"
    found = client.get(asked.replace("gh", "Ghana"), headers={"accept": "application/json"}).json()
    for code in ("TGO", "GHA"):
        assert f"<{settings.ENTITY}state/{code}>" in found["query"]
    assert any("is taken as Togo" in note for note in found["notes"])
    assert "#?" not in found["query"] and "{" + "event}" not in found["query"]
    redirect = client.get(asked.replace("gh", ""))
    assert redirect.status_code == 303
    assert f"<{settings.ENTITY}state/TGO>" in unquote(redirect.headers["location"].removeprefix("/sparql#query="))


@pytest.mark.parametrize("value", ['x") } #', "Togo> } UNION { ?s ?p ?o }", "<http://a b>", SCRIPT])
def test_no_value_can_be_more_than_a_term(client, value):
    address = f"/questions/participating-states/query?state={quote(value)}"
    as_json = client.get(address, headers={"accept": "application/json"})
    assert as_json.status_code == 400 and "query" not in as_json.json()
    page = client.get(address)
    assert page.status_code == 400 and "<script" not in page.text and 'role="alert"' in page.text


def test_two_values_where_one_is_taken_are_refused(client):
    address = "/questions/frequent-hosts/query?minimum=1&minimum=2"
    assert "'minimum' takes one value, and 2 were given" in Page(client.get(address).text).text
    found = client.get(address, headers={"accept": "application/json"})
    assert found.status_code == 400 and "takes one value" in found.json()["error"]


def test_an_unknown_parameter_is_told(client):
    found = client.get("/questions/participating-states/query?nonsense=1", headers={"accept": "application/json"})
    assert found.status_code == 400 and "nonsense" in found.json()["error"]


def test_the_ontology_page_defines_every_term(client):
    page = client.get("/page/ontology").text
    known = vocabulary()
    for name, term in {**known.classes, **known.relations, **known.qualifiers}.items():
        assert f'id="{name}"' in page and term.definition.partition("'")[0] in Page(page).text
    names = {term["name"] for term in client.get("/vocabulary.json").json()["terms"]}
    assert {*known.classes, *known.relations} <= names


def test_the_ontology_page_is_its_documentation_with_links_to_the_questions(client):
    page = client.get("/page/ontology").text
    assert page.count('<svg class="diagram"') == 3 and 'id="scheme-event-type"' in page
    addresses = set(re.findall(r'href="(/questions/[^"]+)"', page))
    assert len(addresses) > 80
    assert all(client.get(address).status_code == 200 for address in sorted(addresses)[::10])


def test_another_version_of_the_ontology_than_the_one_served_is_not_there(client):
    assert client.get(f"/page/ontology/{settings.VERSION}").status_code == 200
    assert client.get("/page/ontology/99.0.0").status_code == 404


def test_a_quotation_stands_in_the_longest_one_that_holds_it():
    text = "Egypt told the meeting that it had signed."
    known = [(10, text), (10, "Egypt told"), (200, "Egypt")]
    for quotes, shown in (
        ([(10, "Egypt")], (("Egypt", True), (text[5:], False))),
        ([(10, "Egypt"), (45, "signed")], (("Egypt", True), (text[5:35], False), ("signed", True), (".", False))),
        ([(10, "Egypt told"), (16, "told the")], (("Egypt told", True), (" the", True), (text[14:], False))),
        ([(10, "Egypt"), (200, "Egypt")], (("Egypt", True), (text[5:], False), (" … ", False), ("Egypt", True))),
        ([(500, "elsewhere")], (("elsewhere", True),)),
    ):
        assert passage(quotes, known).pieces == shown
    (words, mark), *rest = passage([(0, "Call +254 20")], [(0, "Call +254 20 555 0123 now")]).pieces
    assert "254" not in words and mark and not rest, "a number that runs over the edge of a mark is withheld"


@dataclass(frozen=True)
class Overloaded:
    """A pool with no worker free."""

    async def rows(self, _query: str) -> Result:
        raise Busy("no worker is free: ask again")

    async def graph(self, _query: str, _media_type: str) -> bytes:
        raise Busy("no worker is free: ask again")


@pytest.mark.parametrize("address", ["/", f"/page/{ENTITY}", f"/data/{ENTITY}.ttl", "/search?q=iom", "/vocabulary.json",
                                     "/questions/participating-states/query?state=Togo"])  # fmt: skip
def test_a_busy_server_says_so_with_the_time_to_come_again(address):
    client = TestClient(Starlette(routes=routes(Overloaded(), being_drawn)), headers=BROWSER)
    found = client.get(address)
    assert found.status_code == 503 and found.headers["retry-after"] == "2"
    assert 'role="alert"' in found.text
    assert client.get(address, headers={"accept": "*/*"}).text == "no worker is free: ask again\n"


def test_an_empty_graph_has_its_pages_too():
    with ArticleStore.in_memory() as articles:
        client = TestClient(pages(LocalStore(articles.store)), headers=BROWSER)
        for address in ("/", "/articles", "/search?q=iom", "/questions", "/page/ontology", "/sparql"):
            assert client.get(address).status_code == 200
        assert client.get("/ontology.ttl").status_code == 404


def one(store: LocalStore, pattern: str) -> str:
    """The path of the one thing that the pattern finds."""
    prefixes = f"PREFIX mg: <{settings.ONTOLOGY}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
    rows = store.query(f"{prefixes} SELECT DISTINCT ?thing WHERE {{ {pattern} }}").rows
    assert len(rows) == 1
    return str(rows[0][0].value).removeprefix(settings.BASE)


def test_with_the_address_of_the_server_as_base_the_iris_lead_to_it():
    code = """
from starlette.testclient import TestClient
from kg.graph import ontology_quads, reference_quads
from kg.query import LocalStore
from kg.store import ArticleStore
from tests.serve.local_ask import being_drawn, pages
with ArticleStore.in_memory() as articles:
    articles.load_reference([*reference_quads(), *ontology_quads()])
    client = TestClient(pages(LocalStore(articles.store)), base_url="http://graph.example.org")
    data = client.get("http://graph.example.org/id/state/KEN", headers={"accept": "application/n-triples"})
    assert data.url.path == "/data/id/state/KEN.nt", data.url
    assert "<http://graph.example.org/id/state/KEN>" in data.text and "w3id.org/mgkg" not in data.text
"""
    environment = {**os.environ, "KG_BASE": "http://graph.example.org/"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
