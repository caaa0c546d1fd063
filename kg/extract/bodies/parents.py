"""What a body, office or working group belongs to, where the words around its mention say so.

`the Ghana Police Service's Anti-Trafficking Unit`, `the Steering Committee of the Process`, `the agency and its
training centre`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.extract.analysis import Analysis
from kg.extract.bodies.committees import attach_committees, is_committee
from kg.extract.names.composition import OWNED, OWNERS
from kg.extract.places.places import as_place
from kg.records import Mention, Span
from kg.reference import reference

_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])\s+(?:own\s+|new\s+|joint\s+)?")
_OF = re.compile(r"(?:\s+\([A-Z][^()]{1,20}\))?\s+(?:of|within|at|under)\s+(?:the\s+)?")
_IN = re.compile(r"(?:\s+\([A-Z][\w-]{1,12}\))?,?\s+(?:based\s+|located\s+|headquartered\s+)?(?:in|at)\s+(?:the\s+)?")
_SEATED = re.compile(
    r"\b(?:Secretariat|Headquarters|Observatory|Institute|Academy|College|University|Embassy|Consulate|"
    r"Office|Bureau|Unit|Cell|Desk|Branch|Section|headquarters)$"
)
_HOUSED = re.compile(r"\b(?:Cent(?:re|er)|Institute|Academy|Observatory|School)\b")
_PARTS = frozenset({"GovernmentBody", "InternationalOrganization", "Office", "CivilSociety"})
_UNIT = re.compile(r"\b(?:Unit|Division|Section|Department|Directorate|Bureau|Branch|Wing|Desk|Service)\b(?! Agency)")
_ABOVE = re.compile(r"(?:[A-Z]\w+ )?(?:Ministry|Department|Office|Secretariat)\b")
_WITHIN = re.compile(r"(?:\s+\([A-Z][^()]{1,20}\))?\s+(?:in|inside)\s+(?:the\s+)?")
_BESIDE = re.compile(r"(?:\s+\([A-Z][^()]{1,20}\))?,\s+(?:the\s+)?")
_GOES_ON = re.compile(r"(?:\s+\([A-Z][^()]{1,20}\))?(?:,\s+(?:the\s+)?[A-Z]|,?\s+(?:and|as\s+well\s+as)\b|[’'])")
_LISTED = re.compile(r",\s+(?:the\s+)?$")
_COMMA = re.compile(r",\s+")
_DASH = re.compile(r"\s*[–—-]\s+")
_SCHOOL = re.compile(r"(?:[\w-]+ ){0,3}(?:Cent(?:re|er)|Institute|School|Faculty|Department|College)\b")
_UNIVERSITY = re.compile(r"(?:[\w-]+ ){0,4}University\b")
_AND_THE = re.compile(r"(?:,|,?\s+and|\s+&)\s+(?:the\s+)?")
_JOINED = re.compile(r"(?:,|,?\s+and|\s+&)\s+")
_TAIL = re.compile(r"\s+(?:of|for|on)\s")
_THROUGH = re.compile(r",?\s+(?:through|via|by\s+way\s+of)\s+(?:its|their|the)\s+(?:own\s+|new\s+)?")
_THROUGH_ITS = re.compile(r"\b(?:through|via|by\s+way\s+of)\s+its\s+(?:own\s+|new\s+)?$")
_THROUGH_THE = re.compile(r"\b(?:through|via|by\s+way\s+of)\s+the\s+$")
_OF_ITS = re.compile(r"(?:\s+\([^()]{1,20}\))?\s+of\s+its\s+")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])|\n\s*")
_STAFF = re.compile(
    r"(?i:\b(?:officers?|officials?|staff|experts?|representatives?|delegates?|members?|investigators?|inspectors?|employees"
    r"|specialists|participants?|professionals|practitioners))\s+(?:of|from)\s+(?:the\s+)?(?:[^.;:()]{1,60}?,\s+(?:the\s+)?)?$"
)
_POSTED = re.compile(r"\b(?:Embassy|Consulate|High Commission|Mission|Delegation)\b")
_LOOK_BACK = 40
_SENT_NEAR = 100
_SENTENCE = 400
_ITS = re.compile(
    r"(?:,|,?\s+(?:and|through|via|with|by|represented\s+by|including|notably))\s+(?:its|their)\s+(?:own\s+|new\s+)?"
)
_ITS_BEFORE = re.compile(r"\b(?:its|their)\s+(?:own\s+|new\s+)?$")
_WHOSE = re.compile(r"(?:\s+\([^()]{1,20}\))?,?\s+whose\s+(?:own\s+|new\s+)?")
_NATIONAL = re.compile(r"Ministry of |\w+ Ministry$|Parliament$|National Assembly$")
_MINISTRY = re.compile(r"Ministry\b|.*\bMinistry$")


def attach_parents(analysis: Analysis) -> None:
    """Sets the parents that the text states by 's', 'of' or 'its' between two mentions, and claims them."""
    for left, right in pairwise(list(analysis.mentions)):
        between = analysis.text[left.end : right.start]
        if _POSSESSIVE.fullmatch(between):
            _attach(analysis, right, left, "possessor")
        elif _ITS.fullmatch(between) and left.type != "State":
            whole = _whose_ministry(analysis, left, right) or _whole_of_parts(analysis, left) or left
            _attach(analysis, right, whole, "its")
        elif _WHOSE.fullmatch(between) and (left.type != "State" or right.type == "GovernmentBody"):
            _attach(analysis, right, left, "its")
        elif between == " in " and _is_ministry_in(analysis, left, right):
            _attach(analysis, left, right, "of-parent")
        elif _IN.fullmatch(between) and _stands(analysis, left, right) and right.type in ("Place", "State"):
            span = Span(left.start, right.end)
            analysis.claim("locatedIn", left.entity, as_place(analysis, right), "stands-in", span, confidence=0.85)
            if left.type == "Office" and between.strip() == "in":
                analysis.entities.alias(left.entity, " ".join(analysis.surface(span).split()))
        elif _COMMA.fullmatch(between) and _is_school(analysis, left, right):
            _attach(analysis, left, right, "set-beside")
        elif _OF.fullmatch(between) or _OF_ITS.fullmatch(between) or _holds_unit(analysis, left, between, right):
            _attach(analysis, left, right, "of-parent")
            _preside(analysis, left, right)
        elif _DASH.fullmatch(between) and _is_unit_of_ministry(analysis, left, right):
            _attach(analysis, right, left, "set-beside")
    _share_parents(analysis)
    _share_owners(analysis)
    attach_committees(analysis)
    _acting_through(analysis)


def _is_ministry_in(analysis: Analysis, left: Mention, right: Mention) -> bool:
    """Whether a ministry or parliament is told with its state by 'in': 'the |Ministry of Health| in |Malawi|'."""
    name = analysis.entities[left.entity].name
    return right.type == "State" and left.type == "GovernmentBody" and _NATIONAL.match(name) is not None


def _is_school(analysis: Analysis, left: Mention, right: Mention) -> bool:
    """Whether a school or department stands beside its university: 'School of Law, University of X'."""
    school = _SCHOOL.match(analysis.entities[left.entity].name)
    return bool(school and _UNIVERSITY.match(analysis.entities[right.entity].name))


def _is_unit_of_ministry(analysis: Analysis, left: Mention, right: Mention) -> bool:
    """Whether a unit stands behind its ministry and a dash: 'Ministry of Labour – |Visa Department|'."""
    ministry = left.type == right.type == "GovernmentBody" and _MINISTRY.match(analysis.entities[left.entity].name)
    name = analysis.entities[right.entity].name
    return bool(ministry and _UNIT.search(name) and not _MINISTRY.match(name))


def _holds_unit(analysis: Analysis, left: Mention, between: str, right: Mention) -> bool:
    """Whether a unit stands in a body: 'the |Data Unit| in the |Ministry of X|', or right before it where no list goes
    on: '|Data Unit| (DU), |Ministry of X|'."""
    if not (left.type in _PARTS and right.type in _PARTS and _UNIT.search(analysis.entities[left.entity].name)):
        return False
    if _WITHIN.fullmatch(between):
        return True
    if not (_ABOVE.match(analysis.entities[right.entity].name) and _BESIDE.fullmatch(between)):
        return False
    listed = _LISTED.search(analysis.text, max(0, left.start - 8), left.start)
    return not listed and not _GOES_ON.match(analysis.text, right.end)


def _whole_of_parts(analysis: Analysis, part: Mention) -> Mention | None:
    """The body of which 'its A and its B' are told, where this is A."""
    row = analysis.entities[part.entity]
    owner = analysis.entities.rows.get(row.parent or "")
    if owner is None or not _ITS_BEFORE.search(analysis.text[max(0, part.start - _LOOK_BACK) : part.start]):
        return None
    return Mention(part.start, part.end, owner.id, owner.type)


def _whose_ministry(analysis: Analysis, left: Mention, right: Mention) -> Mention | None:
    """The state of which a ministry is told as 'its' behind another body of that state: 'Peru's Ministry of X and its
    |Ministry of Y|'; None where the right one is no ministry, since that belongs to no other body."""
    owner = analysis.entities.rows.get(analysis.entities[left.entity].parent or "")
    if owner is None or owner.type != "State" or not _MINISTRY.match(analysis.entities[right.entity].name):
        return None
    return Mention(left.start, left.end, owner.id, owner.type)


