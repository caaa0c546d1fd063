"""What each term looks like in Turtle: statements of `ontology/examples.trig`, a small invented graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import settings
from kg.export.turtle_terms import Terms
from kg.graph.reference_graph import ontology_quads
from kg.graph.terms import RDF_PREDICATE, RDF_TYPE
from kg.records import KgError
from kg.resources import folder, rebased

FILE = "examples.trig"


@cache
def examples() -> Mapping[str, str]:
    """A statement in Turtle for each term, by the name of the term: a plain one where there is one, else a claim's.
    Annotations have one of the ontology itself; what is only in graphs that are not public has none. Raises KgError
    where the file cannot be read."""
    path = folder("ontology") / FILE
    try:
        quads = list(parse(rebased(path.read_text("utf-8")), format=RdfFormat.TRIG))
    except (OSError, SyntaxError) as error:
        raise KgError(f"{path}: the examples cannot be read ({error}): install the package again") from error
    claimed = _shortest(quads, RDF_PREDICATE)
    return MappingProxyType({**_shortest(ontology_quads()), **claimed, **_shortest(quads, RDF_TYPE)})


def _shortest(quads: Iterable[Quad], naming: NamedNode | None = None) -> dict[str, str]:
    """The shortest statement with each term, the first of those in order: as predicate, or as object of `naming`."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        used = quad.object if quad.predicate == naming else quad.predicate
        if isinstance(used, NamedNode) and used.value.startswith(settings.ONTOLOGY):
            found[used.value.removeprefix(settings.ONTOLOGY)].add(_turtle(quad))
    return {name: min(lines, key=lambda line: (len(line), line)) for name, lines in found.items()}


def _turtle(quad: Quad) -> str:
    short = Terms().short
    predicate = "a" if quad.predicate == RDF_TYPE else short(str(quad.predicate))
    return f"{short(str(quad.subject))} {predicate} {short(str(quad.object))} ."
