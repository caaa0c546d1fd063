"""The gazetteer: which stretches of a text name a row of the reference data."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.names.gazetteer import Match, find, find_inside


def named(text: str, published: str | None = None) -> list[tuple[str, str]]:
    """Surface and row of each match."""
    return [(match.surface, match.row_id) for match in find(text, published=published)]


def test_a_match_carries_offsets_type_and_form() -> None:
    text = "Talks between IOM and Egypt."
    assert find(text) == [
        Match(14, 17, "iom", "InternationalOrganization", "acronym", "IOM"),
        Match(22, 27, "EGY", "State", "name", "Egypt"),
    ]


def test_the_longest_form_wins() -> None:
    assert named("South Sudan, Guinea-Bissau, Papua New Guinea") == [
        ("South Sudan", "SSD"),
        ("Guinea-Bissau", "GNB"),
        ("Papua New Guinea", "PNG"),
    ]


@pytest.mark.parametrize(
    ("text", "row_id"),
    [
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("COTE D'IVOIRE", "CIV"),
        ("African Union – Horn of Africa Initiative", "au-hoai"),
        ("African Union\nHorn of Africa Initiative", "au-hoai"),
        ("Organisation for Security and Cooperation in Europe", "osce"),
        ("Organization for Security and Co-operation in Europe", "osce"),
        ("Global Compact for Safe, Orderly, and Regular Migration", "gcm"),
        ("the Global compact for safe, orderly and regular migration", "gcm"),
        ("AU-HOAI", "au-hoai"),
        ("N’Djamena", "n-djamena-tcd"),
        ("NAIROBI", "nairobi-ken"),
        ("Sharm el-Sheikh", "sharm-el-sheikh-egy"),
        ("The Gambia", "GMB"),
        ("The Hague", "the-hague-nld"),
    ],
)
def test_spellings_of_a_name(text: str, row_id: str) -> None:
    assert [match.row_id for match in find(text)] == [row_id]


def test_acronyms_keep_their_case() -> None:
    assert named("the igad region, an au pair, Iom") == []


def test_a_paragraph_end_parts_a_name() -> None:
    assert named("the African\n\nUnion") == []


def test_only_whole_words_count() -> None:
    assert named("Chadian-led, Omani, non-EU, Maliki, iom@example.org, www.unhcr.org, @UNHCR") == [
        ("Chadian", "TCD"),
        ("Omani", "OMN"),
    ]


def test_adjectives_and_demonyms_say_what_they_are() -> None:
    forms = {
        match.surface: match.form for match in find("Swiss experts and the Egyptians thanked Kenya (UN, Interpol).")
    }
    assert forms == {
        "Swiss": "adjective",
        "Egyptians": "demonym",
        "Kenya": "name",
        "UN": "acronym",
        "Interpol": "alias",
    }


def test_an_accent_that_the_adjective_lacks_makes_another_word() -> None:
    assert named("Germán Casas") == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("WHO WE ARE. CONTACT US.", []),
        ("The WHO and the US agreed.", ["who", "USA"]),
        ("the DRC", ["COD"]),
        ("the Danish Refugee Council (DRC)", ["drc-ngo", "drc-ngo"]),
        ("Lake Chad", ["region-lake-chad"]),
        ("Mr. Jordan", []),
        ("In Kingston.", []),
        ("Kingston, Jamaica", ["kingston-jam", "JAM"]),
        ("San José, Costa Rica", ["san-jose-cri", "CRI"]),
        ("Benin City and Benin", ["benin-city-nga", "BEN"]),
        ("the General Assembly of the club", []),
        ("the United Nations and its General Assembly", ["un"]),
        ("the Geneva Convention", []),
        ("the Union, the Federation, the Network", []),
        ("Congo, the Democratic Republic of the", ["COG"]),
        ("Brazzaville is the capital of Congo", ["brazzaville-cog", "COG"]),
        ("the Dominican delegation, and Dominica", ["DMA", "DMA"]),
        ("the Dominican delegation", ["DOM"]),
        ("Palermo Protocol on trafficking", ["palermo-tip"]),
        ("Palermo Protocol", []),
        ("an opt-out, opt", []),
        ("the oPt", ["PSE"]),
        ("talks with Sofia Petrova in Sofia", ["sofia-bgr"]),
    ],
)
def test_guards_are_obeyed(text: str, rows: list[str]) -> None:
    assert [match.row_id for match in find(text)] == rows


def test_a_name_that_changed_hands_is_told_by_the_date() -> None:
    text = "The Migration Policy Framework for Africa was reviewed."
    assert named(text, "2017-03-01") == [("Migration Policy Framework for Africa", "au-mpfa-2006")]
    assert named(text, "2019") == [("Migration Policy Framework for Africa", "au-mpfa-2018")]
    assert named(text) == []


def test_a_name_of_a_state_and_its_city_is_the_state_and_says_so() -> None:
    (match,) = find("Djibouti")
    assert (match.row_id, match.others) == ("DJI", ("djibouti-dji",))


def test_towns_of_one_name_are_told_by_the_state_in_the_text() -> None:
    assert ("Busia", "busia-uga") in named("Busia, Uganda")
    assert ("Tripoli", "tripoli-lbn") in named("Tripoli in Lebanon")
    assert named("Tripoli") == [("Tripoli", "tripoli-lby")]
    assert named("Busia") == []


def test_only_a_part_of_the_text_is_asked_for_but_all_of_it_is_looked_at() -> None:
    text = "The Danish Refugee Council came.\n\nThe DRC left."
    assert [(m.surface, m.row_id) for m in find(text, text.index("The DRC"))] == [("DRC", "drc-ngo")]


def test_inside_a_name_are_its_parents() -> None:
    text = "He works for IOM Kenya."
    (whole,) = find(text)
    assert whole.row_id == "iom-kenya"
    assert [match.row_id for match in find_inside(text, whole.start, whole.end)] == ["iom", "KEN"]


@given(st.text(st.sampled_from("Kenya IOMAU-–’'\n.,&éÉ(the)"), max_size=80))
def test_matches_are_ordered_and_never_overlap(text: str) -> None:
    matches = find(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(matches))
    assert all(text[match.start : match.end] == match.surface for match in matches)


@pytest.mark.benchmark
def test_a_text_is_read_in_two_milliseconds() -> None:
    text = "Officials of Kenya, Egypt and the AU Commission met IOM and UNHCR in Nairobi on 5 May. " * 23
    find("warm")
    start = time.perf_counter()
    for number in range(20):
        find(f"{number} {text}")
    assert (time.perf_counter() - start) / 20 < 0.01
