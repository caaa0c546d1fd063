"""What can be told of a query before it is run: that it only reads, asks no other server, and which graphs it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.records import KgError
from kg.settings import PREFIXES

LONGEST = 200_000
DEEPEST = 100
"""How long a query may be, in characters, and how deep its brackets may nest: a very deep one ends the process."""

_REMEMBERED = 100
"""Of how many queries it is remembered what they ask of: people and pages ask the same again and again."""

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    |(?P<comment>\#[^\n\r]*)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<variable>[?$]\w+)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:%]|\\.)(?:(?:[\w:.%-]|\\.)*(?:[\w:%-]|\\.))?)?)
    |(?P<word>@?[A-Za-z_][\w-]*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_READING = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATING = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_SERVICE = re.compile(r"service", re.IGNORECASE)
_WEB_IRI = re.compile(r"<https?://[^']*>")
_HIDING = ("string", "comment", "iri")
_DEPTH = {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}


class Token(NamedTuple):
    """A piece of a query by its kind: string, iri, variable, name (with a prefix), word, sign."""

    kind: str
    text: str

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords, in capitals or not."""
        return self.kind == "word" and self.text.upper() in words


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query names by FROM and FROM NAMED; both None where it names none at all."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


def tokens(text: str) -> list[Token]:
    """The tokens of a query without blanks and comments, written-out code points (`\\u0053`) read as what they mean."""
    return [token for token in _all_tokens(_decoded(text)) if token.kind not in ("blank", "comment")]


def checked(text: str) -> list[Token]:
    """The tokens of a query that only reads. Raises KgError where it is an update, too long or too deep."""
    if len(text) > LONGEST:
        raise KgError(f"the query has {len(text):,} characters: the most is {LONGEST:,}")
    found = tokens(text)
    if form(found) not in _READING:
        what = (
            f"{form(found)} changes a graph" if form(found) else "the query has no SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
        raise KgError(f"{what}: kg query only reads; the graph is changed by kg build")
    depth = deepest = 0
    for token in found:
        if token.kind == "string":
            continue
        for character in token.text:  # also in what may be an IRI, or brackets between 'less' and 'more than'
            depth += _DEPTH.get(character, 0)
            deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise KgError(f"the brackets of the query nest {deepest} deep: the most is {DEEPEST}")
    return found


@lru_cache(maxsize=_REMEMBERED)
def local_dataset(text: str) -> Dataset:
    """The graphs that a query names which only reads and asks no other server; one that was asked before is not read
    again. Raises KgError as `checked`, `refuse_service` and `dataset` do."""
    found = checked(text)
    refuse_service(text, found)
    return dataset(found)


def form(found: Sequence[Token]) -> str:
    """Which form of query or update it is, as its keyword in capitals; an empty string where it is none."""
    return next((token.text.upper() for token in found if token.is_word(*_READING, *_UPDATING)), "")


def mentions_service(text: str) -> bool:
    """Whether the word 'service' stands anywhere in the query, be it in a name or a text. Where it does not, the query
    asks no other server."""
    return _SERVICE.search(_decoded(text)) is not None


def refuse_service(text: str, found: Sequence[Token]) -> None:
    """Raises KgError where the query would ask another server. The word may stand in a string, if the string is
    beyond doubt one: `<` is a sign or begins an IRI, and parsers differ there, so other IRIs than those of the web
    are refused beside such a string."""
    if not mentions_service(text):
        return
    if any(token.is_word("SERVICE") for token in found):
        raise KgError("the query has SERVICE, which asks another server: ask that server itself with --endpoint")
    doubtful = any(token.kind == "iri" and not _WEB_IRI.fullmatch(token.text) for token in found)
    if doubtful and any(_SERVICE.search(token.text) for token in _all_tokens(_decoded(text)) if token.kind in _HIDING):
        raise KgError("the query has the word 'service' in a text and IRIs that are no web addresses: write those out")


def dataset(found: Sequence[Token]) -> Dataset:
    """The graphs that the query names by FROM and FROM NAMED. Raises KgError where one is no whole IRI."""
    declared = _declared(found)
    default: list[str] = []
    named: list[str] = []
    for token, following, last in zip(found, found[1:], [*found[2:], None], strict=False):
        if token.is_word("FROM"):
            is_named = following.is_word("NAMED")
            graph = last if is_named else following
            (named if is_named else default).append(_graph(graph, declared))
    return Dataset(tuple(default), tuple(named)) if default or named else Dataset()


def _decoded(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else match[0]

    return _ESCAPE.sub(character, text)


def _all_tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        yield Token(match.lastgroup or "sign", match[0])


def _declared(found: Sequence[Token]) -> dict[str, str]:
    return PREFIXES | {
        name.text.rstrip(":"): iri.text[1:-1]
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri"
    }


def _graph(token: Token | None, declared: dict[str, str]) -> str:
    text = token.text if token is not None else "nothing"
    if token is not None and token.kind == "iri" and ":" in text:
        return text[1:-1]
    prefix, _, local = text.partition(":")
    if token is not None and token.kind == "name" and prefix in declared:
        return declared[prefix] + re.sub(r"\\(.)", r"\1", local)
    raise KgError(f"FROM {text}: name the graph by its whole IRI or by a prefix that the query declares")
