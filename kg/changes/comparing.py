"""Two versions of an article's graph: which facts came, went or changed, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.changes.articles import Statements
from kg.changes.records import Change, Fact, Kind, Reason

_REFERENCE = "reference."


def compare(old: Statements | None, new: Statements | None) -> Iterator[Change]:
    """The changes from one version to the other, of which one may be missing."""
    why = reasons(old, new)
    side = new or old
    source = side.source if side else None
    names = {**(old.names if old else {}), **(new.names if new else {})}
    before, after = (side.facts if side else {} for side in (old, new))
    replaced = replacements(before.keys() - after.keys(), after.keys() - before.keys())
    replacing = set(replaced.values())
    for fact in sorted(before.keys() | after.keys()):
        one, other = before.get(fact, ()), after.get(fact, ())
        if fact in replacing or one == other:
            continue
        target = replaced.get(fact, fact)
        kind = Kind.changed if one and (other or fact in replaced) else Kind.gone if one else Kind.added
        former = fact if target != fact else None
        yield Change(kind, why, target, source, former, one, after.get(target, ()), names=names)


def replacements(gone: Iterable[Fact], added: Iterable[Fact]) -> dict[Fact, Fact]:
    """Which fact took the place of which: the only one that is gone of a subject and relation, and the only one that
    came."""
    groups: dict[tuple[str, str], tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for place, facts in enumerate((gone, added)):
        for fact in facts:
            groups[fact[:2]][place].append(fact)
    return {one[0]: other[0] for one, other in groups.values() if len(one) == len(other) == 1}


def reasons(old: Statements | None, new: Statements | None) -> tuple[Reason, ...]:
    """Why the two versions may differ: all that differs between them beside their facts."""
    if old is None:
        return (Reason.new_article,)
    if new is None:
        return (Reason.removed_article,)
    found = [Reason.changed_article] if old.text != new.text else []
    if old.extractor and new.extractor:
        found += _of_reading(old.extractor, new.extractor)
    elif not found:
        found.append(Reason.unknown)
    if old.decisions != new.decisions:
        found.append(Reason.decision)
    return tuple(found) or (Reason.unknown,)


def _of_reading(old: str, new: str) -> Iterator[Reason]:
    """What differs between two values of mg:extractor: the reference data, or anything else."""
    one, other = (set(said.split("+")) for said in (old, new))
    rules, rows = ({part for part in one ^ other if part.startswith(_REFERENCE) == wanted} for wanted in (False, True))
    if rules:
        yield Reason.rules
    if rows:
        yield Reason.reference


def identified_anew(old: Statements, new: Statements) -> dict[str, str]:
    """The entities that the article names alike, and the only ones of their class and name, though under another IRI:
    what was read made another key."""
    one, other = (_alone(side, beside) for side, beside in ((old, new), (new, old)))
    return {one[key]: other[key] for key in sorted(one.keys() & other.keys(), key=str)}


def _alone(side: Statements, beside: Statements) -> Mapping[tuple[frozenset[str], str], str]:
    """The entities that only this version has, by class and name, where these are of no other."""
    found: dict[tuple[frozenset[str], str], list[str]] = defaultdict(list)
    for entity, name in side.names.items():
        if entity not in beside.names:
            found[side.classes[entity], name].append(entity)
    return {key: entities[0] for key, entities in found.items() if len(entities) == 1}
