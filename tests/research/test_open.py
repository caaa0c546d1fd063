"""`kg.open` on a store on disk."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from datetime import date, datetime

import pytest
import rdflib

import kg as program
from kg.citation import read_citation
from kg.query import Endpoint
from kg.records import KgError
from kg.research import IRI, LanguageText

MG = "PREFIX mg: <https://w3id.org/mgkg/ontology#>\n"
TOGO = "https://w3id.org/mgkg/id/state/TGO"
TELEPHONE = "30 000 0000"


def test_importing_the_program_imports_nothing_else():
    code = (
        "import sys, kg; print(sorted({m for m in sys.modules if m[:2] == 'kg'} | {'pyoxigraph'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['kg']"


def test_a_question_is_answered_in_typed_rows(graph):
    rows = graph.query("participating-states", state="Togo")
    (row,) = rows
    assert (row.stateLabel, row["stateLabel"], row[3]) == ("Togo", "Togo", "Togo")
    assert isinstance(row.state, IRI) and row.state == TOGO
    assert isinstance(row.stateLabel, LanguageText) and row.stateLabel.language == "en"
    assert copy.deepcopy(row.stateLabel).language == pickle.loads(pickle.dumps(row.stateLabel)).language == "en"
    assert row.role is None and row.as_dict()["stateLabel"] == "Togo"
    event, *_ = row
    assert event == row.event and rows.columns[0] == "event" and len(row) == len(rows.columns)
    assert rows.asked.settings[0].taken == f"<{TOGO}>"


def test_values_may_be_several_iris_of_other_answers_dates_and_numbers(graph):
    states = [row.state for row in graph.query("participating-states")]
    assert len(graph.query("participating-states", state=states[:2])) == 2
    assert len(graph.query("participating-states", state=(rdflib.URIRef(TOGO),), event=None)) == 1
    assert len(graph.query("participant-counts", minimum=2)) == 1
    assert [row.eventLabel for row in graph.query("event-timeline", **{"from": date(2022, 1, 1)})] == [
        "Training on Travel Documents"
    ]


def test_sparql_is_answered_from_text_and_file(graph, tmp_path):
    text = MG + "SELECT ?start WHERE { ?event mg:startDate ?start } ORDER BY ?start"
    (tmp_path / "own.rq").write_text(text, "utf-8")
    assert [row.start for row in graph.query(text)] == [date(2021, 5, 12), date(2022, 6, 3)]
    assert graph.query(tmp_path / "own.rq")[1].start == date(2022, 6, 3)
    assert graph.query("SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }")[0].count > 1000
    yes, no = graph.query("ASK { ?s ?p ?o }"), graph.query("ASK { ?s ?p 'nothing' }")
    assert yes and not no and (len(yes), no[0].answer) == (1, False)


def test_terms_have_the_types_of_python(graph):
    (row,) = graph.query(
        """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT (7 AS ?whole) (0.5 AS ?decimal) (1e3 AS ?double) (true AS ?truth) ("2019"^^xsd:gYear AS ?year)
          ("--10-15"^^xsd:gMonthDay AS ?day) (BNODE("b") AS ?blank) ("x"^^xsd:integer AS ?wrong)
          ("2021-05-12T10:00:00Z"^^xsd:dateTime AS ?moment) ("yes"^^xsd:boolean AS ?doubtful) WHERE {}"""
    )
    assert row.as_dict() | {"blank": "", "moment": None} == {
        "whole": 7,
        "decimal": 0.5,
        "double": 1000.0,
        "truth": True,
        "year": "2019",
        "day": "--10-15",
        "blank": "",
        "wrong": "x",
        "moment": None,
        "doubtful": "yes",
    }
    assert row.blank.startswith("_:") and row.moment == datetime.fromisoformat("2021-05-12T10:00:00+00:00")


def test_evidence_is_quotation_sentence_and_source(graph):
    (found,) = graph.evidence("Workshop on Border Data", "participant", "Togo")
    assert (found.subject_label, found.relation, found.object_label) == (
        "Workshop on Border Data",
        "participant",
        "Togo",
    )
    assert found.quotation == "Togo and Benin took part in the workshop"
    assert found.sentence == "Togo and Benin took part in the workshop."
    assert (found.title, found.publisher, found.published) == ("Ghana hosts workshop", "Border News", date(2021, 5, 20))
    assert (found.source, found.status) == ("https://example.org/news/1", "explicit")
    assert 0 < found.confidence <= 1 and found.rule and found.end - found.start == len(found.quotation)


def test_the_sentence_is_whole_where_lines_are_broken(graph):
    (found,) = graph.evidence("Training on Travel Documents", "participant", "Uganda")
    assert found.sentence == "Uganda took part in the training." and "\n" in found.quotation


def test_evidence_is_found_by_any_end(graph):
    one = graph.evidence("Workshop on Border Data", "mg:participant", TOGO)
    assert one == graph.evidence(relation="https://w3id.org/mgkg/ontology#participant", object="Togo")
    assert one == [found for found in graph.evidence("Workshop on Border Data") if found.object_label == "Togo"]
    day = date(2022, 6, 3)
    assert [found.object for found in graph.evidence(relation="startDate", object=day)] == [day]
    assert {found.subject_label for found in graph.evidence(relation="eventType", object="Workshop")} == {
        "Workshop on Border Data"
    }
    assert graph.evidence("Workshop on Border Data", "funder") == []


def test_contact_data_are_shown_only_where_asked_for(store, graph):
    everything = "SELECT * WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    dataset = graph.dataset()
    for shown in (str(list(graph.query(everything))), dataset.serialize(format="nquads")):
        assert TELEPHONE not in shown and "graph/text" not in shown and "graph/contacts" not in shown
    assert TELEPHONE not in str(graph.evidence(object="Ghana"))
    with program.open(store, contacts=True) as opened:
        assert any("graph/contacts" in str(row.g) for row in opened.query(everything)) == any(
            "graph/contacts" in str(name.identifier) for name in opened.dataset().graphs()
        )


def test_rdflib_has_the_facts_and_the_graphs_of_the_articles(graph):
    facts, dataset = graph.graph(), graph.dataset()
    assert len(facts) == graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0].n
    hosts = {(str(row.event), str(row.host)) for row in facts.query(MG + "SELECT * WHERE { ?event mg:host ?host }")}
    assert hosts == {(row.event, row.host) for row in graph.query("event-hosts")} and len(hosts) == 2
    quotations = list(dataset.query("SELECT ?q WHERE { GRAPH ?g { ?s <http://www.w3.org/ns/oa#exact> ?q } }"))
    assert "Togo and Benin took part in the workshop" in {str(row.q) for row in quotations}


def test_a_constructed_graph_is_one_of_rdflib(graph):
    made = graph.query(MG + "CONSTRUCT WHERE { ?event mg:startDate ?start }").graph()
    day = rdflib.Literal("2021-05-12", datatype=rdflib.XSD.date)
    assert len(made) == 2 and (None, rdflib.URIRef("https://w3id.org/mgkg/ontology#startDate"), day) in made
    with pytest.raises(KgError, match="the answer is a table"):
        graph.query("event-hosts").graph()


def test_an_answer_is_cited_with_the_version_of_its_graph(graph, kg, store, tmp_path):
    rows = graph.query("participating-states", state="Togo")
    moment = datetime.fromisoformat("2026-01-02T03:04:05+01:00")
    made = rows.cite(tmp_path / "togo.yaml", date=moment)
    assert made == read_citation(tmp_path / "togo.yaml") == rows.cite(date=moment)
    assert made.version == graph.version and made.date == "2026-01-02T02:04:05Z" and "(state: Togo)" in made.footnote
    assert kg("query", "--replay", tmp_path / "togo.yaml", "--store", store)[0] == 0


def test_less_sure_claims_are_left_out_where_asked(store):
    with program.open(store, min_confidence=0.99) as opened:
        assert len(opened.query("participating-states")) == 0
        assert opened.query("participating-states").cite().least == 0.99
        assert opened.evidence(relation="participant") == []


def test_the_questions_list_themselves(graph):
    assert "event-hosts" in graph.questions and len(graph.questions) > 20
    assert "Who hosted which event" in repr(graph.questions)
    assert graph.about("event-hosts").startswith("event-hosts: Who hosted which event")


def test_rows_are_shown_as_text_and_in_notebooks(graph):
    rows = graph.query('SELECT ?n WHERE { VALUES ?n { "<b>" 1 } }')
    assert repr(rows) == "2 rows of n\n  Row(n='<b>')\n  Row(n=1)"
    assert "<td>&lt;b&gt;</td>" in rows._repr_html_()
    assert rows[:1] == [rows[0]] and rows[0] == ("<b>",) and hash(rows[0]) == hash(rows[0])
    many = graph.query("SELECT ?s WHERE { ?s ?p ?o } LIMIT 25")
    assert repr(many).endswith("  …") and "5 more rows" in many._repr_html_()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda graph: graph.query("event-host"), "did you mean event-hosts"),
        (lambda graph: graph.query("event-hosts", hots="Kenya"), "it has no parameter 'hots'"),
        (lambda graph: graph.query("event-hosts", host="Atlantis"), "'Atlantis'"),
        (lambda graph: graph.query("event-hosts", host='x" } ?s ?p ?o'), "is called"),
        (lambda graph: graph.query("SELECT * WHERE {"), "no SPARQL 1.1"),
        (lambda graph: graph.query("DELETE WHERE { ?s ?p ?o }"), "only reads"),
        (lambda graph: graph.query("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }"), "SERVICE"),
        (lambda graph: graph.query("SELECT * WHERE { ?s ?p ?o }", s="Kenya"), "write the values into your own query"),
        (lambda graph: graph.evidence(), "give a subject"),
        (lambda graph: graph.evidence("Togo", "hosts"), "is no relation"),
        (lambda _: program.open("nowhere/store"), "there is no store"),
        (lambda _: program.open("http://"), "give an address"),
        (lambda _: program.open("out/store", min_confidence=7), "from 0 to 1"),
        (lambda _: program.open("http://localhost/", min_confidence=7), "from 0 to 1"),
    ],
)
def test_errors_are_one_line(graph, call, said):
    with pytest.raises(KgError) as error:
        call(graph)
    assert said in str(error.value) and "\n" not in str(error.value)


def test_a_file_that_is_none_and_a_column_that_is_none(graph, tmp_path):
    with pytest.raises(KgError, match="the query cannot be read"):
        graph.query(tmp_path / "none.rq")
    row = graph.query("event-hosts")[0]
    with pytest.raises(AttributeError, match="there is no column 'hots'; the columns are event, "):
        _ = row.hots
    with pytest.raises(KeyError, match="no column"):
        _ = row["hots"]


def test_a_server_is_not_copied_as_a_whole():
    opened = program.open("http://127.0.0.1:9/sparql", timeout=3)
    assert opened.source.target == Endpoint("http://127.0.0.1:9/sparql", 3)
    for copied in (opened.graph, opened.dataset):
        with pytest.raises(KgError, match="ask with CONSTRUCT"):
            copied()
    with pytest.raises(KgError, match="cannot be asked"):
        opened.query("ASK {}")


def test_a_file_of_rdf_is_opened_too(store, tmp_path):
    with program.open(store) as graph:
        lines = [
            f"{' '.join(f'<{term}>' for term in triple)} ." for triple in graph.graph() if all(map(_is_iri, triple))
        ]
        states = len(graph.query("SELECT DISTINCT ?s { ?s a mg:State }"))
    (tmp_path / "graph.nt").write_text("\n".join(lines) + "\n", "utf-8")
    with program.open(tmp_path / "graph.nt") as graph:
        assert len(graph.query("SELECT DISTINCT ?s { ?s a mg:State }")) == states > 0
    (tmp_path / "broken.ttl").write_text("<a> <b", "utf-8")
    with pytest.raises(program.KgError, match=r"broken.ttl: cannot be read"):
        program.open(tmp_path / "broken.ttl")


def _is_iri(term):
    return isinstance(term, rdflib.URIRef)