def _preside(analysis: Analysis, state: Mention, body: Mention) -> None:
    """'the |Danish Presidency| of the |Council of the EU|': the state has the chair of the body."""
    presides = state.type == "State" and analysis.surface(state).endswith("Presidency")
    if presides and body.type in ("InternationalOrganization", "Process"):
        span = Span(state.start, body.end)
        analysis.claim("chair", body.entity, state.entity, "presidency-of", span, confidence=0.85)


def _acting_through(analysis: Analysis) -> None:
    """'A held it through its Unit', 'A, through the Unit of its Department, held it': the parts by which A acts."""
    for part in list(analysis.mentions):
        before = analysis.text[max(0, part.start - _LOOK_BACK) : part.start]
        types = ("InternationalOrganization", "GovernmentBody", "CivilSociety")
        whole = _who_acts(analysis, part, (*types, "State") if part.type == "GovernmentBody" else types)
        if whole is None:
            continue
        if _THROUGH_ITS.search(before):
            _attach(analysis, part, whole, "its")
        elif _THROUGH_THE.search(before):
            _of_its(analysis, part, whole)


def _who_acts(analysis: Analysis, part: Mention, types: Sequence[str]) -> Mention | None:
    """The body that stands right before a part but for 'through the', else the one with which the sentence begins."""
    stops = [m.end() for m in _STOP.finditer(analysis.text, max(0, part.start - _SENTENCE), part.start)]
    before = analysis.mentions.within(stops[-1] if stops else 0, part.start)
    if not before:
        return None
    beside = before[-1].type in types and _THROUGH.fullmatch(analysis.text[before[-1].end : part.start])
    opens = analysis.text[stops[-1] if stops else 0 : before[0].start] in ("", "The ")
    found = before[-1] if beside else before[0] if opens else None
    return found if found and found.type in types else None


