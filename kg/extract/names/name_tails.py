"""How far the tail of a name goes: phrases of capitals, lists of fields, known names, bodies of which it is a part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.names.heads import Head, head_at
from kg.extract.names.name_lands import behind_regions, behind_union, is_city, is_seat, unknown_place
from kg.extract.names.name_ranks import ranked
from kg.extract.names.units import Unit, is_field, is_name_word, is_name_word_at, starts_person, word_class

AND = frozenset({"and", "&"})
_BESIDE = frozenset({"with", "for", "from", "at"})
INNER = frozenset("of for in on to against from with without into at through among along across towards".split())
ACTORS = frozenset(
    {"State", "GovernmentBody", "InternationalOrganization", "Process", "Office", "CivilSociety", "PrivateSector"}
)
STATE_WORDS = frozenset(
    "National Federal Presidential Parliamentary Inter-Ministerial Interministerial Governmental Royal County"
    " Provincial Municipal State Attorney".split()
)
_TO = frozenset({"relating", "pertaining"})
_AREAS = frozenset("Secretariat Region Route Routes Area Continent Basin Corridor Zone Border Borders".split())
"""Nouns behind a known name that are one name with it: 'the |Pacific Continent|'."""
_ARTICLES = frozenset("the all its their a an la las los le les el lo os as".split())
_PEOPLE = frozenset(
    "Expatriate Migrant Worker Farmer Women Children Men People Girls Youth Person Child Woman Citizen Veteran Refugee"
    " Returnee Emigrant Immigrant Foreigner Member Minor Survivor Victim Asylum-Seeker Family Families".split()
)
_LEAGUES = frozenset(
    "Confederation Federation Union Association Congress Alliance Network Coalition Forum Council Organization".split()
)
_FEW = 3
"""Words behind a known name that are looked at."""
_BODIES = frozenset({"bodies", "organisations", "offices"})
IN_PLACE = "in-place"
"""The flag of heads behind which 'in' and a place are a part of the name."""
_WITHIN = frozenset({"of", "at", "in", "within"})
"""Prepositions before the body that a body is a part of."""
_POSTED = frozenset({"Embassy", "High", "Consulate", "Consulate-General", "Permanent"})
"""First words of bodies that are posted to another state: 'Embassy of Switzerland to Malawi'."""


def glued(units: Sequence[Unit], at: int) -> bool:
    """A hyphen or slash without spaces around it."""
    unit = units[at]
    return (
        unit.text in ("-", "–", "/")
        and 0 < at < len(units) - 1
        and units[at - 1].end == unit.start
        and units[at + 1].start == unit.end
    )


def phrase_end(units: Sequence[Unit], at: int, lists: bool, preps: frozenset[str]) -> int:
    """The index behind the capitalised noun phrase at this unit ('Foreign Affairs, Cooperation and Labour')."""
    end = _words_end(units, at)
    while end > at and end < len(units):
        if units[end].text in AND:
            behind = end + 1 + (end + 2 < len(units) and units[end + 1].text in ("Their", "their"))
            after = _words_end(units, behind)
            joined = (
                _joins(units, behind)
                or _shares_land(units, end)
                or _is_action(units, end, after)
                or (lists and _is_defined(units, after))
            )
            joined = joined or (lists and _are_alike(units, end, after))
            if after == behind or not joined:
                break
            end = after
            continue
        after = _list_end(units, end) if lists and units[end].text == "," else end
        after = _inner_end(units, end, preps) if units[end].text in INNER else after
        if after == end:
            break
        end = after
    return end


def _words_end(units: Sequence[Unit], at: int) -> int:
    """The index behind a run of capitalised words, adjectives and at most one known name."""
    end = at
    while end < len(units) and not (end > at and starts_person(units, end)):
        unit = units[end]
        if (
            unit.kind == "adjective"
            or _office_word(units, end)
            or (end > at and _are_holders(units, end))
            or (is_name_word_at(units, end) and not _starts_body(units, end, at))
        ):
            end += 1
        elif unit.kind == "name" and end == at:
            if (joined := behind_joined(units, end)) > end + 1:
                end = joined
                continue
            if not _modifies_members(units, end):
                return _behind_members(units, end + 1)
            end += 1
        elif unit.type in ("Place", "State") and end + 1 < len(units) and units[end + 1].text in _AREAS:
            end += 2
        elif end > at and glued(units, end):
            end += 1 + units[end + 1].capital  # 'Portuguese-|Speaking| Countries'
        elif end > at and (_people_possessive(units, end) or _holders_office(units, end)):
            end += 1
        else:
            break
    return end


def behind_joined(units: Sequence[Unit], at: int) -> int:
    """The index behind the known name at this unit and what a hyphen joins to it: 'CARICOM|-Spain|'."""
    end = at + 1
    while end + 1 < len(units) and glued(units, end) and (units[end + 1].known or units[end + 1].capital):
        end += 2
    return end


def _tells_members(units: Sequence[Unit], at: int, word: str) -> bool:
    """Whether a known name only tells whose the capitals behind it are: 'Task Force on |ASEAN| Migrant Workers'."""
    if behind_joined(units, at) > at + 1:
        return True
    last = at + 1
    while last < len(units) and last - at <= _FEW and is_name_word(units[last]) and head_at(units, last) is None:
        last += 1
    told = any(is_field(u) or u.text.removesuffix("s") in _PEOPLE for u in units[at + 1 : last])
    return told and units[at].kind == "name" and word not in ("of", "at", "in", "to", "between")


def _are_holders(units: Sequence[Unit], at: int) -> bool:
    """Office-holders of whom a body is made: 'Commission of Migration |Directors| (CMD)'."""
    defined = at + 1 < len(units) and units[at + 1].text == "("
    return units[at].text == "Officers" or (defined and units[at].text in word_class("plural-office"))


def _behind_members(units: Sequence[Unit], at: int) -> int:
    """The index behind 'Member States', or a noun that makes an area of the name before it, at this unit."""
    found = at + 1 < len(units) and units[at].text == "Member" and units[at + 1].text in ("States", "Countries")
    return at + 2 if found else at + (at < len(units) and units[at].text in _AREAS)


def _modifies_members(units: Sequence[Unit], at: int) -> bool:
    """Whether a state's name stands before those who make up a body: 'Federation of |Kenya| Employers'."""
    after = units[at + 1] if at + 1 < len(units) else None
    return units[at].type == "State" and after is not None and after.text in word_class("trade")


