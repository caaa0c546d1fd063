"""Every encoding that an article may come in, and everything that is no text, as real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import ReadError, find_articles, read_article
from kg.read.decoding import declared_charset, decode

FILES = Path(__file__).parents[1] / "fixtures" / "articles"
LINE = "Ministers of São Tomé and Côte d’Ivoire met in Malmö – at last.\n"


@pytest.mark.parametrize(
    ("file", "encoding"),
    [
        ("utf-8.txt", "utf-8"),
        ("utf-8-mark.txt", "utf-8-sig"),
        ("utf-16-le-mark.txt", "utf-16-le"),
        ("utf-16-be-mark.txt", "utf-16-be"),
        ("utf-32-le-mark.txt", "utf-32-le"),
        ("utf-32-be-mark.txt", "utf-32-be"),
        ("windows-1252.txt", "cp1252"),
    ],
)
def test_the_same_text_in_every_encoding(file: str, encoding: str) -> None:
    article = read_article(find_articles([FILES / file])[0]).article
    assert (article.text, article.encoding) == (LINE, encoding)


def test_windows_1252_is_noted_as_it_may_be_a_broken_utf_8() -> None:
    assert "read as Windows-1252" in read_article(find_articles([FILES / "windows-1252.txt"])[0]).notes[0]


def test_only_line_ends_are_changed() -> None:
    text = read_article(find_articles([FILES / "line-ends.txt"])[0]).article.text
    assert text == "One line.\nAnother line.\nA third\x0c line.\n"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("utf-16-no-mark.txt", "looks like UTF-16 LE without a byte-order mark"),
        ("utf-16-broken.txt", "begins as UTF-16-LE but is broken at byte"),
        ("nul.txt", "holds NUL bytes"),
        ("neither.txt", "neither UTF-8 (byte 14) nor Windows-1252 (byte 14)"),
        ("controls.txt", "full of control characters"),
        ("pdf.txt", "is a PDF"),
        ("word.txt", "is a Word, OpenDocument or zip file"),
        ("empty.txt", "is empty"),
        ("blank.txt", "is empty"),
        ("front-matter-alone.md", "holds front matter alone"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line_that_tells_what_to_do(file: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_article(find_articles([FILES / file])[0])
    message = str(caught.value)
    assert file in message and reason in message and ";" in message and "\n" not in message


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1251">', "cp1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        (b"<?xml version='1.0' encoding='iso-8859-15'?>", "iso8859-15"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b'<meta charset="unicode_escape">', None),
        (b'<meta charset="utf-7">', None),
        (b'<meta charset="no-such-charset">', None),
        (b"<p>charset=koi8-r</p>", None),
    ],
)
def test_declared_charsets_mean_what_browsers_take_them_for(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_text_or_one_line(data: bytes, web_page: bool) -> None:
    try:
        decoded = decode(data, "file", web_page)
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert "\r" not in decoded.text and "\0" not in decoded.text
        decoded.text.encode("utf-8")
