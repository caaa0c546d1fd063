"""Which entities have other identifiers now, by the decisions that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg import settings
from kg.changes.articles import Values, first
from kg.changes.records import Rename
from kg.changes.streams import Pair, Side
from kg.decisions.record import REFERENCE_DATA, WITHDRAW
from kg.graph.terms import DCTERMS, RDF_SUBJECT, mg

_DECISION = f"<{settings.DECISION}"
_ACTION, _SUBJECT = str(mg("action")), str(RDF_SUBJECT)


@dataclass(slots=True)
class Decisions:
    """The decisions of the old and of the new graph."""

    _told: dict[Side, dict[str, dict[str, list[str]]]] = field(
        default_factory=lambda: {side: defaultdict(lambda: defaultdict(list)) for side in (Side.OLD, Side.NEW)}
    )

    def read(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Takes the lines of the graph of decisions in and hands them on."""
        for line, side in pairs:
            _, subject, predicate, target = line.decode().split(" ", 3)
            if subject.startswith(_DECISION):
                for place in (Side.OLD, Side.NEW) if side is Side.BOTH else (side,):
                    self._told[place][subject][predicate].append(target)
            yield line, side

    def renames(self, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Rename]:
        """What was renamed from the redirects of the old graph to those of the new one, and what was withdrawn."""
        for subject in sorted(old.keys() | new.keys()):
            before, after = old.get(subject, ""), new.get(subject, "")
            if after and before != after:
                yield Rename(subject[1:-1], after[1:-1], self._because(Side.NEW, subject))
            elif before and not after:
                yield Rename(subject[1:-1], before[1:-1], self._because(Side.OLD, subject), undone=True)
        withdrawn = {side: self._withdrawn(side) for side in self._told}
        for subject in sorted(withdrawn[Side.NEW] - withdrawn[Side.OLD]):
            yield Rename(subject[1:-1], "", self._because(Side.NEW, subject))

    def _withdrawn(self, side: Side) -> set[str]:
        told = (values for values in self._told[side].values() if first(values, _ACTION) == WITHDRAW)
        return {subject for values in told for subject in values.get(_SUBJECT, ())}

    def _because(self, side: Side, subject: str) -> str:
        """The reason of the decision about the subject, with who and when."""
        for values in self._told[side].values():
            if subject in values.get(_SUBJECT, ()) and first(values, _ACTION) != "reject":
                return because(values)
        return "no decision says why"


def because(decision: Values) -> str:
    """The reason of a decision, with who decided and when."""
    reason, by, day = (first(decision, f"<{DCTERMS}{name}>") for name in ("description", "creator", "date"))
    said = reason.rstrip(".")
    return f"{said} ({'' if by == REFERENCE_DATA else f'{by}, '}{day})"
