"""Who stands for which side of talks, who shares a body with whom, and who speaks in rows or for a body."""

import pytest

from tests.extract.reading import named, told

TALKS = "Kenya and Norway held consultations on fisheries in Lusaka on 4 May 2021. "
BOTH = {("represents", "Peter Okello", "Kenya"), ("represents", "Anna Berg", "Norway")}

SIDES = [
    "The Kenyan delegation was led by Mr. Peter Okello, Principal Secretary, and the Norwegian side by Ms. Anna Berg.",
    "On the Kenyan side the meeting was chaired by Mr. Peter Okello, and on the Norwegian side by Ms. Anna Berg.",
    "For Kenya the talks were led by Principal Secretary Peter Okello, for Norway by State Secretary Anna Berg.",
    "On the Kenyan side, Mr. Peter Okello, Minister of Fisheries, signed; on the Norwegian side, Ms. Anna Berg.",
    "Mr. Peter Okello, Secretary in the Ministry of Trade of Kenya, and Ms. Anna Berg, Director in the Ministry of"
    " Trade of Norway, led their respective delegations.",
    "State Secretaries Peter Okello (Kenya) and Anna Berg (Norway) spoke for their countries.",
    "Mr. Peter Okello signed for the Kenyan side and Ms. Anna Berg for the Norwegian.",
]


@pytest.mark.parametrize("text", SIDES)
def test_sides_of_talks(text: str) -> None:
    assert told(TALKS + text, ["represents"]) == BOTH


def test_nobody_stands_for_a_side_that_only_receives() -> None:
    text = TALKS + "The Norwegian side was received by Mr. Peter Okello of UNHCR."
    assert not told(text, ["represents"])


FORUM = "The Third Regional Forum on Fisheries was held in Lusaka on 4 May 2021. "


def speakers(text: str) -> set[str]:
    """Who spoke at the forum."""
    return {who for _, event, who in told(FORUM + text, ["speaker"]) if event != "document"}


ROWS = [
    ("The Ambassador of Norway, Ms. Anna Berg, along with Director Paul Mensah of the World Bank, addressed the forum.",
     {"Anna Berg", "Paul Mensah"}),
    ("Ms. Anna Berg (World Bank) and UNDP's Paul Mensah explained how staff are trained.",
     {"Anna Berg", "Paul Mensah"}),
    ("Further contributions came from Ms. Rita Sen, UNDP's Regional Adviser, the World Bank and UNICEF.",
     {"Rita Sen", "World Bank", "UNICEF"}),
    ("UNDP opened it. UNICEF and the World Bank shared their views on data.", {"UNICEF", "World Bank"}),
    ("Kenya will welcome the ministers next year.", set()),
    ("Paul Mensah, UNDP Director, and Rita Sen, who heads the Data Unit, led the sessions.",
     {"Paul Mensah", "Rita Sen"}),
    ("Paul Mensah of UNDP spoke on data and Rita Sen of UNICEF on gender.", {"Paul Mensah", "Rita Sen"}),
    ("The Minister of Trade, who was represented by Director Anna Berg, said that data matters.", {"Anna Berg"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), ROWS)
def test_rows_of_speakers(text: str, who: set[str]) -> None:
    assert speakers(text) == who


def test_who_stands_in_for_another_does_not_hold_the_post() -> None:
    text = "Standing in for the Minister of Fisheries of Kenya, Dr. Anna Berg spoke."
    assert told(FORUM + text, ["represents", "position"]) == {("represents", "Anna Berg", "Kenya")}


CHAIRS = [
    ("Anna Berg co-chaired the forum with Paul Mensah.", {"Anna Berg", "Paul Mensah"}),
    ("It was chaired on the Kenyan side by Anna Berg, and on the Ugandan side by Paul Mensah.",
     {"Anna Berg", "Paul Mensah"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), CHAIRS)
def test_two_who_chair(text: str, who: set[str]) -> None:
    assert {person for _, _, person in told(FORUM + text, ["chair"])} == who


def test_who_chairs_a_body_chairs_no_event_by_it() -> None:
    text = "Paul Mensah, who chairs the Technical Committee on Fisheries, spoke."
    assert {what for _, what, _ in told(FORUM + text, ["chair"])} == {"Technical Committee on Fisheries"}


EMPLOYED = [
    ("Paul Mensah and Rita Sen of the World Bank came.", {("Paul Mensah", "World Bank"), ("Rita Sen", "World Bank")}),
    ("Dr Paul Mensah, a geographer at the World Bank, came.", {("Paul Mensah", "World Bank")}),
    ("Paul Mensah, a former driver at the World Bank, came.", set()),
    ("Minister Paul Mensah and Rita Sen of the World Bank came.", {("Rita Sen", "World Bank")}),
]


@pytest.mark.parametrize(("text", "jobs"), EMPLOYED)
def test_bodies_of_names(text: str, jobs: set[tuple[str, str]]) -> None:
    assert {(who, body) for _, who, body in told(FORUM + text, ["worksFor"])} == jobs


def test_nobody_named_before_takes_the_body_of_another() -> None:
    text = "Paul Mensah opened the forum. Later Paul Mensah and Rita Sen of the World Bank came."
    assert {who for _, who, _ in told(FORUM + text, ["worksFor"])} == {"Rita Sen"}


POSTS = [
    ("Peter Okello, health and education minister, opened it.", "health and education minister"),
    ("Attorney-General Paul Mensah and home affairs minister Peter Okello came.", "home affairs minister"),
]


@pytest.mark.parametrize(("text", "post"), POSTS)
def test_posts_in_small_letters(text: str, post: str) -> None:
    assert ("position", "Peter Okello", post) in told(FORUM + text, ["position"])


def test_a_task_force_is_a_process_that_is_chaired() -> None:
    text = "The National Task Force on Illegal Fishing met in Lusaka. The chair of the Task Force, Ann Otieno, spoke."
    assert named(text, "Process") == {"National Task Force on Illegal Fishing"}
    assert told(text, ["chair"]) == {("chair", "National Task Force on Illegal Fishing", "Ann Otieno")}
