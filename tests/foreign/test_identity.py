"""What a file describes is what the graph knows where an address or a code says so; a name alone asks."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.imported_graph import IMPORTED
from kg.graph.terms import entity, mg
from kg.store import open_snapshot

Kg = Callable[..., tuple[int, str, str]]
PREFIXES = """@prefix mg: <https://w3id.org/mgkg/ontology#> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix ex: <https://register.example/id/> .
"""
EVENT = 'ex:e a schema:Event ; schema:name "Ferry Talks" ; schema:attendee ex:x .\n'
NIGER = entity("State", "NER")


@pytest.fixture
def brought(kg: Kg, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Brings Turtle in; returns the exit code and what was said."""
    monkeypatch.setenv("COLUMNS", "400")

    def bring(turtle: str, name: str = "facts.ttl", source: str = "A Register") -> tuple[int, str]:
        (tmp_path / name).write_text(PREFIXES + turtle, "utf-8")
        code, out, err = kg("import", tmp_path / name, "--source", source, "--store", folder)
        return code, " ".join((out + err).replace("│", " ").split())

    return bring


def facts(folder: Path, relation: str) -> set[ox.NamedNode]:
    """The objects of a relation that sources state."""
    with open_snapshot(folder) as store:
        graphs = [marker.article for marker in store.markers() if marker.key.startswith(IMPORTED)]
        quads = [quad for graph in graphs for quad in store.store.quads_for_pattern(None, mg(relation), None, graph)]
        return {quad.object for quad in quads}  # type: ignore[misc]


def quads(folder: Path) -> set[ox.Quad]:
    with open_snapshot(folder) as store:
        return set(store.store)


@pytest.mark.parametrize(
    "said",
    [
        "a schema:Country ; schema:identifier 'NE'",
        "a schema:Country ; schema:identifier 'NER'",
        "a schema:Organization ; schema:identifier 'Q1032'",
        "a schema:Country ; schema:sameAs 'https://www.wikidata.org/wiki/Q1032'",
        "a org:Organization ; owl:sameAs wd:Q1032",
        "a org:Organization ; skos:exactMatch <https://w3id.org/mgkg/id/state/NER>",
        "a schema:Place ; schema:identifier [ a schema:PropertyValue ; schema:propertyID 'iso' ; schema:value 'NE' ]",
        "a wd:Q3624078 ; wdt:P298 'NER'",
        "a dcterms:Agent ; adms:identifier [ a adms:Identifier ; skos:notation 'Q1032' ]",
        "a mg:State , mg:Actor ; rdfs:label 'Niger'@en ; mg:iso3 'NER'",
        "a schema:Country ; owl:sameAs ex:y . ex:y a schema:Country ; schema:identifier 'NER'",
        "a schema:Country . <http://publications.europa.eu/resource/authority/country/NER> owl:sameAs ex:x",
    ],
)
def test_niger_is_niger_however_it_is_told(brought, folder: Path, said: str):
    code, told = brought(EVENT + f"ex:x schema:name 'the Niger' ; {said} .")
    assert code == 0, told
    assert facts(folder, "participant") == {NIGER}


def test_a_record_of_ror_is_the_organisation_that_has_it(brought, folder: Path):
    code, _ = brought(EVENT + "ex:x a schema:Organization ; schema:name 'AU' ; schema:identifier '020ktwj02' .")
    assert code == 0
    assert facts(folder, "participant") == {entity("InternationalOrganization", "african-union")}


@pytest.mark.parametrize("kind", ["schema:Organization", "schema:NGO"])
def test_a_local_code_that_looks_like_a_country_is_none(brought, folder: Path, kind: str):
    brought(EVENT + f"ex:x a {kind} ; schema:name 'Canoe Friends' ; schema:identifier 'CAN' .")
    (found,) = facts(folder, "participant")
    assert found.value.endswith("civil-society/canoe-friends--" + found.value[-8:])


def test_what_matches_two_known_entities_is_taken_for_none_and_told(brought, folder: Path):
    other = "ex:e schema:attendee ex:y . ex:y a schema:NGO ; schema:name 'Canoe Friends' .\n"
    niger = "ex:x a schema:Country ; schema:name 'Niger' ; schema:identifier 'NER' , 'Q1033' ."
    code, said = brought(EVENT + other + niger)
    assert code == 0 and "no state of the reference data" in said
    assert "id/x matches 2 known entities, state/NER and state/NGA: it is taken for none of them" in said
    assert not facts(folder, "participant") & {NIGER, entity("State", "NGA")}


