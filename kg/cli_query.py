"""`kg query` on the terminal: which store or server a question is put to, and the citation of its answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.citation import Source, cite, endpoint_source, read_citation, replay, store_source, write_citation
from kg.cli_store import opened
from kg.query import Endpoint, about, listing, query_command


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
) -> int:
    """Puts a question to the store, without claims of a confidence below `least` and as of a `day` where one is given,
    or to the server at `endpoint`, and writes the citation of the answer to the file `citation`; without a name, lists
    the questions. Returns the exit code."""
    if not name or only_about:
        print(about(name) if name else listing())
        return 0
    with _source(store, endpoint, timeout, contacts=contacts, least=least, day=day) as source:
        put, result = query_command(name, given, format, source.target, contacts=contacts)
        if citation is not None:
            made = cite(put, result, source)
            write_citation(made, citation)
            print(f"kg: {citation} written, to cite as: {made.footnote}", file=sys.stderr)
    return 0


def again(file: Path, store: Path, *, contacts: bool, endpoint: str, timeout: float) -> int:
    """Asks the query of the citation in `file` again and prints how the answer compares. Returns the exit code: 0
    where it is the same, else 1."""
    cited = read_citation(file)
    least, day = (0.0, "") if endpoint else (cited.least, cited.as_of)
    with _source(store, endpoint, timeout, contacts=contacts, least=least, day=day) as source:
        comparison = replay(cited, source)
    print(comparison)
    return 0 if comparison.same else 1


@contextmanager
def _source(store: Path, endpoint: str, timeout: float, *, contacts: bool, least: float, day: str) -> Iterator[Source]:
    if endpoint:
        yield endpoint_source(Endpoint(endpoint, timeout), contacts=contacts)
        return
    with opened(store, least, day=day) as graph:
        yield store_source(graph, str(store), contacts=contacts, least=least, day=day)
