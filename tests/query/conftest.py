"""Two small articles with the reference data, as a store to ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.graph import article_graph, ontology_quads, reference_quads
from kg.graph.terms import article_iri
from kg.query import LocalStore
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore

FIRST = "https://example.org/news/1"
SECOND = "notes/second.txt"
TEXT = (
    "Ghana hosted the third Workshop on Border Data in Accra from 12 to 14 May 2021. Togo and IOM took part. "
    "Ama Mensah, Director of the Ghana Immigration Service, said: “We share data with Togo.” "
    "Contact: Ama Mensah, ama@example.org"
)
OTHER = "The Training on Border Checks in Accra on 3 June was attended by Togo and Benin. Abu Bello spoke."


def spans(text: str, words: str) -> tuple[Span, ...]:
    start = text.index(words)
    return (Span(start, start + len(words)),)


def first() -> Extraction:
    """An article with a date, a quotation, an attributed claim and a contact."""
    say = {"status": "attributed", "attributed_to": "p1"}
    claims = [
        claim(TEXT, "eventType", "e1", "Workshop", "Workshop on Border Data"),
        claim(TEXT, "ordinal", "e1", "3", "third Workshop"),
        claim(TEXT, "startDate", "e1", "2021-05-12", "from 12 to 14 May 2021"),
        claim(TEXT, "endDate", "e1", "2021-05-14", "from 12 to 14 May 2021"),
        claim(TEXT, "place", "e1", "l1", "in Accra"),
        claim(TEXT, "host", "e1", "s1", "Ghana hosted"),
        claim(TEXT, "participant", "e1", "s2", "Togo and IOM took part", qualifiers=(("listCompleteness", "open"),)),
        claim(TEXT, "participant", "e1", "o1", "Togo and IOM took part"),
        claim(TEXT, "worksFor", "p1", "g1", "Ama Mensah, Director of the Ghana Immigration Service"),
        claim(TEXT, "position", "p1", "Director", "Ama Mensah, Director"),
        claim(TEXT, "quotation", "p1", "We share data with Togo.", "We share data with Togo.", **say),
        claim(TEXT, "partner", "g1", "s2", "We share data with Togo.", **say, qualifiers=(("concerns", "data"),)),
        claim(TEXT, "contactPoint", "document", "p1", "Contact: Ama Mensah"),
        claim(TEXT, "email", "p1", "ama@example.org", "ama@example.org"),
    ]
    entities = (
        Entity("e1", "Event", "Workshop on Border Data", ("the workshop",)),
        Entity("s1", "State", "Ghana", reference="GHA"),
        Entity("s2", "State", "Togo", reference="TGO"),
        Entity("o1", "InternationalOrganization", "IOM", reference="iom"),
        Entity("g1", "GovernmentBody", "Ghana Immigration Service", reference="gha-gis", parent="s1"),
        Entity("p1", "Person", "Ama Mensah"),
        Entity("l1", "Place", "Accra", country="GHA"),
    )
    article = Article(FIRST, TEXT, url=FIRST, title="Ghana hosts workshop", published="2021-05-20")
    return Extraction(article, (Segment("body", 0, len(TEXT)),), entities, (), tuple(claims))


def second() -> Extraction:
    """An article without a date, whose event has no year."""
    claims = (
        claim(OTHER, "eventType", "e1", "Training", "Training on Border Checks"),
        claim(OTHER, "startDate", "e1", "--06-03", "on 3 June"),
        claim(OTHER, "participant", "e1", "s1", "attended by Togo and Benin"),
        claim(OTHER, "participant", "e1", "s2", "attended by Togo and Benin"),
        claim(OTHER, "speaker", "e1", "p1", "Abu Bello spoke"),
    )
    entities = (
        Entity("e1", "Event", "Training on Border Checks"),
        Entity("s1", "State", "Togo", reference="TGO"),
        Entity("s2", "State", "Benin", reference="BEN"),
        Entity("p1", "Person", "Abu Bello"),
    )
    article = Article(SECOND, OTHER, path=SECOND)
    return Extraction(article, (Segment("body", 0, len(OTHER)),), entities, (), claims)


def claim(text: str, relation: str, subject: str, value: str, words: str, status: str = "explicit", **more) -> Claim:
    return Claim(relation, subject, value, status, 0.9, "stand-in", spans(text, words), **more)


@pytest.fixture(scope="session")
def articles() -> ArticleStore:
    """The store of both articles."""
    store = ArticleStore.in_memory()
    store.load_reference([*reference_quads(), *ontology_quads()])
    for extraction in (first(), second()):
        store.commit_article(article_graph(extraction))
    return store


@pytest.fixture(scope="session")
def faulty(articles) -> ArticleStore:
    """The same store with one more article, in whose graph each check finds something."""
    store = Store()
    store.bulk_extend(iter(articles.store))
    store.load(path=str(Path(__file__).parent / "faults.trig"), format=RdfFormat.TRIG)
    return ArticleStore(store)


@pytest.fixture
def local(articles) -> LocalStore:
    """The store as readers see it."""
    return LocalStore(articles.store)


@pytest.fixture
def first_iri() -> str:
    """The IRI of the first article."""
    return article_iri(FIRST).value
