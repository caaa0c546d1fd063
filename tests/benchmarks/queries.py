"""How fast the questions of the package are through this program's API, beside pyoxigraph alone and beside rdflib.

    python -m tests.benchmarks.queries [--triples N | --store DIR] [--no-values] [--no-rdflib]

makes a graph, asks every question that comes with the program without parameters and with each parameter that it has,
and prints the medians of each way. pyoxigraph alone gets the same text on the same store. rdflib holds the same quads
in its own memory; it gets twenty times as long as the API took, but at least one second and at most twenty; where that
does not suffice, it counts as having taken so long.
"""

from __future__ import annotations

import argparse
import random
import signal
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

import rdflib
import rdflib.plugins.sparql.processor  # its grammar takes a second, and must be there before a query is timed
from pyoxigraph import Literal, NamedNode, Store
from rich import box
from rich.console import Console
from rich.table import Table

from kg import settings
from kg.graph.terms import mg
from kg.query import LocalStore, Parameter, Question, bind, fill, load_questions, run
from kg.store import ArticleStore, is_public, open_snapshot
from tests.benchmarks.build import machine
from tests.benchmarks.graph_generator import MILLION, generate, size

ROUNDS, SECONDS = 11, 1.0
"""How often a query is asked each way at most, and after how many seconds no more."""

PATIENCE, LEAST, MOST = 20, 1.0, 20.0
"""How many times longer than the API rdflib may take, and how many seconds at least and at most."""

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with some of its parameters, as a text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds that a query takes through the API and through pyoxigraph alone; in rdflib, None where it was not asked
    or had an error of its own (`fails`). `late`: rdflib was not done by then."""

    name: str
    rows: int
    api: float
    raw: float
    rdflib: float | None = None
    late: bool = False
    fails: bool = False

    @property
    def overhead(self) -> float:
        """How many times longer than pyoxigraph alone the API takes."""
        return self.api / self.raw

    @property
    def advantage(self) -> float | None:
        """How many times longer than the API rdflib takes, at least."""
        return None if self.rdflib is None else self.rdflib / self.api


def cases(local: LocalStore, seed: int = 1, *, with_values: bool = True) -> list[Asked]:
    """The questions, each without parameters and, `with_values`, with each one alone, and always with what must be
    given. What is in the graph is asked about: values are drawn from it."""
    chance = random.Random(seed)
    values = _Values(local, chance)
    found = []
    for question in load_questions().values():
        needed = {p.name: values.of(question, p) for p in question.parameters if p.required}
        found.append(Asked(question.name, _text(question, needed)))
        for parameter in question.parameters if with_values else ():
            if not parameter.required and (value := values.of(question, parameter)):
                found.append(
                    Asked(f"{question.name} {parameter.name}", _text(question, {**needed, parameter.name: value}))
                )
    return found


def measure(store: ArticleStore, asked: Sequence[Asked]) -> list[Timed]:
    """Asks each query in turn through the API and pyoxigraph, again and again, after once to warm up."""
    local, raw = LocalStore.of(store), store.public or store.store
    return [_timed(query, lambda text: len(run(text, local).rows), lambda text: _drained(raw, text)) for query in asked]


def beside_rdflib(graph: rdflib.Dataset, timed: Sequence[Timed], asked: Sequence[Asked]) -> list[Timed]:
    """The same with what rdflib takes for each, asked once."""
    texts = {query.name: query.text for query in asked}
    return [_with_rdflib(one, graph, texts[one.name]) for one in timed]


def in_rdflib(store: Store) -> rdflib.Dataset:
    """The public graphs in rdflib's memory."""
    dataset = rdflib.Dataset()
    terms: dict[object, rdflib.term.Node] = {}
    for quad in store:
        if is_public(quad.graph_name):
            subject, predicate, target = (_term(term, terms) for term in quad.triple)
            name = quad.graph_name
            graph = dataset.graph(rdflib.URIRef(name.value)) if isinstance(name, NamedNode) else dataset.default_graph
            graph.add((subject, predicate, target))
    return dataset


