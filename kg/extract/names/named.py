"""Names that no table holds: projects named before or behind the word, operations, classes of firms.

`the project Support to Y`, `the Better Borders (BB) programme`, `Operation X`, `airlines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.documents.project_titles import doing_end, opens_doing, titled_end
from kg.extract.names.composition import Candidate
from kg.extract.names.heads import has_head
from kg.extract.names.name_grammar import acronym_at
from kg.extract.names.name_tails import phrase_end
from kg.extract.names.units import Unit, bracketed, is_coined, is_field, is_name_word, word_class
from kg.extract.tables import table

_PROJECT = frozenset("project projects programme program campaign scheme".split())


_TITLE_WORDS = frozenset("of for in on to from through among along with across between against towards by".split())
_KINDS = frozenset(
    "Training Trainers Joint Pilot Exchange Master Masters Bachelor Degree New Other Similar Future Current Various"
    " Such Fellowship Internship Research Diploma Regional National Development Several Two Three Four".split()
)
"""Words that only say what kind of project it is."""
_MONEY = frozenset(
    "Funds Funding Money Financing Finance Grants Contributions Resources Donors Partners Participants Officials"
    " Officers Staff Representatives Experts Beneficiaries Members Activities Part Implementation Results Trainers"
    " Managers Stakeholders Trainees Graduates Delegates Delegations Coordinators Volunteers".split()
)
"""What a sentence may open with that has to do with a project and is no part of its name."""
_LINKS = frozenset("for to of in from under by with".split())
_LANDS = frozenset({"Place", "State"})
_DONE = re.compile(r".*-(?:funded|financed|sponsored|supported|backed|led|run|implemented)")
_PAID = frozenset("funded financed co-funded co-financed implemented supported executed sponsored launched".split())


def project_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'the project Support to Free Movement … (ABC)', 'Better Migration Management (BMM) programme'."""
    for at, unit in enumerate(units):
        if unit.kind != "word" or not (unit.text.casefold() in _PROJECT or _is_initiative(units, at)):
            continue
        if not unit.text[0].isupper() or unit.text in ("Project", "Programme", "Program"):
            after = _project_after(text, units, at) if unit.text[0].islower() or _opens_name(units, at) else None
            found = after or _project_before(text, units, at)
            if found:
                yield found


def _is_initiative(units: Sequence[Unit], at: int) -> bool:
    """Whether 'initiative' stands for a project: the words around say who pays for it or carries it out, or a title
    follows that opens with a doing."""
    if units[at].text in ("initiative", "action") and opens_doing(units, at + 1):
        return True
    around = [*units[max(0, at - 5) : at], *units[at + 1 : at + 5]]
    return units[at].text == "initiative" and any(u.text in _PAID or _DONE.fullmatch(u.text) for u in around)


def _opens_name(units: Sequence[Unit], at: int) -> bool:
    """Whether a capitalised 'Programme' is the first word of a name: 'its Programme Migration & Health'."""
    if at + 1 < len(units) and units[at].text == "Project" and _is_own_word(units, at + 1):
        return True
    if at == 0 or units[at - 1].text not in ("its", "the", "their", "The") or at + 3 >= len(units):
        return False
    return is_field(units[at + 1]) and units[at + 2].text in ("&", "and", "for") and is_name_word(units[at + 3])


def _is_own_word(units: Sequence[Unit], at: int) -> bool:
    """A coined word that stands alone: 'Project |ENACT|,', no word of a further name."""
    alone = at + 1 >= len(units) or not (units[at + 1].capital or units[at + 1].known)
    return units[at].kind == "word" and is_coined(units[at].text) and alone


