"""Entities of one article that are one under a fuller and a shorter name."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis, normalise
from kg.extract.names.aliases import AliasTable
from kg.records import Entity
from kg.reference import reference

_GENERIC = frozenset(
    "department directorate ministry service agency authority commission committee council office national police"
    " bureau court".split()
)
_TELLING = 3
"""Words that make two names of processes one in any order: 'Working Group on Data', 'Data Working Group'."""
_TAIL = re.compile(r" (?:on|for|concerning|regarding|relating|governing|against|to)\b")
_KIND_ALONE = re.compile(r"(?:Task ?[Ff]orce|(?:Technical )?Working Group|Steering Committee)")
"""The noun of a process, by which the text calls the one whose name has it."""
_SMALL = frozenset({"the", "and", "for", "with", "its", "their"})


def merge_documents(analysis: Analysis, aliases: AliasTable) -> None:
    """Described documents of one kind become one where what they are about is the same, or part of it: 'a study on the
    flows and trends of X and Y', 'a regional study on X and Y'."""
    described = [e for e in analysis.entities if e.type == "Document" and not e.reference and e.name[:1].islower()]
    for short in described:
        fuller = [e for e in described if e.id != short.id and _is_about(e.name, short.name)]
        alive = [e for e in fuller if e.id in analysis.entities.rows]
        if len(alive) == 1 and short.id in analysis.entities.rows:
            analysis.merge(alive[0].id, short.id)
            aliases.merge(alive[0].id, short.id)


def merge_shortened(analysis: Analysis, aliases: AliasTable) -> None:
    """A document becomes one with the only one whose name says more behind the same words: 'the Declaration of Lomé',
    'the Declaration of Lomé on Human Mobility'; or turned round, 'the Free Movement Protocol', 'the Protocol on Free
    Movement of Persons'."""
    named = [e for e in analysis.entities if e.type == "Document" and (e.name[:1].isupper() or e.name[:4].isdigit())]
    for short in (e for e in named if not e.reference):
        alive = [e for e in named if e.id in analysis.entities.rows]
        fuller = [e for e in alive if _goes_on(short.name, e.name) or _turned(short.name, e.name)]
        if len(fuller) == 1 and short.id in analysis.entities.rows:
            analysis.merge(fuller[0].id, short.id)
            aliases.merge(fuller[0].id, short.id)


def _goes_on(short: str, fuller: str) -> bool:
    """Whether the fuller name goes on where the short one, of two words or more or with its year, ends."""
    told = len(short.split()) > 1 or (short[:4].isdigit() and " " in short)
    return told and _TAIL.match(fuller.removeprefix(short)) is not None and fuller.startswith(short)


def _turned(short: str, fuller: str) -> bool:
    """Whether the fuller name has the kind of the short one, of three words or more, before what it is about."""
    *field, kind = short.removeprefix("the ").split()
    about = rf"(?:[\w-]+ )*{re.escape(kind)} (?:on|for|concerning|regarding|relating to) (?:the )?"
    return len(field) > 1 and re.match(rf"{about}{re.escape(' '.join(field))}\b", fuller) is not None


def _is_about(fuller: str, short: str) -> bool:
    kinds, subjects = zip(*(_subject(name) for name in (fuller, short)), strict=True)
    return kinds[0] == kinds[1] != "" and len(subjects[1]) > 1 and subjects[1] < subjects[0]


def _subject(name: str) -> tuple[str, frozenset[str]]:
    """The kind of a described document (the word before its tail) and the words of what it is about."""
    kind, _, tail = name.partition(" on ")
    words = frozenset(w for w in re.findall(r"\w{3,}", normalise(tail)) if w not in _SMALL)
    return (kind.split()[-1] if tail else "", words)


def merge_acronyms(analysis: Analysis, aliases: AliasTable) -> None:
    """A project of which only the acronym is known becomes one with that for which the article introduces the acronym:
    'the Safe Ways (SAWA) project … SAWA is run by A'; so does 'SAWA Project', and SAWA where taken for a process."""
    projects = [e for e in analysis.entities if e.type == "Project"]
    called = [e for e in analysis.entities if e.type == "Process" and not e.reference and e.name.isupper()]
    for short in (*projects, *called):
        acronym = _KIND_BEHIND.sub("", short.name)
        others = [e for e in projects if e.id != short.id and e.id in analysis.entities.rows]
        fuller = [e for e in others if any(f"({acronym})" in form for form in (e.name, *e.aliases))]
        same = [e for e in others if e.name == acronym] if short.name != acronym and not fuller else fuller
        if acronym.isupper() and len(same) == 1:
            join_entities(analysis, aliases, same[0].id, short.id)