def as_table(timed: Sequence[Timed], title: str) -> Table:
    """A line a query, the medians below."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("question, parameter", overflow="fold", max_width=34)
    for heading in ("rows", "pyox. ms", "API ms", "ratio", "rdflib"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in timed:
        advantage = "" if one.advantage is None else f"{'>' if one.late else ''}{one.advantage:.0f} x"
        advantage = "fails" if one.fails else advantage
        table.add_row(one.name, f"{one.rows:,}", *_milliseconds(one.raw, one.api), f"{one.overhead:.2f}", advantage)
    table.add_section()
    for name, those in _groups(timed):
        against = [one.advantage for one in those if one.advantage is not None]
        seconds = (statistics.median(one.raw for one in those), statistics.median(one.api for one in those))
        ratio = f"{statistics.median(one.overhead for one in those):.2f}"
        advantage = f"{statistics.median(against):.0f} x" if against else ""
        table.add_row(f"median of {len(those)} {name}", "", *_milliseconds(*seconds), ratio, advantage)
    return table


def _groups(timed: Sequence[Timed]) -> Iterator[tuple[str, list[Timed]]]:
    """The questions as they stand, those narrowed by a value, and all."""
    narrowed = [one for one in timed if " " in one.name]
    yield "as they stand", [one for one in timed if " " not in one.name]
    if narrowed:
        yield "with a value", narrowed
        yield "in all", list(timed)


def _milliseconds(*seconds: float) -> list[str]:
    return [f"{1000 * one:.2f}" for one in seconds]


@dataclass(slots=True)
class _Values:
    """Values for parameters, from what is in the graph."""

    local: LocalStore
    chance: random.Random

    def of(self, question: Question, parameter: Parameter) -> list[Value]:
        """One value: of an IRI something that is there, none where nothing of this class is; else the example."""
        if parameter.type == "iri":
            return self._drawn(parameter.of)
        if parameter.type == "concept":
            scheme = f"{settings.CONCEPT}{parameter.of}"
            query = f"SELECT ?c {{ GRAPH ?g {{ ?c <http://www.w3.org/2004/02/skos/core#inScheme> <{scheme}> }} }}"
            return self._one(query)
        return bind(question, [(parameter.name, parameter.example)], self.local)[parameter.name]

    def _drawn(self, kind: str) -> list[Value]:
        if kind == "relation":
            return [mg("participant")]
        return self._one(f"SELECT ?x {{ ?x a {mg(kind or 'Actor')} }}")

    def _one(self, query: str) -> list[Value]:
        rows = sorted(str(row[0].value) for row in run(query, self.local).rows if isinstance(row[0], NamedNode))
        return [NamedNode(self.chance.choice(rows))] if rows else []


def _text(question: Question, values: Mapping[str, Sequence[Value]]) -> str:
    return fill(question, values) if values else question.text


def _timed(asked: Asked, api: Callable[[str], int], raw: Callable[[str], int]) -> Timed:
    rows = api(asked.text)
    raw(asked.text)
    ours: list[float] = []
    theirs: list[float] = []
    while not ours or (len(ours) < ROUNDS and sum(ours) < SECONDS):
        for function, seconds in ((api, ours), (raw, theirs)):
            start = time.perf_counter()
            function(asked.text)
            seconds.append(time.perf_counter() - start)
    return Timed(asked.name, rows, statistics.median(ours), statistics.median(theirs))


def _drained(store: Store, text: str) -> int:
    """The answer of pyoxigraph, with its terms as Python objects, as whoever asks wants them."""
    return len([tuple(solution) for solution in store.query(text)])  # type: ignore[union-attr]


def _with_rdflib(one: Timed, graph: rdflib.Dataset, text: str) -> Timed:
    most = min(max(PATIENCE * one.api, LEAST), MOST)
    start = time.perf_counter()
    late = False
    try:
        with _at_most(most):
            list(graph.query(text))
    except TimeoutError:
        late = True
    except TypeError:  # some orders of rows are beyond it
        return replace(one, fails=True)
    return Timed(one.name, one.rows, one.api, one.raw, time.perf_counter() - start, late)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in the block after so many seconds."""

    def ring(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _term(term: object, known: dict[object, rdflib.term.Node]) -> rdflib.term.Node:
    """The same term in rdflib, with strings untyped as its parsers have them."""
    if term not in known:
        if isinstance(term, Literal):
            datatype = term.datatype.value
            typed = None if term.language or datatype.endswith("#string") else rdflib.URIRef(datatype)
            known[term] = rdflib.Literal(term.value, lang=term.language, datatype=typed, normalize=False)
        else:
            known[term] = rdflib.URIRef(term.value)  # type: ignore[attr-defined]
    return known[term]


@contextmanager
def graph_of(given: argparse.Namespace) -> Iterator[Path]:
    """The store that the command line names, else a new one that is gone afterwards."""
    if given.store is not None:
        yield given.store
        return
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder) / "store", given.triples)
        yield Path(folder) / "store"


def add_graph(parser: argparse.ArgumentParser) -> None:
    """The options by which a benchmark is told its graph."""
    parser.add_argument("--triples", metavar="N", type=int, default=MILLION, help=f"of the graph, default {MILLION:,}")
    parser.add_argument("--store", metavar="DIR", type=Path, help="a store that is there already, instead")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.queries", description="Measures the questions.")
    add_graph(parser)
    parser.add_argument("--no-values", action="store_true", help="ask the questions only as they stand")
    parser.add_argument("--no-rdflib", action="store_true", help="leave out rdflib")
    given = parser.parse_args(arguments)
    console = Console(width=80, highlight=False)
    with graph_of(given) as directory, open_snapshot(directory) as store:
        console.print(f"{machine()}\n{size(store.store)}")
        asked = cases(LocalStore.of(store), with_values=not given.no_values)
        timed = measure(store, asked)
        if not given.no_rdflib:
            timed = beside_rdflib(in_rdflib(store.public or store.store), timed, asked)
        console.print(as_table(timed, "The questions of the package"))


if __name__ == "__main__":
    main()
