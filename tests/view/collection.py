"""What a store says, read out of it by SPARQL: what the answers of the graph page are held against."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

PRESENCE = ("participant", "host", "organizer", "chair", "speaker")
_PREFIXES = """
prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#>
prefix skos: <http://www.w3.org/2004/02/skos/core#>
prefix dcterms: <http://purl.org/dc/terms/>
prefix oa: <http://www.w3.org/ns/oa#>
prefix mg: <https://w3id.org/mgkg/ontology#>
"""
_CLAIMS = """
select ?claim ?s ?p ?o ?status ?article ?issued where {
  graph ?article { ?claim a mg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; mg:status ?status .
    optional { ?article dcterms:issued ?issued } }
  filter(contains(str(?s), "/id/"))
}"""
_NAMES = "select ?e ?name where { ?e rdfs:label|skos:altLabel|mg:acronym ?name filter(contains(str(?e), '/id/')) }"
_LABELS = "select ?e ?name where { ?e rdfs:label ?name filter(contains(str(?e), '/id/')) }"
_DAYS = "select ?e ?p ?day where { ?e ?p ?day filter(?p in (mg:startDate, mg:endDate)) }"
_QUOTES = "select ?claim ?words where { graph ?g { ?claim mg:evidence ?segment . ?segment oa:exact ?words } }"
_EVENTS = "select ?e where { ?e a mg:Event }"
_ACTORS = "select ?e where { ?e a mg:Actor }"
_INSIDE = "select ?e ?whole where { ?e a mg:Place ; mg:locatedIn ?whole }"


@dataclass(frozen=True, slots=True)
class Said:
    """One claim; `end` is the IRI of its object, or words."""

    claim: str
    subject: str
    relation: str
    end: str
    status: str
    article: str
    issued: str


@dataclass(frozen=True)
class Collection:
    """The claims of a store, and what follows from them."""

    store: ox.Store

    def _rows(self, query: str) -> list[dict[str, str]]:
        found = self.store.query(_PREFIXES + query)
        names = [variable.value for variable in found.variables]
        return [{name: "" if row[name] is None else row[name].value for name in names} for row in found]

    @cached_property
    def said(self) -> list[Said]:
        """All claims about entities."""
        return [
            Said(
                row["claim"], row["s"], row["p"].rpartition("#")[2], row["o"], row["status"].rpartition("/")[2],
                row["article"], row["issued"],
            )
            for row in self._rows(_CLAIMS)
        ]  # fmt: skip

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """By IRI, all names."""
        found = defaultdict(set)
        for row in self._rows(_NAMES):
            found[row["e"]].add(row["name"])
        return found

    @cached_property
    def label(self) -> dict[str, str]:
        """By IRI, the name that is shown."""
        return {row["e"]: row["name"] for row in self._rows(_LABELS)}

    @cached_property
    def quotes(self) -> dict[str, set[str]]:
        """By claim, the words that it rests on."""
        found = defaultdict(set)
        for row in self._rows(_QUOTES):
            found[row["claim"]].add(" ".join(row["words"].split()))
        return found

    @cached_property
    def events(self) -> set[str]:
        """All events."""
        return {row["e"] for row in self._rows(_EVENTS)}

    @cached_property
    def actors(self) -> set[str]:
        """All actors."""
        return {row["e"] for row in self._rows(_ACTORS)}

    @cached_property
    def days(self) -> dict[tuple[str, str], str]:
        """By event and relation, its first or last day as far as it is known."""
        return {(row["e"], row["p"].rpartition("#")[2]): row["day"] for row in self._rows(_DAYS)}

    def called(self, name: str) -> str:
        """The one entity of a name that claims are about."""
        about = {end for one in self.said for end in (one.subject, one.end)}
        (found,) = {iri for iri, names in self.names.items() if name in names and iri in about}
        return found

    def years(self, one: Said) -> range:
        """The years that a claim may be of: those of its event, else that of its article; none where none is known."""
        event = next((end for end in (one.subject, one.end) if end in self.events), "")
        first = self.days.get((event, "startDate"), "")
        last = self.days.get((event, "endDate"), first)
        if not first[:4].isdigit():
            first = last = one.issued
        return range(int(first[:4]), int(last[:4]) + 1) if first[:4].isdigit() else range(0)

    def there(self, event: str = "", actor: str = "") -> list[Said]:
        """Who was at an event, or where an actor was."""
        return [
            one
            for one in self.said
            if one.relation in PRESENCE and one.subject in self.events
            and (not event or one.subject == event) and (not actor or one.end == actor)
        ]  # fmt: skip

    def met(self, actor: str) -> list[Said]:
        """That others were at the events of an actor."""
        events = {one.subject for one in self.there(actor=actor)}
        return [
            one for one in self.there() if one.subject in events and one.end != actor and one.end in self.actors
        ]  # fmt: skip

    def most_met(self, year: int) -> tuple[str, list[Said]]:
        """The actor who met most others in a year, and that they were there."""
        met = {
            actor: [one for one in self.met(actor) if year in self.years(one)]
            for actor in {one.end for one in self.there()} & self.actors
        }
        actor = max(met, key=lambda one: (len({said.end for said in met[one]}), one))
        return actor, met[actor]

    def funders(self, actor: str) -> list[Said]:
        """Who funds an actor, its events, and what it carries out, is a partner of or has as a part."""
        of = {actor} | {one.subject for one in self.there(actor=actor)}
        of |= {
            one.subject
            for one in self.said
            if one.end == actor and one.relation in ("partner", "implementer", "partOf")
        }
        return [one for one in self.said if one.relation == "funder" and one.subject in of and one.end in self.actors]

    def at(self, place: str) -> list[Said]:
        """What took place there, or in what lies there."""
        inside = {place} | {row["e"] for row in self._rows(_INSIDE) if row["whole"] == place}
        return [one for one in self.said if one.relation == "place" and one.end in inside]

    def about(self, iri: str) -> list[Said]:
        """All that is said about one."""
        return [one for one in self.said if iri in (one.subject, one.end)]

    def planned(self) -> set[str]:
        """The events that are told of as planned, and what else is."""
        status = {one.subject for one in self.said if one.relation == "eventStatus" and one.end.endswith("/planned")}
        return status | {one.subject for one in self.said if one.status == "planned"}

    @cached_property
    def _joined(self) -> dict[str, set[str]]:
        found = defaultdict(set)
        for one in self.said:
            if one.end in self.label and one.subject != one.end:
                found[one.subject].add(one.end)
                found[one.end].add(one.subject)
        return found

    def shortest(self, start: str, end: str) -> tuple[int, int]:
        """How many shortest ways lead from one to another, and in how many steps."""
        steps, ways, waiting = {start: 0}, Counter({start: 1}), deque([start])
        while waiting:
            here = waiting.popleft()
            for other in self._joined[here]:
                if other not in steps:
                    steps[other] = steps[here] + 1
                    waiting.append(other)
                if steps[other] == steps[here] + 1:
                    ways[other] += ways[here]
        return ways[end], steps.get(end, 0)

    def partners(self, actor: str) -> set[str]:
        """Whom an actor was at events with, or is joined to."""
        return {one.end for one in self.met(actor)} | (self._joined[actor] & self.actors)

    def common_events(self, one: str, other: str) -> set[str]:
        """The events that both were at."""
        return {said.subject for said in self.there(actor=one)} & {said.subject for said in self.there(actor=other)}
