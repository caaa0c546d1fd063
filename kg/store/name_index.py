"""Who bears a name, as names are compared: an index beside the markers, so that what comes is compared with its like
alone and not with all names there are. A name stands there as a digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg import settings
from kg.graph import dating, names
from kg.graph.names import is_distinctive, is_full_name, normalised, person_name
from kg.graph.terms import ALT_LABEL, LABEL, mg
from kg.store.default_graph import Changes, named

COMPARED = mg("comparedName")
_RUNS = NamedNode(settings.RUNS_GRAPH)
_NAMES = (LABEL, ALT_LABEL)
_UNNAMED_CLASSES = ("event",)
"""Classes of which a shared name says little (the meeting)."""
LANDS = ("place", "state")
"""Classes that the country tells apart already where articles name them: a shared name says something only of those
that a source describes."""
_WORLDWIDE, _GENERIC_WORDS = "international-organization", 2
"""Bodies of which one bears a name of more words than these, though each word be a common one: the International
Organization for Migration."""
_FULL_NAMES = ("document", "project")


def compared(node: NamedNode, name: str) -> str:
    """The name of an entity as it is compared, with the class of the entity; empty where sharing it says nothing."""
    kind = node.value.removeprefix(settings.ENTITY).partition("/")[0] if node.value.startswith(settings.ENTITY) else ""
    telling = _telling(kind, name)
    return f"{kind} {telling}" if telling else ""


def _telling(kind: str, name: str) -> str:
    if kind in ("", *_UNNAMED_CLASSES):
        return ""
    if kind in LANDS:
        return normalised(name)
    if kind == "person":
        plain = person_name(name)
        return plain if " " in plain else ""
    if kind == _WORLDWIDE and len(normalised(name).split()) > _GENERIC_WORDS:
        return normalised(name)
    return normalised(name) if (is_full_name if kind in _FULL_NAMES else is_distinctive)(name) else ""


def entry(triple: Triple | Quad) -> Triple | None:
    """The entry in the index for a triple that names something, None where it takes none."""
    node, name = triple.subject, triple.object
    if triple.predicate not in _NAMES or not isinstance(node, NamedNode) or not isinstance(name, Literal):
        return None
    found = compared(node, name.value)
    return Triple(node, COMPARED, Literal(sha256(found.encode()).hexdigest()[:32])) if found else None


def entries(triples: Iterable[Triple | Quad]) -> set[Triple]:
    """The entries in the index for what is named."""
    return {found for triple in triples if (found := entry(triple)) is not None}


def changed(store: Store, change: Changes) -> Changes:
    """How the index changes with the default graph of a store, which is as before."""
    found = Changes()
    removed, added = named(change.removed), named(change.added)
    for node in removed.keys() | added.keys():
        stands = {quad.triple for name in _NAMES for quad in store.quads_for_pattern(node, name, None, DefaultGraph())}
        old, new = entries(stands), entries((stands - removed[node]) | added[node])
        found.removed |= old - new
        found.added |= new - old
    return found


@cache
def version() -> str:
    """What tells an index that is made as now from others, and with it events that are dated as now."""
    files = (__file__, names.__file__, dating.__file__)
    return sha256(b"".join(Path(str(module)).read_bytes() for module in files)).hexdigest()[:32]


def mended(store: Store) -> Changes:
    """How the index has to change so that it is that of the default graph, by going through all names."""
    stands = {quad.triple for quad in store.quads_for_pattern(None, COMPARED, None, _RUNS)}
    quads = (quad for name in _NAMES for quad in store.quads_for_pattern(None, name, None, DefaultGraph()))
    wanted = entries(quads)
    return Changes(stands - wanted, wanted - stands)


def bearers(store: Store, name: Literal) -> Iterator[NamedNode]:
    """The entities that bear a name of the index."""
    for quad in store.quads_for_pattern(None, COMPARED, name, _RUNS):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def names_of(store: Store, node: NamedNode) -> Iterator[Literal]:
    """The names of an entity in the index."""
    for quad in store.quads_for_pattern(node, COMPARED, None, _RUNS):
        if isinstance(quad.object, Literal):
            yield quad.object
