"""A language model beside the rules, against a real server on this machine that answers well, badly or not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import kg.extract
from kg.cli_evaluate import run as evaluate
from kg.cli_extraction import run as run_extract
from kg.extract import extract, language_model_request
from kg.extract.language_model import LanguageModel
from kg.extract.language_model_prompt import instructions, relations, schema
from kg.extract.language_model_settings import configured
from kg.graph.reference_graph import reference_quads
from kg.pipeline import build, code_version, fingerprint
from kg.records import Article, Claim, Extraction, KgError
from kg.vocabulary import main_concepts

HOSTED = "Kenya hosted the regional workshop on “safe migration” in Nairobi on 3 May 2021."
ROSTER = "The Blue Lantern Alliance sent its\ntreasurer, Ms. Ada Quill, to the workshop."
SAID = '"Uganda will sign the Kampala Compact," Ada Quill said.'
SPOKE = "Uganda spoke at the handover dinner for the workshop, which a Swiss grant made possible."
TEXT = f"Workshop on migration held\n\n{HOSTED}\n\n{ROSTER}\n\n{SAID}\n\nFor more information call +254 20 555 0123.\n"
ARTICLE = Article("a.txt", TEXT, path="a.txt", published="2021-05-05")
FIELDS = ("relation", "subject", "subject_type", "object", "object_type", "quotation")
KEY = "sk-very-secret"


def statement(*values: str) -> dict[str, str]:
    return dict(zip(FIELDS, values, strict=True))


WORKSHOP = ("the regional workshop on 'safe migration'", "Event")
HOST = statement("host", *WORKSHOP, "Kenya", "State", "Kenya hosted the regional workshop on 'safe migration'")
ATTENDED = statement("participant", "workshop", "Event", "Blue Lantern Alliance", "CivilSociety",
                     "The Blue Lantern Alliance sent its treasurer, Ms. Ada Quill, to the workshop")  # fmt: skip


def completion(*statements: Any, reason: str = "stop") -> bytes:
    return chat(json.dumps({"statements": statements}), reason)


def chat(content: Any, reason: str = "stop") -> bytes:
    return json.dumps({"choices": [{"finish_reason": reason, "message": {"content": content}}]}).encode()


@dataclass
class Server:
    """What the server answers, one after the other and the last for ever: (status, body), or a pause in seconds; and
    what it was asked."""

    address: str = ""
    answers: list[tuple[int, bytes] | float] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    redirect: str = ""

    def says(self, *answers: tuple[int, bytes] | bytes | float) -> None:
        self.answers = [(200, answer) if isinstance(answer, bytes) else answer for answer in answers]
        self.asked.clear()

    def next(self) -> tuple[int, bytes]:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, float):
            time.sleep(answer)
            return 200, completion()
        return answer


@pytest.fixture
def listening() -> Iterator[Server]:
    """A server for each test: questions that a test gave up on may reach it late."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.headers.append(dict(self.headers) | {"path": self.path})
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, body = state.next()
            self.send_response(status)
            if state.redirect:
                self.send_header("Location", state.redirect)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

        do_GET = do_POST

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        state.address = f"http://127.0.0.1:{server.server_port}/v1"
        yield state
        server.shutdown()


