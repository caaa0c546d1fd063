"""Who is expected at an event that is still to come was not there yet."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

COMING = (
    "Kampala – The Fifth Ministerial Meeting of the Khartoum Process will take place in Kampala on 15 October 2021. "
    "Ministers from Kenya and Sudan are expected to attend. Egypt will also take part."
)
HELD = (
    "Kampala – The Fifth Ministerial Meeting of the Khartoum Process took place in Kampala on 15 October 2021. "
    "Kenya and Sudan attended the meeting."
)


@pytest.mark.parametrize(("text", "status"), [(COMING, "planned"), (HELD, "explicit")])
def test_participants_of_a_planned_event_are_planned(text: str, status: str) -> None:
    extraction = extract(Article("a.txt", text, published="2021-06-03"))
    names = {entity.id: entity.name for entity in extraction.entities}
    found = {names[c.object]: c.status for c in extraction.claims if c.relation == "participant"}
    assert found.items() >= {"Kenya": status, "Sudan": status}.items()
    assert set(found.values()) == {status}
