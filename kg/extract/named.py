"""Documents, projects, facilities and unknown organisations that are described or quoted, not only named.

`a draft communication and visibility strategy`, `project "X" (ABC)`, `a regional training academy on Migration`, an
unknown acronym in a list of organisations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.composition import Candidate, to_candidate
from kg.extract.heads import Head, head_at
from kg.extract.name_grammar import Reading, acronym_at, phrase_end
from kg.extract.tables import table
from kg.extract.units import Unit, bracketed, is_acronym_of, is_field, is_name_word, word_class

_QUOTES = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'"}
_NAMED = frozenset("called named entitled titled dubbed known as , – - :".split())
_DETERMINERS = frozenset("a an the its their this that his her our another one each both".split())
_DROPPED = frozenset("draft proposed agreed new newly written final revised first second upcoming planned current "
                     "present existing said latest recent so-called".split())  # fmt: skip
_PROJECT = frozenset("project projects programme program campaign".split())


def _lower_stop(unit: Unit) -> bool:
    """A word at which a described thing ends: function word, verb form, figure."""
    plain = unit.text.casefold()
    if unit.kind in ("mark", "number", "possessive"):
        return True
    return unit.kind == "word" and (plain in word_class("phrase-end") or (plain.endswith("ed") and len(plain) > 4))


def described_candidates(text: str, units: Sequence[Unit], families: frozenset[str]) -> Iterator[Candidate]:
    """Lower-case descriptions around the heads of these families, with a determiner and something that tells them."""
    for at in range(len(units)):
        unit = units[at]
        if unit.kind != "word" or unit.text[0].isupper():
            continue
        found = head_at(units, at)
        if found is None or found[0].family not in families or "capital-only" in found[0].flags:
            continue
        if candidate := _described(text, units, at, *found):
            yield candidate


def _described(text: str, units: Sequence[Unit], at: int, head: Head, after: int) -> Candidate | None:
    first, determiner = _modifiers(units, at)
    core = first
    while core < at and units[core].text.casefold() in _DROPPED:
        core += 1
    kept = list(units[core:at])
    last, name_end = _described_tail(text, units, after, head)
    if not _tells(head, determiner, kept, first < core, name_end > after):
        return None
    reading = Reading(core, last, head, (at, after), content=True)
    candidate = to_candidate(text, units, reading, head.alone or "Document")
    name = text[units[core].start : units[name_end - 1].end]
    short = [text[units[core].start : units[after - 1].end]] if kept and name_end > after else []
    if head.family == "documents" and not kept and name_end > after:
        short = [text[units[at].start : units[after - 1].end]]
    place = next((u for u in units[after:last] if u.type in ("Place", "State") and head.family == "facilities"), None)
    return replace(candidate, name=name, shorter=tuple(short), place=place, form="description", rank=7)


def _modifiers(units: Sequence[Unit], at: int) -> tuple[int, str]:
    """Where the words before a head begin that describe it, and the determiner in front of them."""
    first = at
    while first and at - first < 7:
        unit = units[first - 1]
        if unit.text.casefold() in _DETERMINERS and unit.kind == "word":
            return first, unit.text.casefold()
        if unit.kind == "possessive":
            return first, "'s"
        if (
            unit.text in ("and", "&", "-", "/")
            and first > 1
            and units[first - 2].kind == "word"
            or unit.known
            or (unit.kind == "word" and (not _lower_stop(unit) or unit.text.casefold() in _DROPPED))
        ):
            first -= 1
        else:
            break
    while first < at and units[first].text in ("and", "&", "-", "/"):
        first += 1
    return first, ""


def _described_tail(text: str, units: Sequence[Unit], after: int, head: Head) -> tuple[int, int]:
    """The index behind the mention, and behind the full name (which may hold another document's name)."""
    last, _ = acronym_at(text, units, after)
    if last >= len(units) or units[last].text not in head.tail | {"under", "of"} or units[last].text == "between":
        return last, last
    if units[last].text == "under" and "under" not in head.flags:
        return last, last
    end = _lower_phrase(units, last + 1)
    if end <= last + 1:
        return last, last
    nested = any(u.kind == "name" and u.type in ("Document",) for u in units[last:end])
    inner = any(head_at(units, i) and head_at(units, i)[0].family == "documents" and units[i].capital  # type: ignore[index]
                for i in range(last, end))  # fmt: skip
    return (last if nested or inner else end), end


def _lower_phrase(units: Sequence[Unit], at: int) -> int:
    """The index behind a noun phrase in running text, at most fourteen words, ended by what no noun phrase holds."""
    end = at
    while end < len(units) and end - at < 14:
        unit = units[end]
        plain = unit.text.casefold()
        if (
            unit.known
            or plain in ("the", "of", "and", "for", "a", "on", "in", "to", "its", "their")
            or plain == ","
            and _list_goes_on(units, end)
        ):
            end += 1
        elif (found := bracketed("", units, end)) is not None:
            end = found[0]
        elif unit.text == "(" and end + 2 < len(units) and units[end + 2].text == ")":
            end += 3
        elif unit.kind == "word" and not _lower_stop(unit) or unit.kind == "number" and units[end - 1].text == "of":
            end += 1
        else:
            break
    while end > at and units[end - 1].text.casefold() in word_class("function-lower"):
        end -= 1
    return end


def _list_goes_on(units: Sequence[Unit], comma: int) -> bool:
    """A comma inside 'characteristics, flows and trends'."""
    window = units[comma + 1 : comma + 5]
    return len(window) > 2 and window[0].kind == "word" and any(u.text == "and" for u in window[1:3])


def _tells(head: Head, determiner: str, kept: Sequence[Unit], dropped: bool, tail: bool) -> bool:
    """Whether a description tells enough to be an entity."""
    flags = head.flags
    content = [u for u in kept if u.kind == "word" or u.known]
    if "plural" in flags:
        return bool(tail or (content and determiner in ("the", "'s", "its", "their")))
    if head.family == "facilities":
        return bool((content or tail) and determiner in ("a", "an", "the", "its", "their", "'s"))
    if not determiner and not any(u.known for u in kept):
        return False
    if "indefinite" in flags and determiner in ("a", "an"):
        return True
    if "strong" in flags:
        return bool(content or tail)
    if "draft" in flags:
        return dropped
    return bool(tail or (content and dropped) or any(is_field(u) for u in kept))


def quoted_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'project "X" (ABC)', 'a report titled "X"', '"X" campaign': what the quotation marks hold is the name."""
    for at, unit in enumerate(units):
        closing = _QUOTES.get(unit.text) if unit.kind == "mark" else None
        close = _closing(units, at, closing) if closing else None
        if close is None or not _title_like(units[at + 1 : close]):
            continue
        if found := _quoted(text, units, at, close):
            yield found


def _closing(units: Sequence[Unit], at: int, mark: str) -> int | None:
    return next((i for i in range(at + 2, min(at + 30, len(units))) if units[i].text == mark), None)


def _title_like(inside: Sequence[Unit]) -> bool:
    """Words in title case: a name, no quoted speech."""
    words = [u for u in inside if u.kind == "word" and len(u.text) > 3]
    capitals = [u for u in words if u.text[0].isupper()]
    return bool(inside) and not any(u.text in ".!?" for u in inside[:-1]) and len(capitals) >= 0.6 * max(1, len(words))


def _quoted(text: str, units: Sequence[Unit], at: int, close: int) -> Candidate | None:
    name = text[units[at + 1].start : units[close - 1].end].strip(" ,.;")
    last, acronym = acronym_at(text, units, close + 1)
    before = at - 1
    while before >= 0 and units[before].text in _NAMED:
        before -= 1
    head = _noun_ending_at(units, before) if before >= 0 else None
    first = at
    if head is not None:
        first = head[1] if before == at - 1 else at
    elif last < len(units) and (found := head_at(units, last)) and found[0].family in ("projects", "documents"):
        head, last = (found[0], last), found[1]
    if head is None or head[0].family not in ("projects", "documents"):
        return None
    kind = "Project" if head[0].family == "projects" else "Document"
    short = (name, acronym) if acronym else (name,)
    return Candidate(
        units[first].start,
        units[last - 1].end,
        kind,
        name,
        2,
        "name",
        shorter=short,
        head=" ".join(head[0].words).casefold(),
        family=head[0].family,
    )


def _noun_ending_at(units: Sequence[Unit], at: int) -> tuple[Head, int] | None:
    """The head of a document or project that ends with this unit, and where it begins."""
    for first in range(max(0, at - 3), at + 1):
        found = head_at(units, first) if units[first].kind == "word" else None
        if found and found[1] == at + 1:
            return found[0], first
    return None


def project_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """'the project Support to Free Movement … (ABC)', 'Better Migration Management (BMM) programme'."""
    for at, unit in enumerate(units):
        if unit.kind != "word" or unit.text.casefold() not in _PROJECT:
            continue
        if not unit.text[0].isupper() or unit.text in ("Project", "Programme", "Program"):
            found = _project_after(text, units, at) or _project_before(text, units, at)
            if found:
                yield found


def _project_after(text: str, units: Sequence[Unit], at: int) -> Candidate | None:
    first = at + 1
    if first >= len(units) or not is_name_word(units[first]):
        return None
    end = phrase_end(units, first, False, frozenset({"of", "for", "in", "on", "to", "from"}))
    last, acronym = acronym_at(text, units, end)
    if end - first < 2 and not acronym:
        return None
    return _project(text, units, at, last, first, end, acronym)


def _project_before(text: str, units: Sequence[Unit], at: int) -> Candidate | None:
    end, acronym = at, None
    if end and units[end - 1].text == ")":
        open_ = end - 2
        while open_ > 0 and units[open_].text != "(":
            open_ -= 1
        if (found := bracketed(text, units, open_)) and found[0] == end:
            end, acronym = open_, found[1]
    first = end
    while first and (_in_title(units, first - 1) or (units[first - 1].kind == "number" and first < end)):
        first -= 1
    while first < end and not (is_name_word(units[first]) or units[first].kind == "name"):
        first += 1
    words = [u for u in units[first:end] if u.kind == "word" and u.text[0].isupper()]
    if not words and not acronym:
        return None
    if first == end or (len(words) == 0):
        return None
    return _project(text, units, first, at + 1, first, end, acronym)


def _in_title(units: Sequence[Unit], at: int) -> bool:
    """A unit that a project's title may hold: names, capitals, and small words between capitals."""
    unit = units[at]
    if unit.known or is_name_word(unit):
        return True
    small = unit.text in ("of", "for", "and", "to", "in", "on", "the", "&")
    return small and at > 0 and (is_name_word(units[at - 1]) or units[at - 1].text in ("of", "for", "to", "in", "on"))


def _project(
    text: str, units: Sequence[Unit], first: int, last: int, name_first: int, name_last: int, acronym: str | None
) -> Candidate:
    name = text[units[name_first].start : units[name_last - 1].end]
    short = (name, acronym) if acronym else (name,)
    head = next(u.text.casefold() for u in (units[first], units[last - 1]) if u.text.casefold() in _PROJECT)
    start, end = units[first].start, units[last - 1].end
    return Candidate(start, end, "Project", name, 3, "name", shorter=short, head=head, family="projects")


def defined_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """An unknown name that defines its acronym: 'Médecins Sans Frontières (MSF)'."""
    for at, unit in enumerate(units):
        found = bracketed(text, units, at) if unit.text == "(" else None
        if found is None or any(u.known for u in units[at : found[0]]):
            continue
        first = at
        while first and (is_name_word(units[first - 1]) or _in_title(units, first - 1)):
            first -= 1
        while first < at and not is_name_word(units[first]):
            first += 1
        name = text[units[first].start : units[at - 1].end] if first < at else ""
        initials = [w[0] for w in name.replace("-", " ").split() if w[0].isupper()]
        if at - first < 2 or "".join(initials).casefold()[:3] != found[1].casefold()[:3]:
            continue
        if not is_acronym_of(found[1], name):
            continue
        end = units[found[0] - 1].end
        yield Candidate(
            units[first].start,
            end,
            "InternationalOrganization",
            text[units[first].start : end],
            8,
            "name",
            shorter=(name, found[1]),
        )


def acronym_candidates(units: Sequence[Unit]) -> Iterator[Candidate]:
    """Unknown acronyms in a list of organisations: 'Frontex, EASO, PCC SEE and UNHCR'."""
    for at, unit in enumerate(units):
        if not _is_acronym(unit) or (at and _is_acronym(units[at - 1])):
            continue
        end = at + 1
        while end < len(units) and _is_acronym(units[end]):
            end += 1
        if end - at <= 2 and (_listed(units, at - 1, -1) or _listed(units, end, 1)):
            text = " ".join(u.text for u in units[at:end])
            yield Candidate(unit.start, units[end - 1].end, "InternationalOrganization", text, 9, "acronym")


def _is_acronym(unit: Unit) -> bool:
    plain = unit.text.replace("-", "").replace(".", "")
    return (
        unit.kind == "word"
        and plain.isalpha()
        and plain.isupper()
        and 3 <= len(plain) <= 8
        and plain not in word_class("no-acronym")
    )


def _listed(units: Sequence[Unit], at: int, step: int) -> bool:
    """Whether a list goes on here with a known organisation."""
    seen = False
    for _ in range(3):
        if not 0 <= at < len(units):
            return False
        unit = units[at]
        if unit.text in (",", "and", ";", "the", "&"):
            seen = seen or unit.text != "the"
            at += step
        else:
            return seen and unit.kind == "name" and unit.type in ("InternationalOrganization", "CivilSociety", "Office")
    return False


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
