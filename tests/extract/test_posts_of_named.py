"""Posts of what was named before, and who speaks at an event by what is told of the speech."""

import pytest

from tests.extract.reading import told

POSTS = [
    (
        "The conference in Tirana was organised by Albania's Ministry of Health. The keynote was given by the Minister,"
        " Jane Mwangi.",
        "Ministry of Health",
    ),
    (
        'The Accra Research Group presented its index. "It is late," says Jane Mwangi, the Group\'s research director.',
        "Accra Research Group",
    ),
    ("Inputs came from the ICMPD Secretariat, whose coordinator, Jane Mwangi, introduced them.", "ICMPD Secretariat"),
    ("Jane Mwangi of the NGO Second Start spoke at the workshop in Accra.", "Second Start"),
]


@pytest.mark.parametrize(("text", "body"), POSTS)
def test_posts_of_what_was_named_before(text: str, body: str) -> None:
    assert ("worksFor", "Jane Mwangi", body) in told(text, ["worksFor"])


NOBODY = [
    "The Ministry of Health and the Ministry of Labour organised the conference in Tirana. The keynote was given by the"
    " Minister, Jane Mwangi.",
    "The Accra Research Group met the Rabat Research Group. The Group's research director, Jane Mwangi, spoke.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_may_be_of_either_is_of_none(text: str) -> None:
    assert not told(text, ["worksFor"])


SPOKE = [
    "The workshop was held in Kyiv. State Secretary Jane Mwangi delivered a statement on behalf of the Government.",
    "The workshop was held in Kyiv. An inspector, Jane Mwangi, demonstrated how to interview workers.",
    "The workshop was held in Kyiv. The mayor, Jane Mwangi, opened the day alongside Peter Banda.",
    "The workshop was held in Kyiv. Jane Mwangi, a judge, and Peter Banda, an inspector, were among the speakers.",
    "The workshop was held in Kyiv. Judges Jane Mwangi and Peter Banda of UNHCR led them through the law.",
    "The workshop was held in Kyiv. Jane Mwangi of the Law Centre, University of Leeds, presented a profile.",
    "The workshop was held in Kyiv. Jane Mwangi, a judge, and Peter Banda, an inspector, made welcoming speeches.",
    "The workshop was held in Kyiv. Jane Mwangi replied for the guests.",
    "The workshop was held in Kyiv. Jane Mwangi, a judge, stressed one rule as she handed out the certificates.",
    "The workshop was held in Kyiv. Jane Mwangi, who is a judge, took the participants through the law.",
    "The workshop was held in Kyiv. Jane Mwangi, a judge, told some 300 people that it was late.",
    "The workshop was held in Kyiv. In reply to the debate Jane Mwangi, a judge, promised that it would press on.",
]


@pytest.mark.parametrize("text", SPOKE)
def test_speeches_at_the_event(text: str) -> None:
    assert ("speaker", "workshop in Kyiv", "Jane Mwangi") in told(text, ["speaker"])


def test_what_the_press_is_told_is_no_speech_at_the_event() -> None:
    text = "The workshop was held in Kyiv. In an interview, Jane Mwangi demonstrated the system."
    assert ("speaker", "workshop in Kyiv", "Jane Mwangi") not in told(text, ["speaker"])


SILENT = [
    "The summit was held in Kyiv. Jane Mwangi, the mayor, welcomed him with full honours.",
    "The summit was held in Kyiv. Minister Jane Mwangi and Peter Banda talked by video link about visas.",
    "The summit was held in Kyiv. Jane Mwangi, a judge, had called them to a hearing.",
    "The summit was held in Kyiv. The Migration Agency sets out to curb abuse.",
    "The summit was held in Kyiv. The Migration Agency presented them to the police.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_done_is_not_said(text: str) -> None:
    assert not told(text, ["speaker"])
