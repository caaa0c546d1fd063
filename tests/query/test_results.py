"""The formats of answers."""

import io
import json
import re

import pyoxigraph as ox
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.cli.answer import write
from kg.query.results import WRITERS, Result
from kg.query.table import short
from kg.records import KgError

XSD = "http://www.w3.org/2001/XMLSchema#"
STATE = NamedNode("https://w3id.org/mgkg/id/state/TGO")
TABLE = Result(
    ("state", "stateLabel", "n", "words"),
    (
        (STATE, Literal("Togo", language="en"), Literal("3", datatype=NamedNode(XSD + "integer")), None),
        (BlankNode("b1"), None, None, Literal('a "b",\n\tc')),
    ),
)
TRIPLE = Triple(STATE, NamedNode("http://x/p"), Literal("v"))
GRAPH = Result(triples=(TRIPLE,))


def written(result: Result, format: str, prefixes: dict[str, str] | None = None) -> str:
    out = io.StringIO()
    write(result, format, out, prefixes or {})
    return out.getvalue()


def test_csv_has_plain_values():
    assert written(TABLE, "csv") == (
        'state,stateLabel,n,words\nhttps://w3id.org/mgkg/id/state/TGO,Togo,3,\n_:b1,,,"a ""b"",\n\tc"\n'
    )
    assert written(Result(answer=True), "csv") == "answer\ntrue\n"
    assert written(GRAPH, "csv") == "subject,predicate,object\nhttps://w3id.org/mgkg/id/state/TGO,http://x/p,v\n"


@pytest.mark.parametrize("format", ["tsv", "json"])
def test_other_programs_read_back_what_was_written(format):
    """Read by the parser of another library than the one that wrote it."""
    form = {"tsv": ox.QueryResultsFormat.TSV, "json": ox.QueryResultsFormat.JSON}[format]
    back = ox.parse_query_results(written(TABLE, format).encode(), format=form)
    assert [variable.value for variable in back.variables] == list(TABLE.columns)
    assert [tuple(row[column] for column in TABLE.columns) for row in back] == list(TABLE.rows)


def test_ask_in_json():
    assert json.loads(written(Result(answer=False), "json")) == {"head": {}, "boolean": False}


def test_turtle_is_for_graphs_and_json_for_tables():
    assert written(GRAPH, "turtle", {"x": "http://x/"}).endswith('state/TGO> x:p "v" .\n')
    with pytest.raises(KgError, match="the answer is a table: Turtle is for CONSTRUCT"):
        written(TABLE, "turtle")
    with pytest.raises(KgError, match=r"the answer is a graph, .* use --format turtle"):
        written(GRAPH, "json")
    assert set(WRITERS) == {"csv", "tsv", "json", "turtle"}


def test_a_table_fits_the_terminal_and_shows_labels(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    wide = Result(("event", "eventLabel"), ((STATE, Literal("meeting on the data of borders " * 4)),))
    lines = written(wide, "table").splitlines()
    assert max(map(len, lines)) <= 40 and "Label" not in lines[1] and "event" in lines[1]
    monkeypatch.setenv("COLUMNS", "80")
    text = written(TABLE, "table")
    assert "Togo" in text and "_:b1" in text and "TGO" not in text


@pytest.mark.parametrize("width", [80, 120])
def test_an_answer_of_many_columns_is_shown_as_records(monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    columns = ("event", "eventLabel", "relation", "quotation", "start", "end", *(f"more{n}" for n in range(8)))
    words = Literal("Egypt and Togo attended the meeting on data. " * 4)
    row = (STATE, Literal("meeting"), NamedNode("https://w3id.org/mgkg/ontology#host"), words, Literal(1), Literal(20))
    several = Result(columns, ((*row, *[words] * 7, None), (*row, *[words] * 8)))
    lines = written(several, "table").splitlines()
    assert max(map(len, lines)) <= width
    first, second = (part.splitlines() for part in re.split(r"\n\s*\n", "\n".join(lines).rstrip()))
    assert [line.split()[:2] for line in first[:2]] == [["event", "meeting"], ["relation", "host"]]
    assert any("Egypt and Togo attended the meeting on data." in line for line in first), "words are whole"
    assert not any(line.startswith("more7") for line in first) and any(line.startswith("more7") for line in second)
    few = written(Result(columns, ((*row, *[Literal("x")] * 8),)), "table") if width == 120 else ""
    assert "─" in few or width == 80, "what fits is a table"
    assert "─" in written(Result(columns, ()), "table"), "an empty answer still tells its columns"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (NamedNode("https://w3id.org/mgkg/concept/event-type/Workshop"), "Workshop"),
        (NamedNode("https://w3id.org/mgkg/ontology#host"), "host"),
        (STATE, "state:TGO"),
        (NamedNode("https://w3id.org/mgkg/article/0123456789abcdef/claim/3"), "article:0123456789abcdef/claim/3"),
        (NamedNode("http://x/y/a"), "x:a"),
        (NamedNode("http://z/y"), "http://z/y"),
        (Literal("a\x1b[31m\nb\u202e"), "a [31m b "),
        (None, ""),
    ],
)
def test_terms_are_shown_short_and_harmless(term, expected):
    assert short(term, {"x": "http://x/y/"}) == expected
