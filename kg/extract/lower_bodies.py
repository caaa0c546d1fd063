"""Public bodies told in lower case by their field and their state: `Zambia's refugee commission`, `the Chilean child
protection service`, `the passport office of Gabon`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.composition import Candidate
from kg.extract.units import Unit, word_class

_NOUNS = frozenset(
    "ministry department directorate agency authority commission secretariat bureau registry inspectorate office"
    " service administration council court presidency unit police".split()
)
_SCOPES = frozenset("national state federal passport disaster women's high supreme juvenile civil".split())
_JOINS = frozenset({"and", "-", "of"})
_MOST = 5
"""Words that tell the field."""
_PREPOSITIONS = frozenset("in of for to from by with at between".split())


def lower_body_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """A body in lower case with a word for a field before it, and its state before or behind it."""
    for at, unit in enumerate(units):
        if unit.kind != "word" or unit.text not in _NOUNS or _goes_on(units, at + 1):
            continue
        first = _field_start(units, at)
        if first == at or not any(_is_field(u) for u in units[first:at]) or _is_firm(units[first : at + 1]):
            continue
        owner, start = _owner_before(units, first)
        end = at + 1
        if owner is None:
            owner, end = _owner_behind(units, at + 1)
            start = first
        if owner is not None:
            yield _candidate(text, units, (start, first, end), owner, unit.text)


def _candidate(text: str, units: Sequence[Unit], edges: tuple[int, int, int], owner: Unit, noun: str) -> Candidate:
    """The body between the first and the last edge; its name begins at the second where its state only owns it."""
    start, first, end = edges
    begin, stop = units[start].start, units[end - 1].end
    core = first if units[start].kind == "name" else start
    name, short = text[units[core].start : stop], (text[begin:stop], text[units[first].start : stop])
    state = owner if owner.type == "State" else None
    land = state.reference if state else None
    return Candidate(begin, stop, "GovernmentBody", name, 7, "composed", None, land, state, None, short, noun, "bodies")


def _field_start(units: Sequence[Unit], at: int) -> int:
    """Where the words in lower case begin that tell the field of the body whose noun stands here."""
    first = at
    while first and at - first < _MOST and _tells(units, first - 1):
        first -= 1
    while first < at and units[first].text in _JOINS:
        first += 1
    return first


def _tells(units: Sequence[Unit], at: int) -> bool:
    """Whether a word can tell a field: it is in lower case, no small word and no form of a verb."""
    unit = units[at]
    if unit.text in ("and", "-"):
        return at > 0 and units[at - 1].kind == "word" and _tells(units, at - 1)
    small = word_class("function-lower") | word_class("phrase-end") | word_class("people")
    plain = unit.kind == "word" and unit.text.replace("-", "").replace("'", "").islower() and unit.text not in small
    return plain and not unit.text.endswith("ed") and unit.text not in _NOUNS


def _is_field(unit: Unit) -> bool:
    """A word for a field of policy, in lower case, or for how far a body's power goes."""
    plain = unit.text.rpartition("-")[2].capitalize()
    fields = word_class("field")
    return unit.text in _SCOPES or plain in fields or plain.removesuffix("s") in fields


_FIRMS = frozenset("private news press travel placement staffing".split())


def _is_firm(words: Sequence[Unit]) -> bool:
    """Whether an agency or office is one of a trade: 'a Kenyan |recruitment agency|'."""
    trade = any(unit.text in _FIRMS or unit.text.capitalize() in word_class("trade") for unit in words)
    return trade and words[-1].text in ("agency", "bureau", "office", "service")


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether the noun only describes another: 'border |agency officials|', 'a police-led raid'."""
    unit = units[at] if at < len(units) else None
    if unit is None or unit.kind == "possessive":
        return False
    described = word_class("people") | word_class("noun-after") | word_class("group") | {"-", "post", "posts"}
    return unit.text in described or (unit.kind == "word" and unit.text in _NOUNS)


def _owner_before(units: Sequence[Unit], first: int) -> tuple[Unit | None, int]:
    """The state before the words for the field, and where the mention begins."""
    if first > 1 and units[first - 1].kind == "possessive" and _is_land(units[first - 2]):
        return units[first - 2], first - 2
    before = units[first - 1] if first else None
    if before is None or before.type != "State":
        return None, first
    led = first > 1 and units[first - 2].text.casefold() in _PREPOSITIONS
    return (before, first - 1) if before.kind == "adjective" or not led else (None, first)


def _is_land(unit: Unit) -> bool:
    return unit.kind == "name" and unit.type in ("State", "Place")


def _owner_behind(units: Sequence[Unit], at: int) -> tuple[Unit | None, int]:
    """The state or place in 'of Gabon' at this unit, and the index behind it."""
    behind = at + 1 + (at + 1 < len(units) and units[at + 1].text == "the")
    if behind >= len(units) or units[at].text != "of" or not _is_land(units[behind]):
        return None, at
    owns = behind + 1 < len(units) and units[behind + 1].kind == "possessive"
    return (None, at) if owns else (units[behind], behind + 1)