def test_a_known_entity_stays_what_its_address_says(brought, folder: Path):
    ours = f"<{entity('State', 'NER').value}>"
    said_of = f"ex:e schema:attendee {ours} . {ours} owl:sameAs <{entity('State', 'NGA').value}> ."
    code, said = brought("ex:e a schema:Event ; schema:name 'Talks' .\n" + said_of)
    assert code == 0 and "it stays what its address says" in said
    assert facts(folder, "participant") == {NIGER}


def test_in_our_own_terms_two_matches_are_refused(brought, folder: Path):
    before = quads(folder)
    both = "ex:x skos:exactMatch <https://w3id.org/mgkg/id/state/NER> , <https://w3id.org/mgkg/id/state/NGA> ."
    event = "ex:e a mg:Event ; rdfs:label 'Talks'@en ; mg:participant ex:x .\n"
    code, said = brought(event + both)
    assert code == 1 and "matches 2 known entities, state/NER and state/NGA: leave one" in said
    assert quads(folder) == before


def test_what_is_of_another_kind_is_not_taken_for_it(brought, folder: Path):
    code, said = brought(EVENT + "ex:x a foaf:Person ; foaf:name 'Nina Ger' ; schema:identifier 'Q1032' .")
    assert code == 0 and "is said to be state/NER, which is of another kind" in said
    assert NIGER not in facts(folder, "participant")


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("a org:FormalOrganization ; skos:prefLabel 'International Organization for Migration'", "organization/iom"),
    ],
)
def test_a_name_alone_makes_a_question_and_no_merge(brought, kg: Kg, folder: Path, said: str, known: str):
    brought(EVENT + f"ex:x {said} .")
    (found,) = facts(folder, "participant")
    assert not found.value.endswith(known)
    asked = kg("query", "identity-candidates", "--format", "csv", "--store", folder)[1]
    assert len(asked.splitlines()) == 2 and known in asked and found.value in asked


def test_a_country_without_a_code_is_the_state_of_its_name_and_one_that_nobody_knows_is_left_out(brought, folder: Path):
    country = "ex:e a schema:Event ; schema:name 'Talks' ; schema:attendee [ a schema:Country ; schema:name '%s' ] ."
    code, said = brought(country % "Kenya")
    assert code == 0 and facts(folder, "participant") == {entity("State", "KEN")}
    code, said = brought(
        country % "Ruritania" + "ex:e schema:attendee ex:iom . ex:iom a schema:NGO ; schema:name 'Canoe Friends' ."
    )
    assert code == 0 and "no state of the reference data" in said
    (found,) = facts(folder, "participant")
    assert "civil-society/canoe-friends" in found.value


def test_a_town_with_its_country_is_that_town_and_without_it_a_question(brought, kg: Kg, folder: Path):
    venue = "ex:e a schema:Event ; schema:name 'Talks' ; schema:location [ a schema:Place ; schema:name 'Nairobi'%s ] ."
    brought(venue % " ; schema:address [ schema:addressCountry 'KE' ]")
    assert facts(folder, "place") == {entity("Place", "nairobi-ken")}
    brought(venue % "")
    (found,) = facts(folder, "place")
    assert found != entity("Place", "nairobi-ken")
    assert "place/nairobi-ken" in kg("query", "identity-candidates", "--format", "csv", "--store", folder)[1]


NAMELESS = """[] a schema:Event ; schema:name "Talks" ;
    schema:organizer [ a schema:NGO ; schema:name "Friends of Ferries" ;
    schema:memberOf [ a schema:NGO ; schema:name "Friends of Boats" ] ] .
_:a a foaf:Person ; foaf:name "Ama Mole" ; foaf:knows _:b ; schema:worksFor [ a schema:NGO ; schema:name "Moles" ] .
_:b a foaf:Person ; foaf:name "Kofi Mole" ; foaf:knows _:a ; schema:worksFor [ a schema:NGO ; schema:name "Moles" ] .
"""


