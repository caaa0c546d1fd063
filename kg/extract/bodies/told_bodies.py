"""Organisations that the text itself tells of: 'Our Rescue, a non-governmental organisation', 'the NGO ASTRA', and the
acronym in small letters that stands behind a name: 'Authority on Development (Adev)'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis, normalise
from kg.extract.names.units import word_class
from kg.extract.text.words import BODIES
from kg.reference import reference

_KIND = (
    r"(?:(?:NGO|non-governmental organi[sz]ation|non-profit(?: organi[sz]ation)?|charity|civil society organi[sz]ation)"
    r"(?: network)?|(?:shelter |relief |aid |rights )?organi[sz]ation|(?:employers[’'] )?association|trade union"
    r"|think tank|advocacy group|(?:migrant rights|women[’']s|rights) group|network|fintech|start-?up|charitable trust"
    r"|business platform)"
)
_WORD = r"[A-ZÀ-Þ][\w’'&-]+"
_NAME = rf"(?:{_WORD} (?:(?:of|for|in|the|&) ){{0,2}}){{0,3}}{_WORD}"
_LEAD = r"(?:[a-z-]+ |(?:[A-Z][\w]+ ){0,2}[A-Z]\w+(?:an|ese|ish|ic|[a-z]i|jik|ch|bek|-based) |US |UK ){0,2}"
_APPOSED = re.compile(rf"(?P<name>{_NAME}), (?:a|an|the) {_LEAD}{_KIND}\b")
_CALLED = re.compile(rf"\b(?:[Tt]he|an|a|by|and) {_LEAD}{_KIND},? (?P<name>{_NAME})")
_SUCH = re.compile(rf"\bNGOs(?:,? (?:such as|like|including|namely)|:) (?:the )?(?P<name>{_NAME})")
_ABROAD = re.compile(rf"(?<![\w-])(?P<name>(?:{_WORD} ){{1,2}}International)(?= [a-z]|[.,;)])")
_CALLED_SO = re.compile(r"(?:[A-Z]\w+ )?NGO (?P<name>[A-Z].+)")
_SMALL = re.compile(r" ?\((?P<form>[A-Z][a-z]{2,6})\)")
_OPENING = frozenset("the a an in at on for with by from of and to it its this that".split())
_SHORT = 3
"""Letters that a name of one word in capitals needs."""


def told_bodies(analysis: Analysis) -> None:
    """Enters the organisations and the acronyms that the article explains, wherever they are named."""
    for match in _APPOSED.finditer(analysis.text):
        _organisation(analysis, match.start("name"), match["name"])
    for match in _ABROAD.finditer(analysis.text):
        _organisation(analysis, match.start("name"), match["name"])
    for pattern in (_CALLED, _SUCH):
        for match in pattern.finditer(analysis.text):
            _organisation(analysis, match.start("name"), match["name"], called=True)
    _without_kinds(analysis)
    for mention in [m for m in analysis.mentions if m.type in BODIES]:
        behind = _SMALL.match(analysis.text, mention.end)
        if behind and _stands_for(analysis, mention.entity, behind["form"]):
            _everywhere(analysis, behind["form"], mention.entity)


def _organisation(analysis: Analysis, start: int, name: str, *, called: bool = False) -> None:
    """Enters a name that no mention holds yet; one word alone has to be in capitals, or to stand right behind its kind
    (`called`: 'the NGO Chashma')."""
    end = start + len(name)
    plain = name.split()
    short = len(plain) == 1 and not (called or name.isupper()) or len(name) < _SHORT
    short = short or not word_class("calendar").isdisjoint(plain)
    if short or plain[0].lower() in _OPENING or analysis.mentions.overlapping(start, end):
        return
    if analysis.sentence_at(start) is not None:
        _everywhere(analysis, name, analysis.entities.add("CivilSociety", name))


def _without_kinds(analysis: Analysis) -> None:
    """Calls an organisation by its name without the kind: 'NGO Chashma' is 'Chashma'."""
    for entity in [e for e in analysis.entities if e.type == "CivilSociety" and e.reference is None]:
        if named := _CALLED_SO.fullmatch(entity.name):
            analysis.entities.update(entity.id, name=named["name"])
            analysis.entities.alias(entity.id, named["name"])


def _stands_for(analysis: Analysis, entity: str, form: str) -> bool:
    """Whether the letters are the acronym that the reference gives, or the initials of the name."""
    row = analysis.entities[entity]
    known = reference().rows.get(row.reference or "")
    initials = "".join(word[0] for word in row.name.split() if word[0].isupper())
    return normalise(form).upper() in {known.acronym.upper() if known else "", initials}


def _everywhere(analysis: Analysis, form: str, entity: str) -> None:
    for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", analysis.text):
        longer = re.match(r" [A-Z]\w+ (?:and|of|for)\b", analysis.text[match.end() : match.end() + 40])
        if analysis.sentence_at(match.start()) is not None and not longer:
            analysis.mention(match.start(), match.end(), entity)
