"""The reference facts and the ontology as quads."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from pyshacl import validate
from rdflib import Graph, URIRef

from kg import settings
from kg.graph.reference_graph import ontology_quads, reference_quads
from kg.reference import reference
from kg.resources import folder

MG = settings.ONTOLOGY
SKOS = "http://www.w3.org/2004/02/skos/core#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
Facts = dict[tuple[str, str], set[str]]


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(reference_quads())


@pytest.fixture(scope="module")
def facts(quads: list[Quad]) -> Facts:
    """Objects as text by the subject's IRI below the base and the predicate."""
    found: Facts = defaultdict(set)
    for quad in quads:
        term = quad.object
        text = term.value if isinstance(term, NamedNode | Literal) else ""
        found[str(quad.subject.value).removeprefix(settings.ENTITY), quad.predicate.value].add(text)  # type: ignore[union-attr]
    return found


def entity(*tails: str) -> set[str]:
    return {settings.ENTITY + tail for tail in tails}


def test_a_state(facts: Facts) -> None:
    assert facts["state/KEN", LABEL] == {"Kenya"}
    assert facts["state/KEN", TYPE] == {MG + "State", MG + "Actor"}
    assert facts["state/KEN", MG + "iso2"] == {"KE"}
    assert facts["state/NAM", MG + "iso2"] == {"NA"}
    assert facts["state/KEN", MG + "m49"] == {"404"}
    assert facts["state/KEN", MG + "capital"] == entity("place/nairobi-ken")
    assert "http://www.wikidata.org/entity/Q114" in facts["state/KEN", SKOS + "exactMatch"]
    assert facts["place/nairobi-ken", MG + "locatedIn"] == entity("state/KEN")


def test_foreign_names_have_their_language(quads: list[Quad]) -> None:
    state = NamedNode(settings.ENTITY + "state/EGY")
    labels = {quad.object for quad in quads if quad.subject == state and quad.predicate.value == SKOS + "altLabel"}
    assert {Literal("Égypte", language="fr"), Literal("مصر", language="ar")} <= labels


def test_aliases_in_other_languages_have_theirs(quads: list[Quad]) -> None:
    labels = {quad.object for quad in quads if quad.predicate.value == SKOS + "altLabel"}
    french, turkish = Literal("Union africaine", language="fr"), Literal("Kızılay", language="tr")
    assert {french, turkish, Literal("Unión Europea", language="es")} <= labels
    assert not [label for label in labels if "@" in label.value]


def test_members_are_those_that_no_source_doubts(facts: Facts) -> None:
    members = facts["international-organization/igad", MG + "member"]
    assert len(members) == 7
    assert entity("state/ERI").isdisjoint(members)
    assert any("withdrawal" in note for note in facts["state/ERI", SKOS + "editorialNote"])
    assert len(facts["international-organization/african-union", MG + "member"]) == 55


ORG, TIME = "http://www.w3.org/ns/org#", "http://www.w3.org/2006/time#"


def test_a_former_member_has_a_membership_with_its_time_and_is_no_member(facts: Facts) -> None:
    former = "membership/eu--GBR"
    assert facts[former, TYPE] == {ORG + "Membership"}
    assert facts[former, ORG + "organization"] == entity("international-organization/eu")
    assert facts[former, ORG + "member"] == entity("state/GBR")
    assert facts[former, ORG + "memberDuring"] == entity("interval/eu--GBR")
    assert "government.nl" in "".join(facts[former, "http://purl.org/dc/terms/source"])
    assert facts["interval/eu--GBR", TYPE] == {TIME + "Interval"}
    assert facts["interval/eu--GBR", TIME + "hasEnd"] == entity("instant/2020-01-31")
    assert facts["instant/2020-01-31", TIME + "inXSDDate"] == {"2020-01-31"}
    assert entity("state/GBR").isdisjoint(facts["international-organization/eu", MG + "member"])
    assert entity("state/FRA") <= facts["international-organization/eu", MG + "member"]


