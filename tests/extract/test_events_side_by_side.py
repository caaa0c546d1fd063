"""Several events that a text tells side by side: meetings of one sentence, sittings recalled, signings, handovers."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.extract import extract
from kg.records import Article

HELD = "A conference on migration opened in Kigali on 3 May 2024. Kenya sent forty delegates. Its officials were glad. "
TYPES = {
    # the text: the types of its events
    "On Monday Kofi Mensah met Prime Minister Anna Berg and had a separate meeting with Minister Juma Otieno.": {
        "Meeting": 2
    },
    "On Monday Kofi Mensah met Prime Minister Anna Berg; on Tuesday he saw Interior Minister Juma Otieno.": {
        "Meeting": 2
    },
    "On Monday Kofi Mensah met Prime Minister Anna Berg and had a long meeting with her.": {"Meeting": 1},
    HELD + "Experts had met online from 19 to 21 April to prepare the papers.": {"Conference": 1, "Meeting": 1},
    HELD + "High-level officials meet in 2025 to see what was done.": {"Conference": 1, "Meeting": 1},
    HELD + "The officers met on 4 May to compare results.": {"Conference": 1},
    HELD + "The delegates met in small groups on 3 May to draw up a plan.": {"Conference": 1},
    HELD + "Before flying home, Kofi Mensah signed with the Ministry of Labour of Uganda an agreement on nurses in "
    "Kigali.": {"Conference": 1, "Signing": 1},
    "Kofi Mensah and Anna Berg signed the Volta Declaration in Accra on 3 May 2024. Minutes earlier Mensah and "
    "the Minister of Science, Juma Otieno, had signed a memorandum of understanding on science.": {"Signing": 2},
    "An observatory was planned in Accra. Kofi Mensah, Minister of Labour of Ghana, and Anna Berg, Director of IOM, "
    "spoke. Before that they signed the headquarters agreement.": {"Signing": 1},
    "Ten laptops now stand in the office of the Gender Division in Accra. IOM presented them on Tuesday to the Gender "
    "Division of Ghana.": {"Ceremony": 1},
    "Ten laptops were brought to Accra. IOM presented its views on Tuesday to the Ministry of Labour of Ghana.": {},
    "Kofi Mensah, Minister of Labour of Ghana, spoke in Accra on 3 May 2024. The signing took place on Monday in "
    "Tema.": {"Signing": 1},
    "Labour ministers closed their conference in Accra on 3 May 2024. They had much to say. Jobs were few. The Third "
    "Ministerial Conference on Nurses was organised by IOM.": {"Conference": 1},
    "Labour ministers closed their third conference in Accra on 3 May 2024. They had much to say. Jobs were few. The "
    "Second Ministerial Conference on Nurses was organised by IOM.": {"Conference": 2},
    "Labour ministers closed their conference in Accra on 3 May 2024. They had much to say. Jobs were scarce. A Third "
    "Ministerial Conference on Nurses is planned for June.": {"Conference": 2},
    "The workshop in Accra ended on 3 May 2024 with a plea. Ten officers took part. The Second Regional Workshop on "
    "Border Data will be held in Lome in June 2024.": {"Workshop": 2},
    "A two-day training on safe migration opened in Accra on 3 May 2024. Anna Berg of IOM told the gathering that "
    "jobs matter.": {"Training": 1},
}


@pytest.mark.parametrize("text", TYPES)
def test_each_event_is_told_once(text: str) -> None:
    extraction = extract(Article("a", text, published="2024-05-07"))
    assert Counter(c.object for c in extraction.claims if c.relation == "eventType") == TYPES[text]


def test_the_day_and_city_before_when_are_those_of_what_follows() -> None:
    text = HELD + "The same plea was made in Lome on 30 and 31 March, when experts met under the roof of IGAD."
    extraction = extract(Article("a", text, published="2024-05-07"))
    told = {c.object: c.subject for c in extraction.claims if c.relation in {"startDate", "endDate"}}
    names = {entity.id: entity.name for entity in extraction.entities}
    places = {c.subject: names[c.object] for c in extraction.claims if c.relation == "place"}
    assert places[told["2024-03-30"]] == "Lome" and told["2024-03-31"] == told["2024-03-30"]
