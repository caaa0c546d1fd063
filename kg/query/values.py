"""From what a user writes for a parameter to checked terms, and from those to the text of a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.graph.terms import DCTERMS, XSD, date_literal, integer, kebab, mg
from kg.query.names import Say, find_concept, find_entity
from kg.query.questions import Parameter, Question, replace_slots
from kg.query.targets import Target
from kg.records import KgError
from kg.vocabulary import vocabulary

Value = NamedNode | Literal
"""A term that may stand in a query."""

ARTICLE = "article"
"""The parameter that asks about one article; the names of other values are looked for in it first."""

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_SHORT = re.compile(r"([a-z][a-z-]*):([A-Za-z0-9][A-Za-z0-9_.%-]*)")


def fill(question: Question, parameters: Mapping[str, Sequence[Value]]) -> str:
    """The query with the values written into it, a default where a parameter has one and no value. Raises KgError on
    a parameter that the question does not have, on several values where it takes one, and on a term of another type."""
    for name in parameters:
        question.parameter(name)
    texts: dict[str, str] = {}
    for parameter in question.parameters:
        values = parameters.get(parameter.name) or _default(parameter)
        if values:
            texts[parameter.name] = " ".join(str(_checked(question, parameter, value)) for value in values)
        elif parameter.required:
            raise KgError(
                f"query {question.name}: it needs a value for '{parameter.name}': "
                f"--set {parameter.name}={_quoted(parameter.example)}"
            )
        if len(values) > 1 and not parameter.many:
            raise KgError(f"query {question.name}: '{parameter.name}' takes one value, and {len(values)} were given")
    return replace_slots(question.text, texts)


def bind(
    question: Question, given: Sequence[tuple[str, str]], target: Target, say: Say = lambda _: None
) -> dict[str, list[Value]]:
    """The terms that `given`, names of parameters with values as users write them, means. Names of entities and
    articles are looked up in `target`, and `say` is told what was taken. Raises KgError where a value is malformed,
    unknown or means several things."""
    terms: dict[str, list[Value]] = {}
    for name, text in sorted(given, key=lambda pair: pair[0] != ARTICLE):
        parameter = question.parameter(name)
        within = next((str(value) for value in terms.get(ARTICLE, ())), None)
        terms.setdefault(name, []).append(_term(parameter, text.strip(), target, within, say))
    return terms


def find_actor(text: str, target: Target, say: Say = lambda _: None) -> str:
    """The IRI of the one actor that `text`, a name, an acronym or an IRI, means. Raises KgError as `bind`."""
    parameter = Parameter("actor", "iri", "An actor.", "African Union", of="Actor")
    return str(_term(parameter, text.strip(), target, None, say).value)


def settings_of(texts: Sequence[str]) -> list[tuple[str, str]]:
    """The names and values of texts like `actor=Egypt`. Raises KgError on a text of another form."""
    pairs = [text.partition("=") for text in texts]
    for (name, sign, value), text in zip(pairs, texts, strict=True):
        if not (name.strip() and sign and value.strip()):
            raise KgError(f"--set {text}: write it as --set name=value, for example --set event=Workshop")
    return [(name.strip(), value) for name, _, value in pairs]


def _default(parameter: Parameter) -> list[Value]:
    if parameter.default is None:
        return []
    return [_PLAIN[parameter.type](parameter, parameter.default)]


def _checked(question: Question, parameter: Parameter, value: Value) -> Value:
    """The value, where it is of the parameter's type."""
    wants_iri = parameter.type in ("iri", "concept")
    if wants_iri != isinstance(value, NamedNode) or (wants_iri and not _IRI.fullmatch(value.value)):
        raise KgError(f"query {question.name}: {value} is no {parameter.type}, as '{parameter.name}' must be")
    return value


def _term(parameter: Parameter, text: str, target: Target, within: str | None, say: Say) -> Value:
    if parameter.type in _PLAIN:
        return _PLAIN[parameter.type](parameter, text)
    iri = iri_in(text, parameter)
    if iri is not None:
        return _now(parameter, iri, target, say)
    if parameter.type == "concept":
        return find_concept(parameter, text, target)
    return find_entity(parameter, text.removeprefix("<").removesuffix(">"), target, within, say)


def _now(parameter: Parameter, iri: NamedNode, target: Target, say: Say) -> NamedNode:
    """The entity that takes the place of the one with this IRI, where the graph says so; else that one."""
    if not iri.value.startswith(settings.ENTITY):
        return iri
    rows = target.query(f"SELECT DISTINCT ?new WHERE {{ {iri} <{DCTERMS}isReplacedBy> ?new }}").rows
    found = [row[0] for row in rows if isinstance(row[0], NamedNode)]
    if len(found) != 1:
        return iri
    say(f"{parameter.name}: <{iri.value}> was replaced by <{found[0].value}>, which is asked for")
    return found[0]


def iri_in(text: str, parameter: Parameter) -> NamedNode | None:
    """The IRI that is written out or as a prefixed name (`state:KEN`, `mg:host`), else None. Raises KgError where it is
    malformed."""
    if parameter.of == "relation":
        return _relation(text)
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if bare.startswith(("http://", "https://")):
        if not _IRI.fullmatch(bare):
            raise KgError(f"'{bare}' is no IRI: '{parameter.name}' takes one without blanks, quotes and brackets")
        outside = parameter.of == "Article" and not bare.startswith(settings.ARTICLE)
        return None if outside else _named_node(bare, parameter)
    short = _SHORT.fullmatch(text)
    namespaces = {kebab(name): settings.ENTITY + kebab(name) + "/" for name in vocabulary().classes}
    namespaces["article"] = settings.ARTICLE
    if short and short[1] in namespaces:
        return _named_node(namespaces[short[1]] + short[2], parameter)
    return None


def _relation(text: str) -> NamedNode:
    name = text.removeprefix("mg:").removeprefix(settings.ONTOLOGY)
    if name not in vocabulary().relations:
        raise KgError(f"'{text}' is no relation: the relations are {', '.join(vocabulary().relations)}")
    return mg(name)


def _named_node(iri: str, parameter: Parameter) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise KgError(f"'{iri}' is no IRI ({error}): mend the value of '{parameter.name}'") from error


def _integer(parameter: Parameter, text: str) -> Literal:
    number = integer(text)
    if number.datatype.value != XSD + "integer":
        raise KgError(f"'{text}' is no whole number, as '{parameter.name}' must be: for example {parameter.example}")
    return number


def _decimal(parameter: Parameter, text: str) -> Literal:
    if not _DECIMAL.fullmatch(text):
        raise KgError(f"'{text}' is no number, as '{parameter.name}' must be: for example {parameter.example}")
    return Literal(text, datatype=NamedNode(XSD + "decimal"))


def _date(parameter: Parameter, text: str) -> Literal:
    """A date as a plain string, since partial dates are compared as text."""
    if date_literal(text).datatype.value == XSD + "string":
        raise KgError(f"'{text}' is no date: '{parameter.name}' takes one like 2019, 2019-05 or 2019-05-24")
    return Literal(text.strip())


_PLAIN: dict[str, Callable[[Parameter, str], Value]] = {
    "string": lambda _, text: Literal(text),
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
}
"""How values are made that need no look into the graph."""


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
