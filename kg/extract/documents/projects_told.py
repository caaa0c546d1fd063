"""Projects, programmes and campaigns told in lower case, particular ones by who pays for them, carries them out or owns
them: `|a labour migration project| that A finances`, `the A-funded |return programme|`, `A runs |a media campaign|`."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.documents.quoted_projects import TITLING
from kg.extract.names.heads import Head
from kg.extract.names.units import Unit

_PAID = frozenset("funded financed co-funded co-financed implemented supported executed sponsored".split())
_RUN = frozenset("run led managed conducted delivered undertaken carried".split())
_PAYING = frozenset(
    "funds finances funded financed sponsors sponsored implements implemented implementing supports runs ran executes"
    " executed conducts conducted carry carries carried undertakes undertook finance fund implement run conduct funding"
    " financing".split()
)
_BEFORE_APPOSED = frozenset({",", "–", "-", "is", "was", ")", "("})
_VAGUE = frozenset(
    "same new other such similar current larger wider broader whole main first second third next previous various"
    " ongoing several many different big large small major important two three four five training exchange research"
    " study degree master doctoral scholarship internship fellowship work".split()
)
"""Words that do not tell which project is meant, or that tell of a course or a timetable."""
_OWNERS = frozenset({"State", "InternationalOrganization", "GovernmentBody", "Office", "CivilSociety"})
_QUOTES = frozenset('"“‘')
_RELATIVE = 12
"""Units of a relative clause in which its verb stands."""


def is_paid(
    units: Sequence[Unit], first: int, core: int, at: int, after: int, last: int, determiner: str, head: Head
) -> bool:
    """Whether the words around say who pays for the project at [first, last), whose head stands at [at, after), or who
    carries it out, and no name before it is what it is: 'part of a two-year project funded by A'."""
    if head.family != "projects" or (
        first > 1 and units[first - 2].text in _BEFORE_APPOSED and determiner in ("a", "an")
    ):
        return False
    if _is_titled(units, after):
        return False
    told = _tells_apart(units, core, at)
    carried = _done_by(units, after, _PAID) or (core < at and _done_in_clause(units, after))
    if (determiner in ("a", "an") and carried) or (told and _is_owned(units, core, determiner)):
        return True
    if _joined(units, first):
        return told or last > after
    if not told or not determiner:
        return False
    behind = any(_done_by(units, end, _PAID | _RUN) or _done_in_clause(units, end) for end in {after, last})
    return behind or owner_behind(units, after) > 0 or _is_object(units, first)


def _is_titled(units: Sequence[Unit], after: int) -> bool:
    """Whether the project's title stands in quotation marks behind who pays for it: 'a project funded by A, |"X"|'."""
    if after >= len(units) or units[after].text not in _PAID | _RUN:
        return False
    for at in range(after + 2, min(after + _RELATIVE, len(units))):
        if units[at].text in _QUOTES:
            return units[at - 1].text in TITLING
        if units[at].text in (".", ";"):
            break
    return False


def _tells_apart(units: Sequence[Unit], core: int, at: int) -> bool:
    """Whether a word before the head tells what the project does."""
    words = [u for u in units[core:at] if u.kind == "word" and not u.text.endswith(("-year", "-month", "-day"))]
    return bool(words) and words[-1].text.casefold() not in _VAGUE and at - core < 6


def _is_owned(units: Sequence[Unit], core: int, determiner: str) -> bool:
    """Whether a state or body owns the project: 'Chile's |remittance programme|', 'the |Dutch return fund|'."""
    owner = units[core - 2] if determiner == "'s" and core > 1 else units[core]
    return owner.type in _OWNERS and (determiner == "'s" or (determiner == "the" and owner.kind == "adjective"))


def _joined(units: Sequence[Unit], first: int) -> bool:
    """Whether 'EU-funded' stands right before, as a name, a hyphen and a participle, or as one word."""
    joined = first > 2 and units[first - 1].text in _PAID and units[first - 2].text == "-" and units[first - 3].known
    return joined or (first > 0 and units[first - 1].text.endswith(("-funded", "-financed")))


def _done_by(units: Sequence[Unit], at: int, verbs: frozenset[str]) -> bool:
    """Whether a participle and 'by' stand here: 'funded by A', 'carried out by A'."""
    at += at < len(units) and units[at].text == ","
    told = at < len(units) and units[at].text in verbs
    return told and "by" in (u.text for u in units[at + 1 : at + 4])


def _done_in_clause(units: Sequence[Unit], at: int) -> bool:
    """Whether a relative clause follows that says who pays or carries it out: 'which A finances'."""
    at += at < len(units) and units[at].text == ","
    if at >= len(units) or units[at].text not in ("that", "which"):
        return False
    clause = units[at + 1 : at + 1 + _RELATIVE]
    verb = next((i for i, u in enumerate(clause) if u.text in _PAYING | _PAID), None)
    return verb is not None and any(u.capital or u.known for u in (clause[:verb] or clause[verb:]))


def owner_behind(units: Sequence[Unit], after: int) -> int:
    """The index behind 'of A' at this unit, where A is a known body: 'the reintegration programme |of A|'; 0 where
    none stands there."""
    owner = after + 1 + (after + 1 < len(units) and units[after + 1].text == "the")
    of = owner < len(units) and units[after].text == "of"
    return owner + 1 if of and units[owner].kind == "name" and units[owner].type in _OWNERS else 0


def _is_object(units: Sequence[Unit], first: int) -> bool:
    """Whether the verb right before the project and its determiner is one of paying or carrying out."""
    verb = first - 2
    verb -= verb > 0 and units[verb].text == "out"
    return verb > 0 and units[verb].text in _PAYING | {"carrying", "running", "conducting"}