@pytest.fixture
def server(listening: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server, set as the language model of the environment."""
    listening.headers.clear()
    listening.redirect = ""
    values = {"URL": listening.address, "MODEL": "small", "KEY": KEY, "TIMEOUT": "5", "CACHE": str(tmp_path / "kept")}
    for name, value in values.items():
        monkeypatch.setenv(f"KG_LLM_{name}", value)
    monkeypatch.setattr(language_model_request, "WAIT", 0.0)
    return listening


@pytest.fixture(scope="module")
def by_rules() -> Extraction:
    return extract(ARTICLE)


@pytest.fixture(scope="module")
def dinner() -> Extraction:
    return extract(replace(ARTICLE, text=TEXT.replace(SAID, SPOKE)))


@pytest.fixture
def read(server: Server, by_rules: Extraction) -> Callable[..., Any]:
    """What comes of statements: the model's extraction with what is to be said of it."""

    def beside(*statements: Any) -> Any:
        if statements:
            server.says(completion(*statements))
        model = LanguageModel.configured()
        assert model
        return model.beside(by_rules)

    return beside


def new(read: Any) -> list[Claim]:
    return [claim for claim in read.extraction.claims if claim.rule == "language-model"]


def words(extraction: Extraction, claim: Claim) -> tuple[str, str, str]:
    names = {entity.id: entity.name for entity in extraction.entities}
    return claim.relation, names.get(claim.subject, claim.subject), names.get(claim.object, claim.object)


def test_what_the_rules_say_too_names_both(read, by_rules):
    extraction = read(HOST).extraction
    (mine,) = [claim for claim in by_rules.claims if claim.relation == "host"]
    (claim,) = [claim for claim in extraction.claims if claim.relation == "host"]
    assert claim.rule == f"{mine.rule} + language-model"
    assert (claim.confidence, claim.evidence) == (mine.confidence, mine.evidence)
    assert len(extraction.claims) == len(by_rules.claims) and extraction.entities == by_rules.entities


def test_a_new_claim_has_an_entity_of_the_text_and_evidence_at_its_offsets(read, by_rules):
    found = read(ATTENDED)
    (claim,) = new(found)
    (span,) = claim.evidence
    assert TEXT[span.start : span.end] == ROSTER.removesuffix("."), "over the end of a line"
    assert (claim.status, claim.confidence) == ("explicit", 0.4)
    assert claim.confidence < min(other.confidence for other in by_rules.claims)
    assert words(found.extraction, claim)[2] == "Blue Lantern Alliance"
    assert found.extraction.entities[: len(by_rules.entities)] == by_rules.entities
    (mention,) = [m for m in found.extraction.mentions if m.entity == claim.object]
    assert TEXT[mention.start : mention.end] == "Blue Lantern Alliance" and found.lines == []


def test_what_stands_in_a_quotation_is_the_speakers(read):
    told = statement("signed", "Uganda", "State", "Kampala Compact", "Document", "Uganda will sign the Kampala Compact")
    (claim,) = [c for c in read(told).extraction.claims if c.relation == "signed" and "language-model" in c.rule]
    assert claim.status == "attributed"


@pytest.mark.parametrize(
    ("name", "is_it"),
    [
        ("the workshop", True),
        ("regional workshop on 'safe migration' in Nairobi", True),
        ("workshop on 'safe migration'", True),
        ("handover dinner for the workshop", False),
    ],
)
def test_an_event_is_known_by_its_head(server, dinner, name, is_it):
    server.says(completion(statement("participant", name, "Event", "Uganda", "State", SPOKE)))
    model = LanguageModel.configured()
    assert model
    found = model.beside(dinner).extraction
    (claim,) = [c for c in found.claims if c.relation == "participant" and "language-model" in c.rule]
    assert words(found, claim)[1].startswith("regional workshop") == is_it


def test_a_new_name_is_the_row_of_the_reference_data(server, dinner):
    told = statement("funder", "workshop", "Event", "Swiss", "State", SPOKE)
    server.says(completion(told, HOST | {"relation": "place", "object_type": "Place"}))
    model = LanguageModel.configured()
    assert model
    found = model.beside(dinner)
    assert [words(found.extraction, claim)[2] for claim in new(found)] == ["Switzerland"]
    assert found.extraction.entities[-1].reference == "CHE"
    assert "another value than the rules' (1)" in found.left_out, "the land of Kenya is not Nairobi"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"quotation": "Kenya invented the regional workshop"}, "a quotation that is not in the text"),
        ({"quotation": "enya hosted the regional workshop"}, "a quotation that is not in the text"),
        ({"quotation": "For more information call +254 20 555 0123"}, "a quotation that is not in the text"),
        ({"quotation": "Ada Quill said"}, "a quotation that names neither end"),
        ({"relation": "telephone"}, "a relation that is not asked for"),
        ({"relation": "likes"}, "a relation that is not asked for"),
        ({"object": "Ruritania"}, "a name that is not in the text"),
        ({"object": "Blue Lantern Alliance", "object_type": "Spaceship"}, "types that the relation does not take"),
        ({"object": "Ada Quill", "object_type": "Person"}, "types that the relation does not take"),
        ({"object": "treasurer", "object_type": "CivilSociety"}, "words that are no name"),
        ({"subject": "Kenya", "subject_type": "State"}, "types that the relation does not take"),
        ({"object": None}, "not of the form asked for"),
        ({"relation": "startDate", "object": "3 May 2021"}, "a date that is not ISO"),
        ({"relation": "startDate", "object": "2021-05-04"}, "a date that the quotation does not give"),
        ({"relation": "endDate", "object": "2021-05-03"}, "an end that is not after the start"),
        ({"relation": "eventType", "object": "Party"}, "a value that is no event type"),
        ({"relation": "eventType", "object": "Summit"}, "another value than the rules'"),
    ],
)
def test_what_does_not_hold_is_left_out_and_counted(read, by_rules, changed, why):
    found = read(HOST | {"quotation": HOSTED} | changed)
    assert found.extraction == by_rules
    assert found.lines == [f"language model small: of 1 statements, 1 left out: {why} (1)"]


