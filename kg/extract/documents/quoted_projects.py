"""Titles in quotation marks that are told to be those of projects by the sentence around them, without the noun: 'an
activity of "Strengthening Labour Offices", funded by A', '"Safe Roads in the Highlands" will help drivers'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.documents.project_titles import opens_doing
from kg.extract.names.heads import ACTOR_FAMILIES, has_head, head_at
from kg.extract.names.units import Unit, word_class

_PAID = frozenset(
    "funded co-funded financed co-financed implemented co-implemented paid sponsored bankrolled executed".split()
)
"""What is told of projects right behind their title."""
_DOES = frozenset("help helps assist assists support supports train trains equip equips last lasts run runs".split())
_WILL = frozenset("will is was has which that also being to be been jointly".split())
_LAUNCHING = frozenset("launch launches launched launching inaugurated".split())
_PARTS = frozenset("part activity activities component framework output outputs result umbrella scope".split())
"""What has a project behind 'of'."""
_WITHIN = frozenset("under within through".split())
_BELONGS = frozenset("belongs belong belonged".split())
_NOUNS = frozenset("project programme program initiative scheme campaign".split())
TITLING = frozenset({",", ":", "–", "entitled", "titled", "called", "named", "dubbed"})
"""What stands between who pays for a project and its title."""
_SHORTEST = 4
"""Units of a title at least, of which the words around it tell no noun."""
_APART = 10
"""Units between the noun and the title: 'a project |paid for by A,| "X"'."""


def is_project_title(units: Sequence[Unit], at: int, close: int) -> bool:
    """Whether the words around the quotation marks at `at` and `close` tell that they hold a project's title."""
    inside = units[at + 1 : close]
    doing = opens_doing(units, at + 1)
    held = [u.text for u in inside if u.text.capitalize() in word_class("event")]
    if len(inside) < _SHORTEST or any(not doing or word != "Training" for word in held):
        return False
    if not doing and has_head(units, at + 1, close, ("documents", *ACTOR_FAMILIES)):
        return False
    told = _paid_before(units, at) or _is_paid(units, close)
    return told or (doing and (_is_within(units, at) or _is_led(units, at) or _is_launched(units, at, close)))


def is_named_behind(units: Sequence[Unit], at: int, close: int) -> bool:
    """Whether the project stands behind the title: 'Under the title "X", |the seven-year project| will be run by A'; or
    before it: 'a |project| that began in 2018 under the name "X"'."""
    if at < 2 or units[at - 1].text not in ("title", "name", "titled", "entitled"):
        return False
    if units[at - 2].text == "the" and any(u.text in _NOUNS | {"undertaking"} for u in units[max(0, at - _APART) : at]):
        return True
    behind = units[_behind(units, close) : _behind(units, close) + 5]
    return bool(behind) and behind[0].text in ("the", "this") and any(u.text in _NOUNS for u in behind)


def _behind(units: Sequence[Unit], close: int) -> int:
    """The index behind the closing mark, an acronym in brackets and a comma."""
    at = close + 1
    if at < len(units) and units[at].text == "(":
        at = next((i + 1 for i in range(at, min(at + 5, len(units))) if units[i].text == ")"), at)
    return at + (at < len(units) and units[at].text == ",")


def _is_paid(units: Sequence[Unit], close: int) -> bool:
    """Whether money or work is told of right behind: '"X" (ABC) |is funded by| A'."""
    at = _behind(units, close)
    while at < len(units) and units[at].text in _WILL:
        at += 1
    paid = at + 1 < len(units) and units[at].text in _PAID
    return (paid and units[at + 1].text in ("by", "for", "with", "under", "jointly")) or _does(units, close)


def _is_launched(units: Sequence[Unit], at: int, close: int) -> bool:
    """Whether what is titled by a doing is launched: '|launched| "X" and "Y"', '"X" – Y in short – |was launched|'."""
    before = at - 1
    while before > 0 and units[before].text in ("and", "”", '"', ","):
        opening = next((i for i in range(before - 1, -1, -1) if units[i].text in ("“", '"')), None)
        before = opening - 1 if units[before].text in ("”", '"') and opening is not None else before - 1
    if units[before].text in _LAUNCHING:
        return True
    behind = [unit.text for unit in units[close + 1 : close + 9]]
    if behind[:1] in (["–"], ["—"], ["("], ["-"]):
        end = next((i for i, text in enumerate(behind) if i and text in ("–", "—", ")", "-")), 0)
        behind = behind[end + 1 :]
    return behind[:1] in (["was"], ["is"]) and behind[1:2] in (["launched"], ["started"], ["inaugurated"])


def _does(units: Sequence[Unit], close: int) -> bool:
    """Whether help or a length is told of at once: '"X" |will assist| A'; or a purse: '"X" |has a budget| of A', '"X"
    |has €2 million|'."""
    at = _behind(units, close)
    told = [u.text for u in units[at : at + 5]]
    if len(told) > 1 and told[0] == "will" and told[1] in _DOES:
        return True
    purse = "budget" in told or told[1:2] == ["€"] or any(word in _MONEY for word in told[1:3])
    return told[:1] == ["has"] and purse or told[:2] == ["is", "carried"] or told[:3] == ["will", "be", "carried"]


_MONEY = frozenset("EUR USD CHF GBP NOK SEK DKK $ £ €".split())


def _is_within(units: Sequence[Unit], at: int) -> bool:
    """Whether something is part of it: 'an activity |of| "X"', '|belongs to| "X"', 'held |under| "X"'."""
    before = [u.text for u in units[max(0, at - 3) : at] if u.text not in ("the", "of", "to")]
    own = units[at - 1].text if at else ""
    if own in ("of", "to", "the") and before:
        return before[-1] in (_PARTS if "of" in (u.text for u in units[at - 2 : at]) else _BELONGS)
    return own in _WITHIN


def _is_led(units: Sequence[Unit], at: int) -> bool:
    """Whether the title is that of somebody's work: 'Project Manager of "X"', 'by the action "X"'."""
    before = [u.text.casefold() for u in units[max(0, at - 4) : at]]
    led = before[-1:] in (["of"], ["for"]) and any(word in _NOUNS for word in before)
    return led or before[-1:] in (["action"], ["initiative"], ["component"])


def _paid_before(units: Sequence[Unit], at: int) -> bool:
    """Whether a project is told without its name before the comma: 'a project paid for by A, "X"'."""
    if at < 3 or units[at - 1].text not in TITLING:
        return False
    for noun in range(at - 2, max(0, at - _APART), -1):
        if units[noun].kind == "mark" and units[noun].text not in "()":
            return False
        if units[noun].text in _NOUNS and head_at(units, noun):
            return units[noun + 1].text in _PAID | {"supported", "executed"}
    return False
