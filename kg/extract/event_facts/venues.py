"""Where the event was of which a text goes on to speak, told by a noun for a place and not by 'in': 'The venue was
Lisbon', 'Lisbon was the host city', 'Lisbon hosted it'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.text.masking import Masked
from kg.records import Span

_NOUN = r"(?:venue|meeting place|place|scene|setting|stage|host city|host)"
_PLACE = r"(?:the (?:city|town|port|capital|resort) of )?⟦[LF](\d+)⟧"
_BEHIND = r"(?=[.,;]|$| (?:for|and|this|again|on|from|in|with)\b)"
_VENUES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:The|Its|Their) (?:chosen )?{_NOUN}(?: of (?:the |this |these )?[\w-]+)?(?: (?:was|is)|:|,) {_PLACE}",
        rf"(?:This time |Again |Once more )?{_PLACE}(?:, ⟦[SL]\d+⟧,)? (?:was|is|(?:had been|has been|was) "
        rf"(?:chosen|selected|picked|agreed)(?: as| to be)?|served as|serves as|acted as|offered itself as)"
        rf"(?: again| once more)? (?:the |its |their )?{_NOUN}{_BEHIND}(?! (?:for|of|in) ⟦E)",
        rf"{_PLACE}(?:, ⟦[SL]\d+⟧,)? (?:hosted|played host to|was host to|saw|housed) "
        r"(?:it|them|the (?:delegates|delegations|guests|participants|ministers|officials|experts))\b",
    )
)

_SAT = re.compile(
    r"\b(?:sat|sits?|met|meets?|gathered|gather|assembled|deliberated|worked|looked on|spoke|signed|spent|stayed|"
    r"(?:in|took) the chair|came together|discussions|talks|debates|work|sessions)\b"
    r"[^.;⟦⟧]{0,40}(?:⟦T\d+⟧[^.;⟦⟧]{0,20})?\b(?:at|in) (?:the )?⟦[LF](\d+)⟧"
)
"""What people do where they meet: 'Delegates |sat| for two days |at the Lagoon Hotel|'."""
_HOUSE = re.compile(
    r"\b(?:Hotel|Hilton|Hyatt|Sheraton|Marriott|Radisson|Novotel|Serena|Inn|Resort|Palace|Palais|Hall|Auditorium|"
    r"(?:Conference|Convention|Congress|Training|Cultural) Cent(?:re|er)|House|Building|Academy|College|Headquarters|"
    r"headquarters|Lodge|Castle|Villa)\b"
)


def venue(analysis: Analysis, masked: Masked, event: str | None) -> None:
    """Adds the place that a sentence without an event of its own gives the event in focus, if that has none."""
    if event is None or "⟦E" in masked.text:
        return
    if (sat := _SAT.search(masked.text)) and (house := _house(analysis, masked.items[int(sat.group(1))].entity)):
        _closer(analysis, event, house, masked.span(*sat.span()))
    for found in (match for pattern in _VENUES if (match := pattern.match(masked.text))):
        if any(c.relation == "place" and c.subject == event for c in analysis.claims):
            return
        place = masked.items[int(found.group(1))].entity
        analysis.claim("place", event, place, "place-venue-told", masked.span(*found.span()), confidence=0.82)


def _house(analysis: Analysis, entity: str) -> str | None:
    """The entity, if its name is that of a house in which one can meet."""
    return entity if _HOUSE.search(analysis.entities[entity].name) else None


def _closer(analysis: Analysis, event: str, house: str, span: Span) -> None:
    """Adds a house as the place of an event, instead of the one city that was told."""
    places = {c.object for c in analysis.claims if c.relation == "place" and c.subject == event}
    if len(places) > 1 or any(_house(analysis, place) for place in places):
        return
    analysis.claims = [c for c in analysis.claims if c.relation != "place" or c.subject != event]
    analysis.claim("place", event, house, "place-venue-told", span, confidence=0.8)
