"""How many requests `kg serve` answers, quiet and under attack.

    python -m tests.benchmarks.serving [--triples N | --store DIR] [--seconds S] [--clients C]

makes a graph, serves it with the real command, and lets clients ask it without a pause over connections that they keep
open: alone, then beside one and beside four attackers, each of whom always has one hostile query running. An answer
counts as failed unless its status is 200 and its body is byte for byte what pyoxigraph answers. Server and clients
share the machine.

Ordinary requests are, in equal parts: the facts about an entity; what is linked to it; entities by name; ASK; CONSTRUCT
of an entity; and questions of the package about one event, person or document. Hostile ones are cartesian products,
paths over everything, regular expressions that explode, and strings that grow.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
)
from rich import box
from rich.console import Console
from rich.table import Table

from kg.graph.terms import LABEL, mg
from kg.query import fill, load_questions
from kg.store import open_snapshot
from tests.benchmarks.build import ROOT, machine
from tests.benchmarks.graph_generator import size
from tests.benchmarks.load import FIGURES, Ask, Plan
from tests.benchmarks.queries import add_graph, graph_of

HOST = "127.0.0.1"
ATTACKERS = (0, 1, 4)
CLIENTS = 16
OF_EACH_KIND = 50
BY_EVENT = ("event-dates", "event-hosts", "event-focus", "event-series", "event-timeline", "representatives")
JSON, NTRIPLES = "application/sparql-results+json", "application/n-triples"
_LISTENING = re.compile(rf"http://{re.escape(HOST)}:(\d+)/sparql")

ATTACKS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    f"SELECT (COUNT(*) AS ?n) {{ ?a ({mg('partOf')}|!{mg('nothing')})* ?b }}",
    'SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(CONCAT(STR(?o), STR(?r)), "((((a|b|.)*)*c)*d){9}$")) }',
    "SELECT ?z { BIND('xxxxxxxxxxxxxxxx' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(30))
    + " BIND(STRLEN(?a30) AS ?z) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?e ?i",
)
"""Queries that no engine answers in time: products, paths, regular expressions, growing strings, sorted products."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What clients saw beside so many attackers: how many right answers in all, and the rate and the times of those in
    the measured seconds."""

    attackers: int
    right: int
    rate: float
    milliseconds: Sequence[float]
    failures: Counter[str]
    attacks: Counter[str]

    def percentile(self, percent: int) -> float:
        """The milliseconds within which so many of a hundred requests were answered."""
        if len(self.milliseconds) < 2:
            return float("nan")
        return statistics.quantiles(self.milliseconds, n=100, method="inclusive")[percent - 1]


def ordinary(store: Store, seed: int = 1, number: int = OF_EACH_KIND) -> list[Ask]:
    """Ordinary requests with the bodies that must come, as many of each kind."""
    chance = random.Random(seed)
    named = sorted(store.quads_for_pattern(None, LABEL, None, DefaultGraph()), key=str)
    events = _of_class(store, "Event")
    found = []
    for quad in chance.sample(named, min(number, len(named))):
        entity, name, event = str(quad.subject), str(quad.object), chance.choice(events)
        question = load_questions()[chance.choice(BY_EVENT)]
        for kind, query in (
            ("facts", f"SELECT ?p ?o {{ {entity} ?p ?o }} ORDER BY ?p STR(?o)"),
            ("links", f"SELECT ?s ?p {{ ?s ?p {entity} }} ORDER BY ?s ?p LIMIT 20"),
            ("by name", f"SELECT ?s {{ ?s {LABEL} {name} }} ORDER BY ?s"),
            ("ASK", f"ASK {{ {event} {mg('participant')} {entity} }}"),
            ("CONSTRUCT", f"CONSTRUCT {{ {entity} ?p ?o }} WHERE {{ {entity} ?p ?o }}"),
            ("question", fill(question, {"event": [event]})),
        ):
            found.append(expected(store, kind, query))
    return found


def expected(store: Store, kind: str, query: str) -> Ask:
    """A request with the answer of pyoxigraph."""
    answer = store.query(query, default_graph=[DefaultGraph()])
    if isinstance(answer, QueryTriples):
        return Ask(kind, query, NTRIPLES, _text(answer.serialize(format=RdfFormat.N_TRIPLES)))
    return Ask(kind, query, JSON, _text(answer.serialize(format=QueryResultsFormat.JSON)))


@contextmanager
def served(directory: Path) -> Iterator[int]:
    """Runs `kg serve` on a store; yields the port."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(directory), "--port", "0", "--quiet"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        yield _port(process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def measure(plan: Plan) -> Outcome:
    """Carries out a plan in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        plan.write(file := Path(folder) / "plan.json")
        command = [sys.executable, "-m", "tests.benchmarks.load", str(file)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
        found = json.loads(file.with_suffix(FIGURES).read_text("utf-8"))
    return Outcome(
        plan.attackers,
        found["right"],
        len(found["seconds"]) / plan.seconds,
        [1000 * second for second in found["seconds"]],
        Counter(found["failures"]),
        Counter(found["attacks"]),
    )


def as_table(outcomes: Sequence[Outcome], clients: int) -> Table:
    """A line a state of the server."""
    table = Table(title=f"kg serve, {clients} clients", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("attackers")
    for heading in ("requests a second", "p50 ms", "p95 ms", "p99 ms", "failed"):
        table.add_column(heading, justify="right")
    table.add_column("attacks answered")
    for one in outcomes:
        cells = [f"{one.percentile(percent):.1f}" for percent in (50, 95, 99)]
        failed = f"{one.failures.total()} {_counted(one.failures)}".strip()
        table.add_row(str(one.attackers), f"{one.rate:,.0f}", *cells, failed, _counted(one.attacks))
    return table


def _counted(found: Counter[str]) -> str:
    return ", ".join(f"{name}: {number}" for name, number in sorted(found.items()))


def _of_class(store: Store, name: str) -> list[NamedNode]:
    quads = store.quads_for_pattern(None, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), mg(name), None)
    return sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str)


def _text(content: bytes | None) -> str:
    assert content is not None
    return content.decode()


def _port(process: subprocess.Popen[str]) -> int:
    """The port that the server says it listens at."""
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if match := _LISTENING.search(line):
            return int(match[1])
    raise SystemExit(f"the server has ended: {said}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and prints the table; the exit code is 1 where a request failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.serving", description="Measures kg serve.")
    add_graph(parser)
    parser.add_argument("--seconds", metavar="S", type=float, default=20.0, help="of each measurement (default 20)")
    parser.add_argument("--clients", metavar="C", type=int, default=CLIENTS, help=f"default {CLIENTS}")
    given = parser.parse_args(arguments)
    console = Console(width=80, highlight=False)
    with graph_of(given) as directory:
        with open_snapshot(directory) as store:
            console.print(f"{machine()}\n{size(store.store)}")
            asks = ordinary(store.public or store.store)
        with served(directory) as port:
            plan = Plan(HOST, port, given.seconds, given.clients, asks, attacks=ATTACKS)
            outcomes = [measure(replace(plan, attackers=attackers)) for attackers in ATTACKERS]
    console.print(as_table(outcomes, given.clients))
    raise SystemExit(any(one.failures for one in outcomes))


if __name__ == "__main__":
    main()
