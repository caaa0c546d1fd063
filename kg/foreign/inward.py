"""A file in the vocabularies of others, as its authors would have written it in the terms of the ontology.

What the file states in our own terms passes as it is. Of the rest, each statement becomes the fact that its property
means between things of such kinds, with the line that says it; what has none is left out, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Triple

from kg import settings
from kg.contacts import has_contact
from kg.foreign import known
from kg.foreign.conversion import Conversion, line_of, nameless
from kg.foreign.statements import POSITION, Statement, statements
from kg.foreign.things import Things, is_web
from kg.foreign.vocabularies import Vocabularies, Way, vocabularies
from kg.graph.claims import plain_value
from kg.graph.terms import ALT_LABEL, LABEL, RDF_TYPE, SKOS, clean, english, mg, web_iri
from kg.records import KgError
from kg.vocabulary import Relation, vocabulary

_PREDECESSOR = mg("predecessor")
"""What is said of a membership of ORG in our own terms."""
_EXACT_MATCH = NamedNode(SKOS + "exactMatch")
_NAMING = (LABEL, ALT_LABEL, _EXACT_MATCH)
_DAY = re.compile(r"(--\d{2}(?:-\d{2})?|\d{4}(?:-\d{2}){0,2})(?:T\S*|Z|[+-]\d{2}:\d{2})?")
_FIRST_DAY = re.compile(r"(\d{4})-01-01T00:00:00")
_SCHEMES = ("mailto:", "tel:")
_EXAMPLES = 5
_STEPS = 3
"""So far the country of a place is looked for, from place to place."""

NO_COUNTERPART = "the ontology has no relation for it"
NO_CLASS = "the ontology has no class for it"
NOT_USED = "no fact that came in names it"
CONTACT = "a telephone number or e-mail address stands in it"
UNKNOWN_STATE = "no state of the reference data has this name or code: give its ISO code"


def inwards(triples: Iterable[Triple], source: str) -> Conversion:
    """What a file without blank nodes brings, for a source. Raises KgError where something that the file states in our
    own terms is said to match two entities."""
    return _Inward(list(triples), source).conversion()


def own_statements(triples: Iterable[Triple]) -> list[Triple]:
    """What the triples say in the terms of the ontology, and of things that have a class of it."""
    given = list(triples)
    own = {triple.subject for triple in given if triple.predicate == RDF_TYPE and _is_ours(triple.object)}
    return [
        triple
        for triple in given
        if triple.subject in own or (_is_ours(triple.predicate) and triple.predicate != _PREDECESSOR)
    ]


class _Inward:
    def __init__(self, triples: list[Triple], source: str) -> None:
        self._source = source
        self._words: Vocabularies = vocabularies()
        self._result = Conversion()
        typed = (t.subject for t in triples if t.predicate == RDF_TYPE and _is_ours(t.object))
        self._own = {node for node in typed if isinstance(node, NamedNode)}
        self._direct = [triple for triple in triples if self._is_direct(triple)]
        direct = set(self._direct)
        # types, names, matches and codes in our own terms tell what things are, too
        own_codes = {name for name in self._words.codes if name.startswith(settings.ONTOLOGY)}
        telling = (
            t
            for t in triples
            if t not in direct or t.predicate in (RDF_TYPE, *_NAMING) or t.predicate.value in own_codes
        )
        self._said = statements(telling, self._words)
        self._given = {line_of(triple) for triple in direct}
        self._addresses()
        self._places_in_words()
        self._things = Things(self._said, self._words, self._own)

    def conversion(self) -> Conversion:
        self._check_matches()
        readable = [(said, self._ways(said)) for said in self._statements()]
        self._things.narrow((said, ways) for said, ways in readable if ways)
        direct = list(self._renamed_direct())
        self._result.triples += direct
        for said, ways in readable:
            self._bring(said, ways)
        for fact in self._result.grounds.keys() & set(direct):
            self._result.grounds[fact].setdefault((), ())
        self._describe()
        for term, why, line in self._said.left:
            self._result.leave(term, why, line)
        self._tell()
        return self._result

    # ------------------------------------------------------------ what is said

    def _is_direct(self, triple: Triple) -> bool:
        if triple.predicate == _PREDECESSOR:
            return False
        if triple.predicate in _NAMING:
            return triple.subject in self._own or _is_entity(triple.subject)
        return _is_ours(triple.object) if triple.predicate == RDF_TYPE else _is_ours(triple.predicate)

    def _renamed_direct(self) -> Iterator[Triple]:
        things = self._things
        for triple in self._direct:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode):
                subject = things.of(subject)
            if triple.predicate == _EXACT_MATCH:
                continue  # of each thing, what it matches is told once, below
            if isinstance(value, NamedNode) and triple.predicate != RDF_TYPE:
                value = things.of(value)
            yield Triple(subject, triple.predicate, value)

    def _statements(self) -> list[Statement]:
        """What is to be read as relations: all but types, names, codes and matches."""
        words, things = self._words, self._things
        telling = {*words.type_properties, *words.labels, *words.other_names, *words.exact, *words.codes}
        found = (said for said in self._said.all() if said.property not in telling)
        named = {said for said in self._said.all() if said.property in words.type_properties}
        types = (said for said in named if self._is_concept(said))
        moved = (self._moved(said, things) for said in (*found, *sorted(types, key=lambda one: one.lines)))
        return [said for said in dict.fromkeys(moved) if not set(said.lines) <= self._given]

    def _moved(self, said: Statement, things: Things) -> Statement:
        value = things.of(said.object) if isinstance(said.object, NamedNode) else said.object
        details = tuple((name, things.of(end) if isinstance(end, NamedNode) else end) for name, end in said.details)
        return replace(said, subject=things.of(said.subject), object=value, details=details)

    def _is_concept(self, said: Statement) -> bool:
        """Whether a class tells the type of an event as well."""
        return ("eventType", self._words.spelled(said.object.value)) in self._words.values

    def _ways(self, said: Statement) -> tuple[Way, ...]:
        if said.property == POSITION:
            return (Way(vocabulary().relations[POSITION]),)
        if said.property in self._words.type_properties:
            return (Way(vocabulary().relations["eventType"]),)
        return self._words.relations.get(said.property, ())

    def _addresses(self) -> None:
        """The address of a place that has no name of its own, or the same, is the place: what is said of it is said of
        the place."""
        words, said = self._words, self._said
        kept: set[NamedNode] = set()
        merged: set[NamedNode] = set()
        for place in list(said.of):
            addresses = [] if place in merged else said.of[place]
            for one in [one for one in addresses if one.property in words.addresses_of_places]:
                address = one.object
                if not isinstance(address, NamedNode) or address not in said.of or address == place:
                    continue
                name, other = (
                    next((clean(v.object.value) for v in said.values(node, words.labels)), "")
                    for node in (place, address)
                )
                if other and name != other and (name or not self._is_place(place)):
                    kept.add(address)
                    continue
                merged.add(address)
                said.of[place].remove(one)
                for more in list(said.of[address]):
                    if more.property not in words.type_properties:
                        said.add(replace(more, subject=place))
        said.nodes |= merged - kept

    def _is_place(self, node: NamedNode) -> bool:
        types = (self._words.spelled(v.object.value) for v in self._said.values(node, self._words.type_properties))
        return any(self._words.classes.get(kind, frozenset()) == {"Place"} for kind in types)

    def _places_in_words(self) -> None:
        """A place that is told by its name alone becomes a thing of that name; a country that is told by its code, that
        country; an address that stands as a text, the thing that has it."""
        said = self._said
        for node in list(said.of):
            for number, one in enumerate(said.of[node]):
                if isinstance(one.object, Literal) and (value := self._thing_of(one, one.object)) is not None:
                    said.of[node][number] = replace(one, object=value)

    def _thing_of(self, said: Statement, text: Literal) -> NamedNode | None:
        ways = self._words.relations.get(said.property, ())
        if not any(way.relation.value == "entity" for way in ways):
            return None
        value = clean(text.value)
        if (address := web_iri(value)) is not None:
            return address
        if not any(way.relation.name in ("place", "locatedIn") and not way.turned for way in ways):
            return None
        for kind in known.code_kinds(value, land=True):
            if (country := known.by_code(kind, value)) is not None:
                return country
        if any(way.relation.name == "place" for way in ways) and value and not has_contact(value):
            node = nameless(self._source, f"place {value}")
            if node not in self._said.of:
                for name, told in (
                    (RDF_TYPE.value, mg("Place")),
                    (LABEL.value, Literal(value, language=text.language or "en")),
                ):
                    self._said.add(Statement(node, name, told, said.lines))
            return node
        return None

    # ------------------------------------------------------------ facts

    def _bring(self, said: Statement, ways: tuple[Way, ...]) -> None:
        term = self._words.short(said.property) if said.property != POSITION else "a position"
        line = " ".join(said.lines)
        if not ways:
            self._result.leave(term, NO_COUNTERPART, line)
            return
        why = ""
        for way in ways:
            if self._things.fits(way, said, exactly=True):
                why = self._take(said, way) or why
                if not why:
                    return
        self._result.leave(term, why or self._misfit(said, ways), line)

    def _take(self, said: Statement, way: Way) -> str:
        """Brings a statement in, or tells why it cannot be."""
        subject, value = (said.object, said.subject) if way.turned else (said.subject, said.object)
        assert isinstance(subject, NamedNode)
        relation = way.relation
        if relation.name in _NOT_READ or not relation.asserted:
            return NO_COUNTERPART
        for end in (subject, value):
            if isinstance(end, NamedNode) and relation.value == "entity" and (why := self._nameless(end)):
                return why
        if why := self._nameless(subject):
            return why
        if any(isinstance(end, NamedNode) and self._is_unknown_state(end) for end in (subject, value)):
            return UNKNOWN_STATE
        found = value if relation.value == "entity" else self._value(said, relation, value)
        if found is None:
            return f"its value is none that mg:{relation.name} can have"
        if isinstance(found, Literal) and not relation.private and has_contact(found.value):
            return CONTACT
        if found == subject:
            return "it relates a thing to itself"
        details: list[tuple[str, NamedNode | Literal]] = []
        for name, told in said.details:
            known_day = told if isinstance(told, NamedNode) else self._date(said, told.value)
            if known_day is None or (isinstance(told, NamedNode) and self._nameless(told)):
                return f"'{told.value}' is no value of mg:{name}"
            details.append((name, known_day))
        self._result.add(Triple(subject, mg(relation.name), found), said.lines, tuple(details))
        return ""

    def _is_unknown_state(self, node: NamedNode) -> bool:
        return self._things.known(node) is None and self._things.classes(node) == {"State"}

    def _value(self, said: Statement, relation: Relation, value: NamedNode | Literal) -> NamedNode | Literal | None:
        """What a relation that leads to no entity has as its object; None where it can have none such."""
        text = value.value
        if isinstance(value, NamedNode) and relation.value != "concept":
            name = self._things.names[self._things.of(value)].label if value in self._things.one else ""
            text = name or next((text for scheme in _SCHEMES if text.startswith(scheme)), "")
        if relation.value == "date":
            return self._date(said, text)
        if relation.value == "concept":
            text = self._words.spelled(text)
            name = self._things.names[value].label if isinstance(value, NamedNode) and value in self._things.one else ""
            found = self._words.concept(relation, text)
            return found or (self._words.concept(relation, name) if name else None)
        for scheme in _SCHEMES if relation.private else ():
            text = text.removeprefix(scheme)
        found_value = plain_value(relation, text) if clean(text) else None
        whole = relation.value != "integer" or (
            isinstance(found_value, Literal) and found_value.value.lstrip("-").isdigit()
        )
        return found_value if whole else None

    def _date(self, said: Statement, text: str) -> Literal | None:
        first = _FIRST_DAY.match(text.strip()) if said.property in self._words.years else None
        day = first or _DAY.fullmatch(text.strip())
        if day is None:
            return None
        found = plain_value(vocabulary().relations["startDate"], day[1])
        return None if not isinstance(found, Literal) or found.datatype.value.endswith("string") else found

    def _nameless(self, node: NamedNode) -> str:
        """Why a thing cannot stand in a fact, empty where it can."""
        if self._things.known(node) is not None or node in self._own:
            return ""
        if node not in self._things.one:
            return "what it leads to is neither known nor described in the file"
        if not self._things.names[node].label:
            return "a thing that it names has no name in the file"
        return ""

    def _misfit(self, said: Statement, ways: tuple[Way, ...]) -> str:
        """Why none of the ways fits."""
        if isinstance(said.object, Literal) and all(way.relation.value == "entity" for way in ways):
            return "it names a thing in words only: a node with a type and a name is needed"
        ends = (said.subject, said.object) if ways[0].relation.value == "entity" else (said.subject,)
        for end in ends:
            if isinstance(end, NamedNode):
                if end not in self._things.one and self._things.known(end) is None:
                    return "what it leads to is neither known nor described in the file"
                if len(self._things.classes(end)) != 1:
                    return "what kind of thing one of its ends is, the file does not say"
        first, second = (self._class(end) for end in (said.subject, said.object))
        names = " or ".join(dict.fromkeys(f"mg:{way.relation.name}" for way in ways))
        return f"{names} does not lead from {first}" + (f" to {second}" if second else "")

    def _class(self, end: NamedNode | Literal) -> str:
        return ", ".join(sorted(self._things.classes(end))) if isinstance(end, NamedNode) else ""

    # ------------------------------------------------------------ things

    def _check_matches(self) -> None:
        """Refuses what is said to match two entities: of something in our own terms the file, else the match alone."""
        own_facts = {
            end for t in self._direct if t.predicate not in (RDF_TYPE, *_NAMING) for end in (t.subject, t.object)
        }
        told: set[tuple[NamedNode, ...]] = set()
        for node, found in sorted(self._things.refused.items(), key=str):
            line = f"{node.value} matches {len(found)} known entities, {' and '.join(map(_short, found))}"
            if node in self._own or node in own_facts:
                raise KgError(f"{line}: leave one of these matches in the file")
            if tuple(found) not in told:
                taken = "stays what its address says" if _is_entity(node) else "is taken for none of them"
                self._result.notes.append(f"{line}: it {taken}; leave one of these matches in the file")
            told.add(tuple(found))
        for node, other in sorted(self._things.unfit.items(), key=str):
            self._result.notes.append(
                f"{node.value} is said to be {_short(other)}, which is of another kind: it is not taken for it"
            )

    def _describe(self) -> None:
        """Types, names and matches of the things that facts name."""
        things, result = self._things, self._result
        facts = [t for t in result.triples if t.predicate not in (RDF_TYPE, *_NAMING)]
        named_here = (t.subject for t in self._direct if t.predicate in _NAMING)
        used = self._own | {node for node in named_here if isinstance(node, NamedNode)}
        for triple in facts:
            used |= {end for end in (triple.subject, triple.object) if isinstance(end, NamedNode)}
        times = (time for found in result.grounds.values() for time in found)
        used |= {value for time in times for _, value in time if isinstance(value, NamedNode)}
        self._place_by_country(facts)
        for node in sorted(used, key=str):
            match = things.known(node)
            if node not in things.one and match is None:
                continue
            if match is not None and match != node:
                result.triples.append(Triple(node, _EXACT_MATCH, match))
            for said in self._said.of.get(node, ()):
                if said.property == _EXACT_MATCH.value and self._is_elsewhere(said.object):
                    result.triples.append(Triple(node, _EXACT_MATCH, said.object))
            if node in self._own or (match is not None and known.row_of(match) is not None):
                continue
            kinds = things.classes(node)
            if len(kinds) == 1 and things.names[node].label:
                result.triples += _description(
                    node, next(iter(kinds)), things.names[node].label, things.names[node].others
                )
                result.described.add(node)
        self._leave_things(used)

    def _is_elsewhere(self, value: NamedNode | Literal) -> bool:
        """Whether an exact match leads to an address of others that is not known here."""
        return (
            isinstance(value, NamedNode)
            and is_web(value)
            and value not in self._things.one
            and known.by_address(value.value, self._words.namespaces) is None
        )

    def _place_by_country(self, facts: list[Triple]) -> None:
        """A place whose name and country are told is the place of that name in that country, as in articles."""
        inside: dict[object, list[NamedNode]] = {}
        for triple in facts:
            if triple.predicate == mg("locatedIn") and isinstance(triple.object, NamedNode):
                inside.setdefault(triple.subject, []).append(triple.object)
        things = self._things
        for node in [node for node in inside if isinstance(node, NamedNode)]:
            is_place = things.known(node) is None and things.classes(node) == {"Place"}
            if (
                is_place
                and node not in things.refused
                and node not in self._own
                and (country := self._country(node, inside))
            ):
                things.match[node] = known.place(things.names[node].label, country)

    def _country(self, node: NamedNode, inside: dict[object, list[NamedNode]]) -> str:
        at = [node]
        for _ in range(_STEPS):
            at = [above for here in at for above in inside.get(here, ())]
            codes = {known.country_of(match) for here in at if (match := self._things.known(here)) is not None} - {""}
            if len(codes) == 1:
                return codes.pop()
        return ""

    def _leave_things(self, used: set[NamedNode]) -> None:
        """Puts down the things and classes that nothing came of."""
        words, things, result = self._words, self._things, self._result
        for node, found in self._said.of.items():
            if node in self._said.nodes:
                continue
            for said in found:
                kind = words.spelled(said.object.value)
                if said.property not in words.type_properties or kind.startswith(settings.BASE) or kind in words.silent:
                    continue
                if not words.classes.get(kind) and not self._is_concept(said) and things.known(things.of(node)) is None:
                    result.leave(words.short(kind), NO_CLASS, said.lines[0])
                elif things.of(node) not in used and words.classes.get(kind):
                    result.leave(words.short(kind), NOT_USED, said.lines[0])
        for said in things.unmatched:
            if things.of(said.subject) in used and said.lines[0] not in self._given:
                result.leave(words.short(said.property), "no known entity has this address or code", said.lines[0])

    def _tell(self) -> None:
        things, like = self._things, []
        for node in sorted(self._result.described, key=str):
            label, kinds = things.names[node].label, things.classes(node)
            found = (
                [match for kind in kinds for match in known.by_name(label, kind)] if things.known(node) is None else []
            )
            like += [f"'{label}' like {_short(match)}" for match in found[:1]]
        if like:
            more = f" and {len(like) - _EXAMPLES} more" if len(like) > _EXAMPLES else ""
            self._result.notes.append(
                f"called like a known entity, and tied to it by no code or address: {', '.join(like[:_EXAMPLES])}"
                f"{more}; what is the same, tie to it by skos:exactMatch"
            )
        taken = sorted(self._things.taken & self._result.described, key=str)
        if taken:
            classes = sorted({kind for node in taken for kind in self._things.classes(node)})
            example = self._things.names[taken[0]].label
            what = f"'{example}'" + (f" and {len(taken) - 1} other bodies" if len(taken) > 1 else "")
            taken_for = " or ".join(f"mg:{name}" for name in classes)
            self._result.notes.append(f"the file does not tell the kind of {what}: taken for {taken_for}")


_NOT_READ = frozenset(("topic", "contactPoint"))
"""Relations of articles: what a file describes is none."""


def _description(node: NamedNode, kind: str, label: str, others: Iterable[Literal]) -> Iterator[Triple]:
    for name in (kind, *vocabulary().classes[kind].superclasses):
        yield Triple(node, RDF_TYPE, mg(name))
    yield Triple(node, LABEL, english(label))
    for other in others:
        yield Triple(node, ALT_LABEL, other)


def _is_ours(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(settings.ONTOLOGY)


def _is_entity(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(settings.ENTITY)


def _short(node: NamedNode) -> str:
    return node.value.removeprefix(settings.ENTITY)