def _people_possessive(units: Sequence[Unit], at: int) -> bool:
    """An apostrophe inside a name: of people ('Women's Affairs', 'Workers' Rights'), not of a body."""
    if units[at].kind != "possessive" or at + 1 >= len(units) or not is_name_word(units[at + 1]):
        return False
    inside = is_field(units[at + 1]) and head_at(units, at + 1) is None
    return units[at].text in ("'", "’") or units[at - 1].text in _PEOPLE or (inside and is_field(units[at - 1]))


def _holders_office(units: Sequence[Unit], at: int) -> bool:
    """An apostrophe between the holder of a high office and the office: 'of the Prime Minister|'s| Office'."""
    office = at + 1 < len(units) and units[at].kind == "possessive" and units[at + 1].text == "Office"
    return office and _office_word(units, at - 1)


def _office_word(units: Sequence[Unit], at: int) -> bool:
    """The second word of a high office inside a name: 'Ministry of the Prime Minister', 'Attorney General'."""
    high = word_class("high-office")
    return at > 0 and units[at].text in ("Minister", "General", "President") and units[at - 1].text in high


def _starts_body(units: Sequence[Unit], at: int, first: int) -> bool:
    """Another body's name begins here ('Ministry', 'Embassy'): a list goes on, not a name."""
    found = head_at(units, at) if at == first else None
    return bool(found and found[0].family == "bodies" and "of" in found[0].tail and "list" in found[0].flags)


