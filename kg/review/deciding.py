"""A decision from what a person says: the same checks as for a line of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg import settings
from kg.decisions import Decision
from kg.decisions.cells import Cells, written
from kg.decisions.record import WITHDRAW, Statement
from kg.decisions.tables import COLUMNS, NEW_COLUMNS, decision_of
from kg.review.targets import Named
from kg.vocabulary import vocabulary

Find = Callable[[str, str], Named]
"""Gives the entity that a text means, told first what it is for."""

_PLACE = "the decision"


@dataclass(frozen=True, slots=True)
class Who:
    """Who decides, on which day (ISO), and why."""

    by: str
    date: str
    reason: str

    def checked(self) -> Who:
        """The same. Raises KgError where something is missing or cannot be published."""
        cells = Cells(_PLACE, {"by": self.by, "date": self.date, "reason": self.reason})
        return Who(cells.needed("by"), cells.day(), cells.needed("reason"))


def about_claim(
    action: str, said: Statement, article: NamedNode | None, who: Who, new: Mapping[str, str], find: Find
) -> Decision:
    """The decision on a statement, in one article or in all; `new` is what an edit makes of its subject, relation,
    object and status. Raises KgError where that cannot be decided."""
    ends = {"subject": said.subject, "relation": said.relation, "object": said.object, "article": article}
    return about_written(action, {name: written(node) for name, node in ends.items()}, who, new, find)


def about_written(action: str, said: Mapping[str, str], who: Who, new: Mapping[str, str], find: Find) -> Decision:
    """The same, of a statement with its subject, relation, object and article as they are written in the file."""
    ends = {name: text.strip() for name, text in new.items() if text.strip()}
    name = ends.get("relation", said.get("relation", "")).removeprefix("mg:").removeprefix(settings.ONTOLOGY)
    relation = vocabulary().relations.get(name)
    of_entities = {"subject", "object"} if relation is not None and relation.value == "entity" else {"subject"}
    for end in of_entities & ends.keys():
        ends[end] = _cell(find(end, ends[end]))
    cells = (action, *(said.get(name, "") for name in ("subject", "relation", "object", "article")))
    return _decision(cells, who, {f"new {name}": text for name, text in ends.items()})


def statement_of(said: Mapping[str, str]) -> tuple[Statement, NamedNode | None]:
    """A statement and its article, from how the file has them. Raises KgError where they are none."""
    cells = Cells(_PLACE, said)
    return cells.statement(), cells.article()


def about_entities(action: str, one: Named, other: Named, article: str, who: Who) -> Decision:
    """The decision that two entities are one or are not; of an article, that it means the other. Raises KgError where
    that cannot be decided."""
    return _decision((action, _cell(one), "", _cell(other), article), who, {})


def about_entity(entity: Named, who: Who) -> Decision:
    """The decision that an entity is no more. Raises KgError where that cannot be decided."""
    return _decision((WITHDRAW, _cell(entity), "", "", ""), who, {})


def _cell(entity: Named) -> str:
    node, name = entity
    return f"{written(node)} {name}".strip()


def _decision(cells: Sequence[str], who: Who, new: Mapping[str, str]) -> Decision:
    given = dict(zip(COLUMNS, (*cells, who.by, who.date, who.reason), strict=True))
    return decision_of(Cells(_PLACE, {**given, **dict.fromkeys(NEW_COLUMNS, ""), **new}))
