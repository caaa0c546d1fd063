"""Reading takes as many steps as a text is long: counted, not timed, so that it holds on any machine."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from kg.extract import extract
from kg.records import Article

_MET = (
    "The International Organization for Migration (IOM) and the Ministry of Labour of Kenya held a workshop on border "
    "management in Nairobi on 12 May 2021. The Minister of Labour, Jane Doe, opened the meeting and said that Kenya "
    "would adopt the Nairobi Declaration. The workshop was attended by Uganda, Ethiopia and Somalia.\n\n"
)
_SIGNED = (
    "Kenya and Uganda signed a memorandum of understanding on labour migration on 3 June 2021 in Kampala. The signing "
    "of the Kampala Protocol followed. “We work together”, said John Roe, Minister of Labour of Uganda.\n\n"
)


def calls(text: str) -> int:
    """How many functions of Python are called to read a text."""
    number = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal number
        number += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(Article("key", text))
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize("paragraph", [_MET, _SIGNED])
def test_a_text_four_times_as_long_takes_no_more_than_about_four_times_the_steps(paragraph):
    extract(Article("key", paragraph * 10))  # what is worked out once is worked out now
    short, long = calls(paragraph * 10), calls(paragraph * 40)
    assert long < 5.5 * short
