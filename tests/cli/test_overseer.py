"""Commands that read a store, as processes of their own, and an engine that ends them: damaged files, too much memory,
what cannot be sorted."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from kg.cli.app import app
from kg.cli.overseer import READING, reading
from kg.pipeline.flow import build
from tests.cli.test_app import news
from tests.pipeline.work.test_building import gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no limit of memory is kept")
ROOT = Path(__file__).parents[2]
MOST = 400
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY STR(?o)"
GROUPED = "SELECT ?p (COUNT(?s) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?p"

MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
"""Runs a command and prints the memory it took, in KB, and nothing but that where the command prints nothing. A process
counts as its own what the one that started it held, so that one must be small: pytest is not."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one article and the reference data."""
    folder = tmp_path_factory.mktemp("overseen")
    (folder / "a.txt").write_text(news("a"), "utf-8")
    assert build([folder / "a.txt"], folder / "out", store_only=True).exit_code == 0
    return folder / "out" / "store"


@pytest.fixture
def damaged(store: Path, tmp_path: Path) -> Path:
    """A copy of the store with bits of each larger table flipped, in all that is published: the same ones each time."""
    copy, chance = Path(shutil.copytree(store, tmp_path / "store")), random.Random(7)
    tables = [table for part in ("snapshots", "public") for table in copy.glob(f"{part}/*/*.sst")]
    for table in sorted(table for table in tables if table.stat().st_size > 20_000):
        content = bytearray(table.read_bytes())
        for part in range(1, 80):  # behind them stands what the engine reads as it opens the file
            content[len(content) * part // 100] ^= 1 << chance.randrange(8)
        table.write_bytes(content)
    return copy


_STARTED: list[subprocess.Popen[str]] = []


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Ends what a test that failed left running, with all it started."""
    yield
    while _STARTED:
        with _STARTED.pop() as run, contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)


def started(*arguments: object, **settings: str) -> subprocess.Popen[str]:
    """`kg …` as a user starts it."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "400", **settings}
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           text=True, env=environment, start_new_session=True)  # fmt: skip
    _STARTED.append(run)
    return run


def asked(query: str, *arguments: object, **settings: str) -> tuple[int, str, str]:
    """Exit code, output and messages of `kg query -` with a query of one's own."""
    run = started("query", "-", *arguments, **settings)
    out, err = run.communicate(query, timeout=120)
    return run.returncode, out, err


@pytest.mark.parametrize("query", [SORTED, GROUPED], ids=["sorted", "grouped"])
def test_a_damaged_store_takes_no_more_memory_than_it_may_and_one_line_says_so(damaged: Path, query: str):
    command = [sys.executable, "-m", "kg", "query", "-", "--store", str(damaged)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KG_MAX_MEMORY": str(MOST)}
    run = subprocess.run([sys.executable, "-c", MEASURED, *command], input=query, capture_output=True, text=True,
                         env=environment, timeout=120, check=False)  # fmt: skip
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert run.stderr.startswith(
        (
            f"kg: {damaged}: takes more than {MOST} MB of memory: 'kg doctor --store {damaged}'",
            f"kg: {damaged}: the store is damaged (",  # where the machine is so busy that this comes first
        )
    )
    assert int(run.stdout) < (MOST + 100) << 10


def test_a_count_over_damaged_files_ends_with_one_line(damaged: Path):
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    code, out, err = asked(count, "--store", damaged)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"kg: {damaged}: the store is damaged (") and "is not as it was written" in err
    assert f"kg doctor --store {damaged}" in err


def test_the_doctor_comes_to_an_end_over_damaged_files(damaged: Path):
    run = started("doctor", "--store", damaged)
    out, err = run.communicate(timeout=120)
    assert (run.returncode, err) == (1, "") and "is not as it was written" in out and "disk" in out


@pytest.mark.parametrize("command", [["stats"], ["query", "funders"], ["network", "brokers"], ["validate"]])
def test_whatever_reads_a_damaged_store_points_to_the_doctor(damaged: Path, command: list[str]):
    run = started(*command, "--store", damaged, KG_MAX_MEMORY="1000")
    out, err = run.communicate(timeout=120)
    assert (run.returncode, out) == (1, "")
    assert err.count("\n") == 1 and f"kg doctor --store {damaged}" in err and "Traceback" not in err


def test_values_that_the_engine_cannot_sort_are_one_line_and_its_own_words_come_with_debug(store: Path):
    code, out, err = asked(unsortable(), "--store", store)
    assert (code, out) == (1, "") and err.count("\n") == 1
    assert err.startswith(f"kg: {store}: the engine cannot put values of such kinds in order: put ORDER BY STR(?x)")
    assert asked(unsortable().replace("BY ?x", "BY STR(?x)"), "--store", store)[0] == 0
    code, _, told = asked(unsortable(), "--store", store, "--debug")
    assert code == 1 and told.endswith(err) and "panicked" in told


def unsortable() -> str:
    """A query that sorts numbers and words: each pair has an order, all of them have none."""
    chance = random.Random(1)
    values = [chance.choice(["{}", '"{}"', '"x{}"@en']).format(chance.randrange(1000)) for _ in range(3000)]
    return f"SELECT ?x {{ VALUES ?x {{ {' '.join(values)} }} }} ORDER BY ?x"


def test_a_command_that_goes_well_or_badly_by_itself_is_as_it_was(store: Path):
    assert asked("ASK { ?s ?p ?o }", "--store", store, "--format", "csv") == (0, "answer\ntrue\n", "")
    code, out, err = asked("no query", "--store", store)
    assert (code, out) == (1, "") and err.count("\n") == 1 and err.startswith("kg: ")
    run = started("query", "funders", "--no-such-option")
    assert "usage" in run.communicate(timeout=120)[1] and run.returncode == 2
    code, out, err = asked("ASK {}", "--store", store, KG_MAX_MEMORY="much")
    assert (code, out) == (1, "") and err.startswith("kg: KG_MAX_MEMORY") and err.count("\n") == 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda how: how.name)
def test_who_ends_it_ends_all_of_it(store: Path, how: signal.Signals):
    run = started("query", "-", "--store", store)
    assert run.stdin
    run.stdin.write(ENDLESS)
    run.stdin.close()
    child = child_of(run.pid)
    if how == signal.SIGINT:
        os.killpg(run.pid, how)  # as a terminal does
    else:
        run.send_signal(how)
    assert run.wait(60) == (130 if how == signal.SIGINT else -how)
    assert run.stderr
    said = run.stderr.read()  # until nobody has it open
    assert "Traceback" not in said
    assert gone([child])


def child_of(process: int) -> int:
    """The process that a command goes on in, once it has read its query."""
    for _ in range(600):
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            if int(Path(f"/proc/{child}/stat").read_text().split()[13]) > 100:  # a second of its processor
                return int(child)
        time.sleep(0.1)
    raise AssertionError("no child at work within a minute")


def test_every_command_that_takes_a_store_reads_or_is_known_to_write():
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    taking = {name for name, command in commands.items() if any("--store" in one.opts for one in command.params)}
    assert taking - READING == {"ask", "import", "forget", "mcp", "serve", "undo"}


def test_the_store_is_read_off_the_command_line():
    given = reading(["query", "funders", "--store=a", "--set", "x=y"])
    assert given and (given.where, given.doctor) == ("a", "kg doctor --store a")
    given = reading(["stats", "--format", "csv"])
    assert given and (given.where, given.doctor) == ("stats", "kg doctor --store out/store")
    for arguments in ([], ["build", "a"], ["stats", "--endpoint", "http://a"], ["stats", "--store"]):
        assert reading(arguments) is None
