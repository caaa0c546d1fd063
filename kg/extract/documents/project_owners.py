"""Whose a project is, where its name says so: 'the IOM Better Borders Programme', 'UNODC's Global Programme', 'the
Better Borders Fund of ECOWAS' are part of the organisation that they name."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.names.gazetteer import find_inside
from kg.records import Mention, Span
from kg.reference import reference

_OWNERS = frozenset({"InternationalOrganization", "CivilSociety", "Process"})
_DONORS = frozenset({"eu", "un"})
"""Whose name in that of a project tells who pays or blesses, and not who runs it; of a fund it tells whose it is."""
_FUNDS = re.compile(r"\b(?:Fund|Facility|Mechanism)\b")
_BEHIND_NAME = re.compile(r"(?:[’']s|(?<=s)[’'])? (?=[A-Z“\"])")
_OF = re.compile(r" of (?:the )?")
_QUOTED = re.compile(r"(?:project|programme|program|campaign) [“\"]")
_DASH = re.compile(r" ?[-–—/] ?")
_LISTED = re.compile(r"(?:,| and| &) (?:the )?[A-Z]")
_PROJECTS = re.compile(r"\b(?:Programme|Program|Project|Campaign|Fund|Facility|Scheme)\b", re.I)
_NAMED = re.compile(
    r"(?!National )(?:[A-Z][\w-]+,? |and |for |of |on |the )+(?:Programme|Program|Campaign|Fund|Facility|Scheme)$"
)
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’']) (?:own |new |joint |global |regional )?")
_CALLED = re.compile(
    r"(?:[’']s|(?<=s)[’']) (?:(?!(?:co-)?(?:funded|financed|sponsored|supported)\b)[a-z][\w-]* ){0,3}?"
    r"(?:project|programme|program|campaign|initiative) [“\"]?(?=[A-Z])"
)
"""From an owner to the name of its project, with the noun before it: 'IOM|'s regional project "|X"'."""
_RUNNERS = _OWNERS - {"Process"} | {"Office", "GovernmentBody"}
_NEAR = 60
"""Characters before a project in which its owner stands."""


def project_owners(analysis: Analysis) -> None:
    """Claims that projects are part of the organisations that their names begin or go on with."""
    for mention in [m for m in analysis.mentions if m.type == "Project" and m.form != "coreference"]:
        known = reference().rows.get(analysis.entities[mention.entity].reference or "")
        if runner := _runner(analysis, mention):
            span = Span(mention.start, mention.end)
            analysis.claim("implementer", mention.entity, runner, "project-runner", span, confidence=0.85)
        if not known and not _PROJECTS.search(analysis.surface(mention)):
            continue
        for side in _sides(analysis, mention):
            span = Span(mention.start, mention.end)
            analysis.claim("partOf", mention.entity, side, "project-of-sides", span, confidence=0.85)
        owner = _in_name(analysis, mention) or _behind(analysis, mention) or _before(analysis, mention)
        owner = owner or _possessor(analysis, mention)
        if owner and owner != mention.entity:
            span = Span(mention.start, mention.end)
            analysis.claim("partOf", mention.entity, owner, "project-of", span, confidence=0.85)


def _runner(analysis: Analysis, mention: Mention) -> str | None:
    """The body whose project, called so before its name, is told of: it carries it out."""
    for owner in reversed(analysis.mentions.within(max(0, mention.start - _NEAR), mention.start)):
        called = _CALLED.match(analysis.text, owner.end)
        if called and mention.start <= called.end() < mention.end and owner.type in _RUNNERS:
            return None if analysis.entities[owner.entity].reference in _DONORS else owner.entity
    return None