def test_nodes_without_an_address_get_one_by_what_is_said_of_them(brought, kg: Kg, folder: Path, tmp_path: Path):
    assert brought(NAMELESS)[0] == 0
    first = quads(folder)
    assert len({quad.subject for quad in first if "/id/person/" in str(quad.subject)}) == 2
    assert not [quad for quad in first if ".well-known/genid" in str(quad)]
    lines = [str(quad.triple) for quad in ox.parse(PREFIXES + NAMELESS, format=ox.RdfFormat.TURTLE)]
    random.Random(7).shuffle(lines)
    (tmp_path / "facts.ttl").write_text(" .\n".join(lines).replace("_:", "_:other") + " .\n", "utf-8")
    assert kg("import", tmp_path / "facts.ttl", "--source", "A Register", "--store", folder)[0] == 0
    assert {quad.predicate.value.rpartition("/")[2] for quad in quads(folder) ^ first} == {"identifier"}


def test_two_sources_say_the_same_of_two_nodes(brought, folder: Path):
    brought(NAMELESS)
    brought(NAMELESS, "more.ttl", "Another Register")
    persons = {q.subject for q in quads(folder) if q.object == mg("Person") and q.graph_name == ox.DefaultGraph()}
    assert len(persons) == 4


def test_the_same_import_twice_changes_nothing_and_forgetting_takes_all_of_it_out(brought, kg: Kg, folder: Path):
    before = quads(folder)
    turtle = EVENT + "ex:x a foaf:Person ; foaf:name 'Ama Mole' ; foaf:mbox <mailto:ama@moles.example> ."
    brought(turtle)
    first = quads(folder)
    brought(turtle)
    assert quads(folder) == first
    assert {quad.graph_name for quad in first} > {quad.graph_name for quad in before}
    assert {q.graph_name.value.rpartition("/")[0].rpartition("/")[2] for q in first if "ama@" in str(q)} == {
        "contacts",
        "text",
    }  # type: ignore[union-attr]
    code, _, err = kg("forget", "import:A Register", "--yes", "--by", "B.", "--reason", "asked", "--store", folder)
    assert code == 0, err
    assert quads(folder) == before
    assert "withheld on request" in brought(turtle)[1]


def test_a_file_without_counterparts_is_refused_with_the_list(brought, folder: Path):
    before = quads(folder)
    code, said = brought('ex:x a skos:Concept ; skos:broader ex:y . ex:y foaf:knows ex:x ; rdfs:comment "y" .')
    assert code == 1 and "nothing of it has a place in the graph" in said
    assert "skos:broader" in said and "foaf:knows" in said and quads(folder) == before


def test_a_place_whose_address_is_itself_is_read_to_the_end(brought, folder: Path):
    circle = "ex:x a schema:NGO ; schema:name 'Moles' . ex:p a schema:Place ; schema:address ex:p , ex:q . "
    code, _ = brought(EVENT + circle + "ex:q schema:address ex:p ; schema:name 'Quay' . ex:e schema:location ex:p .")
    assert code == 0 and len(facts(folder, "place")) == 1


def test_what_breaks_a_shape_is_left_out_alone_and_told(brought, folder: Path):
    late = (
        "ex:e schema:startDate '2026-02-31' ; schema:endDate '2026-03-02' . ex:x a schema:NGO ; schema:name 'Moles' ."
    )
    code, said = brought(EVENT + late)
    assert code == 0 and "schema:startDate" in said and "none that mg:startDate can have" in said
    assert {end.value for end in facts(folder, "endDate")} == {"2026-03-02"} and not facts(folder, "startDate")


def test_telephone_numbers_and_addresses_of_mail_stand_in_no_public_graph(brought, kg: Kg, folder: Path):
    brought(
        EVENT + "ex:x a schema:NGO ; schema:name 'Moles' ; schema:alternateName 'Moles, +41 22 555 01 11' ; "
        "schema:telephone '+41 22 555 01 11' ; schema:email 'ama@moles.example' . "
        "ex:e schema:about 'call +41 22 555 01 12' ."
    )
    public = kg("export", "--format", "nquads", "--store", folder)[1]
    assert "Moles" in public and "555 01" not in public and "ama@" not in public
    assert "ama@moles" in kg("export", "--format", "nquads", "--with-contacts", "--store", folder)[1]
