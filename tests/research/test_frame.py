"""Data frames and their types."""

from __future__ import annotations

import sys

import pytest

from kg.records import KgError

pandas = pytest.importorskip("pandas")
XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"


def frame(graph, values: str):
    """The data frame of one column with these values and a missing one."""
    return graph.query(f"{XSD}SELECT ?x WHERE {{ VALUES ?x {{ {values} UNDEF }} }}").df()


@pytest.mark.parametrize(
    ("values", "dtype", "first"),
    [
        ("1 -5", "Int64", 1),
        ("99999999999999999999 1", "string", "99999999999999999999"),
        ("0.5 1", "float64", 0.5),
        ("1e3 0.25", "float64", 1000.0),
        ("true false", "boolean", True),
        ('"2021-05-12"^^xsd:date "1650-01-02"^^xsd:date', "datetime64[s]", "2021-05-12"),
        ('"2021-05-12"^^xsd:date "2021-05"^^xsd:gYearMonth', "string", "2021-05-12"),
        ('"--10-15"^^xsd:gMonthDay', "string", "--10-15"),
        ('"2019"^^xsd:gYear', "string", "2019"),
        ('"2021-05-12T10:00:00"^^xsd:dateTime', "datetime64[us]", "2021-05-12T10:00:00"),
        ('"2021-05-12T10:00:00+02:00"^^xsd:dateTime', "datetime64[us, UTC]", "2021-05-12T08:00:00Z"),
        ('"2021-05-12T10:00:00Z"^^xsd:dateTime "2021-05-12T10:00:00"^^xsd:dateTime', "string", "2021-05-12T10:00:00Z"),
        ("<https://example.org/a> 5", "string", "https://example.org/a"),
        ('"text"', "string", "text"),
    ],
)
def test_a_column_has_the_type_of_its_values(graph, values, dtype, first):
    column = frame(graph, values)["x"]
    assert str(column.dtype) == dtype
    expected = pandas.Timestamp(first) if dtype.startswith("datetime64") else first
    assert column.iloc[0] == expected and pandas.isna(column.iloc[-1])


def test_an_empty_answer_keeps_its_columns(graph):
    found = graph.query("SELECT ?a ?b WHERE { ?a ?b 'nothing' }").df()
    assert list(found.columns) == ["a", "b"] and len(found) == 0 and found.attrs == {"languages": {}}


def test_languages_are_kept(graph):
    one = frame(graph, '"Egypt"@en "Sudan"@en')
    assert list(one.columns) == ["x"] and one.attrs["languages"] == {"x": "en"}
    several = frame(graph, '"Egypt"@en "Égypte"@fr "EGY"')
    assert list(several.columns) == ["x", "x@language"] and several.attrs["languages"] == {}
    assert several["x@language"].fillna("").tolist() == ["en", "fr", "", ""]


def test_answers_of_questions_and_evidence_are_frames(graph):
    dates = graph.query("event-dates").df()
    assert str(dates["start"].dtype) == "datetime64[s]" and dates["start"].dt.year.tolist() == [2021, 2022]
    counts = graph.query("participant-counts").df()
    assert str(counts["states"].dtype) == "Int64" and counts["states"].tolist() == [2, 1]
    evidence = pandas.DataFrame(graph.evidence(relation="participant"))
    assert set(evidence["object_label"]) >= {"Togo", "Benin", "Uganda"} and "sentence" in evidence
    assert graph.query("ASK {}").df()["answer"].tolist() == [True]


def test_a_frame_without_pandas_tells_how_to_get_it(graph, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KgError, match=r"pip install 'migration-governance-kg\[dataframe\]'"):
        graph.query("event-hosts").df()
