"""Readings as files: whole or not there, the same whoever makes them, without contact data."""

from __future__ import annotations

import json

import pytest

from kg.language_model.readings import Question, forget, keep, kept, of_articles

NOTHING = {"entities": [], "statements": []}


def question(words: str = "a text", model: str = "small", article: str = "digest") -> Question:
    return Question(article, 1, 1, {"model": model, "messages": [{"role": "user", "content": words}]})


def test_a_reading_is_found_by_question_and_model_alone(tmp_path):
    keep(tmp_path, question(), NOTHING)
    assert kept(tmp_path, question()) == NOTHING
    assert kept(tmp_path, question("another text")) is None and kept(tmp_path, question(model="large")) is None
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    first = file.read_bytes()
    file.unlink()
    keep(tmp_path, question(), NOTHING)
    assert file.read_bytes() == first and json.loads(first)["model"] == "small"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"answer": 1}', b'{"question": "x", "answer": null}', b"\xff"])
def test_a_file_that_is_no_whole_reading_is_none(tmp_path, content):
    keep(tmp_path, question(), NOTHING)
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(content)
    assert kept(tmp_path, question()) is None
    keep(tmp_path, question(), NOTHING)
    assert kept(tmp_path, question()) == NOTHING and [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("model", ["maker/large:8b", "..", ".", "a b", "modèle"])
def test_every_name_of_a_model_is_one_folder_inside(tmp_path, model):
    keep(tmp_path, question(model=model), NOTHING)
    assert kept(tmp_path, question(model=model)) == NOTHING
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_no_contact_data_stand_in_one(tmp_path):
    said = {"entities": [{"id": "e1", "type": "Person", "names": ["press@example.org"]}], "statements": []}
    keep(tmp_path, question(), said)
    (file,) = tmp_path.rglob("*.json")
    assert "press@example.org" not in file.read_text("utf-8")


def test_those_of_some_articles_and_those_to_forget(tmp_path):
    keep(tmp_path, question("one", article="aa"), NOTHING)
    keep(
        tmp_path, question("two", article="bb"), {"entities": [], "statements": [{"quotation": "Ada Quill opened it"}]}
    )
    assert len(list(of_articles(tmp_path, {"aa"}.__contains__))) == 1
    assert forget(tmp_path, lambda text: "Ada Quill" in text) == 1
    assert kept(tmp_path, question("one", article="aa")) and kept(tmp_path, question("two", article="bb")) is None
