"""What comes of the model's and the rules' claims on one article, by who says them and how often such were right."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.extract import extract
from kg.language_model.both_readings import BothReadings, both_readings
from kg.language_model.support import BOTH, MODEL, RULES, RULES_NEW, Support, as_table, from_table
from kg.records import Article, Extraction
from tests.language_model.test_reader import ARTICLE, GIFT, HOST, HOSTED, answer, statement, words

NEVER = Support({}, least=2.0)
ALWAYS = Support({}, least=0.0)


@pytest.fixture(scope="module")
def by_rules() -> Extraction:
    return extract(ARTICLE)


def both(by_rules: Extraction, *statements: Any, **entities: tuple[str, ...]) -> BothReadings:
    return both_readings(by_rules, [json.loads(answer(*statements, **entities))])


def facts(extraction: Extraction) -> set[tuple[str, str, str]]:
    return {words(extraction, claim) for claim in extraction.claims}


def test_what_the_rules_alone_say_is_kept_where_such_claims_were_right(by_rules):
    read = both(by_rules, HOST)
    right = Support({("place", RULES): (50.0, 0.0), ("startDate", RULES): (0.0, 50.0)})
    relations = {claim.relation for claim in read.joined(right).claims}
    assert {"host", "place"} <= relations and "startDate" not in relations
    assert {"host"} == {claim.relation for claim in read.joined(NEVER).claims if "language-model" in claim.rule}
    assert {"place", "startDate"} <= {claim.relation for claim in read.joined(ALWAYS).claims}


def test_claims_of_what_the_model_does_not_list_are_judged_apart(by_rules):
    read = both(by_rules, HOST, e7=("State", "Kenya"), e5=("State", "Kenya"))
    who = {one.by for one in read.said if one.claim.relation == "position"}
    assert who == {RULES_NEW}
    (host,) = [one for one in read.said if one.claim.relation == "host"]
    assert host.by == BOTH


SKILLS = Article(
    "b.txt",
    "IOM organised a training for border officers in Nairobi on 3 May 2021. Kenya praised this effort to build skills. "
    "The news reached Geneva on 4 May 2021.\n",
)


@pytest.mark.parametrize(
    ("words", "said", "kept"),
    [
        ("A training will be held in Mombasa in September.", "2021-09", "2021-09"),
        ("A training will be held in Mombasa in September.", "2031-09", "2020-09"),
        ("A training is planned for Saturday in Mombasa.", "2021-05-08", "2021-05-08"),
        ("A training is planned for Saturday in Mombasa.", "2021-05-09", "2021-05-01"),
        ("A training is to begin in Mombasa in autumn.", "2021", "2021"),
        ("In 2017 a plan was made. A training was held in Mombasa in June of that year.", "2017-06", "2017-06"),
    ],
)
def test_the_model_tells_the_year_or_week_where_the_words_leave_it_open(words, said, kept):
    article = Article("d.txt", f"{words}\n", published="2021-05-05")
    entities = [{"id": "e1", "type": "Event", "names": ["training"]}]
    quotation = words.rpartition(". ")[2]
    reading: Any = {"entities": entities, "statements": [statement("startDate", "e1", said, quotation)]}
    found = both_readings(extract(article), [reading]).joined(NEVER)
    assert [claim.object for claim in found.claims if claim.relation == "startDate"] == [kept]


def test_places_of_one_list_stand_beside_each_other_and_a_country_gives_way_to_its_city():
    text = "Trainings were held in Mombasa, Kisumu and Entebbe. The last one was in Mombasa in Kenya.\n"
    names = {"e1": ["Trainings"], "e2": ["Mombasa"], "e3": ["Kisumu"], "e4": ["Entebbe"], "e5": ["Kenya"]}
    entities = [{"id": key, "type": "Event" if key == "e1" else "Place", "names": some} for key, some in names.items()]
    first, second = (f"{sentence.rstrip('.')}." for sentence in text.strip().split(". "))
    told = [statement("place", "e1", key, first) for key in ("e2", "e3", "e4")]
    reading: Any = {"entities": entities, "statements": [*told, statement("place", "e1", "e5", second)]}
    found = both_readings(extract(Article("e.txt", text)), [reading]).joined(NEVER)
    assert {o for r, _, o in facts(found) if r == "place"} == {"Mombasa", "Kisumu", "Entebbe"}


@pytest.mark.parametrize(("day", "events"), [("2021-05-03", 1), ("2021-05-04", 2)])
def test_an_event_in_other_words_is_one_where_both_tell_its_day(day, events):
    quotation = SKILLS.text.strip().removesuffix(".")
    told = [statement("startDate", "e1", day, quotation), statement("place", "e1", "e3", quotation)]
    entities = {"entities": [{"id": "e1", "type": "Event", "names": ["effort to build skills"]}], "statements": told}
    entities["entities"].append({"id": "e3", "type": "Place", "names": ["Nairobi"]})
    found = both_readings(extract(SKILLS), [entities]).joined(ALWAYS)
    assert len([entity for entity in found.entities if entity.type == "Event"]) == events


def test_where_there_is_one_value_the_models_stands(by_rules):
    found = both(by_rules, statement("eventType", "e1", "Conference")).joined(ALWAYS)
    assert [claim.object for claim in found.claims if claim.relation == "eventType"] == ["Conference"]


def test_two_names_of_one_row_are_one_entity(by_rules):
    told = (HOST, statement("organizer", "e1", "e9", HOSTED))
    found = both(by_rules, *told, e9=("State", "Kenya")).joined(NEVER)
    assert {("host", "Kenya"), ("organizer", "Kenya")} <= {(r, o) for r, _, o in facts(found)}
    assert len([entity for entity in found.entities if entity.reference == "KEN"]) == 1


def test_a_parent_that_only_the_rules_name_is_the_models_entity_of_the_same_row():
    text = "The UK Foreign, Commonwealth and Development Office (FCDO) funded a training in Nairobi on 3 May 2021.\n"
    names = {"e1": ["UK Foreign, Commonwealth and Development Office"], "e2": ["UK"], "e3": ["training"]}
    types = {"e1": "GovernmentBody", "e2": "State", "e3": "Event"}
    told = [statement("partOf", "e1", "e2", text.strip()), statement("funder", "e3", "e1", text.strip())]
    entities = [{"id": key, "type": types[key], "names": found} for key, found in names.items()]
    reading: Any = {"entities": entities, "statements": told}
    found = both_readings(extract(Article("c.txt", text)), [reading]).joined(NEVER)
    [kingdom] = [entity for entity in found.entities if entity.reference == "GBR"]
    assert {entity.parent for entity in found.entities if entity.type == "GovernmentBody"} == {kingdom.id}


def test_the_result_is_whole(by_rules):
    """Ids are those of entities in order of mention, evidence and mentions stand in the text."""
    found = both(by_rules, HOST, statement("chair", "e1", "e5", GIFT)).joined(ALWAYS)
    ids = [entity.id for entity in found.entities]
    assert ids == [f"e{number}" for number in range(1, len(ids) + 1)]
    assert {mention.entity for mention in found.mentions} <= set(ids)
    assert all(claim.subject in {*ids, "document"} for claim in found.claims)
    assert all(0 <= s.start < s.end <= len(ARTICLE.text) for claim in found.claims for s in claim.evidence)
    assert all(0 < claim.confidence < 1 for claim in found.claims)
    assert {entity.parent for entity in found.entities} <= {None, *ids}


def test_counts_of_one_text_count_as_their_root_and_few_are_drawn_to_all():
    rows = [("t1", "host", RULES, True)] * 9 + [("t2", "host", RULES, False), ("t1", "place", MODEL, True)]
    table = from_table(as_table(rows, 2.0, 3.0))
    assert table.counts == {("host", RULES): (3.0, 2.0), ("place", MODEL): (3.0, 0.0)}
    assert 0.5 < table.share("host", RULES) < 0.6 and 0.5 < table.share("funder", MODEL) < table.share("place", MODEL)
    assert table.keeps("place", MODEL) and not table.keeps("host", RULES)
