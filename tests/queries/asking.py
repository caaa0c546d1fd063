"""Every question as it is asked in tests: without parameters, with each of them alone, and with all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from kg.query import Question, Target, bind, fill, load_questions

QUESTIONS = {name: question for name, question in load_questions().items() if not name.startswith("checks/")}

Settings = tuple[tuple[str, str], ...]

_VALUES = tomllib.loads((Path(__file__).parent / "parameters.toml").read_text("utf-8"))


def ways(question: Question) -> Iterator[Settings]:
    """The settings with which the question is asked of the small graph."""
    known = {**_VALUES["any"], **_VALUES.get(question.name, {})}
    every = tuple((parameter.name, known[parameter.name]) for parameter in question.parameters)
    required = tuple(pair for pair in every if question.parameter(pair[0]).required)
    alone = (tuple(dict([*required, pair]).items()) for pair in every)
    yield from dict.fromkeys([required, *alone, every])


def worded(settings: Settings) -> str:
    """The settings as they stand on the command line."""
    return " ".join(f'--set {name}="{value}"' for name, value in settings)


def filled(question: Question, settings: Settings, target: Target) -> str:
    """The query with the settings, names looked up in `target`."""
    return fill(question, bind(question, settings, target))
