"""What users write for parameters, and that it never becomes anything but one term of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.query import bind, fill, load_questions, run
from kg.query.reading import tokens
from kg.query.values import settings_of
from kg.records import KgError

QUESTIONS = load_questions()
TOGO = NamedNode("https://w3id.org/mgkg/id/state/TGO")


def bound(local, question: str, *texts: str, told=None):
    return bind(QUESTIONS[question], settings_of(texts), local, told.append if told is not None else lambda _: None)


@pytest.mark.parametrize(
    "value", ["Togo", "togo", "Togolese Republic", "state:TGO", "https://w3id.org/mgkg/id/state/TGO", f"{TOGO}"]
)
def test_an_entity_is_known_by_name_alias_prefixed_name_and_iri(local, value):
    assert bound(local, "participating-states", f"state={value}") == {"state": [TOGO]}


def test_it_is_said_what_a_name_was_taken_for(local):
    told = []
    assert bound(local, "event-presentations", "actor=IOM", told=told)["actor"][0].value.endswith("/iom")
    assert told == [
        "actor: 'IOM' is taken as International Organization for Migration "
        "<https://w3id.org/mgkg/id/international-organization/iom>"
    ]


def test_part_of_a_name_does_where_only_one_has_it(local):
    found = bound(local, "events", "event=Border Checks")["event"]
    assert [iri.value.rpartition("/")[2].startswith("training-on-border-checks") for iri in found] == [True]
    with pytest.raises(KgError, match=r"event: 'Border' may mean 2: Training on .*; Workshop on .*write a longer name"):
        bound(local, "events", "event=Border")


def test_a_common_word_is_looked_for_in_all_names_of_events(local):
    assert len(bound(local, "events", "event=workshop")["event"]) == 1


def test_what_nobody_is_called_is_refused(local):
    with pytest.raises(KgError, match="state: no State is called 'Atlantis'"):
        bound(local, "participating-states", "state=Atlantis")
    with pytest.raises(KgError, match="state: no State is called 'Ama Mensah'"):
        bound(local, "participating-states", "state=Ama Mensah")


@pytest.mark.parametrize(
    "value",
    ["Ghana hosts workshop", "ghana hosts", "https://example.org/news/1", "<https://example.org/news/1>", "news/1"],
)
def test_an_article_is_known_by_title_address_and_key(local, first_iri, value):
    assert [iri.value for iri in bound(local, "events", f"article={value}")["article"]] == [first_iri]


def test_names_are_looked_for_in_the_article_first(local, first_iri):
    """The article calls the organization by its acronym; elsewhere it has its full name."""
    told = []
    bound(local, "event-presentations", "actor=IOM", f"article={first_iri}", told=told)
    assert told == ["actor: 'IOM' is taken as IOM <https://w3id.org/mgkg/id/international-organization/iom>"]


def test_an_article_narrows_the_answer_to_what_it_says(local):
    question = QUESTIONS["participating-states"]
    everything = run(fill(question, {}), local)
    one = run(fill(question, bound(local, question.name, "article=notes/second.txt")), local)
    assert [row[3].value for row in everything.rows] == ["Benin", "Togo", "Togo"]
    assert [row[3].value for row in one.rows] == ["Benin", "Togo"]


def test_concepts_are_known_by_name_and_label_alone(local):
    expected = NamedNode("https://w3id.org/mgkg/concept/event-type/Workshop")
    assert bound(local, "events", "type=workshop") == {"type": [expected]}
    with pytest.raises(KgError, match="type: 'party' is none of the concepts of event-type: Campaign, Ceremony"):
        bound(local, "events", "type=party")


def test_several_values_are_alternatives(local):
    values = bound(local, "participating-states", "state=Togo", "state=Benin")
    rows = run(fill(QUESTIONS["participating-states"], values), local).rows
    assert {row[3].value for row in rows} == {"Togo", "Benin"}
    with pytest.raises(KgError, match="'article' takes one value, and 2 were given"):
        fill(QUESTIONS["events"], {"article": [TOGO, TOGO]})


def test_dates_numbers_and_relations_are_checked(local):
    assert bound(local, "event-timeline", "from=2021-05") == {"from": [Literal("2021-05")]}
    assert bound(local, "checks/must-not-hold", "relation=mg:host")["relation"][0].value.endswith("#host")
    for question, text, said in (
        ("event-timeline", "from=yesterday", "'yesterday' is no date"),
        ("participant-counts", "minimum=five", "'five' is no whole number"),
        ("checks/must-not-hold", "relation=hosts", "'hosts' is no relation: the relations are eventType, "),
        ("events", "event", "--set event: write it as --set name=value"),
        ("events", "colour=red", "it has no parameter 'colour'; its parameters are: article, event, type, place"),
    ):
        with pytest.raises(KgError, match=said):
            bound(local, question, text)


def test_what_must_be_given_is_asked_for():
    with pytest.raises(KgError, match="checks/must-not-hold: it needs a value for 'relation': --set relation=host"):
        fill(QUESTIONS["checks/must-not-hold"], {})


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org/> } #",
        "https://example.org/a b",
        'https://example.org/"',
        "https://example.org/{",
        "https://example.org/\\u003E",
        "<https://example.org/>>",
    ],
)
def test_a_malformed_iri_is_refused(local, value):
    with pytest.raises(KgError, match="is no IRI"):
        bound(local, "events", f"event={value}")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_stays_one_string_of_the_query(text):
    """The query with the text differs from that with another text in one token."""
    question = QUESTIONS["quotations"]
    with_text, plain = (tokens(fill(question, {"text": [Literal(value)]})) for value in (text, "x"))
    assert [token.kind for token in with_text] == [token.kind for token in plain]


def test_quotation_marks_do_not_break_out(local):
    for text in ('") } #', "'; DROP ALL #", 'a"b\\', "data\nwith"):
        values = bound(local, "quotations", f"text={text}")
        assert run(fill(QUESTIONS["quotations"], values), local).rows == ()
    assert len(run(fill(QUESTIONS["quotations"], bound(local, "quotations", "text=DATA WITH")), local).rows) == 1
