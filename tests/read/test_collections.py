"""Collections, an article a line or a row: each is read by itself, and what is wrong with one is its own affair."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.read import ReadError, Source, corpora, find_articles, read_article
from kg.read.corpora import CORPUS_TYPES, records

MET = "The ministers of Kenya met."
BOUNDED = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, columns: Mapping[str, str] | None = None) -> dict[str, str]:
    """The name of each line with its text, or why it has none."""
    found = {}
    for source in find_articles([path], columns=columns):
        try:
            found[source.name] = read_article(source).article.text
        except ReadError as error:
            found[source.name] = str(error).removeprefix(f"{source.where}: ")
    return found


def test_lines_of_json_are_articles_with_what_they_say_of_themselves(tmp_path: Path) -> None:
    line = {"headline": "Ministers meet", "body": MET, "url": "https://example.org/a", "datePublished": "2021-05-12",
            "outlet": "Gazette"}  # fmt: skip
    path = written(tmp_path / "news.jsonl", f"\ufeff{json.dumps(line)}\r\n\n" + json.dumps({"text": MET, "id": 7}))
    first, second = (read_article(source).article for source in find_articles([tmp_path]))
    assert (first.key, first.path, first.title) == ("https://example.org/a", "news.jsonl:1", "Ministers meet")
    assert (first.published, first.publisher, first.text) == ("2021-05-12", "Gazette", f"Ministers meet\n\n{MET}")
    assert (second.key, second.path, second.text) == ("news.jsonl#7", "news.jsonl:3", MET)
    assert path.name == first.path.partition(":")[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_rows_of_a_table_are_articles_whatever_spreadsheet_wrote_it(
    delimiter: str, encoding: str, tmp_path: Path
) -> None:
    text = f'"{MET}"{delimiter} they said in São Tomé.\n\nAnd so on.'
    path = tmp_path / "news.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([["ID", "Main text", "Note"], ["a", text, ""], [], ["b", MET, "x"]])
    [first, second] = [read_article(source) for source in find_articles([path])]
    assert (first.article.key, first.article.text) == ("news.csv#a", text)
    assert (second.article.path, second.article.text) == ("news.csv:6", MET)
    assert any("columns not used, here and below: Note" in note for note in first.notes)
    assert not any("not used" in note for note in second.notes)


def test_columns_that_the_user_names_count_before_those_that_are_known(tmp_path: Path) -> None:
    path = written(tmp_path / "news.csv", f"text,words,title\nabstract,{MET},No\n")
    [source] = find_articles([path], columns={"text": "words", "title": "text"})
    article = read_article(source).article
    assert (article.text, article.title) == (f"abstract\n\n{MET}", "abstract")


def test_a_line_without_a_name_keeps_its_key_wherever_it_moves(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{MET} {number}"}) for number in range(3)]
    keys = []
    for order in (lines, lines[::-1], [lines[1]]):
        path = written(tmp_path / "news.jsonl", "\n".join(order))
        keys.append([read_article(source).article.key for source in find_articles([path])])
    assert keys[1] == keys[0][::-1] and keys[2] == [keys[0][1]]


def test_a_bad_line_stops_no_other_and_is_told_with_its_number(tmp_path: Path) -> None:
    deep = '{"text":' + "[" * 100_000
    bad = (
        "[1]",
        '{"text": "x',
        '{"text": 5}',
        '{"title": "x"}',
        '{"text": "a\\u0000b"}',
        deep,
        '{"text": 1' + "0" * 9_999,
    )
    good = json.dumps({"text": MET})
    found = read(written(tmp_path / "a.jsonl", "\n".join(line for one in bad for line in (one, good))))
    assert [found[f"a.jsonl:{2 * at + 1}"].partition(";")[0] for at in range(len(bad))] == [
        "is no JSON object", "is no JSON (column 12)", "has no text", "has no text",
        "holds NUL characters, so it is no text", "is no JSON (RecursionError)", "is no JSON (ValueError)",
    ]  # fmt: skip
    assert [found[f"a.jsonl:{2 * at + 2}"] for at in range(len(bad))] == [MET] * len(bad)


def test_a_bad_row_stops_no_other_and_is_told_with_its_number(tmp_path: Path) -> None:
    rows = (
        f'id,text\n1,"{MET}"\n2,short,long\n"3" x,{MET}\n4,"{MET}\n5,{MET}\n6,5" of {MET}\n'
        f'7,{MET}\n8,"{MET}\n9,5 of {MET}\n'
    )
    assert read(written(tmp_path / "a.csv", rows)) == {
        "a.csv:2": MET,
        "a.csv:3": "has 3 cells for 2 columns; check its quotes",
        "a.csv:4": "is no row of the table (',' expected after '\"'); check its quotes",
        "a.csv:5": "is no row of the table (',' expected after '\"'), nor are the 2 lines below it; check its quotes",
        "a.csv:8": MET,
        "a.csv:9": "is no row of the table (unexpected end of data); check its quotes",
        "a.csv:10": f"5 of {MET}",
    }


@pytest.mark.parametrize("line", ['x","y\n', "x,y\n"])
def test_quotes_that_do_not_close_have_no_line_read_for_each_line_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    read: list[int] = []

    class Counted(corpora._TextLines):
        def __next__(self) -> str:
            read.append(self.at)
            return super().__next__()

    monkeypatch.setattr(corpora, "_TextLines", Counted)
    path = written(tmp_path / "a.csv", 'text,title\n"open\n' + line * 500)
    assert [record.line for record in records(path, "text/csv", "a.csv", {})] == list(range(2, 503))
    assert len(read) < 3 * 502


def test_half_characters_are_replaced_and_told(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", json.dumps({"text": f"{MET} \ud800", "title": "\U0001f469"}))
    reading = read_article(find_articles([path])[0])
    assert reading.article.text == f"\U0001f469\n\n{MET} \ufffd"
    assert any("half characters" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "holds no articles"),
        ("a.jsonl", b"\n \n", "holds no articles"),
        ("a.csv", b"id,words\n1,x\n", "no column tells the text, it has id, words; name it with --columns text=COLUMN"),
        ("a.csv", 'id,text\n1,"x"\n'.encode("utf-16"), "is in UTF-16; save it again as UTF-8"),
        ("a.csv", b'"id,text\n1,x\n', "line 1: unexpected end of data"),
    ],
)
def test_a_collection_that_cannot_be_told_apart_is_one_refusal(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    [(found, why)] = read(written(tmp_path / name, content)).items()
    assert found == name and reason in why


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id,text\n1,x\n")
    assert read(path, {"title": "head"}) == {"a.csv": "has no column 'head', it has id, text; mend --columns"}


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_an_article_beyond_the_limit_costs_itself_and_a_collection_may_be_larger(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_MAX_BYTES", "100")
    lines = [MET, "x" * 300, f"{MET} Again."]
    rows = [json.dumps({"text": line}) if name == "a.jsonl" else f'"{line}"' for line in lines]
    path = written(tmp_path / name, "\n".join(rows if name == "a.jsonl" else ["text", *rows]))
    first, large, last = read(path).values()
    assert (first, last) == (MET, f"{MET} Again.") and large.startswith("larger than 100 bytes")


@BOUNDED
@given(
    st.lists(
        st.sampled_from(['"', ",", "\n", "\r\n", "\r", "a", '{"text": "x"}', "\0", "\ufeff", "text", "[", '\\ud800"'])
    ).map("".join),
    st.sampled_from([".csv", ".jsonl"]),
)
def test_whatever_a_collection_holds_each_byte_is_in_one_record_at_most(
    tmp_path: Path, content: str, ending: str
) -> None:
    path = written(tmp_path / f"a{ending}", ("text\n" if ending == ".csv" else "") + content)
    try:
        found = list(records(path, CORPUS_TYPES[ending], "a", {}))
    except ReadError as error:
        assert "\n" not in str(error)
        return
    assert all(one.end <= other.start and one.line < other.line for one, other in pairwise(found))
    for record in found:
        try:
            assert read_article(Source(path, "a:1", CORPUS_TYPES[ending], record)).article.text.strip()
        except ReadError as error:
            assert "\n" not in str(error)
