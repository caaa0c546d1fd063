"""Facts that somebody states in a file, as the graph of an article: what they are believed for is the file.

The text of such an article is one sentence, which tells who states the facts, where, and that no sentence says them; it
is the evidence of all its claims. So they are stored, shown, checked and taken out as those of any article are.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg import settings
from kg.graph.article_graph import ArticleGraph, article_triples
from kg.graph.claims import statement
from kg.graph.evidence import EvidenceText
from kg.graph.terms import DCTERMS, LABEL, RDF_TYPE, SKOS, article_iri, digest, entity, mg, slug
from kg.records import Article, Segment, Span
from kg.vocabulary import Relation, narrowest, vocabulary

IMPORTED = "import:"
"""What the keys of sources begin with; the rest is their name."""
RULE = "import"
LICENSE = NamedNode(DCTERMS + "license")
_IDENTIFIER = NamedNode(DCTERMS + "identifier")
_EXACT_MATCH = NamedNode(SKOS + "exactMatch")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file with facts: the name of who states them, that of the file, its content, its media type, the day on
    which they were stated and the address of their licence, as far as they are known."""

    name: str
    file: str
    content: bytes
    media_type: str = "text/turtle"
    issued: str = ""
    license: str = ""

    @property
    def key(self) -> str:
        """The key of its article."""
        return IMPORTED + self.name

    def article(self) -> Article:
        """The article that stands for it."""
        return Article(
            self.key,
            f"Stated by {self.name}, file {self.file}, no sentence.",
            path=self.file,
            title=f"{self.name}: {self.file}",
            publisher=self.name,
            published=self.issued or None,
            media_type=self.media_type,
        )


def imported_graph(source: SourceFile, facts: Iterable[Triple]) -> ArticleGraph:
    """The graph of a source that states the facts, with types and labels of all that they name."""
    article = source.article()
    iri = article_iri(article.key)
    triples = sorted(set(facts), key=str)
    stated = [triple for triple in triples if _relation(triple) is not None]
    text = EvidenceText(article, (Segment("metadata", 0, len(article.text)),))
    terms = [Triple(iri, LICENSE, NamedNode(source.license))] if source.license else []
    checksum = Triple(iri, _IDENTIFIER, Literal(f"sha256:{hashlib.sha256(source.content).hexdigest()}"))
    public, private = (list(_claims(text, stated, private=private)) for private in (False, True))
    return ArticleGraph(
        article=iri,
        key=article.key,
        text_hash=digest(article.text),
        public=_once(
            *article_triples(article, iri), checksum, *terms, *(t for t in triples if not is_private(t)), *public
        ),
        contacts=_once(*filter(is_private, triples), *private),
        text=Triple(iri, mg("text"), Literal(article.text)),
    )


def _once(*triples: Triple) -> tuple[Triple, ...]:
    return tuple(dict.fromkeys(triples))


def own_names(triples: Iterable[Triple]) -> dict[NamedNode, NamedNode]:
    """What the entities that the triples describe under foreign addresses are called here: as the entity of this
    program that they are said to match exactly, else after their type, their label and a piece of the digest of their
    address."""
    said: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in sorted(triples, key=str):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said[triple.subject][triple.predicate].append(triple.object)
    foreign = (iri for iri in said if not iri.value.startswith(settings.ENTITY))
    return {iri: own for iri in foreign if (own := _own_name(iri, said[iri])) is not None}


def _own_name(iri: NamedNode, said: Mapping[NamedNode, list[NamedNode | Literal]]) -> NamedNode | None:
    same = (value for value in said.get(_EXACT_MATCH, ()) if value.value.startswith(settings.ENTITY))
    known = next(same, None)
    if isinstance(known, NamedNode):
        return known
    kind = narrowest(value.value.removeprefix(settings.ONTOLOGY) for value in said.get(RDF_TYPE, ()))
    label = next((value.value for value in said.get(LABEL, ())), "")
    return entity(kind, f"{slug(label)}--{digest(iri.value)[:8]}") if kind else None


def renamed(triples: Iterable[Triple], names: Mapping[NamedNode, NamedNode]) -> Iterator[Triple]:
    """The triples with their entities called as here, and the foreign addresses as exact matches."""
    for triple in triples:
        subject, value = triple.subject, triple.object
        own = names.get(subject, subject) if isinstance(subject, NamedNode) else subject
        if triple.predicate != _EXACT_MATCH and isinstance(value, NamedNode):
            value = names.get(value, value)
        if value != own or triple.predicate != _EXACT_MATCH:
            yield Triple(own, triple.predicate, value)
    yield from (Triple(own, _EXACT_MATCH, foreign) for foreign, own in names.items())


def _relation(triple: Triple) -> Relation | None:
    """The relation that a triple is a fact of, None where it is no fact that a claim makes."""
    return vocabulary().relations.get(triple.predicate.value.removeprefix(settings.ONTOLOGY))


def is_private(triple: Triple) -> bool:
    """Whether a triple is a telephone number or an e-mail address."""
    relation = _relation(triple)
    return relation is not None and relation.private


def _claims(text: EvidenceText, facts: Iterable[Triple], *, private: bool) -> Iterator[Triple]:
    """The private or the other claims, numbered among all, with their evidence."""
    span = Span(0, len(text.article.text) - 1)  # without the full stop, as other evidence
    for number, fact in enumerate(facts, start=1):
        if is_private(fact) is private:
            iri = NamedNode(f"{text.iri.value}/claim/{number}")
            yield from statement(iri, fact, text.iri, "explicit", 1.0, RULE)
            yield Triple(iri, mg("evidence"), text.segment_iri(span))
            yield from text.triples(span)
