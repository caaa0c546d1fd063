"""Events: told by verbs, named by nouns, kept apart or joined."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.tables import table
from kg.records import Article, Extraction

VERBS = table("event_verbs")


def read(body: str, title: str = "Migration news", published: str | None = None) -> Extraction:
    """What is extracted from a title and a body."""
    return extract(Article("a", f"{title}\n\n{body}\n", title=title, published=published))


def facts(extraction: Extraction, *relations: str) -> set[tuple[str, str]]:
    """(relation, object by name) of events."""
    names = {e.id: e.name for e in extraction.entities}
    return {(c.relation, names.get(c.object, c.object)) for c in extraction.claims if c.relation in relations}


@pytest.mark.parametrize("row", VERBS, ids=[row["rule"] for row in VERBS])
def test_a_verb_makes_the_event_of_its_example(row: dict[str, str]) -> None:
    assert ("eventType", row["type"]) in facts(read(row["example"]), "eventType")


COUNTERS = [row for row in VERBS if row["counter"]]


@pytest.mark.parametrize("row", COUNTERS, ids=[row["rule"] for row in COUNTERS])
def test_a_verb_keeps_away_from_its_counter_example(row: dict[str, str]) -> None:
    assert not facts(read(row["counter"]), "eventType")


CLAUSES = table("event_clauses")
TYPES = {
    "visit": "Visit",
    "arrival": "Visit",
    "stay": "Visit",
    "handover": "Ceremony",
    "signing": "Signing",
    "launch": "Launch",
    "training": "Training",
    "awaited": "Visit",
    "lessons": "Training",
}


@pytest.mark.parametrize("row", CLAUSES, ids=[f"{row['lemma']}-{row['kind']}" for row in CLAUSES])
def test_a_clause_tells_of_the_event_of_its_example(row: dict[str, str]) -> None:
    expected = {TYPES.get(row["kind"], "Meeting"), "Ceremony" if row["lemma"] == "inaugurate" else ""}
    assert {what for _, what in facts(read(row["example"]), "eventType")} & expected
    assert not facts(read(row["counter"]), "eventType")


PLACES = {
    "The workshop was held in the Ghanaian capital, Accra, on 3 May.": "Accra",
    "The conference took place in the city of Nairobi.": "Nairobi",
    "Nairobi was the venue of the third ministerial conference.": "Nairobi",
    "Dakar will be on 3 May the scene of a regional workshop on data.": "Dakar",
    "Tirana received the fourth regional conference on return.": "Tirana",
    "The fourth regional conference on return has brought officers of many states to Tirana.": "Tirana",
    "May 2021 will see the fourth regional conference on return in Tirana.": "Tirana",
    "Tirana saw the first of them, a workshop on data.": "Tirana",
    "The workshop on data took place in Accra. Its venue was the Speke Resort.": "Speke Resort",
    "A summit with many countries follows in Tirana on 3 May.": "Tirana",
    "Mary Moss was in Tirana, where she led her country's delegation to the regional workshop on data.": "Tirana",
    "Kenya offered in Nairobi to host the next regional workshop, in Tirana, on 3 May.": "Tirana",
    "Mary Moss is to see President John Smith at the APEC summit in Tirana.": "Tirana",
    "They praised a study visit which a delegation of IOM made to Tirana in May.": "Tirana",
    "Experts have come to Lusaka, where the technical workshop began on Monday.": "Lusaka",
    "The regional workshop on data (3 May, Nairobi) was a success.": "Nairobi",
    "On 3 May IOM put these questions to a workshop in Accra.": "Accra",
    "The minister began an official visit to Tirana on 3 May.": "Tirana",
    "The reception centre in Agadez was opened on 3 May by Mary Moss.": "Agadez",
    "A course on data began in May. A first workshop on returns had been given in Lomé in March.": "Lomé",
    "Kenya and Qatar have a labour agreement. It was signed in Doha on 3 May 2021.": "Doha",
    "Five officers of the Ghana Immigration Service went to Kigali on 3 May to learn how the camps are run.": "Kigali",
    "A Workshop on Regional Cooperation to address Trafficking was held in Dushanbe on 3 May.": "Dushanbe",
    "The Regional Workshop on Responses to Trafficking in the Southeast Asia Region was held in Hanoi.": "Hanoi",
}


@pytest.mark.parametrize(("sentence", "place"), PLACES.items())
def test_an_event_is_held_where_the_sentence_says(sentence: str, place: str) -> None:
    assert facts(read(sentence), "place") == {("place", place)}


DATES = {
    "On 3 May 2021 IOM put these questions to a workshop in Accra.": "2021-05-03",
    "On 3 May 2021 the minister announced a workshop in Accra.": None,
    "Since 3 May 2021 officers who attended a workshop in Accra have returned.": None,
}


@pytest.mark.parametrize(("sentence", "day"), DATES.items())
def test_a_date_that_opens_the_sentence_is_the_events(sentence: str, day: str | None) -> None:
    assert facts(read(sentence), "startDate") == ({("startDate", day)} if day else set())


OPENINGS = {
    "On 22 April 2021 experts of ten countries sat together in Lusaka. The workshop dealt with data.": "2021-04-22",
    "Experts of ten countries came to Lusaka yesterday. The workshop dealt with data.": "2021-04-22",
    "Since 22 April 2021 experts of ten countries have been in Lusaka. The workshop dealt with data.": None,
    "A workshop dealt with data. According to the bank, a third of the money came from abroad last year.": None,
    "A workshop dealt with data. It took two weeks and ended on 22 April 2021.": None,
    "Experts came on 20 April 2021 and left on 22 April 2021. The workshop dealt with data.": None,
    "Ten countries sent experts. They came. They spoke. On 22 April 2021 all was said. A workshop was held.": None,
}


@pytest.mark.parametrize(("body", "day"), OPENINGS.items())
def test_the_only_day_of_an_opening_sentence_is_the_main_events(body: str, day: str | None) -> None:
    found = facts(read(body, published="2021-04-23"), "startDate")
    assert found == ({("startDate", day)} if day else set())


def test_a_day_on_which_all_was_over_is_the_last() -> None:
    body = "A workshop dealt with data. It took two weeks and ended on 22 April 2021."
    assert facts(read(body, published="2021-04-23"), "endDate") == {("endDate", "2021-04-22")}


@pytest.mark.parametrize(
    ("sentence", "type"),
    [
        ("The findings stand in a study that was launched in Niamey on 3 May 2021.", "Launch"),
        ("They work at a centre for returnees, which was opened in Niamey on 3 May 2021.", "Launch"),
        ("Six new vehicles were delivered this morning to the Ministry of Interior of Mali.", "Ceremony"),
    ],
)
def test_what_is_launched_or_delivered_in_passing_is_an_event(sentence: str, type: str) -> None:
    assert facts(read(sentence, published="2021-05-04"), "eventType") == {("eventType", type)}


def test_kinds_and_levels_keep_events_apart() -> None:
    text = (
        "The second ministerial conference of the Rabat Process was held in Rabat on 3 May 2021. It was prepared at a "
        "senior officials' meeting of the Rabat Process in Lisbon on 4 March 2021. The conference lasted a day."
    )
    assert facts(read(text), "place") == {("place", "Rabat"), ("place", "Lisbon")}


def test_an_acronym_stands_for_its_event() -> None:
    text = (
        "Experts prepared the 4th Regional Ministerial Conference (RMC) on return. Many came to hear them. "
        "The RMC will be held in Accra on 3 May 2021."
    )
    assert facts(read(text), "eventType", "place") == {("eventType", "Conference"), ("place", "Accra")}


SAME = {
    "Experts went through a course in Accra. The foundation training course lasted three days.": 1,
    "A workshop was held in Accra. The talks were useful.": 1,
    "The third round of consultations opened in Lusaka. The first round, held in Ndola in May, was smaller.": 2,
    "The sixth edition of the Regional Forum on Data (RFD) is held in Kigali. The RFD closes on Friday.": 1,
    "The Regional Forum on Data, held in Kigali, was preceded by a technical meeting in Goma.": 2,
    "Ministers gathered in Kigali for a regional workshop on data.": 1,
    "The 2nd Conference on Data in Kigali prepares the 9th Pan-African Congress in Lomé.": 2,
    "A training and awareness-raising workshop was held in Agadez.": 1,
    "The first Training of Trainers (ToT) Workshop was held in Doha.": 1,
    "A consultation process ended in Accra. The training manual was printed in Lomé.": 0,
}


@pytest.mark.parametrize(("text", "number"), SAME.items())
def test_events_are_counted_once(text: str, number: int) -> None:
    assert len([e for e in read(text).entities if e.type == "Event"]) == number


PASSING = {
    "IOM held a workshop in Accra. It hopes for a fruitful dialogue among all.": 1,
    "IOM held a workshop in Accra. The region has few operations, and the operation in the north was costly.": 1,
    "IOM held a workshop in Accra. The Group is an intergovernmental technical forum.": 1,
    "IOM held a workshop in Accra. Ms. Jane Moss called it an important event for the region.": 1,
    "IOM held a workshop in Accra. He described the workshop as a timely meeting on a burning topic.": 1,
    "The Minister had talks with Jane Doe.": 1,
    "The Rabat Process, a forum of states along the route, has many members.": 0,
    "Mr. Carlos Mota is the president of the Conference of Jesuit Provincials of Latin America.": 0,
    "The Rabat Process is the technical forum in which states seek answers.": 0,
}


@pytest.mark.parametrize(("text", "number"), PASSING.items())
def test_what_is_mentioned_in_passing_is_no_event(text: str, number: int) -> None:
    found = read(text)
    assert len([e for e in found.entities if e.type == "Event"]) == number
    assert len([c for c in found.claims if c.relation == "eventType"]) == number


def told(extraction: Extraction, relation: str) -> set[tuple[str, str]]:
    """(event by type, object by name) of a relation."""
    names = {e.id: e.name for e in extraction.entities}
    types = {c.subject: c.object for c in extraction.claims if c.relation == "eventType"}
    return {(types.get(c.subject, ""), names[c.object]) for c in extraction.claims if c.relation == relation}


PAIR = "The Expert Meeting on Data took place on 3 May 2021 and the National Workshop on Returns on 5 May 2021. "
PAIRS = {
    "Both were chaired by Ghana.": {("Meeting", "Ghana"), ("Workshop", "Ghana")},
    "The two events were chaired by Ghana.": {("Meeting", "Ghana"), ("Workshop", "Ghana")},
    "The workshop was chaired by Ghana.": {("Workshop", "Ghana")},
}


@pytest.mark.parametrize(("sentence", "chairs"), PAIRS.items())
def test_what_is_said_of_both_holds_of_two_events(sentence: str, chairs: set[tuple[str, str]]) -> None:
    assert told(read(PAIR + sentence), "chair") == chairs


HEADLINES = {
    "Third Meeting of the Working Group on Returns and Regional Webinar on Data": {"Meeting", "Workshop"},
    "Workshop on Border Data and Returns": {"Workshop"},
    "Regional Workshop on Migration and Trade Policy": {"Workshop"},
}


@pytest.mark.parametrize(("title", "types"), HEADLINES.items())
def test_a_headline_may_name_two_events(title: str, types: set[str]) -> None:
    assert {kind for _, kind in facts(read("It rained.", title=title), "eventType")} == types


DOERS = {
    "The Safe Paths project was kicked off in Kayes on 3 May by Mary Moss.": ("participant", "Launch", {"Mary Moss"}),
    "IOM gave ten laptops to the Mali National Police in Kayes on 3 May.": (
        "participant", "Ceremony", {"IOM", "Mali National Police"},
    ),
    "The Mali National Police took delivery of ten boats from UNODC in Kayes on 3 May.": (
        "participant", "Ceremony", {"UNODC", "Mali National Police"},
    ),
    "Mary Moss, Minister of Labour, spent two days in Kayes last week to see the shelters.": (
        "participant", "Visit", {"Mary Moss"},
    ),
    "President Mary Moss of Kenya opened the Malaba Border Post on 3 May.": ("participant", "Launch", {"Mary Moss"}),
    "The Data Portal was launched by Mary Moss on 3 May.": ("participant", "Launch", {"Mary Moss"}),
    "UNHCR and IOM launched the Data Platform in Accra on 3 May.": ("organizer", "Launch", {"UNHCR", "IOM"}),
    "Kenya and Qatar renewed their labour agreement in Doha.": ("participant", "Signing", {"Kenya", "Qatar"}),
    "The agreement bears the signatures of Mary Moss and John Roe.": (
        "participant", "Signing", {"Mary Moss", "John Roe"},
    ),
    "The Malaba Border Post was opened in Malaba on 3 May.": ("participant", "Launch", set()),
    "The labour agreement was read aloud. The envoy to Kenya signed it in Doha on 3 May.": (
        "participant", "Signing", set(),
    ),
    "Kenya and Qatar criticised their labour agreement in Doha.": ("participant", "Signing", set()),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), DOERS.items())
def test_who_launches_or_signs_is_there(sentence: str, expected: tuple[str, str, set[str]]) -> None:
    relation, kind, names = expected
    assert told(read(sentence), relation) == {(kind, name) for name in names}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The 14th sitting of the State Commission on Migration Issues took place in Tbilisi.",
         "State Commission on Migration Issues"),
        ("The plenary session of the Executive Committee of UNHCR opened in Geneva.", "Executive Committee of UNHCR"),
        ("The annual meeting of the National Committee against Trafficking of Ghana was held in Accra.",
         "National Committee against Trafficking of Ghana"),
        ("The annual meeting of the working groups of the Khartoum Process was held in Accra.", "Khartoum Process"),
    ],
)  # fmt: skip
def test_a_sitting_is_part_of_the_body_that_sits(text: str, body: str) -> None:
    assert ("partOf", body) in facts(read(text), "partOf")


@pytest.mark.parametrize(
    "text",
    [
        "The meeting of the Ministry of Labour of Ghana with IOM took place in Accra.",
        "The third meeting of the OAS Permanent Council and IOM was held in Accra.",
        "The workshop of the Executive Committee of UNHCR was held in Accra.",
    ],
)
def test_a_meeting_with_others_is_no_sitting(text: str) -> None:
    found = read(text)
    events = {entity.id for entity in found.entities if entity.type == "Event"}
    assert not [claim for claim in found.claims if claim.relation == "partOf" and claim.subject in events]


NAMED = {
    "The High-Level Forum on Irregular Flows was organized by IOM in Lima on 3 May 2021.": {"Other"},
    "Experts met in Lima on 3 May 2021. The High-Level Forum on Flows was held there by IOM.": {"Other"},
    "The Budapest Process was opened to new members in Rome on 3 May 2021.": set(),
    "The data portal was launched today at an event in Accra.": {"Launch"},
    "The data portal was praised today at an event in Accra.": {"Other"},
    "They said that the project has run its course in Accra.": set(),
}


@pytest.mark.parametrize(("text", "types"), NAMED.items())
def test_the_kind_of_an_event_is_told_by_its_name_and_what_is_done_there(text: str, types: set[str]) -> None:
    assert {kind for _, kind in facts(read(text), "eventType")} == types


def test_a_heading_within_the_text_says_what_its_paragraphs_are_about() -> None:
    text = (
        "Two events took place in Accra: the Annual Meeting of Directors on 3 May 2021, and the Regional Webinar on "
        "Data on 5 May 2021.\n\nRegional Webinar\n\nIt rained all day. UNHCR and INTERPOL took part."
    )
    assert told(read(text), "participant") == {("Workshop", "UNHCR"), ("Workshop", "INTERPOL")}


def test_an_acronym_behind_the_name_of_a_body_is_the_bodys() -> None:
    text = (
        "The 45th meeting of the Regional Commission of Migration Directors (RCMD) was held in Accra on 3 May 2021. "
        "Many came to hear them. The RCMD came into being in Lomé in 1990."
    )
    assert facts(read(text), "place") == {("place", "Accra")}


def test_a_caption_may_name_the_event_before_the_text_does() -> None:
    text = (
        "Jane Doe, Minister of Interior of Ghana, at the close of the workshop.\n\nTen states sent officers to the "
        "Second Regional Workshop on Data in Accra on 3 May 2021."
    )
    found = read(text)
    assert len([e for e in found.entities if e.type == "Event"]) == 1
    assert told(found, "participant") >= {("Workshop", "Jane Doe")}


def test_what_an_event_is_praised_for_is_no_part_of_its_name() -> None:
    text = "The Conference on Data was held in Accra on 3 May. Jane Doe commended the Conference for helping migrants."
    assert len([e for e in read(text).entities if e.type == "Event"]) == 1


def test_the_state_of_a_minister_is_not_who_visits() -> None:
    text = "The Minister of Security of Ghana visited the Reception Centre in Tamale on 3 May 2021."
    assert ("Visit", "Ghana") not in told(read(text), "participant")
    assert ("eventType", "Visit") in facts(read(text), "eventType")


def test_ambassadors_whose_post_is_named_once_launch_and_their_states_do_not() -> None:
    text = "The ambassadors Kofi Boateng of Ghana and Mary Banda of Kenya launched the Safe Passage project in Lusaka."
    there = {name for _, name in facts(read(text), "participant")}
    assert there == {"Kofi Boateng", "Mary Banda"}


@pytest.mark.parametrize(
    "words",
    [
        "The workshop runs for two days.",
        "The workshop lasted two days.",
        "It will last for two days.",
        "Over the next two days, officers will learn to use the tool.",
        "During the two days of the workshop, officers will learn to use the tool.",
    ],
)
def test_a_length_told_of_the_event_gives_its_end(words: str) -> None:
    found = facts(read(f"IOM opened a workshop on data in Accra on 3 May 2022. {words}"), "startDate", "endDate")
    assert found == {("startDate", "2022-05-03"), ("endDate", "2022-05-04")}


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("A workshop on data closed in Accra on 3 May 2022 after two days.", "2022-05-02", "2022-05-03"),
        ("The workshop on data, held in Accra over two days from 3 May 2022, drew fifty.", "2022-05-03", "2022-05-04"),
        ("A workshop on data began in Accra on 2 May 2022 and will run for a week.", "2022-05-02", "2022-05-08"),
    ],
)
def test_a_length_in_the_sentence_of_the_event_gives_its_other_end(words: str, start: str, end: str) -> None:
    assert facts(read(words), "startDate", "endDate") == {("startDate", start), ("endDate", end)}


def test_whose_people_open_an_event_does_not_organise_it() -> None:
    text = "A workshop on data was held in Accra. The workshop was opened by {} UNHCR."
    assert ("organizer", "UNHCR") in facts(read(text.format("the")), "organizer")
    assert not facts(read(text.format("officials of")), "organizer")


def test_those_listed_behind_a_colon_speak_and_take_part() -> None:
    listed = "- Mary Banda, Chief of Mission of IOM;\n- Kofi Boateng, Director at the Ministry of Labour."
    found = read(f"A workshop on data took place in Accra. Two people made opening remarks:\n\n{listed}")
    assert {name for _, name in facts(found, "speaker")} == {"Mary Banda", "Kofi Boateng"}


def test_two_who_met_on_a_day_are_named_without_it() -> None:
    said = (
        "The President of the Republic, Omar Said, and the Speaker of the Assembly, Jan Kos, met on 3 May 2021 in Rome."
    )
    assert ("2021-05-03") in {day for _, day in facts(read(said), "startDate")}


def those_at(extraction: Extraction, kind: str) -> list[set[str]]:
    """Who is at each event of a type, by name."""
    names = {e.id: e.name for e in extraction.entities}
    events = [c.subject for c in extraction.claims if c.relation == "eventType" and c.object == kind]
    return [
        {names[c.object] for c in extraction.claims if c.relation == "participant" and c.subject == event}
        for event in events
    ]


MINISTER = "Mary Wanjiku, Minister of Labour of Kenya, opened the fair in Accra on 3 May. Many people came. "
FURTHER_ON = {
    "She also met with John Smith, Ambassador of Canada.": {"Mary Wanjiku", "John Smith"},
    "The minister then received John Smith, Ambassador of Canada.": {"Mary Wanjiku", "John Smith"},
    "In the evening she was received by John Smith, Ambassador of Canada.": {"Mary Wanjiku", "John Smith"},
    "The minister goes on to Nairobi, where she is to see John Smith, Ambassador of Canada.": {
        "Mary Wanjiku",
        "John Smith",
    },
}


@pytest.mark.parametrize(("sentence", "there"), FURTHER_ON.items())
def test_persons_who_meet_further_on_in_a_text_make_a_meeting(sentence: str, there: set[str]) -> None:
    assert there in those_at(read(MINISTER + sentence), "Meeting")


def test_the_subject_of_a_sentence_is_that_of_its_second_verb_too() -> None:
    said = "IOM Director General Mary Wanjiku visited Chad from 3 to 5 May and then met President Omar Said."
    assert {"Mary Wanjiku", "Omar Said"} in those_at(read(said), "Meeting")
    other = read("Mary Wanjiku went home on 3 May and Omar Said met John Smith.")
    names = {e.id: e.name for e in other.entities}
    assert {names[c.object] for c in other.claims if c.rule == "event-verb:meeting"} == {"John Smith", "Omar Said"}


@pytest.mark.parametrize(
    "sentence",
    [
        "She could not remember ever having met John Smith, Ambassador of Canada.",
        "The third copy was received by John Smith, Ambassador of Canada.",
        "She called on John Smith to help.",
    ],
)
def test_not_every_meeting_of_persons_is_an_event(sentence: str) -> None:
    assert not those_at(read(MINISTER + sentence), "Meeting")


def test_a_guest_who_meets_two_hosts_one_after_the_other_is_at_two_meetings() -> None:
    text = (
        "On 3 May Mary Wanjiku, Minister of Labour of Kenya, received John Smith, Ambassador of Canada. "
        "Later Peter Okello, Minister of Trade, also received John Smith."
    )
    assert those_at(read(text), "Meeting") == [{"Mary Wanjiku", "John Smith"}, {"Peter Okello", "John Smith"}]


def test_the_two_who_sign_are_those_of_the_sentence_before() -> None:
    text = (
        "Mary Wanjiku, Minister of Labour of Kenya, received John Smith, Ambassador of Canada, on 3 May. "
        "In Nairobi the two officials signed an agreement on cooperation."
    )
    [signers] = those_at(read(text), "Signing")
    assert {"Mary Wanjiku", "John Smith"} <= signers


def test_a_visit_to_a_camp_is_not_the_visit_to_the_country() -> None:
    text = (
        "Mary Wanjiku, Minister of Labour of Kenya, is on an official visit to Uganda. "
        "On 3 May Mary Wanjiku visited the Nakivale Reception Centre."
    )
    assert len(those_at(read(text), "Visit")) == 2


def test_the_course_of_time_is_no_training() -> None:
    assert not facts(read("The course of the last few months has been good for IOM in Accra."), "eventType")


def test_whoever_goes_somewhere_on_a_day_visits_it() -> None:
    text = MINISTER + "On 5 May Mary Wanjiku flew to Tunisia at the invitation of her colleague."
    assert those_at(read(text), "Visit") == [{"Mary Wanjiku"}]


@pytest.mark.parametrize("noun", ["technical assistance mission", "needs assessment mission", "working trip"])
def test_missions_and_trips_are_visits(noun: str) -> None:
    assert ("eventType", "Visit") in facts(
        read(f"A {noun} of IOM took place in Bishkek from 7 to 10 June."), "eventType"
    )


HELD_THEN = {
    "A workshop to review the draft plan was convened by IOM in Accra on 3 May 2021.": ("2021-05-03", "Accra"),
    "A meeting which discussed visa rules took place in Accra on 3 May 2021.": ("2021-05-03", "Accra"),
    "A course designed to help judges identify victims was held in Accra on 3 May 2021.": ("2021-05-03", "Accra"),
    "Officers began training on risk analysis on 3 May 2021 in Accra.": ("2021-05-03", "Accra"),
    "A community dialogue between returnees and hosts took place in Accra on 3 May 2021.": ("2021-05-03", "Accra"),
    "Local leaders of Togo met in the border town of Aflao on 3 May 2021.": ("2021-05-03", "Aflao"),
    "The ministers held talks in Accra on 3 May 2021.": ("2021-05-03", "Accra"),
    "The State Border Service met representatives of employers in Accra on 3 May 2021.": ("2021-05-03", "Accra"),
    "A new crossing point was opened in Aflao on 3 May 2021.": ("2021-05-03", "Aflao"),
    "IOM held a workshop at Kotiduk on 3 May 2021.": ("2021-05-03", "Kotiduk"),
    "Accra, 3 May 2021 – The second joint workshop on data opened today in Accra.": ("2021-05-03", "Accra"),
}


@pytest.mark.parametrize(("sentence", "expected"), HELD_THEN.items())
def test_an_event_has_the_day_and_the_place_of_the_verb_that_tells_of_it(
    sentence: str, expected: tuple[str, str]
) -> None:
    found = facts(read(sentence), "startDate", "place")
    assert found == {("startDate", expected[0]), ("place", expected[1])}


def test_a_year_told_once_holds_for_the_days_near_it() -> None:
    said = read("The ministers' meeting was held in Accra on 29 May 2021. An expert meeting was held on 27-28 May.")
    assert ("startDate", "2021-05-27") in facts(said, "startDate")
    background = read("A workshop was held in Accra on 29 May. It is based on the Compact of December 2018.")
    assert facts(background, "startDate") == {("startDate", "--05-29")}


ONCE = {
    "Minister inaugurates border post": "The Minister of Interior, Jane Doe, inaugurated the new immigration border "
    "post in Aflao on 3 May 2021. The inauguration was attended by mayors.",
    "Police receive boats": "Five boats were handed over to the Coast Guard of Togo at a ceremony in Lomé on 3 May "
    "2021. The handover was attended by mayors.",
    "Officers graduate": "Forty officers graduated in Accra on 3 May 2021. Certificates were given out at a graduation "
    "ceremony.",
}


@pytest.mark.parametrize(("title", "body"), ONCE.items())
def test_what_a_verb_and_a_noun_tell_is_one_event(title: str, body: str) -> None:
    events = [e.name for e in read(body, title).entities if e.type == "Event"]
    assert len(events) == 1, events


def test_police_who_are_trained_hold_no_training() -> None:
    said = read("The training was given in Niamey on 3 May 2021.", "Police of Niger trained on victim identification")
    assert not facts(said, "organizer")
    assert ("organizer", "IOM") in facts(
        read("IOM trained thirty border guards on profiling in Niamey on 3 May 2021."), "organizer"
    )


PLURAL = {
    "The second of three workshops on data was held in Accra on 3 May 2021.": "second of three workshops on data",
    "In May 2021 IOM delivered three online trainings on profiling.": "three online trainings on profiling",
    "Two workshops on data were held in Accra on 3 May 2021.": "Two workshops on data",
    "IOM kicked off a series of orientation courses in Accra on 3 May 2021.": "series of orientation courses",
}


@pytest.mark.parametrize(("sentence", "name"), PLURAL.items())
def test_events_in_the_plural_are_one_in_several_parts(sentence: str, name: str) -> None:
    names = [e.name for e in read(sentence).entities if e.type == "Event"]
    assert len(names) == 1
    assert names[0].startswith(name)


def test_the_day_after_which_an_event_closes_is_behind_the_day_on_which_it_opens() -> None:
    body = "A workshop on data opens next Monday in Accra. The workshop, organised by IOM, closes on Wednesday."
    assert facts(read(body, published="2021-09-15"), "startDate", "endDate") == {
        ("startDate", "2021-09-20"),
        ("endDate", "2021-09-22"),
    }


def test_today_and_tomorrow_are_two_days() -> None:
    said = read("Today and tomorrow, IOM and UNHCR hold a joint workshop on data in Accra.", published="2021-05-03")
    assert facts(said, "startDate", "endDate") == {("startDate", "2021-05-03"), ("endDate", "2021-05-04")}


def test_a_campaign_and_its_launch_are_one_event() -> None:
    said = read("IOM launched a nationwide campaign in Accra on 3 May 2021.", "Launch of campaign on safe migration")
    assert len([e for e in said.entities if e.type == "Event"]) == 1


def test_whose_officers_complete_a_course_does_not_organise_it() -> None:
    said = read("Officers of the Ministry of Interior of Ghana completed a training on data in Accra on 3 May 2021.")
    assert not facts(said, "organizer")


def test_a_process_that_an_event_launches_is_not_whose_meeting_it_is() -> None:
    said = read(
        "Italy hosted an international conference in Rome on 3 May 2021. The conference launched the Rome Process."
    )
    assert not facts(said, "partOf")


SESSION = "The training on interviewing children combined lectures and role plays."
LABELS = {
    f"When: 3-5 June 2019\nVenue: Valletta, Malta\n\n{SESSION}": {"2019-06-03", "2019-06-05", "Valletta"},
    f"Date: 3 June 2019\nPlace: Valletta, Malta\n\n{SESSION}": {"2019-06-03", "Valletta"},
    f"Date: 3 June 2019\n\n{SESSION}": set(),
}


@pytest.mark.parametrize(("text", "expected"), LABELS.items())
def test_labels_tell_when_and_where_the_event_is_held(text: str, expected: set[str]) -> None:
    assert {value for _, value in facts(read(text), "startDate", "endDate", "place")} == expected


def test_a_forum_that_convenes_others_is_no_event() -> None:
    said = read("Child Policy Forum and IOM convened the Regional Conference on Mobility in Accra on 3 May 2021.")
    assert facts(said, "eventType") == {("eventType", "Conference")}


@pytest.mark.parametrize(
    "length", ["lasts five days", "began yesterday and lasts five days", "will last for five days"]
)
def test_it_lasts_as_long_as_the_next_sentence_tells(length: str) -> None:
    body = f"IOM opened a workshop in Accra on 13 May 2021. It {length}."
    assert ("endDate", "2021-05-17") in facts(read(body), "endDate")
