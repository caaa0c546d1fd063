"""Whose a body is that the text names behind 'its', 'their' or 'the ministry's'.

`SADC met the ministry and then convened its Labour Committee`, `Through its Passport Unit, the police ran the course`.

The owner is what the clause is about: the body that stands right before, else the last one that is no object of a
preposition, else, of a part that opens its sentence, the body behind the comma or the subject of the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.analysis import Analysis
from kg.records import Entity, Mention, Segment, Span
from kg.reference import reference

_BODIES = frozenset({"GovernmentBody", "InternationalOrganization", "CivilSociety", "Office", "Process"})
_BEHIND = re.compile(
    r"(?:\s+\([^()]{1,20}\))?(?:,|,?\s+(?:and|with|through|via|by|for|from|at|plus|the\s+latter\s+through|including|notably"
    r"|represented\s+by|acting\s+through))?\s+$"
)
"""What may stand between a body and 'its' that means it."""
_HEADED = re.compile(r"(?:\s+\([^()]{1,20}\))?,\s+[A-Z][^,;.]{2,40},\s+(?:[\w-]+\s+){0,4}(?:of|at|for|in)\s+$")
"""'for |UNHCR|, P, Director of its': who speaks for it."""
_CLAUSE = re.compile(
    r"(?:^|[;:–—(]\s*|,\s+(?:and|but|while|as)\s+|\b(?:while|where|when|which|that|how|because|after|before|since)\s+)"
    r"(?:the\s+)?$",
    re.I,
)
_COMMA = re.compile(r"(?:,\s+|^(?:Yesterday|Today|Then|Later|Earlier|\w+ly)\s+)(?:the\s+)?$")
"""What stands before the subject of a clause: surely, and where no body stands so."""
_STAFF = re.compile(
    r"^(?:The\s+|Some\s+|Its\s+)?(?:[\w-]+\s+){0,3}?(?:officers?|officials?|staff|heads?|chief|commander|representatives?"
    r"|experts?|members?|delegates?|minister|director|president|spokes\w+)\s+(?:of|from|at|for)\s+(?:the\s+)?$",
    re.I,
)
"""Who opens a sentence for a body: 'Officers of |X| said that its Y'."""
_RELATIVE = re.compile(r"\b(?:which|that|where|when|after|before|since|while|because)\s+(?:the\s+)?$")
_ANOTHERS = re.compile(r"\b(?:co-)?(?:chair|lead|head|host|join|steer|preside over)s?\s+$")
"""Who does that to 'its' committee is not the one who has it."""
_OBJECT = re.compile(
    r"\b(?:of|with|by|to|for|from|in|at|on|and|or|between|among|under|against|into|via|through|than|as)\s+"
    r"(?:(?:the|its|their|an?)\s+)?$"
)
"""What stands before who is not the subject."""
_GENERIC = re.compile(r"(?:organi[sz]ation|agency|NGO|foundation|association|institution)")
_TAIL = re.compile(r"\s+(?:of|for|on|in|to|against|\()")
_OFFICE = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+)* (?:country )?[Oo]ffice")
_COMMITTEE = re.compile(r"\b(?:Committee|Commission|Council|Task ?[Ff]orce|Taskforce|Board|Group|Panel)\b", re.I)
_UNIT = re.compile(r"\b(?:Section|Unit|Desk|Branch|Division)$")
_MINISTRY = re.compile(r"Ministry\b|.*\bMinistry$")
_NOT_ALONE = re.compile(
    r"[’']|(?:\s+\([^()]{1,20}\))?(?:,\s+(?:the\s+)?[A-Z][^.;]{1,60})?,?\s+and\s+(?:the\s+)?[A-Z]|\s+of\s+(?:its|their)\b"
)
"""Behind the name of what is not the subject, or not alone: 'its' is not its own."""
_ABBREVIATED = r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bHon)(?<!\bProf)(?<!\bNo)"
_STOP = re.compile(rf"(?:[!?]|{_ABBREVIATED}\.)[\"”’)]*\s+(?=[A-Z“\"])")
_OPENING = re.compile(r"(?:Through|From|Via|With|By|At|In|For|Under|Besides|Together with)\s+$")
_UP_TO = re.compile(r"[^.;]{0,60}?,\s+(?:the\s+)?")
_LONGEST = 90
_PARTS = frozenset({"Office", "InternationalOrganization", "Process", "GovernmentBody", "CivilSociety"})
_OWNED = re.compile(
    r"\b(?:[Ii]ts|(?P<many>[Tt]heir)|(?P<relative>whose)|[Tt]he\s+(?P<works>project|programme|program|fund|scheme)[’']s"
    r"|[Tt]he\s+(?P<noun>[A-Za-z]+)[’']s)\s+(?:(?:own|new|newly\s+\w+|former)\s+)*"
    r"(?:(?:\w+\s+)?(?:[Hh]ead|[Dd]irector|[Cc]hief|[Cc]oordinator)\s+of\s+(?:the\s+)?)?$"
)


def attach_own(analysis: Analysis, segment: Segment) -> None:
    """Gives the bodies that stand behind 'its' or 'the agency's' in a paragraph their owner, and claims it."""
    for part in analysis.mentions.within(segment.start, segment.end):
        row = analysis.entities[part.entity]
        if row.type not in _PARTS or part.form == "coreference":
            continue
        if row.parent and not row.reference and not _is_office(analysis, row):
            continue
        owner = whose(analysis, segment, Span(segment.start, part.start), part)
        if owner is None or owner == row.id or not _may_have(analysis.entities[owner], row):
            continue
        if not row.reference:
            _give(analysis, row, owner)
        analysis.claim("partOf", row.id, owner, "own-organ", Span(part.start, part.end), confidence=0.85)


