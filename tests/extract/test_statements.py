"""Who said something, and whether at an event; what was quoted, presented and contributed."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.analysis import Analysis
from kg.extract.speech.statements import statements
from kg.records import Article
from tests.extract.reading import facts, read

EVENT = "[Event:the workshop]"


def told(marked: str) -> Analysis:
    """The analysis with its statements; the event of the text is the one that is marked."""
    analysis, docs = read(marked + "\n")
    event = next((e.id for e in analysis.entities if e.type == "Event"), None)
    statements(analysis, docs, lambda _: event)
    return analysis


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ms. Ines Costa said that more must be done.", "Ines Costa"),
        ("“More must be done,” said Ines Costa, a lawyer.", "Ines Costa"),
        ("[InternationalOrganization:UNHCR] called for more places.", "UNHCR"),
        ("According to the [InternationalOrganization:IOM], many arrived.", "IOM"),
        ("A statement that the [InternationalOrganization:Commission] issued on Monday gave figures.", "Commission"),
        ("Ms. Ines Costa welcomed the agreement.", "Ines Costa"),
        ("Ms. Ines Costa was very grateful for the support.", "Ines Costa"),
        ("Ms. Ines Costa had praise for the officers.", "Ines Costa"),
        ("For Ms. Ines Costa, a lawyer, the deal was also a chance to learn.", "Ines Costa"),
        ("According to a statement of the [InternationalOrganization:Commission], it is late.", "Commission"),
        ("[InternationalOrganization:IOM] paid for it. It has reported that many came.", "IOM"),
        ("Ms. Ines Costa, a lawyer, had remarked before the meeting that staff were leaving.", "Ines Costa"),
        ("In remarks to the press after the ceremony, Ms. Ines Costa praised the work.", "Ines Costa"),
        ("The [InternationalOrganization:UNHCR] Representative in Kakuma said that it was late.", "UNHCR"),
        ("That, in the view of Ms. Ines Costa, a lawyer, is not enough.", "Ines Costa"),
        ("A deal is near, if Ms. Ines Costa is to be believed.", "Ines Costa"),
        ("Ms. Ines Costa’s answer, sent by post, was short.", "Ines Costa"),
        ("The [InternationalOrganization:UNHCR], in a written reply, rejected the figures.", "UNHCR"),
    ],
)
def test_a_speaker_of_the_document(text: str, speaker: str) -> None:
    found = facts(told(f"{text} Nobody met at {EVENT}."), ("speaker", "participant"))
    assert found == {("speaker", "document", speaker)}


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Ines Costa then called on President Omar Said.",
        "[InternationalOrganization:IOM] put these questions to many people.",
        "[InternationalOrganization:IOM] turned to other sources.",
        "Ms. Ines Costa was happy there.",
    ],
)
def test_no_speech(text: str) -> None:
    assert facts(told(f"{text} Nobody met at {EVENT}."), ("speaker",)) == set()


def test_both_are_the_two_of_the_sentence_before() -> None:
    text = f"Special guests at {EVENT} were Ms. Ines Costa and Mr. Omar Said. Both thanked the donors."
    found = facts(told(text), ("speaker",))
    assert found == {("speaker", "the workshop", "Ines Costa"), ("speaker", "the workshop", "Omar Said")}


def test_countries_that_speak_in_turn() -> None:
    text = f"At {EVENT} two countries told how they had done it: [State=GEO:Georgia] and [State=UKR:Ukraine]."
    found = facts(told(text), ("speaker",))
    assert found == {("speaker", "the workshop", "Georgia"), ("speaker", "the workshop", "Ukraine")}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"During {EVENT}, Ms. Ines Costa said that more must be done.", "Ines Costa"),
        (f"Ms. Ines Costa told {EVENT} that more must be done.", "Ines Costa"),
        (f"Ms. Ines Costa opened {EVENT}.", "Ines Costa"),
        (f"They met at {EVENT}. In her opening remarks, Ms. Ines Costa took note of the plan.", "Ines Costa"),
        (f"{EVENT} was opened by Ms. Ines Costa.", "Ines Costa"),
        (f"Delegates to {EVENT} will be welcomed by Ms. Ines Costa.", "Ines Costa"),
        (f"They met at {EVENT}. Speakers included Ms. Ines Costa.", "Ines Costa"),
        (f"They came to {EVENT}. There, Ms. Ines Costa noted that it was late.", "Ines Costa"),
        (f"Welcoming the participants to {EVENT}, Ms. Ines Costa said that it was late.", "Ines Costa"),
        (f"[InternationalOrganization:ILO] also spoke at {EVENT}.", "ILO"),
        (f"They met at {EVENT}. Ms. Ines Costa took the floor and said that it was late.", "Ines Costa"),
        (f"They met at {EVENT}. “It is late,” Ms. Ines Costa said from the chair.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa told the members that it was late.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa then set out why it was late.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa closed the round by setting out her plan.", "Ines Costa"),
        (f"They met at {EVENT}. In closing, Ms. Ines Costa recalled that it was late.", "Ines Costa"),
        (f"They met at {EVENT}. “It is late,” Ms. Ines Costa remarked at the closing.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa, in the chair, called it late.", "Ines Costa"),
        (f"They met at {EVENT}. On day two Ms. Ines Costa described her plan.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa warned those present that it was late.", "Ines Costa"),
        (f"So said officials at {EVENT}. Ms. Ines Costa recalled that it was late.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa gave her views on the plan.", "Ines Costa"),
        (f"They met at {EVENT}. Words of welcome came from the [CivilSociety:Red Cross] as host.", "Red Cross"),
        (f"They met at {EVENT}. Experts of the [CivilSociety:Red Cross] gave presentations.", "Red Cross"),
        (f"At {EVENT} a paper was presented by the [CivilSociety:Red Cross].", "Red Cross"),
        (f"They met at {EVENT}. Ms. Ines Costa walked the participants through the plan.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa, a lawyer, took her colleagues through the figures.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa led exercises with forged passports.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa, a lawyer, guided the interactive part.", "Ines Costa"),
        (f"They met at {EVENT}. Ms. Ines Costa, a lawyer, followed with a talk on wages.", "Ines Costa"),
        (f"They met at {EVENT}. They went through the files, guided by Ms. Ines Costa.", "Ines Costa"),
        (f"They met at {EVENT}. Observers from the [CivilSociety:Red Cross] were given the floor.", "Red Cross"),
    ],
)
def test_a_speaker_of_an_event_takes_part_in_it(text: str, speaker: str) -> None:
    found = facts(told(text), ("speaker", "participant"))
    assert found == {("speaker", "the workshop", speaker), ("participant", "the workshop", speaker)}


def test_speakers_with_the_verb_left_out() -> None:
    text = f"At {EVENT}, [State=MDA:Moldova] shared its experience of returns, [State=GEO:Georgia] that of care."
    found = facts(told(text), ("speaker",))
    assert found == {("speaker", "the workshop", "Moldova"), ("speaker", "the workshop", "Georgia")}


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Ines Costa welcomed her successor.",
        "The [InternationalOrganization:Agency] announced the project in May.",
        "Ms. Ines Costa presented her credentials.",
        "Ms. Ines Costa began her work with a look at the books.",
        "The centre, opened in May by Ms. Ines Costa, is large.",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert not facts(told(f"{text} Nobody met at {EVENT}."), ("speaker",))


def test_the_present_take_part() -> None:
    found = facts(told(f"Present at {EVENT} were Ms. Ines Costa and Mr. Ivo Hahn."), ("participant", "speaker"))
    assert found == {("participant", "the workshop", "Ines Costa"), ("participant", "the workshop", "Ivo Hahn")}


def test_who_is_only_quoted_after_others_spoke_is_quoted_by_the_release() -> None:
    text = f"Ms. Ines Costa opened {EVENT}. The bus came. “It is late,” said Mr. Ivo Hahn."
    assert ("speaker", "document", "Ivo Hahn") in facts(told(text), ("speaker",))


def test_those_with_whom_one_came_take_part() -> None:
    text = f"Mr. Omar Said leads the group at {EVENT}. With Mr. Said are Ms. Ana Lopo and Ms. Ines Costa."
    found = {person for _, _, person in facts(told(text), ("participant",))}
    assert {"Ana Lopo", "Ines Costa"} <= found


def test_later_speakers_speak_there_too() -> None:
    text = f"Ms. Ines Costa opened {EVENT}. Mr. Ivo Hahn added that it was late. He promised to come again."
    assert ("speaker", "the workshop", "Ivo Hahn") in facts(told(text), ("speaker",))


@pytest.mark.parametrize(
    "told_to",
    ["told reporters", "told Asia-Plus", "told [Place:Asia]-Plus", "said to Nordpost", "[Document:press release] said"],
)
def test_what_is_told_to_reporters_is_no_speech_at_the_event(told_to: str) -> None:
    before, _, verb = told_to.rpartition("] ")
    speaker = f"In a {before}], Ms. Ines Costa {verb}" if before else f"Ms. Ines Costa {verb}"
    found = facts(told(f"They met at {EVENT}. {speaker} that it was late."), ("speaker",))
    assert found == {("speaker", "document", "Ines Costa")}


def test_what_staff_ask_each_other_is_no_speech_of_their_body() -> None:
    text = f"They met at {EVENT}. Experts of the [CivilSociety:Red Cross] put the question to each other."
    assert facts(told(text), ("speaker",)) == set()


def test_officials_of_a_body_are_not_the_body() -> None:
    text = f"The head of the [InternationalOrganization:IOM] said that it was late at {EVENT}."
    assert facts(told(text), ("speaker",)) == set()


def test_what_is_not_said_is_no_statement() -> None:
    assert facts(told(f"Ms. Ines Costa did not say why {EVENT} ended."), ("speaker",)) == set()


def test_a_quotation_is_attributed_to_its_speaker_and_setting() -> None:
    analysis = told(f"During {EVENT}, Mr. Ivo Hahn said: “We must act. We must act now.”")
    (claim,) = [c for c in analysis.claims if c.relation == "quotation"]
    event = next(e.id for e in analysis.entities if e.type == "Event")
    assert claim.object == "We must act. We must act now."
    assert (claim.status, claim.attributed_to, claim.qualifiers) == ("attributed", claim.subject, (("event", event),))
    assert analysis.entities[claim.subject].name == "Ivo Hahn"


def test_what_was_presented_item_by_item() -> None:
    text = (
        f"At {EVENT}, the [Office:Liaison Office] presented the draft strategy, and a concept for a study on returns. "
        "[InternationalOrganization:UNHCR] provided inputs on asylum and border law."
    )
    assert facts(told(text), ("presented", "inputOn")) == {
        ("presented", "Liaison Office", "the draft strategy"),
        ("presented", "Liaison Office", "a concept for a study on returns"),
        ("inputOn", "UNHCR", "asylum"),
        ("inputOn", "UNHCR", "border law"),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{EVENT} was held. They were addressed by staff of [InternationalOrganization:IOM], by the Director, Mr. Omar"
         " Said, and by the two tutors: Ms. Ana Lopo, a lawyer, and Ms. Ines Costa.",
         {"Omar Said", "Ana Lopo", "Ines Costa"}),
        (f"{EVENT} was hosted by the [GovernmentBody:Authority] and opened by its Head, Ms. Ana Lopo.", {"Ana Lopo"}),
        (f"{EVENT} was opened by Mr. Omar Said together with Ms. Ana Lopo.", {"Omar Said", "Ana Lopo"}),
        (f"Mr. Omar Said opened {EVENT} with the mayor, Ms. Ana Lopo.", {"Omar Said", "Ana Lopo"}),
        (f"At {EVENT} the following will speak: Mr. Omar Said, a judge; Ms. Ana Lopo, a lawyer.",
         {"Omar Said", "Ana Lopo"}),
        (f"At {EVENT} Ms. Ana Lopo briefed the delegates, as did Mr. Omar Said.", {"Omar Said", "Ana Lopo"}),
        (f"At {EVENT}, addresses were given by Omar Said, a judge, and by Ms. Ana Lopo.", {"Omar Said", "Ana Lopo"}),
        (f"{EVENT} was held. The aims were laid out by Mr. Omar Said, a judge.", {"Omar Said"}),
    ],
)  # fmt: skip
def test_all_who_speak_in_the_passive(text: str, names: set[str]) -> None:
    assert {speaker for _, _, speaker in facts(told(text), ("speaker",))} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Mr. Omar Said opened {EVENT}, accompanied by Ms. Ana Lopo, a judge; and Ms. Ines Costa.",
         {"Omar Said", "Ana Lopo", "Ines Costa"}),
        (f"{EVENT} was held. With her were Ms. Ana Lopo and Ms. Ines Costa.", {"Ana Lopo", "Ines Costa"}),
        (f"{EVENT} ended. Mr. Omar Said, a judge, was at the event too, as were Ms. Ana Lopo and Ms. Ines Costa.",
         {"Omar Said", "Ana Lopo", "Ines Costa"}),
        (f"{EVENT} ended. Mr. Omar Said as well as officials were present on the occasion.", {"Omar Said"}),
        (f"{EVENT} opens soon. Among those expected are Ms. Ana Lopo and Ms. Ines Costa.", {"Ana Lopo", "Ines Costa"}),
    ],
)  # fmt: skip
def test_those_beside_take_part(text: str, names: set[str]) -> None:
    assert {person for _, _, person in facts(told(text), ("participant",))} == names


@pytest.mark.parametrize("address", ["Mr.", "Mtro.", "Profa."])
def test_who_is_in_the_chair(address: str) -> None:
    found = facts(told(f"{EVENT} ended. In the chair of the event was {address} Omar Said."), ("chair",))
    assert {person for _, _, person in found} == {"Omar Said"}


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Ines Costa agreed. Under the leadership of the Director, Dr Omar Said, she added, the work went on.",
        "Ms. Ines Costa spoke. She conferred with the Director, Dr Omar Said. She said that it was late.",
    ],
)
def test_he_is_not_the_one_beside(text: str) -> None:
    assert "Omar Said" not in {speaker for _, _, speaker in facts(told(text), ("speaker",))}


def test_a_mechanism_that_sets_out_who_does_what_says_nothing() -> None:
    text = f"{EVENT} ended. The [Process:Referral Mechanism] sets out who is to do what."
    assert not facts(told(text), ("speaker",))


def test_she_is_not_the_one_for_whom_she_speaks() -> None:
    found = told(
        f"Ms. Ines Costa leads the delegation at {EVENT}. Speaking for Dr Omar Said, she said that more must be done."
    )
    assert {name for _, _, name in facts(found, ["speaker"])} == {"Ines Costa"}


def test_a_state_speaks_at_events_alone() -> None:
    said = extract(Article("a", "Norway said that the numbers had fallen. The Ministry of Justice said so too."))
    names = {entity.id: entity.name for entity in said.entities}
    assert {names[c.object] for c in said.claims if c.relation == "speaker"} == {"Ministry of Justice"}


@pytest.mark.parametrize(
    ("lead", "there"),
    [
        ("A handover ceremony was held in Juba on 3 May 2024.", True),
        ("The Minister of Labour of Ghana visited Rome on 3 May 2024.", True),
        ("The Minister of Labour of Ghana will visit Rome on 3 May 2024.", False),
        ("A project on return was launched in Juba on 3 May 2024.", False),
    ],
)
def test_who_speaks_in_a_text_on_a_ceremony_or_visit_speaks_there(lead: str, there: bool) -> None:
    said = facts(extract(Article("a", f"{lead} Anna Berg, Director of IOM, thanked the officers.")))
    speakers = {event for relation, event, _ in said if relation == "speaker"}
    assert len(speakers) == 1 and ("document" not in speakers) == there


@pytest.mark.parametrize(
    ("lead", "said", "there"),
    [
        ("A conference on returns was held in Juba on 3 May 2024.", "Anna Berg pleaded for haste.", True),
        ("A conference on returns was held in Juba on 3 May 2024.", "Anna Berg lamented the delay.", True),
        ("A conference on returns was held in Juba on 3 May 2024.", "Anna Berg stressed the need for haste.", False),
        ("A conference on returns was held in Juba on 3 May 2024.", "Anna Berg pleads for haste.", False),
        ("A conference on returns was held in Juba on 3 May 2024.", "Anna Berg has pleaded for haste.", False),
        ("A conference on returns was held in Juba on 3 May 2024.", "“It is late,” said Anna Berg.", False),
        ("A conference on returns will be held in Juba on 3 May 2031.", "Anna Berg pleaded for haste.", False),
        ("A project on returns was launched in Juba on 3 May 2024.", "Anna Berg pleaded for haste.", False),
    ],
)
def test_what_a_release_goes_on_to_tell_in_its_own_words_was_said_there(lead: str, said: str, there: bool) -> None:
    found = facts(extract(Article("a", f"{lead} {said}", published="2024-06-01")))
    speakers = {event for relation, event, _ in found if relation == "speaker"}
    assert len(speakers) == 1 and ("document" not in speakers) == there


def test_who_announces_an_event_speaks_for_nobody_at_it() -> None:
    text = "A workshop on returns was held in Juba on 3 May 2024. Anna Berg spoke for IOM and announced a seminar."
    found = facts(extract(Article("a", text)))
    assert {event for relation, event, name in found if relation == "participant" and name == "IOM"} == {
        "workshop on returns"
    }


def test_words_behind_a_long_title_tell_where_it_was_said() -> None:
    title = "Deputy Head of the Office for Border Management and Adviser on Migration to the Ministry of Labour of Chad"
    said = f'"Borders need people," said Jane Mwangi, {title}, when she handed out the certificates.'
    found = extract(Article("a", f"A workshop on returns took place in Lima on 4 May 2022.\n\n{said}\n"))
    names = {entity.id: entity.name for entity in found.entities}
    spoke = {(names.get(c.subject), names[c.object]) for c in found.claims if c.relation == "speaker"}
    assert spoke == {("workshop on returns", "Jane Mwangi")}


@pytest.mark.parametrize(
    "said",
    [
        "reminded donors of the pledges made at [Event:the Lisbon forum]",
        "noted that the plan would be shown to all at [Event:the Lisbon forum]",
        "asked to have the figures discussed at [Event:the Lisbon forum]",
    ],
)
def test_an_event_in_what_is_said_is_not_where_it_is_said(said: str) -> None:
    found = facts(told(f"They met at {EVENT}. Ms. Ines Costa {said}."), ("speaker",))
    assert ("speaker", "the Lisbon forum", "Ines Costa") not in found
    assert {speaker for _, _, speaker in found} == {"Ines Costa"}


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Ines Costa said that [State=KEN:Kenya] reaffirms its commitment.",
        "Ms. Ines Costa praised the plan which the [InternationalOrganization:IOM] presented in May.",
        "Ms. Ines Costa praised the place where the [GovernmentBody:Coast Police] explained the work.",
        "Ms. Ines Costa closed it. The [GovernmentBody:Coast Council] took note of a report.",
        "Ms. Ines Costa praised the classes. They will be delivered by [InternationalOrganization:IOM].",
        "Ms. Ines Costa praised it. Many came, according to the [GovernmentBody:Coast Police].",
    ],
)
def test_a_body_of_which_something_is_told_says_nothing_at_an_event(text: str) -> None:
    found = facts(told(f"At {EVENT} it was late. During {EVENT}, {text}"), ("speaker",))
    assert {speaker for _, event, speaker in found if event != "document"} == {"Ines Costa"}
