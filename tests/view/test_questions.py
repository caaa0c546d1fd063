"""The table of questions that the graph page answers."""

from __future__ import annotations

import re

from kg.network import PRESENCE
from kg.view.graph_data import questions
from kg.view.kinds import KINDS
from kg.vocabulary import vocabulary

FILLED = {"X", "found", "names", "top", "events", "facts", "articles", "years"}
FIELDS = {"name", "words", "of", "ways", "find", "asked", "one", "many", "answer", "order", "only", "once"}


def test_each_question_is_of_relations_and_kinds_that_there_are():
    relations = {*vocabulary().relations, "presence", "any", "inside"}
    kinds = {
        "any",
        "actor",
        "event",
        "document",
        *KINDS.values(),
        *(one.label for one in vocabulary().classes.values()),
    }
    for question in questions()["question"]:
        assert question.keys() <= FIELDS
        steps = {step.removeprefix("^") for way in question["ways"] for step in way.split("/")}
        assert steps <= relations, question["name"]
        assert {*question.get("of", []), *filter(None, [question.get("find")])} <= kinds, question["name"]
        assert set(re.findall(r"\{(\w+)\}", question["answer"])) <= FILLED, question["name"]
        assert ("{X}" in question["answer"]) <= ("{}" in question["words"]), question["name"]
        assert bool(question.get("of")) == ("{}" in question["words"]), question["name"]
    assert set(PRESENCE) <= set(vocabulary().relations)


def test_no_two_questions_are_the_same():
    asked = questions()["question"]
    assert len({one["name"] for one in asked}) == len({one["words"] for one in asked}) == len(asked)
