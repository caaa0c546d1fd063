"""`kg query --since` on the terminal: what later articles add to the answer of a question."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import groupby

from pyoxigraph import Literal, NamedNode
from rich.padding import Padding
from rich.text import Text

from kg.cli.answer import TABLE, write
from kg.cli.console import PlainConsole, say
from kg.news import Item, News, check_since, has_news, news_of_question
from kg.query import Result, Target, asked
from kg.query.questions import find_question
from kg.query.results import Term
from kg.query.values import settings_of
from kg.records import KgError

_MOST = 100_000
_CELLS: dict[str, Callable[[Item], str]] = {
    "published": lambda item: item.published,
    "sentence": lambda item: item.sentence,
    "quotation": lambda item: " … ".join(item.quotations),
    "title": lambda item: item.title,
    "publisher": lambda item: item.publisher,
    "source": lambda item: item.source or "",
    "claim": lambda item: item.claim,
    "id": lambda item: item.id.urn,
}


def news_command(name: str, given: Sequence[str], since: str, format: str, target: Target) -> None:
    """Writes what articles published on the day `since` or later add to the answer of the question `name`, as `format`
    of `kg query`. `given` are texts like `actor=Egypt`. Raises KgError where the question is unknown or has no news, a
    value or the day is not understood, or the target cannot answer."""
    check_since(since)
    if name == "-" or name.endswith(".rq"):
        raise KgError(f"--since {since}: it is for the questions of the package, which kg query lists")
    question = find_question(name)
    if not has_news(question):
        raise KgError(f"--since {since}: {name} has no news: its rows are not what single articles say")
    put = asked(question, settings_of(given), target, say)
    found = news_of_question(target, question, put.text, _MOST, since)
    if format == TABLE:
        _print(found, since)
    else:
        write(_result(found), format, sys.stdout, {})
    if found.undated:
        articles = "1 article says" if found.undated == 1 else f"{found.undated:,} articles say"
        say(f"{articles} something of it and, without a date of publication, cannot be placed: left out")


def _print(found: News, since: str) -> None:
    """The articles, the latest first, and below each what it says with the words."""
    console = PlainConsole()
    if not found.items:
        console.print(f"Nothing new since {since}.")
    for _, group in groupby(found.items, key=lambda item: item.article):
        items = list(group)
        beside = ", ".join(filter(None, (items[0].published, items[0].publisher)))
        console.print(Text(f"{items[0].title} ({beside})", style="bold"))
        if items[0].source:
            console.print(Padding(Text(items[0].source), (0, 0, 0, 2)))
        for item in items:
            console.print(Padding(Text(f"+ {item.sentence}", style="green"), (0, 0, 0, 2)))
            for quotation in item.quotations:
                console.print(Padding(Text(f"“{quotation}”"), (0, 0, 0, 4)))
    if found.items:
        articles = len({item.article for item in found.items})
        console.print(f"Facts: {len(found.items):,}; articles: {articles:,}.")


def _result(found: News) -> Result:
    rows = (tuple(_term(name, cell(item)) for name, cell in _CELLS.items()) for item in found.items)
    return Result(tuple(_CELLS), tuple(rows))


def _term(name: str, text: str) -> Term | None:
    if name in ("claim", "source", "id"):
        return NamedNode(text) if text else None
    return Literal(text) if text else None