def _joins(units: Sequence[Unit], at: int) -> bool:
    """Whether what stands behind 'and' goes on with the name: plain words, a field among them, no body, no actor."""
    end = _words_end(units, at)
    if any(u.kind == "name" and u.type in ACTORS for u in units[at:end]):
        return False
    numbered = end < len(units) and units[end].kind == "number" and head_at(units, end - 1)
    if numbered and numbered[0].family == "documents":
        return False  # 'Plan for Foreigners and |Law 169-14|'
    told = any(is_field(u) or u.text.removesuffix("s") in _PEOPLE for u in units[at:end])
    return told or (end == at + 1 and _is_notion(units, at))


def _shares_land(units: Sequence[Unit], joint: int) -> bool:
    """Whether 'and' stands between two parts of one continent: 'Central |and| North America'."""
    after = units[joint + 1] if joint + 1 < len(units) else None
    return units[joint - 1].text in word_class("compass") and after is not None and after.type == "Place"


_NOTION = re.compile(
    r"[A-Z][\w-]{4,}(?:[ts]ions?|ments?|ances?|ences?|ities|ity|ship|hood|[a-z]ics|ture|building|keeping|isms?)"
)


def _is_notion(units: Sequence[Unit], at: int) -> bool:
    """Whether a word that no table knows is for a doing or field by its ending, and begins no other name."""
    unit = units[at]
    plain = unit.kind == "word" and unit.text not in word_class("body") and bool(_NOTION.fullmatch(unit.text))
    follows = units[at + 1] if at + 1 < len(units) else None
    alone = follows is None or not (follows.capital or follows.known or follows.kind == "possessive")
    return plain and alone and head_at(units, at) is None


def _is_action(units: Sequence[Unit], joint: int, after: int) -> bool:
    """Whether 'X and Y of Z' are two doings with one object ('Identification and Referral of Victims')."""
    plain = after == joint + 2 and after < len(units) and units[after].text == "of"
    return plain and units[joint - 1].capital and units[joint + 1].capital and head_at(units, joint + 1) is None


def _are_alike(units: Sequence[Unit], joint: int, after: int) -> bool:
    """Whether 'A and B' are two plain plurals that end a name: 'for Judges and Magistrates'."""
    sides = (units[joint - 1], units[joint + 1]) if after == joint + 2 else ()
    plain = all(u.capital and u.text.endswith("s") and not u.text.isupper() for u in sides)
    goes_on = after < len(units) and (units[after].capital or units[after].known)
    return bool(sides) and plain and not goes_on and head_at(units, joint + 1) is None


def _list_end(units: Sequence[Unit], comma: int) -> int:
    """The index behind ', B and C' or ', B, and C' where every item is a field, or one plain word before a last field;
    `comma` where it is not."""
    at, sure = comma, True
    while at < len(units) and units[at].text == ",":
        item = at + 1
        if item < len(units) and units[item].text in AND:
            break
        end = phrase_items_end(units, item)
        told = _joins(units, item) or (end > item + 1 and _is_notion(units, end - 1))  # ', Rural Renewal and'
        if end == item or not (told or _is_plain_word(units, item, end)):
            return comma
        at, sure = end, sure and told
    if at < len(units) and units[at].text == ",":
        at += 1
    if at >= len(units) or units[at].text not in AND:
        return comma
    end = phrase_items_end(units, at + 1)
    last = _joins(units, at + 1) or (end > at + 2 and _is_notion(units, end - 1))
    closed = last or (sure and (_is_defined(units, end) or _closes(units, at + 1, end)))
    return end if end > at + 1 and closed else comma


def _is_plain_word(units: Sequence[Unit], at: int, end: int) -> bool:
    """Whether one capitalised word stands at [at, end) that is no acronym and begins no other name."""
    return end == at + 1 and units[at].capital and not units[at].text.isupper() and not head_at(units, at)


def _closes(units: Sequence[Unit], at: int, end: int) -> bool:
    """Whether one plain word that begins no other name closes a list of fields: 'Police, Prisons and |Corrections|'."""
    goes_on = end < len(units) and (units[end].capital or units[end].known or units[end].text == "(")
    return _is_plain_word(units, at, end) and not goes_on