def _of_its(analysis: Analysis, part: Mention, whole: Mention) -> None:
    """'through the |Unit| of its |Department|': the department is part of the whole, the unit of the department."""
    row = analysis.entities[part.entity]
    inside = " of its " in analysis.surface(part)
    if inside and row.parent and analysis.entities[row.parent].parent is None:
        analysis.entities.update(row.parent, parent=whole.entity)
        span = Span(whole.start, part.end)
        analysis.claim("partOf", row.parent, whole.entity, "its", span, confidence=0.85)
    after = next(iter(analysis.mentions.within(part.end, part.end + _LOOK_BACK)), None)
    if after is not None and _OF_ITS.fullmatch(analysis.text[part.end : after.start]):
        _attach(analysis, after, whole, "its")
        _attach(analysis, part, after, "its")


def _stands(analysis: Analysis, mention: Mention, where: Mention) -> bool:
    """Whether a mention is of what stands somewhere: an office, a secretariat; an institute by its name in a city."""
    words = analysis.surface(mention)
    city = where.type == "Place" and not analysis.text.endswith((" at ", " at the "), mention.end, where.start)
    housed = city and mention.type in ("InternationalOrganization", "CivilSociety") and _HOUSED.search(words)
    return mention.type in ("Facility", "Office") or bool(housed) or _SEATED.search(words) is not None


def _share_parents(analysis: Analysis) -> None:
    """Gives the parent behind the last of bodies of one kind to those before it: 'the State Border Service and the
    State Customs Service of X'."""
    last: Mention | None = None
    for left, right in reversed(list(pairwise(list(analysis.mentions)))):
        one, other = analysis.entities[left.entity], analysis.entities[right.entity]
        if one.type != "GovernmentBody" or other.type != one.type or not other.parent or one.parent or one.reference:
            continue
        joined = _AND_THE.fullmatch(analysis.text[left.end : right.start])
        alike = _noun(one.name) == _noun(other.name) or _sends_staff(analysis, left, right)
        if joined and alike and (right == last or " of " in analysis.text[right.start : right.end + 4]):
            last = left
            part = _apart(analysis, left, other.parent)
            span = Span(left.start, right.end)
            analysis.claim("partOf", part, other.parent, "shared-owner", span, confidence=0.85)


