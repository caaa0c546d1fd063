"""Organisations that the text itself tells of: 'Our Rescue, a non-governmental organisation', 'the NGO ASTRA', and the
acronym in small letters that stands behind a name: 'Authority on Development (Adev)'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis, normalise
from kg.extract.words import BODIES
from kg.reference import reference

_KIND = (
    r"(?:(?:NGO|non-governmental organi[sz]ation|non-profit(?: organi[sz]ation)?|charity|civil society organi[sz]ation)"
    r"(?: network)?|association|trade union|think tank|advocacy group|migrant rights group|women[’']s group)"
)
_NAME = r"(?:[A-ZÀ-Þ][\w’'&-]+ ){0,3}[A-ZÀ-Þ][\w’'&-]+"
_APPOSED = re.compile(rf"(?P<name>{_NAME}), (?:a|an|the) (?:[a-z-]+ |US |UK )?{_KIND}\b")
_CALLED = re.compile(rf"\b(?:[Tt]he|an|a) (?:[a-z-]+ |[A-Z][a-z]+an )?{_KIND},? (?P<name>{_NAME})")
_SMALL = re.compile(r" ?\((?P<form>[A-Z][a-z]{2,6})\)")
_OPENING = frozenset("the a an in at on for with by from of and to it its this that".split())
_SHORT = 3
"""Letters that a name of one word in capitals needs."""


def told_bodies(analysis: Analysis) -> None:
    """Enters the organisations and the acronyms that the article explains, wherever they are named."""
    for match in _APPOSED.finditer(analysis.text):
        _organisation(analysis, match.start("name"), match["name"])
    for match in _CALLED.finditer(analysis.text):
        _organisation(analysis, match.start("name"), match["name"], called=True)
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
    if short or plain[0].lower() in _OPENING or analysis.mentions.overlapping(start, end):
        return
    if analysis.sentence_at(start) is not None:
        _everywhere(analysis, name, analysis.entities.add("CivilSociety", name))


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