def _project_after(text: str, units: Sequence[Unit], at: int) -> Candidate | None:
    first, told = _behind_named(units, at + 1)
    if first >= len(units) or not (is_name_word(units[first]) or opens_doing(units, first)):
        return None
    end = phrase_end(units, first, told, _TITLE_WORDS if told else frozenset({"of", "for", "in", "on", "to", "from"}))
    end = max(end, doing_end(units, first))
    if told or _is_long(units, first, end):
        end = titled_end(units, first, end)
    end += end - first > 1 and _ends_with_place(units, end)  # 'Safe Work |South East Asia|'
    last, acronym = acronym_at(text, units, end)
    if end - first < 2 and not acronym and not is_coined(units[first].text) and not _is_called(units, at, first):
        return None
    return _project(text, units, at, last, first, end, acronym)


def _is_long(units: Sequence[Unit], first: int, end: int) -> bool:
    """Whether so much is read already that the capitals behind 'the project' are the beginning of a title."""
    title = end - first > 1 or (end < len(units) and units[end].text == ",")
    return title and units[first].capital and any(is_field(u) or u.known for u in units[first : end + 6])


def _ends_with_place(units: Sequence[Unit], at: int) -> bool:
    """Whether the name of a place closes a title here, with nothing between, and belongs to nothing else."""
    place = units[at] if at < len(units) else None
    if place is None or place.kind != "name" or place.type not in _LANDS or place.start - units[at - 1].end != 1:
        return False
    return at + 1 >= len(units) or not (units[at + 1].capital or units[at + 1].kind == "possessive")


_BEHIND_A_NAME = frozenset(", . ; ) in is was which by has will aims helps supports".split())
_DETERMINERS = frozenset("the its their a".split())


def _is_called(units: Sequence[Unit], at: int, first: int) -> bool:
    """Whether one capitalised word behind 'the project' is its name: 'its project |Prottasha|, which helps …'."""
    follows = units[first + 1].text if first + 1 < len(units) else "."
    told = first == at + 1 and at > 0 and units[at - 1].text in _DETERMINERS and follows in _BEHIND_A_NAME
    plain = units[first].kind == "word" and units[first].text not in word_class("people")
    return told and plain and not is_field(units[first]) and units[first].text.casefold() not in word_class("people")


def _behind_named(units: Sequence[Unit], at: int) -> tuple[int, bool]:
    """The index behind 'entitled', 'titled:' at this unit, and whether it stands there."""
    called = ("entitled", "titled", "called", "named", "dubbed")
    at += at + 1 < len(units) and units[at].text == "," and units[at + 1].text in called
    if at >= len(units) or units[at].text not in called:
        return at, False
    return at + 1 + (at + 1 < len(units) and units[at + 1].text in (",", ":")), True


def _project_before(text: str, units: Sequence[Unit], at: int) -> Candidate | None:
    end, acronym = at, None
    if end and units[end - 1].text == ")":
        open_ = end - 2
        while open_ > 0 and units[open_].text != "(":
            open_ -= 1
        if (found := bracketed(text, units, open_)) and found[0] == end:
            end, acronym = open_, found[1]
    first = end
    while first and (_in_title(units, first - 1) or _counts(units, first - 1, end)):
        first -= 1
    first = _behind_event(units, _behind_money(units, first, end), end)
    first = _as_acronym(units, first, end, acronym) if acronym else first
    while first < end and not (is_name_word(units[first]) or units[first].kind == "name"):
        first += 1
    words = [u for u in units[first:end] if u.kind == "word" and u.text[0].isupper()]
    if not words and not acronym:
        return None
    kinds = not acronym and all(u.text in _KINDS for u in words)
    if first == end or not words or kinds or units[end - 1].text in _TITLE_WORDS | {"the", "and"}:
        return None
    last, behind = acronym_at(text, units, at + 1)
    return _project(text, units, first, last, first, end, acronym or behind)


