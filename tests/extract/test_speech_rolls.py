"""Lists of those who spoke: what leads them in, and how they go on past what is not known."""

import pytest

from kg.extract.tables import table
from tests.extract.reading import told

ROWS = table("speech_rolls")


def spoke(text: str) -> set[str]:
    """Who spoke at an event."""
    found = told(text, ["speaker"])
    return {speaker for _, event, speaker in found if event != "document"}


@pytest.mark.parametrize("row", ROWS, ids=[row["lead"][:40] for row in ROWS])
def test_what_leads_a_list_in(row: dict[str, str]) -> None:
    assert spoke(row["example"])
    assert not spoke(row["counter"])


CASES = [
    (
        "The seminar was held in Doha. Case studies were presented by the National Crime Agency (United Kingdom),"
        " Peru's Ministry of Interior, Europol and the Royal Oman Police.",
        {"National Crime Agency", "Ministry of Interior", "Europol", "Royal Oman Police"},
    ),
    (
        "The workshop was held in Accra. Remarks were made by Jane Mwangi, a nurse from Lira who had fled in 2012;"
        " UNHCR, through its deputy; and IOM's Head of Office, Peter Banda.",
        {"Jane Mwangi", "UNHCR", "Peter Banda"},
    ),
    (
        "The workshop was held in Accra. The vote of thanks fell to Jane Mwangi, and Peter Banda took the bus.",
        {"Jane Mwangi"},
    ),
]


@pytest.mark.parametrize(("text", "speakers"), CASES)
def test_lists_go_on(text: str, speakers: set[str]) -> None:
    assert spoke(text) == speakers
