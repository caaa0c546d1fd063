"""Telephone numbers and e-mail addresses are found; years, ranges, dates and amounts are not taken for them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.contacts import WITHHELD, contacts, has_contact, redact

NUMBERS = [
    "+41 22 555 0111", "+41 (0)22 555 01 11", "(+254) 20 555 1000", "0041 22 555 01 11", "+251115550100",
    "+1 202-555-0134", "(202) 555-0134", "202-555-0134", "022 555 01 11", "0712 345 678", "(022) 555 01 11",
    "+44 7700 900123 ext. 12", "+44-77 900 1234 (Ext. 400)", "+963 943\n222 333", "+41–22–555–0111",
    "+41\u201122\u2011555\u20110111",
    "+41\u00a022\u00a0555\u00a00111", "+٤١ ٢٢ ٥٥٥ ٠١١١", "+41.22.555.01.11", "+1.809.688.8174",
]  # fmt: skip
ADDRESSES = [
    "jane.doe@example.org", "o'brien@example.org", "first-last+news@sub.example.co.uk", "MAILTO:press@example.org",
    "media [at] example [dot] org", "press(at)example.org", "press＠example.org",
]  # fmt: skip
NEITHER = [
    "2018-2030", "2018–2020", "2014-2020 2021-2027", "2018 2019 2020 2021", "16 October 2014", "2019-05-24",
    "01/10/2014", "01.10.2014", "01-10-2014", "10/01/2014", "02-03 05 2018", "12-14 May 2019",
    "08:30-10:00", "09.00-17.30",
    "00:30:15", "USD 1 000 000", "EUR 12.500.000", "1,234,567 people", "+1,200,000", "500 000 000",
    "1 000 000 000 dollars",
    "+ 25 per cent", "A/RES/73/195", "Resolution 2388 (2017)", "Regulation (EU) 2018/1240", "Directive 2008/115/EC",
    "ISBN 978-92-9068-123-4", "C189", "GMT+3", "@IOM_Kenya", "iom.int and @iom.int", "the hotline 2018",
    "mobile 12 000 people",
    "mobile: 250 000 000 subscribers",
]  # fmt: skip


@pytest.mark.parametrize("contact", NUMBERS + ADDRESSES)
def test_contacts_are_cut_out_of_a_sentence_whole(contact: str) -> None:
    assert redact(f"Reach Jane Doe at {contact} on weekdays.") == f"Reach Jane Doe at {WITHHELD} on weekdays."


@pytest.mark.parametrize("text", NEITHER)
def test_years_dates_amounts_and_symbols_are_no_contacts(text: str) -> None:
    assert not has_contact(f"It says {text} in the text.")
    assert not has_contact(text)


@pytest.mark.parametrize("text", ["Tel: 555 01 11", "Hotline: 1343", "Fax no. 55 12 34 56", "WhatsApp 76-123-456"])
def test_a_label_makes_a_short_number_one_to_dial(text: str) -> None:
    assert redact(text).endswith(WITHHELD)


def test_two_numbers_in_a_row_are_both_withheld() -> None:
    assert not any(c.isdigit() for c in redact("Tel: +41.22.717.9361/ +41.79.103.8720; 022 555 01 11"))


def test_spans_are_code_points_in_order() -> None:
    text = "𝔄 jane@example.org, +41 22 555 0111"
    assert [text[s.start : s.end] for s in contacts(text)] == ["jane@example.org", "+41 22 555 0111"]


@given(
    st.text(  # pieces of numbers and addresses
        alphabet="0123456789+() .-/@abtel:\n", max_size=60
    )
)
def test_nothing_is_left_to_find_after_redaction(text: str) -> None:
    assert not has_contact(redact(text))


@given(st.dates(), st.sampled_from(["%d %B %Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%B %Y", "%Y"]))
def test_no_date_is_a_contact(day: date, form: str) -> None:
    if 1900 <= day.year <= 2099:
        assert not has_contact(day.strftime(f"on {form}, in Geneva"))


@given(st.integers(1, 10**12), st.sampled_from([",", " ", ".", "\u00a0"]))
def test_no_grouped_amount_is_a_contact(amount: int, separator: str) -> None:
    assert not has_contact(f"a budget of USD {amount:,} for".replace(",", separator))
