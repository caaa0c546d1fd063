"""A decision from what a person says: the same checks as for a line of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg import settings
from kg.decisions import Decision
from kg.decisions.cells import Cells, written
from kg.decisions.record import Statement
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
    ends = {name: text for name, text in new.items() if text}
    name = ends.get("relation", said.relation.value).removeprefix("mg:").removeprefix(settings.ONTOLOGY)
    relation = vocabulary().relations.get(name)
    of_entities = {"subject", "object"} if relation is not None and relation.value == "entity" else {"subject"}
    for end in of_entities & ends.keys():
        ends[end] = _cell(find(end, ends[end]))
    cells = (action, written(said.subject), written(said.relation), written(said.object), written(article))
    return _decision(cells, who, {f"new {name}": text for name, text in ends.items()})


def about_entities(action: str, one: Named, other: Named, article: str, who: Who) -> Decision:
    """The decision that two entities are one or are not; of an article, that it means the other. Raises KgError where
    that cannot be decided."""
    return _decision((action, _cell(one), "", _cell(other), article), who, {})


def _cell(entity: Named) -> str:
    node, name = entity
    return f"{written(node)} {name}".strip()


def _decision(cells: tuple[str, ...], who: Who, new: Mapping[str, str]) -> Decision:
    given = dict(zip(COLUMNS, (*cells, who.by, who.date, who.reason), strict=True))
    return decision_of(Cells(_PLACE, {**given, **dict.fromkeys(NEW_COLUMNS, ""), **new}))
