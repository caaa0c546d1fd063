"""What stands beside a fact: read from small articles, and told in the panel of the page."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.extract import extract
from kg.graph import article_graph, reference_quads
from kg.records import Article
from kg.store import ArticleStore
from kg.view import graph_page
from tests.browser import chromium, needs_chromium

SERIES = "the 26th Meeting of the Regional Conference on Migration"
BEFORE = (
    "Guatemala currently chairs the Regional Conference on Migration. "
    f"T{SERIES[1:]} will be held in San Salvador on 12 May 2021. Honduras will attend {SERIES}."
)
SAME_DAY = "El Salvador currently chairs the Regional Conference on Migration."
AFTER = (
    "Panama currently chairs the Regional Conference on Migration. "
    f"T{SERIES[1:]} was held in Managua on 14 May 2021. Honduras attended {SERIES}."
)
AGAIN = f"T{SERIES[1:]} was held in Nicaragua in May 2021. Honduras chaired {SERIES}."
CHAIR, PLACE = "Regional Conference on Migration chair", "26th Meeting of the Regional Conference on Migration place"
START = "26th Meeting of the Regional Conference on Migration startDate"
GUEST = "26th Meeting of the Regional Conference on Migration participant"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Four articles: two of one day, two that are later."""
    texts = (("2021-03-10", BEFORE), ("2021-03-10", SAME_DAY), ("2022-06-01", AFTER), ("2022-07-01", AGAIN))
    with ArticleStore.in_memory() as articles:
        articles.load_reference(reference_quads())
        for number, (day, text) in enumerate(texts):
            article = Article(f"a{number}", text, f"a{number}.txt", None, f"Article {number}", "Herald", day)
            articles.commit_article(article_graph(extract(article)))
        return articles.store


@pytest.fixture(scope="module")
def told(store: ox.Store) -> dict[str, set[tuple[str, str]]]:
    """By a fact and its status, what stands beside it: how, and its object."""
    data = json.loads(graph_page(store).partition('id="data">')[2].partition("</script>")[0])
    labels = [node["label"] for node in data["nodes"]]

    def words(number: int) -> tuple[str, str, str]:
        subject, other, relation, status, *_ = data["facts"][number]
        return f"{labels[subject]} {relation}", other if isinstance(other, str) else labels[other], status

    found: dict[str, set[tuple[str, str]]] = {}
    for number in range(len(data["facts"])):
        others = {(how, words(other)[1]) for how, other in data["beside"].get(str(number), ())}
        found[" ".join(words(number))] = others
    return found


def test_two_chairs_at_one_date_contradict_each_other_and_the_next_one_is_later(told):
    assert told[f"{CHAIR} Guatemala explicit"] == {("otherwise", "El Salvador"), ("later", "Panama")}
    assert told[f"{CHAIR} Panama explicit"] == set()


def test_two_places_contradict_each_other_unless_one_lies_in_the_other(told):
    assert told[f"{PLACE} Managua explicit"] == {("otherwise", "San Salvador")}
    assert told[f"{PLACE} Nicaragua explicit"] == {("otherwise", "San Salvador")}


def test_two_dates_contradict_each_other_unless_they_agree_as_far_as_both_are_known(told):
    assert told[f"{START} 2021-05-14 explicit"] == {("otherwise", "2021-05-12")}
    assert told[f"{START} 2021-05 explicit"] == set()


def test_what_was_planned_is_told_with_what_became_of_it(told):
    assert {("surer", "Honduras"), ("fate", "held")} < told[f"{GUEST} Honduras planned"]
    assert ("unsurer", "Honduras") in told[f"{GUEST} Honduras explicit"]


def test_what_later_articles_tell_of_the_same_two_is_told(told):
    assert ("later", "Honduras") in told[f"{GUEST} Honduras explicit"]
    assert told["26th Meeting of the Regional Conference on Migration chair Honduras explicit"] == set()


@needs_chromium
def test_the_panel_tells_it_with_the_sentence(store: ox.Store, tmp_path):
    (tmp_path / "graph.html").write_text(graph_page(store), "utf-8")
    with chromium() as browser:
        page = browser.new_page()
        page.goto((tmp_path / "graph.html").as_uri())
        page.get_by_role("combobox", name="Find or ask").fill("Regional Conference on Migration")
        page.get_by_role("combobox", name="Find or ask").press("Enter")
        card = page.locator("#panel .fact", has=page.locator(".words", has_text="was chaired by Guatemala"))
        otherwise = card.locator(".beside.otherwise")
        otherwise.locator("summary").click()
        assert "Said otherwise: Regional Conference on Migration was chaired by El Salvador (Herald, 2021-03-10)" in (
            otherwise.inner_text()
        )
        assert SAME_DAY in otherwise.locator(".said").inner_text()
