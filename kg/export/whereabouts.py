"""Where entities are: their state, and a point on the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg import settings
from kg.graph.terms import RDF_TYPE, mg
from kg.reference import reference

_REMEMBERED = 50_000
_PLACES = settings.ENTITY + "place"
_LIES = ("locatedIn", "place")
_BELONGS = ("partOf", "worksFor", "represents")
"""How a body belongs to its state, and a person to a body; bodies of several states have no state by that."""
_OF_ONE_STATE = frozenset(map(mg, ("State", "GovernmentBody")))


@dataclass(frozen=True, slots=True)
class Point:
    """A point in degrees (WGS 84), and the IRI of the place whose it is."""

    latitude: float
    longitude: float
    place: str


class Whereabouts:
    """Looks states and points up in the default graph and in the reference data; the last ones are remembered."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.countries = lru_cache(_REMEMBERED)(self._countries)
        self.point = lru_cache(_REMEMBERED)(self._point)

    def codes(self, iri: str, kind: str) -> tuple[str, ...]:
        """The codes (`iso2`, `iso3`) of the states or territories that an entity is, belongs to or lies in."""
        return tuple(sorted({code for state in self.countries(iri) for code in self._values(state, kind)}))

    def _countries(self, iri: str) -> frozenset[str]:
        """The IRIs of the states or territories that an entity is, belongs to or, by its seat or place, lies in."""
        return self._above(iri, frozenset({iri}))

    def _above(self, iri: str, seen: frozenset[str]) -> frozenset[str]:
        if any(self._values(iri, "iso3")):
            return frozenset({iri})
        owners = [end for end in self._ends(iri, _BELONGS) if self._of_one_state(end)]
        for ends in (owners, self._ends(iri, _LIES)):
            found = frozenset[str]().union(*(self._above(end, seen | {end}) for end in ends if end not in seen))
            if found:
                return found
        return frozenset()

    def _point(self, iri: str) -> Point | None:
        """The point of a place, of the capital of a state, or of where something else lies, as far as it is known.
        What lies in a state alone has none."""
        return self._nearest(iri, frozenset({iri}))

    def _nearest(self, iri: str, seen: frozenset[str]) -> Point | None:
        home, _, name = iri.rpartition("/")
        if home == _PLACES and name in reference().coordinates:
            return Point(*reference().coordinates[name], iri)
        relations = ("capital",) if mg("State") in self._types(iri) else _LIES
        for end in self._ends(iri, relations):
            if end not in seen and not self._types(end) & _OF_ONE_STATE:
                point = self._nearest(end, seen | {end})
                if point is not None:
                    return point
        return None

    def _of_one_state(self, iri: str) -> bool:
        return bool(self._types(iri) & _OF_ONE_STATE)

    def _types(self, iri: str) -> frozenset[object]:
        quads = self._store.quads_for_pattern(NamedNode(iri), RDF_TYPE, None, DefaultGraph())
        return frozenset(quad.object for quad in quads)

    def _ends(self, iri: str, relations: Iterable[str]) -> list[str]:
        return sorted({value for relation in relations for value in self._values(iri, relation)})

    def _values(self, iri: str, name: str) -> list[str]:
        quads = self._store.quads_for_pattern(NamedNode(iri), mg(name), None, DefaultGraph())
        return sorted(quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal))
