"""A file of metadata beside an article: what it says counts, and what is wrong with it costs the article nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.read import ReadError, find_articles, read_article
from tests.read.documents import printed

TOLD = '{"title": "Told", "url": "https://example.org/told", "publisher": "Ministry", "published": "12 May 2021"}'
FRENCH = "Le ministère de l'Intérieur et l'Organisation internationale pour les migrations ont ouvert hier un atelier."


def test_it_counts_more_than_the_file_and_json_is_yaml(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Own\npublisher: Own\n---\nThe ministers met.\n")
    printed(tmp_path / "b.pdf", ["The ministers met", "in Nairobi."])
    for name in ("a.md", "b.pdf"):
        (tmp_path / f"{name}.meta.yaml").write_text(TOLD)
    for source in find_articles([tmp_path]):
        article = read_article(source).article
        assert (article.key, article.title) == ("https://example.org/told", "Told")
        assert (article.publisher, article.published) == ("Ministry", "2021-05-12")


def test_of_a_collection_it_says_what_its_lines_do_not(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,outlet\nThe ministers met.,Gazette\nThey met again.,\n")
    (tmp_path / "a.csv.meta.yaml").write_text(TOLD)
    first, second = (read_article(source).article for source in find_articles([tmp_path]))
    assert (first.publisher, second.publisher) == ("Gazette", "Ministry")
    assert {first.published, second.published} == {"2021-05-12"} and first.url is second.url is first.title is None


@pytest.mark.parametrize("language", ["en", "English", "en-GB"])
def test_a_language_that_is_told_is_believed(language: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH)
    (tmp_path / "a.txt.meta.yaml").write_text(f"language: {language}")
    assert read_article(find_articles([tmp_path])[0]).article.text == FRENCH
    (tmp_path / "a.txt.meta.yaml").write_text("language: fr")
    with pytest.raises(ReadError, match="is in fr; give an English version"):
        read_article(find_articles([tmp_path])[0])


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ("title: [", "is not valid YAML (line 1), it is not used"),
        ("- title", "has no `name: value` lines"),
        ("licence: CC BY 4.0\nurl: javascript:x", "url ignored"),
        ("x: 1\n" * 10_000, "larger than 20,000 bytes"),
        ("a: &a [x]\n" + "".join(f"a{n}: [*a, *a]\n" for n in range(99)), "not used: a, a0"),
        ("!!python/object/apply:os.system ['false']", "has no `name: value` lines"),
    ],
)
def test_what_is_wrong_with_it_is_a_note(content: str, note: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ministers met.")
    (tmp_path / "a.txt.meta.yaml").write_text(content)
    reading = read_article(find_articles([tmp_path])[0])
    assert any(note in line and "a.txt.meta.yaml" in line for line in reading.notes)
    assert reading.article.key == "a.txt"


def test_no_link_is_followed_and_no_pipe_waited_for(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The ministers met.")
    (tmp_path / "secret").write_text(TOLD)
    (tmp_path / "a.txt.meta.yaml").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "b.txt.meta.yaml")
    notes = [read_article(source).notes[0] for source in find_articles([tmp_path])[:2]]
    assert "is a link" in notes[0] and "is no ordinary file" in notes[1]
