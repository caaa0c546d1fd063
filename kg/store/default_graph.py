"""What the default graph must hold: each plain fact of the article graphs and of the reference graph once.

An entity has one label there. A reference entity keeps its reference label; of a minted one, which articles may name
differently, the label that most graphs give is taken, then the longest, then the first in code-point order. All other
labels become alternative ones.

An event has one dating there, whatever articles say (`kg.graph.dating` tells which); what each of them says stays in
its graph, with its claims. Nothing of all this depends on the order in which articles came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg import settings
from kg.graph.article_graph import in_graph
from kg.graph.dating import DATING, Said, Subject, confidences, dating, label_order, values_of
from kg.graph.terms import ALT_LABEL, DCTERMS, LABEL, RDF_SUBJECT

REFERENCE = NamedNode(settings.REFERENCE_GRAPH)
_NAMES = (LABEL, ALT_LABEL)
_CHOSEN = frozenset((*_NAMES, *DATING))
"""What the default graph does not take as each graph says it."""
_ISSUED = NamedNode(DCTERMS + "issued")


@dataclass(slots=True)
class Changes:
    """The triples that leave the default graph and those that enter it."""

    removed: set[Triple] = field(default_factory=set)
    added: set[Triple] = field(default_factory=set)


def is_plain(triple: Triple | Quad) -> bool:
    """Whether a triple is a plain fact: no part of a claim's or a segment's description."""
    return has_plain_facts(triple.subject.value if isinstance(triple.subject, NamedNode) else "")


def has_plain_facts(subject: str) -> bool:
    """Whether what is said of the subject with this IRI are plain facts: it is no claim and no segment."""
    return not (subject.startswith(settings.ARTICLE) and ("/claim/" in subject or "#" in subject))


def supports(graph: object) -> bool:
    """Whether the facts of the graph with this name stand in the default graph too."""
    return isinstance(graph, NamedNode) and (graph == REFERENCE or graph.value.startswith(settings.ARTICLE))


def changes(store: Store, graph: NamedNode, old: Iterable[Triple], new: Iterable[Triple]) -> Changes:
    """What changes in the default graph when the triples of `graph` change from `old` to `new`. The store still holds
    the old ones."""
    said = tuple(new)
    before, after = {t for t in old if is_plain(t)}, {t for t in said if is_plain(t)}
    found = Changes(added={triple for triple in after - before if triple.predicate not in _CHOSEN})
    gone = (triple for triple in before - after if triple.predicate not in _CHOSEN)
    found.removed = {triple for triple in gone if not _supported(store, triple, graph, (triple.predicate,))}
    had, has = named(before), named(after)
    for entity in sorted(had.keys() | has.keys(), key=str):
        if had[entity] != has[entity]:
            _change_names(store, graph, entity, (had[entity], has[entity]), found)
    _change_dates(store, graph, {event for event, _, _ in values_of((*before, *after))}, said, found)
    return found


def named(triples: Iterable[Triple]) -> dict[Subject, set[Triple]]:
    """The triples that name things, by what they name."""
    found: dict[Subject, set[Triple]] = defaultdict(set)
    for triple in triples:
        if triple.predicate in _NAMES:
            found[triple.subject].add(triple)
    return found


def _supported(store: Store, triple: Triple, without: NamedNode, predicates: tuple[NamedNode, ...]) -> bool:
    """Whether a graph other than `without` says the triple, with one of the predicates."""
    return any(
        quad.graph_name != without and supports(quad.graph_name)
        for predicate in predicates
        for quad in store.quads_for_pattern(triple.subject, predicate, triple.object, None)
    )


def _change_names(
    store: Store, graph: NamedNode, entity: Subject, change: tuple[set[Triple], set[Triple]], found: Changes
) -> None:
    fixed = None if graph == REFERENCE else _reference_label(store, entity)
    if fixed is not None:
        # a state may be named in thousands of articles: look only at the names that change
        had, has = ({Triple(entity, ALT_LABEL, t.object) for t in triples if t.object != fixed} for triples in change)
        found.added |= has
        found.removed |= {triple for triple in had - has if not _supported(store, triple, graph, _NAMES)}
        return
    stands = {
        Triple(entity, predicate, quad.object)
        for predicate in _NAMES
        for quad in store.quads_for_pattern(entity, predicate, None, DefaultGraph())
    }
    if not change[0] and change[1] <= stands:
        return  # one more graph with the names that it has: an office may be named in thousands of articles too
    wanted = _wanted_names(store, graph, entity, change[1])
    found.removed |= stands - wanted
    found.added |= wanted - stands


def _change_dates(store: Store, graph: NamedNode, events: Set[Subject], said: Sequence[Triple], found: Changes) -> None:
    """Settles anew when the events were that `graph` dates, or did until now."""
    own: dict[Subject, dict[NamedNode, set[Literal]]] = defaultdict(lambda: defaultdict(set))
    for event, relation, value in values_of(said):
        own[event][relation].add(value)
    for event in events:
        dates = [quad for relation in DATING for quad in store.quads_for_pattern(event, relation, None, None)]
        stands = {quad.triple for quad in dates if isinstance(quad.graph_name, DefaultGraph)}
        others = [quad for quad in dates if quad.graph_name != graph and supports(quad.graph_name)]
        sources = _sources(store, event, others)
        if event in own:
            sources.append(_source(own[event], event, graph, said if sources else ()))  # one source needs no ranks
        wanted = dating(event, sources) if sources else set()
        found.removed |= stands - wanted
        found.added |= wanted - stands


def _sources(store: Store, event: Subject, quads: Iterable[Quad]) -> list[Said]:
    """What the graphs of a store say of the days of an event."""
    by_graph: dict[NamedNode, dict[NamedNode, set[Literal]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode) and isinstance(quad.object, Literal):
            by_graph[quad.graph_name][quad.predicate].add(quad.object)
    return [_source(values, event, graph, tuple(_told(store, event, graph))) for graph, values in by_graph.items()]


def _told(store: Store, event: Subject, graph: NamedNode) -> Iterator[Triple]:
    """What a graph tells of its claims about an event, and of the day on which it came out."""
    for claim in store.quads_for_pattern(None, RDF_SUBJECT, event, graph):
        yield from (quad.triple for quad in store.quads_for_pattern(claim.subject, None, None, graph))
    yield from (quad.triple for quad in store.quads_for_pattern(graph, _ISSUED, None, graph))


def _source(values: Mapping[NamedNode, set[Literal]], event: Subject, graph: NamedNode, told: Sequence[Triple]) -> Said:
    issued = (said.object for said in told if (said.subject, said.predicate) == (graph, _ISSUED))
    day = next((value.value for value in issued if isinstance(value, Literal)), "")
    return Said(values, confidences(told).get(event, {}), day)


def _reference_label(store: Store, entity: Subject) -> Literal | None:
    labels = (quad.object for quad in store.quads_for_pattern(entity, LABEL, None, REFERENCE))
    return min((label for label in labels if isinstance(label, Literal)), key=label_order, default=None)


def _wanted_names(store: Store, graph: NamedNode, entity: Subject, after: set[Triple]) -> set[Triple]:
    """The names that the default graph must give the entity once `graph` gives it those of `after`."""
    quads = [
        quad
        for predicate in _NAMES
        for quad in store.quads_for_pattern(entity, predicate, None, None)
        if quad.graph_name != graph and supports(quad.graph_name)
    ]
    return names(entity, [*quads, *(in_graph(triple, graph) for triple in after)])


def names(entity: Subject, quads: Iterable[Quad]) -> set[Triple]:
    """The one label and the alternative ones of an entity, from the names that graphs give it."""
    labels: Counter[Literal] = Counter()
    preferred: set[Literal] = set()
    label: Literal | None
    every: set[Literal] = set()
    for quad in quads:
        if isinstance(quad.object, Literal):
            every.add(quad.object)
            if quad.predicate == LABEL:
                labels[quad.object] += 1
                preferred |= {quad.object} if quad.graph_name == REFERENCE else set()
    if preferred:
        label = min(preferred, key=label_order)
    else:
        label = min(labels, key=lambda name: (-labels[name], *label_order(name)), default=None)
    alternatives = {Triple(entity, ALT_LABEL, name) for name in every if name != label}
    return alternatives if label is None else alternatives | {Triple(entity, LABEL, label)}


def redated(store: Store) -> Changes:
    """How the default graph has to change so that its events are dated as they must be, by going through all dates."""
    dated: dict[Subject, list[Quad]] = defaultdict(list)
    for relation in DATING:
        for quad in store.quads_for_pattern(None, relation, None, None):
            dated[quad.subject].append(quad)
    found = Changes()
    for event, quads in dated.items():
        stands = {quad.triple for quad in quads if isinstance(quad.graph_name, DefaultGraph)}
        sources = _sources(store, event, (quad for quad in quads if supports(quad.graph_name)))
        wanted = dating(event, sources) if sources else set()
        found.removed |= stands - wanted
        found.added |= wanted - stands
    return found


def recomputed(store: Store) -> set[Triple]:
    """The whole default graph as it must be, made anew from the other graphs: for checks, in memory."""
    facts: set[Triple] = set()
    named: dict[Subject, list[Quad]] = defaultdict(list)
    dated: dict[Subject, list[Quad]] = defaultdict(list)
    for graph in filter(supports, store.named_graphs()):
        for quad in filter(is_plain, store.quads_for_pattern(None, None, None, graph)):
            if quad.predicate in _NAMES:
                named[quad.subject].append(quad)
            elif quad.predicate in DATING:
                dated[quad.subject].append(quad)
            else:
                facts.add(quad.triple)
    dates = (dating(event, _sources(store, event, quads)) for event, quads in dated.items())
    return facts.union(*(names(entity, quads) for entity, quads in named.items()), *dates)
