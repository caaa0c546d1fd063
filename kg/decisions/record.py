"""A decision, and how it is written as RDF."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.graph.terms import digest

MERGE, REJECT, WITHDRAW = "merge", "reject", "withdraw"
ACTIONS = (MERGE, REJECT, WITHDRAW)
REFERENCE_DATA = "reference data"
"""Who decides where the reference data give a row another identifier."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: who, on which day (ISO) and why. `merge`: `subject` becomes `object`. `reject`: the statement of
    `subject`, `relation` and `object` (an IRI, or the text of a literal) is wrong, in one article or in all.
    `withdraw`: `subject` is gone, and nothing takes its place."""

    action: str
    subject: NamedNode
    by: str
    date: str
    reason: str
    relation: NamedNode | None = None
    object: NamedNode | Literal | None = None
    article: NamedNode | None = None

    @property
    def iri(self) -> NamedNode:
        """The IRI of the decision: the same for the same deed, whoever decides it and why."""
        deed = (self.action, self.subject, self.relation or "", self.object or "", self.article or "")
        return NamedNode(settings.DECISION + digest(" ".join(map(str, deed)))[:16])

    @property
    def replacement(self) -> NamedNode | None:
        """What takes the place of the subject, where the decision merges."""
        return self.object if self.action == MERGE and isinstance(self.object, NamedNode) else None


def kind_of(node: NamedNode) -> str:
    """The type that the IRI of an entity names, in kebab case; empty for other IRIs."""
    path = node.value.removeprefix(settings.ENTITY)
    return path.partition("/")[0] if path != node.value else ""
