"""Names composed of known names and head words: bodies, organs, offices, committees.

Each function reads units and gives candidates; `kg.extract.names.mentions` chooses among overlapping ones and enters
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.bodies.members_told import kind_by_members
from kg.extract.documents.documents_treated import is_signed_behind
from kg.extract.names.heads import Head, head_at, named_heads
from kg.extract.names.name_grammar import COUNTED, Reading, read_name
from kg.extract.names.units import Unit, is_field, is_name_word, word_class
from kg.extract.persons.presidencies import held_in_turn
from kg.reference import reference

_ORGANISATIONS = frozenset({"InternationalOrganization", "CivilSociety", "Office", "PrivateSector", "Project"})
OWNED = frozenset({"GovernmentBody", "Office", "InternationalOrganization", "Process", "Facility", "CivilSociety"})
"""Types of what can be part of what its name says."""
OWNERS = frozenset({"State", "GovernmentBody", "InternationalOrganization", "Process", "CivilSociety"})
_PEOPLE = word_class("people")
_WORLD_BODIES = frozenset("Agency Commission Council Authority Board Secretariat Court Bureau Service".split())
_BRACKETS_INSIDE = re.compile(r"\s*\([A-Z][\w&-]*\)(?=\s+\w)")
_YEAR_BEHIND = re.compile(r",? (?:(?:of|for) )?\(?(?:19|20)\d\d(?: ?[-–/] ?(?:(?:19|20)\d\d|\d\d))?\)?$")
_LEADS = frozenset("the a an its their this 's ’s global new draft revised final proposed updated".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that might stand here. `rank`: of two of one length the lower wins. `parent`, `place`: known names that
    it states; `shorter`: further forms of the name; `head`: its head word, folded."""

    start: int
    end: int
    type: str
    name: str
    rank: int = 5
    form: str = "name"
    reference: str | None = None
    country: str | None = None
    parent: Unit | None = None
    place: Unit | None = None
    shorter: tuple[str, ...] = ()
    head: str = ""
    family: str = ""


_DONE = frozenset("funded financed sponsored supported backed led run implemented".split())


def adjective_candidates(units: Sequence[Unit]) -> Iterator[Candidate]:
    """The State of 'the |Swiss|-funded programme'."""
    for at, unit in enumerate(units[:-2]):
        done = unit.kind == "adjective" and unit.type == "State" and units[at + 1].text == "-"
        if done and units[at + 2].text in _DONE and units[at + 2].start - unit.end == 1:
            yield Candidate(unit.start, unit.end, "State", unit.row_name, 1, "composed", unit.reference, unit.reference)


def headed_candidates(text: str, units: Sequence[Unit], families: frozenset[str]) -> Iterator[Candidate]:
    """Names around the capitalised heads of these families."""
    behind = 0
    for at in range(len(units)):
        found = head_at(units, at) if units[at].kind == "word" else None
        if found is None or found[0].family not in families or found[1] <= behind:
            continue
        head, after = found
        behind = after if head.family != "documents" else behind
        reading = read_name(text, units, at, head, after)
        kind = classify(units, reading)
        role = bool(reading.first) and units[reading.first - 1].text == "as" and head.words[-1] == "Secretariat"
        if not kind or role or _goes_on(units, reading) or _is_every_society(units, reading):
            continue
        if head.words[-1] in _PORTFOLIOS and _of_minister(units, reading.first):
            continue
        if head.words[-1] == "Presidency" and held_in_turn(units, after - 1):
            continue
        if not is_meeting(text, units, reading) and not _sits_once(units, reading):
            yield to_candidate(text, units, reading, kind)


_PORTFOLIOS = frozenset({"Administration", "Services", "Service", "Management"})
"""Nouns for bodies that as often end what a minister is in charge of."""


def _of_minister(units: Sequence[Unit], at: int) -> bool:
    """Whether the name at `at` is a portfolio: 'Minister of Territorial Administration'."""
    return at > 1 and units[at - 1].text in ("of", "for") and units[at - 2].text.casefold() == "minister"


_HELD = re.compile(
    r"[^.;]{0,60}?\b(?:held|took place|takes place|opened|opens|convened|concluded|ended|kicked off|began)\b"
)
_COUNTED = (
    r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+th|annual|inaugural)"
    r"\s+(?:annual\s+|regular\s+|regional\s+|global\s+)?"
)


_AT = frozenset({("at", "the"), ("during", "the"), ("at", "a")})


