"""High offices before a person: in 'UN Secretary-General P' they are a title, not an organisation."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.names.units import word_class
from kg.extract.places.places import common_name
from kg.extract.text.words import BODIES, words
from kg.records import Mention
from kg.reference import ORGANISATIONS, reference

_OFFICE = re.compile(r"(?P<owner>UN|United Nations)(?:['’]s)? (?:Deputy )?(?:Secretary|High Commissioner)", re.I)
_NAME = re.compile(r",? (?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ]")
_NAMED = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?, (?:the )?(?:(?:First |Acting )?Deputy )?$"
)
_NEAR = 60
_OWNER = re.compile(r"(?P<state>[A-ZÀ-Þ][^'’]+)['’]s? ")
_POST = re.compile(
    r"(?:Prosecutor|Attorney|Solicitor|Auditor|Comptroller|Advocate)[ -]General of (?:the )?(?P<state>.+)"
)
_PROGRAMME = re.compile(r"(.+) (?:Programme|Program|Project)")
_OFFICER = re.compile(r" (?:Officer|Manager|Coordinator|Co-ordinator|Assistant|Specialist|Director|Lead)\b")

_SHORT = re.compile(r" \([A-Za-z]+\)$")
_FIELD = re.compile(r" (?:Development|Management|Planning|Support|Operations|Implementation|Coordination)\b")


def free_titles(analysis: Analysis) -> None:
    """Leaves of such a mention only the organisation, where the name of a person follows."""
    for mention in list(analysis.mentions):
        _programme(analysis, mention)
    for entity in [e for e in analysis.entities if e.type in BODIES and e.reference is None]:
        listed = entity.name in word_class("listed-body")
        if not listed and _SHORT.sub("", entity.name).lower() in words("titles", "head"):
            _no_body(analysis, entity.id)
    for mention in [m for m in analysis.mentions if m.type == "GovernmentBody"]:
        _post_of_state(analysis, mention)
    for mention in [m for m in analysis.mentions if m.type == "InternationalOrganization"]:
        owner = _OFFICE.match(analysis.surface(mention))
        if owner and _NAME.match(analysis.text, mention.end):
            _shorten(analysis, mention, mention.start + owner.end("owner"))


def _post_of_state(analysis: Analysis, mention: Mention) -> None:
    """'Prosecutor General of X, P', 'P, Prosecutor General of X': the post of a person, of which X alone is named."""
    post = _POST.fullmatch(analysis.surface(mention))
    state = analysis.entities[mention.entity].parent
    held = _NAME.match(analysis.text, mention.end) or _NAMED.search(
        analysis.text[max(0, mention.start - _NEAR) : mention.start]
    )
    if post is None or state is None or not held:
        return
    analysis.mentions.remove(mention)
    analysis.mention(mention.start + post.start("state"), mention.end, state)
    if not analysis.mentions_of(mention.entity):
        analysis.entities.remove(mention.entity)


def _no_body(analysis: Analysis, entity: str) -> None:
    """Takes out what is a post and no body: 'Comptroller General (CG)'; of 'Ukraine's Prosecutor General' the state
    stays."""
    parent = analysis.entities[entity].parent
    for mention in analysis.mentions_of(entity):
        analysis.mentions.remove(mention)
        owner = _OWNER.match(analysis.surface(mention))
        if owner and parent and owner["state"] in (analysis.entities[parent].name, *analysis.entities[parent].aliases):
            analysis.mention(mention.start, mention.start + owner.end("state"), parent)
    analysis.entities.remove(entity)


def _programme(analysis: Analysis, mention: Mention) -> None:
    """'IOM Programme Officer', 'IOM's Regional Project Manager': no programme, but an officer of the organisation."""
    surface = analysis.surface(mention)
    owner = _PROGRAMME.fullmatch(surface)
    goes_on = _FIELD.match(analysis.text, mention.end)
    if owner is None or not (_OFFICER.match(analysis.text, mention.end) or goes_on):
        return
    named = _officers_body(analysis, mention, surface) or _officers_office(analysis, surface)
    field = not named and (
        owner[1] in _LEVELS or (len(analysis.mentions_of(mention.entity)) == 1 and _is_new(analysis, mention))
    )
    if not field and named is None:
        return
    analysis.mentions.remove(mention)
    if named:
        analysis.mention(mention.start, mention.start + len(named[0]), named[1])
    if not analysis.mentions_of(mention.entity):
        analysis.entities.remove(mention.entity)


def _officers_body(analysis: Analysis, mention: Mention, surface: str) -> tuple[str, str] | None:
    """The name with which 'IOM Programme', 'B's Regional Project' begins and the one body that it means, where only
    words for levels and fields stand between."""
    found: dict[str, str] = {}
    for entity in (e for e in analysis.entities if e.type in (*BODIES, "Project") and e.id != mention.entity):
        for form in (entity.name, *entity.aliases):
            between = _AFTER_OWNER.fullmatch(surface, len(form)) if surface.startswith(form) else None
            if between and set(between["words"].lower().split()) <= _between():
                found[form] = entity.id if found.get(form, entity.id) == entity.id else ""
    longest = max(found, key=len, default="")
    return (longest, found[longest]) if found.get(longest) else None


def _officers_office(analysis: Analysis, surface: str) -> tuple[str, str] | None:
    """'IOM Zambia' of 'IOM Zambia Programme Officer': the name of the office in a state, and the office."""
    name = surface.rpartition(" ")[0]
    owner, _, land = name.partition(" ")
    body = next((r for r in reference().table(ORGANISATIONS) if r.acronym == owner and r.type == _KIND), None)
    state = next((row for row in reference().states if land in (row.name, common_name(row))), None)
    if body is None or state is None:
        return None
    parent = analysis.entities.add(body.type, body.name, reference=body.id)
    return name, analysis.entities.add("Office", name, parent=parent, country=state.id)


_AFTER_OWNER = re.compile(r"(?:['’]s?)?(?P<words>(?: [\w&-]+){0,3}) (?:Programme|Program|Project)")


def _between() -> frozenset[str]:
    """Words of a post that may stand between a body and 'Programme Manager'."""
    return words("titles_modifiers", "word") | words("titles_portfolios", "word") | {"and", "&"}


_KIND = "InternationalOrganization"
_LEVELS = frozenset({"National", "Regional", "Senior", "Deputy", "Assistant", "Junior", "Associate", "Field", "Local"})


def _is_new(analysis: Analysis, mention: Mention) -> bool:
    """Whether the name is one that no table knows: 'Migration & Development Programme Manager' names a field."""
    return analysis.entities[mention.entity].reference is None and analysis.text[: mention.start].endswith((", ", "("))


def _shorten(analysis: Analysis, mention: Mention, end: int) -> None:
    analysis.mentions.remove(mention)
    row = reference().rows["un"]
    entity = analysis.entities.add("InternationalOrganization", row.name, reference=row.id)
    analysis.mention(mention.start, end, entity)
    if not analysis.mentions_of(mention.entity):
        analysis.entities.remove(mention.entity)
