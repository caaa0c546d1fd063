"""Who goes on a visit, on whom, and where, in the phrase of the visit: 'Ms Wanjiku's visit to Tirana', 'a courtesy call
on the Minister of Labour, Ms Wanjiku', 'during her visit'. What stands before and behind the phrase ('P paid a visit',
'a visit from Q') is for the patterns of `participant`."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.events.mention import EventMention
from kg.extract.persons.phrases import person_phrases
from kg.extract.persons.speakers import person_before
from kg.extract.persons.title_heads import demonyms
from kg.extract.places.places import as_place
from kg.records import Span
from kg.reference import reference

_OWNER = re.compile(r"(?:['’]s?)? ")
_OWNER_OF = re.compile(r"['’]s? ")
_PRONOUN = re.compile(r"\b(?:his|her) (?:own |first |recent |current |official )?$", re.I)
_GOING = re.compile(r"\bto\b(?!.*\b(?:of|by|from)\b)")
_BY = re.compile(r"\b(?:of|by|from) (?:the |H\.E\. )?$")
_FROM = re.compile(r"\b(?:of|by|from)\s+(?:the\s+)?\Z")
_VISITORS = frozenset({"Person", "GovernmentBody", "InternationalOrganization", "CivilSociety"})
_NEAR = 10
"""Characters behind a visit in which the phrase of who pays it begins: ' by the |Minister P|'."""
_TEAM = re.compile(
    r"\b(?:of|by|from)\s+(?:an?|the)\s+(?:[a-z][\w-]*\s+){0,3}([A-Z]\w+)\s+(?:[a-z]+\s+)?(?:delegation|team|mission)\b"
)
_ON = re.compile(r"\b(?:on|to|with|at)\s+(?:the\s+)?")
_OPENED = re.compile(r"(?:during|on|in|as part of|at the (?:start|end) of|ahead of|before|after|following)\s+$", re.I)
_NAMED = re.compile(r"[^.;:]{0,60}?,\s+(?:the\s+)?$")
"""What may stand between a visit that opens its sentence and whose it is: 'During her visit to L, P said'."""


def visitors(analysis: Analysis, event: str, mention: EventMention, status: str) -> None:
    """Adds the claims that the phrase of a visit gives."""
    before = analysis.mentions.overlapping(mention.start - 4, mention.start - 1)
    owner = [m for m in before if _OWNER.fullmatch(analysis.text[m.end : mention.start])]
    for visitor in [m for m in owner if m.type == "Person"]:
        analysis.claim("participant", event, visitor.entity, "visitor", Span(visitor.start, mention.end), status=status,
                       confidence=0.85)  # fmt: skip
    for item in mention.inner:
        link = analysis.text[mention.start : item.start]
        if item.type in {"Place", "State", "Facility"} and _GOING.search(link):
            where = as_place(analysis, analysis.mentions.within(item.start, item.end)[0])
            analysis.claim("place", event, where, "place-visited", mention.span, status=status, confidence=0.85)
        elif item.type in _VISITORS and _BY.search(link) and not _OWNER_OF.match(analysis.text, item.end):
            analysis.claim("participant", event, item.entity, "visitor", mention.span, status=status, confidence=0.8)
    visited = (_whose(analysis, mention), *_called_on(analysis, mention), *_coming(analysis, mention))
    for person in visited:
        if person:
            analysis.claim("participant", event, person, "visitor", mention.span, status=status, confidence=0.8)


def _called_on(analysis: Analysis, mention: EventMention) -> list[str]:
    """The persons on whom somebody calls: 'a courtesy call |on the Minister, P'."""
    text = analysis.text
    links = [m.end() for m in _ON.finditer(text, mention.start, min(mention.sentence.end, mention.end + 8))]
    return [p.entity for p in person_phrases(analysis) if p.start in links]


def _coming(analysis: Analysis, mention: EventMention) -> list[str]:
    """Who comes: the persons, or the state of the delegation, whose visit it is: 'the visit |of Prime Minister P|', 'a
    visit |by a high-level Kenyan delegation|'."""
    text, end = analysis.text, mention.sentence.end
    near = [p for p in person_phrases(analysis) if mention.start < p.start <= min(end, mention.end + _NEAR)]
    persons = [p.entity for p in near if _FROM.search(text[max(mention.start, p.start - 12) : p.start])]
    team = next((m for m in _TEAM.finditer(text, mention.start, end) if m.start() <= mention.end + 1), None)
    country = demonyms().get(team.group(1)) if team else None
    if country is None:
        return persons
    known = reference().rows[country]
    return [*persons, analysis.entities.add("State", known.name, reference=known.id, country=known.id)]


def _whose(analysis: Analysis, mention: EventMention) -> str | None:
    """The person whose visit 'his visit' or 'her visit' is."""
    sentence, text = mention.sentence, analysis.text
    pronoun = _PRONOUN.search(text, sentence.start, mention.start)
    if pronoun is None:
        return None
    inside = analysis.mentions.within(mention.end, sentence.end)
    later = next((m for m in inside if m.type == "Person"), None)
    opens = _OPENED.fullmatch(text[sentence.start : pronoun.start()])
    if opens and later and _NAMED.fullmatch(text[mention.end : _begin(analysis, later.entity, later.start)]):
        return later.entity
    return person_before(analysis, sentence.start, pronoun.start())


def _begin(analysis: Analysis, person: str, start: int) -> int:
    """Where the phrase of a mention begins, with the title before it."""
    return next((p.start for p in person_phrases(analysis) if p.entity == person and p.start <= start < p.end), start)