def _sends_staff(analysis: Analysis, first: Mention, last: Mention) -> bool:
    """Whether two bodies of one state send people together: 'officers of the |Visa Service| and the |Ministry of
    Justice of Chad|'; a state's embassy is abroad, beside bodies of another."""
    owner = analysis.entities[analysis.entities[last.entity].parent or ""]
    names = f"{analysis.surface(first)} {analysis.surface(last)}"
    sent = _STAFF.search(analysis.text[max(0, first.start - _SENT_NEAR) : first.start])
    return owner.type == "State" and sent is not None and not _POSTED.search(names)


def _share_owners(analysis: Analysis) -> None:
    """Gives the state before the first of several bodies to those that follow without an article: 'Ghana's Immigration
    Service and Police Service'."""
    for left, right in pairwise(list(analysis.mentions)):
        one, other = analysis.entities[left.entity], analysis.entities[right.entity]
        if one.type != "GovernmentBody" or other.type != one.type or not one.parent or other.parent or other.reference:
            continue
        owner = analysis.entities[one.parent]
        before = analysis.text[max(0, left.start - 40) : left.end]
        joined = _JOINED.fullmatch(analysis.text[left.end : right.start])
        if joined and owner.type == "State" and re.search(rf"\b{re.escape(owner.name)}[’']s\b", before):
            part = _apart(analysis, right, owner.id)
            analysis.claim("partOf", part, owner.id, "shared-owner", Span(left.start, right.end), confidence=0.85)


def _apart(analysis: Analysis, mention: Mention, owner: str) -> str:
    """The body of this mention with its owner: another one than that of the same name elsewhere in the article."""
    row = analysis.entities[mention.entity]
    if len(analysis.mentions_of(row.id)) == 1:
        analysis.entities.update(row.id, parent=owner)
        return row.id
    analysis.mentions.remove(mention)
    part = analysis.entities.add(row.type, row.name, parent=owner)
    analysis.mention(mention.start, mention.end, part, mention.form)
    return part


def _noun(name: str) -> str:
    """The last word of a body's name before its tail: 'Service' of 'State Customs Service of Turkmenistan'."""
    return _TAIL.split(name)[0].rpartition(" ")[2]


def _attach(analysis: Analysis, part: Mention, whole: Mention, rule: str) -> None:
    row, owner = analysis.entities[part.entity], analysis.entities[whole.entity]
    if row.reference and row.type in OWNED and owner.reference in reference().ancestors(row.reference):
        span = Span(min(part.start, whole.start), max(part.end, whole.end))
        analysis.claim("partOf", row.id, owner.id, rule, span, confidence=0.9)
    elif row.reference and row.type == owner.type == "GovernmentBody" and rule == "of-parent":
        span = Span(min(part.start, whole.start), max(part.end, whole.end))
        analysis.claim("partOf", row.id, owner.id, rule, span, confidence=0.85)
    _attach_body_of_state(analysis, part, whole, rule)
    if row.parent or row.reference or row.type not in OWNED or part.entity == whole.entity:
        return
    unit = owner.type == "Office" and row.type in _PARTS and _UNIT.search(row.name)
    steers = owner.type == "Project" and row.type == "Process" and is_committee(row.name)
    if owner.type not in OWNERS and not (unit or steers):
        return
    if part.form == "coreference" or (row.type == "Facility" and owner.type == "State"):
        return
    if row.type in ("Process", "InternationalOrganization", "CivilSociety") and owner.type == "State":
        return
    if _circular(analysis, whole.entity, part.entity):
        return
    analysis.entities.update(row.id, parent=owner.id)
    span = Span(min(part.start, whole.start), max(part.end, whole.end))
    if rule != "its":
        analysis.entities.alias(row.id, " ".join(analysis.surface(span).split()))
    analysis.claim("partOf", row.id, owner.id, rule, span, confidence=0.85)


def _attach_body_of_state(analysis: Analysis, part: Mention, whole: Mention, rule: str) -> None:
    """Claims the ministry of which a body is said to be that has its state in its name: 'the |Kenyan Visa Service| of
    the Ministry of Justice'."""
    row, owner = analysis.entities[part.entity], analysis.entities[whole.entity]
    above = analysis.entities.rows.get(row.parent or "")
    if row.type != "GovernmentBody" or owner.type != row.type or above is None or above.type != "State":
        return
    if rule == "of-parent" and not row.reference and not _circular(analysis, owner.id, row.id):
        span = Span(min(part.start, whole.start), max(part.end, whole.end))
        analysis.claim("partOf", row.id, owner.id, rule, span, confidence=0.85)


def _circular(analysis: Analysis, start: str, part: str) -> bool:
    """Whether the owner belongs to the part already."""
    seen: set[str] = set()
    at: str | None = start
    while at and at not in seen:
        if at == part:
            return True
        seen.add(at)
        at = analysis.entities[at].parent if at in analysis.entities.rows else None
    return False
