"""Facts that somebody states in a file, as the graph of an article: what they are believed for is the file.

The text of such an article begins with a sentence, which tells who states the facts, where, and that no sentence says
them; it is the evidence of what the file states as it stands in the graph. Of facts that were read from something else,
a triple in another vocabulary or a cell of a table, that follows, and is their evidence. So they are stored, shown,
checked and taken out as those of any article are.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg import settings
from kg.contacts import has_contact
from kg.graph.article_graph import ArticleGraph, article_triples
from kg.graph.claims import statement
from kg.graph.evidence import EvidenceText
from kg.graph.names import normalised
from kg.graph.terms import DCTERMS, LABEL, RDF_TYPE, SKOS, article_iri, digest, entity, mg, slug, web_iri
from kg.records import Article, Segment, Span
from kg.vocabulary import Relation, narrowest, vocabulary

IMPORTED = "import:"
"""What the keys of sources begin with; the rest is their name."""
RULE = "import"
LICENSE = NamedNode(DCTERMS + "license")
_IDENTIFIER = NamedNode(DCTERMS + "identifier")
_EXACT_MATCH = NamedNode(SKOS + "exactMatch")
_IDENTITY_KEY = mg("identityKey")
OF_SOURCE = (": address ", ": what its source says of it")
"""What the identity of an entity rests on that a source describes: behind the first comes its address there."""


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

    @property
    def sentence(self) -> str:
        """Who states the facts."""
        return f"Stated by {self.name}, file {self.file}, no sentence."

    def article(self, lines: Iterable[str] = ()) -> Article:
        """The article that stands for it, with the lines of the file that facts were read from."""
        return Article(
            self.key,
            "\n".join((self.sentence, *lines)),
            path=self.file,
            title=f"{self.name}: {self.file}",
            publisher=self.name,
            published=self.issued or None,
            media_type=self.media_type,
        )


Details = tuple[tuple[str, NamedNode | Literal], ...]
"""What a source says of the time of a fact, by the names of the qualifiers of claims: since, until, predecessor."""
Grounds = Mapping[Triple, Mapping[Details, Sequence[str]]]
"""The lines of a file that a fact was read from, for each time in which it holds."""


def imported_graph(source: SourceFile, facts: Iterable[Triple], grounds: Grounds | None = None) -> ArticleGraph:
    """The graph of a source that states the facts, with types and labels of all that they name. `grounds` are the lines
    that facts were read from which the file does not state as they are; what was over by the day of the source is
    claimed, and stands as no plain fact."""
    read_from = grounds or {}
    lines = sorted({line for times in read_from.values() for found in times.values() for line in found})
    article = source.article(lines)
    iri = article_iri(article.key)
    triples = sorted(set(facts), key=str)
    stated = [triple for triple in triples if _relation(triple) is not None]
    text = EvidenceText(article, (Segment("metadata", 0, len(article.text)),))
    terms = [Triple(iri, LICENSE, NamedNode(source.license))] if source.license else []
    checksum = Triple(iri, _IDENTIFIER, Literal(f"sha256:{hashlib.sha256(source.content).hexdigest()}"))
    spans = _spans(source, lines)
    evidence = {
        fact: {details: [spans[line] for line in found] for details, found in times.items()}
        for fact, times in read_from.items()
    }
    over = {fact for fact, times in read_from.items() if times and all(is_over(time, source.issued) for time in times)}
    public, private = (list(_claims(text, stated, evidence, private=private)) for private in (False, True))
    return ArticleGraph(
        article=iri,
        key=article.key,
        text_hash=digest(article.text),
        public=_once(
            *article_triples(article, iri, near=source.sentence),
            checksum,
            *terms,
            *(t for t in triples if not is_private(t) and t not in over),
            *public,
        ),
        contacts=_once(*filter(is_private, triples), *private),
        text=Triple(iri, mg("text"), Literal(article.text)),
    )


def is_over(details: Details, issued: str) -> bool:
    """Whether a time ended before a day, month or year, or ended at all where that is not known."""
    until = next((value.value for name, value in details if name == "until"), "")
    known = min(len(until), len(issued))
    return bool(until) and (not issued or until[:known] < issued[:known])


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
        here = as_here(triple, names)
        if here.subject != here.object or here.predicate != _EXACT_MATCH:
            yield here
    shown = {foreign: own for foreign, own in names.items() if _is_shown(foreign)}
    yield from (Triple(own, _EXACT_MATCH, foreign) for foreign, own in shown.items())


def as_here(triple: Triple, names: Mapping[NamedNode, NamedNode]) -> Triple:
    """A triple with its entities called as here."""
    subject, value = triple.subject, triple.object
    if isinstance(subject, NamedNode):
        subject = names.get(subject, subject)
    if triple.predicate != _EXACT_MATCH and isinstance(value, NamedNode):
        value = names.get(value, value)
    return Triple(subject, triple.predicate, value)


def identity_keys(names: Mapping[NamedNode, NamedNode], triples: Iterable[Triple]) -> Iterator[Triple]:
    """What the identity of each entity rests on that got its name here: the address that the source gives it, what the
    source says of it where it gives none, or the name and country of a place. `triples` call things as here."""
    labels = {triple.subject: triple.object for triple in triples if triple.predicate == LABEL}
    for foreign, own in sorted(names.items(), key=str):
        kind = own.value.removeprefix(settings.ENTITY).partition("/")[0].replace("-", " ")
        name, _, tail = own.value.rpartition("-")
        if own.value.endswith(f"--{digest(foreign.value)[:8]}"):
            by = f"{OF_SOURCE[0]}{foreign.value}" if _is_shown(foreign) else OF_SOURCE[1]
            yield Triple(own, _IDENTITY_KEY, Literal(f"{kind}{by}"))
        elif kind == "place" and own in labels and len(tail) == 3 and not name.endswith("-"):
            said = normalised(str(getattr(labels[own], "value", "")))
            yield Triple(own, _IDENTITY_KEY, Literal(f"{kind}: name {said}, country {tail.upper()}"))


def _is_shown(foreign: NamedNode) -> bool:
    """Whether an address of others can stand in the graph."""
    is_nameless = foreign.value.startswith(settings.NAMELESS)
    return not is_nameless and web_iri(foreign.value) == foreign and not has_contact(foreign.value)


def _relation(triple: Triple) -> Relation | None:
    """The relation that a triple is a fact of, None where it is no fact that a claim makes."""
    return vocabulary().relations.get(triple.predicate.value.removeprefix(settings.ONTOLOGY))


def is_private(triple: Triple) -> bool:
    """Whether a triple is a telephone number or an e-mail address."""
    relation = _relation(triple)
    return relation is not None and relation.private


def _spans(source: SourceFile, lines: Sequence[str]) -> dict[str, Span]:
    """Where the lines stand in the text of the article."""
    found, at = {}, len(source.sentence) + 1
    for line in lines:
        found[line] = Span(at, at + len(line))
        at += len(line) + 1
    return found


def _claims(
    text: EvidenceText,
    facts: Iterable[Triple],
    evidence: Mapping[Triple, Mapping[Details, Sequence[Span]]],
    *,
    private: bool,
) -> Iterator[Triple]:
    """The private or the other claims, numbered among all, with their evidence."""
    sentence = Span(0, text.article.text.partition("\n")[0].rindex("."))  # without the full stop, as other evidence
    untimed: Mapping[Details, Sequence[Span]] = {(): ()}
    said = ((fact, *time) for fact in facts for time in sorted((evidence.get(fact) or untimed).items(), key=str))
    for number, (fact, details, spans) in enumerate(said, start=1):
        if is_private(fact) is private:
            iri = NamedNode(f"{text.iri.value}/claim/{number}")
            yield from statement(iri, fact, text.iri, "explicit", 1.0, RULE)
            for name, value in details:
                yield Triple(iri, mg(name), value)
            for span in _shown(text, spans, private=private) or [sentence]:
                yield Triple(iri, mg("evidence"), text.segment_iri(span))
                yield from text.triples(span)


def _shown(text: EvidenceText, spans: Iterable[Span], *, private: bool) -> list[Span]:
    """The spans in which no telephone number or e-mail address stands, of private claims all."""
    return [span for span in spans if private or not has_contact(text.article.text[span.start : span.end])]