def test_who_came_back_has_two_memberships(facts: Facts) -> None:
    assert facts["interval/sadc--SYC", TIME + "hasEnd"] == entity("instant/2004")
    assert facts["instant/2004", TIME + "inXSDgYear"] == {"2004"}
    assert facts["instant/1997-09", TIME + "inXSDgYearMonth"] == {"1997-09"}
    assert facts["membership/sadc--SYC--2", ORG + "member"] == entity("state/SYC")
    assert facts["interval/sadc--SYC--2", TIME + "hasBeginning"] == entity("instant/2008-08-16")
    assert facts["interval/sadc--SYC--2", TIME + "hasEnd"] == set()


def test_the_memberships_keep_their_shape(quads: list[Quad]) -> None:
    graph = Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")
    memberships = list(graph.subjects(URIRef(ORG + "memberDuring")))
    shapes = Graph().parse(folder("ontology") / "shapes.ttl")
    focus = [URIRef(settings.ENTITY + "membership/" + name) for name in ("eu--GBR", "sadc--SYC", "sadc--SYC--2")]
    conforms, _, report = validate(graph, shacl_graph=shapes, focus_nodes=focus, inference="none")
    assert conforms, report
    assert len(memberships) == len(reference().membership_dates) > 200


def test_a_process(facts: Facts) -> None:
    secretariat = facts["process/au-hoai", MG + "secretariat"]
    assert secretariat == entity(*(f"international-organization/{name}" for name in ("au-commission", "iom", "unhcr")))
    assert entity("state/EGY") <= facts["process/au-hoai", MG + "member"]
    assert facts["process/au-hoai", MG + "acronym"] == {"AU-HoAI"}


def test_a_territory_in_a_list_of_members_is_told_in_words(facts: Facts) -> None:
    assert not any("XKX" in member for member in facts["process/marri", MG + "member"])
    assert any("Kosovo" in note for note in facts["process/marri", SKOS + "editorialNote"])


def test_a_body_stands_below_its_parent_and_at_its_seat(facts: Facts) -> None:
    assert facts["government-body/us-prm", MG + "partOf"] == entity("government-body/usa-state-dept")
    assert facts["international-organization/iom", MG + "locatedIn"] == entity("place/geneva-che")


def test_dates_say_no_more_than_the_tables(facts: Facts) -> None:
    assert facts["document/gcm", MG + "adoptionDate"] == {"2018-12-10"}
    assert facts["document/jvap", MG + "adoptionDate"] == {"2015-11"}
    assert facts["project/au-commit", MG + "established"] == {"2009-06-16"}


def test_a_document_is_in_force_where_a_source_shows_it(facts: Facts) -> None:
    def status(name: str) -> set[str]:
        return {iri.removeprefix(settings.CONCEPT) for iri in facts[name, MG + "documentStatus"]}

    assert status("document/palermo-som") == {"document-status/in-force"}
    assert status("document/gcm") == {"document-status/adopted"}
    assert status("project/au-commit") == set()


def test_ambiguous_forms_are_hidden_labels(facts: Facts) -> None:
    assert "DRC" in facts["state/COD", SKOS + "hiddenLabel"]
    assert "DRC" not in facts["state/COD", SKOS + "altLabel"]


def test_the_graph_is_small_and_the_same_each_time(quads: list[Quad]) -> None:
    assert len(quads) == len(set(quads)) <= 25_000
    assert quads == list(reference_quads())
    assert {quad.graph_name for quad in quads} == {NamedNode(settings.REFERENCE_GRAPH)}


def test_every_object_of_ours_is_an_entity_of_the_graph_or_a_term(quads: list[Quad]) -> None:
    subjects = {quad.subject for quad in quads}
    objects = {
        q.object for q in quads if isinstance(q.object, NamedNode) and q.object.value.startswith(settings.ENTITY)
    }
    assert objects <= subjects


def test_types_and_terms_are_in_the_ontology(quads: list[Quad]) -> None:
    defined = {quad.subject for quad in ontology_quads()}
    used = {term for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
    ours = {term for term in used if term.value.startswith((MG, settings.CONCEPT))}
    assert ours - defined == set()


def test_the_ontology_has_no_blank_nodes() -> None:
    quads = list(ontology_quads())
    assert len(quads) > 1000
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name for quad in quads} == {NamedNode(settings.ONTOLOGY_GRAPH)}
