"""Committees called by their kind alone: the same as one that the article names in full, or a part of the one process
or project that it is about."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.names.heads import named_heads
from kg.records import Entity, Span

_PROJECTS_OWN = re.compile(r"^(?:Project|Programme|Program)[’']?s? ")
_TAIL = re.compile(r" (?:of|for|on|against|to|between|in)\b|[’']s? ")
_STEERING = re.compile(r"\bsteering\b", re.I)


def is_bare(name: str) -> bool:
    """Whether a name is the kind of a committee and no more."""
    return any(head.family == "processes" and "bare" in head.flags for head in named_heads(name))


def is_committee(name: str) -> bool:
    """Whether a name ends in the kind of a committee: 'Regional Steering Group'."""
    words = _TAIL.split(name)[0].split()
    return any(is_bare(" ".join(words[at:])) for at in range(len(words)))


def attach_committees(analysis: Analysis) -> None:
    """Joins bare committees to their fuller names, and gives the others the one process or project there is."""
    for short in _processes(analysis):
        owner = analysis.entities.rows.get(short.parent or "")
        if short.reference or not is_bare(short.name) or (owner is not None and owner.type != "Project"):
            continue
        fuller = [e for e in _processes(analysis) if e.id != short.id and _is_fuller(e, short)]
        if len(fuller) == 1 and short.id in analysis.entities.rows:
            analysis.merge(fuller[0].id, short.id)
    bare = [e for e in _bare(analysis) if not e.name.startswith("Joint ")]  # of several, and no organ of one
    ids = {e.id for e in bare}
    others = [e for e in _processes(analysis) if e.id not in ids and e.parent not in ids]
    projects = [e for e in analysis.entities if e.type == "Project" and analysis.mentions_of(e.id)]
    for committee in bare:
        wholes = projects if _STEERING.search(committee.name) and not others else others
        if len(wholes) == 1 and not _names(wholes[0], committee):
            _attach(analysis, committee, wholes[0])


def _processes(analysis: Analysis) -> list[Entity]:
    found = {m.entity for m in analysis.mentions}
    return [e for e in analysis.entities if e.type == "Process" and e.id in found]


def _bare(analysis: Analysis) -> list[Entity]:
    return [e for e in _processes(analysis) if not e.parent and not e.reference and is_bare(e.name)]


def _is_fuller(full: Entity, short: Entity) -> bool:
    """Whether a name is the short one with more before it or behind it: 'Regional |Steering Group| of the Dialogue'."""
    kind = _PROJECTS_OWN.sub("", short.name).casefold()
    core = next((c for c in reversed(_TAIL.split(full.name)) if c.casefold().endswith(kind)), None)
    return core is not None and full.name != short.name and not _names(full, short)


def _names(full: Entity, short: Entity) -> bool:
    """Whether a name holds an acronym of the other: the 'Working Group of the |NCM|' is no NCM."""
    acronyms = (form for form in short.aliases if form.isupper())
    return any(re.search(rf"\b{re.escape(form)}\b", full.name) for form in acronyms)


def _attach(analysis: Analysis, committee: Entity, whole: Entity) -> None:
    mention = analysis.mentions_of(committee.id)[0]
    analysis.entities.update(committee.id, parent=whole.id)
    span = Span(mention.start, mention.end)
    analysis.claim("partOf", committee.id, whole.id, "bare-committee", span, status="implied", confidence=0.7)
