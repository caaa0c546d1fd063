"""The parameters of resources: what they take, as JSON Schema and in words, and how they are read from an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import settings
from kg.graph.terms import kebab
from kg.query import Parameter as Asked
from kg.query.values import iri_in
from kg.records import KgError
from kg.serve.errors import Unsuitable
from kg.vocabulary import vocabulary

_WEB = r'https?://[^\s<>"{}|\\^`]+'
_LOCAL = "[A-Za-z0-9][A-Za-z0-9_.%-]*"
_HASH = "[0-9a-f]{16}"
_LONGEST = 2000

Schema = dict[str, Any]
Values = Mapping[str, Any]
"""The values of a request by the names of parameters; several as a tuple, None where there is none."""

FARTHEST = 1_000_000
"""The last place that a page may begin at."""
MOST = 100
"""How many values a parameter takes that takes several."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value may be: `schema` says it to programs, `words` to people; `read` makes a value of a text and raises
    ValueError or KgError where it is none."""

    schema: Schema
    words: str
    read: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a resource; `many`: it may be given several times."""

    name: str
    kind: Kind
    description: str
    default: object = None
    required: bool = False
    many: bool = False
    example: object = None

    @property
    def schema(self) -> Schema:
        """What it takes, several values as an array."""
        own = {**self.kind.schema, **({} if self.default is None else {"default": self.default})}
        return {"type": "array", "items": own, "minItems": 1, "maxItems": MOST} if self.many else own


def read(known: Sequence[Parameter], given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The values of all parameters. Raises Unsuitable where one is unknown, missing, given too often, or has a value
    that it does not take."""
    by_name = {parameter.name: parameter for parameter in known}
    found: dict[str, list[object]] = {}
    for name, text in given:
        if name not in by_name:
            names = f"the parameters are {', '.join(by_name)}" if by_name else "there are no parameters"
            raise Unsuitable(shown(name), "there is no such parameter", names)
        found.setdefault(name, []).append(_value(by_name[name], text))
    return {parameter.name: _of(parameter, found.get(parameter.name, [])) for parameter in known}


def _value(parameter: Parameter, text: str) -> object:
    try:
        if not text.strip():
            raise ValueError
        return parameter.kind.read(text.strip())
    except (ValueError, KgError) as error:
        said = f"'{shown(text)}' is none" if text.strip() else "it has no value"
        raise Unsuitable(parameter.name, said, parameter.kind.words) from error


def _of(parameter: Parameter, values: Sequence[object]) -> object:
    if not values:
        if parameter.required:
            raise Unsuitable(parameter.name, "it must be given", parameter.kind.words)
        return () if parameter.many else parameter.default
    if len(values) > (most := MOST if parameter.many else 1):
        times = f"at most {most} times" if parameter.many else "once"
        raise Unsuitable(parameter.name, f"it is given {len(values)} times", f"{times}, {parameter.kind.words}")
    return tuple(values) if parameter.many else values[0]


def shown(text: str) -> str:
    """A text of a client as it may be told back."""
    return text if len(text) <= 100 else f"{text[:100]}…"


def whole(least: int, most: int) -> Kind:
    """A whole number."""

    def number(text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text, re.ASCII) or not least <= int(text) <= most:
            raise ValueError
        return int(text)

    words = f"a whole number from {least:,} to {most:,}"
    return Kind({"type": "integer", "minimum": least, "maximum": most}, words, number)


def text(least: int, most: int) -> Kind:
    """A text of so many characters, in which any blanks are one."""

    def text_of(text: str) -> str:
        if not least <= len(text) <= most or "\0" in text:
            raise ValueError
        return " ".join(text.split())

    return Kind(
        {"type": "string", "minLength": least, "maxLength": most}, f"a text of {least} to {most:,} characters", text_of
    )


def one_of(names: Sequence[str]) -> Kind:
    """One of these names."""

    def name_of(text: str) -> str:
        if text not in names:
            raise ValueError
        return text

    return Kind({"type": "string", "enum": list(names)}, f"one of {', '.join(names)}", name_of)


def flag() -> Kind:
    """Yes or no."""
    answers = {"true": True, "false": False}

    def answer(text: str) -> bool:
        if text not in answers:
            raise ValueError
        return answers[text]

    return Kind({"type": "boolean"}, "true or false", answer)


def iri(of: str = "") -> Kind:
    """The IRI of an entity, or of an article where `of` says so, in full or as a short name like `state:KEN`."""
    if of == "Article":
        example, forms = "article:0123456789abcdef", f"{settings.ARTICLE.replace('.', '[.]')}{_HASH}|article:{_HASH}"
    else:
        example, forms = "state:KEN", f"{_WEB}|({'|'.join(map(kebab, vocabulary().classes))}):{_LOCAL}"

    def iri_of(text: str) -> str:
        found = (
            iri_in(text, Asked("iri", "iri", "", example, of=of))
            if len(text) <= _LONGEST and re.fullmatch(forms, text)
            else None
        )
        if found is None:
            raise ValueError
        return found.value

    schema = {"type": "string", "pattern": f"^({forms})$", "maxLength": _LONGEST}
    return Kind(schema, f"an IRI of the graph, or short like {example}", iri_of)


def paging(limit: int, most: int, what: str) -> tuple[Parameter, Parameter]:
    """The parameters of resources that are given in pages."""
    return (
        Parameter("limit", whole(1, most), f"At most so many {what}.", default=limit),
        Parameter("offset", whole(0, FARTHEST), f"How many {what} to pass over.", default=0),
    )