_KIND_BEHIND = re.compile(r" (?:[Pp]roject|[Pp]rogramme|[Pp]rogram|[Ii]nitiative|[Cc]ampaign)$")


def merge_bodies(analysis: Analysis, aliases: AliasTable) -> None:
    """Bodies of one state under a fuller and a shorter name become one ('Kenya Department of Immigration',
    'Department of Immigration Services'), where the shorter one fits no other."""
    for type_ in ("GovernmentBody", "Process"):
        _merge_of_type(analysis, aliases, type_)
    _merge_offices(analysis, aliases)


def _merge_offices(analysis: Analysis, aliases: AliasTable) -> None:
    """Offices of one organisation under its full name and its acronym become one: 'International Organization for
    Migration Regional Office for Asia', 'IOM Regional Office for Asia'."""
    offices = [e for e in analysis.entities if e.type == "Office" and e.parent and not e.reference]
    kept: dict[tuple[str | None, str], str] = {}
    for office in offices:
        owner = analysis.entities[office.parent or ""]
        forms = sorted({owner.name, *owner.aliases}, key=len, reverse=True)
        rest = next((office.name.removeprefix(form) for form in forms if office.name.startswith(form)), office.name)
        first = kept.setdefault((office.parent, normalise(rest)), office.id)
        if first != office.id:
            join_entities(analysis, aliases, first, office.id)


def _merge_of_type(analysis: Analysis, aliases: AliasTable, type_: str) -> None:
    bodies = [e.id for e in analysis.entities if e.type == type_]
    for short in bodies:
        if short not in analysis.entities.rows:
            continue
        fuller = [b for b in bodies if b != short and b in analysis.entities.rows and _contains(analysis, b, short)]
        if len(fuller) == 1:
            join_entities(analysis, aliases, fuller[0], short)


def join_entities(analysis: Analysis, aliases: AliasTable, kept: str, gone: str) -> None:
    """Makes two bodies one, for what belongs to them too."""
    analysis.merge(kept, gone)
    aliases.merge(kept, gone)
    for part in [e.id for e in analysis.entities if e.parent == gone]:
        analysis.entities.update(part, parent=kept if part != kept else None)


def _contains(analysis: Analysis, fuller: str, short: str) -> bool:
    one, other = analysis.entities[fuller], analysis.entities[short]
    if one.parent and other.parent and one.parent != other.parent:
        return False
    if _KIND_ALONE.fullmatch(other.name) and other.parent is None and one.name.lower().find(other.name.lower()) >= 0:
        return True
    a, b = _words(analysis, one), _words(analysis, other)
    if a == b and one.type == "Process" and other.parent is None and len(b) >= _TELLING:
        return True
    if a == b:
        shortened = one.parent is not None and other.parent is None and len(b) >= _TELLING and bool(b & _GENERIC)
        told = one.parent == other.parent and (one.reference is not None or one.parent is not None)
        return bool(a) and (told or shortened)
    if one.type == "Process":
        return one.parent == other.parent is not None and bool(b) and b < a
    return bool(b - _GENERIC) and b < a and (other.parent is not None or bool(b & _GENERIC))


def _words(analysis: Analysis, entity: Entity) -> set[str]:
    """The words of a body's name, without its state and without small words."""
    plain = normalise(entity.name).replace("coast guard", "coastguard")
    words = {w.rstrip("s") for w in re.findall(r"\w+", plain) if len(w) > 2 and w not in ("the", "and", "for")}
    if entity.parent:
        parent = analysis.entities[entity.parent]
        row = reference().rows.get(parent.reference or "")
        names = {parent.name, *parent.aliases, row.fields.get("adjective", "") if row else ""}
        words -= {w.rstrip("s") for name in names for w in re.findall(r"\w+", normalise(name))}
    return words
