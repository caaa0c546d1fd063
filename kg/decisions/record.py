"""A decision of a person, with all that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.graph.terms import digest

ACCEPT, REJECT, EDIT = "accept", "reject", "edit"
STATEMENTS = (ACCEPT, REJECT, EDIT)
"""What is done to a statement."""
MERGE, SPLIT, WITHDRAW = "merge", "split", "withdraw"
ACTIONS = (*STATEMENTS, MERGE, SPLIT, WITHDRAW)
REFERENCE_DATA = "reference data"
"""Who decides where the reference data give a row another identifier."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a claim says: two ends and the relation between them. `status` is empty where it stays as it was read."""

    subject: NamedNode
    relation: NamedNode
    object: NamedNode | Literal
    status: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: who, on which day (ISO) and why.

    `accept`, `reject` and `edit` are about the statement of `subject`, `relation` and `object` in one article or in
    all: it is right, it is wrong, or `correction` should stand in its place. `merge`: `subject` becomes `object`.
    `split`: the two are not one; where there is an article, what it says of `subject` is of `object`. `withdraw`:
    `subject` is gone with all that is said of it, and nothing takes its place. `names` are what entities are called
    that an article may lack."""

    action: str
    subject: NamedNode
    by: str
    date: str
    reason: str
    relation: NamedNode | None = None
    object: NamedNode | Literal | None = None
    article: NamedNode | None = None
    correction: Statement | None = None
    names: tuple[tuple[NamedNode, str], ...] = ()

    @property
    def iri(self) -> NamedNode:
        """The IRI of the decision: the same for the same deed, whoever decides it and why."""
        deed = [self.action, self.subject, self.relation or "", self.object or "", self.article or ""]
        if self.correction is not None:
            new = self.correction
            deed += [
                new.subject,
                new.relation,
                new.object,
                new.status,
                *(f"{node} {name}" for node, name in self.names),
            ]
        return NamedNode(settings.DECISION + digest(" ".join(map(str, deed)))[:16])

    @property
    def replacement(self) -> NamedNode | None:
        """What takes the place of the subject everywhere, where the decision merges."""
        return self.object if self.action == MERGE and isinstance(self.object, NamedNode) else None

    @property
    def statement(self) -> Statement | None:
        """The statement that it is about, None where it is about entities."""
        if self.relation is None or self.object is None:
            return None
        return Statement(self.subject, self.relation, self.object)


def kind_of(node: NamedNode) -> str:
    """The type that the IRI of an entity names, in kebab case; empty for other IRIs."""
    path = node.value.removeprefix(settings.ENTITY)
    return path.partition("/")[0] if path != node.value else ""