def is_meeting(text: str, units: Sequence[Unit], reading: Reading) -> bool:
    """Whether a dialogue or forum is a meeting here: it is held, or has a number somewhere ('the 3rd Dialogue')."""
    if "meeting" not in reading.head.flags:
        return False
    if reading.place is not None and reading.place.type == "Place":
        return True
    lead = tuple(u.text for u in units[max(0, reading.first - 2) : reading.first])
    name = text[units[reading.first].start : units[reading.nucleus[1] - 1].end]
    return lead in _AT or is_counted(text, name) or bool(_HELD.match(text, units[reading.last - 1].end))


_ONCE = frozenset("in on at from between took takes was will were , – -".split())
_COMES = frozenset(
    "attend attended attends attending hosted hosts host hosting opened joined addressed during at".split()
)


def _sits_once(units: Sequence[Unit], reading: Reading) -> bool:
    """Whether a 'Meeting of Ministers' is one sitting here: only its acronym makes it the body that sits again
    ('reports to the Senior Officials Meeting |(SOM)|'), and it is one where it is attended, or has a place or day."""
    if "defined" not in reading.head.flags:
        return False
    behind = units[reading.last].text if reading.last < len(units) else ""
    before = {u.text.casefold() for u in units[max(0, reading.first - 3) : reading.first]}
    return not reading.acronym or behind in _ONCE or not before.isdisjoint(_COMES)


def is_counted(text: str, name: str) -> bool:
    """Whether the text gives a number to what is called so: 'the 4th Migration Forum'."""
    words = r"\s+".join(map(re.escape, name.split()))
    return bool(re.search(_COUNTED + words + r"\b", text, re.I))


def _is_every_society(units: Sequence[Unit], reading: Reading) -> bool:
    """'(National) Red Cross and Red Crescent Societies': a kind, not one of them."""
    if reading.head.words[0] != "Red" or (reading.parent and reading.parent.type == "State"):
        return False
    at = reading.nucleus[1]
    at += at < len(units) and units[at].text in ("and", "&", "/")
    return at < len(units) and units[at].text in ("Red", "Societies", "Movement")


_OF_CHIEFS = (["chief", "of"], ["head", "of"])


def classify(units: Sequence[Unit], reading: Reading) -> str:
    """The entity type of a name, or an empty string where it is none."""
    head, (at, after) = reading.head, reading.nucleus
    capital = any(u.text[0].isupper() for u in units[at:after])
    if head.words == ("Mission",) and [u.text.lower() for u in units[max(0, at - 2) : at]] in _OF_CHIEFS:
        return ""  # 'Chief of |Mission of B in S|': a post
    if head.words == ("Delegation",) and [u.text.lower() for u in units[max(0, at - 2) : at]] == ["heads", "of"]:
        return ""  # 'the Heads of |Delegation of the Member Countries|': persons
    if head.words == ("Mission",) and (owner := reading.parent) is not None:
        posted = any(unit.text in ("to", "in") for unit in units[after : reading.last])
        if owner.type == "State":
            return "GovernmentBody" if capital and posted else ""
        if reading.last > after and units[after].text == "of" and not posted:
            return ""
    kind = (
        _by_members(units, reading)
        or _acting_centre(units, reading)
        or _of_region(units, reading)
        or _column(units, head, reading)
    )
    if not capital and _by_number(units, reading):
        return kind
    if not capital:
        lower = (
            "lower" in head.flags and reading.parent is not None and reading.parent.type in ("State", *_ORGANISATIONS)
        )
        seated = reading.last > after and units[after].text in ("to", "in")
        lower = lower and (seated or head.words != ("Delegation",))
        local = "lower-place" in head.flags and reading.last > after and units[reading.last - 1].type == "Place"
        return kind if local or (lower and not _before_people(units, reading.last)) else ""
    if not kind or (reading.parent is None and not _enough(units, reading)):
        return ""
    return kind


def _by_number(units: Sequence[Unit], reading: Reading) -> bool:
    """Whether a document is called by its number in plain words: 'resolution 73/195', 'law no. 5'."""
    head, behind = reading.head, units[reading.nucleus[1] : reading.last]
    counted = head.words[-1] in COUNTED or any(u.text.casefold() in ("no", "nr", "number") for u in behind[:2])
    counted = counted or (head.words[-1] in ("Law", "Decree") and any("/" in u.text for u in behind[:1]))
    return head.family == "documents" and counted and any(u.kind == "number" for u in behind[:4])


