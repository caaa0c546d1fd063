"""Files made to hang, fill or crash the reader: each gives an article or one line that says why not."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.read import ReadError, Source, apart, find_articles, read_article
from kg.read.apart import read_apart
from kg.read.front_matter import find_front_matter
from kg.read.metadata import iso_date
from tests.naughty import STRINGS

BOUNDED = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SIGNS = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x81",
    b"\r",
    b"\x1b[31m",
    b"---\n",
    b"title: x\n",
    b"url: javascript:x\n",
)
PIECES = st.one_of(st.binary(max_size=20), st.sampled_from(SIGNS), st.text(max_size=20).map(str.encode))
LINES = (
    "---\n",
    "title: a\n",
    "- b\n",
    "&a [*a]\n",
    "'\n",
    "{{\n",
    "? x\n",
    "<<: *b\n",
    "!!python/name:os.system\n",
    "\t\n",
)
NAMES = (
    "two\nlines",
    "$(id) `id` %s {0}",
    "con",
    *(name for name in STRINGS if "/" not in name and len(name.encode()) < 240),
)


def article_or_reason(source: Source) -> None:
    try:
        article = read_article(source).article
    except ReadError as error:
        assert "\n" not in str(error)
        return
    assert article.text.strip() and "\0" not in article.text and "\r" not in article.text


@BOUNDED
@given(st.lists(PIECES, max_size=12).map(b"".join), st.sampled_from([".txt", ".md"]))
def test_any_bytes_are_an_article_or_one_line_that_says_why_not(tmp_path, content, ending):
    path = tmp_path / f"any{ending}"
    path.write_bytes(content)
    article_or_reason(Source(path, path.name))


@settings(BOUNDED, max_examples=25)
@given(st.lists(st.one_of(st.sampled_from(["<p>", "</p>", "<!--", "&#0;", "&x;", "<![CDATA["]), st.text(max_size=9))))
def test_any_page_is_an_article_or_one_line_that_says_why_not(tmp_path, pieces):
    path = tmp_path / "any.html"
    path.write_bytes("".join(pieces).encode("utf-8", "replace"))
    article_or_reason(Source(path, path.name))


@BOUNDED
@given(st.lists(st.sampled_from(LINES), max_size=12).map("".join))
def test_any_front_matter_is_found_within_the_text(block):
    text = f"---\n{block}---\nThe ministers met.\n"
    found = find_front_matter(text)
    assert 0 <= found.end <= len(text)
    assert found.title is None or 0 < found.title.start < found.title.end < found.end


@BOUNDED
@given(st.text(alphabet="0123456789-/ :TZMayune,", max_size=20))
def test_any_stated_date_is_a_date_or_none(stated):
    found = iso_date(stated)
    assert found is None or iso_date(found) == found


def test_any_name_is_read_and_is_the_key(tmp_path):
    names = {f"{name}.txt" for name in NAMES if name not in (".", "..", "...")}
    for name in names:
        (tmp_path / name).write_text("The ministers met in Nairobi.\n", "utf-8")
    articles = [read_article(source).article for source in find_articles([tmp_path])]
    assert {article.key for article in articles} == {name for name in names if not name.startswith(".")}


def test_bombs_of_entities_stay_small(tmp_path):
    """A page's own entities are not expanded, nor is the file that one names read."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    (tmp_path / "secret").write_text("secret words")
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "boom">{entities}<!ENTITY f SYSTEM "{tmp_path}/secret">]>'
    page += "<html><body><p>The ministers met in Nairobi to speak about labour migration. &e9; &f;</p></body></html>"
    text = read_apart("text/html", page, "page").text
    assert len(text) < 2_000 and "secret words" not in text


def test_an_alias_bomb_in_front_matter_stays_small(tmp_path):
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    path = tmp_path / "bomb.txt"
    path.write_text(f"---\n{bomb}---\nThe ministers met.\n")
    assert len(read_article(find_articles([path])[0]).notes) <= 2


def test_a_page_that_takes_too_long_or_too_much_is_refused(monkeypatch, tmp_path):
    from kg.processes.disposable import Disposable

    reader = Disposable("tests.read.test_hostile", "busy", seconds=1, memory=1 << 28)
    monkeypatch.setitem(apart._READERS, "text/html", ("page", reader))
    (tmp_path / "page.html").write_text("<p>The ministers met.</p>")
    with pytest.raises(ReadError, match=r"page\.html: the page takes longer than 1 seconds to read; save its text"):
        read_article(find_articles([tmp_path / "page.html"])[0])
    reader.close()


def busy(*_: str) -> None:
    """Stands in for a parser that does not come back."""
    while True:
        pass


def test_folders_in_folders_without_end_are_walked(tmp_path):
    """Deeper than Python's functions may call one another, nearly as deep as a path may be long."""
    (tmp_path / "e.txt").write_text("x")
    deepest = tmp_path.joinpath(*["d"] * 1_500)
    subprocess.run(["mkdir", "-p", deepest], check=True)
    (deepest / "deep.txt").write_text("x")
    try:
        assert [source.name[-8:] for source in find_articles([tmp_path])] == ["deep.txt", "e.txt"]
    finally:
        subprocess.run(["rm", "-r", tmp_path / "d"], check=True)  # pytest's own removal is recursive


def test_a_name_longer_than_any_file_has_is_told_in_one_line():
    with pytest.raises(ReadError, match="no such file or folder"):
        find_articles(["x" * 5_000 + ".txt"])
