"""The RDF of one article: plain facts, claims, segments, what is private, and what is refused."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.contacts import has_contact
from kg.graph import ArticleGraph, article_graph
from kg.graph.terms import (
    ALT_LABEL,
    DCTERMS,
    LABEL,
    OA,
    RDF,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    article_iri,
    concept,
    date_literal,
    digest,
    entity,
    mg,
)
from kg.records import DOCUMENT, Article, Claim, Entity, Extraction, KgError, Segment, Span
from kg.settings import CONTACTS_GRAPHS, TEXT_GRAPHS

TEXT = "“Egypt joined,” said Jane Doe of IOM. Egypt attends on 1 October. Media: Jane Doe, +41 22 555 0111, IOM Geneva"
QUOTED = Span(0, 15)
SENTENCE = Span(38, 65)
CONTACT = Span(66, len(TEXT))
ARTICLE = article_iri("https://example.org/1")
EVENT, EGYPT, JANE = "e1", "e2", "e3"
ENTITIES = (
    Entity(EVENT, "Event", "the launch"),
    Entity(EGYPT, "State", "Egypt", ("the country", "Arab Republic of Egypt", "EGY"), reference="EGY"),
    Entity(JANE, "Person", "Jane Doe", ("Doe", "jane@example.org", "JD")),
    Entity("e4", "InternationalOrganization", "IOM", reference="iom"),
)
SEGMENTS = (Segment("body", 0, 65), Segment("quotation", 0, 15), Segment("contact-block", 66, len(TEXT)))


def claim(relation: str, subject: str, target: str, status: str = "explicit", *spans: Span, **more: object) -> Claim:
    made = Claim(relation, subject, target, status, 0.93, "rule", spans or (SENTENCE,))
    return replace(made, **more)


def graph_of(*claims: Claim, text: str = TEXT, entities: tuple[Entity, ...] = ENTITIES) -> ArticleGraph:
    article = Article("https://example.org/1", text, url="https://example.org/1", title="Title", published="2018-10")
    return article_graph(Extraction(article, SEGMENTS, entities, (), claims), rows={})


def of(graph: ArticleGraph, subject: NamedNode, predicate: NamedNode) -> list[object]:
    return [t.object for t in graph.public if t.subject == subject and t.predicate == predicate]


def node(number: int) -> NamedNode:
    return NamedNode(f"{ARTICLE.value}/claim/{number}")


def segment(span: Span) -> NamedNode:
    return NamedNode(f"{ARTICLE.value}#char={span.start},{span.end}")


EGYPT_IRI = entity("State", "EGY")


def test_the_article_describes_itself_and_its_text_stands_apart() -> None:
    graph = graph_of()
    assert of(graph, ARTICLE, mg("textHash")) == [Literal(digest(TEXT))]
    assert of(graph, ARTICLE, NamedNode(DCTERMS + "source")) == [NamedNode("https://example.org/1")]
    assert of(graph, ARTICLE, NamedNode(DCTERMS + "issued")) == [date_literal("2018-10")]
    assert graph.text == Triple(ARTICLE, mg("text"), Literal(TEXT))
    assert graph.text_graph.value == TEXT_GRAPHS + ARTICLE.value[-16:]
    assert graph.contacts_graph.value == CONTACTS_GRAPHS + ARTICLE.value[-16:]


def test_an_entity_has_all_its_classes_one_label_and_its_other_names() -> None:
    graph = graph_of()
    assert set(of(graph, EGYPT_IRI, RDF_TYPE)) == {mg("State"), mg("Actor")}
    assert of(graph, EGYPT_IRI, LABEL) == [Literal("Egypt", language="en")]
    assert of(graph, EGYPT_IRI, ALT_LABEL) == [Literal("Arab Republic of Egypt", language="en")]
    assert of(graph, EGYPT_IRI, mg("acronym")) == [Literal("EGY")]
    jane = next(t.subject for t in graph.public if t.object == Literal("Jane Doe", language="en"))
    assert {name.value for name in of(graph, jane, ALT_LABEL)} == {"Doe", "JD"}


def test_a_claim_is_a_plain_triple_and_a_statement_with_its_evidence() -> None:
    graph = graph_of(
        claim("participant", EVENT, EGYPT, qualifiers=(("listCompleteness", "open"), ("purpose", "to train")))
    )
    event = of(graph, node(1), RDF_SUBJECT)[0]
    assert Triple(event, mg("participant"), EGYPT_IRI) in graph.public
    expected = {
        RDF_TYPE: {mg("Claim"), NamedNode(RDF + "Statement")},
        RDF_SUBJECT: {event},
        RDF_PREDICATE: {mg("participant")},
        RDF_OBJECT: {EGYPT_IRI},
        mg("status"): {concept("assertion-status", "explicit")},
        mg("confidence"): {Literal("0.93", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))},
        mg("rule"): {Literal("rule")},
        mg("evidence"): {segment(SENTENCE)},
        mg("listCompleteness"): {concept("list-completeness", "open")},
        mg("purpose"): {Literal("to train")},
        NamedNode(DCTERMS + "isPartOf"): {ARTICLE},
    }
    found: dict[object, set[object]] = {}
    for triple in graph.public:
        if triple.subject == node(1):
            found.setdefault(triple.predicate, set()).add(triple.object)
    assert found == expected
    assert of(graph, segment(SENTENCE), NamedNode(OA + "exact")) == [Literal("Egypt attends on 1 October.")]


def test_objects_are_what_the_vocabulary_says() -> None:
    graph = graph_of(
        claim("eventType", EVENT, "Meeting"),
        claim("startDate", EVENT, "--10-01", "planned"),
        claim("ordinal", EVENT, "4"),
        claim("audience", EVENT, "border guards"),
        claim("topic", DOCUMENT, "trafficking"),
    )
    assert [of(graph, node(number), RDF_OBJECT)[0] for number in range(1, 6)] == [
        concept("event-type", "Meeting"),
        date_literal("--10-01"),
        Literal(4),
        Literal("border guards"),
        concept("topic", "trafficking"),
    ]
    event = of(graph, node(1), RDF_SUBJECT)[0]
    assert of(graph, event, mg("startDate")) == [date_literal("--10-01")]
    assert of(graph, event, mg("edtf")) == [Literal("XXXX-10-01")]
    assert of(graph, ARTICLE, mg("topic")) == [concept("topic", "trafficking")]


def test_what_a_speaker_says_is_a_claim_and_no_fact() -> None:
    said = claim("participant", EVENT, EGYPT, "attributed", QUOTED, attributed_to=JANE)
    graph = graph_of(said)
    event = of(graph, node(1), RDF_SUBJECT)[0]
    assert Triple(event, mg("participant"), EGYPT_IRI) not in graph.public
    assert of(graph, node(1), mg("attributedTo"))[0].value.endswith("/id/person/jane-doe--" + ARTICLE.value[-16:-8])
    assert of(graph, segment(QUOTED), mg("segmentType")) == [concept("segment-type", "quotation")]
    both = graph_of(said, claim("participant", EVENT, EGYPT))
    assert Triple(event, mg("participant"), EGYPT_IRI) in both.public


def test_quotations_and_figures_are_claims_only() -> None:
    graph = graph_of(
        claim(
            "quotation", JANE, "Egypt joined,", "attributed", QUOTED, attributed_to=JANE, qualifiers=(("event", EVENT),)
        ),
        claim("figure", EGYPT, "175 posts", qualifiers=(("measure", "staff"), ("value", "175"), ("asOf", "2018"))),
    )
    assert not [t for t in graph.public if t.predicate in (mg("quotation"), mg("figure"))]
    assert mg("Observation") in of(graph, node(2), RDF_TYPE)
    assert of(graph, node(2), mg("value")) == [Literal(175)]
    assert of(graph, node(2), mg("asOf")) == [date_literal("2018")]
    assert of(graph, node(1), mg("event"))


def test_telephone_numbers_go_to_the_contacts_graph_with_claim_and_segment() -> None:
    graph = graph_of(claim("telephone", JANE, "+41 22 555 0111", "explicit", CONTACT))
    assert not any(t.subject == node(1) for t in graph.public)
    assert {t.object for t in graph.contacts if t.predicate in (mg("telephone"), RDF_OBJECT)} == {
        Literal("+41 22 555 0111")
    }
    exact = next(t.object.value for t in graph.contacts if t.predicate == NamedNode(OA + "exact"))
    assert exact == TEXT[CONTACT.start :]


def test_public_evidence_is_cut_around_contact_data() -> None:
    graph = graph_of(claim("worksFor", JANE, "e4", "explicit", CONTACT))
    exact = [t.object.value for t in graph.public if t.predicate == NamedNode(OA + "exact")]
    assert exact == ["Media: Jane Doe", "IOM Geneva"]
    assert [TEXT.index(words) for words in exact] == [
        int(t.object.value) for t in graph.public if t.predicate == NamedNode(OA + "start")
    ]
    assert not graph.contacts


def test_a_claim_that_rests_on_contact_data_alone_is_private() -> None:
    text = "Write to jane@example.org."
    graph = graph_of(claim("worksFor", JANE, "e4", "implied", Span(9, 25)), text=text)
    assert not any(t.predicate == mg("worksFor") or t.subject == node(1) for t in graph.public)
    assert any(t.predicate == mg("worksFor") for t in graph.contacts)


def test_contact_data_in_words_is_withheld() -> None:
    graph = graph_of(claim("position", JANE, "Spokesperson (jane@example.org)"))
    assert of(graph, node(1), RDF_OBJECT) == [Literal("Spokesperson ([contact withheld])")]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (claim("invented", EVENT, EGYPT), "claim 1 has the relation 'invented', which the ontology lacks"),
        (claim("host", EVENT, "e9"), "claim 1 names the entity 'e9'"),
        (claim("host", EVENT, EGYPT, attributed_to="e9"), "claim 1 names the entity 'e9'"),
        (claim("host", EVENT, EGYPT, qualifiers=(("mood", "x"),)), "the qualifier 'mood', which the ontology lacks"),
        (claim("host", EVENT, EGYPT, "explicit", Span(5, 5)), "evidence 5–5 does not lie in the text"),
        (claim("host", EVENT, EGYPT, "explicit", Span(5, 9999)), "does not lie in the text"),
    ],
)
def test_a_faulty_claim_is_named(wrong: Claim, message: str) -> None:
    with pytest.raises(KgError, match=message):
        graph_of(wrong)


def test_what_the_gate_kept_is_left() -> None:
    graph = graph_of(claim("host", EVENT, EGYPT), claim("telephone", JANE, "+41 22 555 0111", "explicit", CONTACT))
    kept = [quad for quad in graph.quads() if quad.subject != node(1)]
    left = graph.keeping(kept)
    assert set(left.quads()) == set(kept)
    assert left.contacts == graph.contacts
    assert Quad(ARTICLE, mg("text"), Literal(TEXT), graph.text_graph) in set(left.quads(text=True))


# with more digits directly behind it is a figure, which is no telephone number
NUMBER_IN_ADDRESS = re.compile(r"22-555-0111(?!\d)")
PIECES = [
    "Jane Doe ",
    "+41 22 555 0111",
    "0712 345 678",
    "202-555-0134",
    "jane@example.org",
    "Tel: ",
    "1 ",
    "2018-2030 ",
    ", ",
    "\n",
    "é",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join), st.data())
@settings(deadline=None)
def test_no_public_triple_ever_shows_a_contact(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    entities = (Entity(JANE, "Person", text, (text[start:end],)), Entity("e4", "Office", "IOM"))
    span = Span(start, end)
    claims = (
        claim("worksFor", JANE, "e4", "explicit", span),
        claim("position", JANE, text[start:end], "explicit", span),
    )
    graph = graph_of(*claims, text=text, entities=entities)
    for triple in graph.public:
        if isinstance(triple.object, Literal):
            assert not has_contact(triple.object.value) or triple.predicate == mg("textHash")
        assert not NUMBER_IN_ADDRESS.search(triple.subject.value)
        if triple.predicate == NamedNode(OA + "exact"):
            begin, close = map(int, triple.subject.value.rpartition("=")[2].split(","))
            assert start <= begin < close <= end
            assert triple.object.value == text[begin:close]
