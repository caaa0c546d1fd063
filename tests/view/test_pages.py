"""Both pages, made from an article whose every text is hostile."""

import json
import re
from importlib import import_module

import pyoxigraph as ox
import pytest

from kg.records import KgError
from kg.validate import Quarantined
from kg.view import fact_rows, graph_page, report
from kg.view.content import Contents, Thing
from kg.view.fact_rows import held
from kg.view.layout import chosen, connections
from tests.view.network import network_store
from tests.view.parsed import Page

SCRIPT = "<script>alert('x')</script>"


@pytest.fixture(scope="module")
def pages(store) -> dict[str, str]:
    line = Quarantined("k", "a.txt", "claim", f"x {SCRIPT}", "quoted words", "shape", "mend it", "2021-02-31")
    return {"report": report(store, [line]), "graph": graph_page(store)}


@pytest.mark.parametrize("name", ["report", "graph"])
def test_a_page_is_whole_loads_nothing_and_runs_nothing_foreign(pages, name):
    page = Page(pages[name])
    assert page.open == []
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == (2 if name == "graph" else 0)
    assert not {"img", "iframe", "link", "object", "form", "base"} & set(tags)
    attributes = [(key, value or "") for _, found in page.tags for key, value in found.items()]
    assert not [key for key, _ in attributes if key.startswith("on") or key in ("src", "style", "srcset")]
    links = [value for key, value in attributes if key == "href" and not value.startswith("#")]
    assert set(links) == {"https://example.org/a?x=1&y=%22"}
    assert SCRIPT in page.text, "it is shown as text"


@pytest.mark.parametrize("name", ["report", "graph"])
def test_a_page_shows_facts_with_sentence_status_and_rule_but_no_contacts(pages, name):
    text = Page(pages[name]).text
    for shown in (
        "Kenya",
        "Egypt",
        "host",
        "particip",
        "explicit",
        "attributed",
        "confidence 0.9",
        "rule hosted",
        "1 October, year not stated",
    ):
        assert shown in text
    assert re.search(r"<mark>data must be shared</mark>”", pages[name])
    for private in ("555 0123", "doe@example.org"):
        assert private not in pages[name]


@pytest.mark.parametrize("name", ["report", "graph"])
def test_text_that_turns_the_writing_round_is_isolated(pages, name):
    for match in re.finditer("\u202e", pages[name]):
        before = pages[name][: match.start()]
        inside_data = before.rfind('id="data">') > before.rfind("</script>")
        assert inside_data or before.rfind("<bdi") > before.rfind("</bdi>")


def test_the_report_tells_what_was_kept_out_and_why(pages):
    text = Page(pages["report"]).text
    assert "Kept out of the graph" in text and "mend it" in text and "2021-02-31" in text and "quoted words" in text


def test_the_graph_has_its_facts_as_text_and_as_data(pages):
    page = pages["graph"]
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    rows = page.partition('<noscript id="facts">')[2].partition("</noscript>")[0].count("<tr><td>")
    assert rows == len(data["facts"]) == 7
    labels = [node["label"] for node in data["nodes"]]
    subject, other, *_ = next(fact for fact in data["facts"] if fact[2] == "host")
    assert SCRIPT in labels[subject] and labels[other] == "Kenya"
    assert len(data["overview"]) == 3, "two states and a unit; persons are found by searching"
    assert data["start"] is None


def test_a_page_holds_whole_facts_as_far_as_they_find_room_and_says_so():
    store = network_store()
    iris = chosen(connections(store))
    whole, all_rows = held(Contents(store), iris)
    things, rows = held(Contents(store), iris, most_bytes=5_000)
    assert [thing.iri for thing in whole] == iris and 1 < len(things) < len(iris)
    shown = {thing.iri for thing in things}
    joining = [row for row in all_rows if not isinstance(row[0].object, Thing) or row[0].object.iri in shown]
    assert rows == [row for row in joining if row[0].subject.iri in shown]


def test_a_page_that_can_not_hold_all_says_how_many_and_where_the_rest_is(monkeypatch):
    monkeypatch.setattr(fact_rows, "MOST_BYTES", 5_000)
    text = Page(graph_page(network_store())).text
    assert re.search(r"holds the \d+ best connected of 20 entities", text) and "kg serve" in text


@pytest.mark.parametrize(
    ("name", "most", "said"),
    [
        ("MOST_ARTICLES", 1, "1 of 2 articles are shown with their facts, 1 by their titles. All of them: kg serve."),
        ("MOST_BYTES", 1, "1 of 2 articles are shown with their facts, 1 by their titles."),
    ],
)
def test_a_report_that_can_not_show_all_says_what_it_leaves_out(monkeypatch, name, most, said):
    whole = Page(report(network_store()))
    module = import_module("kg.view.report")
    monkeypatch.setattr(module, name, most)
    part = Page(report(network_store()))
    assert said in part.text and "are shown with their facts" not in whole.text
    assert part.text.count("(not shown below)") == 1
    monkeypatch.setattr(module, "MOST_LISTED", 0)
    assert "0 by their titles, and 1 are not listed" in Page(report(network_store())).text


def test_an_actor_is_found_by_name_acronym_or_iri(store):
    for name in ("kenya", "https://w3id.org/mgkg/id/state/KEN", "UX"):
        assert '"start":null' not in graph_page(store, name)
    with pytest.raises(KgError, match="did you mean Kenya"):
        graph_page(store, "keny")
    with pytest.raises(KgError, match=r"graph\.html"):
        graph_page(store, "Atlantis")


def test_the_same_store_gives_the_same_page(store, pages):
    assert graph_page(store) == pages["graph"]


def test_a_page_weighs_little_without_its_data():
    assert len(graph_page(ox.Store()).encode()) < 200_000


def test_an_empty_store_gives_pages_too():
    assert "0" in Page(report(ox.Store())).text
    assert "All 0 facts" in Page(graph_page(ox.Store())).text
