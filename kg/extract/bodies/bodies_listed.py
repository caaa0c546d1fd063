"""Bodies that a list calls by their noun alone: 'the Ministry of Justice, |the Police| and |Customs|'.

Elsewhere such a noun may be a field or a kind; beside the names of other bodies it is one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.names.composition import Candidate
from kg.extract.names.heads import head_at
from kg.extract.names.units import Unit, word_class
from kg.extract.text.words import words

_JOINTS = frozenset({",", "and", "&"})
_ARTICLES = frozenset({"the", "The"})
_INSIDE = frozenset({"of", "for", "the", "on", "and", "against", "(", ")"})
_LONGEST = 14
"""Units of the name beside it that are looked at."""
_ALONE = 3
"""So many of them beside one another need no fuller name."""


def listed_body_candidates(units: Sequence[Unit]) -> Iterator[Candidate]:
    """Each noun of a run of such nouns that stands in a list of bodies."""
    at = 0
    while at < len(units):
        run = _run(units, at)
        if run and _in_list(units, run) and not _of_people(units, run[-1] + 1):
            for index in run:
                unit = units[index]
                yield Candidate(unit.start, unit.end, "GovernmentBody", unit.text, 9, "name", head=unit.text.casefold())
        at = run[-1] + 1 if run else at + 1


def _run(units: Sequence[Unit], at: int) -> list[int]:
    """The nouns that stand beside one another from this unit on: 'Customs, Immigration and the Police'."""
    run: list[int] = []
    while _is_noun(units, at):
        run.append(at)
        at = _behind_joint(units, at + 1)
    return run


def _is_noun(units: Sequence[Unit], at: int) -> bool:
    """Whether a noun for a body stands here, and no part of a longer name."""
    if at >= len(units) or not units[at].capital or units[at].text not in word_class("listed-body"):
        return False
    before, behind = units[at - 1 : at], units[at + 1 : at + 2]
    if _is_held(units, at):
        return False
    if any(u.known or u.kind == "possessive" or u.text in ("of", "for", "-") for u in before):
        return False
    if any(u.capital and u.text not in word_class("function") for u in before):
        return False
    return not any(u.capital or u.known or u.kind == "possessive" or u.text in ("-", "(", "of") for u in behind)


def _is_held(units: Sequence[Unit], at: int) -> bool:
    """Whether the noun is the post of a person who is named behind a comma: 'the |Ombudsman|, Ana Ruiz,'."""
    named = at + 2 < len(units) and units[at + 1].text == "," and units[at + 2].capital
    return named and units[at].text.casefold() in words("titles", "head") and units[at + 2].text not in _ARTICLES


def _behind_joint(units: Sequence[Unit], at: int) -> int:
    """The index behind ',', 'and', ', and', 'and the' at this unit; -1 (behind all) where none stands."""
    end = at
    while end < len(units) and units[end].text in _JOINTS:
        end += 1
    if end == at:
        return len(units)
    return end + (end < len(units) and units[end].text in _ARTICLES)


def _in_list(units: Sequence[Unit], run: Sequence[int]) -> bool:
    return len(run) >= _ALONE or _body_before(units, run[0]) or _body_behind(units, _behind_joint(units, run[-1] + 1))


def _body_before(units: Sequence[Unit], at: int) -> bool:
    """Whether the name of a body ends before the joint that stands before this unit."""
    end = at - (at > 0 and units[at - 1].text in _ARTICLES)
    joint = end
    while end > 0 and units[end - 1].text in _JOINTS:
        end -= 1
    if end == joint or end == 0 or not (units[end - 1].capital or units[end - 1].known or units[end - 1].text == ")"):
        return False
    first = end
    while first > max(0, end - _LONGEST) and _goes_on(units[first - 1]):
        first -= 1
    return _names_body(units, first, end)


def _body_behind(units: Sequence[Unit], at: int) -> bool:
    """Whether the name of a body begins here."""
    end = at
    while end < min(len(units), at + _LONGEST) and _goes_on(units[end]):
        end += 1
    return _names_body(units, at, end)


def _goes_on(unit: Unit) -> bool:
    return unit.capital or unit.known or unit.kind == "possessive" or unit.text in _INSIDE


def _names_body(units: Sequence[Unit], first: int, end: int) -> bool:
    """Whether a body of a state is named there by more than one word."""
    found = ((at, head_at(units, at)) for at in range(first, end) if units[at].capital)
    headed = any(head is not None and head[0].family == "bodies" for _, head in found)
    return end - first > 1 and (headed or any(units[at].type == "GovernmentBody" for at in range(first, end)))


def _of_people(units: Sequence[Unit], at: int) -> bool:
    """Whether those who work there follow: 'Police and Customs |officers|'."""
    return at < len(units) and units[at].kind == "word" and units[at].text.casefold() in word_class("people")
