"""`kg stats` on a real store, on an empty one, and against what SPARQL counts."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.query import LocalStore
from kg.release.statistics import Figure, statistics
from kg.store import ArticleStore, publish
from kg.validate import Quarantined
from tests.health.conftest import Command
from tests.queries.small_graph import small_graph

PREFIXES = "PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX mg: <https://w3id.org/mgkg/ontology#>\n"


@pytest.fixture(scope="module")
def small() -> ArticleStore:
    return small_graph()


@pytest.mark.parametrize(
    ("group", "name", "figure", "query"),
    [
        ("size", "articles", "number", "SELECT (COUNT(*) AS ?n) { ?a a mg:Article }"),
        ("size", "claims", "number", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?c a mg:Claim } }"),
        ("size", "plain facts", "number", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("class", "Event", "entities", "SELECT (COUNT(*) AS ?n) { ?e a mg:Event }"),
        ("relation", "participant", "facts", "SELECT (COUNT(*) AS ?n) { ?e mg:participant ?a }"),
        ("month", "2021-05", "articles", """SELECT (COUNT(*) AS ?n) { ?a dcterms:issued ?d
            FILTER(STRSTARTS(STR(?d), "2021-05")) }"""),
        ("month", "2021-05", "claims", """SELECT (COUNT(*) AS ?n) { GRAPH ?a { ?a dcterms:issued ?d . ?c a mg:Claim }
            FILTER(STRSTARTS(STR(?d), "2021-05")) }"""),
        ("publisher", "IOM", "claims", """SELECT (COUNT(*) AS ?n) { GRAPH ?a { ?a dcterms:publisher ?p . ?c a mg:Claim }
            FILTER(STR(?p) = "IOM") }"""),
        ("publisher", "IOM", "mean confidence", """SELECT (AVG(?x) AS ?n) { GRAPH ?a { ?a dcterms:publisher ?p .
            ?c mg:confidence ?x } FILTER(STR(?p) = "IOM") }"""),
        ("publisher", "IOM", "attributed or planned", """SELECT
            (AVG(IF(REGEX(STR(?s), "attributed|planned"), 1.0, 0.0)) AS ?n) {
            GRAPH ?a { ?a dcterms:publisher ?p . ?c mg:status ?s } FILTER(STR(?p) = "IOM") }"""),
        ("rule", "hosted", "claims", """SELECT (COUNT(*) AS ?n) { GRAPH ?a { ?c mg:rule ?r }
            FILTER(STR(?r) = "hosted") }"""),
    ],
)  # fmt: skip
def test_a_figure_is_what_sparql_counts(small: ArticleStore, group: str, name: str, figure: str, query: str):
    found = {(one.group, one.name, one.figure): one.value for one in statistics(small)}
    (row,) = LocalStore(small.store).query(PREFIXES + query).rows
    assert row[0] is not None and found[group, name, figure] == pytest.approx(float(row[0].value), abs=0.0006)
    assert found[group, name, figure] > 0


def test_what_the_shapes_kept_out_is_a_share_of_what_each_publisher_and_rule_gave(small: ArticleStore):
    query = """SELECT ?key ?n { { SELECT ?a (COUNT(?c) AS ?n) { GRAPH ?a { ?c a mg:Claim } } GROUP BY ?a }
        GRAPH ?a { ?a dcterms:publisher "IOM" } GRAPH ?runs { ?a mg:key ?key } }"""
    solutions = small.store.query(PREFIXES + query, use_default_graph_as_union=False)
    key = str(next(iter(solutions))["key"].value)  # type: ignore[union-attr]
    of_date = Quarantined(key, "a.txt", "claim", "A — host — b", "words", "date", "mend it", "x", "hosted")
    lines = [of_date, replace(of_date, shape="other"), replace(of_date, claim="C", rule="new-rule")]
    lines += [replace(of_date, kind="fact", rule=""), replace(of_date, article="gone", claim="D", rule="")]
    found = {(one.group, one.name, one.figure): one.value for one in statistics(small, lines)}
    claims = found["publisher", "IOM", "claims"]
    assert found["publisher", "IOM", "kept out"] == 2, "a claim that breaks two shapes is one claim"
    assert found["publisher", "IOM", "share kept out"] == round(2 / (2 + claims), 3)
    assert found["rule", "hosted", "share kept out"] == round(1 / (1 + found["rule", "hosted", "claims"]), 3) > 0
    assert (found["rule", "new-rule", "claims"], found["rule", "new-rule", "share kept out"]) == (0, 1)
    assert found["rule", "(not stated)", "kept out"] == 1, "a line of an older version"
    assert (found["shape", "date", "lines kept out"], found["shape", "other", "lines kept out"]) == (4, 1)
    assert not any("kept out" in one.figure for one in statistics(small)), "what is not known is not told"


def test_an_empty_store_has_figures_too(kg: Command, tmp_path: Path):
    with ArticleStore.open(tmp_path / "store") as store:
        publish(store)
    code, printed, err = kg("stats", "--store", tmp_path / "store", "--format", "csv")
    assert (code, err) == (0, "") and "size,articles,number,0" in printed.splitlines()
    assert kg("stats", "--store", tmp_path / "store")[0] == 0


def test_every_format_has_the_same_figures_and_the_table_fits_the_screen(
    kg: Command, out: Path, monkeypatch: pytest.MonkeyPatch
):
    (out / "quarantine.jsonl").unlink()
    code, printed, err = kg("stats", "--store", out / "store", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert (code, err, list(rows[0])) == (0, "", ["group", "name", "figure", "value"])
    found = [Figure(**one) for one in json.loads(kg("stats", "--store", out / "store", "--format", "json")[1])]
    assert [tuple(row.values()) for row in rows] == [(one.group, one.name, one.figure, str(one.value)) for one in found]
    names = {one.name for one in found if one.group == "size"}
    assert "bytes on disk" in names and "files not read" not in names  # what is not known is not told
    monkeypatch.setenv("COLUMNS", "80")
    table = kg("stats", "--store", out / "store")[1]
    assert all(len(line) <= 80 for line in table.splitlines()) and "2021-06" in table


def test_what_was_kept_out_is_counted(kg: Command, tmp_path: Path):
    (tmp_path / "articles").mkdir()
    for name in ("bad.txt", "worse.txt"):
        (tmp_path / "articles" / name).write_bytes(b"\x00\x01\x02" * 50)
    assert kg("build", tmp_path / "articles", "--out", tmp_path / "out")[0] == 1
    printed = kg("stats", "--store", tmp_path / "out" / "store", "--format", "csv")[1].splitlines()
    assert "size,files not read,number,2" in printed and "size,quarantined lines,number,0" in printed


def test_no_name_of_a_publisher_begins_a_formula(kg: Command, tmp_path: Path):
    (tmp_path / "a.md").write_text("---\npublisher: '=1+1'\n---\nKenya hosted a regional forum in Nairobi.\n", "utf-8")
    assert kg("build", tmp_path / "a.md", "--out", tmp_path / "out")[0] == 0
    printed = kg("stats", "--store", tmp_path / "out" / "store", "--format", "csv")[1].splitlines()
    assert "publisher,'=1+1,articles,1" in printed


def test_without_a_store_it_says_how_to_make_one(kg: Command, tmp_path: Path):
    code, printed, err = kg("stats", "--store", tmp_path / "none")
    assert (code, printed) == (1, "") and "kg build" in err and err.count("\n") == 1
