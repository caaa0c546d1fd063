"""The page on which people decide: who gets in, what a form does to the file, and that it works without a mouse or
scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response as Empty
from starlette.testclient import TestClient

from kg.decisions import read_decisions
from kg.decisions.record import ACTIONS
from kg.graph import article_graph, ontology_quads, reference_quads
from kg.graph.terms import article_iri
from kg.query import LocalStore
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.serve.command import Settings
from kg.serve.pages import reviewing, routes
from kg.serve.reviewers import Review
from kg.store import ArticleStore, publish, record_candidates
from tests.axe import violations
from tests.browser import needs_chromium
from tests.queries.small_graph import small_graph
from tests.serve.local_ask import LocalAsk, being_drawn, pages
from tests.serve.running import Client, Response, Server

TOKEN = "a-token-for-tests-only"
STATES = {"EGY": "Egypt", "KEN": "Kenya", "SDN": "Sudan", "TGO": "Togo"}
PERSON = "Ama Mensah Boateng"


def said(name: str, text: str, employer: str) -> Extraction:
    """An article with four doubtful participants and a person."""
    states = tuple(Entity(code, "State", state, reference=code) for code, state in STATES.items())
    person = (Entity("p", "Person", PERSON), Entity("o", "InternationalOrganization", employer, reference=employer))
    whole = (Span(0, len(text)),)
    claims = [
        Claim("participant", "e", code, "explicit", 0.3 + number / 10, "stand-in", whole)
        for number, code in enumerate(STATES)
    ]
    claims.append(Claim("worksFor", "p", "o", "explicit", 0.95, "stand-in", whole))
    key = f"https://example.org/{name}"
    article = Article(key, text, url=key, title=f"News {name}", publisher="Example", published="2021-05-12")
    entities = (Entity("e", "Event", f"Meeting on <b>{name}</b> & data"), *states, *person)
    return Extraction(article, (Segment("body", 0, len(text)),), entities, (), tuple(claims))


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two articles, in which two persons have one name."""
    directory = tmp_path_factory.mktemp("doubtful") / "store"
    with ArticleStore.open(directory) as store:
        store.load_reference([*reference_quads(), *ontology_quads()])
        for name, employer in (("one", "iom"), ("two", "unhcr")):
            text = f"Egypt, Kenya, Sudan and Togo met; “{PERSON}” of {employer} spoke."
            store.commit_article(article_graph(said(name, text, employer)))
        record_candidates(store)
        publish(store)
    return directory


