"""Names: what counts as the same, as full, as an acronym, as a mere pointer."""

from __future__ import annotations

import pytest

from kg.graph.names import is_acronym, is_distinctive, is_full_name, is_pointer, normalised, person_name, without_parent


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Khartoum Process", "khartoum process"),
        ("International Organisation for Migration", "International Organization for Migration"),
        ("Children’s Fund", "Childrens Fund"),
        ("Letter of Intent (LOI)", "Letter of Intent"),
        ("Trade & Labour Centre", "trade and labor center"),
        ("  Border\u00a0Management–Unit ", "Border Management Unit"),
    ],
)
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_honorifics_are_no_part_of_a_persons_name() -> None:
    assert person_name("H.E. Amb. Dr. Jane Doe") == person_name("Ms Jane Doe") == "jane doe"
    assert person_name("President") == "president"


def test_the_parent_is_said_once() -> None:
    assert (
        without_parent("ministry of interior of the republic of kenya", ("Republic of Kenya", "Kenya"))
        == "ministry of interior"
    )
    assert without_parent("kenyan border police", ("Kenya",), ("Kenyan",)) == "border police"
    assert without_parent("kenyan police", ("Kenya",), ("Kenyan",)) == "kenyan police"
    assert without_parent("kenya police", ("Kenya",), ("Kenyan",)) == "kenya police"


@pytest.mark.parametrize(
    "name",
    ["Khartoum Declaration", "MARRI Strategy 2018-2020", "Better Regional Migration Management Programme",
     "Agenda 2063", "Regional Guidelines on Rights-Based Recruitment", "BORDAIRPOL II project".title(),
     "Cadiz Action Plan",
     "IGAD Annual Report 2019"],
)  # fmt: skip
def test_full_names_identify(name: str) -> None:
    assert is_full_name(name)


@pytest.mark.parametrize(
    "name",
    ["the declaration", "Memorandum of Understanding", "the Plan of Action", "Joint Declaration",
     "National Migration Policy", "Standard Operating Procedures", "Declaration", "Five-Year Plan of Action",
     "Kampala", "Strategy 2018-2020", "ECOWAS Commission statement",
     "IGAD Annual Report", "Cooperation Agreement between IOM and Kenya", "deal to train Libya coastguard"],
)  # fmt: skip
def test_other_names_do_not(name: str) -> None:
    assert not is_full_name(name)


def test_what_tells_a_body_from_its_like() -> None:
    assert is_distinctive("Khartoum Process")
    assert is_distinctive("移民局")
    assert not is_distinctive("the Technical Working Group")
    assert not is_distinctive("airlines")


def test_acronyms_and_pointers() -> None:
    assert [
        form for form in ("IOM", "AU-HoAI", "MoU", "Kenya", "McDonald", "IOM Kenya", "I", "the") if is_acronym(form)
    ] == ["IOM", "AU-HoAI", "MoU"]
    forms = ("the workshop", "its summit", "The Technical Committee", "the Khartoum Process", "workshop", "the")
    assert [form for form in forms if is_pointer(form)] == ["the workshop", "its summit", "The Technical Committee"]
