"""The views are what a program reads that knows only the other vocabulary: their terms are its own, nothing is without
a name, and its own questions are answered as ours are."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store
from pyoxigraph import parse as parse_rdf
from rdflib import namespace
from rdflib.namespace import ORG, PROV, RDF, RDFS

from kg.export import export as write
from kg.query import Endpoint, LocalStore, fill, load_questions, run
from kg.query.questions import VIEWS
from kg.query.results import plain
from kg.store import ArticleStore
from tests.queries.rdflib_target import Rdflib
from tests.queries.test_engines import cells
from tests.query.virtuoso_server import Virtuoso

QUESTIONS = {name: question for name, question in load_questions().items() if question.group == VIEWS}
OFFICIAL = {
    str(found): found
    for name in ("DCTERMS", "FOAF", "ORG", "PROV", "RDF", "RDFS", "SDO", "SKOS", "TIME")
    for found in [getattr(namespace, name)]
}
"""The vocabularies as rdflib has them, generated from what their publishers serve."""
TYPE = NamedNode(str(RDF.type))
DATES = {
    "2021-05-12": ("date", "inXSDDate"),
    "2021-05": ("gYearMonth", "inXSDgYearMonth"),
    "2021": ("gYear", "inXSDgYear"),
    "--05-12": ("gMonthDay", None),
}
"""Times as articles give them, with their datatypes and the properties of OWL-Time for them."""
NAMES = ("Ministre de l’Intérieur", "A & B / C's", "Head (acting), 100%", "市长")

every_view = pytest.mark.parametrize("name", QUESTIONS)


def asked(name: str, store: LocalStore) -> Store:
    """The view of a store as a graph of its own."""
    made = Store()
    made.extend(Quad(*triple) for triple in run(fill(QUESTIONS[name], {}), store).triples or ())
    return made


def official(iri: str) -> bool:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut] in OFFICIAL and iri in OFFICIAL[iri[:cut]]


@every_view
def test_its_properties_and_classes_are_those_of_published_vocabularies(name, small):
    quads = list(asked(name, small))
    terms = {quad.predicate.value for quad in quads} | {q.object.value for q in quads if q.predicate == TYPE}
    assert len(terms) > 15
    assert [term for term in sorted(terms) if not official(term)] == []


@every_view
def test_every_term_that_it_may_use_is_one_of_them(name):
    """Those too that the small graph does not bring out."""
    text = QUESTIONS[name].text
    declared = dict(re.findall(r"PREFIX (\w+): <(.*)>", text))
    named = {declared[prefix] + local for prefix, local in re.findall(r"(?<![\w?:/<])(\w+):(\w+)", text)}
    foreign = {term for term in named if any(term.startswith(namespace) for namespace in OFFICIAL)}
    assert len(foreign) > 15
    assert [term for term in sorted(foreign) if not official(term)] == []


@every_view
def test_nothing_in_it_is_without_a_name(name, small):
    assert [quad for quad in asked(name, small) if BlankNode in (type(quad.subject), type(quad.object))] == []


@every_view
def test_it_needs_no_term_of_ours_to_be_understood(name, small):
    """Only the predicate of a claim, which is told as data, and concepts are ours."""
    ours = {str(quad.predicate) for quad in asked(name, small) if "w3id.org/mgkg" in quad.predicate.value}
    assert ours == set()


@pytest.mark.parametrize(
    ("question", "view", "foreign"),
    [
        (
            "memberships",
            "views/organizations",
            "SELECT ?a ?b { ?m org:organization ?a ; org:member ?b FILTER CONTAINS(STR(?m), '/member/') }",
        ),
        (
            "chairs",
            "views/organizations",
            "SELECT ?a ?b { ?m org:organization ?a ; org:member ?b ; org:role ?r FILTER STRENDS(STR(?r), '/chair') }",
        ),
        ("event-hosts", "views/schema-org", "SELECT ?a ?b { ?a a schema:Event ; schema:organizer ?b }"),
        ("quotations", "views/provenance", "SELECT ?b ?a { ?c prov:value ?a ; prov:wasAttributedTo ?b }"),
    ],
)
def test_a_question_in_the_other_terms_has_the_answer_of_ours(question, view, foreign, small):
    columns = {
        "memberships": ("body", "member"),
        "chairs": ("body", "chair"),
        "event-hosts": ("event", "host"),
        "quotations": ("speaker", "quotation"),
    }[question]
    ours = run(fill(load_questions()[question], {}), small)
    rows = ({column: plain(term) for column, term in zip(ours.columns, row, strict=True)} for row in ours.rows)
    found = {tuple(row[column] for column in columns) for row in rows if "/id/event/" not in row.get("body", "")}
    declared = f"PREFIX org: <{ORG}> PREFIX prov: <{PROV}> PREFIX schema: <{namespace.SDO}> "
    theirs = {tuple(map(plain, row)) for row in run(declared + foreign, LocalStore(asked(view, small))).rows}
    assert found and found <= theirs
    assert question == "event-hosts" or found == theirs


def odd() -> Store:
    """A graph of what the small one has not: times of every precision, and texts in other scripts."""
    lines = [f'id:p{n} mg:position "{name}" .' for n, name in enumerate(NAMES)]
    named = [f"article:{n} {{ {_odd_article(n, name)} }}" for n, name in enumerate(NAMES)]
    lines += [line for n, name in enumerate(NAMES) for line in (*_FACTS.format(n=n).splitlines(), _odd_source(n, name))]
    text = _PREFIXES + "\n".join([*lines, *named])
    store = Store()
    store.extend(parse_rdf(text, format=RdfFormat.TRIG))
    return store


_PREFIXES = f"""@prefix mg: <https://w3id.org/mgkg/ontology#> . @prefix id: <https://w3id.org/mgkg/id/> .
@prefix article: <https://w3id.org/mgkg/article/> . @prefix rdf: <{RDF}> . @prefix rdfs: <{RDFS}> .
@prefix dcterms: <{namespace.DCTERMS}> . 
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_FACTS = """id:s{n} a mg:Actor, mg:State ; rdfs:label "S{n}"@en .
id:b{n} a mg:Actor, mg:Process ; rdfs:label "B{n}"@en ; mg:chair id:s{n} .
id:p{n} a mg:Actor, mg:Person ; rdfs:label "P{n}"@en ; mg:worksFor id:s{n} ."""
_TIMES = tuple(DATES)


