"""Decisions that cannot all hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from kg.decisions.cells import written
from kg.decisions.record import MERGE, SPLIT, STATEMENTS, WITHDRAW, Decision
from kg.records import KgError

_Fates = Mapping[object, Decision]


def check(path: Path, decisions: Sequence[Decision]) -> None:
    """Raises KgError where something has two fates, merges lead round in a circle, what was split is merged, or an
    entity has two names."""
    fates = _fates(path, [(one.subject, one) for one in decisions if one.action in (MERGE, WITHDRAW)])
    _fates(path, [((one.statement, one.article), one) for one in decisions if one.action in STATEMENTS])
    _fates(path, [((SPLIT, one.article, one.subject), one) for one in decisions if one.action == SPLIT and one.article])
    for subject in fates:
        _end(path, subject, fates)
    for decision in (one for one in decisions if one.action == SPLIT):
        if _end(path, decision.subject, fates) == _end(path, decision.object, fates):
            raise KgError(f"{path}: {written(decision.subject)} is split from itself: take out a merge or a split")
    _check_names(path, decisions)


def _fates(path: Path, told: Sequence[tuple[object, Decision]]) -> _Fates:
    fates: dict[object, Decision] = {}
    for key, decision in told:
        if fates.setdefault(key, decision).iri != decision.iri:
            said = f"{written(decision.subject)} {written(decision.relation)}".strip()
            raise KgError(f"{path}: {said} is decided twice: keep one of the lines")
    return fates


def _end(path: Path, subject: object, fates: _Fates) -> object:
    """What something becomes in the end."""
    seen, node = {subject}, subject
    while node in fates and (replacement := fates[node].replacement) is not None:
        if replacement in seen:
            said = written(subject) if isinstance(subject, NamedNode) else str(subject)
            raise KgError(f"{path}: {said} becomes itself again in the end: take out one of the lines")
        seen.add(replacement)
        node = replacement
    return node


def _check_names(path: Path, decisions: Sequence[Decision]) -> None:
    names: dict[NamedNode, str] = {}
    for node, name in (named for decision in decisions for named in decision.names):
        if names.setdefault(node, name) != name:
            raise KgError(f"{path}: {written(node)} has two names, '{names[node]}' and '{name}': keep one")