def _in_name(analysis: Analysis, mention: Mention) -> str | None:
    """The organisation with which the name of the project begins."""
    if told := _known(analysis, mention):
        return told
    found = find_inside(analysis.text, mention.start, mention.end, analysis.article.published)
    first = next((m for m in found if m.start == mention.start and m.type in _OWNERS), None)
    owned = analysis.text[: mention.start].endswith(("’s ", "'s ", "s’ ", "s' "))
    pays = first is not None and first.row_id in _DONORS and not _FUNDS.search(analysis.surface(mention))
    if owned or first is None or pays or not _BEHIND_NAME.match(analysis.text, first.end):
        return None
    entity = analysis.entities.add(first.type, reference().rows[first.row_id].name, reference=first.row_id)
    analysis.entities.alias(entity, first.surface)
    return entity


def _sides(analysis: Analysis, mention: Mention) -> list[str]:
    """The two organisations with a dash between them with which the name of a project that no table knows begins:
    'the |ECOWAS–ILO| Skills Programme'."""
    if analysis.entities[mention.entity].reference:
        return []
    found = find_inside(analysis.text, mention.start, mention.end, analysis.article.published)
    sides = [m for m in found if m.type == "InternationalOrganization"][:2]
    if len(sides) < 2 or sides[0].start != mention.start or not _BEHIND_NAME.match(analysis.text, sides[1].end):
        return []
    if not _DASH.fullmatch(analysis.text, sides[0].end, sides[1].start):
        return []
    ids = []
    for side in sides:
        row = reference().rows[side.row_id]
        ids.append(analysis.entities.add(side.type, row.name, reference=row.id))
        analysis.entities.alias(ids[-1], side.surface)
    return ids


def _known(analysis: Analysis, mention: Mention) -> str | None:
    """The known owner of a known project where the words begin with its name: the EU of 'EU Trust Fund for Africa'."""
    known = reference().rows.get(analysis.entities[mention.entity].reference or "")
    owner = reference().rows.get(known.parent or "") if known else None
    if owner is None or owner.type not in _OWNERS:
        return None
    forms = [form for form in (owner.name, *owner.aliases, owner.acronym) if form]
    told = next((form for form in forms if analysis.surface(mention).startswith(f"{form} ")), None)
    if told is None:
        return None
    entity = analysis.entities.add(owner.type, owner.name, reference=owner.id)
    analysis.entities.alias(entity, told)
    return entity


def _before(analysis: Analysis, mention: Mention) -> str | None:
    """The organisation right before a project and its quoted name: 'the |Council of Europe| project "X"'."""
    near = analysis.mentions.overlapping(mention.start - 2, mention.start - 1) if mention.start > 2 else ()
    owner = next((m for m in near if m.end == mention.start - 1 and m.type in _OWNERS), None)
    row = analysis.entities[owner.entity] if owner and _QUOTED.match(analysis.surface(mention)) else None
    return row.id if row and row.reference not in _DONORS else None


def _possessor(analysis: Analysis, mention: Mention) -> str | None:
    """The organisation that has a named project: '|IOM|'s Better Borders Programme'; of one told by what it is for, it
    is only said to run it."""
    known = reference().rows.get(analysis.entities[mention.entity].reference or "")
    if not (known.parent if known else _NAMED.match(analysis.surface(mention))):
        return None
    near = analysis.mentions.within(max(0, mention.start - 60), mention.start)
    owner = near[-1] if near and near[-1].type in _OWNERS else None
    return owner.entity if owner and _POSSESSIVE.fullmatch(analysis.text[owner.end : mention.start]) else None


def _behind(analysis: Analysis, mention: Mention) -> str | None:
    """The organisation named behind 'of', where it is the only one."""
    if not analysis.surface(mention)[:1].isupper():
        return None
    link = _OF.match(analysis.text, mention.end)
    owners = analysis.mentions.overlapping(link.end(), link.end() + 1) if link else ()
    owner = next((m for m in owners if link and m.start == link.end() and m.type in _OWNERS), None)
    listed = owner is not None and _LISTED.match(analysis.text, owner.end)
    row = analysis.entities[owner.entity] if owner and not listed else None
    return row.id if row and row.reference != "un" else None
