"""What policy staff ask the graph page by themselves: by mouse, by keyboard alone and on a telephone, at most three
actions from the first screen. What it should answer is read out of the store of the examples."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kg.pipeline.flow import STORE
from kg.store import open_snapshot
from kg.view import graph_page
from tests.browser import needs_chromium
from tests.view.collection import Collection, Said
from tests.view.officer import Officer

pytestmark = needs_chromium
SIZES = {"mouse": (1280, 800), "keyboard": (1280, 800), "telephone": (390, 844)}
TODAY = datetime(2026, 1, 15, tzinfo=UTC)
_LONGEST = 300_000


@pytest.fixture(scope="module")
def collection(built_examples: Path) -> Iterator[Collection]:
    with open_snapshot(built_examples / STORE) as articles:
        yield Collection(articles.store)


@pytest.fixture(scope="module")
def file(collection: Collection, tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("answers") / "graph.html"
    path.write_text(graph_page(collection.store), "utf-8")
    return path


@dataclass(slots=True)
class Asker:
    """Somebody at the page, who counts what it takes."""

    officer: Officer
    actions: int = 0

    @property
    def page(self) -> Page:
        return self.officer.page

    def ask(self, text: str) -> None:
        """Types into the one field, and Enter."""
        self.officer.write(field(self.page), text)
        self.actions += 2

    def press(self, what: Locator) -> None:
        self.officer.press(what)
        self.actions += 1

    def sentences(self) -> None:
        """Opens the sentences of the whole answer."""
        self.press(self.officer.button("Show all sentences"))

    @property
    def sentence(self) -> str:
        return self.page.locator("#answer .sentence").inner_text()

    def rows(self, section: str = "") -> list[Locator]:
        """The lines of the table that stands under a heading, or of the first."""
        table = f'h3:has-text("{section}") + div > table' if section else "#answer > div > table"
        return self.page.locator(f"{table}.answers tbody tr").all()


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find or ask")


def cells(row: Locator) -> list[str]:
    return [" ".join(text.split()) for text in row.locator("td").all_inner_texts()]


def names(rows: list[Locator]) -> list[str]:
    return [cells(row)[0] for row in rows]


@pytest.fixture(params=list(SIZES))
def asker(request: pytest.FixtureRequest, browser: Browser, file: Path) -> Iterator[Asker]:
    """At the first screen; a test fails where it takes more than three actions, or the browser reports anything."""
    width, height = SIZES[request.param]
    context = browser.new_context(offline=True, viewport={"width": width, "height": height}, accept_downloads=True)
    page = context.new_page()
    page.clock.set_fixed_time(TODAY)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "blob:")) else faults.append(asked.url))
    found = Asker(Officer(page, file.as_uri(), mouse=request.param != "keyboard"))
    found.officer.visit()
    yield found
    sideways = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert faults == []
    assert sideways <= width
    assert found.actions <= 3


def grounded(asker: Asker, collection: Collection, told: list[Said]) -> None:
    """Each line shows words that one of the claims rests on, and a date or that none is known."""
    words = {quote for one in told for quote in collection.quotes[one.claim]}
    rows = asker.rows()
    assert rows
    for row in rows:
        expect(row.locator("blockquote mark").first).to_be_visible()
        marked = [" ".join(text.split()) for text in row.locator("blockquote mark").all_inner_texts()]
        assert marked and any(mark in quote or quote in mark for mark in marked for quote in words), row.inner_text()
        assert re.search(r"\d|no date known", cells(row)[2])


def test_who_kenya_met_in_2021(asker: Asker, collection: Collection):
    kenya = collection.called("Kenya")
    met = collection.met(kenya)
    undated = [one for one in met if not collection.years(one)]
    assert undated and not [one for one in met if 2021 in collection.years(one)], "the examples tell no year of it"
    asker.ask("who did Kenya meet in 2021")
    expect(asker.page.locator("#answer h2")).to_have_text("Who did Kenya meet in 2021?")
    assert asker.sentence.startswith("Nothing found. Looked for others around Kenya in 2021")
    expected = {(one.end, one.subject) for one in undated}
    assert f"{len(expected)} lines of no known year may belong to it" in asker.sentence
    assert Counter(names(asker.rows("of no known year"))) == Counter(collection.label[end] for end, _ in expected)


@pytest.mark.parametrize("year", [2014, 2021])
def test_who_met_most_others_in_a_year(asker: Asker, collection: Collection, year: int):
    actor, met = collection.most_met(year)
    asker.ask(f"Who did {collection.label[actor]} meet in {year}?")
    asker.sentences()
    pairs = {(one.end, one.subject) for one in met}
    assert Counter(names(asker.rows())) == Counter(collection.label[end] for end, _ in pairs)
    events = len({event for _, event in pairs})
    others = len({end for end, _ in pairs})
    assert (
        f"was at {events} event{'s' * (events > 1)} with {others} other{'s' * (others > 1)} in {year}" in asker.sentence
    )
    often = Counter(collection.label[end] for end, _ in pairs)
    top = re.search(r"most often (.+) \((\d+)\)\.$", asker.sentence)
    assert top and often[top[1]] == int(top[2]) == max(often.values())
    grounded(asker, collection, met)


def test_who_funded_the_events_of_iom(asker: Asker, collection: Collection):
    funders = collection.funders(collection.called("IOM"))
    asker.ask("who funded IOM's events")
    asker.sentences()
    assert set(names(asker.rows())) == {collection.label[one.end] for one in funders} != set()
    assert len(asker.rows()) == len({(one.subject, one.end) for one in funders})
    assert "was funded by" in cells(asker.rows()[0])[1]
    grounded(asker, collection, funders)


def test_what_connects_two(asker: Asker, collection: Collection):
    (interpol,) = {iri for iri in collection.label if "INTERPOL" in collection.label[iri] and collection.about(iri)}
    igad = collection.called("IGAD")
    ways, steps = collection.shortest(interpol, igad)
    asker.ask("what connects INTERPOL and IGAD")
    common = collection.common_events(interpol, igad)
    partners = (collection.partners(interpol) & collection.partners(igad)) - {interpol, igad}
    assert f"{len(common)} common events, {len(partners)} common partners." in asker.sentence
    assert f"{ways} shortest ways have {steps} steps" in asker.sentence
    asker.sentences()
    chains = asker.page.locator("#answer details.chain")
    expect(chains).to_have_count(min(5, ways))
    joined = {frozenset((collection.label[one.subject], collection.label.get(one.end, ""))) for one in collection.said}
    for chain in chains.all():
        expect(chain.locator("li .fact mark").first).to_be_visible()
        assert chain.locator("li").count() == steps
        told = chain.locator("summary bdi").all_inner_texts()
        assert all(frozenset(pair) in joined for pair in pairwise(told))
        assert re.search(r"\d{4}|no date known", chain.locator("li .how").first.inner_text())


def test_the_common_events_and_partners_of_two_by_two_fields(asker: Asker, collection: Collection):
    kenya, ethiopia = collection.called("Kenya"), collection.called("Ethiopia")
    asker.press(asker.page.locator("#between summary"))
    for label, text in (("From", "Kenya"), ("To", "Ethiopia")):
        asker.officer.write(asker.page.get_by_role("combobox", name=label, exact=True), text)
        asker.actions += 1
    common = {collection.label[event] for event in collection.common_events(kenya, ethiopia)}
    assert common and set(names(asker.rows("Common events"))) == common
    partners = (collection.partners(kenya) & collection.partners(ethiopia)) - {kenya, ethiopia}
    listed = asker.page.locator("#answer details.folded, #answer h3", has_text="Common partners")
    expect(listed).to_contain_text(f"Common partners ({len(partners)})")


def test_what_is_planned_next(asker: Asker, collection: Collection):
    asker.ask("what is planned next?")
    asker.sentences()
    assert set(names(asker.rows())) == {collection.label[iri] for iri in collection.planned()} != set()
    for row in asker.rows():
        expect(row.locator(".chip.planned").first).to_be_visible()
        expect(row.locator("blockquote mark").first).to_be_visible()
    passed = [row for row in asker.rows() if "its day has passed" in cells(row)[1]]
    assert passed and all(int(re.findall(r"\d{4}", cells(row)[2])[0]) <= TODAY.year for row in passed)


def test_what_happened_in_a_place(asker: Asker, collection: Collection):
    events = collection.at(collection.called("Nairobi"))
    asker.ask("what happened in Nairobi")
    asker.sentences()
    assert set(names(asker.rows())) == {collection.label[one.subject] for one in events} != set()
    grounded(asker, collection, events)


def test_what_happened_in_a_state_is_what_happened_in_its_places(asker: Asker, collection: Collection):
    ethiopia = collection.called("Ethiopia")
    events = {collection.label[one.subject] for one in collection.at(ethiopia)}
    assert events and not [one for one in collection.said if one.relation == "place" and one.end == ethiopia]
    asker.ask("What happened in Ethiopia?")
    assert set(names(asker.rows())) == events


def test_all_about_one_person(asker: Asker, collection: Collection):
    person = collection.called("Frattini")
    told = collection.about(person)
    asker.ask("all about Frattini")
    asker.sentences()
    assert len(asker.rows()) == len({(one.subject, one.relation, one.end) for one in told})
    articles = len({one.article for one in told})
    assert asker.sentence == f"{len(asker.rows())} facts about Frattini in {articles} article{'s' * (articles > 1)}."
    grounded(asker, collection, told)


def test_the_words_behind_any_line(asker: Asker, collection: Collection):
    asker.ask("who was at the 21st technical conference")
    row = asker.rows()[-1]
    asker.press(row.locator("summary"))
    expect(row.locator("blockquote mark").first).to_be_visible()
    event = collection.called("21st technical conference")
    there = [one for one in collection.there(event) if collection.label[one.end] == cells(row)[0]]
    words = {quote for one in there for quote in collection.quotes[one.claim]}
    assert {" ".join(text.split()) for text in row.locator("mark").all_inner_texts()} & words
    expect(row.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page = context.new_page()
    page.clock.set_fixed_time(TODAY)
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()


def offers(page: Page, text: str) -> list[str]:
    field(page).fill(text)
    return page.locator("#find-found li").all_inner_texts()


def test_questions_are_offered_with_names_in_their_places_while_somebody_types(page: Page):
    kenya = offers(page, "keny")
    assert kenya[0] == "Kenya state"
    assert {"Who did Kenya meet?", "Which events was Kenya at?", "What is said about Kenya?"} <= set(kenya)
    assert "What did Kenya adopt or sign?" not in kenya, "only what has an answer is offered"
    assert offers(page, "kenya mee")[0] == "Who did Kenya meet?"
    assert offers(page, "what hap")[0] == "What happened?"
    assert offers(page, "what happened in 2021")[0] == "What happened in 2021?"
    assert offers(page, "happened in nairo")[0] == "What happened in Nairobi?"
    assert offers(page, "who is member of the au-hoai")[0].startswith(
        "Who are the members and parts of African Union–Horn"
    )
    assert (
        offers(page, "which bodies is Kenya member of in 2014")[0]
        == "Which bodies is Kenya a member or part of in 2014?"
    )
    assert offers(page, "what was adopted from 2014 to 2021")[0] == "What was adopted or signed from 2014 to 2021?"
    assert offers(page, "what did Malta fund since 2015")[0] == "What does Malta fund or support since 2015?"
    assert offers(page, "2021")[0] == "What happened in 2021?"
    assert offers(page, "what connects kenya")[0] == "What connects Kenya and …?"
    field(page).press("ArrowDown")
    field(page).press("Enter")
    expect(field(page)).to_have_value("What connects Kenya and ")
    field(page).press_sequentially("egyp")
    expect(page.locator("#find-found li").first).to_have_text("What connects Kenya and Egypt?")


def test_what_nobody_can_answer_says_so_and_what_was_looked_for(page: Page):
    field(page).fill("who funds Atlantis in 2021")
    expect(page.locator("#find-found-none")).to_contain_text("Nothing of that name")
    field(page).press("Enter")
    sentence = page.locator("#answer .sentence")
    for words in ("Nothing found", "Who funds …", "“atlantis”", "names"):
        expect(sentence).to_contain_text(words)
    field(page).fill("what did Kenya adopt")
    field(page).press("Enter")
    expect(sentence).to_contain_text("Nothing found. Looked for documents and commitments around Kenya")
    expect(sentence).to_contain_text("adopted, signed, committed itself to")
    page.get_by_role("button", name="What is said about Kenya?").click()
    expect(page.locator("#answer h2")).to_have_text("What is said about Kenya?")
    page.go_back()
    expect(page.locator("#answer h2")).to_have_text("What did Kenya adopt or sign?")


def test_what_is_planned_depends_on_the_day_of_who_reads(page: Page):
    page.clock.set_fixed_time(datetime(2006, 11, 1, tzinfo=UTC))
    field(page).fill("what is planned next")
    field(page).press("Enter")
    first = page.locator("#answer table tbody tr").first
    expect(first).to_contain_text("2006-11-22")
    expect(page.locator("#answer")).not_to_contain_text("its day has passed")


def test_filters_narrow_an_answer_and_it_says_so(page: Page, file: Path):
    page.goto(f"{file.as_uri()}#?ask=met&about=state/KEN&without-relation=participant")
    expect(page.locator("#answer .sentence")).to_contain_text("Nothing found")
    expect(page.locator("#answer")).to_contain_text(re.compile(r"The filters let \d+ of 467 facts pass"))


def test_a_combobox_tells_what_is_chosen_in_it(page: Page):
    box, listed = field(page), page.get_by_role("listbox", name="Find or ask: found")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("Kenya")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = listed.get_by_role("option", selected=True)
    expect(chosen).to_have_text("Who did Kenya meet?")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    box.press("ArrowUp")
    box.press("ArrowUp")
    expect(listed.get_by_role("option", selected=True)).to_have_text(listed.get_by_role("option").last.inner_text())
    box.press("Escape")
    expect(listed).to_be_hidden()
    expect(box).to_have_value("Kenya")


def test_the_program_of_the_page_is_small(file: Path):
    text = file.read_text("utf-8")
    own = re.findall(r"<style>.*?</style>|<script>.*?</script>", text, re.DOTALL)
    assert len(own) == 2 and sum(len(part.encode()) for part in own) < _LONGEST


def copied(page: Page, press: Locator) -> str:
    """What a button puts on the clipboard: what the browser is given to copy."""
    page.evaluate("document.addEventListener('copy', () => { window.taken = String(document.activeElement.value); })")
    press.click()
    expect(page.get_by_role("status")).to_contain_text("copied")
    return str(page.evaluate("window.taken"))


def test_an_answer_is_cited_sent_as_a_link_and_saved(page: Page, collection: Collection, tmp_path: Path):
    field(page).fill("who was at the 21st technical conference")
    field(page).press("Enter")
    sentence = page.locator("#answer .sentence").inner_text()
    cited = copied(page, page.locator("#answer > .copies").get_by_role("button", name="Copy citation"))
    assert cited.startswith(f"Who was at 21st technical conference? {sentence}")
    article = next(iter(collection.there(collection.called("21st technical conference")))).article
    assert re.search(r"Said in 1 article.*\n– .+ https?://\S+$", cited) and article
    link = copied(page, page.locator("#answer > .copies").get_by_role("button", name="Copy link"))
    assert link == page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Table as CSV").click()
    download.value.save_as(tmp_path / "answer.csv")
    head, *lines = csv.reader(io.StringIO((tmp_path / "answer.csv").read_text("utf-8-sig"), newline=""))
    assert head[1:7] == ["Name", "From", "Relation", "To", "Date", "Status"]
    assert [line[1] for line in lines] == names(page.locator("#answer table.answers tbody tr").all())
    assert all(line[head.index("Sentence")] and line[head.index("Address")] for line in lines)
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#answer .sentence")).to_have_text(sentence)


def test_a_fact_is_cited_and_opened_again_by_its_link(page: Page):
    field(page).fill("Kenya")
    field(page).press("Enter")
    card = page.locator("#panel .fact").first
    words = card.locator(".words").inner_text()
    cited = copied(page, card.get_by_role("button", name="Copy citation"))
    assert words in cited and card.locator("blockquote").first.inner_text() in cited
    assert (card.get_by_role("link").first.get_attribute("href") or "-") in cited
    link = copied(page, card.get_by_role("button", name="Copy link"))
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#answer .fact .words")).to_have_text(words)
    page.goto("about:blank")
    page.goto(link[:-2])
    expect(page.locator("#answer .sentence")).to_contain_text("does not hold that fact")


def test_from_the_overview_table_and_timeline_have_all_that_passes(page: Page, file: Path, collection: Collection):
    total = int(re.findall(r"All ([\d,]+) facts", page.locator("#all").inner_text())[0])
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator("#other h2")).to_have_text(f"{total} of {total} facts")
    expect(page.locator("table.selected tbody tr")).to_have_count(total)
    page.get_by_role("button", name="Timeline", exact=True).click()
    events = {one.subject for one in collection.said} & collection.events
    expect(page.locator("#other h2")).to_have_text(f"{len(events)} of {len(events)} events")
    expect(page.locator(".times li")).to_have_count(len(events))
    page.goto(f"{file.as_uri()}#?without-type=state")
    expect(page.locator("#where")).to_contain_text(re.compile(rf"\d+ of {total} facts pass the filters"))
    passing = int(re.findall(rf"(\d+) of {total} facts pass", page.locator("#where").inner_text())[0])
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator("#other h2")).to_have_text(f"{passing} of {total} facts")


def test_filters_take_actors_without_a_line_out_of_the_overview(page: Page, file: Path):
    page.goto(f"{file.as_uri()}#?since=2021&undated=no")
    expect(page.locator("#where")).to_contain_text("pass the filters")
    expect(page.locator("#graph .node").first).to_be_visible()
    joined = page.evaluate(
        "[...new Set([...document.querySelectorAll('#graph .edge')].flatMap(e => e.dataset.edge.split(' ')))].sort()"
    )
    nodes = page.evaluate("[...document.querySelectorAll('#graph .node')].map(e => e.dataset.node).sort()")
    assert nodes == joined and 0 < len(nodes) < 20
    expect(page.locator("#where")).to_contain_text(f"The {len(nodes)} that they join most, of")
    page.goto(f"{file.as_uri()}#?since=2025-12&undated=no&without-relation=organizer")
    expect(page.locator("#where")).to_contain_text("They join no two actors")
    expect(page.locator("#graph .node")).to_have_count(0)
