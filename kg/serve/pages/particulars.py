"""What is known of a thing beside its relations: classes, names, codes, what is the same or may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.graph.terms import DCTERMS, RDF, RDFS, SKOS
from kg.query.results import Term as Value
from kg.query.results import plain
from kg.serve.asking import Ask
from kg.serve.pages.addresses import local
from kg.serve.pages.markings import term_label
from kg.serve.pages.queries import ONTOLOGY, PREFIXES, node
from kg.serve.pages.reading import things, words
from kg.serve.pages.shell import anchor
from kg.serve.pages.terms import Term
from kg.view.content import Thing
from kg.view.markup import bdi, html, join, link
from kg.vocabulary import vocabulary

_LABELS = {
    SKOS + "altLabel": "also called",
    SKOS + "hiddenLabel": "also written",
    SKOS + "exactMatch": "the same elsewhere",
    SKOS + "editorialNote": "note",
    SKOS + "definition": "definition",
    SKOS + "broader": "broader",
    SKOS + "narrower": "narrower",
    SKOS + "notation": "notation",
    SKOS + "example": "example",
    SKOS + "scopeNote": "scope",
    DCTERMS + "source": "source",
    DCTERMS + "relation": "related",
    "http://xmlns.com/foaf/0.1/homepage": "homepage",
}
"""What properties of other vocabularies are called here; those without a name are not shown."""
_CANDIDATE = settings.ONTOLOGY + "identityCandidate"
_MOST = 40
"""Values shown of one property."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of a thing: its name, its classes from the narrowest on, and the values of its properties."""

    label: str
    classes: tuple[str, ...]
    values: Mapping[str, Sequence[Value]]
    terms: Mapping[str, Term]
    known: Mapping[str, Thing]

    def listed(self) -> Markup:
        """All of it as a list of descriptions."""
        order = [*_LABELS, _CANDIDATE, *self.terms]
        shown = sorted((p for p in self.values if self._name(p)), key=order.index)
        rows = join(html("<dt>{}</dt><dd>{}</dd>", self._name(p), self._values(p)) for p in shown)
        return html('<dl class="things particulars">{}</dl>', rows) if rows else Markup()

    def _name(self, property_: str) -> Markup:
        if property_ in _LABELS:
            return bdi(_LABELS[property_])
        term = self.terms.get(property_)
        if property_ == _CANDIDATE:
            return html("perhaps the same as")
        return term_label(term, property_) if term and not term.relation else Markup()

    def _values(self, property_: str) -> Markup:
        found = self.values[property_]
        rest = [html("and {} more", len(found) - _MOST)] if len(found) > _MOST else []
        return join([*map(self._value, found[:_MOST]), *rest], "; ")

    def _value(self, term: Value) -> Markup:
        if isinstance(term, NamedNode):
            inside = local(term.value)
            return anchor(inside, words(term, self.known)) if inside else link(term.value, term.value)
        language = term.language if isinstance(term, Literal) else None
        tag = html(' <span class="soft">{}</span>', bdi(language)) if language and language != "en" else ""
        return bdi(words(term, self.known)) + tag


async def read(ask: Ask, iri: str, terms: Mapping[str, Term]) -> Particulars | None:
    """The particulars of a thing; None where the graph does not know it."""
    relations = " ".join(node(term.iri) for term in terms.values() if term.relation)
    query = f"""{PREFIXES}SELECT DISTINCT ?property ?value WHERE {{
      {{ {node(iri)} ?property ?value MINUS {{ VALUES ?property {{ {relations} }} }} }}
      UNION {{ GRAPH {ONTOLOGY} {{ {node(iri)} ?property ?value }} }}
      UNION {{ VALUES ?property {{ mg:identityCandidate }} GRAPH ?article {{ {node(iri)} ?property ?value }} }}
      UNION {{ VALUES ?property {{ mg:identityCandidate }} GRAPH ?article {{ ?value ?property {node(iri)} }} }}
    }} ORDER BY STR(?property) STR(?value) LANG(?value)"""
    values: dict[str, list[Value]] = defaultdict(list)
    for property_, value in (await ask.rows(query)).rows:
        if value is not None:
            values[plain(property_)].append(value)
    if not values:
        return None
    ends = (term.value for listed in values.values() for term in listed if isinstance(term, NamedNode))
    known = await things(ask, (end for end in ends if end.startswith(settings.BASE)))
    naming = [values[name] for name in (RDFS + "label", SKOS + "prefLabel") if name in values]
    label = plain(naming[0][0]) if naming else iri.rpartition("/")[2]
    return Particulars(label, _classes(values.get(RDF + "type", ())), values, terms, known)


def _classes(types: Sequence[Value]) -> tuple[str, ...]:
    """The classes of this ontology, from the narrowest on."""
    known = vocabulary().classes
    names = {plain(value).removeprefix(settings.ONTOLOGY) for value in types} & set(known)
    return tuple(sorted(names, key=lambda name: (-len(known[name].superclasses), name)))
