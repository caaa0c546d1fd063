"""Addresses for nodes that have none, by what is said of them: the same file gives the same ones, in whatever order it
says it, and two nodes of which the same is said, word for word, are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.foreign.conversion import nameless
from kg.graph.terms import digest

_Said = Mapping[BlankNode, Sequence[Triple]]


def addressed(triples: Iterable[Triple], source: str) -> list[Triple]:
    """The triples, each once, with addresses for all blank nodes, of which those of another source get others."""
    given = list(dict.fromkeys(triples))
    said: dict[BlankNode, list[Triple]] = defaultdict(list)
    for triple in given:
        if isinstance(triple.object, BlankNode):
            said[triple.object] += ()
        if isinstance(triple.subject, BlankNode):
            said[triple.subject].append(triple)
    if not said:
        return given
    names = {node: nameless(source, text) for node, text in _contents(said).items()}
    return list(dict.fromkeys(_renamed(given, names)))


def _renamed(triples: Iterable[Triple], names: Mapping[BlankNode, NamedNode]) -> Iterator[Triple]:
    for triple in triples:
        subject = names[triple.subject] if isinstance(triple.subject, BlankNode) else triple.subject
        value = names[triple.object] if isinstance(triple.object, BlankNode) else triple.object
        yield Triple(subject, triple.predicate, value)


def _contents(said: _Said) -> dict[BlankNode, str]:
    """What is said of each node, nodes in it by what is said of them."""
    done: dict[BlankNode, str] = {}
    waiting = {node: {t.object for t in triples if isinstance(t.object, BlankNode)} for node, triples in said.items()}
    behind: dict[BlankNode, list[BlankNode]] = defaultdict(list)
    for node, objects in waiting.items():
        for value in objects:
            behind[value].append(node)
    ready = [node for node, objects in waiting.items() if not objects]
    while ready:
        node = ready.pop()
        done[node] = _content(said[node], done)
        for other in behind[node]:
            waiting[other].discard(node)
            if not waiting[other]:
                ready.append(other)
    return done | _circles({node: triples for node, triples in said.items() if node not in done}, done)


def _circles(said: _Said, done: Mapping[BlankNode, str]) -> dict[BlankNode, str]:
    """The same of nodes that lead to one another, told apart round by round until no more can be."""
    found = dict.fromkeys(said, "")
    kinds = 0
    while len(set(found.values())) > kinds:
        kinds = len(set(found.values()))
        found = {node: _content(triples, {**done, **found}) for node, triples in said.items()}
    return found


def _content(triples: Iterable[Triple], known: Mapping[BlankNode, str]) -> str:
    return digest("\n".join(sorted(f"{t.predicate} {_term(t.object, known)}" for t in triples)))


def _term(term: object, known: Mapping[BlankNode, str]) -> str:
    return f"_:{known[term]}" if isinstance(term, BlankNode) else str(term)
