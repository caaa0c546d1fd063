"""`kg query --cite` and `--replay` on real stores."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from kg.citation import cite, graph_version, read_citation, store_source, write_citation
from kg.citation.citation import MOST_ROWS
from kg.query import Asked, run
from kg.records import KgError
from kg.store import open_snapshot
from tests.citation.conftest import ARTICLES

STATES = "participating-states"


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


@pytest.fixture
def cited(kg, store, tmp_path) -> Path:
    """The citation of a question, asked of the store of both articles."""
    file = tmp_path / "states.yaml"
    assert kg("query", STATES, "--store", store, "--cite", file)[0] == 0
    return file


def test_a_citation_tells_query_values_digests_graph_software_and_date(kg, store, tmp_path):
    file = tmp_path / "uganda.yaml"
    code, out, err = kg("query", STATES, "--set", "state=Uganda", "--format", "csv", "--store", store, "--cite", file)
    assert code == 0 and "Uganda" in out
    content = yaml.safe_load(file.read_text("utf-8"))
    uganda = "<https://w3id.org/mgkg/id/state/UGA>"
    assert content["question"] == STATES
    assert content["parameters"] == [{"name": "state", "given": "Uganda", "taken": uganda}]
    assert f"VALUES ?state {{ {uganda} }}" in content["query"] and content["query"].startswith("PREFIX")
    assert content["answer"]["size"] == 1 and len(content["rows"].split()) == 1
    assert content["graph"]["source"] == str(store) and content["software"] == "kg 0.1.0"
    assert content["date"] == "2026-01-01T00:00:00Z"
    assert content["footnote"] in err
    for part in ("“participating-states” (state: Uganda), 1 row,", "1 January 2026", content["answer"]["digest"][:23]):
        assert part in content["footnote"]


def test_the_version_of_a_graph_is_the_digest_of_its_export(kg, store, cited, tmp_path):
    assert kg("export", "--store", store, "--format", "nquads", "--out", tmp_path / "graph.nq")[0] == 0
    written = hashlib.sha256((tmp_path / "graph.nq").read_bytes()).hexdigest()
    assert read_citation(cited).version == f"sha256:{written}"


def test_the_same_articles_give_the_same_version_in_whatever_order_they_came(make, store, changed):
    turned = make(*reversed(ARTICLES.items()))
    versions = []
    for directory in (store, turned, changed):
        with open_snapshot(directory) as graph:
            versions.append(graph_version(graph))
    assert versions[0] == versions[1] != versions[2]


def test_the_same_answer_of_the_same_graph_gives_the_same_bytes(kg, store, cited, tmp_path):
    kg("query", STATES, "--store", store, "--cite", tmp_path / "again.yaml")
    assert (tmp_path / "again.yaml").read_bytes() == cited.read_bytes()


def test_a_citation_is_read_as_it_was_written(store, tmp_path):
    text = 'SELECT ?s WHERE { ?s ?p "tab\tand: colon" } #  \n\n# – “quoted” \U0001f600 \u2028 end\n'
    with open_snapshot(store) as graph:
        source = store_source(graph, "out/store")
        made = cite(Asked(text), run(text, source.target), source)
    write_citation(made, tmp_path / "own.yaml")
    assert read_citation(tmp_path / "own.yaml") == made


def test_replay_finds_the_same_result(kg, store, cited):
    code, out, err = kg("query", "--replay", cited, "--store", store)
    assert (code, err) == (0, "")
    assert out.startswith("the same result: 3 rows\nthe graph is the same: sha256:")


def test_replay_finds_that_an_article_has_changed(kg, changed, cited):
    code, out, _ = kg("query", "--replay", cited, "--store", changed)
    assert code == 1
    assert out.startswith("another result: 3 rows on 2026-01-01, 4 rows now: 1 added, 0 removed\nthe graph has changed")


def test_replay_tells_where_another_graph_gives_the_same_result(kg, store, changed, tmp_path):
    file = tmp_path / "ghana.yaml"
    kg("query", STATES, "--set", "event=Workshop on Border Data", "--store", store, "--cite", file)
    code, out, _ = kg("query", "--replay", file, "--store", changed)
    assert code == 0
    assert out.startswith("the same result: 2 rows\nthe graph has changed: sha256:")


@pytest.mark.parametrize(
    ("query", "then", "now"),
    [
        ("ASK { ?e mg:participant <https://w3id.org/mgkg/id/state/RWA> }", "answer false", "answer true"),
        ("CONSTRUCT WHERE { ?e mg:participant ?s }", "3 triples", "4 triples now: 1 added, 0 removed"),
        ("SELECT (COUNT(*) AS ?n) { ?e mg:participant ?s }", "1 row", "1 row now: 1 added, 1 removed"),
    ],
)
def test_every_form_of_query_can_be_cited_and_replayed(kg, store, changed, tmp_path, query, then, now):
    (tmp_path / "own.rq").write_text(f"PREFIX mg: <https://w3id.org/mgkg/ontology#>\n{query}", "utf-8")
    file = tmp_path / "own.yaml"
    assert kg("query", tmp_path / "own.rq", "--store", store, "--cite", file)[0] == 0
    assert "a SPARQL query" in read_citation(file).footnote and then in read_citation(file).footnote
    assert kg("query", "--replay", file, "--store", store)[0] == 0
    code, out, _ = kg("query", "--replay", file, "--store", changed)
    assert code == 1 and f"{then} on 2026-01-01" in out and now in out


def test_a_long_answer_is_cited_without_the_digests_of_its_rows(kg, store, changed, tmp_path):
    (tmp_path / "all.rq").write_text("SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", "utf-8")
    file = tmp_path / "all.yaml"
    assert kg("query", tmp_path / "all.rq", "--format", "csv", "--store", store, "--cite", file)[0] == 0
    cited = read_citation(file).answer
    assert cited.size > MOST_ROWS and cited.rows == ()
    code, out, _ = kg("query", "--replay", file, "--store", changed)
    assert code == 1 and "added" not in out


def test_an_answer_as_of_a_day_is_cited_and_asked_again_as_of_that_day(kg, store, tmp_path):
    file = tmp_path / "then.yaml"
    code, out, err = kg("query", "sources", "--as-of", "2021-06", "--store", store, "--cite", file, "--format", "csv")
    assert code == 0 and "kg: as of 2021-06: " in err and " as of 2021-06 " in err.splitlines()[-1]
    assert out != kg("query", "sources", "--store", store, "--format", "csv")[1]
    assert kg("query", "--replay", file, "--store", store)[0] == 0


@pytest.mark.parametrize(
    ("day", "body", "state", "was"),
    [
        ("2016", "European Union", "United Kingdom", True),
        ("2021", "European Union", "United Kingdom", False),
        ("2025", "EAC", "Somalia", True),
        ("2020", "EAC", "Somalia", False),
        ("2024-12", "ECOWAS", "Burkina Faso", True),
        ("2025-02", "ECOWAS", "Burkina Faso", False),
        ("2016", "INTERPOL", "Kenya", True),
    ],
)
def test_who_was_a_member_of_what_as_of_a_day(kg, store, tmp_path, day, body, state, was):
    """As the members of the graph as of that day, and as the memberships with their dates tell it."""
    file, members = tmp_path / "then.yaml", ("--set", f"body={body}", "--format", "csv", "--store", store)
    code, out, err = kg("query", "memberships", *members, "--as-of", day, "--cite", file)
    assert code == 0 and (state in out) == was and " those without known dates as of today" in err
    assert kg("query", "--replay", file, "--store", store)[0] == 0
    rows = kg("query", "members-on", *members, "--set", f"day={day}")[1].splitlines()
    assert [row.rpartition(",")[2] for row in rows if state in row] == ["no" if body == "INTERPOL" else "yes"] * was


def test_replay_leaves_out_what_the_cited_answer_left_out(kg, store, tmp_path):
    file = tmp_path / "sure.yaml"
    assert kg("query", STATES, "--min-confidence", "0.99", "--store", store, "--cite", file)[0] == 0
    assert read_citation(file).answer.size == 0 and read_citation(file).least == 0.99
    assert kg("query", "--replay", file, "--store", store)[0] == 0


def test_contact_data_are_asked_again_only_with_their_flag(kg, store, tmp_path):
    file = tmp_path / "persons.yaml"
    assert kg("query", STATES, "--with-contacts", "--store", store, "--cite", file)[0] == 0
    code, out, err = kg("query", "--replay", file, "--store", store)
    assert (code, out) == (1, "") and err == "kg: the cited result was asked with contact data: add --with-contacts\n"
    assert kg("query", "--replay", file, "--with-contacts", "--store", store)[0] == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: "", "all of it is no mapping"),
        (lambda _: "citation: 7\n", "it has no 'citation: 1'"),
        (lambda text: text.replace("query: |", "asked: |"), "'query' is missing or no str"),
        (lambda text: text.replace("size: 3", "size: three"), "'size' is missing or no int"),
        (lambda text: text.replace("kind: table", "kind: chair"), "'chair' is no kind of answer"),
        (lambda text: text.replace("parameters: []", "parameters: [state]"), "parameters is no mapping"),
        (lambda _: "citation: [", "the citation cannot be read"),
    ],
)
def test_what_is_no_citation_is_refused_in_one_line(kg, store, cited, change, said):
    before = cited.read_text("utf-8")
    cited.write_text(change(before), "utf-8")
    assert cited.read_text("utf-8") != before
    code, out, err = kg("query", "--replay", cited, "--store", store)
    assert (code, out) == (1, "") and said in err and str(cited) in err and err.count("\n") == 1


def test_a_file_with_an_update_in_it_changes_nothing(kg, store, cited):
    text = cited.read_text("utf-8").replace("SELECT DISTINCT", "DELETE WHERE { ?s ?p ?o } #")
    cited.write_text(text, "utf-8")
    code, _, err = kg("query", "--replay", cited, "--store", store)
    assert code == 1 and "kg query only reads" in err


@pytest.mark.parametrize(
    "arguments",
    [("--replay", "x.yaml", "events"), ("--replay", "x.yaml", "--set", "state=Kenya"), ("--cite", "x.yaml")],
)
def test_options_that_do_not_fit_together_are_wrong_usage(kg, arguments):
    assert kg("query", *arguments)[0] == 2


def test_places_that_cannot_be_written_and_a_wrong_clock_are_told(kg, store, tmp_path, monkeypatch):
    assert "name a file" in kg("query", STATES, "--store", store, "--cite", "-")[2]
    assert "cannot be written" in kg("query", STATES, "--store", store, "--cite", tmp_path)[2]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert "give whole seconds" in kg("query", STATES, "--store", store, "--cite", tmp_path / "c.yaml")[2]
    with pytest.raises(KgError, match="cannot be read"):
        read_citation(tmp_path / "c.yaml")