@pytest.fixture(scope="module")
def desk(doubtful: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server on which people decide, and the file that their decisions go to."""
    file = tmp_path_factory.mktemp("decided") / "decisions.tsv"
    with Server(doubtful, "--review", "--decisions", str(file), "--token", TOKEN) as running:
        yield running, file
    asked = [line for line in running.said if "/review" in line and "GET" in line]
    assert asked and not any(TOKEN in line for line in asked), "no line of the log tells the token"


@pytest.fixture(autouse=True)
def file(desk) -> Path:
    """That file, which is not there yet."""
    desk[1].unlink(missing_ok=True)
    return desk[1]


@pytest.fixture
def client(desk) -> Client:
    return desk[0].client


def cookies(token: str = TOKEN, by: str = "A. Curator") -> dict[str, str]:
    known = Review(Path("decisions.tsv"), TOKEN).known if token == TOKEN else ""
    return {"cookie": f"kg-token={token}; kg-known={known}; kg-reviewer={by.replace(' ', '%20')}"}


def shown(client: Client, address: str = "/review") -> str:
    answer = client.request("GET", address, **cookies())
    assert answer.status == 200 and answer.headers["cache-control"] == "no-store"
    return answer.text


def forms(html: str) -> list[dict[str, str]]:
    """The hidden fields of the forms that decide."""
    found = re.findall(r'<form method="post" action="/review/decide">(.*?)</form>', html, re.DOTALL)
    hidden = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
    return [{unescape(name): unescape(value) for name, value in hidden.findall(form)} for form in found]


def send(client: Client, fields: dict[str, str], address: str = "/review/decide", **headers: str) -> Response:
    kind = "application/x-www-form-urlencoded"
    return client.request("POST", address, urlencode(fields), content_type=kind, **(headers or cookies()))


def test_without_the_option_there_is_no_such_page(server):
    for method, address in (("GET", "/review"), ("POST", "/review/decide"), ("POST", "/review/enter")):
        assert server.client.request(method, address, accept="text/html").status in (404, 405)
    assert server.client.request("GET", "/review").status == 404


def test_only_those_with_the_token_get_in(client, file):
    assert client.request("GET", "/review").status == 401
    for headers in (cookies("another-token-of-theirs"), {"authorization": "Bearer another-token-of-theirs"}):
        assert client.request("GET", "/review", **headers).status == 403
        assert send(client, {"action": "accept"}, **headers).status == 403
    assert client.request("GET", "/review?token=another-token-of-theirs").status == 403
    assert send(client, {"token": "another", "by": "A"}, "/review/enter").status == 403
    assert send(client, {"action": "accept"}, accept="*/*").status == 401
    led = client.request("GET", f"/review?token={TOKEN}")
    assert led.status == 303 and led.headers["location"] == "/review", "the token does not stay in the address"
    assert f"kg-token={TOKEN}; HttpOnly; Path=/review; SameSite=lax," in led.headers["set-cookie"]
    named = client.request("GET", "/review", cookie=f"kg-token={TOKEN}")
    assert named.status == 200 and "Your name" in named.text and "Egypt" not in named.text
    assert client.request("GET", "/review", authorization=f"Bearer {TOKEN}").status == 200
    assert not file.exists()


def test_a_name_that_is_markup_stays_words(client):
    html = shown(client)
    assert "Meeting on &lt;b&gt;one&lt;/b&gt; &amp; data" in html and "<b>one" not in html


def test_a_form_counts_only_where_it_comes_from_the_page(client, file):
    fields = {**forms(shown(client))[0], "action": "accept", "why": "I read it."}
    foreign = (
        *({"sec_fetch_site": site} for site in ("cross-site", "same-site", "none")),
        *({"origin": origin} for origin in ("https://example.org", "null")),
        {"origin": "null", "sec_fetch_site": "same-origin"},
    )
    by_a_proxy = {"authorization": "Basic dXNlcjpwYXNzd29yZA=="}
    for headers in (*foreign, *({**headers, **by_a_proxy} for headers in foreign)):
        assert send(client, fields, **cookies(), **headers).status == 403
    assert client.request("GET", "/review", **cookies(), **by_a_proxy).status == 200, "a proxy may ask for its own"
    assert send(client, {**fields, "sign": ""}, **cookies(), **by_a_proxy).status == 403
    assert send(client, {**fields, "sign": "0" * 64}).status == 403
    assert send(client, {key: value for key, value in fields.items() if key != "sign"}).status == 403
    assert not file.exists()
    unsigned = {key: value for key, value in fields.items() if key != "sign"} | {"by": "A Program"}
    assert send(client, unsigned, authorization=f"Bearer {TOKEN}").status == 303
    assert [one.by for one in read_decisions(file)] == ["A Program"]


def test_what_a_form_is_about_cannot_be_exchanged(client, file):
    shown_now = forms(shown(client))
    claim = next(form for form in shown_now if form["form"] == "claim")
    other = next(form for form in shown_now if form["form"] == "claim" and form["object"] != claim["object"])
    pair = next(form for form in shown_now if form["form"] == "pair")
    entities = next(form for form in shown_now if form["form"] == "entities")
    why = {"why": "I read it."}
    exchanged = (
        {**claim, "object": other["object"], "action": "accept"},
        {**claim, "subject": "state:KEN", "action": "accept"},
        {**claim, "sign": other["sign"], "action": "accept"},
        {**claim, "form": "entities", "subject": "state:KEN", "action": "withdraw"},
        {**pair, "object": "state:KEN", "action": "merge"},
        {**entities, "form": "claim", "action": "reject"},
    )
    assert [send(client, {**fields, **why}).status for fields in exchanged] == [403] * len(exchanged)
    answer = send(client, {**claim, **why, "subject": claim["subject"], "action": "withdraw"})
    assert answer.status == 400 and "this form decides accept or reject or edit" in answer.text
    for field in ("subject", "action", "why", "sign"):
        twice = urlencode([*{**claim, **why, "action": "accept"}.items(), (field, claim.get(field, "accept"))])
        kind = "application/x-www-form-urlencoded"
        answer = client.request("POST", "/review/decide", twice, content_type=kind, **cookies())
        assert answer.status == 400 and f"the field '{field}' has more than one value" in answer.text
    assert not file.exists()
    assert send(client, {**claim, **why, "action": "accept"}).status == 303


def test_wrong_tokens_are_slowed_and_those_who_signed_in_are_not(doubtful, tmp_path):
    guesses = [{"authorization": f"Bearer a-wrong-token-{number:04}"} for number in range(40)]
    with Server(doubtful, "--review", "--decisions", str(tmp_path / "d.tsv"), "--token", TOKEN) as running:
        client = running.client
        begun = time.monotonic()
        with ThreadPoolExecutor(20) as many:
            guessing = [many.submit(client.request, "GET", "/review", **guess) for guess in guesses]
            time.sleep(0.3)
            signed_in = client.request("GET", "/review", **cookies())
            answers = [one.result().status for one in guessing]
        assert signed_in.status == 200 and signed_in.seconds < 2
        assert set(answers) == {403, 503} and answers.count(403) < 30, "most are not looked at"
        assert time.monotonic() - begun > 5
        assert all("wrong-token" not in line for line in running.said)


def test_the_token_may_be_in_a_file(kg, doubtful, tmp_path):
    (tmp_path / "token").write_text(f"{TOKEN}\n", "utf-8")
    options = ("--review", "--decisions", str(tmp_path / "d.tsv"), "--token-file", str(tmp_path / "token"))
    with Server(doubtful, *options) as running:
        assert running.client.request("GET", "/review", authorization=f"Bearer {TOKEN}").status == 200
    told = "".join(running.said)
    assert TOKEN not in told and "/review\n" in told, "the log does not tell it"
    code, _, err = kg("serve", "--store", doubtful, *options, "--token", TOKEN)
    assert code == 1 and "--token and --token-file: give one of them" in err
    (tmp_path / "token").write_text("short\n", "utf-8")
    code, _, err = kg("serve", "--store", doubtful, *options)
    assert code == 1 and "at least 16" in err and str(tmp_path / "token") in err
    code, _, err = kg("serve", "--store", doubtful, *options[:-1], tmp_path / "none")
    assert code == 1 and "it cannot be read" in err and err.count("\n") == 1


BEFORE = said("one", "Egypt, Kenya, Sudan and Togo met; so said Ama Mensah Boateng.", "iom")
EGYPT, *OTHERS = BEFORE.claims
CHANGES = {
    "nothing": BEFORE,
    "another claim": replace(BEFORE, claims=(EGYPT, replace(OTHERS[0], confidence=0.5), *OTHERS[1:])),
    "its confidence": replace(BEFORE, claims=(replace(EGYPT, confidence=0.31), *OTHERS)),
    "how sure it is": replace(BEFORE, claims=(replace(EGYPT, confidence=0.95), *OTHERS)),
    "its status": replace(BEFORE, claims=(replace(EGYPT, status="planned"), *OTHERS)),
    "its rule": replace(BEFORE, claims=(replace(EGYPT, rule="another"), *OTHERS)),
    "its words": replace(BEFORE, claims=(replace(EGYPT, evidence=(Span(0, 5),)), *OTHERS)),
    "the title of its article": replace(BEFORE, article=replace(BEFORE.article, title="Other news")),
    "that it is made": replace(BEFORE, claims=tuple(OTHERS)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_claim_that_looks_otherwise_now_is_looked_at_again(tmp_path, change):
    file = tmp_path / "decisions.tsv"
    with ArticleStore.in_memory() as store:
        store.load_reference([*reference_quads(), *ontology_quads()])
        store.commit_article(article_graph(BEFORE))
        ask = LocalAsk(LocalStore(store.store))
        desk = partial(reviewing, review=Review(file, TOKEN), held=list)
        with TestClient(Starlette(routes=routes(ask, being_drawn, desk)), headers=cookies()) as client:
            claim = next(form for form in forms(client.get("/review").text) if form.get("object") == "state:EGY")
            store.commit_article(article_graph(CHANGES[change]))
            sent = {**claim, "action": "reject", "why": "Only <named>."}
            answer = client.post("/review/decide", data=sent, follow_redirects=False)
            if change in ("nothing", "another claim"):
                assert answer.status_code == 303 and len(read_decisions(file)) == 1
                return
            assert answer.status_code == 409 and not file.exists()
            assert "the claim has changed since the page showed it: look at it again, then decide" in answer.text
            again = [form for form in forms(answer.text) if form.get("object") == "state:EGY"]
            assert len(again) == (change not in ("how sure it is", "that it is made"))
            for form in again:
                assert "Only &lt;named&gt;.</textarea>" in answer.text, "what was written is not lost"
                forged = {**sent, "shown": form["shown"]}
                assert client.post("/review/decide", data=forged).status_code == 403
                new = {**sent, **form}
                assert client.post("/review/decide", data=new, follow_redirects=False).status_code == 303


def test_two_entities_and_a_decision_that_look_otherwise_now_are_looked_at_again(client, file):
    pair = next(form for form in forms(shown(client)) if form["form"] == "pair")
    one = {**pair, "action": "split", "why": "I know."}
    older = Review(Path("decisions.tsv"), TOKEN)
    about = {**{name: pair[name] for name in ("subject", "object")}, "shown": "0" * 64}
    answer = send(client, {**one, **about, "sign": older.signed("pair", about)})
    assert answer.status == 409
    assert "what is known of the two entities has changed since the page showed it" in answer.text
    assert send(client, one).status == 303
    undo = next(form for form in forms(shown(client)) if form["form"] == "decided")
    file.write_text(file.read_text("utf-8").replace("I know.", "I think."), "utf-8")
    answer = send(client, {**undo, "action": "undo", "why": "So."})
    assert answer.status == 409 and "the decision has changed or is undone since" in answer.text
    assert len(read_decisions(file)) == 1


def test_a_decision_is_a_line_at_once_and_leaves_the_list_until_it_is_undone(client, file):
    before = shown(client)
    claims = [form for form in forms(before) if form.get("relation") == "participant"]
    assert len(claims) == 8 and [form["object"] for form in claims[:3]] == ["state:EGY", "state:EGY", "state:KEN"]
    assert "confidence 0.30" in before and "Meeting on &lt;b&gt;one&lt;/b&gt; &amp; data" in before
    assert "Egypt, Kenya, Sudan and Togo met" in before and "Example</bdi> · <bdi>2021-05-12" in before
    done = send(client, {**claims[0], "action": "reject", "why": "It was\tnot there."})
    assert done.status == 303
    (decision,) = read_decisions(file)
    assert (decision.action, decision.by, decision.reason) == ("reject", "A. Curator", "It was not there.")
    after = shown(client, done.headers["location"])
    assert claims[0] not in forms(after) and claims[1] in forms(after) and 'role="status"' in after
    undo = next(form for form in forms(after) if "decision" in form)
    assert send(client, {**undo, "action": "undo", "why": "I misread it."}).status == 303
    assert read_decisions(file) == [] and forms(shown(client)) == forms(before)


def test_an_edit_names_entities_as_people_do_and_a_wrong_one_loses_nothing(client, file):
    claim = next(form for form in forms(shown(client)) if form.get("relation") == "participant")
    for new, fault in (
        ({"new-object": "Nowhere at All"}, "is called"),
        ({"new-relation": "startDate"}, "is no date"),
        ({}, "changes nothing"),
    ):
        answer = send(client, {**claim, "action": "edit", "why": "It was <Ghana>.", **new})
        assert answer.status == 400 and 'role="alert"' in answer.text and fault in unescape(answer.text)
        assert "It was &lt;Ghana&gt;.</textarea>" in answer.text
    assert send(client, {**claim, "action": "accept", "why": ""}).status == 400
    assert send(client, {**claim, "action": "marry", "why": "So."}).status == 400
    assert not file.exists()
    new = {"new-object": "Ghana", "new-relation": "host", "new-status": "planned"}
    assert send(client, {**claim, "action": "edit", "why": "It was Ghana.", **new}).status == 303
    (decision,) = read_decisions(file)
    assert decision.correction is not None and decision.correction.status == "planned"
    assert str(decision.correction.object).endswith("state/GHA>") and dict(decision.names) != {}


@pytest.mark.parametrize(("action", "name"), [("merge", "merge"), ("split", "split")])
def test_two_of_one_name_are_one_or_are_kept_apart(client, file, action, name):
    (pair,) = [form for form in forms(shown(client)) if form.get("subject", "").startswith("person:")]
    assert send(client, {**pair, "action": action, "why": "I know."}).status == 303
    assert [one.action for one in read_decisions(file)] == [name]
    assert pair not in forms(shown(client))


def test_the_page_offers_all_that_the_file_can_say(client, file):
    claim, *_ = forms(shown(client))
    assert send(client, {**claim, "action": "reject", "why": "Nowhere.", "everywhere": "1"}).status == 303
    entities = next(form for form in forms(shown(client)) if form.get("form") == "entities")
    named = {"subject": "Togo", "object": "Egypt", "article": "https://example.org/one"}
    assert send(client, {**entities, **named, "action": "split", "why": "There it is Egypt."}).status == 303
    assert send(client, {**entities, "subject": "state:SDN", "action": "withdraw", "why": "It is none."}).status == 303
    rejected, parted, withdrawn = read_decisions(file)
    assert (rejected.action, rejected.article) == ("reject", None)
    assert (parted.action, parted.article) == ("split", article_iri("https://example.org/one"))
    assert (withdrawn.action, str(withdrawn.subject)[-4:-1], withdrawn.object) == ("withdraw", "SDN", None)
    buttons = set(re.findall(r'name="action" value="([a-z]+)"', shown(client)))
    assert buttons == {*ACTIONS, "undo"}
    answer = send(client, {**entities, **named, "action": "merge", "why": "One & all."})
    assert answer.status == 400 and "takes no article" in answer.text
    assert 'value="Togo"' in answer.text and "One &amp; all.</textarea>" in answer.text, "what was written is not lost"


def test_those_who_signed_in_are_led_there_from_every_page(client):
    link = '<a href="/review">Review</a>'
    led = client.request("GET", f"/review?token={TOKEN}").headers["set-cookie"]
    known = re.search(r"kg-known=([0-9a-f]{64}); HttpOnly; Path=/; SameSite=lax", led)
    assert known and TOKEN not in known[0], "the token goes to the page alone on which one decides"
    for address in ("/", "/questions", "/nowhere"):
        answers = [
            client.request("GET", address, accept="text/html", **headers)
            for headers in ({}, {"cookie": f"kg-known={known[1]}"}, {"cookie": f"kg-known={'0' * 64}"}, {})
        ]
        assert [link in answer.text for answer in answers] == [False, True, False, False]
        assert "private" in answers[1].headers["cache-control"]
    assert client.request("GET", "/review", cookie=f"kg-known={known[1]}").status == 401, "it opens nothing"


def test_cookies_go_by_tls_alone_where_clients_come_by_tls(kg, doubtful, client, tmp_path, monkeypatch):
    address = f"/review?token={TOKEN}"
    assert "Secure" not in client.request("GET", address).headers["set-cookie"]
    by_proxy = client.request("GET", address, x_forwarded_proto="https").headers["set-cookie"]
    assert by_proxy.count("; Secure") == by_proxy.count("kg-") == 2
    served: list[Settings] = []
    monkeypatch.setattr("kg.cli.serve.serve", lambda _, settings: served.append(settings))
    for address in ("http://kg.example.org/", "https://kg.example.org/"):
        options = ("--review", "--decisions", tmp_path / "decisions.tsv", "--token", TOKEN, "--url", address)
        assert kg("serve", "--store", doubtful, *options)[0] == 0
    assert [cookie_of(settings.review).count("; Secure") for settings in served] == [0, 1]


def cookie_of(review: Review) -> str:
    """A cookie as a server sets it that itself knows nothing of TLS."""
    request = Request({"type": "http", "scheme": "http", "server": ("localhost", 80), "path": "/", "headers": []})
    review.keep(request, answer := Empty(), "kg-token", TOKEN)
    return answer.headers["set-cookie"]


def test_reviewers_at_the_same_time_lose_nothing(client, file):
    claims = [form for form in forms(shown(client)) if form.get("relation") == "participant"]

    def decide(number: int) -> int:
        who = cookies(by=f"Curator {number}")
        return send(client, {**claims[number % 8], "action": "accept", "why": f"Read by {number}."}, **who).status

    with ThreadPoolExecutor(16) as many:
        answers = list(many.map(decide, range(16)))
    assert sorted(answers) == [303] * 8 + [400] * 8, "the second one on a claim is told of the first"
    assert len({one.iri for one in read_decisions(file)}) == len(read_decisions(file)) == 8


def test_a_file_that_is_wrong_is_told_before_anybody_decides(doubtful, tmp_path, kg):
    wrong = tmp_path / "decisions.tsv"
    wrong.write_text("nonsense\n", "utf-8")
    code, _, err = kg("serve", "--store", doubtful, "--port", "0", "--review", "--decisions", wrong)
    assert code == 1 and f"{wrong}, line 1" in err and err.count("\n") == 1
    code, _, err = kg("serve", "--store", doubtful, "--port", "0", "--review", "--token", "short")
    assert code == 1 and "at least 16" in err


def test_readers_of_a_fact_are_told_who_read_it_again():
    """The small graph has a claim that was accepted."""
    with small_graph() as store:
        read = TestClient(pages(LocalStore(store.store))).get("/page/id/facility/lome-data-center")
    assert read.status_code == 200 and "A. Curator, 2021-03-08" in read.text


def test_a_file_that_somebody_broke_is_told_to_those_who_decide(client, file):
    fields = {**forms(shown(client))[0], "action": "accept", "why": "I read it."}
    file.write_text("nonsense\n", "utf-8")
    for answer in (client.request("GET", "/review", **cookies()), send(client, fields)):
        assert answer.status == 500 and "decisions.tsv, line 1: the first line must be" in answer.text
        assert str(file.parent) not in answer.text
    assert file.read_text("utf-8") == "nonsense\n"


def entered(browser: Browser, desk, **options) -> Page:
    page = browser.new_context(base_url=f"http://127.0.0.1:{desk[0].port}", **options).new_page()
    page.goto(f"/review?token={TOKEN}")
    page.get_by_label("Your name").fill("A. Curator")
    page.get_by_role("button", name="Begin").press("Enter")
    expect(page.get_by_role("heading", name="Claims in doubt")).to_be_visible()
    return page


@needs_chromium
def test_it_works_by_keyboard_and_without_scripts(browser: Browser, desk, file):
    page = entered(browser, desk, java_script_enabled=False)
    page.get_by_label("Why").first.focus()
    page.keyboard.type("The text says so.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Decided: accept event:")
    assert [one.action for one in read_decisions(file)] == ["accept"]
    page.get_by_role("status").get_by_role("link", name="Undo").press("Enter")
    undo = page.locator("#decided ~ article")
    undo.locator("summary").press("Enter")
    undo.get_by_label("Why").fill("I misread it.")
    undo.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("undone")
    assert read_decisions(file) == []
    page.context.close()


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_breaks_no_rule_and_fits_a_phone(browser: Browser, desk, scheme):
    page = entered(browser, desk, color_scheme=scheme, viewport={"width": 390, "height": 800})
    page.get_by_label("Why").first.fill("The text says so.")
    page.get_by_role("button", name="Reject").first.click()
    for summary in page.locator("main summary").all():
        summary.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto("/review/nowhere")
    page.context.clear_cookies()
    page.goto("/review")
    assert violations(page) == []
    page.context.close()
