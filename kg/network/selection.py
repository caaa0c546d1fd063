"""Which facts a network is made of: narrowed by type, relation, topic, publisher, confidence and time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.network.facts import Evidence, Facts, Tie
from kg.records import KgError
from kg.vocabulary import ATTENDANCE, types_within, vocabulary


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep; an empty field keeps everything. `types` are those of actors, `since` and `until` dates as texts
    give them (`2019`, `2019-05`), compared as far as both are known. `planned`: who is only expected at an event counts
    as having been there. Raises KgError on a type, a relation or a date that is none."""

    types: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()
    confidence: float = 0.0
    since: str = ""
    until: str = ""
    persons: bool = True
    planned: bool = False

    def __post_init__(self) -> None:
        _known("type", self.types, vocabulary().classes)
        _known("relation", self.relations, vocabulary().relations)
        for date in (self.since, self.until):
            if date and not (date[:4].isdigit() and len(date) in (4, 7, 10)):
                raise KgError(f"'{date}' is no date: write it like 2019, 2019-05 or 2019-05-24")

    @property
    def timed(self) -> bool:
        """Whether it asks for a time."""
        return bool(self.since or self.until)


def select(facts: Facts, selection: Selection) -> Facts:
    """The facts that fit. Evidence that does not fit leaves a fact; a fact that only it supported goes. Where a time is
    asked for, facts without a date go too: `undated` counts them."""
    kept = (_narrowed(facts, tie, selection) for tie in facts.ties)
    return Facts(facts.nodes, tuple(tie for tie in kept if tie is not None))


def undated(facts: Facts) -> int:
    """How many facts of articles have no date: neither their event nor any of their articles has one."""
    return sum(not any(dates_of(facts, tie)) for tie in facts.ties if tie.evidence)


def dates_of(facts: Facts, tie: Tie) -> tuple[str, str]:
    """First and last date of a fact: those of its event, else the days on which its articles came out; empty where no
    year is known."""
    events = [facts.nodes[end] for end in (tie.subject, tie.object) if end in facts.nodes and facts.nodes[end].start]
    if events:
        return _with_year(events[0].start), _with_year(events[0].end)
    issued = sorted(filter(None, (evidence.source.issued for evidence in tie.evidence)))
    return (issued[0], issued[-1]) if issued else ("", "")


def years(facts: Facts) -> list[str]:
    """The years in which something happened, sorted."""
    return sorted({date[:4] for tie in facts.ties for date in dates_of(facts, tie) if date})


def _narrowed(facts: Facts, tie: Tie, selection: Selection) -> Tie | None:
    if selection.relations and tie.relation not in selection.relations:
        return None
    if not all(_fits(facts, end, selection) for end in (tie.subject, tie.object)):
        return None
    evidence = tuple(found for found in tie.evidence if _supports(found, selection))
    if not selection.planned and tie.relation in ATTENDANCE and _is_event(facts, tie.subject):
        evidence = tuple(found for found in evidence if found.status != "planned")
    if tie.evidence and not evidence:
        return None
    if not tie.evidence and (selection.topics or selection.publishers or selection.timed):
        return None  # reference data come from no article and have no date
    narrowed = replace(tie, evidence=evidence)
    return narrowed if _in_time(dates_of(facts, narrowed), selection) else None


def _fits(facts: Facts, iri: str, selection: Selection) -> bool:
    """Whether an end may stand in the network: an actor of the types asked for, or no actor at all."""
    node = facts.nodes.get(iri)
    if node is None or not node.actor:
        return True
    if node.type == "Person" and not selection.persons:
        return False
    return not selection.types or node.type in types_within(tuple(sorted(selection.types)))


def _is_event(facts: Facts, iri: str) -> bool:
    return iri in facts.nodes and facts.nodes[iri].type == "Event"


def _supports(evidence: Evidence, selection: Selection) -> bool:
    source = evidence.source
    return (
        evidence.confidence >= selection.confidence
        and (not selection.topics or not selection.topics.isdisjoint(source.topics))
        and (not selection.publishers or source.publisher in selection.publishers)
    )


def _in_time(dates: tuple[str, str], selection: Selection) -> bool:
    if not selection.timed:
        return True
    start, end = dates
    if not start:
        return False
    since, until = selection.since, selection.until
    return (not since or end[: len(since)] >= since[: len(end)]) and (
        not until or start[: len(until)] <= until[: len(start)]
    )


def _with_year(date: str) -> str:
    """A date, if its year is known."""
    return date if date[:4].isdigit() else ""


def _known(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    for name in sorted(set(given) - set(known)):
        raise KgError(f"'{name}' is no {what}: use one of {', '.join(sorted(known))}")
