"""`kg ask`: many articles at once, each asked once, estimates, and batch files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.language_model.batch import take_batch
from kg.language_model.question import question
from kg.language_model.readings import Question, kept
from kg.records import Article
from tests.language_model.conftest import Server, chat

Command = Callable[..., tuple[int, str, str]]
NOTHING = json.dumps({"entities": [], "statements": []})


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Six articles and one without words."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        words = f"Kenya hosted workshop number {number} in Nairobi. Call +254 20 000 000{number}.\n"
        (folder / f"{number}.txt").write_text(f"Workshop held\n\n{words}", "utf-8")
    return folder


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_many_are_asked_at_once_and_none_again(kg: Command, server: Server, articles: Path, tmp_path: Path):
    server.says(0.2)
    code, said, _ = kg("ask", articles, "--jobs", 3)
    assert code == 0 and said.startswith("6 answered, 0 before, 0 failed") and server.most == 3
    assert len(files(tmp_path / "kept")) == 6 and "000 0000" not in json.dumps(server.asked)
    assert kg("ask", articles)[1].startswith("0 answered, 6 before") and len(server.asked) == 6


def test_a_run_goes_on_where_one_ended_and_garbage_is_no_reading(kg, server, articles):
    good = chat(NOTHING)
    server.says(good, b"<html>", chat("no"), (500, b""), good)
    code, said, complaint = kg("ask", articles, "--jobs", 1)
    assert code == 1 and said.startswith("4 answered, 0 before, 2 failed")
    assert "1 times: it answers with a web page" in complaint and "1 times: its answer is no complete JSON" in complaint
    server.says(good)
    assert kg("ask", articles)[1].startswith("2 answered, 4 before, 0 failed") and len(server.asked) == 2


def test_a_server_that_always_fails_is_left_in_peace(kg, server, articles, monkeypatch):
    monkeypatch.setattr("kg.language_model.asking.PATIENCE", 2)
    server.says((401, b"{}"))
    code, _, complaint = kg("ask", articles, "--jobs", 1)
    assert code == 1 and "failed too often" in complaint and len(server.asked) < 6


def test_an_estimate_asks_nothing(kg, server, articles):
    server.says(chat(NOTHING))
    code, said, _ = kg("ask", articles, "--estimate")
    assert code == 0 and "6 articles, 6 questions, of which 0 have a reading" in said and "6 to ask: about " in said
    assert server.asked == []
    (articles / "5.txt").rename(articles.parent / "later.txt")
    assert kg("ask", articles)[0] == 0
    said = kg("ask", articles, articles.parent / "later.txt", "--estimate")[1]
    assert "6 articles, 6 questions, of which 5 have a reading" in said and "1 to ask" in said


def response(request: dict[str, Any], content: str = NOTHING, status: int = 200) -> str:
    body = json.loads(chat(content))
    return json.dumps({"custom_id": request["custom_id"], "response": {"status_code": status, "body": body}})


def test_a_batch_goes_out_and_comes_back(kg, server, articles, tmp_path):
    code, _, told = kg("ask", articles, "--batch", tmp_path / "requests.jsonl")
    requests = [json.loads(line) for line in (tmp_path / "requests.jsonl").read_text("utf-8").splitlines()]
    assert code == 0 and "6 questions" in told and len({one["custom_id"] for one in requests}) == 6
    assert {(one["method"], one["url"]) for one in requests} == {("POST", "/v1/chat/completions")}
    assert all(one["body"]["messages"][0]["role"] == "system" for one in requests)
    lines = [
        *(response(one) for one in requests[:3]),
        response(requests[3], "nonsense"),
        response(requests[4], status=500),
        json.dumps({"custom_id": requests[5]["custom_id"], "response": None, "error": {"code": "expired"}}),
        response({"custom_id": "of another"}),
        "garbage",
        "[1]",
    ]
    (tmp_path / "responses.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    code, said, complaint = kg("ask", articles, "--take", tmp_path / "responses.jsonl")
    assert code == 1 and said.startswith("3 readings kept, 6 responses of no use") and server.asked == []
    for why in ("no complete JSON", "answers 500", "without a response", "to no question", "a line is no JSON"):
        assert why in complaint
    assert "3 questions" in kg("ask", articles, "--batch", tmp_path / "rest.jsonl")[2]
    assert kg("ask", articles, "--take", tmp_path / "nowhere.jsonl")[0] == 1


def test_a_response_is_kept_as_an_answer_is(tmp_path):
    asked = Question("digest", 1, 1, question("small", Article("a", "words"), "words"))
    (tmp_path / "r.jsonl").write_text(response({"custom_id": asked.digest}), "utf-8")
    assert take_batch(tmp_path / "r.jsonl", [asked], tmp_path / "kept").kept == 1
    assert kept(tmp_path / "kept", asked) == json.loads(NOTHING)


def test_without_a_model_or_a_server_it_says_what_to_set(kg, articles):
    code, _, complaint = kg("ask", articles)
    assert code == 1 and "KG_LLM_URL" in complaint and complaint.count("\n") == 1
    assert kg("ask", articles, "--estimate", "--batch", "x")[0] == 2


def test_what_is_withheld_is_not_asked_about(kg, server, articles, tmp_path):
    server.says(chat(NOTHING))
    store = tmp_path / "out" / "store"
    assert kg("build", articles, "--out", tmp_path / "out", "--store-only")[0] == 0
    server.asked.clear()
    assert kg("forget", "3.txt", "--reason", "r", "--by", "b", "--store", store, "--yes")[0] == 0
    for file in files(tmp_path / "kept"):
        file.unlink()
    server.says(chat(NOTHING))
    assert kg("ask", articles, "--store", store)[1].startswith("5 answered")
    assert "number 3" not in json.dumps(server.asked)
