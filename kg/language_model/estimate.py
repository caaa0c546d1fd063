"""What it will take to read articles: how many questions are open, and how many tokens they make, about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.language_model.readings import Question, kept

_CHARACTERS = 4.2
"""Characters of a token of English words, as models of several makers count them."""
_ANSWER = 7.0
"""Characters of an answer for each of the text, as a large model wrote them about short releases."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """`articles` with something to read, `questions` about them, of which `kept` are answered; the tokens that go to
    the model and come back for the others. Of `sent`, so many are the instructions, which providers that keep them at
    hand charge less for."""

    articles: int
    questions: int
    kept: int
    sent: int
    instructions: int
    answered: int


def estimate(asked: Iterable[Question], folder: Path) -> Estimate:
    """The estimate for the questions, beside the readings in a folder."""
    articles: set[str] = set()
    questions = known = instructions = texts = 0
    for question in asked:
        articles.add(question.article)
        questions += 1
        if kept(folder, question) is not None:
            known += 1
            continue
        system, user = (len(message["content"]) for message in question.body["messages"])
        instructions += system
        texts += user
    sent, fixed = (round(number / _CHARACTERS) for number in (instructions + texts, instructions))
    return Estimate(len(articles), questions, known, sent, fixed, round(texts * _ANSWER / _CHARACTERS))
