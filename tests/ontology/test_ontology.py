"""The ontology keeps its own rules, and its files agree with one another and with the annotation guidelines."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from pyshacl import validate
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS
from rdflib.paths import OneOrMore

from kg.query import load_questions
from kg.resources import folder
from kg.vocabulary import vocabulary

ONTOLOGY = folder("ontology")
TURTLE = sorted(ONTOLOGY.glob("*.ttl"))
MG = Namespace("https://w3id.org/mgkg/ontology#")
MGSH = Namespace("https://w3id.org/mgkg/shapes#")
CONCEPT = "https://w3id.org/mgkg/concept/"
MODEL = ("mgkg.ttl", "concepts.ttl", "alignments.ttl")
RELATIONS = """eventType startDate endDate place host organizer participant chair funder supporter partner secretariat
member partOf implementer worksFor position represents speaker adopted signed discussed references locatedIn follows
topic""".split()
TYPES = """State GovernmentBody InternationalOrganization Office Process CivilSociety PrivateSector Person Event
Document Project Facility Place""".split()


def load(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(ONTOLOGY / name)
    return graph


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_rdflib_and_oxigraph_read_the_same(path: Path) -> None:
    quads = set(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(Graph().parse(path)) == len(quads) > 10


def test_the_ontology_passes_its_lint() -> None:
    conforms, _, report = validate(
        load(*MODEL, "shapes.ttl", "shapes-private.ttl"), shacl_graph=load("lint.ttl"), inference="none"
    )
    assert conforms, report


@pytest.mark.parametrize(
    ("planted", "message"),
    [
        ("mg:Nameless a owl:Class .", "exactly one rdfs:label"),
        ('mg:Actor rdfs:label "agent"@en .', "exactly one rdfs:label"),
        ("mg:host rdfs:domain mg:Event .", "schema:domainIncludes in place of rdfs:domain"),
        ("mg:novel a owl:ObjectProperty .", "No shape speaks of this property"),
        ("mg:Novel a owl:Class .", "No shape has this class"),
        ("mg:host a owl:DatatypeProperty .", "declared twice"),
        ("<https://w3id.org/mgkg/concept/topic/novel> a skos:Concept .", "exactly one scheme"),
        ("<https://w3id.org/mgkg/concept/topic/gender> skos:topConceptOf <urn:x> .", "no top concept"),
        ("mgsh:Novel sh:targetClass mg:Event .", "says what to mend"),
        ("mg:novel a owl:Class .", "Begin the name of a class with a capital"),
        ("mg:Novel a owl:ObjectProperty .", "Begin the name of a property with a small letter"),
        ("mg:Novel a owl:Class .", "Nothing is tied to the class"),
        ("mg:Novel a owl:Class .", "what can be no member of the class"),
        ("mg:novel a owl:ObjectProperty .", "what the property is called where it is told of its value"),
        ('mg:host skos:example "The same."@en ; skos:definition "The same."@en .', "exactly one skos:definition"),
    ],
)
def test_the_lint_finds(planted: str, message: str) -> None:
    graph = load(*MODEL, "shapes.ttl", "shapes-private.ttl")
    prefixes = f"PREFIX mg: <{MG}> PREFIX mgsh: <{MGSH}> PREFIX owl: <{OWL}> PREFIX sh: <{SH}> PREFIX skos: <{SKOS}> "
    rdfs = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    graph.parse(data=prefixes + rdfs + planted, format="turtle")
    conforms, _, report = validate(graph, shacl_graph=load("lint.ttl"), inference="none")
    assert not conforms
    assert message in report


@pytest.mark.parametrize(
    "property_", "title description license creator publisher created issued bibliographicCitation".split()
)
def test_the_lint_finds_what_the_header_lacks(property_: str) -> None:
    graph = load(*MODEL, "shapes.ttl", "shapes-private.ttl")
    graph.remove((URIRef("https://w3id.org/mgkg/ontology"), DCTERMS[property_], None))
    conforms, _, report = validate(graph, shacl_graph=load("lint.ttl"), inference="none")
    assert not conforms and f"dcterms:{property_}" in report


def test_no_two_terms_of_a_kind_have_the_same_label() -> None:
    """Pitfalls P30 and P32 of OOPS!."""
    graph = load("mgkg.ttl")
    for kinds in ((OWL.Class,), (OWL.ObjectProperty, OWL.DatatypeProperty)):
        labels = Counter(
            str(graph.value(term, RDFS.label)) for kind in kinds for term in graph.subjects(RDF.type, kind)
        )
        assert [label for label, count in labels.items() if count > 1] == []


def test_no_term_lies_above_itself() -> None:
    """Pitfall P06 of OOPS!."""
    graph = load(*MODEL)
    for above in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader):
        starts = set(graph.subjects(above, None))
        assert [term for term in starts if term in set(graph.objects(term, above * OneOrMore))] == []


def test_no_name_joins_two_things() -> None:
    """Pitfalls P07 and P21 of OOPS!: 'ActorAndEvent', 'OtherBody'."""
    names = [*vocabulary().classes, *vocabulary().relations, *vocabulary().qualifiers]
    assert [name for name in names if re.search(r"[a-z](And|Or)(?=[A-Z])|^(Other|Misc)", name)] == []


def test_nothing_but_their_kind_is_said_of_terms_of_others() -> None:
    """Pitfalls P34, P35 and P40 of OOPS!: what is used is declared, and nobody else's term is defined here."""
    model, declared = load(*MODEL), load("declarations.ttl")
    base = "https://w3id.org/mgkg/"
    assert {term for term in model.subjects() if not str(term).startswith(base)} == set()
    assert {predicate for _, predicate, _ in declared} == {RDF.type}
    known = {str(term) for term in declared.subjects()}
    used = {str(term) for term in model.predicates()}
    for tie in (RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, URIRef("https://schema.org/rangeIncludes")):
        used |= {str(term) for term in model.objects(None, tie)}
    builtin = (base, str(RDF), str(RDFS), str(OWL), "http://www.w3.org/2001/XMLSchema#")
    assert {term for term in used if not term.startswith(builtin)} == known