def _odd_source(n: int, name: str) -> str:
    return f'article:{n} a mg:Article ; dcterms:publisher "{name}" .'


def _odd_article(n: int, name: str) -> str:
    kind = DATES[_TIMES[n]][0]
    return f"""{_odd_source(n, name)}
      <https://w3id.org/mgkg/article/{n}/claim/1> rdf:subject id:b{n} ; rdf:predicate mg:chair ; rdf:object id:s{n} ;
        mg:asOf "{_TIMES[n]}"^^xsd:{kind} .
      <https://w3id.org/mgkg/article/{n}/claim/2> rdf:subject id:p{n} ; rdf:predicate mg:worksFor ; rdf:object id:s{n} ;
        mg:evidence id:words .
      <https://w3id.org/mgkg/article/{n}/claim/3> rdf:subject id:p{n} ; rdf:predicate mg:position ;
        rdf:object "{name}" ; mg:evidence id:words ."""


def test_a_time_that_one_holds_at_lies_inside_its_interval():
    """One without a year gives no interval."""
    view = asked("views/organizations", LocalStore(odd()))
    found = {
        q.object.value: q.predicate.value
        for q in view
        if isinstance(q.object, Literal) and str(namespace.TIME) in str(q)
    }
    assert found == {written: str(namespace.TIME) + property_ for written, (_, property_) in DATES.items() if property_}
    assert len(list(view.quads_for_pattern(None, NamedNode(str(ORG.memberDuring)), None))) == len(found)


@every_view
def test_whatever_is_in_the_graph_it_is_the_same_on_every_engine(name, tmp_path):
    """Virtuoso's ENCODE_FOR_URI mistakes letters with accents, for one."""
    here = LocalStore(odd())
    text = fill(QUESTIONS[name], {})
    ours = cells(run(text, here))
    assert ours == cells(run(text, Rdflib(here.store)))
    if (missing := Virtuoso.missing()) is not None:
        pytest.skip(missing)
    write(ArticleStore(here.store), "nquads", tmp_path / "odd.nq")
    virtuoso = Virtuoso(tmp_path)
    try:
        virtuoso.start(tmp_path / "odd.nq")
        assert ours == cells(run(text, Endpoint(virtuoso.url)))
    finally:
        virtuoso.stop()
