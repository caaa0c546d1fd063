"""What is asked: a question of the package with values, or a query of the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.query.names import Say
from kg.query.questions import Question
from kg.query.targets import Target
from kg.query.values import bind, fill


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of a parameter: as the user gave it, and the term, as SPARQL writes it, that it was taken for."""

    name: str
    given: str
    taken: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it is put to a store or server. `question` is the name of a question of the package, empty for a query
    of the user's own; `settings` are the values of its parameters, already written into `text`."""

    text: str
    question: str = ""
    settings: tuple[Setting, ...] = ()


def asked(question: Question, given: Sequence[tuple[str, str]], target: Target, say: Say = lambda _: None) -> Asked:
    """The question with values as users write them; names are looked up in `target`. Raises KgError where a value is
    malformed, unknown, missing, or means several things."""
    terms = bind(question, given, target, say)
    left = {name: iter(values) for name, values in terms.items()}
    settings = tuple(Setting(name, text, str(next(left[name]))) for name, text in given)
    return Asked(fill(question, terms), question.name, settings)
