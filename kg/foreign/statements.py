"""What a file says, statement by statement: nodes that stand for a relation become that relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Triple

from kg.foreign.conversion import line_of
from kg.foreign.vocabularies import Reified, Route, Vocabularies

ENDED = "it tells what has ended, and the relation tells what is"
"""Why a membership that is over is not brought in."""
POSITION = "position"
_ROLE = "the role of what is no person has no relation here: that it has one is read"
_BEYOND = "the relation keeps nothing beside its two ends"
_HALF = "it lacks an end: what it relates is not told"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that is said, and the lines that say it. `property` has its namespace in the one writing. `details` are
    since and until when it holds and who was there before, by the names of the qualifiers of claims."""

    subject: NamedNode
    property: str
    object: NamedNode | Literal
    lines: tuple[str, ...]
    details: tuple[tuple[str, NamedNode | Literal], ...] = ()


@dataclass(slots=True)
class Statements:
    """All statements of a file by their subjects; `nodes` are those that stand for a relation, `left` what of them has
    no relation, as (term, why, line)."""

    of: dict[NamedNode, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    to: dict[NamedNode, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    nodes: set[NamedNode] = field(default_factory=set)
    left: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, said: Statement) -> None:
        """Takes in a statement."""
        self.of[said.subject].append(said)
        if isinstance(said.object, NamedNode):
            self.to[said.object].append(said)

    def all(self) -> Iterator[Statement]:
        """The statements of the nodes that stand for things."""
        for node, found in self.of.items():
            if node not in self.nodes:
                yield from (said for said in found if said.object not in self.nodes)

    def values(self, node: NamedNode, properties: Iterable[str]) -> Iterator[Statement]:
        """What is said of a node with one of the properties, in their order."""
        found = self.of.get(node, ())
        for name in properties:
            yield from (said for said in found if said.property == name)


def statements(triples: Iterable[Triple], words: Vocabularies) -> Statements:
    """What the triples say, in the order of their lines."""
    said = Statements()
    for triple in sorted(triples, key=str):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said.add(
                Statement(triple.subject, words.spelled(triple.predicate.value), triple.object, (line_of(triple),))
            )
        else:
            said.left.append((words.short(triple.predicate.value), "a statement about a statement", str(triple)))
    _unfold(said, words)
    return said


def _unfold(said: Statements, words: Vocabularies) -> None:
    """Puts the relations in place of the nodes that stand for them."""
    rules = {rule.node: rule for rule in words.reified}
    made: list[Statement] = []
    for node in list(said.of):
        types = [words.spelled(kind.object.value) for kind in said.values(node, words.type_properties)]
        if rule := next((rules[kind] for kind in types if kind in rules), None):
            said.nodes.add(node)
            made += _reified(said, node, rule, words)
            _leave(said, node, rule, words)
        elif not words.between.isdisjoint(types):
            said.nodes.add(node)
            made += _between(said, node, words)
    for one in made:
        said.add(one)


def _reified(said: Statements, node: NamedNode, rule: Reified, words: Vocabularies) -> Iterator[Statement]:
    subjects, objects = (_ends(said, node, routes) for routes in (rule.subject, rule.object))
    term, lines = words.short(rule.node), [one.lines[0] for one in said.of[node]]
    details, told = _details(said, node, rule)
    if _ends(said, node, rule.ended) and "until" not in dict(details):
        said.left.append((term, ENDED, lines[0]))
    elif not subjects or not objects:
        said.left.append((term, _HALF, lines[0]))
    else:
        held = [end for end in _ends(said, node, rule.position) if words.spelled(end[0].value) in words.roles][:1]
        prop = words.spelled(held[0][0].value) if held else rule.as_property
        more = (*(held[0][1] if held else ()), *told)
        for subject, first in subjects:
            for value, second in objects:
                if isinstance(subject, NamedNode):
                    yield Statement(subject, prop, value, tuple(dict.fromkeys((*first, *second, *more))), details)
            if held:
                continue
            roles = [
                replace(one, lines=tuple(dict.fromkeys((*one.lines, *told))), details=details)
                for one in _positions(said, node, rule.position, subject, first, words)
            ]
            if roles or not rule.position:
                yield from roles
            else:
                said.left += ((term, _ROLE, lines[0]) for _ in _ends(said, node, rule.position)[:1])


def _details(
    said: Statements, node: NamedNode, rule: Reified
) -> tuple[tuple[tuple[str, NamedNode | Literal], ...], tuple[str, ...]]:
    """Since and until when a relation holds and who was there before, as far as a node tells it, with the lines."""
    found: list[tuple[str, NamedNode | Literal]] = []
    lines: list[str] = []
    for name, routes, kind in (
        ("since", rule.begun, Literal),
        ("until", rule.ended, Literal),
        ("predecessor", rule.predecessor, NamedNode),
    ):
        for end, told in [end for end in _ends(said, node, routes) if isinstance(end[0], kind)][:1]:
            found.append((name, end))
            lines += told
    return tuple(found), tuple(lines)


def _leave(said: Statements, node: NamedNode, rule: Reified, words: Vocabularies) -> None:
    """Puts down what is said of a node beyond the relation that it stands for."""
    routes = (*rule.subject, *rule.object, *rule.position)
    read = {route.steps[0][0] for route in routes if not route.steps[0][1]}
    read |= {*words.type_properties, *words.labels, *words.other_names}
    dates = {route.steps[0][0] for route in (*rule.ended, *rule.begun)}
    is_dated = bool(_ends(said, node, rule.ended) or _ends(said, node, rule.begun))
    read |= {route.steps[0][0] for route in rule.predecessor}
    for one in said.of[node]:
        if one.property in dates:
            said.nodes |= _behind(said, one.object)
        if one.property not in read and not (is_dated and one.property in dates):
            said.left.append((words.short(one.property), _BEYOND, one.lines[0]))


def _behind(said: Statements, end: NamedNode | Literal) -> set[NamedNode]:
    """The nodes that are described at an end, and at theirs."""
    found: set[NamedNode] = set()
    waiting = [end]
    while waiting:
        node = waiting.pop()
        if isinstance(node, NamedNode) and node in said.of and node not in found:
            found.add(node)
            waiting += (one.object for one in said.of[node])
    return found


def _between(said: Statements, node: NamedNode, words: Vocabularies) -> Iterator[Statement]:
    """What a property leads to by way of a node that says it again."""
    around = [one for one in said.to.get(node, ()) if one.subject not in said.nodes]
    inner = [(one, more) for one in around for more in said.of[node] if more.property == one.property]
    if _ends(said, node, words.between_ended):
        said.left.append((words.short("https://schema.org/Role"), ENDED, said.of[node][0].lines[0]))
        return
    if not inner:
        said.left.append((words.short("https://schema.org/Role"), _HALF, said.of[node][0].lines[0]))
    for one, more in inner:
        yield replace(one, object=more.object, lines=(*one.lines, *more.lines))
        yield from _positions(said, node, words.between_position, more.object, more.lines, words)
        yield from _positions(said, node, words.between_position, one.subject, one.lines, words)


def _positions(
    said: Statements,
    node: NamedNode,
    routes: Sequence[Route],
    who: NamedNode | Literal,
    lines: tuple[str, ...],
    words: Vocabularies,
) -> Iterator[Statement]:
    """What a person does, as a node that stands for a relation tells; that of anybody else says nothing here."""
    persons = {name for name, kinds in words.classes.items() if kinds == {"Person"}}
    if isinstance(who, NamedNode) and any(
        words.spelled(kind.object.value) in persons for kind in said.values(who, words.type_properties)
    ):
        for value, more in _ends(said, node, routes)[:1]:
            yield Statement(who, POSITION, value, tuple(dict.fromkeys((*lines, *more))))


def _ends(
    said: Statements, node: NamedNode, routes: Iterable[Route]
) -> list[tuple[NamedNode | Literal, tuple[str, ...]]]:
    """Where the routes lead from a node, each end once, with the lines on the way."""
    found: dict[NamedNode | Literal, tuple[str, ...]] = {}
    for route in routes:
        at: list[tuple[NamedNode | Literal, tuple[str, ...]]] = [(node, ())]
        for name, back in route.steps:
            at = [
                (one.subject if back else one.object, (*lines, *one.lines))
                for here, lines in at
                if isinstance(here, NamedNode)
                for one in (said.to if back else said.of).get(here, ())
                if one.property == name
            ]
        for end, lines in at:
            found.setdefault(end, lines)
    return list(found.items())
