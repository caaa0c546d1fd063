"""Terms: dates keep what is known, slugs keep texts apart, addresses are web addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.names import normalised
from kg.graph.terms import XSD, clean, date_literal, decimal, edtf, entity, integer, kebab, slug, web_iri


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2019-05-24", "date"), ("2018-10", "gYearMonth"), ("2018", "gYear"), ("--10-01", "gMonthDay"),
        ("--02-29", "gMonthDay"), ("--10", "gMonth"), ("2019-02-29", "string"), ("--13-45", "string"),
        ("2018-13", "string"), ("--02-30", "string"), ("last week", "string"), ("2019-05-24T10:00", "string"),
        ("0000", "string"),
    ],
)  # fmt: skip
def test_a_date_has_the_type_of_its_form_and_a_wrong_one_none(text: str, datatype: str) -> None:
    literal = date_literal(text)
    assert (literal.value, literal.datatype.value) == (text, XSD + datatype)


@pytest.mark.parametrize(("text", "form"), [("2018-10", "2018-10"), ("--10-01", "XXXX-10-01"), ("--13", None)])
def test_edtf_says_what_is_unknown(text: str, form: str | None) -> None:
    assert edtf(text) == form


def test_numbers_have_one_form() -> None:
    assert [integer(text).value for text in ("4", "007", "+3", "-0")] == ["4", "7", "3", "0"]
    assert integer("4th").datatype.value == XSD + "string"
    assert [decimal(number).value for number in (0.9, 1.0, 0.123456, 0.0, -0.00001)] == ["0.9", "1", "0.1235", "0", "0"]


def test_labels_lose_what_turns_or_hides_text() -> None:
    assert clean(" IOM\u202e \n\tKe\u200bnya\x00\ufeff  e\u0301 \ud800") == "IOM Kenya é \ufffd"


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" https://example.org/a b<c>\u202e ", "https://example.org/a%20b%3Cc%3E%E2%80%AE"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/é", "https://example.org/é"),
        ("javascript:alert(1)", None), ("file:///etc/passwd", None), ("//example.org", None), ("https://", None),
        ("https://user:pass@example.org/", None), ("http://[::1", None), ("a.txt", None), ("", None),
    ],
)  # fmt: skip
def test_only_web_addresses_become_iris(address: str, iri: str | None) -> None:
    found = web_iri(address)
    assert (found.value if found else None) == iri


def test_slugs_are_readable_where_they_can_be() -> None:
    assert slug("Côte d’Ivoire & Friends") == "cote-d-ivoire-friends"
    assert kebab("InternationalOrganization") == "international-organization"
    long = slug("The very long name of a working group on the facilitation of the movement of persons and goods")
    assert len(long) <= 60
    assert re.fullmatch(r"the-very-long-name-[a-z-]+-[0-9a-f]{8}", long)


def test_texts_in_other_scripts_stay_apart() -> None:
    assert slug("وزارة الداخلية") != slug("وزارة الخارجية")
    assert re.fullmatch("[0-9a-f]{8}", slug("移民局"))


@given(st.text(max_size=90))
def test_a_slug_is_a_legal_short_name_in_one_path_segment(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 60
    assert made == slug(text)
    assert entity("Person", made).value.endswith(f"id/person/{made}")


@given(st.lists(st.text("abcé ßñ", min_size=1, max_size=70), min_size=2, max_size=2, unique_by=normalised))
def test_different_names_of_one_script_differ_in_their_slugs(names: list[str]) -> None:
    first, second = (normalised(name) for name in names)
    plain = [text.translate(str.maketrans("éñ", "en")) for text in (first, second)]
    assert (slug(first) == slug(second)) == (plain[0] == plain[1])
