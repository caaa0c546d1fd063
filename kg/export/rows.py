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
from kg.export.columns import COLUMNS, FOUND, identifier
from kg.export.days import when
from kg.export.formats import Options, Profile
from kg.export.identifiers import identifiers
from kg.export.lines import sorted_lines
from kg.export.whereabouts import Whereabouts
from kg.graph.terms import DCTERMS, LABEL, OA, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, RDF_TYPE, mg
from kg.store import is_public
from kg.vocabulary import narrowest, vocabulary

_TITLE, _SOURCE, _PUBLISHER, _ISSUED = (
    NamedNode(DCTERMS + name) for name in ("title", "source", "publisher", "issued")
)
_START, _END, _EXACT = (NamedNode(OA + name) for name in ("start", "end", "exact"))
_BATCH = 4_000
ARTICLE = "Article"
"""The class of articles."""
_NAMES = {"label": LABEL.value, **{kind: COLUMNS[kind] for kind in ("altLabel", "acronym")}}

Term = NamedNode | Literal
Values = Mapping[str, list[Term]]
"""What is said of a subject, by predicate; sorted."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity: its `label`, an `altLabel` or an `acronym`, and the tag of its language, if it has one."""

    kind: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity, or an article, as the default graph describes it. `type` is its most special class; `values` its
    particulars by column of COLUMNS and FOUND, those without a value left out; `names` are all its names."""

    iri: str
    type: str
    label: str
    values: Mapping[str, tuple[str, ...]]
    names: tuple[Name, ...] = ()

    @property
    def named(self) -> bool:
        """Whether it has a name, or, as an article, a title: else the end of its IRI stands for it."""
        return self.label != self.iri.rpartition("/")[2]

    @property
    def is_article(self) -> bool:
        """Whether it is an article, which is no entity of the field but a source."""
        return self.type == ARTICLE


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
    def name(self) -> str:
        """The short name of the claim, by its article and its number there."""
        return f"{identifier(self.article.iri)}/claim/{self.iri.rpartition('/')[2]}"

    @property
    def between(self) -> bool:
        """Whether the object is an entity."""
        return vocabulary().relations[self.relation].value == "entity"


def entities(store: Store) -> Iterator[EntityRow]:
    """What the default graph describes, in the order of the IRIs. Raises KgError on a blank node."""
    places = Whereabouts(store)
    for iri, values in _described(sorted_lines(store, DefaultGraph())):
        kind = narrowest(_local(term) for term in values.get(RDF_TYPE.value, ()))
        if kind:
            shown = {name: _texts(values[predicate]) for name, predicate in COLUMNS.items() if predicate in values}
            found = {} if kind == ARTICLE else _found(store, iri, shown, places)
            yield EntityRow(iri, kind, _label(iri, values), shown | found, tuple(_names(values)))


def network_entities(store: Store) -> Iterator[EntityRow]:
    """The entities without the articles."""
    return (entity for entity in entities(store) if not entity.is_article)


def _found(
    store: Store, iri: str, values: Mapping[str, tuple[str, ...]], places: Whereabouts
) -> dict[str, tuple[str, ...]]:
    """What FOUND says of an entity, without what is not known."""
    days, point = when(values), places.point(iri)
    found = {
        "start": (days.first.isoformat(),) if days.first else (),
        "end": (days.last.isoformat(),) if days.last else (),
        "country": places.codes(iri, "iso3"),
        "latitude": (repr(point.latitude),) if point else (),
        "longitude": (repr(point.longitude),) if point else (),
        "locatedAt": (identifier(point.place),) if point else (),
        "articles": (str(_articles(store, iri)),),
    }
    for name in identifiers(values):
        if name.scheme in FOUND:
            found[name.scheme] = (*found.get(name.scheme, ()), name.name)
    return {name: cells for name, cells in found.items() if cells}


def _articles(store: Store, iri: str) -> int:
    """How many articles name an entity: their graphs say what it is."""
    graphs = {quad.graph_name for quad in store.quads_for_pattern(NamedNode(iri), RDF_TYPE, None, None)}
    return sum(isinstance(graph, NamedNode) and graph.value.startswith(settings.ARTICLE) for graph in graphs)


def _names(values: Values) -> Iterator[Name]:
    for kind, predicate in _NAMES.items():
        for term in values.get(predicate, ()):
            yield Name(kind, term.value, (term.language or "") if isinstance(term, Literal) else "")


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