_JURISTS = frozenset("of the Judges Magistrates Prosecutors and &".split())
"""Of whom a council that appoints them is made: 'High Council |of Judges and Prosecutors|'."""


def _by_members(units: Sequence[Unit], reading: Reading) -> str:
    """The type of a body that its tail tells: of the Red Cross, of heads of authorities, of firms, of civil society;
    else an empty string."""
    tail = [u.text for u in units[reading.nucleus[1] : reading.last]]
    words = {u.text for u in units[reading.core : reading.last]}
    if kind := kind_by_members(reading, tail, words):
        return kind
    if reading.head.family == "bodies" and "Red" in tail and ("Cross" in tail or "Crescent" in tail):
        return "CivilSociety"
    members = any(word in word_class("plural-office") for word in tail)
    if not members or reading.head.words[-1] not in ("Council", "Conference", "Committee"):
        return ""
    if _JURISTS.issuperset(tail) and reading.head.words[-1] == "Council":
        return reading.head.state
    states = any(word in ("State", "Government", "Ministers") for word in tail)
    return _column(units, reading.head, reading) or "InternationalOrganization" if states else "Process"


def _acting_centre(units: Sequence[Unit], reading: Reading) -> str:
    """'Centre for X (CX)': a centre with an acronym of its own is an institute, and no building."""
    named = reading.head.words in (("Centre",), ("Center",)) and reading.acronym and reading.parent is None
    after = reading.nucleus[1]
    plain = named and reading.first == reading.nucleus[0] and after < len(units) and units[after].text == "for"
    return "CivilSociety" if plain else ""


def _of_region(units: Sequence[Unit], reading: Reading) -> str:
    """A body that a region of several states has in its name ('Caribbean Public Health Agency') is one of states."""
    first, after = units[reading.core], units[min(reading.core + 1, reading.last - 1)]
    land = first.type == "Place" and (first.reference or "").startswith("region-")
    region = land or first.text in word_class("region")
    wide = first.text in word_class("world") and reading.head.words[-1] in _WORLD_BODIES
    centre = reading.head.words in (("Centre",), ("Center",))
    if not (region or wide) or not (centre or reading.head.family == "bodies"):
        return ""
    if after.text in ("Affairs", "Integration"):
        return ""
    if centre:
        return "InternationalOrganization" if region and reading.last > reading.nucleus[1] else ""
    shared = not reading.head.alone and reading.head.organisation == "InternationalOrganization"  # 'Andean Parliament'
    state = reading.head.state if shared and region else _column(units, reading.head, reading)
    return "InternationalOrganization" if state == "GovernmentBody" else ""


def _column(units: Sequence[Unit], head: Head, reading: Reading) -> str:
    parent = reading.parent
    if parent is None and is_organ_of_group([u.text for u in units[reading.first : reading.nucleus[1]]]):
        return head.process or head.organisation
    if parent is not None and parent.type == "Place" and head.words[0] == "Police" and not head.alone:
        return head.state  # of a province or city
    if parent is None or parent.type in ("Place", "Document"):
        seated = head.family == "bodies" and "in-place" in head.flags and reading.place is not None
        return head.state if (reading.national or seated) and head.state else head.alone
    if parent.type in _ORGANISATIONS:
        organ = head.organisation == "InternationalOrganization"
        return "CivilSociety" if organ and parent.type in ("CivilSociety", "PrivateSector") else head.organisation
    if parent.type == "Process":
        return head.process or head.organisation
    return head.state


GROUPS = frozenset(
    "Process Dialogue Group Forum Community Network Partnership Initiative Platform Organization Organisation Union"
    " Alliance Association Conference Consultations Mechanism".split()
)
_ORGANS_OF_GROUPS = tuple(
    f"{kind} {noun}".casefold().split()
    for kinds, noun in (
        (("Technical", "General", "Permanent", "Executive", ""), "Secretariat"),
        (("Steering", "Executive", "Technical", "Standing"), "Committee"),
        (("Expert", ""), "Panel"),
        (("Steering", "Working"), "Group"),
        (("Advisory", "Management"), "Board"),
        (("Support",), "Unit"),
    )
    for kind in kinds
)


