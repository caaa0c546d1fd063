"""Terms of RDF as values of Python, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph.terms import XSD
from kg.query.results import Term


class IRI(str):
    """An IRI: a text that can be told from a literal."""

    __slots__ = ()


class LanguageText(str):
    """A text with its language, `language`, such as 'en'."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str = "") -> LanguageText:
        """The text in this language."""
        found = super().__new__(cls, text)
        found.language = language
        return found


Value = str | bool | int | float | date | None
"""What a cell may hold; `datetime` is a `date`, IRI and LanguageText are `str`."""


def value(term: Term | None) -> Value:
    """A term as Python has it: whole numbers as int, decimal and floating-point ones as float, truth values, full dates
    and times as such, IRIs as IRI, texts with a language as LanguageText; None for nothing. All else, partial dates
    (`2019-05`, `--10-15`) among it, is its own text, and so is what does not fit its datatype."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return IRI(term.value)
    if isinstance(term, BlankNode | Triple):
        return str(term)
    if term.language:
        return LanguageText(term.value, term.language)
    return _literal(term)


def _literal(literal: Literal) -> Value:
    try:
        return _OF_TYPE.get(literal.datatype.value, str)(literal.value)
    except ValueError:
        return literal.value


def _boolean(text: str) -> bool:
    if text not in ("true", "false", "1", "0"):
        raise ValueError(text)
    return text in ("true", "1")


_INTEGERS = (
    "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
    "unsignedInt unsignedLong unsignedShort unsignedByte"
)
_OF_TYPE: dict[str, Callable[[str], Value]] = {
    **{XSD + name: int for name in _INTEGERS.split()},
    **{XSD + name: float for name in ("decimal", "double", "float")},
    XSD + "boolean": _boolean,
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": datetime.fromisoformat,
}
