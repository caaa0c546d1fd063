"""`kg query` on the terminal: which store or server a question is put to, and the citation of its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.citation import Source, address_of, cite, endpoint_source, read_citation, replay, store_source, write_citation
from kg.cli.answer import query_command
from kg.cli.console import say
from kg.cli.news import news_command
from kg.cli.source import Source as Place
from kg.cli.store import opened
from kg.query import Endpoint, about, listing
from kg.remote import CONTACTS, FACTS, PUBLIC


def run(
    name: str,
    given: Sequence[str],
    format: str,
    store: Path,
    *,
    contacts: bool,
    endpoint: str,
    timeout: float,
    only_about: bool,
    least: float = 0.0,
    day: str = "",
    citation: Path | None = None,
    since: str = "",
) -> int:
    """Puts a question to the store or to the server at `endpoint`, without claims of a confidence below `least` and as
    of a `day` where one is given, and writes the citation of the answer to the file `citation`; without a name, lists
    the questions. With `since`, writes instead what articles of that day or later add to the answer. Returns the exit
    code."""
    if not name or only_about:
        print(about(name) if name else listing())
        return 0
    with _source(store, endpoint, timeout, contacts=contacts, least=least, day=day) as source:
        if since:
            news_command(name, given, since, format, source.target)
            return 0
        put, result = query_command(name, given, format, source.target, contacts=contacts)
        if citation is not None:
            made = cite(put, result, source)
            write_citation(made, citation)
            say(f"{citation} written, to cite as: {made.footnote}")
    return 0


def again(file: Path, store: Path, *, contacts: bool, endpoint: str, timeout: float) -> int:
    """Asks the query of the citation in `file` again and prints how the answer compares. Returns the exit code: 0
    where it is the same, else 1."""
    cited = read_citation(file)
    with _source(store, endpoint, timeout, contacts=contacts, least=cited.least, day=cited.as_of) as source:
        comparison = replay(cited, source)
    print(comparison)
    return 0 if comparison.same else 1


@contextmanager
def _source(store: Path, endpoint: str, timeout: float, *, contacts: bool, least: float, day: str) -> Iterator[Source]:
    server = Endpoint(endpoint, timeout) if endpoint else None
    if server is not None and not (least or day):
        yield endpoint_source(server, contacts=contacts)
        return
    name = address_of(server) if server is not None else str(store)
    parts = (FACTS, PUBLIC, CONTACTS) if contacts else (FACTS, PUBLIC)
    with opened(Place(store, endpoint, timeout), least, parts, day) as graph:
        yield store_source(graph, name, contacts=contacts, least=least, day=day)