def test_dates_types_and_topics_that_hold(read):
    event = statement("startDate", *WORKSHOP, "2021-05-03", "Literal", HOSTED)
    kind = event | {"relation": "eventType", "object": "Workshop"}
    topic = statement("topic", "document", "Article", "labour-migration", "Literal", HOSTED)
    place = statement("place", *WORKSHOP, "Nairobi", "Place", HOSTED)
    found = read(event, kind, topic, place, "no statement")
    assert {c.relation for c in found.extraction.claims if "language-model" in c.rule} == {
        "startDate", "eventType", "topic", "place"
    }  # fmt: skip
    assert [(c.subject, c.object) for c in new(found)] == [("document", "labour-migration")]
    assert "of 5 statements, 1 left out: not of the form asked for (1)" in found.left_out


def test_the_question_holds_the_vocabulary_and_no_telephone_number(read, server):
    read(HOST)
    (asked,), (headers,) = server.asked, server.headers
    assert headers["path"] == "/v1/chat/completions" and headers["Authorization"] == f"Bearer {KEY}"
    assert (asked["model"], asked["temperature"], asked["response_format"]["type"]) == ("small", 0, "json_schema")
    sent = asked["messages"][1]["content"]
    assert HOSTED in sent and "Published: 2021-05-05" in sent and "4567" not in sent
    assert all(f"\n- {name} (" in instructions() for name in relations())
    assert schema()["properties"]["statements"]["items"]["properties"]["relation"]["enum"] == [*relations()]
    assert len(relations()) == 26 and len(main_concepts("topic")) == 16 and "Summit" in main_concepts("event-type")


def test_the_same_text_is_asked_once_and_a_broken_answer_again(read, server, tmp_path):
    first = read(ATTENDED)
    assert read().extraction == first.extraction and len(server.asked) == 1
    (file,) = (tmp_path / "kept").rglob("*.json")
    file.write_bytes(file.read_bytes()[:40])
    assert read().extraction == first.extraction and len(server.asked) == 2
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_folder_that_cannot_be_written_is_said_and_nothing_worse(read, tmp_path):
    (tmp_path / "kept").write_text("a file")
    found = read(ATTENDED)
    assert new(found) and "answers cannot be kept" in found.failure


