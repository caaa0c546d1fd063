"""What shapes cannot say of files that others made: terms that the ontology lacks, blank nodes, odd addresses, contact
data in unexpected places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox

from kg.contacts import has_contact
from kg.graph import ontology_quads
from kg.graph.terms import RDF_TYPE, web_iri
from kg.settings import ARTICLE, BASE, ONTOLOGY
from kg.validate.shapes import Violation
from kg.validate.terms import to_rdflib
from kg.vocabulary import vocabulary

_OF_ARTICLES = frozenset(("Article", "Segment", "Claim", "Observation"))


def unknown_terms(quads: Iterable[ox.Quad]) -> Iterator[Violation]:
    """Properties and classes in the namespace of the ontology that it does not have, with the nearest that it has."""
    classes = vocabulary().classes.keys()
    for quad in quads:
        if _name(quad.predicate) and _name(quad.predicate) not in known_terms():
            yield _violation(quad, _advice(_name(quad.predicate), known_terms() - classes), "known term")
        if quad.predicate == RDF_TYPE and _name(quad.object) and _name(quad.object) not in classes:
            yield _violation(quad, _advice(_name(quad.object), classes), "known term")


def _advice(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"The ontology has no mg:{name}: " + (f"did you mean mg:{near[0]}?" if near else "see ontology/mgkg.ttl.")


def blank_nodes(quads: Iterable[ox.Quad]) -> Iterator[Violation]:
    """Nodes without a name, each once: they could not be told apart the next time."""
    seen: set[ox.BlankNode] = set()
    for quad in quads:
        for end in (quad.subject, quad.object):
            if isinstance(end, ox.BlankNode) and end not in seen:
                seen.add(end)
                yield _violation(quad, "A blank node cannot be kept: give it an IRI of its own.", "named node")


def unfit(quads: Iterable[ox.Quad]) -> Iterator[Violation]:
    """What cannot be brought in as facts of a source: descriptions of articles and claims, addresses that are none of
    the web, facts that only claims can tell, telephone numbers and e-mail addresses outside of their properties."""
    for quad in quads:
        if (why := _unfit(quad)) is not None:
            yield _violation(quad, why, "fact of a source")


def _unfit(quad: ox.Quad) -> str | None:
    relation = vocabulary().relations.get(_name(quad.predicate))
    ends = (quad.subject, quad.object)
    if _text(quad.subject).startswith(ARTICLE) or (quad.predicate == RDF_TYPE and _name(quad.object) in _OF_ARTICLES):
        return "Articles and claims are not brought in: leave them out, and keep the facts."
    if relation is not None and not relation.asserted:
        return f"mg:{relation.name} never stands as a plain fact: leave it out."
    if any(isinstance(end, ox.NamedNode) and web_iri(end.value) != end for end in ends):
        return "An IRI begins with http:// or https:// and has no odd characters: give it another."
    if any(isinstance(end, ox.NamedNode) and not end.value.startswith(BASE) and has_contact(end.value) for end in ends):
        return "A telephone number or e-mail address stands in an IRI: give it another."
    if isinstance(quad.object, ox.Literal) and has_contact(quad.object.value) and not (relation and relation.private):
        return "A telephone number or e-mail address stands in mg:telephone or mg:email alone: move it."
    return None


@cache
def known_terms() -> frozenset[str]:
    """The names of all terms of the ontology."""
    return frozenset(name for quad in ontology_quads() if (name := _name(quad.subject)))


def _name(term: object) -> str:
    """The name of a term of the ontology, else an empty string."""
    return _text(term).removeprefix(ONTOLOGY) if _text(term).startswith(ONTOLOGY) else ""


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))


def _violation(quad: ox.Quad, message: str, shape: str) -> Violation:
    focus, path, value = (to_rdflib(term) for term in (quad.subject, quad.predicate, quad.object))
    return Violation(focus, path, value, "Violation", shape, message)
