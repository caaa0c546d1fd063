"""Which events come one after the other: what their numbers, days, levels, bodies and kinds allow."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

HELD = "IOM held a workshop on labour migration in Accra on 3 May 2024. "
ORDER = {
    # the text: how many pairs of events it must give
    "The third meeting of the Rabat Process was held in Accra on 3 May 2024. The second meeting was held in Lome in "
    "May 2022.": 1,
    "The third meeting of the Rabat Process was held in Accra on 3 May 2024. The first meeting was held in Lome in "
    "May 2018.": 0,
    HELD + "They will meet again in Lome in June 2024.": 1,
    HELD + "A refresher is planned for October in Lome.": 1,
    "The Agreement on Jobs was signed by Ghana and Togo in Accra on 3 May 2024. The next workshop of teachers will be "
    "held in Lome in June 2024.": 0,
    "Senior officials held a meeting on jobs in Accra on 3 May 2024. The next ministerial conference is to be held in "
    "Lome in 2025.": 0,
    HELD + "Subsequently, the seventh meeting of the Platform Assembly was held in Lome on 6 May 2024.": 1,
    HELD + "Following this workshop in Accra, a meeting of judges was held in Lome.": 1,
    HELD + "The two-day workshop in Accra paves the way for a conference of judges in Lome.": 1,
    HELD + "A committee of judges is to sit in a meeting in Lome early next year.": 0,
}


@pytest.mark.parametrize(("text", "number"), ORDER.items())
def test_an_event_follows_one_of_its_own_series(text: str, number: int) -> None:
    assert len(facts(extract(Article("a", text)), ["follows"])) == number


def test_what_will_follow_comes_after_the_main_event_and_not_after_one_named_between() -> None:
    text = HELD + "A first course had been run in Lome in March. A seminar on visas will follow in Cotonou in October."
    found = facts(extract(Article("a", text)), ["follows"])
    assert [earlier for _, later, earlier in found if later.startswith("seminar")] == ["workshop on labour migration"]


def test_the_verb_of_a_headline_is_no_event_beside_the_one_that_it_names() -> None:
    text = "Judges of Ghana and Togo meet in Accra for a Regional Security Workshop\n\n"
    text += "A Regional Security Workshop for law enforcement officers was held in Accra on 3 May 2024."
    found = facts(extract(Article("a", text, title=text.split("\n")[0])), ["eventType"])
    assert [kind for _, _, kind in found] == ["Workshop"]


def test_an_opening_ceremony_is_not_the_signing_that_a_text_recalls() -> None:
    text = (
        "The Third Meeting of Heads of Customs was held in Accra on 3 May 2024. Anna Berg, Director of IOM, addressed "
    )
    text += "the opening ceremony at the Palm Hotel. Ghana and Togo signed the Treaty on Trade in 1999."
    dated = {day for _, event, day in facts(extract(Article("a", text)), ["startDate"]) if "ceremony" in event}
    assert dated <= {"2024-05-03"}


def test_an_event_under_an_acronym_is_not_of_the_body_that_the_text_is_about() -> None:
    text = "The third meeting of the Rabat Process was held in Accra on 3 May 2024. Members backed the COP31 in 2026."
    assert not [event for _, event, _ in facts(extract(Article("a", text)), ["partOf"]) if event == "COP31"]


def test_what_another_body_paid_for_may_follow() -> None:
    text = HELD + "A seminar on visas, paid for by Norway, followed on 6 May in Lome."
    found = facts(extract(Article("a", text)), ["follows"])
    assert [later for _, later, _ in found] == ["seminar on visas"]


def test_a_numbered_name_tells_the_type_of_an_event() -> None:
    text = "Government representatives are in Accra for a meeting. The Third Global Consultation on Safety at Sea is "
    text += "held there from 3 to 5 May 2024."
    types = {kind for _, event, kind in facts(extract(Article("a", text)), ["eventType"]) if "Consultation" in event}
    assert types == {"Consultation"}
