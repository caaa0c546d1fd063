"""Where the event was of which a text goes on to speak, told by a noun for a place and not by 'in': 'The venue was
Lisbon', 'Lisbon was the host city', 'Lisbon hosted it'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.masking import Masked

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


def venue(analysis: Analysis, masked: Masked, event: str | None) -> None:
    """Adds the place that a sentence without an event of its own gives the event in focus, if that has none."""
    if event is None or "⟦E" in masked.text:
        return
    for found in (match for pattern in _VENUES if (match := pattern.match(masked.text))):
        if any(c.relation == "place" and c.subject == event for c in analysis.claims):
            return
        place = masked.items[int(found.group(1))].entity
        analysis.claim("place", event, place, "place-venue-told", masked.span(*found.span()), confidence=0.82)
