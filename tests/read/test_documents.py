"""PDFs and Word files: the text that a reader sees, the facts that the same article has as plain text."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from playwright.sync_api import Browser

from kg.extract import extract
from kg.read import ReadError, Reading, find_articles, read_article
from kg.read.front_matter import find_front_matter
from tests.browser import needs_chromium
from tests.read.documents import WORDS, printed, raw, typed, with_body, word

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
FILES = Path(__file__).parents[1] / "fixtures" / "articles"
LINES = ("The ministers of Kenya and of Uganda met in Nairobi on Monday and spoke", "about labour.")
TITLE = "Ministers meet"


def read(path: Path) -> Reading:
    return read_article(find_articles([path])[0])


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read(path)
    return str(caught.value).removeprefix(f"{path}: ")


def facts(path: Path) -> set[tuple[str, str, str, str]]:
    extraction = extract(read(path).article)
    names = {entity.id: entity.name for entity in extraction.entities}
    return {(c.relation, names.get(c.subject, ""), names.get(c.object, c.object), c.status) for c in extraction.claims}


@pytest.mark.parametrize(
    "name",
    [
        "iom-au-horn-of-africa-ministerial",
        "2021-migration-partnership-facility-training",
        "2021-unhcr-tripartite-commission-burundi-returns",
    ],
)
def test_an_article_says_the_same_as_text_word_and_pdf(name: str, tmp_path: Path) -> None:
    [example] = EXAMPLES.glob(f"{name[:40]}*.md")
    text = example.read_text("utf-8")
    paragraphs = [" ".join(part.split()) for part in text[find_front_matter(text).end :].split("\n\n") if part.strip()]
    plain = tmp_path / "article.txt"
    plain.write_text("\n\n".join(paragraphs), "utf-8")
    for other in (word(tmp_path / "article.docx", paragraphs), printed(tmp_path / "article.pdf", paragraphs)):
        assert read(other).article.text == read(plain).article.text
        assert facts(other) == facts(plain) != set()


@needs_chromium
def test_heads_and_feet_of_pages_that_a_browser_prints_are_left_out_and_told(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    page = browser.new_page()
    paragraphs = [f"Talks of {chr(97 + at // 8) * 9} and {chr(97 + at % 8) * 9} took place." for at in range(64)]
    page.set_content(f"<title>{TITLE}</title><h1>{TITLE}</h1>" + "".join(f"<p>{text}" for text in paragraphs))
    small = "<span style='font-size:8pt'>{}</span>"
    page.pdf(
        path=path,
        display_header_footer=True,
        header_template=small.format("Office of the Ministry"),
        footer_template=small.format("Page <span class=pageNumber></span> of <span class=totalPages></span>"),
        margin={"top": "2cm", "bottom": "2cm"},
    )
    page.close()
    reading = read(path)
    assert reading.article.text == "\n\n".join([TITLE, *paragraphs])
    assert reading.article.title == TITLE
    told = "heads and feet of pages left out: Office of the Ministry; Page 1 of 3; Page 2 of 3; Page 3 of 3"
    assert f"{path}: {told}" in reading.notes


def test_words_that_line_ends_break_become_whole_and_compounds_keep_their_hyphen(tmp_path: Path) -> None:
    lines = ("They spoke of migra-", "tion, of long-", "term plans, EU-", "funded aid, and anti-smuggling and anti-",
             "smuggling training of co-", "operation, as cooperation goes.")  # fmt: skip
    path = typed(tmp_path / "a.pdf", [[(70, 700 - 14 * at, line) for at, line in enumerate(lines)]])
    assert read(path).article.text == (
        "They spoke of migration, of long-term plans, EU-funded aid, and anti-smuggling and anti-smuggling training of "
        "cooperation, as cooperation goes."
    )


def test_paragraphs_run_over_pages_and_begin_where_they_are_set_in(tmp_path: Path) -> None:
    first = [(70, 100, LINES[0]), (70, 86, "at length about labour in the states of the Horn of Africa")]
    second = [(70, 700, "and beyond it, as the hosts said at the end of the day."), (90, 686, "Others listened.")]
    text = read(typed(tmp_path / "a.pdf", [first, second])).article.text
    assert [paragraph.split()[0] for paragraph in text.split("\n\n")] == ["The", "Others"]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [(70, 700 - 14 * at, f"left {at} of the first column") for at in range(3)]
    right = [(320, 700 - 14 * at, f"right {at} of the second column") for at in range(3)]
    text = read(typed(tmp_path / "a.pdf", [[*left, *right]])).article.text
    assert [word for word in text.split() if word.isdigit()] == ["0", "1", "2"] * 2
    assert text.index("left 2") < text.index("right 0")


def test_a_word_file_gives_what_its_reader_sees(tmp_path: Path) -> None:
    """Tables, lists, text boxes, links and accepted changes are text; deletions, footnotes, heads and feet are not."""
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph("Kenya hosted.", style="List Bullet")
    cell = document.add_table(1, 2).rows[0].cells
    cell[0].text, cell[1].text = "In a cell", "and in the next"
    document.sections[0].header.paragraphs[0].text = "Head of the page"
    run = "<w:r><w:t>{}</w:t></w:r>".format
    box = f"<w:txbxContent><w:p>{run('in a box')}</w:p></w:txbxContent>"
    choice = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph = (
        f'<w:p xmlns:w="{WORDS}" {choice}>{run("It ")}<w:ins>{run("surely ")}</w:ins>'
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('moved ')}</w:moveFrom><w:hyperlink>{run('met')}</w:hyperlink>"
        "<w:r><w:footnoteReference/><w:t>.</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "</w:p>"
    )
    document.element.body.insert(
        3, parse_xml(f'<w:sdt xmlns:w="{WORDS}"><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>')
    )
    assert RELATIONSHIP_TYPE.HEADER in {relation.reltype for relation in document.part.rels.values()}
    path = tmp_path / "a.docx"
    document.save(str(path))
    reading = read(path)
    assert reading.article.text.split("\n\n") == [
        TITLE, "• Kenya hosted.", "In a cell", "and in the next", "It surely met.", "in a box"
    ]  # fmt: skip
    assert f"{path}: its footnotes are not read" in reading.notes


def test_properties_of_a_file_count_where_its_text_has_them_too(tmp_path: Path) -> None:
    dated = "NAIROBI, 12 May – " + " ".join(LINES)
    told, silent = (printed(tmp_path / f"{name}.pdf", [TITLE, dated], title) for name, title in
                    (("told", TITLE), ("silent", "Template of 2009")))  # fmt: skip
    for path in (told, silent):
        writer = pypdf.PdfWriter(clone_from=path)
        writer.add_metadata({"/CreationDate": "D:20210512103000Z" if path == told else "D:20210513103000Z"})
        writer.write(path)
    article = read(told).article
    assert (article.title, article.published) == (TITLE, "2021-05-12")
    reading = read(silent)
    assert (reading.article.title, reading.article.published) == (None, None)
    assert [note.partition(": ")[2][:40] for note in reading.notes] == [
        "title in the file's properties ignored, ",
        "made on 2021-05-13, a day that its text ",
    ]


def test_what_holds_no_text_that_can_be_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    locked = pypdf.PdfWriter(clone_from=printed(tmp_path / "locked.pdf", [TITLE]))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(tmp_path / "locked.pdf")
    assert refusal(tmp_path / "locked.pdf") == "the PDF is encrypted; save it without a password"
    assert "read it with OCR" in refusal(raw(tmp_path / "scan.pdf", b"0 0 100 100 re f"))
    assert "the PDF is broken" in refusal(FILES / "broken.pdf")
    assert "the Word file holds no text" in refusal(with_body(tmp_path / "empty.docx", "<w:p/>"))
    (tmp_path / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0 a Word file of 1997")
    assert "the Word file is broken" in refusal(tmp_path / "old.docx")
    (tmp_path / "none.pdf").write_bytes(b"")
    assert "is empty" in refusal(tmp_path / "none.pdf")


def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    locked = pypdf.PdfWriter(clone_from=printed(tmp_path / "a.pdf", [TITLE, *LINES]))
    locked.encrypt("", "owner", algorithm="RC4-128")
    locked.write(tmp_path / "a.pdf")
    assert read(tmp_path / "a.pdf").article.text.startswith(TITLE)


def test_a_page_without_text_is_told(tmp_path: Path) -> None:
    path = typed(tmp_path / "a.pdf", [[(70, 700, LINES[0])], [], [(70, 700, LINES[1])]])
    assert f"{path}: no text on page 2; if that is a scan, read it with OCR" in read(path).notes


BOMBS = {
    "a content that unpacks to 300 MB": lambda path: raw(path, b" " * 300_000_000),
    "a page tree that leads back to itself": lambda path: raw(path, b"", kids="[2 0 R]"),
    "arrays in arrays without end": lambda path: raw(path, b"", more="/X " + "[" * 200_000),
    "operands without end": lambda path: raw(path, b"BT " + b"(a) " * 3_000_000 + b"Tj ET"),
    "a million pages that are one": lambda path: raw(path, b"", kids="[" + "3 0 R " * 1_000_000 + "]"),
    "a part that unpacks to 200 MB": lambda path: with_body(path, "<w:p/>" + " " * 200_000_000),
    "entities of entities": lambda path: with_body(
        path, "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>",
        '<!DOCTYPE x [<!ENTITY e0 "boom">'
        + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)) + "]>"),
    "elements in elements without end": lambda path: with_body(path, "<w:p>" * 100_000 + "</w:p>" * 100_000),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / ("bomb.docx" if "part" in name or "enti" in name or "elem" in name else "bomb.pdf")
    assert "\n" not in refusal(BOMBS[name](path))
