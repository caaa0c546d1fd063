"""One article: its metadata, what is not believed of them, and files that must not be waited for or read whole."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from kg.read import ReadError, Reading, Source, find_articles, read_article
from kg.read.front_matter import find_front_matter
from kg.read.metadata import iso_date

FILES = Path(__file__).parents[1] / "fixtures" / "articles"


def read(name: str) -> Reading:
    return read_article(find_articles([FILES / name])[0])


def test_front_matter_gives_the_metadata_and_stays_in_the_text() -> None:
    article, notes = read("full.md").article, read("full.md").notes
    assert article.text == (FILES / "full.md").read_text("utf-8")
    assert (article.title, article.publisher) == ("Ministers adopt a regional plan", "Ministry of Labour")
    assert (article.url, article.published) == ("https://example.org/news/plan", "2019-05-24")
    assert (article.key, article.path, article.media_type) == (article.url, "full.md", "text/markdown")
    assert notes == ()


def test_without_an_address_the_key_is_the_path() -> None:
    assert read("utf-8.txt").article.key == "utf-8.txt"


def test_front_matter_that_is_no_yaml_is_ignored_with_a_note() -> None:
    reading = read("bad-yaml.md")
    assert reading.article.title is None and reading.article.text.startswith("---\n")
    assert len(reading.notes) == 1 and "front matter ignored, it is not valid YAML (line" in reading.notes[0]


def test_values_that_cannot_be_true_are_ignored_each_with_a_note() -> None:
    reading = read("bad-values.md")
    assert (reading.article.url, reading.article.published) == (None, None)
    assert reading.article.title == "Ministers adopt a plan"
    assert [note.partition("front matter: ")[2].split()[0] for note in reading.notes] == ["url", "published", "not"]


def test_a_rule_of_dashes_is_text() -> None:
    assert find_front_matter(read("dashes.txt").article.text).end == 0 and read("dashes.txt").notes == ()


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('title: "In quotes"', "In quotes"),
        ("title: 'It''s quoted'", "It''s quoted"),
        ("title: Plain words: not quoted", "Plain words: not quoted"),
        ("title: >-\n  Folded over\n  two lines", "Folded over\n  two lines"),
        ("title:", None),
        ("subtitle: Another", None),
    ],
)
def test_where_the_title_stands(written: str, title: str | None) -> None:
    text = f"---\npublisher: X\n{written}\n---\nBody.\n"
    span = find_front_matter(text).title
    assert (text[span.start : span.end] if span else None) == title


def test_yaml_bombs_and_deep_nesting_do_no_harm() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    assert find_front_matter(f"---\n{bomb}---\n").fields is not None
    assert find_front_matter("---\nk: " + "[" * 9000 + "\n---\n").fault


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2019-05-24", "2019-05-24"),
        ("2019-05", "2019-05"),
        ("2019", "2019"),
        ("2019-05-24T10:00:00Z", "2019-05-24"),
        ("24 May 2019", "2019-05-24"),
        ("May 24, 2019", "2019-05-24"),
        ("2019-02-29", None),
        ("0000-01-01", None),
        ("05/06/2019", None),
        ("yesterday", None),
    ],
)
def test_publication_dates(stated: str, date: str | None) -> None:
    assert iso_date(stated) == date


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(10_000_001)
    with pytest.raises(ReadError, match="larger than 10,000,000 bytes; split it"):
        read_article(find_articles([large])[0])
    monkeypatch.setenv("KG_MAX_BYTES", "3")
    with pytest.raises(ReadError, match="larger than 3 bytes"):
        read("utf-8.txt")
    monkeypatch.setenv("KG_MAX_BYTES", "ten")
    with pytest.raises(ReadError, match="KG_MAX_BYTES is ten; set it"):
        read("utf-8.txt")


def test_a_pipe_or_device_or_link_in_a_file_s_place_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(FILES / "utf-8.txt")
    for path, reason in ((tmp_path / "pipe.txt", "no ordinary file"), (Path("/dev/zero"), "no ordinary file")):
        with pytest.raises(ReadError, match=reason):
            read_article(Source(path, "name"))
    with pytest.raises(ReadError, match="is a link"):
        read_article(Source(tmp_path / "link.txt", "name"))


def test_a_file_that_is_gone_or_locked_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"cannot be read \(No such file"):
        read_article(Source(tmp_path / "gone.txt", "gone.txt"))
    locked = tmp_path / "locked.txt"
    locked.write_text("x")
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user may read every file")
    with pytest.raises(ReadError, match="change its permissions"):
        read_article(Source(locked, "locked.txt"))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"---\ntitle: Piped\n---\nMinisters met.\n")))
    article = read_article(find_articles(["-"])[0]).article
    assert (article.key, article.title) == ("-", "Piped")


def test_a_page_through_a_pipe_is_read_as_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((FILES / "page.html").read_bytes())))
    article = read_article(find_articles(["-"])[0]).article
    assert (article.media_type, article.publisher) == ("text/html", "Example News")


def test_a_file_name_cannot_break_the_message_into_lines(tmp_path: Path) -> None:
    odd = tmp_path / "two\nlines.txt"
    odd.write_bytes(b"")
    with pytest.raises(ReadError) as caught:
        read_article(find_articles([odd])[0])
    assert "\n" not in str(caught.value)
