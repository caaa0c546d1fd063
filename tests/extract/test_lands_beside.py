"""States that a name has beside it: of a person who meets another, of what opens a sentence, of a list of
governments."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts


def there(text: str) -> set[str]:
    """Who takes part in what the text tells of."""
    return {who for _, _, who in facts(extract(Article(key="a", text=text)), ("participant",))}


@pytest.mark.parametrize(
    ("people", "text"),
    [
        ({"Grace Phiri", "Paul Banda"}, "Grace Phiri of Malawi met Paul Banda of Zambia in Lusaka on 4 May 2022."),
        (
            {"Grace Phiri", "Paul Banda"},
            "Grace Phiri, Director of Immigration of Malawi, met with Zambia's Paul Banda in Lusaka.",
        ),
        (
            {"Grace Phiri", "Paul Banda"},
            "During her visit to Zambia, Grace Phiri, the Director General of IOM, met Foreign Minister Paul Banda.",
        ),
        (
            {"Grace Phiri", "Paul Banda", "Mary Zulu"},
            "Grace Phiri, the Director General of IOM, began a three-day visit to Zambia on 4 May 2022, accompanied by "
            "Paul Banda and Mary Zulu.",
        ),
    ],
)
def test_the_land_of_a_person_is_no_participant_of_its_own(people, text):
    assert there(text) == people


def test_all_states_of_a_list_of_governments_take_part():
    text = "Talks between the Malawian, Kenyan and Zambian governments ended in Lusaka on 4 May 2022."
    assert there(text) == {"Malawi", "Kenya", "Zambia"}
