"""The text of a stored article with names marked and facts under their sentences."""

from __future__ import annotations

import re

import pytest

from kg.graph import article_graph
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore
from kg.view import report

TEXT = (
    "The delegates met in Egypt for the forum of Egypt and Sudan. Egypt & <b>Sudan</b> signed. Rain fell.\n\n"
    "For more information contact Jane Doe at +254 20 555 0123."
)


def quoted(words: str, text: str = TEXT) -> tuple[Span, ...]:
    return (Span(text.index(words), text.index(words) + len(words)),)


def page(text: str, claims: tuple[Claim, ...]) -> str:
    entities = (
        Entity("e1", "Event", "forum of Egypt and Sudan"),
        Entity("e2", "Place", "Egypt", reference="EGY"),
        Entity("e3", "State", "Egypt", reference="EGY"),
        Entity("e4", "State", "Sudan", reference="SDN"),
    )
    extraction = Extraction(Article("k", text, "a.txt"), (Segment("body", 0, len(text)),), entities, (), claims)
    with ArticleStore.in_memory() as store:
        store.commit_article(article_graph(extraction))
        found = report(store.store)
    return found.partition('<details class="text">')[2].partition("</details>")[0]


@pytest.fixture(scope="module")
def shown() -> str:
    return page(
        TEXT,
        (
            Claim("place", "e1", "e2", "explicit", 0.9, "place-adjunct", quoted("met in Egypt")),
            Claim("partner", "e3", "e4", "explicit", 0.7, "signed-with", quoted("Sudan</b> signed")),
            Claim("participant", "e1", "e4", "explicit", 0.6, "pattern:of", quoted("Egypt and Sudan")),
        ),
    )


def paragraphs(shown: str) -> list[str]:
    return shown.split("<p ")[1:]


def test_names_are_marked_with_their_type_in_words_and_inside_names_of_events(shown):
    assert re.search(
        r'<span class="name Event"><bdi>forum of </bdi><span class="name \w+"><bdi>Egypt</bdi><i> \w+</i></span>'
        r'<bdi> and </bdi><span class="name State"><bdi>Sudan</bdi><i> state</i></span><i> event</i></span>',
        shown,
    )
    assert "&lt;b&gt;" in shown and "<b>Sudan" not in shown


def test_of_two_bearers_of_a_name_the_one_is_marked_that_the_sentence_is_about(shown):
    first, second, *_ = paragraphs(shown)
    assert '<span class="name Place"><bdi>Egypt' in first
    assert '<span class="name State"><bdi>Egypt' in second


def test_facts_that_differ_in_object_and_confidence_stand_in_one_line():
    claims = (
        Claim("participant", "e1", "e3", "explicit", 0.95, "pattern:of", quoted("Egypt and Sudan")),
        Claim("participant", "e1", "e4", "explicit", 0.6, "pattern:of", quoted("Egypt and Sudan")),
    )
    [line] = re.findall(r"<li>.*?</li>", page(TEXT, claims))
    assert "confidence 0.6 to 0.95, rule pattern:of" in line


def test_facts_stand_under_their_sentence_with_rule_and_confidence(shown):
    first, second, third, *_ = paragraphs(shown)
    assert "rule place-adjunct" in first and "confidence 0.9" in first and "signed-with" not in first
    assert "rule signed-with" in second and "confidence 0.7" in second
    assert "Rain fell." in third and "<li>" not in third


def test_whom_to_contact_is_left_out(shown):
    assert "Jane Doe" not in shown and "555" not in shown and "whom to contact, not shown" in shown


def test_of_a_text_that_no_browser_would_open_the_beginning_is_shown():
    long = TEXT.partition("\n")[0] + "\n\n" + "Rain fell again on that day. " * 5000
    found = page(long, (Claim("place", "e1", "e2", "explicit", 0.9, "x", quoted("met in Egypt")),))
    assert len(found) < len(long) and "The rest of this long text is not shown." in found
