"""The gate before the store: what breaks a shape is taken out of an article's graph, with a line that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from kg.contacts import redact
from kg.settings import CONCEPT, ONTOLOGY
from kg.validate.quarantine import Quarantined
from kg.validate.remembering import RememberingGraph
from kg.validate.shapes import PUBLIC, Violation, violations
from kg.validate.terms import Triple, triple

MG = rdflib.Namespace(ONTOLOGY)
OA_EXACT = rdflib.URIRef("http://www.w3.org/ns/oa#exact")
_DATES = (MG.startDate, MG.endDate)
_ATTRIBUTED = rdflib.URIRef(CONCEPT + "assertion-status/attributed")


class ArticleRefused(Exception):
    """The article's own description breaks a shape in a way that no single claim can be blamed for."""

    def __init__(self, lines: Sequence[Quarantined]) -> None:
        super().__init__("; ".join(line.message for line in lines))
        self.lines = tuple(lines)


def gate(
    quads: Iterable[ox.Quad],
    facts: Iterable[ox.Quad] = (),
    *,
    article: str = "",
    path: str = "",
    shapes: str = PUBLIC,
) -> tuple[list[ox.Quad], list[Quarantined]]:
    """Takes the quads of one article and the reference facts they lean on; returns the quads that conform, in their
    order, and a line for each claim, entity or fact that was taken out. `shapes`: PUBLIC or PRIVATE.

    Raises ArticleRefused where the article node itself cannot be made to conform."""
    draft = Draft(list(quads), list(facts), article, path, shapes)
    while broken := draft.broken():
        before = len(draft.graph)
        for violation in draft.next_to_mend(broken):
            draft.quarantine(violation)
        if len(draft.graph) == before:
            raise ArticleRefused([draft.line("article", draft.label(v.focus), "", v) for v in broken])
    return draft.accepted(), sorted(set(draft.lines))