def is_organ_of_group(words: Sequence[str]) -> int:
    """How many words of a name tell the group whose organ it names, known or not: 1 of 'PIDC Secretariat', 3 of
    'Melanesian Spearhead Group Secretariat'; 0 where it is no such name."""
    folded = [word.casefold() for word in words]
    organ = next((organ for organ in _ORGANS_OF_GROUPS if folded[-len(organ) :] == organ), [])
    group = list(words[: len(words) - len(organ)]) if organ else []
    if len(group) == 1:
        plain = group[0].removesuffix("'s").removesuffix("’s")
        acronym = plain.isupper() and 2 < len(plain) < 9 and plain.replace("-", "").isalpha()
        return int(acronym and plain not in word_class("no-acronym"))
    noun = group[group.index("of") - 1] if "of" in group[1:] else (group or [""])[-1]
    told = len(group) > 1 and noun in GROUPS and not named_heads(" ".join(group))
    return len(group) if told and all(word[0].isupper() or word in ("of", "the", "for") for word in group) else 0


def _enough(units: Sequence[Unit], reading: Reading) -> bool:
    """Whether a name without a parent says enough to be one."""
    flags, (at, after) = reading.head.flags, reading.nucleus
    if is_organ_of_group([u.text for u in units[reading.first : after]]):
        return True
    if "bare" in flags or (reading.acronym and (reading.content or after - at > 1)):
        return True
    lead = units[reading.first - 1].text.casefold() if reading.first else ""
    if reading.head.family == "processes" and reading.last < len(units) and units[reading.last].text == "between":
        return True
    if reading.head.family == "documents" and not reading.last > after:
        follower = units[reading.last].text if reading.last < len(units) else ""
        signed = reading.first > 1 and units[reading.first - 2].text.casefold() in _SIGNING
        signed = signed or is_signed_behind(units, reading.last, lead)
        if _is_dated(units, reading) or _is_told_behind(units, reading, lead):
            return True
        return (follower in ("between", "signed") and lead in _LEADS) or _document_enough(reading, lead, signed)
    if "lower" in flags and reading.head.family == "bodies" and not reading.national:
        before = head_at(units, reading.first - 2) if reading.first > 1 and lead in ("and", ",", "&") else None
        listed = len(reading.head.words) > 1 and before is not None and before[0].family == "bodies"
        whose = units[reading.first : at]  # 'Puntland Coast Guard', and no list of fields
        named = bool(whose) and len(reading.head.words) > 1 and not any(is_field(u) or not u.capital for u in whose)
        return reading.last > after or lead in _LEADS or listed or named
    if reading.head.family == "facilities" and len(reading.head.words) > 1 and lead in _LEADS:
        return True
    words = [*units[reading.first : at], *units[after : reading.last]]
    if "content-tail" in flags:
        return reading.last > after
    if "portfolio" in flags:
        return reading.national or any(is_field(u) for u in words)
    if "office-of" in flags:
        return after - at > len(reading.head.words)
    named = reading.head.family == "organisations" and ("needs-content" not in flags or "for" in reading.head.words)
    return reading.content or (after - at > 1 and (reading.head.family == "bodies" or (named and lead == "the")))


_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = frozenset("Convention Protocol Treaty Constitution Covenant Declaration".split())
"""Of which the year tells which one is meant: 'the |1961| Convention'."""
_SIGNING = frozenset("sign signs signed signing ratified ratifies initialled concluded".split())


def _is_dated(units: Sequence[Unit], reading: Reading) -> bool:
    """Whether a year alone tells which text is meant."""
    bare = reading.last == reading.nucleus[1] and not reading.content and reading.head.family == "documents"
    return bare and reading.head.words[-1] in _DATED and _YEAR.fullmatch(units[reading.first].text) is not None


def _is_told_behind(units: Sequence[Unit], reading: Reading, lead: str) -> bool:
    """Whether words in lower case behind a noun of several words tell which text is meant: 'the |Memorandum of
    Understanding| on human trafficking'."""
    known = len(reading.head.words) > 1 and "strong" in reading.head.flags and lead in _LEADS
    behind = units[reading.last : reading.last + 3]
    if not known or len(behind) < 3 or behind[0].text not in ("on", "for", "against", "concerning", "regarding"):
        return False
    first = behind[2] if behind[1].text == "the" else behind[1]
    return first.kind == "word" and first.text.islower() and first.text not in _OTHERWISE


_OTHERWISE = frozenset("a an the this that these those its their which whom whose other one same behalf basis".split())
"""Words behind 'on' or 'for' that tell of no subject: 'the Action Plan on |which| they agreed'."""