@pytest.mark.parametrize(
    ("answers", "why", "asked"),
    [
        ([b"<html>hello"], "a web page", 1),
        ([b"{"], "something else than JSON", 1),
        ([b"[" * 100_000], "something else than JSON", 1),
        ([b'{"choices": []}'], "no choices", 1),
        ([chat(None)], "empty", 1),
        ([chat("I would rather not.")], "no complete JSON", 1),
        ([chat('{"statements": [{"relation": "ho')], "no complete JSON", 1),
        ([chat('{"facts": 1}')], "no list of statements", 1),
        ([completion(HOST, reason="length")], "cut off", 1),
        ([(500, b"<h1>oops</h1>")], "500 (Internal Server Error)", 2),
        ([(401, json.dumps({"error": {"message": f"bad\nkey {KEY}"}}).encode())], "401 (bad key …)", 1),
        ([(400, b"{}")], "400", 2),
        ([(200, b" " * (language_model_request.LARGEST + 1))], "longer than", 1),
    ],
)
def test_a_server_that_fails_leaves_the_rules_and_a_line(read, server, by_rules, answers, why, asked):
    server.says(*answers)
    found = read()
    assert found.extraction == by_rules and not found.read
    assert why in found.failure and "read by the rules alone" in found.failure
    assert KEY not in found.failure and "\n" not in found.failure and len(server.asked) == asked


@pytest.mark.parametrize("status", [503, 429])
def test_a_busy_server_is_asked_once_more(read, server, status):
    server.says((status, b""), completion(ATTENDED))
    assert new(read()) and len(server.asked) == 2


def test_a_server_without_json_schema_is_asked_plainly(read, server):
    fenced = f"<think>Hm: {{}}</think>Here you are:\n```json\n{json.dumps({'statements': [ATTENDED]})}\n```"
    server.says((400, b'{"error": "response_format is unknown"}'), chat(fenced))
    assert new(read())
    assert [set(body) & {"response_format", "seed"} != set() for body in server.asked] == [True, False]


def test_a_slow_server_is_left_and_given_up_after_three_articles(server, by_rules, monkeypatch):
    monkeypatch.setenv("KG_LLM_TIMEOUT", "0.05")
    server.says(0.3)
    model = LanguageModel.configured()
    assert model
    said = [model.beside(by_rules).lines for _ in range(4)]
    assert "no answer within 0.05 s" in said[0][0] and "not asked again" in said[2][0] and said[3] == []
    assert len(server.asked) <= 6


def test_nobody_listens_and_nobody_is_led_elsewhere(read, server, by_rules, monkeypatch):
    server.redirect = f"{server.address}/elsewhere"
    server.says((302, b""))
    assert "wants to be asked elsewhere" in read().failure and len(server.asked) == 1
    monkeypatch.setenv("KG_LLM_URL", "http://127.0.0.1:9/v1")
    found = read()
    assert found.extraction == by_rules and "cannot be reached" in found.failure


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"KG_LLM_URL": "http://h/v1"}, "KG_LLM_MODEL is not"),
        ({"KG_LLM_MODEL": "m"}, "KG_LLM_URL is not"),
        *(({"KG_LLM_URL": url, "KG_LLM_MODEL": "m"}, "KG_LLM_URL: ") for url in ("h:80", "file:///etc/passwd", "http://",
          "http://h:x/v1", "http://me:pw@h/v1", "http://h/v1?a=b", "http://h/a b")),
        *(({"KG_LLM_URL": "http://h", "KG_LLM_MODEL": "m", "KG_LLM_TIMEOUT": s}, "KG_LLM_TIMEOUT: ")
          for s in ("soon", "0", "-1", "nan", "inf")),
        ({"KG_LLM_URL": "http://h", "KG_LLM_MODEL": "m", "KG_LLM_KEY": "a\nb"}, "KG_LLM_KEY: "),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_used_are_one_error(values, named):
    with pytest.raises(KgError, match=named) as raised:
        configured(values)
    assert "a\nb" not in str(raised.value)


