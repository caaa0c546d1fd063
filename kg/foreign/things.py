"""The things that a file describes: which are one, which the graph knows already, what they are, how they are called.

What a thing is may be told too widely ('an organization'): then its name, its whole and its relations narrow it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.contacts import has_contact
from kg.extract.names.heads import ACTOR_FAMILIES, Head, named_heads
from kg.foreign import known
from kg.foreign.conversion import is_nameless
from kg.foreign.statements import Statement, Statements
from kg.foreign.vocabularies import Vocabularies, Way
from kg.graph.terms import SKOS, clean, web_iri

LAND = frozenset(("State", "Place"))
BODIES = frozenset(
    ("GovernmentBody", "InternationalOrganization", "Office", "Process", "CivilSociety", "PrivateSector")
)
_FAMILIES = (LAND, BODIES | {"Facility", "Project"})
"""Classes that sources take for one another: what one calls a project may be a body to us."""
_HAVING_MEMBERS, _WITH_MEMBERS = frozenset(("InternationalOrganization", "Process")), "InternationalOrganization"
_OF_ANY_KIND = "CivilSociety"
"""What a body is taken for of which no more is told than that it has members, or nothing."""
_EXACT_MATCH = SKOS + "exactMatch"
_TAIL = re.compile(r"\s(?:of|for|on|in|against|to|and)\s|,|\s[–—-]\s|\(")


@dataclass(slots=True)
class Names:
    """How a thing is called: one label, and other names with their languages."""

    label: str = ""
    others: list[Literal] = field(default_factory=list)


class Things:
    """The things of a file, of which `own` have a class of ours. `one` tells which address stands for several of one
    thing, `match` what a thing is that the graph knows, `refused` what was said to match several entities, `unfit` what
    was said to be something of another kind, `unmatched` the codes and addresses that nothing known has, `taken` the
    bodies whose kind is a guess; `names` and `kinds` are what is told of each."""

    def __init__(self, said: Statements, words: Vocabularies, own: Set[NamedNode]) -> None:
        self._said = said
        self._own = own
        self._words = words
        self.refused: dict[NamedNode, list[NamedNode]] = {}
        self.unfit: dict[NamedNode, NamedNode] = {}
        self.unmatched: list[Statement] = []
        self.match: dict[NamedNode, NamedNode] = {}
        self.one: dict[NamedNode, NamedNode] = {}
        self.taken: set[NamedNode] = set()
        told = {node: self._told(node) for node in said.of}
        self._find(told)
        self.names: dict[NamedNode, Names] = defaultdict(Names)
        self.kinds: dict[NamedNode, frozenset[str]] = {}
        for node, cluster in self._clusters().items():
            self.names[node] = self._names(cluster)
            if sets := [told[one] for one in cluster if told.get(one)]:
                self.kinds[node] = _meeting(sets)

    def of(self, node: NamedNode) -> NamedNode:
        """The address that stands for a thing."""
        return self.one.get(node, node)

    def known(self, node: NamedNode) -> NamedNode | None:
        """What the thing is in the graph, None where it is not known there."""
        if node.value.startswith(settings.ENTITY):
            return node
        return self.match.get(node) or (None if node in self.refused else self._at(node))

    def classes(self, node: NamedNode) -> frozenset[str]:
        """What a thing may be, as far as it is told; nothing where nothing is."""
        if (found := self.known(node)) is not None and (kind := known.type_of(found)):
            return frozenset((kind,))
        return self.kinds.get(node, frozenset())

    def narrow(self, statements: Iterable[tuple[Statement, tuple[Way, ...]]]) -> None:
        """Tells what things are by their names and by the relations that they stand in."""
        given = list(statements)
        for said, ways in given:
            # what states are members of is an organisation or process, whatever its name
            if any(way.relation.name == "member" and self._has_state(said, way) for way in ways):
                self._narrow(said, ways)
        for node, kinds in list(self.kinds.items()):
            label = self.names[node].label
            if len(kinds) > 1 and len(like := {kind for kind in kinds if label and known.by_name(label, kind)}) == 1:
                self.kinds[node] = frozenset(like)
            elif len(kinds) > 1 and (named := _by_name(label, "alone")) in kinds:
                self.kinds[node] = frozenset((named,))
        for _ in range(4):
            before = dict(self.kinds)
            for said, ways in given:
                self._narrow(said, ways)
            if before == self.kinds:
                break
        self._of_wholes(given)
        self._name_states()
        for node, kinds in list(self.kinds.items()):
            kind = _taken(kinds) if self.known(node) is None else ""
            if kind:
                self.kinds[node] = frozenset((kind,))
                self.taken.add(node)

    def _name_states(self) -> None:
        """A state is the one of its name: there are no others than those of the reference data."""
        for node, kinds in self.kinds.items():
            if kinds == {"State"} and self.known(node) is None and node not in self.refused:
                found = known.by_name(self.names[node].label, "State")
                if len(found) == 1:
                    self.match[node] = found[0]

    def _has_state(self, said: Statement, way: Way) -> bool:
        member = said.subject if way.turned else said.object
        return isinstance(member, NamedNode) and self.classes(member) == {"State"}

    def _narrow(self, said: Statement, ways: tuple[Way, ...]) -> None:
        fitting = [way for way in ways if self.fits(way, said, exactly=False)]
        if len({(way.relation.name, way.turned) for way in fitting}) == 1:
            way = fitting[0]
            ends = (said.object, said.subject) if way.turned else (said.subject, said.object)
            for end, allowed in zip(ends, (way.subjects, way.objects), strict=True):
                if isinstance(end, NamedNode) and self.known(end) is None and way.relation.value == "entity":
                    kinds = self.kinds.get(end, frozenset())
                    if len(kinds) != 1 and (end in self._said.of):
                        self.kinds[end] = kinds & allowed if kinds else allowed

    def _of_wholes(self, given: Iterable[tuple[Statement, tuple[Way, ...]]]) -> None:
        """A body of which no more is told is of the kind of what it is part of; its name may tell one of such."""
        for said, ways in given:
            for way in ways:
                if way.relation.name != "partOf" or not isinstance(said.object, NamedNode):
                    continue
                part, whole = (said.object, said.subject) if way.turned else (said.subject, said.object)
                kinds, above = self.kinds.get(part, frozenset()), self.classes(whole)
                if len(kinds) > 1 and len(above) == 1 and self.known(part) is None:
                    (kind,) = above
                    column = {"InternationalOrganization": "organisation", "Process": "process"}.get(kind, "state")
                    named = _by_name(self.names[part].label, column)
                    found = named if named in kinds else "GovernmentBody" if kind == "State" else kind
                    if found in kinds:
                        self.kinds[part] = frozenset((found,))

    def fits(self, way: Way, said: Statement, *, exactly: bool) -> bool:
        """Whether a statement can be read in this way: its ends are what the relation leads from and to, or may be."""
        subject, value = (said.object, said.subject) if way.turned else (said.subject, said.object)
        if not isinstance(subject, NamedNode) or not self._may_be(subject, way.subjects, exactly=exactly):
            return False
        if way.relation.value == "entity":
            return isinstance(value, NamedNode) and self._may_be(value, way.objects, exactly=exactly)
        return True

    def _may_be(self, node: NamedNode, allowed: Set[str], *, exactly: bool) -> bool:
        kinds = self.classes(node)
        if exactly:
            return len(kinds) == 1 and kinds <= allowed
        return not kinds or not kinds.isdisjoint(allowed)

    # ------------------------------------------------------------ what is one, and what is known

    def _find(self, told: Mapping[NamedNode, frozenset[str]]) -> None:
        """Joins what is said to be one, and finds what the graph knows of it."""
        known_as: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for node in self._said.of:
            self.one[node] = node
            if (match := self._at(node)) is not None:
                known_as[node].add(match)
        for node, found, by in self._known_by(told):
            kinds, kind = told.get(node, frozenset()), known.type_of(found)
            if not kinds or kind in kinds or (node in self._own and by in self._words.exact):
                known_as[node].add(found)
            elif node not in self._own:
                if _alike(kinds, kind):
                    known_as[node].add(found)
                else:
                    self.unfit[node] = found
        for said in [said for found in self._said.of.values() for said in found if said.property in self._words.exact]:
            if isinstance(said.object, NamedNode) and said.object in self._said.of:
                self._join(said.subject, said.object)
        clusters = self._clusters()
        for node, cluster in clusters.items():
            found_for = sorted(set().union(*(known_as.get(one, set()) for one in cluster)), key=str)
            if len(found_for) == 1:
                self.match[node] = found_for[0]
            elif found_for:
                for one in cluster:
                    self.one[one] = one
                    self.refused[one] = found_for

    def _known_by(self, told: Mapping[NamedNode, frozenset[str]]) -> Iterator[tuple[NamedNode, NamedNode, str]]:
        """Which of the graph the things are by an address or a code that the file gives, and by which property."""
        for node, found in self._said.of.items():
            if node in self._said.nodes:
                continue
            for said in found:
                if said.property in self._words.exact:
                    match = known.by_address(said.object.value, self._words.namespaces)
                    described = said.object in self._said.of
                    if match is not None and match != node:
                        yield node, match, said.property
                    elif match is None and not described and said.property != _EXACT_MATCH:
                        self.unmatched.append(said)
                elif kind := self._words.codes.get(said.property):
                    codes = list(self._code(said, kind, told.get(node, frozenset())))
                    yield from ((node, code, said.property) for code in codes)
                    if not codes:
                        self.unmatched.append(said)

    def _code(self, said: Statement, kind: str, kinds: Set[str]) -> Iterator[NamedNode]:
        """What has the code that is said: a text, an address, or a node with a text."""
        texts = [said.object.value]
        scheme = ""
        if isinstance(said.object, NamedNode) and said.object in self._said.of:
            texts = [one.object.value for one in self._said.values(said.object, self._words.identifier_texts)]
            schemes = self._said.values(said.object, self._words.identifier_schemes)
            scheme = " ".join(one.object.value for one in schemes).casefold()
            self._said.nodes.add(said.object)
        for text in texts:
            if (match := known.by_address(text, self._words.namespaces)) is not None:
                yield match
                continue
            land = "iso" in scheme or kinds == {"State"}
            for one in [kind] if kind != "any" else known.code_kinds(text, land=land):
                if (match := known.by_code(one, text)) is not None:
                    yield match
                    break

    def _at(self, node: NamedNode) -> NamedNode | None:
        """What the address of a thing itself says that it is."""
        return known.by_address(node.value, self._words.namespaces)

    def _join(self, one: NamedNode, other: NamedNode) -> None:
        first, second = sorted((self._root(one), self._root(other)), key=_first)
        self.one[second] = first

    def _root(self, node: NamedNode) -> NamedNode:
        while self.one.get(node, node) != node:
            node = self.one[node]
        return node

    def _clusters(self) -> dict[NamedNode, list[NamedNode]]:
        """All addresses of each thing by the one that stands for it."""
        found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for node in self._said.of:
            self.one[node] = root = self._root(node)
            found[root].append(node)
        return found

    # ------------------------------------------------------------ kinds and names

    def _told(self, node: NamedNode) -> frozenset[str]:
        """What a thing may be by its classes."""
        types = {self._words.spelled(one.object.value) for one in self._said.values(node, self._words.type_properties)}
        return _meeting([self._words.classes[kind] for kind in sorted(types) if self._words.classes.get(kind)])

    def _names(self, cluster: Iterable[NamedNode]) -> Names:
        """The names of a thing: of several labels that in English, else the one without a language, else the first."""
        labels: list[Literal] = []
        others: list[Literal] = []
        for node in cluster:
            for properties, found in ((self._words.labels, labels), (self._words.other_names, others)):
                for said in self._said.values(node, properties):
                    text = said.object
                    if isinstance(text, Literal) and clean(text.value) and not has_contact(text.value):
                        found.append(text)
        ranked = sorted(labels, key=_rank)
        if not ranked:
            return Names()
        label = clean(ranked[0].value)
        rest = dict.fromkeys(
            Literal(clean(text.value), language=_tag(text)) for text in (*ranked, *others) if _tag(text)
        )
        rest.pop(Literal(label, language="en"), None)
        return Names(label, list(rest))


def is_web(node: NamedNode) -> bool:
    """Whether a thing has an address that can be shown: one of the web, in which no telephone number stands."""
    return web_iri(node.value) == node and not has_contact(node.value)


def _first(node: NamedNode) -> tuple[bool, bool, str]:
    return not node.value.startswith(settings.ENTITY), is_nameless(node), node.value


def _meeting(sets: list[frozenset[str]]) -> frozenset[str]:
    """What all allow, where they agree on something; else what the narrowest allows."""
    if not sets:
        return frozenset()
    return frozenset.intersection(*sets) or min(sets, key=lambda kinds: (len(kinds), sorted(kinds)))


def _taken(kinds: Set[str]) -> str:
    """What a body is taken for of which several kinds are left, empty where it may be a person or is no body."""
    if len(kinds) < 2 or "Person" in kinds:
        return ""
    return _WITH_MEMBERS if kinds == _HAVING_MEMBERS else _OF_ANY_KIND if _OF_ANY_KIND in kinds else ""


def _alike(kinds: Set[str], kind: str) -> bool:
    """Whether a thing of one of the kinds may be one of the other kind to us."""
    return kind in kinds or any(kind in family and not kinds.isdisjoint(family) for family in _FAMILIES)


def _rank(label: Literal) -> int:
    """English first, then what has no language, then others; labels of one rank stay in their order."""
    language = (label.language or "").casefold()
    return 0 if language == "en" else 1 if language.startswith("en-") else 2 if not language else 3


def _tag(text: Literal) -> str:
    language = (text.language or "en").casefold()
    return "en" if language.startswith("en-") else language


@cache
def _by_name(label: str, column: str) -> str:
    """The class that the head word of a name tells, where it stands alone or is part of a state, an organisation or a
    process; empty where it tells none."""
    words = _TAIL.split(label, maxsplit=1)[0].split()
    for number in range(len(words)):
        heads: tuple[Head, ...] = named_heads(" ".join(words[number:]))
        if found := next((head for head in heads if head.family in ACTOR_FAMILIES), None):
            return str(getattr(found, column))
    return ""
