"""Who is who across articles: each entity of an article gets its IRI, and a minted one the key that it rests on.

Two articles share a minted node only where the key says enough; in doubt the slug carries a piece of the article's
own digest, so that nothing is merged by a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.contacts import Contacts
from kg.graph.names import (
    group_in,
    is_distinctive,
    is_full_name,
    is_one_of_many,
    is_title,
    normalised,
    person_name,
    without_inner_articles,
    without_parent,
)
from kg.graph.terms import article_iri, digest, entity, kebab, public_line, slug
from kg.records import Entity, Extraction
from kg.reference import ReferenceRow

_TAIL_LENGTH = 120
_LOCAL_LENGTH = 8
_DEEPEST = 100
"""So many wholes of wholes are followed from one entity: none is so deep, but a chain made by hand can be."""
_BODIES = frozenset(
    ("State", "GovernmentBody", "InternationalOrganization", "Office", "Process", "CivilSociety", "PrivateSector")
)
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_COUNTRY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Identity:
    """The IRI of an entity, its class, the key of a minted one (else an empty string), and whether it stands for
    this article alone."""

    iri: NamedNode
    type: str
    key: str = ""
    local: bool = False

    @property
    def tail(self) -> str:
        """The reference id or slug, by which other keys name the entity."""
        return self.iri.value.rpartition("/")[2]

    @property
    def phrase(self) -> str:
        """How other keys name the entity: `process au-hoai`."""
        return f"{kebab(self.type)} {self.tail}"


def identities(
    extraction: Extraction, rows: Mapping[str, ReferenceRow], contacts: Contacts | None = None
) -> dict[str, Identity]:
    """The identity of each entity of the extraction by its local id; `rows` is the reference data by id, `contacts` the
    contact data of the article where they are known already."""
    resolver = _Resolver(extraction, rows, contacts or Contacts.of_article(extraction.article))
    return {found.id: resolver.identity(found) for found in extraction.entities}


class _Resolver:
    def __init__(self, extraction: Extraction, rows: Mapping[str, ReferenceRow], contacts: Contacts) -> None:
        self._entities = {found.id: found for found in extraction.entities}
        self._rows = rows
        self._contacts = contacts
        self._facts = _facts(extraction)
        self._piece = article_iri(extraction.article.key).value.rpartition("/")[2][:_LOCAL_LENGTH]
        self._done: dict[str, Identity] = {}
        self._open: set[str] = set()
        self._local_tails: set[tuple[str, str]] = set()
        self._strong: dict[tuple[str, str], set[str]] | None = None

    def identity(self, found: Entity) -> Identity:
        if found.id not in self._done:
            self._open.add(found.id)
            self._done[found.id] = self._by_reference(found) or self._minted(found)
            self._open.discard(found.id)
        return self._done[found.id]

    def _of(self, entity_id: str | None) -> Identity | None:
        """The identity of another entity, None where there is none, where it waits for this one (a circle), or at the
        end of what is followed."""
        found = self._entities.get(entity_id or "")
        if found is None or found.id in self._open or (len(self._open) > _DEEPEST and found.id not in self._done):
            return None
        return self.identity(found)

    def _objects(self, found: Entity, relation: str) -> list[str]:
        return self._facts.get((found.id, relation), [])

    def _by_reference(self, found: Entity) -> Identity | None:
        if not found.reference:
            return None
        row = self._rows.get(found.reference)
        kind = row.type if row is not None else found.type
        if {kind, found.type} == {"State", "Place"}:
            kind = found.type  # a state and its land never share a node
        return Identity(entity(kind, found.reference), kind)

    def _minted(self, found: Entity) -> Identity:
        rules: dict[str, Callable[[Entity], Identity | None]] = {
            "Person": self._person,
            "Event": self._event,
            "Document": self._by_full_name,
            "Project": self._by_full_name,
            "GovernmentBody": self._by_parent,
            "Office": self._by_parent,
            "Facility": self._by_parent_or_name,
            "Process": self._by_name_or_parent,
            "Place": self._place,
        }
        return rules.get(found.type, self._by_name_or_parent)(found) or self._local(found)

    def _make(self, found: Entity, tail: list[str], key: str, *, local: bool = False) -> Identity:
        joined = "--".join(tail)
        if len(joined) > _TAIL_LENGTH:
            joined = f"{joined[: _TAIL_LENGTH - 10].rstrip('-')}--{digest(joined)[:_LOCAL_LENGTH]}"
        return Identity(entity(found.type, joined), found.type, self._shown(f"{kebab(found.type)}: {key}"), local)

    def _local(self, found: Entity) -> Identity:
        """An entity of this article alone. Two of one name in one article are two."""
        name = slug(self._shown(self._name(found)))
        tail, number = [name, self._piece], 1
        while (found.type, "--".join(tail)) in self._local_tails:
            number += 1
            tail = [name, self._piece, str(number)]
        self._local_tails.add((found.type, "--".join(tail)))
        return self._make(found, tail, f"name {self._name(found)}, only in article {self._piece}", local=True)

    def _shown(self, text: str) -> str:
        return public_line(text, self._contacts)

    def _name(self, found: Entity) -> str:
        name = self._shown(found.name)
        return (person_name(name) if found.type == "Person" else normalised(name)) or "unnamed"

    def _owner(self, found: Entity) -> Identity | None:
        """What the entity belongs to by its name, else by what the article says."""
        owner = self._of(found.parent)
        if owner is None:
            owners = [self._of(whole) for whole in self._objects(found, "partOf")]
            owner = min((whole for whole in owners if whole is not None), key=_by_iri, default=None)
        return owner

    def _by_parent(self, found: Entity) -> Identity | None:
        names, adjectives = self._names_of_parent(found)
        if is_one_of_many(self._name(found), names, adjectives):
            return None
        owner = self._owner(found)
        if owner is not None:
            name = without_inner_articles(without_parent(self._name(found), names, adjectives))
            key = f"name {name}, part of {owner.phrase}"
            return self._make(found, [slug(name), owner.tail], key, local=owner.local)
        if (country := _country(found)) is not None:
            name = without_inner_articles(self._name(found))
            return self._make(found, [slug(name), country], f"name {name}, country {country}")
        return None

    def _names_of_parent(self, found: Entity) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names and the adjectives of what the entity's name says it belongs to."""
        parent = self._entities.get(found.parent or "")
        if parent is None:
            return (), ()
        row = self._rows.get(parent.reference or "")
        return (parent.name, *parent.aliases), row.list_of("adjective") if row else ()

    def _by_name(self, found: Entity) -> Identity | None:
        if not is_distinctive(found.name):
            return None
        return self._make(found, [slug(self._name(found))], f"name {self._name(found)}")

    def _by_parent_or_name(self, found: Entity) -> Identity | None:
        return self._by_parent(found) or (self._by_name(found) if is_title(found.name) else None)

    def _by_name_or_parent(self, found: Entity) -> Identity | None:
        return self._by_name(found) or self._by_parent(found)

    def _by_full_name(self, found: Entity) -> Identity | None:
        return self._by_name(found) if is_full_name(found.name) else None

    def _place(self, found: Entity) -> Identity | None:
        name = self._name(found)
        if (country := _country(found)) is not None:
            # the form of the ids of the reference cities, so that a city keeps its IRI when it becomes one
            return self._make(found, [f"{slug(name)}-{country.lower()}"], f"name {name}, country {country}")
        owner = self._owner(found)
        if owner is not None:
            return self._make(
                found, [slug(name), owner.tail], f"name {name}, part of {owner.phrase}", local=owner.local
            )
        return self._by_name(found)

    def _person(self, found: Entity) -> Identity | None:
        name = self._name(found)
        if len(name.split()) < 2:
            return None
        ties = [("works for", other) for other in self._shared(self._objects(found, "worksFor"))] + [
            ("represents", other) for other in self._shared(self._objects(found, "represents")) if other.type == "State"
        ]
        if not ties:
            return None
        tie, other = ties[0]
        return self._make(found, [slug(name), other.tail], f"name {name}, {tie} {other.phrase}")

    def _shared(self, entity_ids: list[str]) -> list[Identity]:
        """The identities that other articles can have too, in the order of their IRIs."""
        found = (self._of(entity_id) for entity_id in entity_ids)
        return sorted((other for other in found if other is not None and not other.local), key=_by_iri)

    def _event(self, found: Entity) -> Identity | None:
        if self._strong is None:
            self._strong = defaultdict(set)
            for event in (event for event in self._entities.values() if event.type == "Event"):
                for kind, key, _ in self._event_keys(event):
                    self._strong[kind, key].add(event.id)
        for kind, key, tail in self._event_keys(found):
            if self._holds(kind, self._strong[kind, key]):
                return self._make(found, tail, key)
        return None

    def _holds(self, kind: str, sharing: set[str]) -> bool:
        """Whether a key tells events apart within this article: else it does not across articles either."""
        dates = {date for event in sharing for date in self._objects(self._entities[event], "startDate")}
        return len(sharing) == 1 or (kind == "ordinal" and len(dates) <= 1)

    def _event_keys(self, found: Entity) -> list[tuple[str, str, list[str]]]:
        """The strong keys of an event: the ordinal within a body, then type, day, place and host or organizer."""
        keys = []
        kinds = sorted(self._objects(found, "eventType"))
        body = self._closest_body(found)
        ordinals = self._objects(found, "ordinal")
        if body is not None and len(ordinals) == 1:
            group = self._group(found, body)
            tail = [body.tail, *([slug(group)] if group else []), *map(slug, (ordinals[0], *kinds))]
            of = [body.phrase, *([f"its {group}"] if group else [])]
            keys.append(("ordinal", ", ".join((*of, f"ordinal {ordinals[0]}", *kinds)), tail))
        days = [day for day in self._objects(found, "startDate") if _FULL_DATE.fullmatch(day)]
        places = self._shared(self._objects(found, "place"))
        callers = self._shared(self._objects(found, "host")) or self._shared(self._objects(found, "organizer"))
        if len(kinds) == 1 and len(days) == 1 and places and callers:
            tail = [slug(kinds[0]), days[0], places[0].tail, callers[0].tail]
            key = f"{kinds[0]} on {days[0]} at {places[0].phrase}, called by {callers[0].phrase}"
            keys.append(("day", key, tail))
        return keys

    def _closest_body(self, found: Entity) -> Identity | None:
        """The body whose event it is: of a working group and the process that this is of, the former."""
        bodies = [body for body in self._shared(self._objects(found, "partOf")) if body.type in _BODIES]
        wholes = {whole for body in bodies for whole in self._wholes(body)}
        return next((body for body in bodies if body.iri not in wholes), bodies[0] if bodies else None)

    def _wholes(self, body: Identity) -> Iterator[NamedNode]:
        """What a body is part of, by the reference data and by what the article says."""
        row = self._rows.get(body.tail)
        while row is not None and (row := self._rows.get(row.parent)) is not None:
            yield entity(row.type, row.id)
        for part in self._entities.values():
            if self._done.get(part.id) == body:
                yield from (whole.iri for whole in self._shared(self._objects(part, "partOf")))

    def _group(self, found: Entity, body: Identity) -> str:
        """The group of a body whose event it is by its name, where that is not the body itself ('Fourth Meeting of the
        Technical Working Group'); else an empty string."""
        row = self._rows.get(body.tail)
        names = [row.name, *row.aliases, *row.aliases_ambiguous] if row else []
        for other in self._entities.values():
            if self._done.get(other.id) == body:
                names += [other.name, *other.aliases]
        said = {word for name in names for word in normalised(name).split()}
        groups = (group_in(name) for name in (found.name, *found.aliases))
        return next((group for group in groups if group and not set(group.split()) <= said), "")


def _facts(extraction: Extraction) -> dict[tuple[str, str], list[str]]:
    """The objects that the article itself states, by subject and relation; what a speaker says is no ground."""
    facts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in extraction.claims:
        if claim.status != "attributed" and claim.object not in facts[claim.subject, claim.relation]:
            facts[claim.subject, claim.relation].append(claim.object)
    return facts


def _by_iri(identity: Identity) -> str:
    return identity.iri.value


def _country(found: Entity) -> str | None:
    return found.country if found.country and _COUNTRY.fullmatch(found.country) else None