def _document_enough(reading: Reading, lead: str, signed: bool = False) -> bool:
    """Whether a document's name without a tail tells enough: what it is called, and a determiner before weak heads."""
    flags = reading.head.flags
    if not reading.content and lead == "the":
        return signed and "indefinite" in flags
    led = lead in _LEADS
    if "indefinite" in flags or ("strong" in flags and len(reading.head.words) > 1):
        return led or reading.content or lead.isdigit()
    if "capital-bare" in flags:
        return led
    return reading.content and ("tail" not in flags or led)


def _before_people(units: Sequence[Unit], at: int) -> bool:
    return at < len(units) and units[at].kind == "word" and units[at].text.casefold() in _PEOPLE


_WEAK_PROJECTS = (("Support",), ("Appeal",), ("Package",), ("Scheme",), ("Instrument",))


def _goes_on(units: Sequence[Unit], reading: Reading) -> bool:
    """Whether a word follows that makes the head a part of something else ('Police Club', 'Strategy Meeting')."""
    at = reading.last
    if at >= len(units) or at > reading.nucleus[1]:
        return False
    unit = units[at]
    if unit.text == "Secretary" and reading.head.words == ("Cabinet",):
        return True  # a minister, not the secretary of the cabinet
    if reading.head.family == "documents":
        return unit.capital and unit.text not in word_class("function")
    if reading.head.words in _WEAK_PROJECTS:
        return unit.capital and is_name_word(unit)  # 'Support Group', 'Scheme Board'
    weak = len(reading.head.words) == 1 and "lower" in reading.head.flags
    people = _before_people(units, at) and not unit.capital and weak
    return people or (weak and unit.capital and is_name_word(unit))


def to_candidate(text: str, units: Sequence[Unit], reading: Reading, kind: str) -> Candidate:
    """The candidate of a name as read."""
    start, end = units[reading.first].start, units[reading.last - 1].end
    short = [text[units[a].start : units[b - 1].end] for a, b in reading.shorter if b > a and _names(reading, a, b)]
    short += [reading.acronym] if reading.acronym else []
    undated = _YEAR_BEHIND.sub("", text[start:end]) if reading.head.family == "documents" else ""
    short += [undated] if undated and undated != text[start:end] and reading.content else []
    parent = reading.parent if kind in OWNED and reading.parent and reading.parent.type in OWNERS else None
    name = text[start if _is_dated(units, reading) else units[reading.core].start : end]
    if reading.acronym and name.endswith(f"({reading.acronym})"):
        name = name[: -len(reading.acronym) - 2].rstrip()
    if (known := reading.parent) and known.forms and name.endswith(known.text):
        name = name[: -len(known.text)] + known.label
    whole = _BRACKETS_INSIDE.sub("", name)
    owned = parent and parent.reference and parent.type == "State"
    country = parent.reference if parent and owned else None
    return Candidate(
        start,
        end,
        kind,
        whole,
        4,
        "composed" if parent else "name",
        _row_named(whole, kind)
        if whole != name
        else _row_in_brackets(units[reading.first : reading.last], kind) or _organ_row(reading, kind),
        country,
        parent,
        reading.place,
        tuple(short),
        " ".join(reading.head.words).casefold(),
        reading.head.family,
    )


def _organ_row(reading: Reading, kind: str) -> str | None:
    """The reference row of the organ that is named by its owner: 'Commission of the Economic Community of …'."""
    if kind != "InternationalOrganization" or reading.content is False or not (owner := reading.parent):
        return None
    if reading.core != reading.nucleus[0] or len(reading.head.words) > 1 or not owner.reference:
        return None
    rows = (row for row in reference().rows.values() if row.parent == owner.reference and row.type == kind)
    return next((row.id for row in rows if row.name.endswith(f" {reading.head.words[0]}")), None)


def _row_named(name: str, kind: str) -> str | None:
    """The reference row of a name that was written with an acronym inside: 'African Union (AU) Commission'."""
    rows = (row for row in reference().rows.values() if row.type == kind)
    return next((row.id for row in rows if name in (row.name, *row.aliases)), None)


def _row_in_brackets(units: Sequence[Unit], kind: str) -> str | None:
    """The reference row of a known acronym that a name has in brackets: 'Agency for … (USAID)'."""
    known = (b for a, b in pairwise(units) if a.text == "(" and b.kind == "name" and b.type == kind)
    return next((unit.reference for unit in known), None)


def _names(reading: Reading, first: int, last: int) -> bool:
    """Whether a shorter form still says more than its head, or its head is name enough."""
    at, after = reading.nucleus
    return first < at or last > after or "bare" in reading.head.flags or after - at > 1
