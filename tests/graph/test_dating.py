"""Which dates of an event are published where several sources date it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode

from kg.graph.dating import DATES, EDTF, END, START, Said, dating
from kg.graph.terms import date_literal, edtf, entity

EVENT = entity("Event", "meeting")


def said(text: str, *, confidence: float = 0.9, issued: str = "") -> Said:
    """A source that gives `start`, `start/end` or `/end`."""
    parts = dict(zip(DATES, text.split("/"), strict=False))
    dates = {relation: date_literal(date) for relation, date in parts.items() if date}
    values: dict[NamedNode, set[Literal]] = {relation: {date} for relation, date in dates.items()}
    if START in dates:
        values[EDTF] = {Literal("/".join(filter(None, (edtf(date.value) for date in dates.values()))))}
    return Said(values, dict.fromkeys(dates.items(), confidence), issued)


def stands(*sources: Said) -> str:
    """Start, end and expression, as they are published, in one line."""
    found = {triple.predicate: triple.object for triple in dating(EVENT, sources)}
    assert {triple.subject for triple in dating(EVENT, sources)} <= {EVENT}
    return " ".join(getattr(found.get(relation), "value", "-") for relation in (START, END, EDTF))


@pytest.mark.parametrize(
    ("given", "published"),
    [
        (["2021-05-12", "2021-05-12"], "2021-05-12 - 2021-05-12"),
        (["2021-05-12", "2021-05-12/2021-05-14"], "2021-05-12 2021-05-14 2021-05-12/2021-05-14"),
        (["2021-05-12", "2021-05", "2021"], "2021-05-12 - 2021-05-12"),
        (["--05-12", "2021-05-12"], "2021-05-12 - 2021-05-12"),
        (["--05", "--05-12"], "--05-12 - XXXX-05-12"),
        (["2021-05-12", "2021-05-12", "2021-05-03/2021-05-05"], "2021-05-12 - 2021-05-12"),
        (["2021-05-12", "2021-05-03/2021-05-05"], "- - -"),
        (["2021-05-12", "/2021-05-05"], "2021-05-12 - 2021-05-12"),
        (["2021-05-12", "/2021-05-15"], "2021-05-12 2021-05-15 2021-05-12/2021-05-15"),
        (["2021-05-12/2021-05-13", "2021-05-12/2021-05-14"], "2021-05-12 - 2021-05-12"),
        (["/2021-05-14", "/2021-05-14"], "- 2021-05-14 -"),
    ],
)
def test_what_stands_of_what_is_given(given: list[str], published: str) -> None:
    sources = [said(text) for text in given]
    assert stands(*sources) == published
    assert stands(*reversed(sources)) == published, "the order of articles tells nothing"


def test_the_surer_date_stands_then_that_of_the_later_source() -> None:
    one, other = said("2021-05-12", issued="2021-05-20"), said("2021-05-03/2021-05-05", issued="2021-05-22")
    assert stands(one, other) == "2021-05-03 2021-05-05 2021-05-03/2021-05-05"
    assert stands(replace(one, confidence={(START, date_literal("2021-05-12")): 0.95}), other).startswith(
        "2021-05-12 -"
    )
    many = [said("2021-05-12", confidence=0.5), said("2021-05-12", confidence=0.5)]
    assert stands(other, *many).startswith("2021-05-12 -"), "what more sources give comes before what is surer"


def test_what_one_source_says_stays_as_it_is() -> None:
    about = Said({START: {date_literal("2021-05-12")}, EDTF: {Literal("2021-05-12~")}})
    assert stands(about) == "2021-05-12 - 2021-05-12~"
    assert stands(about, said("2021")) == "2021-05-12 - 2021-05-12~"
    assert END not in about.values
