"""Day and place that stand inside the name of an event."""

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts


def objects(text, relation):
    """The objects of a relation, for a text of 12 May 2023."""
    return [o for _, _, o in facts(extract(Article("a", text, published="2023-05-12")), [relation])]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The message that the officials brought to the Kampala meeting was blunt.", "Kampala"),
        ("Minister Grace Atieno opened the second Nairobi workshop on fair recruitment.", "Nairobi"),
        ("Twice put off, the Douala conference on urban displacement finally took place.", "Douala"),
        ("Experts of IOM spoke at a Skopje border security seminar.", "Skopje"),
    ],
)
def test_the_city_that_an_event_is_called_by_is_where_it_was(text, place):
    assert objects(text, "place") == [place]


@pytest.mark.parametrize(
    "text", ["The Rabat Process meeting on visas was held.", "The Horn of Africa conference on return was held."]
)
def test_a_process_or_region_in_the_name_is_no_place(text):
    assert not objects(text, "place")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ministry sent experts to Wednesday's meeting of the Working Party on Return.", "2023-05-10"),
        ("Asked at yesterday's border dialogue, Minister Elena Prado spoke of two new crossings.", "2023-05-11"),
        ("The 3 May workshop on visas dealt with data.", "2023-05-03"),
        ("Delegates recalled the May 2019 review conference on statelessness.", "2019-05"),
    ],
)
def test_the_day_that_an_event_is_called_by_is_its_day(text, day):
    assert objects(text, "startDate") == [day]
