"""What the pages show, read out of a store: articles, their entities, their facts with the sentences they stand in."""

from __future__ import annotations

import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg.contacts import Contacts
from kg.records import Span
from kg.settings import ARTICLE, CONCEPT, DECISION, DECISIONS_GRAPH, ENTITY, ONTOLOGY, TEXT_GRAPHS
from kg.store.held import counted
from kg.view.markup import plain
from kg.view.sentences import Passage, passages
from kg.vocabulary import narrowest

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OA = "http://www.w3.org/ns/oa#"
_DCT = "http://purl.org/dc/terms/"
_PLAIN_CLAIM = {
    *(_RDF + name for name in ("type", "subject", "predicate", "object")),
    _DCT + "isPartOf",
    *(ONTOLOGY + name for name in ("status", "confidence", "rule", "evidence", "attributedTo")),
}

_TEXTS_AT_HAND = 200
_WITHOUT_YEAR = tuple(f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("gMonthDay", "gMonth"))
_CALENDAR = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
_YEARLESS = re.compile(r"--(?P<month>\d\d)(?:-(?P<day>\d\d))?")


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity as shown. `type` is its most special class, `names` all that a search should find it under."""

    iri: str
    label: str
    type: str
    names: tuple[str, ...] = ()
    acronym: str = ""
    actor: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim as shown. `object` is a Thing or the words of a literal; `subject` the article where its `type` is so.
    `spans` are where its evidence stands in the stored text, `lexical` is a literal as the graph has it."""

    claim: str
    subject: Thing
    relation: str
    object: Thing | str
    status: str
    confidence: str
    rule: str
    evidence: tuple[Passage, ...]
    attributed_to: str = ""
    details: tuple[tuple[str, str], ...] = ()
    spans: tuple[Span, ...] = ()
    lexical: str = ""

    @property
    def object_label(self) -> str:
        """The object in words."""
        return self.object.label if isinstance(self.object, Thing) else self.object


@dataclass(frozen=True, slots=True)
class Document:
    """An article as shown, with its facts in the order of the text."""

    iri: str
    key: str
    title: str
    url: str | None
    publisher: str
    issued: str
    facts: tuple[Fact, ...] = ()
    things: tuple[Thing, ...] = ()
    media_type: str = ""


Values = Mapping[str, list[ox.NamedNode | ox.Literal]]