def _as_acronym(units: Sequence[Unit], first: int, end: int, acronym: str) -> int:
    """Where a name with commas or dashes begins whose acronym says so: '|Access, Support and Training| (AST)'."""
    letters, start = "".join(c for c in acronym if c.isalpha()), first
    if not letters.isupper() or units[first].text[:1] == letters[0]:
        return first
    while start > 1 and first - start < _FURTHER and units[start - 1].text in (",", "–") and units[start - 2].capital:
        start -= 2
        while start and is_name_word(units[start - 1]):
            start -= 1
        initials = iter(u.text[0] for u in units[start:end] if u.capital)
        if units[start].text[:1] == letters[0] and all(c in initials for c in letters[:_INITIALS]):
            return start
    return first


_FURTHER = 9
"""Units before a name in which one with commas begins, at most."""
_INITIALS = 2
"""Letters of an acronym that must be initials of its words."""


def _counts(units: Sequence[Unit], at: int, end: int) -> bool:
    """A number inside a name, or behind a coined one: 'the EUROMED |4| project'."""
    inside = at + 1 < end or (at > 0 and units[at - 1].capital and units[at - 1].text.isupper())
    return units[at].kind == "number" and inside


def _behind_money(units: Sequence[Unit], first: int, end: int) -> int:
    """Behind the 'Funds for the', 'Partners in the' that a sentence opens with."""
    while first + 1 < end and units[first].text in _MONEY and units[first + 1].text in _LINKS:
        first += 2
    return first


def _behind_event(units: Sequence[Unit], first: int, end: int) -> int:
    """Behind the 'Phase II of the', 'Steering Committee Meeting of the' that a project's name does not hold."""
    for at in range(first + 1, end - 1):
        led = units[at].text in ("of", "for") and units[at + 1].text == "the"
        events = word_class("event") | {"Phase", "Committee", "Board"}
        if led and any(u.text in events for u in units[first:at]):
            return at + 2
    return first


_WORKS = frozenset("report study publication handbook manual guide toolkit survey assessment".split())
_TELLERS = frozenset("a an the new this its".split())


def apposed_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'a new programme, Safe Migration for Decent Work, …', 'the report, Migration Trends in X 2023, …'."""
    for at, unit in enumerate(units):
        doing = unit.text == "initiative" and opens_doing(units, at + 2)
        kind = "Document" if unit.text in _WORKS else "Project" if unit.text in _PROJECT or doing else ""
        if not kind or at + 4 >= len(units) or units[at + 1].text not in (",", "–"):
            continue
        told = {u.text.casefold() for u in units[max(0, at - 3) : at]} & _TELLERS
        end = _apposed_end(units, at + 2) if told else 0
        if end and end < len(units) and units[end].text == units[at + 1].text:
            start, stop = units[at + 2].start, units[end - 1].end
            family = "documents" if kind == "Document" else "projects"
            yield Candidate(start, stop, kind, text[start:stop], 3, "name", head=unit.text, family=family)


def _apposed_end(units: Sequence[Unit], first: int) -> int:
    """The index behind three or more words in title case, a field among them, that name no body; 0 where none stand."""
    end = first
    while end < len(units) and (_in_title(units, end) or (end > first and _goes_on(units, end))):
        end += 1
    words = units[first:end]
    body = has_head(units, first, end, ("bodies", "organisations", "offices", "processes"))
    named = end - first >= 3 and is_name_word(units[first])
    named = named and (opens_doing(units, first) or any(is_field(u) for u in words))
    return end if named and not body else 0


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether a title in title case goes on with a number, or with a small word between two capitals: 'Better Borders
    |through| Training'."""
    between = units[at].text in ("through", "with", "from", "towards") and at + 1 < len(units)
    return units[at].kind == "number" or (between and is_name_word(units[at - 1]) and is_name_word(units[at + 1]))


_SMALL = frozenset("of for and to in on the & at against without across into as or by between beyond".split())
"""Words in lower case inside a title."""


