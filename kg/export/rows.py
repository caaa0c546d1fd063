"""What tables and network files hold of a store: entities, the claims about them, and the facts that the claims say.

Each is read one after the other, so that a store of any size takes the same memory. Texts are not read: what is quoted
are the words of the claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg import settings
from kg.export.columns import COLUMNS
from kg.export.formats import Options, Profile
from kg.export.lines import sorted_lines
from kg.graph.terms import DCTERMS, LABEL, OA, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, RDF_TYPE, mg
from kg.store import is_public
from kg.vocabulary import narrowest, vocabulary

_TITLE, _SOURCE, _PUBLISHER, _ISSUED = (
    NamedNode(DCTERMS + name) for name in ("title", "source", "publisher", "issued")
)
_START, _END, _EXACT = (NamedNode(OA + name) for name in ("start", "end", "exact"))
_BATCH = 4_000

Term = NamedNode | Literal
Values = Mapping[str, list[Term]]
"""What is said of a subject, by predicate; sorted."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity, or an article, as the default graph describes it. `type` is its most special class; `values` its
    particulars by column of COLUMNS, those without a value left out."""

    iri: str
    type: str
    label: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a source; what is not known of it is empty."""

    iri: str
    title: str
    url: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article and where they stand in its stored text, in code points."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of an article. `object` is the IRI of an entity or concept, or the words of a literal; `asserted` says
    whether the article's graph states it as a fact; `qualifiers` are the details of the claim by name."""

    iri: str
    article: ArticleRow
    subject: str
    relation: str
    object: str
    asserted: bool
    status: str
    confidence: str
    rule: str
    attributed_to: str
    qualifiers: tuple[tuple[str, str], ...]
    quotations: tuple[Quotation, ...]

    @property
    def between(self) -> bool:
        """Whether the object is an entity."""
        return vocabulary().relations[self.relation].value == "entity"


def entities(store: Store) -> Iterator[EntityRow]:
    """What the default graph describes, in the order of the IRIs. Raises KgError on a blank node."""
    for iri, values in _described(sorted_lines(store, DefaultGraph())):
        kind = narrowest(_local(term) for term in values.get(RDF_TYPE.value, ()))
        if kind:
            shown = {name: _texts(values[predicate]) for name, predicate in COLUMNS.items() if predicate in values}
            yield EntityRow(iri, kind, _label(iri, values), shown)


def claims(store: Store, *, contacts: bool = False) -> Iterator[ClaimRow]:
    """The claims of all articles, in the order of the articles and of their numbers; those with telephone numbers and
    e-mail addresses only with `contacts`."""
    for graph in _claim_graphs(store, contacts=contacts):
        article = NamedNode(settings.ARTICLE + graph.value.rpartition("/")[2])
        source = _article(article.value, _subjects(store.quads_for_pattern(article, None, None, article)))
        found = _subjects(store.quads_for_pattern(None, None, None, graph))
        for iri in sorted(found, key=lambda iri: (len(iri), iri)):
            if mg("Claim") in found[iri].get(RDF_TYPE.value, ()):
                yield _claim(iri, source, found)


def claims_of(store: Store, options: Options) -> Iterator[ClaimRow]:
    """The claims that a profile has: none in the plain one."""
    return claims(store, contacts=options.contacts) if options.profile is Profile.full else iter(())


def _claim_graphs(store: Store, *, contacts: bool) -> list[NamedNode]:
    homes = (settings.ARTICLE, settings.CONTACTS_GRAPHS)
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    shown = (graph for graph in graphs if graph.value.startswith(homes) and is_public(graph, contacts=contacts))
    return sorted(shown, key=lambda graph: (graph.value.rpartition("/")[2], graph.value))


def _article(iri: str, found: Mapping[str, Values]) -> ArticleRow:
    about = found.get(iri, {})
    return ArticleRow(iri, *(_first(about, term) for term in (_TITLE, _SOURCE, _PUBLISHER, _ISSUED)))


def _claim(iri: str, article: ArticleRow, found: Mapping[str, Values]) -> ClaimRow:
    about = found[iri]
    subject, predicate, target = (about[term.value][0] for term in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT))
    segments = (found.get(segment.value, {}) for segment in about.get(mg("evidence").value, ()))
    return ClaimRow(
        iri,
        article,
        subject.value,
        _local(predicate),
        _code(target),
        target in found.get(subject.value, {}).get(predicate.value, ()),
        _first(about, mg("status")).rpartition("/")[2],
        _first(about, mg("confidence")),
        _first(about, mg("rule")),
        _first(about, mg("attributedTo")),
        tuple((name, term.value) for name in vocabulary().qualifiers for term in about.get(mg(name).value, ())),
        tuple(sorted((_quotation(segment) for segment in segments), key=lambda words: (words.start, words.end))),
    )


def _quotation(segment: Values) -> Quotation:
    return Quotation(int(_first(segment, _START) or 0), int(_first(segment, _END) or 0), _first(segment, _EXACT))


def _described(lines: Iterable[bytes]) -> Iterator[tuple[str, Values]]:
    """The subjects of sorted lines of N-Triples, each with what is said of it."""
    for subject, quads in groupby(_parsed(lines), key=lambda quad: quad.subject):
        if isinstance(subject, NamedNode):
            yield from _subjects(quads).items()


def _parsed(lines: Iterable[bytes]) -> Iterator[Quad]:
    source = iter(lines)
    while batch := list(islice(source, _BATCH)):
        yield from parse(b"\n".join(batch), RdfFormat.N_TRIPLES)


def _subjects(quads: Iterable[Quad]) -> dict[str, Values]:
    found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            found[quad.subject.value][quad.predicate.value].append(quad.object)
    return {subject: {p: sorted(terms, key=str) for p, terms in said.items()} for subject, said in found.items()}


def _label(iri: str, values: Values) -> str:
    return _first(values, LABEL) or _first(values, _TITLE) or iri.rpartition("/")[2]


def _texts(terms: Iterable[Term]) -> tuple[str, ...]:
    """The terms as text: concepts by their code, everything else as it is; each once."""
    return tuple(dict.fromkeys(_code(term) for term in terms))


def _code(term: Term) -> str:
    return term.value.rpartition("/")[2] if term.value.startswith(settings.CONCEPT) else term.value


def _first(values: Values, predicate: NamedNode) -> str:
    return next((term.value for term in values.get(predicate.value, ())), "")


def _local(term: Term) -> str:
    return term.value.removeprefix(settings.ONTOLOGY)