def test_settings_and_their_defaults(tmp_path):
    assert configured({}) is None and configured({"KG_LLM_KEY": "k", "KG_LLM_URL": " "}) is None
    given = {"KG_LLM_URL": "https://h/v1/", "KG_LLM_MODEL": "m", "HOME": str(tmp_path), "KG_LLM_KEY": "secret"}
    settings = configured(given)
    assert settings and (settings.address, settings.timeout) == ("https://h/v1/chat/completions", 120)
    assert settings.cache == tmp_path / ".cache" / "mgkg" and "secret" not in repr(settings)
    elsewhere = configured(given | {"XDG_CACHE_HOME": str(tmp_path / "x")})
    assert elsewhere and elsewhere.cache == tmp_path / "x" / "mgkg"


def test_the_commands_use_it_where_it_is_set_and_ask_nothing_else(server, tmp_path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    server.says(completion(ATTENDED, HOST | {"relation": "likes"}))
    for name in ("URL", "MODEL"):
        monkeypatch.delenv(f"KG_LLM_{name}")
    assert run_extract(tmp_path / "a.txt", "json", contacts=False) == 0
    alone = capsys.readouterr()
    assert server.asked == [] and "language-model" not in alone.out
    monkeypatch.setenv("KG_LLM_URL", server.address)
    monkeypatch.setenv("KG_LLM_MODEL", "small")
    assert run_extract(tmp_path / "a.txt", "json", contacts=False) == 0
    printed = capsys.readouterr()
    assert '"rule": "language-model"' in printed.out and "1 left out: a relation that is not asked for" in printed.err
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(printed.out, "utf-8")
    assert evaluate(tmp_path / "gold", None, tmp_path, "rule", "table", errors=False) == 0
    assert "language-model" in capsys.readouterr().out and len(server.asked) == 1


def test_a_build_asks_again_only_for_what_the_model_failed_for(server, tmp_path, monkeypatch, by_rules):
    """What the rules read stands in for the extraction, and three rows for the reference data, for speed."""
    states = [q for q in reference_quads() if q.subject.value.rpartition("/")[2] in ("KEN", "UGA", "nairobi-ken")]
    monkeypatch.setattr("kg.pipeline.reference_quads", lambda: iter(states))
    monkeypatch.setattr("kg.pipeline.ontology_quads", lambda: iter(()))
    monkeypatch.setattr(kg.extract, "extract", lambda article: replace(by_rules, article=article))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    said: list[str] = []

    def built() -> tuple[int, int]:
        summary = build([tmp_path / "in"], tmp_path / "out", say=said.append)
        return summary.added + summary.replaced, summary.skipped

    server.says((500, b""))
    assert built() == (1, 0) and "read by the rules alone" in said[-1]
    server.says(completion(ATTENDED, HOST | {"relation": "likes"}))
    assert built() == (1, 0) and said[-1].startswith("a.txt: language model small: of 2 statements, 1 left out")
    assert built() == (0, 1) and len(server.asked) == 1
    kept = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text("utf-8").splitlines()]
    assert [(line["kind"], line["article"]) for line in kept] == [("statements", "a.txt")]
    assert 'mg:rule "language-model"' in (tmp_path / "out" / "graph.trig").read_text("utf-8")
    monkeypatch.delenv("KG_LLM_URL")
    monkeypatch.delenv("KG_LLM_MODEL")
    assert built() == (1, 0) and "language-model" not in (tmp_path / "out" / "graph.trig").read_text("utf-8")


@pytest.mark.usefixtures("server")
def test_the_version_differs_with_the_model_and_not_without(monkeypatch):
    one = fingerprint()
    monkeypatch.setenv("KG_LLM_MODEL", "other")
    assert len({one, fingerprint(), code_version()}) == 3
    monkeypatch.delenv("KG_LLM_MODEL")
    with pytest.raises(KgError, match="KG_LLM_MODEL is not"):
        fingerprint()
    monkeypatch.delenv("KG_LLM_URL")
    assert fingerprint() == code_version()
