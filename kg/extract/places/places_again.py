"""Places meant without their names: 'here', 'the capital', 'this city', 'the Kenyan capital'. The city is that of the
dateline, or else the only one of that country that the text names."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.records import Mention
from kg.reference import reference

_HERE = re.compile(
    r"(?<=[a-z)] )here(?=(?:,? (?:on|from|today|yesterday|last|this|earlier|between|with|for|by|under|at|in)\b"
    r"|,? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[,.;]|$))"
)
_NOT_HERE = re.compile(r"\b(?:from|around|are|is|was|were|come|living|people|live|arrive|arrived|life|work|stay) $")
_CITY = re.compile(
    r"\b(?:(?:in|at|outside|to) (?:the|this)(?: [a-z]+){0,2} (?P<city>capital|city)|[Tt]he "
    r"(?P<state>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) (?:federal )?(?P<capital>capital))\b"
    r"(?! (?:of|region|area|district|province|council|hall|centre|center|letters|markets?|"
    r"flows?|goods|punishment|investments?|accounts?|controls|requirements|"
    r"\w+ (?:of|council)\b))(?!['’-])"
)
_QUOTED = re.compile(r"[“\"][^”\"]*$")


def places_again(analysis: Analysis) -> None:
    """Makes the words that mean a city mentions of it."""
    cities = [m for s in analysis.segments if s.kind == "dateline" for m in _cities(analysis, s.start, s.end)]
    city = cities[0] if len({m.entity for m in cities}) == 1 else None
    for sentence in analysis.sentences:
        if sentence.kind != "body":
            continue
        for match in _HERE.finditer(analysis.text, sentence.start, sentence.end):
            if city and _says_where(analysis, sentence.start, match.start()):
                analysis.mention(*match.span(), city.entity, "coreference")
        for match in _CITY.finditer(analysis.text, sentence.start, sentence.end):
            if place := _meant(analysis, match, city):
                analysis.mention(*match.span(match.lastgroup or 0), place, "coreference")


def _says_where(analysis: Analysis, start: int, at: int) -> bool:
    """Whether the 'here' at an offset of a sentence says where something took place: outside quotations, with no name
    of a place right before it ('at the Grand Hotel here')."""
    before = analysis.text[start:at]
    beside = any(m.type in {"Place", "Facility"} for m in analysis.mentions.overlapping(at - 2, at))
    return not beside and not _NOT_HERE.search(before) and not _QUOTED.search(before)


@lru_cache
def _adjectives() -> dict[str, str]:
    """The reference ids of states by their adjectives."""
    rows = [row for row in reference().rows.values() if row.type == "State"]
    return {form.strip(): row.id for row in rows for form in row.list_of("adjective")}


def _cities(analysis: Analysis, start: int, end: int) -> list[Mention]:
    return [m for m in analysis.mentions.within(start, end) if m.type == "Place"]


def _meant(analysis: Analysis, match: re.Match[str], city: Mention | None) -> str | None:
    """The city that 'the capital' means: that of the dateline, if it lies in the country that is named."""
    if not match["state"]:
        return city.entity if city else None
    country = _adjectives().get(match["state"])
    if country is None:
        return None
    if city and analysis.entities[city.entity].country in {country, None}:
        return city.entity
    others = {m.entity for m in analysis.mentions if m.type == "Place"}
    others = {place for place in others if (row := analysis.entities[place]).country == country and row.reference}
    if not others:
        return analysis.entities.add("Place", f"{match['state']} capital", country=country)
    return others.pop() if len(others) == 1 else None
