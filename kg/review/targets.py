"""What a person means by the name of a claim or an entity."""

from __future__ import annotations

import re
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.decisions.cells import node_of
from kg.decisions.record import Statement, kind_of
from kg.graph.terms import clean
from kg.query.names import find_entity
from kg.query.questions import Parameter
from kg.query.targets import Target
from kg.records import KgError
from kg.review.asked import CLAIM, NAMES, filled

_CLAIM = re.compile(r"([0-9a-f]{16})(?:/claim)?/(\d+)")

Named = tuple[NamedNode, str]
"""An entity with its name, which is empty where the graph does not know it."""


def statement_of_claim(target: Target, name: str) -> tuple[NamedNode, Statement]:
    """The article and the statement of a claim: its IRI, or the end of that like `0123456789abcdef/3`. Raises KgError
    where the graph has no such claim."""
    found = _CLAIM.fullmatch(name.strip().removeprefix(settings.ARTICLE))
    rows = target.query(filled(CLAIM, claim=f"<{settings.ARTICLE}{found[1]}/claim/{found[2]}>")).rows if found else ()
    for article, subject, relation, said in rows:
        if isinstance(article, NamedNode) and isinstance(subject, NamedNode) and isinstance(relation, NamedNode):
            assert isinstance(said, NamedNode | Literal)
            return article, Statement(subject, relation, said)
    raise KgError(f"'{name}' is no claim of this store: kg review list has them, like 0123456789abcdef/3")


def entity_named(target: Target, column: str, name: str, say: Callable[[str], None]) -> Named:
    """The entity with a name, an acronym, an IRI or a type and name like `state:KEN`; one that the graph does not know
    has its name after a blank. Raises KgError where there is none or more than one."""
    first, _, rest = clean(name).partition(" ")
    node = node_of(first)
    if node is None or not kind_of(node):
        node, rest = find_entity(Parameter(column, "iri", "", ""), name, target, None, say), ""
    labels = [row[1] for row in target.query(filled(NAMES, nodes=node)).rows]
    known = next((label.value for label in labels if isinstance(label, Literal)), "")
    if not known and not rest:
        raise KgError(f"{column}: the graph does not know {first}: give its name too, like '{first} Name of it'")
    return node, known or rest