def test_every_term_serves_a_question() -> None:
    """A class or property that no question, view or check asks about would be a burden without a use. The text of
    articles is kept in graphs that no query reads: `kg verify` compares quotations with it."""
    asked = {name for question in load_questions().values() for name in re.findall(r"\bmg:(\w+)", question.text)}
    graph = load("mgkg.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {str(term).removeprefix(MG) for kind in kinds for term in graph.subjects(RDF.type, kind)}
    assert terms - asked == {"text"}


def test_the_model_has_no_blank_nodes() -> None:
    assert [term for triple in load(*MODEL) for term in triple if isinstance(term, BNode)] == []


def test_blank_nodes_of_shapes_are_paths_and_lists() -> None:
    graph = load("shapes.ttl", "shapes-private.ttl")
    odd = [
        (subject, predicate)
        for subject, predicate, _ in graph
        if isinstance(subject, BNode) and predicate not in {RDF.first, RDF.rest, SH.inversePath, SH.alternativePath}
    ]
    assert odd == []


def test_types_and_relations_of_the_guidelines_are_there() -> None:
    words = vocabulary()
    assert sorted(name for name, made in words.relations.items() if made.guideline) == sorted(RELATIONS)
    assert sorted(name for name, made in words.classes.items() if made.entity) == sorted(TYPES)


def test_terms_used_by_the_files_are_declared() -> None:
    declared = {subject for subject in load("mgkg.ttl").subjects(RDF.type, None) if str(subject).startswith(MG)}
    used = {
        term
        for triple in load(*(path.name for path in TURTLE))
        for term in triple
        if isinstance(term, URIRef) and str(term).startswith(MG)
    }
    assert used - declared == set()


def test_shapes_list_the_concepts_of_their_schemes() -> None:
    shapes, concepts = load("shapes.ttl"), load("concepts.ttl")
    for scheme in concepts.subjects(RDF.type, SKOS.ConceptScheme):
        name = "In" + "".join(word.capitalize() for word in str(scheme).removeprefix(CONCEPT).split("-"))
        listed = shapes.value(MGSH[name], SH["in"])
        assert listed is not None, name
        assert set(Collection(shapes, listed)) == set(concepts.subjects(SKOS.inScheme, scheme)), name


def test_shapes_list_the_public_relations() -> None:
    shapes = load("shapes.ttl")
    listed = shapes.value(MGSH["Claim-predicate"], SH["in"])
    public = {MG[name] for name, relation in vocabulary().relations.items() if not relation.private}
    assert set(Collection(shapes, listed)) == public


def test_facts_without_a_claim_are_looked_for_in_all_relations() -> None:
    """The query leaves out the properties that are no relations: all others of entities need a claim."""
    query = str(load("shapes.ttl").value(MGSH["FactWithClaim-query"], SH.select))
    left_out = set(re.findall(r"mg:(\w+)", query.partition("NOT IN")[2].partition("))")[0]))
    entities = {MG[name] for name, made in vocabulary().classes.items() if made.entity or name == "Actor"}
    graph = load("mgkg.ttl")
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    of_entities = {
        str(term).removeprefix(MG)
        for kind in kinds
        for term in graph.subjects(RDF.type, kind)
        if entities & set(graph.objects(term, URIRef("https://schema.org/domainIncludes")))
    }
    assert left_out == of_entities - set(vocabulary().relations)


def test_shapes_take_the_classes_that_the_ontology_hints_at() -> None:
    """A relation with one class of subjects names it in its shape; the hints and the shapes cannot drift apart."""
    shapes = load("shapes.ttl")
    for name, relation in vocabulary().relations.items():
        node = MGSH[name[0].upper() + name[1:] + "Relation"]
        if not relation.asserted or relation.private:
            continue
        assert _classes(shapes, node) == {MG[hint] for hint in relation.subject_types}, name
        if relation.value == "entity":
            value = URIRef(f"{node}-value")
            assert _classes(shapes, value) == {MG[hint] for hint in relation.object_types}, name


def _classes(shapes: Graph, node: URIRef) -> set[object]:
    """The classes that the shape accepts: by sh:class, or by the types of a part it refers to."""
    named = set(shapes.objects(node, SH["class"]))
    for part in shapes.objects(node, SH.node):
        for types in shapes.objects(part, SH.property / SH.qualifiedValueShape / SH["in"]):  # type: ignore[operator]
            named |= set(Collection(shapes, types))
    return named


def test_concepts_are_those_of_the_table() -> None:
    path = ONTOLOGY / "reference" / "concepts.tsv"
    if not path.exists():
        pytest.skip("the reference data has no table of concepts")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    concepts = load("concepts.ttl")
    in_table = {f"{CONCEPT}{row['scheme']}/{row['concept']}" for row in rows}
    in_turtle = {str(concept) for concept in concepts.subjects(RDF.type, SKOS.Concept)}
    assert in_turtle - in_table <= {f"{CONCEPT}segment-type/metadata"}
    assert in_table - in_turtle == set()
    for row in rows:
        concept = URIRef(f"{CONCEPT}{row['scheme']}/{row['concept']}")
        assert (concept, SKOS.prefLabel, Literal(row["prefLabel_en"], lang="en")) in concepts
        broader = {f"{CONCEPT}{row['scheme']}/{name}" for name in row["broader"].split(";") if name}
        assert {str(above) for above in concepts.objects(concept, SKOS.broader)} == broader