def _in_title(units: Sequence[Unit], at: int) -> bool:
    """A unit that a project's title may hold: names, capitals, and small words between capitals."""
    unit = units[at]
    if unit.known or is_name_word(unit):
        return not _DONE.fullmatch(unit.text)
    if unit.text == "-" and 0 < at < len(units) - 1:
        return units[at - 1].end == unit.start and units[at + 1].start == unit.end
    small = unit.text in _SMALL
    if unit.text == "and" and 0 < at < len(units) - 1 and units[at - 1].type in _LANDS and units[at + 1].type in _LANDS:
        return True
    return small and at > 0 and (is_name_word(units[at - 1]) or units[at - 1].text in ("of", "for", "to", "in", "on"))


def _project(
    text: str, units: Sequence[Unit], first: int, last: int, name_first: int, name_last: int, acronym: str | None
) -> Candidate:
    name = text[units[name_first].start : units[name_last - 1].end]
    short = (name, acronym) if acronym else (name,)
    words = (u.text.casefold() for u in units[first:last])
    head = next((word for word in words if word in _PROJECT), "initiative")
    last, known = _other_name(units, last)
    start, end = units[first].start, units[last - 1].end
    reference = known.reference if known else None
    short = (*short, known.text) if known else short
    return Candidate(start, end, "Project", name, 3, "name", reference, shorter=short, head=head, family="projects")


def _other_name(units: Sequence[Unit], at: int) -> tuple[int, Unit | None]:
    """A known name of the project in brackets behind it, '(FMM project)': the index behind, and the name."""
    known = units[at + 1] if at + 2 < len(units) and units[at].text == "(" else None
    if known is None or known.type != "Project":
        return at, None
    close = at + 2 + (units[at + 2].text.casefold() in _PROJECT)
    return (close + 1, known) if close < len(units) and units[close].text == ")" else (at, None)


@lru_cache
def _firms() -> frozenset[str]:
    return frozenset(row["phrase"] for row in table("organisations_firms"))


def firm_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """Classes of firms that act: 'airlines'."""
    for at, unit in enumerate(units):
        if unit.kind != "word":
            continue
        for length in (3, 2, 1):
            words = units[at : at + length]
            if len(words) == length and " ".join(u.text for u in words) in _firms():
                span = text[unit.start : words[-1].end]
                yield Candidate(unit.start, words[-1].end, "PrivateSector", span, 8, "name")
                break


def compound_candidates(units: Sequence[Unit]) -> Iterator[Candidate]:
    """Facilities whose head is grown into the name: 'IDCentre'."""
    for unit in units:
        if unit.kind == "word" and re.fullmatch(r"[A-Z][\w-]+(?:Centre|Center|Lab|Hub)", unit.text):
            yield Candidate(unit.start, unit.end, "Facility", unit.text, 8, "name", head="centre", family="facilities")


_NUMBER = re.compile(r"[IVX]{1,5}|[1-9]\d?(?:\.0)?")
"""The number of an operation behind its name, without which it is no other's: 'Operation X |II|'."""


def operation_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'Operation X', 'Operation X – Y': what police forces do under a name of its own."""
    for at, unit in enumerate(units):
        end = at + 1
        if unit.text != "Operation" or end >= len(units) or not is_name_word(units[end]) or is_field(units[end]):
            continue
        while end < len(units) and (is_name_word(units[end]) or _dash_inside(units, end)):
            end += 1
        numbered = end < len(units) and _NUMBER.fullmatch(units[end].text) is not None
        end += numbered
        span = text[unit.start : units[end - 1].end]
        short: tuple[str, ...] = (span.partition(" – ")[0].strip(),) if " – " in span else ()
        short += (span.partition(" ")[2],) if numbered or _NUMBER.fullmatch(units[end - 1].text) else ()
        yield Candidate(unit.start, units[end - 1].end, "Project", span, 2, "name", shorter=short, family="projects")


def _dash_inside(units: Sequence[Unit], at: int) -> bool:
    return units[at].text in ("-", "–", "/") and at + 1 < len(units) and is_name_word(units[at + 1])