@dataclass(slots=True)
class Contents:
    """Reads documents out of a store; labels and things are looked up once."""

    store: ox.Store
    _things: dict[str, Thing] = field(default_factory=dict)
    _headers: dict[str, Document] = field(default_factory=dict)
    _texts: dict[str, Contacts] = field(default_factory=dict)

    def article_iris(self) -> list[str]:
        """The articles' graphs, sorted by key."""
        graphs = {g.value for g in self.store.named_graphs() if isinstance(g, ox.NamedNode)}
        found = [g for g in graphs if g.startswith(ARTICLE)]
        return sorted(found, key=lambda iri: (self._first(self.values(iri, iri), ONTOLOGY + "key"), iri))

    def counts(self) -> dict[str, int]:
        """How many articles there are, and how many actors, events and public claims they name."""
        return counted(self.store)

    def claim_count(self, iri: str) -> int:
        """How many public claims an article makes."""
        claims = self.store.quads_for_pattern(None, _node(_RDF + "type"), _node(ONTOLOGY + "Claim"), _node(iri))
        return sum(1 for _ in claims)

    def document(self, iri: str) -> Document:
        """One article with its facts."""
        graph = ox.NamedNode(iri)
        claims = self.store.quads_for_pattern(None, _node(_RDF + "type"), _node(ONTOLOGY + "Claim"), graph)
        facts = [self._fact(_iri(quad.subject), iri) for quad in claims]
        return replace(self.header(iri), facts=tuple(sorted(facts, key=_place)), things=self._article_things(iri))

    def header(self, iri: str) -> Document:
        """What is known of an article itself, without its facts."""
        if iri not in self._headers:
            about = self.values(iri, iri)
            key = self._first(about, ONTOLOGY + "key")
            self._headers[iri] = Document(
                iri=iri,
                key=key,
                title=plain(self._first(about, _DCT + "title") or key),
                url=self._first(about, _DCT + "source") or None,
                publisher=plain(self._first(about, _DCT + "publisher")),
                issued=plain(self._first(about, _DCT + "issued")),
                media_type=self._first(about, ONTOLOGY + "mediaType"),
            )
        return self._headers[iri]

    def facts_about(self, iri: str) -> list[tuple[Fact, Document]]:
        """The public claims whose subject is the entity, each with the article that makes it, sorted."""
        claims = self.store.quads_for_pattern(None, _node(_RDF + "subject"), _node(iri), None)
        places = [(_iri(quad.subject), _iri(quad.graph_name)) for quad in claims]
        found = [(self._fact(c, g), self.header(g)) for c, g in places if g.startswith(ARTICLE)]
        return sorted(found, key=lambda pair: (pair[1].key, _place(pair[0]), pair[0].claim))

    def thing(self, iri: str) -> Thing:
        """An entity, or an article, by IRI."""
        if iri not in self._things:
            values = self.values(iri)
            types = {value.value.removeprefix(ONTOLOGY) for value in values.get(_RDF + "type", ())}
            label = plain(self._first(values, _LABEL) or self._first(values, _DCT + "title") or iri.rpartition("/")[2])
            alternatives = (_SKOS + "altLabel", ONTOLOGY + "acronym")
            names = sorted({plain(v.value) for p in alternatives for v in values.get(p, ())} - {label})
            self._things[iri] = Thing(
                iri, label, narrowest(types), tuple(names), self._acronym(values), "Actor" in types
            )
        return self._things[iri]

    def values(self, subject: str, graph: str | None = None) -> Values:
        """All values of a subject by predicate, in one named graph or in the default graph; sorted."""
        where = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        found: dict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        for quad in self.store.quads_for_pattern(_node(subject), None, None, where):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                found[quad.predicate.value].append(quad.object)
        return {predicate: sorted(values, key=str) for predicate, values in found.items()}

    def _acronym(self, values: Values) -> str:
        """The shortest of the acronyms, the first by letters of several."""
        found = [plain(value.value) for value in values.get(ONTOLOGY + "acronym", ())]
        return min(found, key=lambda name: (len(name), name), default="")

    def _article_things(self, iri: str) -> tuple[Thing, ...]:
        typed = self.store.quads_for_pattern(None, _node(_RDF + "type"), None, ox.NamedNode(iri))
        iris = {iri for quad in typed if (iri := _iri(quad.subject)).startswith(ENTITY)}
        return tuple(sorted((self.thing(found) for found in iris), key=lambda t: (t.type, t.label, t.iri)))

    def names(self, iri: str, article: str) -> list[str]:
        """What an article calls an entity, as it stands in its graph."""
        values = self.values(iri, article)
        return [
            v.value
            for predicate in (_LABEL, _SKOS + "altLabel", ONTOLOGY + "acronym")
            for v in values.get(predicate, ())
        ]

    def text(self, iri: str) -> str:
        """The stored text of an article."""
        return self.contacts(iri).text

    def contacts(self, iri: str) -> Contacts:
        """The stored text of an article with the contact data in it; only some are kept at hand."""
        if iri not in self._texts:
            if len(self._texts) >= _TEXTS_AT_HAND:
                self._texts.clear()
            values = self.values(iri, iri)
            near = f"{self._first(values, _DCT + 'publisher')} {self._first(values, _DCT + 'source')}"
            self._texts[iri] = Contacts(self._stored_text(iri), near)
        return self._texts[iri]

    def _stored_text(self, iri: str) -> str:
        graph = ox.NamedNode(TEXT_GRAPHS + iri.removeprefix(ARTICLE))
        for quad in self.store.quads_for_pattern(_node(iri), _node(ONTOLOGY + "text"), None, graph):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
        return ""

    def _fact(self, claim: str, graph: str) -> Fact:
        values = self.values(claim, graph)
        object_ = (values.get(_RDF + "object") or [ox.Literal("")])[0]
        spans, astray = self._spans([value.value for value in values.get(ONTOLOGY + "evidence", ())], graph)
        return Fact(
            claim=claim,
            subject=self.thing(self._first(values, _RDF + "subject")),
            relation=self._first(values, _RDF + "predicate").removeprefix(ONTOLOGY),
            object=self._shown(object_),
            status=self._named(values, "status"),
            confidence=self._first(values, ONTOLOGY + "confidence"),
            rule=self._first(values, ONTOLOGY + "rule"),
            evidence=(*passages(self.contacts(graph), [(span.start, span.end) for span in spans]), *astray),
            attributed_to=self._named(values, "attributedTo"),
            details=self._details(values),
            spans=spans,
            lexical=object_.value if isinstance(object_, ox.Literal) else "",
        )

    def _details(self, values: Values) -> tuple[tuple[str, str], ...]:
        found = [(p, v) for p, listed in values.items() for v in listed if p not in _PLAIN_CLAIM]
        own = [(p.removeprefix(ONTOLOGY), self._words(v)) for p, v in found if p.startswith(ONTOLOGY)]
        return tuple(sorted(own))

    def _spans(self, segments: Sequence[str], graph: str) -> tuple[tuple[Span, ...], list[Passage]]:
        """Where the segments stand in the text; what does not stand there as quoted is shown by itself."""
        text, spans, astray = self.text(graph), [], []
        for segment in segments:
            values = self.values(segment, graph)
            quote, start = self._first(values, _OA + "exact"), int(self._first(values, _OA + "start") or 0)
            if quote and text[start : start + len(quote)] == quote:
                spans.append(Span(start, start + len(quote)))
            else:
                astray.append(Passage(start, ((plain(quote), True),)))
        return tuple(sorted(spans)), astray

    def _shown(self, value: ox.NamedNode | ox.Literal) -> Thing | str:
        if isinstance(value, ox.NamedNode) and value.value.startswith((ENTITY, ARTICLE)):
            return self.thing(value.value)
        return self._words(value)

    def _words(self, value: ox.NamedNode | ox.Literal) -> str:
        if isinstance(value, ox.Literal):
            return literal_words(value)
        if value.value.startswith(CONCEPT):
            return plain(value.value.rpartition("/")[2])
        if value.value.startswith(DECISION):
            said = self.values(value.value, DECISIONS_GRAPH)
            return plain(", ".join(self._first(said, _DCT + name) for name in ("creator", "date")))
        return self.thing(value.value).label

    def _named(self, values: Values, name: str) -> str:
        return ", ".join(self._words(value) for value in values.get(ONTOLOGY + name, ()))

    @staticmethod
    def _first(values: Values, predicate: str) -> str:
        return (values.get(predicate) or [ox.Literal("")])[0].value


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def literal_words(value: ox.Literal) -> str:
    """A literal for a reader: a date without a year in words, anything else as it stands."""
    return _date_in_words(value.value) if value.datatype.value in _WITHOUT_YEAR else plain(value.value)


def day_in_words(value: str) -> str:
    """A day or month, `2006-11-20` or `2006-11`, as people write it; anything else as it stands."""
    found = _CALENDAR.fullmatch(value)
    if found is None or not 1 <= int(found["month"]) <= 12:
        return value
    day = f"{int(found['day'])} " if found["day"] else ""
    return f"{day}{month_name[int(found['month'])]} {found['year']}"


def _date_in_words(value: str) -> str:
    """A date without a year, `--10-01` or `--10`, in words; anything else as it stands."""
    found = _YEARLESS.fullmatch(value)
    if found is None or not 1 <= int(found["month"]) <= 12:
        return plain(value)
    day = f"{int(found['day'])} " if found["day"] else ""
    return f"{day}{month_name[int(found['month'])]}, year not stated"


def _place(fact: Fact) -> tuple[int, str, str, str]:
    start = fact.evidence[0].start if fact.evidence else 0
    return start, fact.subject.label, fact.relation, fact.object_label