@dataclass(slots=True)
class Draft:
    """An article's graph while the gate works on it."""

    quads: list[ox.Quad]
    facts: list[ox.Quad]
    article: str
    path: str
    shapes: str
    graph: rdflib.Graph = field(init=False)
    lines: list[Quarantined] = field(default_factory=list)
    _given: set[Triple] = field(init=False)
    _triples: list[Triple] = field(init=False)
    _gone: set[Triple] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._triples = [triple(quad) for quad in self.quads]
        self._given = {triple(quad) for quad in self.facts}
        self.graph = RememberingGraph()
        for found in (*self._triples, *self._given):
            self.graph.add(found)

    def broken(self) -> list[Violation]:
        """What the shapes report of the article's own nodes; reference facts are not its to mend."""
        found = [v for v in violations(self.graph, self.shapes) if v.severity == "Violation"]
        return [v for v in found if self.owns(v.focus) or self._claims_of(v)]

    def next_to_mend(self, broken: Sequence[Violation]) -> list[Violation]:
        """One violation a node, and those that point at a claim or a value before those that only count: taking out a
        wrong second date may leave one right date, and nothing to complain of in the next round."""
        exact = [v for v in broken if v.value is not None or self._is_claim(v.focus)]
        return list({v.focus: v for v in reversed(exact or broken)}.values())

    def owns(self, node: Node) -> bool:
        """Whether the article says anything of the node."""
        return any((node, p, o) not in self._given for p, o in self.graph.predicate_objects(node))

    def accepted(self) -> list[ox.Quad]:
        """The quads that are still in."""
        return [quad for quad, found in zip(self.quads, self._triples, strict=True) if found not in self._gone]

    def quarantine(self, violation: Violation) -> None:
        """Takes out what a violation concerns, and what depends on it; nothing where that is out already."""
        if self._out_already(violation):
            return
        claims = self._claims_of(violation)
        for claim in claims:
            line = self.line("claim", self._in_words(claim), self._quote(claim), violation)
            self.lines.append(replace(line, rule=redact(str(self.graph.value(claim, MG.rule) or ""))))
        if claims:
            self._drop_claims(claims)
        elif self._is_article(violation.focus):
            self._drop_facts(violation)
        elif self.owns(violation.focus):
            self.lines.append(self.line("entity", self.label(violation.focus), "", violation))
            self._drop_node(violation.focus)

    def _out_already(self, violation: Violation) -> bool:
        """Whether an earlier step of the round took out the value complained of."""
        focus, path, value = violation.focus, violation.path, violation.value
        if path is None or value is None:
            return False
        return ((value, path, focus) if violation.inverse else (focus, path, value)) in self._gone

    def line(self, kind: str, claim: str, quote: str, violation: Violation) -> Quarantined:
        """A line of the quarantine file, without telephone numbers and e-mail addresses."""
        value = "" if violation.value is None else self.label(violation.value)
        shown = (redact(text) for text in (claim, quote, violation.shape, violation.message, value))
        return Quarantined(self.article, self.path, kind, *shown)

    def label(self, node: Node) -> str:
        """What a reader calls the node: its label, else the end of its address, else its value."""
        if isinstance(node, rdflib.Literal):
            return str(node)
        names = sorted(str(name) for name in self.graph.objects(node, RDFS.label))
        return names[0] if names else str(node).rpartition("#")[2] or str(node)

    def _is_claim(self, node: Node) -> bool:
        return (node, RDF.type, MG.Claim) in self.graph

    def _claims_of(self, violation: Violation) -> list[Node]:
        """The claims to blame, in a fixed order: the claim itself, those of the relation at fault, those stating the
        value, those resting on the segment, else all that speak of the node."""
        focus, path, value = violation.focus, violation.path, violation.value
        if self._is_claim(focus):
            return [focus]
        found = {c for c in self.graph.subjects(RDF.predicate, focus) if self._has(c, path, value)}
        if not found and path is not None:
            found = self._stating(focus, path, value, violation.inverse)
        if not found and self._is_article(focus):
            found = set(self.graph.subjects(MG.evidence, value)) if value is not None else set()
        elif not found:
            found = {node for node, _ in self.graph.subject_predicates(focus) if self._is_claim(node)}
        return sorted(found, key=str)

    def _has(self, claim: Node, path: Node | None, value: Node | None) -> bool:
        """Whether the claim is the value complained of, or has it."""
        return value is None or claim == value or (claim, path, value) in self.graph

    def _is_article(self, node: Node) -> bool:
        return (node, RDF.type, MG.Article) in self.graph

    def _stating(self, focus: Node, path: Node, value: Node | None, inverse: bool) -> set[Node]:
        """The claims that say `focus path value`, or of any value where none is given."""
        here, there = (RDF.object, RDF.subject) if inverse else (RDF.subject, RDF.object)
        found = {c for c in self.graph.subjects(here, focus) if (c, RDF.predicate, path) in self.graph}
        return {c for c in found if value is None or (c, there, value) in self.graph}

    def _in_words(self, claim: Node) -> str:
        ends = [self.graph.value(claim, p) for p in (RDF.subject, RDF.predicate, RDF.object)]
        return " — ".join("?" if end is None else self.label(end) for end in ends)

    def _quote(self, claim: Node) -> str:
        quotes = [self.graph.value(segment, OA_EXACT) for segment in self.graph.objects(claim, MG.evidence)]
        return " … ".join(sorted(str(quote) for quote in quotes if quote is not None))

    def _drop(self, gone: Triple) -> None:
        if gone not in self._given:
            self.graph.remove(gone)
            self._gone.add(gone)

    def _drop_node(self, node: Node) -> None:
        for p, o in list(self.graph.predicate_objects(node)):
            self._drop((node, p, o))
        for s, p in list(self.graph.subject_predicates(node)):
            self._drop((s, p, node))

    def _drop_facts(self, violation: Violation) -> None:
        """Takes single triples out: of the article's own description, or plain facts that no claim makes."""
        focus, path, value = violation.focus, violation.path, violation.value
        if path is None or path == RDF.type:
            return
        found = [(focus, path, o) for o in self.graph.objects(focus, path) if value is None or o == value]
        if not found and value is not None:
            stated = [(s, path, value) for s in self.graph.subjects(path, value)]
            found = [fact for fact in stated if fact not in self._given and not self._still_stated(*fact)]
        for s, p, o in sorted(found, key=str):
            words = " — ".join(self.label(part) for part in (s, p, o))
            self.lines.append(self.line("fact", words, "", violation))
            self._drop((s, p, o))

    def _drop_claims(self, claims: Sequence[Node]) -> None:
        touched: set[Node] = set()
        for claim in claims:
            s, p, o = (self.graph.value(claim, part) for part in (RDF.subject, RDF.predicate, RDF.object))
            touched |= {end for _, end in self.graph.predicate_objects(claim)}
            for predicate, end in list(self.graph.predicate_objects(claim)):
                self._drop((claim, predicate, end))
            if s is not None and p is not None and o is not None and not self._still_stated(s, p, o):
                self._drop_plain(s, p, o)
        self._drop_orphans(touched)

    def _drop_plain(self, s: Node, p: Node, o: Node) -> None:
        """Takes out a plain fact, and the expression that was made from it."""
        self._drop((s, p, o))
        if p in _DATES:
            for expression in list(self.graph.objects(s, MG.edtf)):
                self._drop((s, MG.edtf, expression))

    def _still_stated(self, s: Node, p: Node, o: Node) -> bool:
        """Whether a claim that is left asserts the triple; a speaker's claim does not."""
        return any(
            (c, RDF.predicate, p) in self.graph
            and (c, RDF.object, o) in self.graph
            and (c, MG.status, _ATTRIBUTED) not in self.graph
            for c in self.graph.subjects(RDF.subject, s)
        )

    def _drop_orphans(self, touched: set[Node]) -> None:
        """Takes out segments and entities of removed claims that nothing left leads to."""
        waiting = sorted((node for node in touched if isinstance(node, rdflib.URIRef)), key=str)
        while waiting:
            node = waiting.pop()
            own = [(p, o) for p, o in self.graph.predicate_objects(node) if (node, p, o) not in self._given]
            kinds = set(self.graph.objects(node, RDF.type))
            if not own or MG.Article in kinds or MG.Claim in kinds or self._led_to(node):
                continue
            for p, o in own:
                self._drop((node, p, o))
            waiting += [o for _, o in own if isinstance(o, rdflib.URIRef)]

    def _led_to(self, node: Node) -> bool:
        """Whether a claim or another node of the article still points at the node."""
        return any(s != node for s, p in self.graph.subject_predicates(node) if (s, p, node) not in self._given)