def _give(analysis: Analysis, part: Entity, owner: str) -> None:
    """Makes a body the parent of another; an office in a state is no body of that state then."""
    if part.type == "GovernmentBody" and part.parent:
        analysis.retype(part.id, "Office")
    analysis.entities.update(part.id, parent=owner)


def _may_have(owner: Entity, part: Entity) -> bool:
    """Whether a body can have such a part: no body has a ministry, and a body of a state has committees, no processes
    of states."""
    if part.reference:  # a known body belongs to whom it is known to belong
        return owner.reference in reference().ancestors(part.reference)
    if owner.parent == part.id:
        return False
    if part.type == "Process" and owner.type == "GovernmentBody":
        return "Steering" not in part.name and _COMMITTEE.search(part.name) is not None
    return owner.type == "State" or _MINISTRY.match(part.name) is None


def _is_office(analysis: Analysis, row: Entity) -> bool:
    """Whether what is read as a body of a state is an office there: 'its |Kuwait office|'."""
    owner = analysis.entities.rows.get(row.parent or "")
    return owner is not None and owner.type == "State" and _OFFICE.fullmatch(row.name) is not None


def whose(analysis: Analysis, segment: Segment, before: Span, part: Mention) -> str | None:
    """The owner of a part that 'its' or 'the agency's' at the end of the stretch before it means: of a project's
    committee the project."""
    its = _OWNED.search(analysis.text, max(before.start, before.end - _LONGEST), before.end)
    if its is None:
        return None
    steers = part.entity and "steering" in analysis.entities[part.entity].name.casefold()
    if part.type == "Process" and (its["works"] or steers):
        projects = [m for m in analysis.mentions.within(segment.start, its.start()) if m.type == "Project"]
        if projects:
            return projects[-1].entity
    if its["works"]:
        return None
    if its["noun"]:
        return called(analysis, its["noun"], its.start(), part)
    if its["relative"]:
        return _beside(analysis, its.start(), part)
    if its["many"] and _are_several(analysis, segment.start, its.start(), part):
        return None
    return owner_of_its(analysis, segment.start, its.start(), part)


def _are_several(analysis: Analysis, start: int, their: int, part: Mention) -> bool:
    """Whether the sentence names several bodies before 'their': whose the part is, is not told then."""
    stops = [start, *(m.end() for m in _STOP.finditer(analysis.text, start, their))]
    return len({m.entity for m in _fitting(analysis, stops[-1], their, part)}) > 1


def _beside(analysis: Analysis, at: int, part: Mention) -> str | None:
    """The body that ends right before 'whose'."""
    found = analysis.mentions.within(max(0, at - _LONGEST), at)
    near = found[-1] if found and _BEHIND.fullmatch(analysis.text, found[-1].end, at) else None
    return near.entity if near and near.type in _BODIES and near.entity != part.entity else None


def called(analysis: Analysis, noun: str, at: int, part: Mention) -> str | None:
    """The last body before that is called by a noun: 'the |Mission|', where the 'OSCE Mission in P' was named."""
    if noun.isupper():
        return None
    generic = _GENERIC.fullmatch(noun)
    for other in reversed(analysis.mentions.within(0, at)):
        if other.type not in _BODIES or other.entity == part.entity:
            continue
        if generic and other.type in ("InternationalOrganization", "CivilSociety"):
            return other.entity
        row = analysis.entities[other.entity]
        heads = {word.casefold() for form in (row.name, *row.aliases) for word in _TAIL.split(form)[0].split()[-1:]}
        if noun.casefold() in heads:
            return other.entity
    return None


