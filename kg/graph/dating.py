"""One dating of an event where it is dated several times: what is published once, while each claim stays.

Dates that are only less exact say the same (`2021-05` and `2021-05-12`, `--05-12` and `2021-05-12`). Of dates that
contradict each other that one stands which most sources give, then the surest, then the one of the latest source; where
two are alike in all of that, none does. The last day comes from sources that do not give another first day. The days as
one expression (EDTF) are those that stand. Nothing of it depends on the order of the sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph.terms import ALT_LABEL, LABEL, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, edtf, mg

START, END, EDTF = mg("startDate"), mg("endDate"), mg("edtf")
DATES = (START, END)
"""The relations that the date of an event as one expression is made of."""
DATING = (*DATES, EDTF)

Subject = NamedNode | BlankNode | Triple
_CONFIDENCE = mg("confidence")


@dataclass(slots=True)
class Said:
    """What one source says of the days of one event: the values by property, how sure it is of each (where claims tell
    that), and the day on which it came out, empty where that is not known."""

    values: Mapping[NamedNode, Set[Literal]]
    confidence: Mapping[tuple[NamedNode, Literal], float] = field(default_factory=dict)
    issued: str = ""

    def of(self, relation: NamedNode) -> Set[Literal]:
        """What it says of one of DATING."""
        return self.values.get(relation, frozenset())


def dating(event: Subject, sources: Sequence[Said]) -> set[Triple]:
    """The dates of the event, each once, and their expression."""
    if len(sources) == 1 and all(len(values) <= 1 for values in sources[0].values.values()):
        return {Triple(event, relation, value) for relation in DATING for value in sources[0].of(relation)}
    start = _surest(START, sources)
    if start is None and any(said.of(START) for said in sources):
        return set()
    beside = [said for said in sources if start is None or _agree(said.of(START), start)]
    ends = {end for said in beside for end in said.of(END) if start is None or not _before(end, start)}
    end = _surest(END, beside, ends)
    chosen = {START: start, END: end, EDTF: _expression(sources, start, end)}
    return {Triple(event, relation, value) for relation, value in chosen.items() if value is not None}


def dated_once(triples: Sequence[Triple]) -> Sequence[Triple]:
    """The triples of an article, of whose events each is dated once; its claims are as before."""
    found: defaultdict[Subject, defaultdict[NamedNode, set[Literal]]] = defaultdict(lambda: defaultdict(set))
    for event, relation, value in values_of(triples):
        found[event][relation].add(value)
    several = {event for event, values in found.items() if any(len(dates) > 1 for dates in values.values())}
    if not several:
        return triples
    sure = confidences(triples)
    stands = {triple for event in several for triple in dating(event, [Said(found[event], sure.get(event, {}))])}
    kept = [said for said in triples if not (said.predicate in DATING and said.subject in several) or said in stands]
    return (*kept, *sorted(stands - set(kept), key=str))


def named_once(triples: Sequence[Triple]) -> Sequence[Triple]:
    """The triples of an article, in which each entity has one label: the longest, then the first in code-point order.
    The others are alternative names."""
    labels: defaultdict[Subject, set[Literal]] = defaultdict(set)
    for said in triples:
        if said.predicate == LABEL and isinstance(said.object, Literal):
            labels[said.subject].add(said.object)
    stands = {entity: min(names, key=label_order) for entity, names in labels.items() if len(names) > 1}
    if not stands:
        return triples
    return tuple(
        Triple(said.subject, ALT_LABEL, said.object)
        if said.predicate == LABEL and stands.get(said.subject, said.object) != said.object
        else said
        for said in triples
    )


def label_order(label: Literal) -> tuple[int, str, str]:
    """By which of several labels one is taken: the longest, then the first in code-point order."""
    return -len(label.value), label.value, label.language or ""


def confidences(triples: Iterable[Triple]) -> dict[Subject, dict[tuple[NamedNode, Literal], float]]:
    """How sure the claims among the triples are of dates, by event, relation and date."""
    claims: defaultdict[Subject, dict[NamedNode, object]] = defaultdict(dict)
    for said in triples:
        if said.predicate in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT, _CONFIDENCE):
            claims[said.subject][said.predicate] = said.object
    found: defaultdict[Subject, dict[tuple[NamedNode, Literal], float]] = defaultdict(dict)
    for claim in claims.values():
        event, relation, date = (claim.get(part) for part in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT))
        if relation in DATES and isinstance(date, Literal) and isinstance(event, NamedNode):
            assert isinstance(relation, NamedNode)
            sure = claim.get(_CONFIDENCE)
            known = float(sure.value) if isinstance(sure, Literal) else 0.0
            found[event][relation, date] = max(known, found[event].get((relation, date), 0.0))
    return found


def edtf_of(starts: Set[str], ends: Set[str]) -> str | None:
    """The dates of an event as one EDTF expression, None where there is not one start and at most one end."""
    if len(starts) != 1 or len(ends) > 1:
        return None
    parts = [edtf(date) for date in dict.fromkeys((*starts, *ends))]
    return "/".join(filter(None, parts)) if all(parts) else None


def _surest(relation: NamedNode, sources: Sequence[Said], among: Set[Literal] | None = None) -> Literal | None:
    """The date that stands, None where there is none, or two alike."""
    dates = {date for said in sources for date in said.of(relation)} if among is None else among
    ranks = {date: _rank(date, relation, sources) for date in dates}
    best = [date for date, rank in ranks.items() if rank == max(ranks.values())]
    return best[0] if len(best) == 1 else None


def _rank(date: Literal, relation: NamedNode, sources: Sequence[Said]) -> tuple[int, float, str]:
    """How many sources say the date or one that is only less exact, how sure they are of it, and when it was said
    last."""
    saying = [said for said in sources if date in said.of(relation)]
    return (
        sum(any(_less_exact(other, date) for other in said.of(relation)) for said in sources),
        max((said.confidence.get((relation, date), 0.0) for said in saying), default=0.0),
        max((said.issued for said in saying), default=""),
    )


def _agree(starts: Set[Literal], start: Literal) -> bool:
    """Whether a source with these first days gives none that contradicts the one that stands."""
    return all(_less_exact(other, start) or _less_exact(start, other) for other in starts)


def _less_exact(coarse: Literal, fine: Literal) -> bool:
    """Whether one date is the other, or the other without its day, its month or its year."""
    parts = [coarse.value, coarse.value[1:]] if coarse.value.startswith("--") else [coarse.value]
    ends = [fine.value, fine.value[4:] if fine.value[:1] != "-" else ""][: len(parts)]
    return any(end == part or end.startswith(f"{part}-") for part, end in zip(parts, ends, strict=True) if part)


def _before(end: Literal, start: Literal) -> bool:
    """Whether a last day lies before a first one, as far as the years of both are known."""
    if end.value.startswith("--") or start.value.startswith("--"):
        return False
    known = min(len(end.value), len(start.value))
    return end.value[:known] < start.value[:known]


def _expression(sources: Sequence[Said], start: Literal | None, end: Literal | None) -> Literal | None:
    """The expression that those sources give which say just the dates that stand, else one that is made of these."""
    given = {one for said in sources for one in said.of(EDTF)}
    same = {one for said in sources if (_one(said, START), _one(said, END)) == (start, end) for one in said.of(EDTF)}
    if len(same) == 1:
        return next(iter(same))
    if start is None or not given:
        return None
    return Literal(made) if (made := edtf_of({start.value}, {end.value} if end else set())) else None


def _one(said: Said, relation: NamedNode) -> Literal | None:
    return next(iter(said.of(relation)), None) if len(said.of(relation)) <= 1 else Literal("")


def values_of(triples: Iterable[Triple]) -> Iterator[tuple[Subject, NamedNode, Literal]]:
    """What triples say of the days of events: event, property and value."""
    for said in triples:
        if said.predicate in DATING and isinstance(said.object, Literal):
            yield said.subject, said.predicate, said.object
