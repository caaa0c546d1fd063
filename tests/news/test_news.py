"""What is new goes by the day of publication, is the same whenever it is asked, and vanishes with its article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import article_graph, ontology_quads, reference_quads
from kg.graph.terms import entity
from kg.news import News, TooManyRows, news_of_question, news_of_thing
from kg.news import news as finding
from kg.query import LocalStore, asked, load_questions
from kg.records import Extraction, KgError
from kg.store import ArticleStore, as_of
from tests.query.conftest import first, second

TOGO = entity("State", "TGO").value
DATES = {"day.txt": "2024-03-05", "end.txt": "2024-03-31", "month.txt": "2024-03", "year.txt": "2023", "none.txt": None}


def published(key: str, day: str | None, made: Extraction) -> Extraction:
    """The article under another key and of another day."""
    return replace(made, article=replace(made.article, key=key, path=key, url=None, published=day))


def store() -> ArticleStore:
    made = ArticleStore.in_memory()
    made.load_reference([*reference_quads(), *ontology_quads()])
    for key, day in DATES.items():
        made.commit_article(article_graph(published(key, day, second())))
    made.commit_article(article_graph(first()))
    return made


@pytest.fixture(scope="module")
def articles() -> ArticleStore:
    return store()


def of_togo(articles: ArticleStore, since: str = "", most: int = 50) -> News:
    return news_of_thing(LocalStore(articles.store), TOGO, most, since)


def of_question(articles: ArticleStore, name: str, *given: tuple[str, str], since: str = "") -> News:
    target = LocalStore(articles.store)
    question = load_questions()[name]
    return news_of_question(target, question, asked(question, given, target).text, 50, since)


def test_the_latest_come_first_and_a_month_or_a_year_counts_as_of_its_last_day(articles: ArticleStore):
    found = [(item.published, item.day) for item in of_togo(articles).items]
    assert [day for _, day in found] == sorted((day for _, day in found), reverse=True)
    assert set(found) == {
        ("2024-03", "2024-03-31"),
        ("2024-03-31", "2024-03-31"),
        ("2024-03-05", "2024-03-05"),
        ("2023", "2023-12-31"),
        ("2021-05-20", "2021-05-20"),
    }
    assert of_togo(articles).undated == 1


@pytest.mark.parametrize(
    ("since", "day_before"), [("2024-03-31", "2024-03-30"), ("2024", "2023"), ("2021-06", "2021-05")]
)
def test_what_is_new_since_a_day_is_what_was_not_there_as_of_the_day_before(
    articles: ArticleStore, since: str, day_before: str
):
    then, _ = as_of(articles, day_before)
    new = {item.id for item in of_togo(articles, since).items}
    old = {item.id for item in of_togo(then).items}
    assert not new & old
    assert new | old == {item.id for item in of_togo(articles).items}


def test_the_same_articles_have_the_same_news_in_another_store(articles: ArticleStore):
    again = ArticleStore.in_memory()
    again.commit_article(article_graph(first()))
    for key, day in reversed(DATES.items()):
        again.commit_article(article_graph(published(key, day, second())))
    again.load_reference([*reference_quads(), *ontology_quads()])
    assert of_togo(again) == of_togo(articles)


def test_fewer_items_are_the_latest_ones(articles: ArticleStore):
    assert of_togo(articles, most=3).items == of_togo(articles).items[:3]


def test_what_an_article_said_goes_with_it():
    articles = store()
    before = of_togo(articles)
    articles.remove("day.txt")
    after = of_togo(articles)
    assert set(before.items) - set(after.items) == {item for item in before.items if item.published == "2024-03-05"}
    assert set(after.items) < set(before.items)


def test_an_item_has_the_sentence_the_words_and_the_article(articles: ArticleStore):
    told = {item.sentence: item for item in of_togo(articles, "2021-05-20").items if item.published == "2021-05-20"}
    assert list(told) == [
        "Togo took part in Workshop on Border Data",
        "Ghana Immigration Service named Togo as a partner (according to Ama Mensah)",
    ]
    item = told["Togo took part in Workshop on Border Data"]
    assert item.quotations == ("Togo and IOM took part",)
    assert (item.title, item.source) == ("Ghana hosts workshop", "https://example.org/news/1")
    assert item.claim.startswith(f"{item.article}/claim/")


def test_a_question_has_the_claims_of_its_relations_between_the_things_of_a_row(articles: ArticleStore):
    hosts = of_question(articles, "event-hosts", ("host", "Ghana"))
    assert [item.sentence for item in hosts.items] == ["Ghana hosted Workshop on Border Data"]
    assert [
        item.sentence for item in of_question(articles, "event-dates", since="2021").items if "2021" in item.sentence
    ] == [
        "Workshop on Border Data ended on 2021-05-14",
        "Workshop on Border Data began on 2021-05-12",
    ]
    partners = of_question(articles, "attributed-claims", ("relation", "partner"))
    assert {item.status for item in partners.items} == {"attributed"}


def test_a_question_that_counts_has_no_news(articles: ArticleStore):
    with pytest.raises(KgError, match="actor-roles: its rows are not what single articles say"):
        of_question(articles, "actor-roles")


def test_an_answer_with_too_many_rows_is_to_be_narrowed(articles: ArticleStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finding, "MOST_ROWS", 2)
    with pytest.raises(TooManyRows, match="claims: the answer has more than 2 rows: narrow it by article, subject"):
        of_question(articles, "claims")


def test_many_pairs_are_looked_for_in_parts(articles: ArticleStore, monkeypatch: pytest.MonkeyPatch):
    whole = of_question(articles, "event-actors")
    monkeypatch.setattr(finding, "_AT_ONCE", 1)
    assert of_question(articles, "event-actors") == whole
