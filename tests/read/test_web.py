"""Web pages: main text and metadata, declared charsets, and pages that are broken, empty or built to do harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.read import ReadError, Reading, find_articles, read_article
from kg.read.web import read_page

FILES = Path(__file__).parents[1] / "fixtures" / "articles"


def read(name: str) -> Reading:
    return read_article(find_articles([FILES / name])[0])


def test_a_page_gives_title_and_main_text_and_what_its_head_says() -> None:
    reading = read("page.html")
    article = reading.article
    assert article.text.startswith("Ministers adopt a regional plan\n")
    assert "drafted by the ministries of labour" in article.text and "All rights reserved" not in article.text
    assert (article.title, article.publisher) == ("Ministers adopt a regional plan", "Example News")
    assert (article.url, article.published) == ("https://example.org/news/plan", "2019-05-24")
    assert (article.media_type, reading.notes) == ("text/html", ())


@pytest.mark.parametrize(
    ("file", "encoding", "words"),
    [
        ("page-latin-1.html", "cp1252", "Malmö’s café"),
        ("page-cyrillic.html", "cp1251", "Минск"),
        ("page.htm", "cp1252", "Malmö"),
        ("page-false-charset.html", "utf-8", "Malmö — Genève"),
    ],
)
def test_a_declared_charset_counts_where_it_can_be_true(file: str, encoding: str, words: str) -> None:
    article = read(file).article
    assert article.encoding == encoding and words in article.text


def test_a_false_charset_is_noted() -> None:
    assert "declares the charset shift_jis but is not in it" in read("page-false-charset.html").notes[0]


def test_a_broken_page_still_gives_its_text() -> None:
    assert "Ministers of five countries adopted" in read("page-broken.html").article.text


def test_a_page_without_text_is_told_in_one_line() -> None:
    with pytest.raises(ReadError, match="the page holds no text; save the article itself"):
        read("page-no-text.html")


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "<b>x</b>" * 100_000,
        "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">x</p>",
        "<div>" * 100_000,
    ],
    ids=["tags", "attributes", "levels"],
)
def test_pages_that_would_keep_the_parser_busy_are_refused_at_once(page: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadError, match="too many tags, attributes or levels"):
        read_page(page, "page")
    assert time.monotonic() - began < 2


def test_an_address_that_is_not_http_is_ignored_with_a_note(tmp_path: Path) -> None:
    page = (FILES / "page.html").read_text("utf-8").replace("https://example.org/news/plan", "javascript:alert(1)")
    path = tmp_path / "page.html"
    path.write_text(page)
    reading = read_article(find_articles([path])[0])
    assert reading.article.url is None and reading.article.key == "page.html"
