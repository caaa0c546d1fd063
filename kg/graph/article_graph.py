"""One article as RDF: its public graph, its contacts, its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg import settings
from kg.contacts import Contacts
from kg.graph.claims import ClaimTriples, Context
from kg.graph.dating import DATES, dated_once, edtf_of, named_once
from kg.graph.evidence import EvidenceText
from kg.graph.identity import Identity, identities
from kg.graph.names import is_acronym, is_pointer
from kg.graph.terms import (
    ALT_LABEL,
    DCTERMS,
    LABEL,
    RDF_TYPE,
    clean,
    date_literal,
    digest,
    english,
    mg,
    public_line,
    storable,
    text_literal,
    web_iri,
)
from kg.records import Article, Entity, Extraction
from kg.reference import ReferenceRow, reference
from kg.vocabulary import Vocabulary, vocabulary

TITLE = NamedNode(DCTERMS + "title")
_SOURCE, _PUBLISHER, _ISSUED = OUTSIDE_TEXT = tuple(
    NamedNode(DCTERMS + name) for name in ("source", "publisher", "issued")
)
"""What describes an article and may change though its text does not: where its file, or one beside it, says so."""
_UNNAMED = "unnamed"
_DATES = tuple(relation.value.removeprefix(settings.ONTOLOGY) for relation in DATES)


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """What one article adds to the store. `public` goes to the graph that has the article's IRI as its name, `contacts`
    (telephone numbers, e-mail addresses, their claims) and `text` (one triple) to graphs that are not public."""

    article: NamedNode
    key: str
    text_hash: str
    public: tuple[Triple, ...]
    contacts: tuple[Triple, ...]
    text: Triple

    @property
    def graph(self) -> NamedNode:
        """The name of the public graph."""
        return self.article

    @property
    def contacts_graph(self) -> NamedNode:
        """The name of the graph with telephone numbers and e-mail addresses."""
        return contacts_graph(self.article)

    @property
    def text_graph(self) -> NamedNode:
        """The name of the graph with the stored text."""
        return text_graph(self.article)

    def quads(self, *, text: bool = False) -> Iterator[Quad]:
        """The quads of the public and the contacts graph, for the gate; with `text` also the stored text."""
        yield from (in_graph(triple, self.graph) for triple in self.public)
        yield from (in_graph(triple, self.contacts_graph) for triple in self.contacts)
        if text:
            yield in_graph(self.text, self.text_graph)

    def keeping(self, quads: Iterable[Quad]) -> ArticleGraph:
        """The same article with only those of its triples that are among the quads: what the gate let through."""
        kept = set(quads)
        return replace(
            self,
            public=tuple(triple for triple in self.public if in_graph(triple, self.graph) in kept),
            contacts=tuple(triple for triple in self.contacts if in_graph(triple, self.contacts_graph) in kept),
        )


def in_graph(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    """The triple as a quad of the graph."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def contacts_graph(article: NamedNode) -> NamedNode:
    """The name of the contacts graph of an article."""
    return NamedNode(settings.CONTACTS_GRAPHS + article.value.rpartition("/")[2])


def text_graph(article: NamedNode) -> NamedNode:
    """The name of the text graph of an article."""
    return NamedNode(settings.TEXT_GRAPHS + article.value.rpartition("/")[2])


def article_graph(
    extraction: Extraction,
    *,
    words: Vocabulary | None = None,
    rows: Mapping[str, ReferenceRow] | None = None,
    least: float = 0.0,
) -> ArticleGraph:
    """The graph of one article. `words` and `rows` are the vocabulary and the reference rows by id, those of the
    package where not given. Claims of a confidence below `least` stand in it without their plain fact.

    Raises KgError where a claim has a relation that the vocabulary lacks, an entity that the extraction lacks, or
    evidence outside the text."""
    known = reference().rows if rows is None else rows
    text = EvidenceText(extraction.article, extraction.segments)
    context = Context(
        extraction=extraction,
        identities=identities(extraction, known, text.contacts),
        words=vocabulary() if words is None else words,
        text=text,
        least=least,
    )
    made = ClaimTriples(context).build()
    public = [
        *article_triples(extraction.article, context.text.iri),
        *_entities(context),
        *made.public,
        *_edtf(context),
    ]
    return ArticleGraph(
        article=context.text.iri,
        key=extraction.article.key,
        text_hash=digest(extraction.article.text),
        public=tuple(dict.fromkeys(dated_once(named_once(public)))),
        contacts=tuple(dict.fromkeys(made.contacts)),
        text=Triple(context.text.iri, mg("text"), Literal(extraction.article.text)),
    )


def article_triples(article: Article, iri: NamedNode, near: str = "") -> Iterator[Triple]:
    """The description of an article itself. `near` stands for its text where contact data are looked for beside it."""
    yield Triple(iri, RDF_TYPE, mg("Article"))
    yield Triple(iri, mg("key"), Literal(storable(article.key)))
    yield Triple(iri, mg("textHash"), Literal(digest(article.text)))
    yield Triple(iri, mg("encoding"), Literal(article.encoding))
    yield Triple(iri, mg("mediaType"), Literal(article.media_type))
    if (source := web_iri(article.url or "")) is not None:
        yield Triple(iri, _SOURCE, source)
    for predicate, text in ((TITLE, article.title), (_PUBLISHER, article.publisher)):
        if text and clean(text):
            beside = replace(article, text=near) if near else article
            yield Triple(iri, predicate, Literal(public_line(text, Contacts.of_article(beside))))
    if article.published:
        yield Triple(iri, _ISSUED, date_literal(article.published))


def _entities(context: Context) -> Iterator[Triple]:
    for found in context.extraction.entities:
        identity = context.identities[found.id]
        kind = context.words.classes.get(identity.type)
        for name in (identity.type, *(kind.superclasses if kind else ())):
            yield Triple(identity.iri, RDF_TYPE, mg(name))
        yield from _names(found, identity, context.text.contacts)
        if identity.key:
            yield Triple(identity.iri, mg("identityKey"), text_literal(identity.key))
        elif found.type == "Place" and identity.tail.isupper() and len(identity.tail) == 3:
            yield Triple(identity.iri, mg("iso3"), Literal(identity.tail))  # a country as land


def _names(found: Entity, identity: Identity, contacts: Contacts) -> Iterator[Triple]:
    label = public_line(found.name, contacts) or _UNNAMED
    yield Triple(identity.iri, LABEL, english(label))
    for alias in dict.fromkeys(map(clean, (found.name, *found.aliases))):
        if not alias or contacts.within(alias) or is_pointer(alias):
            continue
        if found.type != "Person" and is_acronym(alias):
            yield Triple(identity.iri, mg("acronym"), Literal(alias))
        elif alias != label:
            yield Triple(identity.iri, ALT_LABEL, english(alias))


def _edtf(context: Context) -> Iterator[Triple]:
    """The dates of each event as one EDTF expression, where the article states such."""
    dates: dict[tuple[str, str], set[str]] = {}
    for claim in context.extraction.claims:
        if claim.relation in _DATES and context.states(claim):
            dates.setdefault((claim.subject, claim.relation), set()).add(claim.object)
    for event in context.extraction.entities:
        starts, ends = (dates.get((event.id, name), set()) for name in _DATES)
        if whole := edtf_of(starts, ends):
            yield Triple(context.identities[event.id].iri, mg("edtf"), Literal(whole))
