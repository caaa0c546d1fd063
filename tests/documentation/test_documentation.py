"""The documentation of the ontology as a reader has it: complete, whole by itself, readable without eyes, and the same
each time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.documentation import documentation, read_ontology
from kg.documentation.examples import examples
from kg.documentation.page import questions_by_term
from kg.graph import ontology_quads
from kg.query import load_questions
from kg.query.results import plain
from tests.browser import chromium, needs_chromium


class Read(HTMLParser):
    """Anchors, links, what is loaded, and the texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag == "a" and "href" in found else []
        self.loaded += [found[name] for name in ("src", "data", "poster") if name in found]
        self.loaded += [found["href"]] if tag == "link" else []

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page() -> str:
    return documentation()


@pytest.fixture(scope="module")
def read(page: str) -> Read:
    return Read(page)


@pytest.fixture(scope="module")
def ontology():
    return read_ontology((plain(q.subject), plain(q.predicate), plain(q.object)) for q in ontology_quads())


def test_every_term_has_an_entry_with_definition_and_example(read, ontology) -> None:
    assert len(ontology.terms) > 90
    for term in ontology.terms:
        assert read.ids.count(term.name) == 1, term.name
        assert term.first("http://www.w3.org/2004/02/skos/core#definition") in read.text
        assert examples().get(term.name, "graphs that are not public") in read.text


def test_every_concept_has_an_entry_in_its_scheme(read, ontology) -> None:
    assert len(ontology.schemes) == 13
    for scheme in ontology.schemes:
        assert f"scheme-{scheme.code}" in read.ids
        assert all(concept.label in read.text and concept.definition in read.text for concept in scheme.concepts)


def test_every_link_leads_somewhere(read) -> None:
    inside = [link[1:] for link in read.links if link.startswith("#")]
    assert len(inside) > 300 and len(read.ids) == len(set(read.ids))
    assert set(inside) - set(read.ids) == set()
    assert {link.partition(":")[0] for link in read.links if not link.startswith("#")} == {"https", "http"}


def test_a_term_names_the_questions_that_ask_about_it(page) -> None:
    asking = questions_by_term()
    assert {question.name for question in asking["capital"]} == {"events-in-capitals"}
    assert "views/organizations" in {question.name for question in asking["member"]}
    entry = page.partition('id="capital"')[2].partition('class="term"')[0]
    assert "asked about by 1 question" in entry and 'href="#question-events-in-capitals"' in entry
    assert all(f'id="question-{name.replace("/", "-")}"' in page for name in load_questions())


def test_it_loads_nothing_and_runs_nothing(page, read) -> None:
    assert read.loaded == []
    assert "<script" not in page and "default-src 'none'" in page


def test_it_is_the_same_each_time(page) -> None:
    assert documentation() == page


def test_diagrams_are_told_in_words_too(page) -> None:
    drawn = re.findall(r"<svg.*?</svg>", page)
    assert len(drawn) == 3
    for svg in drawn:
        image = ElementTree.fromstring(svg)
        assert image.get("role") == "img"
        named = {child.get("id"): child.text for child in image if child.tag in ("title", "desc")}
        assert image.get("aria-labelledby", "").split() == list(named) and all(named.values())
    told = "".join(re.findall(r"<desc.*?</desc>", page))
    assert "event to actor: host, organizer, participant" in told
    assert "Kinds of actor: state, government body" in told
    assert "mg:Claim, mg:evidence, mg:Segment" in told


def test_an_empty_ontology_is_told_as_one() -> None:
    assert read_ontology([]).terms == () == read_ontology([]).schemes


@needs_chromium
@pytest.mark.parametrize("width", [360, 1200])
def test_it_fits_the_screen_of_a_telephone_and_says_nothing_to_the_console(page, width, tmp_path: Path) -> None:
    file = tmp_path / "ontology.html"
    file.write_text(page, "utf-8")
    with chromium() as browser:
        view = browser.new_page(viewport={"width": width, "height": 800})
        said: list[str] = []
        view.on("console", lambda message: said.append(message.text))
        view.goto(f"{file.as_uri()}#host")
        assert view.evaluate("document.documentElement.scrollWidth") <= width
        assert view.locator("#host").is_visible() and view.locator("svg.diagram").count() == 3
    assert said == []