def _is_defined(units: Sequence[Unit], at: int) -> bool:
    """Whether an acronym in brackets stands here, which closes the list that it abbreviates."""
    inner = units[at + 1] if at + 2 < len(units) and units[at].text == "(" and units[at + 2].text == ")" else None
    return inner is not None and inner.kind == "word" and inner.text.isupper() and len(inner.text) > 3


def phrase_items_end(units: Sequence[Unit], at: int) -> int:
    """The index behind one item of a list of fields, with 'of' inside."""
    end = _words_end(units, at)
    while end > at and end + 1 < len(units) and units[end].text == "of":
        after = _words_end(units, end + 1)
        if after == end + 1 or units[end + 1].kind == "name":
            break
        end = after
    return end


def _inner_end(units: Sequence[Unit], prep: int, preps: frozenset[str]) -> int:
    """The index behind 'of Persons', 'in Human Beings', 'for the Mediterranean'; `prep` where the name ends."""
    again = prep + 2 < len(units) and units[prep + 1].text in AND and units[prep + 2].text in INNER  # 'from and to'
    at = prep + 1 + 2 * again
    if units[prep].text in _BESIDE and at < len(units) and units[at].text in ("its", "their"):
        return prep  # 'Ministry of X |with its Y Service|'
    while at < len(units) and units[at].text in _ARTICLES:
        at += 1
    if at >= len(units):
        return prep
    unit, of = units[at], units[prep].text == "of"
    if units[prep].text == "in" and is_city(unit):
        return prep
    organ = of and "of" in preps and unit.kind == "name" and unit.type in ("InternationalOrganization", "Process")
    if organ or (of and _is_owner(units, at)) or (units[prep].text in _WITHIN and nested_body(units, prep, at)):
        return prep
    if unit.kind == "name":
        fits = units[prep].text in preps or of or again
    elif of or units[prep].text in preps:
        fits = unit.kind == "adjective" or is_name_word(unit)
    else:
        fits = is_field(unit)
    if not fits or unit.text in word_class("event"):
        return prep
    if IN_PLACE in preps and units[prep].text == "in" and unknown_place(units, at):
        return prep  # 'for Victims of Trafficking |in X|'
    end = _words_end(units, at)
    return end if end > at else prep


def name_tail(units: Sequence[Unit], prep: int, head: Head, lists: bool) -> tuple[int, Unit | None, Unit | None]:
    """The index behind one prepositional tail, the parent and the place that it states."""
    word, at = units[prep].text.casefold(), prep + 1
    at += word in _TO and at < len(units) and units[at].text == "to"
    while at < len(units) and (units[at].text in _ARTICLES or units[at].text == "The"):
        at += 1
    if at >= len(units):
        return prep, None, None
    unit = units[at]
    if (_is_owner(units, at) and not is_seat(units, at)) or (word in _WITHIN and _part_of_body(units, prep, at, head)):
        return prep, None, None
    if (
        word == "of"
        and head.family == "bodies"
        and units[prep + 1].text in ("its", "their")
        and _ends_with_body(units, at)
    ):
        return prep, None, None
    if word == "of" and "bare" in head.flags and _leads_to_project(units, at):
        return prep, None, None
    if unit.kind == "name" and not _modifies_members(units, at):
        return _known_tail(units, prep, at, head, word)
    if word == "of" and head.family not in ("documents", "projects") and unit.text in word_class("plural-office"):
        return _of_holders(units, at, lists), None, None
    schooling = word == "of" and head.family == "bodies" and unit.text == "Training"
    if not (unit.known or (is_name_word_at(units, at) and (schooling or unit.text not in word_class("event")))):
        return prep, None, None
    aim = word == "to" and unit.text in word_class("aim")
    fits = is_field(unit) or unit.kind == "adjective" or aim or unit.text in _SPHERES
    fits = fits or (head.family == "projects" and _leads_on(units, at))
    if word == "in" and not fits and IN_PLACE in head.flags and (place := unknown_place(units, at)):
        return place[0], None, place[1]
    if word in ("in", "to", "between") and not fits:
        return prep, None, None
    end = phrase_end(units, at, lists, head.tail | ({IN_PLACE} & head.flags))
    return (end if end > at else prep), None, None


