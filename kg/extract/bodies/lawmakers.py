"""Cabinets and parliaments that approve a text: 'the plan, which |Cabinet| endorsed', 'passed by |parliament|'. They
are bodies though nothing but this word names them."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis

_BODY = (
    r"(?P<body>[Cc]abinet|[Pp]arliament|[Cc]ouncil of [Mm]inisters|National Assembly|Senate|House of Representatives|"
    r"National Executive Council)"
)
_APPROVED = r"(?:adopted|approved|endorsed|passed|enacted|validated|ratified)"
_APPROVES = re.compile(rf"(?<![\w’'-]){_BODY}(?: (?:has|had|have|\w+ly|also|already))* {_APPROVED}\b")
_BY = re.compile(rf"\b{_APPROVED}(?: [\w-]+){{0,3}}? by (?:the |its |their )?{_BODY}(?! (?:of|[A-Z]))")
_MAY = re.compile(r"(?i:cabinet|parliament|council of ministers)|National (?:Assembly|Executive)|Senate|House of")


def lawmakers(analysis: Analysis) -> None:
    """Enters each such body that the article calls by its bare name where it tells that it approves something."""
    if not _MAY.search(analysis.text):
        return
    entered: dict[str, str] = {}
    for match in (*_APPROVES.finditer(analysis.text), *_BY.finditer(analysis.text)):
        start, end = match.span("body")
        if analysis.sentence_at(start) is None or analysis.mentions.overlapping(start, end):
            continue
        name = entered.setdefault(match["body"].casefold(), match["body"])
        analysis.mention(start, end, analysis.entities.add("GovernmentBody", name))
