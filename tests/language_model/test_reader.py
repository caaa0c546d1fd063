"""A language model that reads with the rules, against a real server that answers well, badly or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg.extract
from kg.cli.evaluate import run as evaluate
from kg.cli.extraction import run as run_extract
from kg.extract import extract
from kg.graph.reference_graph import reference_quads
from kg.language_model import request
from kg.language_model.question import guidance, instructions, relations, schema, types
from kg.language_model.reader import LanguageModel
from kg.language_model.support import support
from kg.pipeline.flow import build, code_version, fingerprint
from kg.records import Article, Claim, Extraction, KgError
from kg.vocabulary import main_concepts
from tests.language_model.conftest import KEY, chat

HOSTED = "Kenya hosted the regional workshop on “safe migration” in Nairobi on 3 May 2021."
ROSTER = "The Blue Lantern Alliance sent its\ntreasurer, Ms. Ada Quill, to the workshop."
SAID = '"Uganda will sign the Kampala Compact," Ada Quill said.'
GIFT = "The two-day gathering, which a Swiss grant made possible, was chaired by Ada Quill."
TEXT = (
    f"Workshop on migration held\n\n{HOSTED}\n\n{ROSTER}\n\n{SAID}\n\n{GIFT}\n\n"
    "For more information call +254 20 000 0000.\n"
)
ARTICLE = Article("a.txt", TEXT, path="a.txt", published="2021-05-05")
ENTITIES = {
    "e1": ("Event", "regional workshop on 'safe migration'", "the workshop", "The two-day gathering"),
    "e2": ("State", "Kenya"),
    "e3": ("Place", "Nairobi"),
    "e4": ("CivilSociety", "Blue Lantern Alliance"),
    "e5": ("Person", "Ada Quill"),
    "e6": ("State", "Uganda"),
    "e7": ("Document", "Kampala Compact"),
    "e8": ("State", "Swiss"),
}


def statement(
    relation: str, subject: str, object: Any, quotation: str = HOSTED, status: str = "stated"
) -> dict[str, Any]:
    return {"relation": relation, "subject": subject, "object": object, "quotation": quotation, "status": status}


HOST = statement("host", "e1", "e2")
ATTENDED = statement("participant", "e1", "e4", ROSTER.replace("\n", " "))


def answer(*statements: Any, **entities: tuple[str, ...]) -> str:
    listed = [{"id": id, "type": type, "names": names} for id, (type, *names) in (ENTITIES | entities).items()]
    return json.dumps({"entities": listed, "statements": statements})


def completion(*statements: Any, reason: str = "stop", **entities: tuple[str, ...]) -> bytes:
    return chat(answer(*statements, **entities), reason)


@pytest.fixture(scope="module")
def by_rules() -> Extraction:
    return extract(ARTICLE)


@pytest.fixture
def read(server, by_rules: Extraction) -> Callable[..., Any]:
    """What comes of statements: the extraction of both with what is to be said of it."""

    def beside(*statements: Any, **entities: tuple[str, ...]) -> Any:
        if statements:
            server.says(completion(*statements, **entities))
        model = LanguageModel.configured()
        assert model
        return model.beside(by_rules)

    return beside


def of_model(read: Any) -> list[Claim]:
    return [claim for claim in read.extraction.claims if "language-model" in claim.rule]


def words(extraction: Extraction, claim: Claim) -> tuple[str, str, str]:
    names = {entity.id: entity.name for entity in extraction.entities}
    return claim.relation, names.get(claim.subject, claim.subject), names.get(claim.object, claim.object)


def facts(read: Any) -> set[tuple[str, str, str]]:
    return {words(read.extraction, claim) for claim in of_model(read)}


def test_what_both_say_names_both_readers_and_the_row_of_the_reference_data(read, by_rules):
    (mine,) = [claim for claim in by_rules.claims if claim.relation == "host"]
    found = read(HOST)
    (claim,) = [claim for claim in found.extraction.claims if claim.relation == "host"]
    assert claim.rule == f"{mine.rule} + language-model" and claim.confidence == support().share("host", "both")
    state = next(entity for entity in found.extraction.entities if entity.id == claim.object)
    assert (state.name, state.reference) == ("Kenya", "KEN") and found.lines == []


def test_coreference_is_the_models(read):
    found = read(HOST, statement("chair", "e1", "e5", GIFT), statement("funder", "e1", "e8", GIFT))
    event = "regional workshop on “safe migration”"
    assert {("host", event, "Kenya"), ("chair", event, "Ada Quill"), ("funder", event, "Switzerland")} <= facts(found)
    (row,) = [entity for entity in found.extraction.entities if entity.type == "Event"]
    assert row.aliases[-1] == "The two-day gathering"


def test_a_new_claim_has_evidence_at_its_offsets_over_the_end_of_a_line(read):
    found = read(ATTENDED)
    (claim,) = of_model(found)
    (span,) = claim.evidence
    assert TEXT[span.start : span.end] == ROSTER.removesuffix(".") or TEXT[span.start : span.end] == ROSTER
    (mention,) = [m for m in found.extraction.mentions if m.entity == claim.object]
    assert TEXT[mention.start : mention.end] == "Blue Lantern Alliance"


def test_a_quotation_with_a_gap_is_evidence_in_two_places(read):
    (claim,) = of_model(read(statement("host", "e1", "e2", "Kenya hosted the regional workshop ... on 3 May 2021")))
    assert [TEXT[s.start : s.end] for s in claim.evidence][::2] == ["Kenya hosted the regional workshop"]


def test_what_stands_in_a_quotation_is_the_speakers(read):
    quoted = "Uganda will sign the Kampala Compact"
    (claim,) = [c for c in of_model(read(statement("signed", "e6", "e7", quoted))) if c.relation == "signed"]
    assert claim.status == "attributed"


def test_an_event_that_was_called_off_says_so(read):
    found = read(statement("host", "e1", "e2", status="called_off"))
    assert ("eventStatus", "cancelled") in {(claim.relation, claim.object) for claim in of_model(found)}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"quotation": "Kenya invented the regional workshop"}, "a quotation that is not in the text"),
        ({"quotation": "enya hosted the regional workshop"}, "a quotation that is not in the text"),
        ({"quotation": "For more information call +254 20 000 0000"}, "a quotation that is not in the text"),
        ({"object": "e6", "subject": "e7", "relation": "references"},
         "a quotation that names neither end"),
        ({"relation": "telephone"}, "a relation that is not asked for"),
        ({"relation": "likes"}, "a relation that is not asked for"),
        ({"object": "e99"}, "a name that is not in the text"),
        ({"object": "e3"}, "types that the relation does not take"),
        ({"object": "e1"}, "one entity at both ends"),
        ({"object": None}, "not of the form asked for"),
        ({"status": "perhaps"}, "not of the form asked for"),
        ({"status": "denied"}, "said not to be so"),
        ({"relation": "locatedIn", "subject": "e3", "object": "e2"}, "a place within a larger one"),
        ({"relation": "startDate", "object": "3 May 2021"}, "a date that is not ISO"),
        ({"relation": "startDate", "object": "2020-01-07", "quotation": ROSTER}, "a date that the text does not give"),
        ({"relation": "eventType", "object": "Party"}, "a value that is no event type"),
        ({"relation": "position", "subject": "e5", "object": "queen"}, "a value that is not in the text"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_left_out_and_counted(read, changed, why):
    found = read(HOST | changed)
    assert of_model(found) == []
    assert found.lines == [f"language model small: of what it said, 1 left out: {why} (1)"]


@pytest.mark.parametrize(
    ("entity", "why"),
    [
        (("State", "Ruritania"), "an entity of which no name is in the text (1)"),
        (("CivilSociety", "treasurer"), "an entity of which no name is in the text (1)"),
        (("Spaceship", "Blue Lantern Alliance"), "an entity of which no name is in the text (1)"),
    ],
)
def test_an_entity_that_is_none_takes_its_statements_along(read, entity, why):
    found = read(HOST | {"object": "e9"}, e9=entity)
    assert of_model(found) == [] and why in found.left_out and "a name that is not in the text (1)" in found.left_out


@pytest.mark.parametrize(
    ("relation", "said", "kept"),
    [
        ("startDate", "2021-05-03", "2021-05-03"),
        ("startDate", "2021-05-30", "2021-05-03"),
        ("startDate", "2021-05", "2021-05-03"),
        ("endDate", "2021-05-04", "2021-05-04"),
    ],
)
def test_dates_are_those_of_the_words_or_of_a_length_that_is_told(read, relation, said, kept):
    """'The two-day gathering' tells that what began on the third ended on the fourth."""
    found = read(statement(relation, "e1", said))
    assert kept in {claim.object for claim in of_model(found) if claim.relation == relation}


def test_an_answer_is_taken_as_it_will_be_read_again(read, server):
    told = statement("chair", "e1", "e5", GIFT) | {"note": "\ud800 call +254 20 000 0000"}
    first = read(told, e9=("Person", "Ada Quill", "\udfff", "+254 20 000 0000"))
    assert read().extraction == first.extraction and of_model(first) and len(server.asked) == 1


@pytest.mark.parametrize("garbage", [None, 1, "e1", [], {}, {"id": []}, {"id": {}, "type": [], "names": {}}, [[[]]]])
def test_items_of_any_other_form_are_counted(read, garbage):
    found = read(HOST, garbage, HOST | {"subject": garbage}, HOST | {"status": garbage})
    assert of_model(found) and "not of the form asked for" in found.left_out


def test_the_question_holds_guidelines_and_vocabulary_and_no_telephone_number(read, server):
    read(HOST)
    (asked,), (headers,) = server.asked, server.headers
    assert headers["path"] == "/v1/chat/completions" and headers["Authorization"] == f"Bearer {KEY}"
    assert (asked["model"], asked["temperature"], asked["response_format"]["type"]) == ("small", 0, "json_schema")
    sent = asked["messages"][1]["content"]
    assert HOSTED in sent and "Published: 2021-05-05" in sent and "000 0000" not in sent
    assert all(f"\n- {name} (" in instructions() for name in relations())
    assert set(guidance()) <= {*relations(), *types()} and all(said in instructions() for said in guidance().values())
    assert schema()["properties"]["statements"]["items"]["properties"]["relation"]["enum"] == [*relations()]
    assert len(relations()) == 26 and len(main_concepts("topic")) == 16 and "Summit" in main_concepts("event-type")


def test_a_long_article_goes_in_parts_that_overlap_and_comes_back_as_one(server):
    filler = "\n\n".join(f"The workshop heard report {number} on roads, markets and schools." for number in range(200))
    article = replace(ARTICLE, text=f"{HOSTED}\n\n{filler}\n\n{GIFT}\n")
    server.says(completion(HOST), completion(statement("chair", "e1", "e5", GIFT)))
    model = LanguageModel.configured()
    assert model
    found = model.beside(extract(article))
    first, second = (asked["messages"][1]["content"] for asked in server.asked)
    assert "Part 1 of 2" in first and "Part 2 of 2" in second and HOSTED in first and GIFT in second
    assert set(first.splitlines()) & set(second.splitlines()) > {""}
    (event,) = {claim.subject for claim in of_model(found) if claim.relation in ("host", "chair")}
    assert event in {entity.id for entity in found.extraction.entities}


@pytest.mark.parametrize(
    ("answers", "why", "asked"),
    [
        ([b"<html>hello"], "a web page", 1),
        ([b"{"], "something else than JSON", 1),
        ([b"[" * 100_000], "something else than JSON", 1),
        ([b'{"choices": []}'], "no choices", 1),
        ([chat(None)], "empty", 1),
        ([chat("I would rather not.")], "no complete JSON", 1),
        ([chat('{"entities": [{"id": "e')], "no complete JSON", 1),
        ([chat('{"entities": [], "facts": 1}')], "no lists of entities and statements", 1),
        ([completion(HOST, reason="length")], "cut off", 1),
        ([(500, b"<h1>oops</h1>")], "500 (Internal Server Error)", request.TRIES),
        ([(401, json.dumps({"error": {"message": f"bad\nkey {KEY}"}}).encode())], "401 (bad key …)", 1),
        ([(400, b"{}")], "400", 2),
        ([(200, b" " * (request.LARGEST + 1))], "longer than", 1),
    ],
)
def test_a_server_that_fails_leaves_the_rules_and_a_line(read, server, by_rules, answers, why, asked):
    server.says(*answers)
    found = read()
    assert found.extraction == by_rules and not found.read
    assert why in found.failure and "read by the rules alone" in found.failure
    assert KEY not in found.failure and "\n" not in found.failure and len(server.asked) == asked


@pytest.mark.parametrize("status", [503, 429])
def test_a_busy_server_is_asked_again(read, server, status):
    server.says((status, b""), (status, b""), completion(ATTENDED))
    assert of_model(read()) and len(server.asked) == 3


def test_tries_wait_longer_each_time_and_as_long_as_the_server_asks(read, server, monkeypatch):
    waited: list[float] = []
    monkeypatch.setattr(request, "WAIT", 1.0)
    monkeypatch.setattr(request.time, "sleep", waited.append)
    server.says((503, b""), (503, b""), (503, b""), completion(ATTENDED))
    assert of_model(read()) and waited == [1.0, 2.0, 4.0]
    server.send["Retry-After"] = "7"
    server.says((429, b""), (429, b""), completion(HOST))
    (file,) = Path(LanguageModel.configured().settings.readings).rglob("*.json")
    file.unlink()
    assert of_model(read()) and waited[3:] == [7.0, 7.0]


def test_a_server_without_json_schema_is_asked_plainly(read, server):
    fenced = f"<think>Hm: {{}}</think>Here you are:\n```json\n{answer(ATTENDED)}\n```"
    server.says((400, b'{"error": "response_format is unknown"}'), chat(fenced))
    assert of_model(read())
    assert [set(body) & {"response_format", "seed"} != set() for body in server.asked] == [True, False]


def test_a_slow_server_is_left_and_given_up_after_three_articles(server, by_rules, monkeypatch):
    monkeypatch.setenv("KG_LLM_TIMEOUT", "0.05")
    monkeypatch.setattr(request, "TRIES", 2)
    server.says(0.3)
    model = LanguageModel.configured()
    assert model
    said = [model.beside(by_rules).lines for _ in range(4)]
    assert "no answer within 0.05 s" in said[0][0] and "not asked again" in said[2][0] and said[3] == []
    assert len(server.asked) <= 6


def test_nobody_listens_and_nobody_is_led_elsewhere(read, server, by_rules, monkeypatch):
    server.send["Location"] = f"{server.address}/elsewhere"
    server.says((302, b""))
    assert "wants to be asked elsewhere" in read().failure and len(server.asked) == 1
    monkeypatch.setenv("KG_LLM_URL", "http://127.0.0.1:9/v1")
    found = read()
    assert found.extraction == by_rules and "cannot be reached" in found.failure


def test_the_commands_use_it_where_it_is_set_and_ask_nothing_else(server, tmp_path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    server.says(completion(ATTENDED, HOST | {"relation": "likes"}))
    for name in ("URL", "MODEL", "READINGS"):
        monkeypatch.delenv(f"KG_LLM_{name}")
    assert run_extract(tmp_path / "a.txt", "json", contacts=False) == 0
    alone = capsys.readouterr()
    assert server.asked == [] and "language-model" not in alone.out
    for name, value in (("URL", server.address), ("MODEL", "small"), ("READINGS", str(tmp_path / "kept"))):
        monkeypatch.setenv(f"KG_LLM_{name}", value)
    assert run_extract(tmp_path / "a.txt", "json", contacts=False) == 0
    printed = capsys.readouterr()
    assert '"rule": "language-model"' in printed.out and "1 left out: a relation that is not asked for" in printed.err
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(printed.out, "utf-8")
    assert evaluate(tmp_path / "gold", None, tmp_path, "rule", "table", errors=False) == 0
    assert "language-model" in capsys.readouterr().out and len(server.asked) == 1


@pytest.fixture
def small_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, by_rules: Extraction) -> Callable[..., Any]:
    """Builds one article; what the rules read stands in for the extraction, and a few rows for the reference data, for
    speed."""
    wanted = ("KEN", "UGA", "CHE", "nairobi-ken")
    rows = [q for q in reference_quads() if q.subject.value.rpartition("/")[2] in wanted]
    monkeypatch.setattr("kg.pipeline.flow.reference_quads", lambda: iter(rows))
    monkeypatch.setattr("kg.pipeline.flow.ontology_quads", lambda: iter(()))
    monkeypatch.setattr(kg.extract, "extract", lambda article: replace(by_rules, article=article))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")

    def built(out: str = "out", **options: Any) -> tuple[int, int]:
        summary = build([tmp_path / "in"], tmp_path / out, **options)
        return summary.added + summary.replaced, summary.skipped

    return built


def test_a_build_asks_again_only_for_what_the_model_failed_for(server, small_build, tmp_path, monkeypatch):
    said: list[str] = []
    server.says((500, b""))
    assert small_build(say=said.append) == (1, 0) and "read by the rules alone" in said[-1]
    server.says(completion(ATTENDED, HOST | {"relation": "likes"}))
    assert small_build(say=said.append) == (1, 0)
    assert said[-1].startswith("a.txt: language model small: of what it said, 1 left out")
    assert small_build() == (0, 1) and len(server.asked) == 1
    kept = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text("utf-8").splitlines()]
    assert [(line["kind"], line["article"]) for line in kept] == [("statements", "a.txt")]
    assert 'mg:rule "language-model"' in (tmp_path / "out" / "graph.trig").read_text("utf-8")
    for name in ("URL", "MODEL", "READINGS"):
        monkeypatch.delenv(f"KG_LLM_{name}")
    assert small_build() == (1, 0) and "language-model" not in (tmp_path / "out" / "graph.trig").read_text("utf-8")


def test_readings_give_the_same_graph_without_the_model(server, small_build, tmp_path, monkeypatch):
    server.says(completion(ATTENDED, HOST, statement("chair", "e1", "e5", GIFT)))
    assert small_build() == (1, 0) and len(server.asked) == 1
    for name in ("URL", "MODEL", "KEY", "READINGS"):
        monkeypatch.delenv(f"KG_LLM_{name}")
    (tmp_path / "kept").rename(tmp_path / "published")
    assert small_build("again", readings=tmp_path / "published") == (1, 0)
    for name in ("graph.ttl", "graph.trig"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
    assert len(server.asked) == 1


@pytest.mark.usefixtures("server")
def test_the_version_differs_with_the_model_and_not_without(monkeypatch):
    one = fingerprint()
    monkeypatch.setenv("KG_LLM_MODEL", "other")
    assert len({one, fingerprint(), code_version()}) == 3
    monkeypatch.delenv("KG_LLM_MODEL")
    with pytest.raises(KgError, match="KG_LLM_MODEL is not"):
        fingerprint()
    monkeypatch.delenv("KG_LLM_URL")
    monkeypatch.delenv("KG_LLM_READINGS")
    assert fingerprint() == code_version()