def _leads_to_project(units: Sequence[Unit], at: int) -> bool:
    """Whether the words from here are the name of a project, which a committee steers: 'of the |Safe Ways Project|'."""
    for unit in units[at : at + _LONG]:
        if unit.text in _PROJECTS or unit.type == "Project":
            return True
        if not (unit.capital or unit.known or unit.text in _JOINTS):
            return False
    return False


_LONG = 16
"""Units of the name of a project that are looked at."""
_PROJECTS = frozenset("Project Projects Programme Program Fund Initiative".split())
_JOINTS = frozenset(", and & of the for on in to ( ) - – : / ' ’ s".split())
_SPHERES = frozenset("Area Areas Field Fields Sphere Domain Context".split())
"""What a name may say by 'in the' that it is about: 'Strategy in the |Field| of Migration'."""


def _leads_on(units: Sequence[Unit], at: int) -> bool:
    """Whether a capitalised word leads on to a field: 'Support in |Strengthening| Integrated Border Management'."""
    goes_on = at + 1 < len(units) and units[at].capital and units[at + 1].capital
    return goes_on and (units[at].text.endswith("ing") or is_field(units[at + 1]))


def _is_owner(units: Sequence[Unit], at: int) -> bool:
    """A known name that owns a body of its own: 'the Department of |Jordan's Security Directorate'."""
    return units[at].known and at + 2 < len(units) and units[at + 1].kind == "possessive" and units[at + 2].capital


def _part_of_body(units: Sequence[Unit], prep: int, at: int, head: Head) -> bool:
    """Whether a body's tail is the name of the body that it belongs to, which stands for itself."""
    return head.family in (*_BODIES, "processes", "facilities") and nested_body(units, prep, at)


def _ends_with_body(units: Sequence[Unit], at: int) -> bool:
    """Whether the capitals from here end with the head of a body: 'Unit of its |Investigations Department|'."""
    end = at
    while end < len(units) and units[end].capital:
        end += 1
    found = (head_at(units, i) for i in range(at, end))
    return any(head is not None and head[0].family == "bodies" for head in found)


def nested_body(units: Sequence[Unit], prep: int, at: int) -> bool:
    """Whether the name of another body begins here, of which this one is a part: it has a state's adjective, or an
    acronym of its own, before or behind its head."""
    end = at + (units[at].kind == "name" and units[at].type in ("State", "Place"))
    while end < len(units) and (_of_land(units, end, at) or is_name_word_at(units, end)):
        end += 1
    first, found = next(
        ((i, f) for i in range(at, end) if (f := head_at(units, i)) and f[0].family in _BODIES), (None, None)
    )
    if first is None or found is None:
        return False
    if found[0].words == ("University",) and prep > 2 and units[found[1] :][:1] and units[found[1]].text == "of":
        return True
    if first > at and units[at].known:
        return not _is_league(units, prep, found)
    acronym = units[end + 1].text if end + 2 < len(units) and units[end].text == "(" else ""
    initials = "".join(u.text[0] for u in units[at:end])
    if len(acronym) > 1 and acronym == initials:
        return True
    told = prep > 1 and (units[prep - 1].text == ")" or units[prep - 2].capital or units[prep - 2].text in AND)
    if not told or at == prep + 1 or ranked(units, prep):
        return False
    return (first > at and units[at].text in STATE_WORDS) or len(found[0].words) > 1


def _of_land(units: Sequence[Unit], at: int, first: int) -> bool:
    """An adjective of a state, or a state or place before the head of a body: 'the Royal |Malaysia| Police'."""
    unit = units[at]
    placed = unit.kind == "name" and unit.type in ("State", "Place") and at == first + 1
    found = head_at(units, at + 1) if placed and at + 1 < len(units) and units[at + 1].capital else None
    return unit.kind == "adjective" or (found is not None and found[0].family == "bodies")


