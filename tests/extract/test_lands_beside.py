"""States that a name has beside it: of a person who meets another, of what opens a sentence, of a meeting or body that
is named for two of them."""

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


@pytest.mark.parametrize(
    "text",
    [
        "The Malawian-Zambian talks on return ended in Lusaka on 4 May 2022.",
        "The third Malawi–Zambia ministerial meeting ended in Lusaka on 4 May 2022.",
        "Talks between the Malawian and Zambian governments ended in Lusaka on 4 May 2022.",
        "The Joint Malawi–Zambia Commission on Borders held its third session in Lusaka on 4 May 2022.",
    ],
)
def test_both_states_of_a_pair_take_part(text):
    assert {"Malawi", "Zambia"} <= there(text)


def test_a_pair_of_other_names_tells_of_no_states():
    text = "The High-Level Pan-African Meeting on return ended in Lusaka on 4 May 2022."
    assert not there(text)
    assert "Kenya" not in there("The Kenya–Frontline Committee held its third session in Lusaka on 4 May 2022.")
