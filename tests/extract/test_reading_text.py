"""What is read does not hang on where lines are broken, nor on characters that nobody sees; offsets are those of the
stored text."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.text.reading_text import reading_text
from kg.records import Article, Extraction, Span
from tests.extract.reading import facts

TEXT = """Officials of Kenya and Uganda met in Nairobi

NAIROBI, 3 May 2024 – The International Organization for Migration (IOM) held a two-day workshop on labour migration in
Nairobi on 3 and 4 May 2024 for officials of the Ministry of Labour of Kenya and of the Ministry of Gender of Uganda.
The workshop was funded by the European Union.

"Labour mobility needs rules," said Anna Berg, Director of the Regional Office of IOM. John Okello, Head of the
Directorate of Immigration Services of Kenya, and Mary Banda of the International Labour Organization also spoke at the
workshop. A press conference will follow.
"""
PARAGRAPHS = "\n\n".join(" ".join(block.split()) for block in TEXT.split("\n\n"))
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def read(text: str) -> Extraction:
    return extract(Article("a", text, published="2024-05-05"))


@pytest.mark.parametrize("columns", [56, 70, 78, 96, 120])
def test_broken_lines_do_not_change_what_is_read(columns: int) -> None:
    broken = "\n\n".join(textwrap.fill(block, columns) for block in PARAGRAPHS.split("\n\n"))
    assert facts(read(broken)) == facts(read(PARAGRAPHS))


def test_a_heading_above_broken_lines_stays_a_heading() -> None:
    heading, lead, *_ = PARAGRAPHS.split("\n\n")
    first = read(f"{heading}\n{textwrap.fill(lead, 78)}").segments[0]
    assert (first.kind, first.end) == ("title", len(heading) + 1)


def test_a_long_dash_without_spaces_joins_no_words() -> None:
    text = (
        "A workshop on borders in Accra on 3 May 2023 brought together officials of three states—Kenya, Mali and Togo."
    )
    assert {who for _, _, who in facts(read(text), {"participant"})} == {"Kenya", "Mali", "Togo"}
    found = {text[m.start : m.end] for m in read(text).mentions}
    assert {"Kenya", "Mali", "Togo"} <= found


@pytest.mark.parametrize("mark", UNSEEN)
def test_characters_that_nobody_sees_do_not_change_what_is_read(mark: str) -> None:
    marked = mark + PARAGRAPHS.replace("mig", f"mi{mark}g").replace(" of", f"{mark} of")
    plain, found = read(PARAGRAPHS), read(marked)
    assert facts(found) == facts(plain)
    assert found.article.text == marked
    words = [marked[m.start : m.end].replace(mark, "") for m in found.mentions]
    assert words == [PARAGRAPHS[m.start : m.end] for m in plain.mentions]
    covering = [s for s in found.segments if s.kind != "quotation"]
    assert "".join(marked[s.start : s.end] for s in covering) == marked


def test_a_text_of_unseen_characters_alone_says_nothing() -> None:
    assert not read(UNSEEN).claims


def test_ligatures_and_accents_apart_are_read_as_letters() -> None:
    text = PARAGRAPHS.replace("Anna Berg", "Zoé Fišer-Flores").replace("spoke at", "spoke last May at the office fi")
    set_apart = unicodedata.normalize("NFD", text).replace("fi", "\ufb01").replace("Fl", "\ufb02")
    found = read(set_apart)
    assert facts(found) == facts(read(unicodedata.normalize("NFC", text.replace("Fl", "fl"))))
    zoe = next(m for m in found.mentions if m.type == "Person")
    assert unicodedata.normalize("NFKC", set_apart[zoe.start : zoe.end]) == "Zoé Fišer-flores"


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(character for character in text if character not in UNSEEN))


@given(st.text("abe \u0301\ufb01" + UNSEEN, min_size=1), st.data())
def test_offsets_lead_back_to_the_same_characters(text: str, data: st.DataObject) -> None:
    reading = reading_text(text)
    if reading is None:
        assert plain(text) == text or not set(text) & set(UNSEEN)
        return
    assert not set(reading.text) & set(UNSEEN)
    start = data.draw(st.integers(0, len(reading.text)))
    end = data.draw(st.integers(start, len(reading.text)))
    span = reading.span(Span(start, end))
    assert 0 <= span.start <= span.end <= len(text)
    assert plain(reading.text[start:end]) in plain(text[span.start : span.end])
    assert reading.span(Span(0, len(reading.text))).end <= reading.boundary(len(reading.text)) == len(text)


MARKDOWN = (
    PARAGRAPHS.replace("International Organization", "**International Organization**")
    .replace("European Union", '[European Union](https://example.org/eu_(a) "The EU")')
    .replace("Anna Berg", "*Anna Berg*")
    .replace("Kenya", "__Kenya__")
    .replace("workshop.", "workshop.[^2]")
)
NOTED = PARAGRAPHS.replace("Uganda.", "Uganda.[1][2]").replace("workshop", "workshop¹", 1).replace("Union", "Union[3]")


def test_signs_of_markdown_do_not_change_what_is_read() -> None:
    found = extract(Article("a", MARKDOWN, published="2024-05-05", media_type="text/markdown"))
    assert facts(found) == facts(read(PARAGRAPHS))
    union = next(m for m in found.mentions if MARKDOWN[m.start : m.end] == "European Union")
    assert MARKDOWN[: union.start].endswith("[")


def test_a_bold_line_of_markdown_is_a_heading() -> None:
    text = "**Officials of Kenya and Uganda met in Nairobi**\n\n" + PARAGRAPHS.split("\n\n")[1]
    found = extract(Article("a", text, published="2024-05-05", media_type="text/markdown"))
    assert "title" in {segment.kind for segment in found.segments}


def test_an_address_behind_a_link_is_kept_from_the_evidence() -> None:
    for address in ("mailto:berg@example.org", "https://example.org/?to=berg@example.org"):
        text = PARAGRAPHS.replace("Anna Berg", f"[Anna Berg]({address})")
        found = extract(Article("a", text, published="2024-05-05", media_type="text/markdown"))
        told = [claim for claim in found.claims if claim.relation != "email"]
        assert told and not any("@" in text[span.start : span.end] for claim in told for span in claim.evidence)


def test_marks_of_footnotes_do_not_change_what_is_read() -> None:
    assert facts(read(NOTED)) == facts(read(PARAGRAPHS))
