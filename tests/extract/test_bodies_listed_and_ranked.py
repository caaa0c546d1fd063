"""Bodies that a list calls by their noun alone, bodies that only say how high they stand, sites with a name of their
own, names that go on behind 'and', titles that are run or have a purse."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

LEAD = "DAKAR – A two-day meeting on customs took place in Dakar from 3 to 4 June 2022.\n\n"


def names(sentence: str) -> dict[str, str]:
    """The entities of a sentence by name, with their types."""
    return {entity.name: entity.type for entity in extract(Article("a", LEAD + sentence + "\n")).entities}


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Staff of the Ministry of Justice, the Police and the Supreme Court attended.", {"Police"}),
        ("Officers of the Immigration Department and Customs took part.", {"Customs"}),
        ("Staff of the Ministry of Justice, the Ombudsman and the Bar Council attended.", {"Ombudsman"}),
        (
            "Instructors came from Customs, Immigration, the Police and the Department of Fisheries.",
            {"Customs", "Immigration", "Police"},
        ),
    ],
)
def test_a_noun_in_a_list_of_bodies_is_one_of_them(sentence: str, wanted: set[str]) -> None:
    assert wanted <= {name for name, kind in names(sentence).items() if kind == "GovernmentBody"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Police and Customs officers of the port took part.",
        "Staff of the Ministry of Justice and Police officers attended.",
        "He spoke of Customs and of trade.",
    ],
)
def test_a_noun_before_people_or_by_itself_is_no_body(sentence: str) -> None:
    assert not {"Police", "Customs"} & names(sentence).keys()


@pytest.mark.parametrize(
    ("sentence", "type", "name"),
    [
        ("The Central Directorate of the Border Police hosted it.", "GovernmentBody", "of the Border Police"),
        ("The High Council of Judges and Prosecutors took part.", "GovernmentBody", "of Judges and Prosecutors"),
        ("Officials of the Anti-Doping Agency took part.", "GovernmentBody", "Anti-Doping Agency"),
        ("Officials of the Court of Auditors took part.", "GovernmentBody", "Court of Auditors"),
        ("Officials of the Competition Authority took part.", "GovernmentBody", "Competition Authority"),
        ("The Consulate General in New York organised the event.", "GovernmentBody", "Consulate General in New York"),
        ("The Border Guard Bangladesh sent officers.", "GovernmentBody", "Border Guard Bangladesh"),
        ("Officers of the Special Branch took part.", "GovernmentBody", "Special Branch"),
        ("Officers of the Police Républicaine took part.", "GovernmentBody", "Police Républicaine"),
        ("Officers of the Guardia Costiera took part.", "GovernmentBody", "Guardia Costiera"),
        ("Germany's Bundespolizei took part.", "GovernmentBody", "Bundespolizei"),
        ("Members of the Bar Council took part.", "CivilSociety", "Bar Council"),
        ("Members of the Chamber of Notaries took part.", "CivilSociety", "Chamber of Notaries"),
        ("Members of the Inter-Faith Council took part.", "CivilSociety", "Inter-Faith Council"),
        ("Scholars of University College Dublin took part.", "CivilSociety", "University College Dublin"),
        ("Members of the Chamber of Commerce took part.", "PrivateSector", "Chamber of Commerce"),
        ("Members of the Union of Entrepreneurs took part.", "PrivateSector", "Union of Entrepreneurs"),
        ("Members of the Employers' Confederation took part.", "PrivateSector", "Employers' Confederation"),
        ("Members of the Shipowners' Association took part.", "PrivateSector", "Shipowners' Association"),
        ("They visited Bokondo camp on 3 June 2022.", "Facility", "Bokondo camp"),
        ("They went to the Tsavari-Lembe site on 3 June 2022.", "Facility", "Tsavari-Lembe site"),
        ("They toured Okoroba refugee settlement on 3 June 2022.", "Facility", "Okoroba refugee settlement"),
        ("The Legal Facility for the Western Balkans and Türkiye paid for it.", "Project", "Balkans and Türkiye"),
        (
            "They signed the Agreement on the Readmission of Persons Residing without Authorisation.",
            "Document",
            "Residing without Authorisation",
        ),
        (
            "They adopted the Declaration on the Protection of Workers and Family Members in June.",
            "Document",
            "Workers and Family Members",
        ),
    ],
)
def test_a_name_is_read_to_its_end(sentence: str, type: str, name: str) -> None:
    assert any(found.endswith(name) and kind == type for found, kind in names(sentence).items())


@pytest.mark.parametrize(
    "sentence",
    [
        '"Safe Harbours for the Lake" is carried out by UNODC in Uganda.',
        '"Advancing the Rights of Fishers and Hosts" will be implemented by UNDP.',
        '"Supporting Water Courts in Jordan" has €3 million at its disposal.',
        'It grew from an undertaking that began in 2018 under the name "Improving Port Security in Togo".',
    ],
)
def test_a_title_that_is_run_or_has_a_purse_is_that_of_a_project(sentence: str) -> None:
    assert "Project" in names(sentence).values()


def test_the_post_of_a_person_in_a_list_is_no_body() -> None:
    assert "Ombudsman" not in names("Staff of the Ministry of Justice and the Ombudsman, Ana Ruiz, attended.")


def test_a_title_that_has_something_else_is_none() -> None:
    assert "Project" not in names('"Water in the Desert" has a million readers.').values()


@pytest.mark.parametrize("sentence", ["It was told in a Facebook post.", "They read it on the Web site."])
def test_a_post_on_a_medium_is_no_site(sentence: str) -> None:
    assert "Facility" not in names(sentence).values()


def test_a_unit_with_a_field_of_its_own_is_a_part_of_the_body_behind_it() -> None:
    found = names("The Criminal Investigation Department of the National Police hosted it.")
    assert {"Criminal Investigation Department", "National Police"} <= found.keys()
