"""Where a post or centre is opened: where it stands, if nothing else is told ('the centre in Agadez was opened')."""

from __future__ import annotations

from kg.extract.analysis import Analysis


def opened_where_they_stand(analysis: Analysis) -> None:
    """Adds a `place` claim, rule `place-of-opened`, for each opening told by a verb that has none: the place in which
    the facility of its phrase is said to be."""
    placed = {c.subject for c in analysis.claims if c.relation == "place"}
    stands = {c.subject: c for c in analysis.claims if c.relation == "locatedIn"}
    openings = {c.subject for c in analysis.claims if c.relation == "eventType" and c.rule == "event-noun:opening"}
    for event in [m for m in analysis.events if m.entity in openings - placed]:
        for facility in analysis.mentions.within(event.start, event.end):
            told = stands.get(facility.entity) if facility.type == "Facility" else None
            if told and analysis.entities[told.object].type == "Place":
                analysis.claim("place", event.entity, told.object, "place-of-opened", *told.evidence, status="implied",
                               confidence=0.8)  # fmt: skip