def _is_league(units: Sequence[Unit], prep: int, found: tuple[Head, int]) -> bool:
    """Whether the nested name is that of the members of a league: 'Confederation of |Ethiopian Trade Unions|'."""
    members = found[0].family == "organisations" and found[0].words[-1].endswith("s")
    return members and units[prep - 1].text in _LEAGUES


def _of_holders(units: Sequence[Unit], at: int, lists: bool) -> int:
    """The index behind the office-holders that a council or association is made of: 'of the Heads of Authorities'."""
    end = at + 1
    if end + 1 < len(units) and units[end].text in ("of", "for", "in"):
        behind = end + 1 + (units[end + 1].text in ("the", "all"))
        after = phrase_end(units, behind, lists, frozenset({"of"}))
        return after if after > behind and units[behind].kind != "name" else end
    joined = end + 1 < len(units) and units[end].text in AND and units[end + 1].text in word_class("plural-office")
    return end + 2 if joined else end


def _states_end(units: Sequence[Unit], at: int) -> int:
    """The index behind ', B and C' where all are known names: 'the office for A, B and C'."""
    end = at
    while end + 1 < len(units) and units[end].text == "," and units[end + 1].type in ("State", "Place"):
        end += 2
    end += end < len(units) - 2 and units[end].text == "," and units[end + 1].text == "and"
    if end + 1 >= len(units) or units[end].text not in AND:
        return at
    last = end + 1 + (units[end + 1].text == "the")
    last += last < len(units) and units[last].text in word_class("compass")
    land = units[last] if last < len(units) and units[last].kind == "name" else None
    region = land is not None and land.type == "Place" and last > end + 1 and not is_city(land)
    states = land is not None and (land.type == "State" or region or (end == at and land.type == units[at - 1].type))
    return last + 1 if states else at


def _with_neighbours(units: Sequence[Unit], at: int) -> bool:
    """Whether the states around are told with the one before: 'for Mali |and Neighbouring Countries|'."""
    words = [unit.text for unit in units[at : at + 3]]
    return len(words) == 3 and words[0] in AND and words[1] in _AROUND and words[2] in ("Countries", "States")


_AROUND = frozenset("Neighbouring Neighboring Surrounding Adjacent Bordering Other Adjoining".split())


_ORGANS = frozenset((kind, "Assembly") for kind in ("General", "Parliamentary", "Consultative")) | frozenset(
    (kind, "Council") for kind in ("Security", "Permanent", "Executive", "Ministerial")
)
"""Organs behind the organisation whose document it is: 'Resolution 2326 of the OAS |General Assembly|'."""


def _known_tail(
    units: Sequence[Unit], prep: int, at: int, head: Head, word: str
) -> tuple[int, Unit | None, Unit | None]:
    """A tail that begins with a known name: 'of Kenya', 'at the African Union', 'in Khartoum'."""
    unit = units[at]
    if word == "in" and unit.type in ("Place", "State"):
        inside = IN_PLACE in head.flags or head.family in ("documents", "projects", "processes", "organisations")
        return (at + 1, None, unit) if inside else (prep, None, None)
    if word == "of" and head.family == "projects" and unit.type in ACTORS:
        return prep, None, None
    posted = head.family == "offices" or head.words[0] in _POSTED
    if word == "between" or (word == "to" and not posted and unit.type in ACTORS):
        return prep, None, None
    end = _behind_members(units, at + 1)
    if unit.type == "Place":
        end = behind_regions(units, phrase_end(units, at, True, head.tail), head)
    elif _tells_members(units, at, word):
        joined = behind_joined(units, at)
        end = max(joined, phrase_end(units, at if joined > at + 1 else joined, True, head.tail))
    elif head.family == "offices" and word in ("for", "to"):
        end = behind_union(units, _states_end(units, end), head)
    elif head.family == "documents" and tuple(u.text for u in units[end : end + 2]) in _ORGANS:
        end += 2
    end += 3 * (end == at + 1 and _with_neighbours(units, end))
    owner = unit if word in ("of", "at", "within") and unit.type in ACTORS else None
    return end, owner, None
