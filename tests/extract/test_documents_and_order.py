"""What documents refer to, told over several sentences; which event comes before and which after the main one."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts, told

MET = "Experts held a workshop on data in Lomé on 4 May 2021."


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # the subject of the sentence refers, and not the event
        (
            f"{MET} They adopted the Lomé Declaration. The declaration is in line with the Kampala Convention.",
            ("Lomé Declaration", "Kampala Convention"),
        ),
        # 'it' takes up the document that was signed
        (
            "Chad and Togo signed a protocol on patrols in Lomé on Monday. It draws on the Kampala Convention.",
            ("protocol on patrols", "Kampala Convention"),
        ),
        (
            f"{MET} They adopted the Lomé Declaration. It was drafted and takes account of the Cadiz Action Plan.",
            ("Lomé Declaration", "Cadiz Action Plan"),
        ),
        (
            f"{MET} They adopted the Lomé Declaration. The text refers to the Kampala Convention.",
            ("Lomé Declaration", "Kampala Convention"),
        ),
        (
            f"{MET} It reviewed the Visa Handbook. The handbook quotes Article 3 of the Kampala Convention.",
            ("Visa Handbook", "Kampala Convention"),
        ),
        # 'they' takes up several documents under one name
        (
            f"{MET} They adopted recommendations on visas. They build on the Kampala Convention.",
            ("recommendations on visas", "Kampala Convention"),
        ),
        (
            f"{MET} They adopted the Lomé Declaration. It also asks all states to apply the Kampala Convention.",
            ("Lomé Declaration", "Kampala Convention"),
        ),
        (f"{MET} It puts into practice the Cadiz Action Plan.", ("workshop on data", "Cadiz Action Plan")),
        # what is said by the way stands between the subject and the verb
        (
            f"{MET} They adopted the Lomé Declaration. The declaration, she added, follows the Kampala Convention.",
            ("Lomé Declaration", "Kampala Convention"),
        ),
        # those who wrote the one document of the text speak for it
        (
            "ILO published a study on nurses in Accra. The authors recommend that firms follow the Kampala Convention.",
            ("study on nurses", "Kampala Convention"),
        ),
        # a city's administration is called by its kind alone
        (
            "Togo City Hall is new. Lomé City Administration took part. The City Administration, he stressed, acts"
            " together with others, under Proclamation No. 1178/2012.",
            ("Lomé City Administration", "Proclamation No. 1178/2012"),
        ),
        # a name that begins with that of a state is passed over in a list
        (
            f"{MET} It was in line with the Togo Pathway and the Kampala Convention.",
            ("workshop on data", "Kampala Convention"),
        ),
        (
            f"{MET} They adopted the Lomé Declaration. The Declaration contains two recommendations on pay. It also"
            " asks the groups to take account of the Kampala Convention.",
            ("Lomé Declaration", "Kampala Convention"),
        ),
        # what is to be done with a document, told of the commitments of another
        (
            f"{MET} They adopted the Lomé Declaration. It calls for the full application of the Kampala Convention.",
            ("Lomé Declaration", "Kampala Convention"),
        ),
        (
            "The Lomé Declaration contains five commitments. They are to further the implementation of the Kampala"
            " Convention.",
            ("Lomé Declaration", "Kampala Convention"),
        ),
        (
            "The Lomé Declaration stresses the need to ratify the Kampala Convention.",
            ("Lomé Declaration", "Kampala Convention"),
        ),
    ],
)
def test_a_document_or_an_event_refers_to_a_document(text: str, fact: tuple[str, str]) -> None:
    found = facts(extract(Article("a", text)), ["references"])
    assert {(one, other) for _, one, other in found} == {fact}


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("A working group on visas had met the day before.", "meeting"),
        ("Work on it started at a seminar on visas in Accra in 2019.", "seminar on visas"),
        ("It was decided upon at a conference in Accra in 2019.", "conference in Accra, 2019"),
        ("It goes back to a conference in Accra in 2019.", "conference in Accra, 2019"),
        ("It followed a needs assessment mission to Accra in March.", "needs assessment mission"),
    ],
)
def test_what_was_held_before_is_followed_by_the_event(text: str, earlier: str) -> None:
    found = facts(extract(Article("a", f"{MET} {text}")), ["follows"])
    assert ("follows", "workshop on data", earlier) in found


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("They will meet again in Accra in May 2022.", "meeting in Accra, May 2022"),
        ("A seminar on visas in Accra followed in June.", "seminar on visas"),
        ("It was followed by a press conference.", "press conference"),
        ("Following the workshop, a seminar on visas was held on 6 May.", "seminar on visas"),
    ],
)
def test_what_comes_next_follows_the_event(text: str, later: str) -> None:
    found = facts(extract(Article("a", f"{MET} {text}")), ["follows"])
    assert ("follows", later, "workshop on data") in found


@pytest.mark.parametrize(
    "text",
    [
        "Officials had agreed the text at a meeting in Accra the previous evening.",
        "The text will be laid before a conference in Accra in May 2022.",
        "Mayors take up the matter next month at a conference in Accra.",
        "The border police will study it at their next meeting in Accra.",
        "A similar workshop is planned in Accra in June.",
    ],
)
def test_what_is_only_told_of_another_day_follows_nothing(text: str) -> None:
    assert facts(extract(Article("a", f"{MET} {text}")), ["follows"]) == set()


def test_the_sittings_of_a_commission_follow_by_number() -> None:
    text = "The 14th sitting of the Border Commission took place on 3 May 2021. The 15th sitting was fixed for 22 June."
    assert ("follows", "15th sitting", "14th sitting of the Border Commission") in facts(
        extract(Article("a", text)), ["follows"]
    )


@pytest.mark.parametrize(
    "text",
    [
        "The dialogue in Lomé on 4 to 6 May 2021 consisted of an experts' meeting and a ministerial meeting.",
        "A technical meeting and a ministerial meeting were held in Lomé from 4 to 6 May 2021.",
        "A ministerial meeting opened in Lomé on 6 May 2021. The technical meeting took place from 4 to 5 May.",
        "The preparatory meeting was held in Lomé on 4 May 2021. A ministerial meeting opened on 6 May 2021.",
    ],
)
def test_ministers_meet_after_those_who_prepare_for_them(text: str) -> None:
    found = facts(extract(Article("a", text)), ["follows"])
    assert [later.split(" in ")[0].split(",")[0] for _, later, _ in found] == ["ministerial meeting"]


@pytest.mark.parametrize(
    "text",
    [
        "Ministers had announced this on the margins of the Africa Summit in Accra.",
        "The Africa Summit in Accra will hear a report on it.",
        "A meeting of experts and ministers in Accra will hear a report on it.",
    ],
)
def test_an_event_that_is_only_mentioned_has_no_order(text: str) -> None:
    assert not facts(extract(Article("a", f"{MET} {text}")), ["follows"])


@pytest.mark.parametrize(
    ("headline", "lead", "document"),
    [
        (
            "Chad launches border strategy",
            "The Government of Chad launched its Integrated Border Management Strategy in Lomé on Monday.",
            "Integrated Border Management Strategy",
        ),
        (
            "Chad and Togo sign agreement on posts",
            "A Memorandum of Understanding on border posts was signed in Lomé on 4 May by Chad and Togo. It rests on"
            " the Bilateral Agreement of 2011.",
            "Memorandum of Understanding on border posts",
        ),
    ],
)
def test_a_headline_names_the_document_of_the_lead_in_short(headline: str, lead: str, document: str) -> None:
    found = facts(extract(Article("a", f"{headline}\n\n{lead}\n", title=headline)), ["signed", "adopted"])
    assert {target for _, _, target in found} == {document}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They examined a draft standard contract in Lomé.", "standard contract"),
        ("Its draft declaration refers to the Kampala Convention.", "declaration"),
        ("They agreed on a timetable for the convoys.", "timetable for the convoys"),
        ("They reviewed the draft bilateral labour agreement.", "bilateral labour agreement"),
        ("It rests on a survey of 2,000 families and on the Constitution of 2014.", "survey of 2,000 families"),
        # told with 'the': by the side it is concluded with, by its years, by a word of its own
        ("They reviewed the status agreement with Montenegro.", "status agreement with Montenegro"),
        ("The memorandum of understanding with Qatar was signed in May.", "memorandum of understanding with Qatar"),
        ("They approved the action plan for 2024–2026.", "action plan for 2024–2026"),
        ("They approved the work plan for 2020 in Lomé.", "work plan for 2020"),
        ("The council examined the budget and the annual report.", "annual report"),
        ("They discussed the bill on trafficking in persons.", "bill on trafficking in persons"),
        ("The draft policy was discussed in Maseru.", "policy"),
        ("Speakers recalled law 12/2019.", "law 12/2019"),
        # a plural that is adopted
        ("They adopted a set of conclusions.", "conclusions"),
        ("The forum endorsed its recommendations.", "recommendations"),
    ],
)
def test_what_is_treated_at_an_event_is_a_document(text: str, name: str) -> None:
    assert name in {entity.name for entity in extract(Article("a", text)).entities if entity.type == "Document"}


@pytest.mark.parametrize(
    "text",
    [
        "They discussed the same report.",
        "They discussed the agreement.",
        "The new strategy of the police was praised.",
        "They wrote the recommendations.",
    ],
)
def test_what_is_told_by_nothing_of_its_own_is_no_document_yet(text: str) -> None:
    assert not any(entity.type == "Document" for entity in extract(Article("a", text)).entities)


ADOPTED = [
    # since when, or where before, something was done: not the event of the sentence
    (
        "They took stock of work since the First Summit in Accra in 2016 and agreed on the Lomé Roadmap.",
        ("adopted", "workshop on data", "Lomé Roadmap"),
    ),
    (
        "They adopted the Lomé Roadmap, on which work began at a seminar in Accra.",
        ("adopted", "workshop on data", "Lomé Roadmap"),
    ),
    # a second verb of the same subject
    (
        "Delegates heard experts from Togo and then approved the Cadiz Action Plan.",
        ("adopted", "workshop on data", "Cadiz Action Plan"),
    ),
    # what is signed beside it is another document
    (
        "They adopted the Lomé Roadmap and signed a protocol on patrols.",
        ("adopted", "workshop on data", "Lomé Roadmap"),
    ),
]


@pytest.mark.parametrize(("text", "fact"), ADOPTED)
def test_documents_are_adopted_at_the_event_of_the_text(text: str, fact: tuple[str, str, str]) -> None:
    assert facts(extract(Article("a", f"{MET} {text}")), ["adopted"]) == {fact}


def test_what_was_adopted_in_an_earlier_year_is_not_adopted_at_the_event() -> None:
    text = f"{MET} They discussed the Lomé Roadmap. Ministers adopted the roadmap in May 2014."
    assert not facts(extract(Article("a", text)), ["adopted"])


def test_the_agreement_is_the_one_named_before() -> None:
    text = "Chad signed the Border Cooperation Agreement in Lomé on 4 May 2021. Togo and Mali ratified the agreement."
    found = facts(extract(Article("a", text)), ["signed"])
    assert {document for _, _, document in found} == {"Border Cooperation Agreement"}


@pytest.mark.parametrize(
    "text",
    [
        "The draft law on visas is older than the Kampala Convention.",
        "Officers compared the document of each traveller with the Kampala Convention.",
    ],
)
def test_a_noun_with_more_to_it_takes_up_no_document(text: str) -> None:
    found = facts(extract(Article("a", f"{MET} They adopted the Lomé Declaration. {text}")), ["references"])
    assert not [fact for fact in found if fact[1] == "Lomé Declaration"]


@pytest.mark.parametrize(
    "words",
    [
        "Its preamble recalls the Kampala Convention.",
        "By signing it, the ministers reaffirmed their commitments under the Kampala Convention.",
        "Among the instruments it cites is the Kampala Convention.",
        "In the Declaration, the ministers recalled the Kampala Convention.",
    ],
)
def test_what_a_part_of_a_document_cites_the_document_cites(words: str) -> None:
    text = "Ministers met in Lusaka on 4 May 2021 and adopted the Lusaka Declaration on Mixed Migration. " + words
    assert told(text, {"references"}) == {("references", "Lusaka Declaration on Mixed Migration", "Kampala Convention")}
