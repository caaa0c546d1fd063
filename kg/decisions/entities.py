"""Entities under the identifiers that decisions give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.decisions.record import kind_of
from kg.graph.terms import ALT_LABEL, LABEL, RDF_TYPE, english, kebab, mg
from kg.vocabulary import vocabulary

Moves = Mapping[NamedNode, NamedNode]
"""What entities become, where they become another one."""

_Subject = NamedNode | BlankNode | Triple
_KEY = mg("identityKey")
_SINGLE = (LABEL, mg("edtf"))
"""What an entity has one of in the graph of an article."""


def moved(triples: Sequence[Triple], moves: Moves) -> Sequence[Triple]:
    """The triples with each entity under the IRI that it has now. A name that another one has the place of stands
    beside it, and the key of what was moved goes."""
    if not moves:
        return triples
    own = [said for said in triples if said.subject not in moves and said.predicate in _SINGLE]
    single: dict[tuple[_Subject, NamedNode], _Subject | Literal] = {(t.subject, t.predicate): t.object for t in own}
    return tuple(dict.fromkeys(filter(None, (_moved(said, moves, single) for said in triples))))


def _moved(said: Triple, moves: Moves, single: dict[tuple[_Subject, NamedNode], _Subject | Literal]) -> Triple | None:
    """A triple under the IRIs of now, None where it has no place there. `single` holds what may be said once."""
    target = moves.get(said.object, said.object) if isinstance(said.object, NamedNode) else said.object
    if not isinstance(said.subject, NamedNode) or said.subject not in moves:
        return Triple(said.subject, said.predicate, target)
    subject = moves[said.subject]
    if said.predicate == _KEY or (said.predicate == RDF_TYPE and kind_of(said.subject) != kind_of(subject)):
        return None
    if said.predicate in _SINGLE and single.setdefault((subject, said.predicate), target) != target:
        return Triple(subject, ALT_LABEL, target) if said.predicate == LABEL else None
    return Triple(subject, said.predicate, target)


def described(node: NamedNode, name: str) -> Iterator[Triple]:
    """Types and name of an entity that an article lacks; nothing where its IRI tells no type."""
    kinds = {kebab(kind): row for kind, row in vocabulary().classes.items() if row.entity}
    if (kind := kinds.get(kind_of(node))) is not None:
        for above in (kind.name, *kind.superclasses):
            yield Triple(node, RDF_TYPE, mg(above))
        yield Triple(node, LABEL, english(name))