def owner_of_its(analysis: Analysis, start: int, its: int, part: Mention) -> str | None:
    """What 'its' at `its` before a part means; `start`: where the paragraph begins."""
    stops = [start, *(m.end() for m in _STOP.finditer(analysis.text, start, its))]
    here = _fitting(analysis, stops[-1], its, part)
    if here:
        return _subject(analysis, here, stops[-1], its)
    if _OPENING.fullmatch(analysis.text, stops[-1], its):
        return _behind_comma(analysis, part)
    if len(stops) == 1:
        return None
    before = [m for m in _fitting(analysis, stops[-2], stops[-1], part) if m.type != "State" or its == stops[-1]]
    subjects = [
        m for m in before if opens_clause(analysis, stops[-2], m) and not _NOT_ALONE.match(analysis.text, m.end)
    ]
    return subjects[0].entity if subjects else None


def _fitting(analysis: Analysis, start: int, end: int, part: Mention) -> list[Mention]:
    """The mentions of what can have such a part."""
    named = [_whole(analysis, m) for m in analysis.mentions.within(start, end) if m.entity != part.entity]
    found = [m for m in named if analysis.text[m.end : end].strip() != "of"]
    stated = part.type == "GovernmentBody"
    beside = {m.entity for m in found[-1:] if _BEHIND.fullmatch(analysis.text, m.end, end)}

    def fits(owner: Mention) -> bool:
        return stated and owner.type == "State" and (owner.entity in beside or opens_clause(analysis, start, owner))

    return [m for m in found if m.type in _BODIES or fits(m)]


def _whole(analysis: Analysis, body: Mention) -> Mention:
    """A body, or of a mere unit of another the other: 'INTERPOL's |Visa Section|' has no bureaus of its own."""
    row = analysis.entities[body.entity]
    whole = analysis.entities.rows.get(row.parent or "")
    if whole is None or whole.type not in _BODIES or not _UNIT.search(row.name):
        return body
    return replace(body, entity=whole.id, type=whole.type)


def _subject(analysis: Analysis, here: list[Mention], start: int, its: int) -> str | None:
    """Of the bodies of a sentence the one right before 'its' (or whose part that is: 'its A and its B'), else the last
    that begins a clause, else the first."""
    if _BEHIND.fullmatch(analysis.text, here[-1].end, its):
        part = _OWNED.search(analysis.text, max(start, here[-1].start - _LONGEST), here[-1].start)
        return analysis.entities[here[-1].entity].parent if part else here[-1].entity
    if _HEADED.fullmatch(analysis.text, here[-1].end, its):
        return here[-1].entity
    free = [m for m in here if not _NOT_ALONE.match(analysis.text, m.end) and not _in_passing(analysis, start, m, its)]
    subjects = [m for m in free if opens_clause(analysis, start, m) or _STAFF.search(analysis.text[start : m.start])]
    if _ANOTHERS.search(analysis.text, start, its):
        return subjects[-2].entity if len(subjects) > 1 else None
    if subjects:
        return subjects[-1].entity
    behind = next((m for m in free if _COMMA.search(analysis.text[start : m.start])), None)
    objects = (m for m in free if not _OBJECT.search(analysis.text[start : m.start]))
    found = behind or next(objects, None)
    return found.entity if found else None


def _in_passing(analysis: Analysis, start: int, mention: Mention, its: int) -> bool:
    """Whether a body is the subject of a clause that ends before 'its': 'X, which |IOM| funds, sent its Y'."""
    return (
        "," in analysis.text[mention.end : its] and _RELATIVE.search(analysis.text[start : mention.start]) is not None
    )


def opens_clause(analysis: Analysis, start: int, mention: Mention) -> bool:
    """Whether a mention stands where the subject of a clause does."""
    return _CLAUSE.search(analysis.text[start : mention.start]) is not None


def _behind_comma(analysis: Analysis, part: Mention) -> str | None:
    """The body behind a part that opens the sentence: 'Through its X Unit, |Y| …'."""
    for other in analysis.mentions.within(part.end, part.end + _LONGEST):
        if other.type in _BODIES and _UP_TO.fullmatch(analysis.text, part.end, other.start):
            return other.entity
    return None
