"""Kills commands at random moments, runs them again, and compares what they leave with what undisturbed ones leave.

    python -m tests.killed_commands [--kills N] [--seed N] [--only COMMAND] [--every]

Each command is killed in turn: builds of a new store and over an older one, forgetting an article and a person, a
decision and the build that applies it, a repair, an import, a push to a SPARQL server, and undoing. The kill comes
either after a part of the time that the command takes, to the process or to its whole group, or, from within, before
one of the steps by which it changes files or turns to a server, for some moments are too short to be met by chance.
With `--every` it comes once before each of these steps. Then the same command is run again. Extraction and gate are
stood in for, all else is as it is.

This process opens no store: the commands are forked off it, and the threads of no store may be missing in them.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

import kg.cli.app
import kg.cli.build
import kg.cli.forget
import kg.cli.imports
import kg.cli.push
import kg.cli.review
import kg.cli.undo
from kg.graph.terms import article_iri
from kg.pipeline.quarantine_file import NAME
from kg.read import find_articles, read_article
from kg.store import ArticleStore, snapshots_of
from kg.store.states import LIST
from kg.withheld import Withheld
from tests.killed_builds import EXAMPLES, stand_ins
from tests.pipeline.test_flow import RESULTS
from tests.pipeline.work.killed_parents import WITHIN, of_group
from tests.remote.conftest import connected, empty, held
from tests.remote.oxigraph_server import OxigraphServer

FORGOTTEN = "Quillfeather"
"""A word of the article that is forgotten, and of no other."""
PERSON = "Jane Doe"
"""The name of the person who is forgotten."""
_WHO = ("--by", "A. Curator", "--why", "I read it.", "--date", "2026-11-26")
_REQUEST = ("--yes", "--by", "A. Officer", "--reason", "asked for", "--on", "2026-11-26")
_SOURCE = """@prefix mg: <https://w3id.org/mgkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix our: <https://ministry.example/id/> .
@prefix state: <https://w3id.org/mgkg/id/state/> .
our:training a mg:Event ; rdfs:label "Training of inspectors"@en ; mg:host state:KEN .
"""
_ENGINE = {"live", "snapshots", "public", "served"}
"""Folders of which the names of the files are the engine's or count upwards."""
_CHANGES = frozenset("open os.rename os.remove os.rmdir os.mkdir os.truncate http.client.connect".split())
_WRITES = os.O_WRONLY | os.O_RDWR


@dataclass(frozen=True, slots=True)
class Scenario:
    """`make` makes, in a folder, what there is before; `steps` are the command lines that follow. What `forgets` is to
    be in no file afterwards. A command that takes itself back (`toggles`) is not run again once it came to its end; one
    that `pushes` finds on the server what was pushed of an older store."""

    name: str
    make: Callable[[Path], None]
    steps: Sequence[Sequence[str]]
    forgets: str = ""
    toggles: bool = False
    pushes: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, after how many seconds and how many changes of files, and what it said."""

    code: int
    seconds: float
    changes: int
    said: str


@dataclass(slots=True)
class Undisturbed:
    """What a scenario is without a kill: the folder from which each round starts, how each step ended, what there was
    before each and after the last, and the keys of articles."""

    folder: Path
    ended: list[Ended] = field(default_factory=list)
    states: list[dict[str, Any]] = field(default_factory=list)


def write(folder: Path, **texts: str) -> None:
    """Articles by their names."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(f"Article {name}.\n{text}\n", "utf-8")


def base(folder: Path) -> None:
    """A store of six articles, of which one has what is forgotten later, and a source that was brought in."""
    write(
        folder / "in",
        a="KEN hosts.",
        b="EGY hosts.\nbad",
        c=f"SDN hosts.\n{FORGOTTEN} spoke.",
        d="KEN hosts.\nJane Doe spoke.",
        e="TUN hosts.\nEGY hosts.\nJane Doe spoke.",
        f="KEN hosts.\nbad",
    )
    (folder / "facts.ttl").write_text(_SOURCE, "utf-8")
    must(folder, "build", "in", "--out", "out")
    must(folder, "import", "facts.ttl", "--source", "Ministry", "--store", "out/store")


def changed(folder: Path) -> None:
    """The same with articles that changed, came and went since."""
    base(folder)
    write(folder / "in", a="EGY hosts.", g="SDN hosts.\nbad\nJane")
    (folder / "in" / "f.txt").unlink()


def undoable(folder: Path) -> None:
    """The same, built."""
    changed(folder)
    must(folder, "build", "in", "--out", "out", "--prune=all")


def damaged(folder: Path) -> None:
    """The same, with a damaged store; of one article the file is gone."""
    undoable(folder)
    (folder / "in" / "b.txt").unlink()
    for path in (folder / "out" / "store" / "live").glob("MANIFEST-*"):
        path.write_bytes(b"nothing")


def pushed(folder: Path) -> None:
    """The same, built, beside the older store."""
    base(folder)
    subprocess.run(["cp", "-a", "out", "older"], cwd=folder, check=True)
    write(folder / "in", a="EGY hosts.", g="SDN hosts.\nbad\nJane")
    (folder / "in" / "f.txt").unlink()
    must(folder, "build", "in", "--out", "out", "--prune=all")


def push(store: str) -> list[str]:
    """The command line of a push to the server of this run."""
    server = _servers[0]
    return (
        f"push --prune --store {store} --endpoint {server.bare} --update-endpoint {server.update} "
        f"--graph-store {server.graph_store}"
    ).split()


_servers: list[OxigraphServer] = []


def scenarios() -> list[Scenario]:
    """All commands that are killed."""
    claim = f"{article_iri('a.txt').value.rpartition('/')[2]}/1"
    decide = ["review", "accept", claim, *_WHO, "--decisions", "decisions.tsv", "--store", "out/store"]
    apply = ["build", "in", "--out", "out", "--decisions", "decisions.tsv", "--prune=all"]
    forget = ["forget", "--store", "out/store", *_REQUEST]
    return [
        Scenario("build", lambda folder: write(folder / "in", a="KEN hosts.\nbad", b="EGY hosts.", c="SDN hosts."), [
            ["build", "in", "--out", "out"]
        ]),
        Scenario("build over another", changed, [["build", "in", "--out", "out", "--prune=all"]]),
        Scenario("forget an article", base, [[*forget, "c.txt"]], forgets=FORGOTTEN),
        Scenario("forget a person", base, [[*forget, "--person", "Jane Doe"]], forgets=PERSON),
        Scenario("review", base, [decide, apply]),
        Scenario("repair", damaged, [["build", "in", "--out", "out", "--repair"]]),
        Scenario("import", base, [["import", "facts.ttl", "--source", "Other", "--store", "out/store"]]),
        Scenario("push", pushed, [push("out/store")], pushes=True),
        Scenario("undo", undoable, [["undo", "--store", "out/store"]], toggles=True),
    ]  # fmt: skip


def must(folder: Path, *arguments: str) -> Ended:
    """Runs a command, which must end well."""
    ended = run(folder, arguments)
    assert ended.code == 0, (arguments, ended)
    return ended


def run(
    folder: Path, arguments: Sequence[str], *, after: float | None = None, whole: bool = False, before: int = 0
) -> Ended:
    """Runs a command in a folder. It is killed `after` so many seconds, with its group if `whole`; or by itself before
    it changes files for the time `before`, where that is not 0. Where anything of it lives on 5 seconds later, that
    becomes the code 1000."""
    said, count = folder.with_suffix(".said"), folder.with_suffix(".count")
    start = time.perf_counter()
    child = os.fork()
    if not child:
        _become(folder, arguments, said, count, before)
    with suppress(OSError):  # it does so itself, and may have ended
        os.setpgid(child, child)
    if after is not None:
        time.sleep(after)
        (os.killpg if whole else os.kill)(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seconds = time.perf_counter() - start
    patience = time.monotonic() + WITHIN
    while (alive := of_group(child)) and time.monotonic() < patience:
        time.sleep(0.02)
    for process in alive:
        os.kill(process, signal.SIGKILL)
    counted = len(count.read_bytes()) if count.exists() else 0
    return Ended(1000 if alive else code, seconds, counted, said.read_text("utf-8", "replace"))


def _become(folder: Path, arguments: Sequence[str], said: Path, count: Path, before: int) -> None:
    """Makes of this process the command."""
    os.setpgid(0, 0)
    os.chdir(folder)
    written = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    counter = os.open(count, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    patch = pytest.MonkeyPatch()
    stand_ins(patch)
    patch.setattr("kg.cli.app.number_of_workers", lambda _: 0)  # in other processes nothing stands in
    sys.argv = ["kg", *arguments]
    left, inside = [before], str(folder)

    def counted(event: str, given: tuple[Any, ...]) -> None:
        if event not in _CHANGES or (event == "open" and not (isinstance(given[2], int) and given[2] & _WRITES)):
            return
        path = given[0]  # of what connects, the connection
        if isinstance(path, str | Path) and Path(path).is_absolute() and not str(path).startswith(inside):
            return
        os.write(counter, b".")
        left[0] -= 1
        if not left[0]:
            os.killpg(0, signal.SIGKILL)

    code = 1
    try:
        sys.addaudithook(counted)
        kg.cli.app.main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def asked(question: Callable[[Path], Any], folder: Path) -> Any:
    """The answer of a function that opens stores, in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        with os.fdopen(writer, "wb") as answers:
            try:
                pickle.dump(question(folder), answers)
            except BaseException as error:
                pickle.dump({"cannot be examined": repr(error)}, answers)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answers:
        found = pickle.load(answers)
    os.waitpid(child, 0)
    return found


def state_of(folder: Path) -> dict[str, Any]:
    """All that a command leaves, so that two states can be compared: what is different has a name."""
    out, state = folder / "out", dict[str, Any]()
    store = out / "store"
    state["names"] = sorted(_names(folder))
    for path in [*(out / name for name in (*RESULTS, NAME)), folder / "decisions.tsv"]:
        state[path.name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
    if store.is_dir():
        with ArticleStore.open(store) as opened:
            state["keys"] = opened.keys()
            state["quads"] = sorted(map(str, opened.store))
            state["faults"] = [*opened.check(default_graph=True), *sorted(opened.lost)]
        done = snapshots_of(store)
        state["published"] = sorted(map(str, Store.read_only(str(done[-1])))) if done else []
        names = {path.name for path in done}
        state["beside"] = [
            f"{kind}/{path.name}"
            for kind in ("snapshots", "public", "states")
            for path in (store / kind).glob("*")
            if path.stem not in names or path.suffix not in ("", ".json")
        ]
        state["requests"] = len(Withheld.load(store).register.records) if (store / LIST).exists() else 0
    if (folder / "older").is_dir():
        state["server"] = sorted(f"{name} {t}" for name, ts in held(connected(_servers[0])).items() for t in ts)
    return state


def _names(folder: Path) -> Iterator[str]:
    """What lies in a folder, below the folders of the engine nothing."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if not _ENGINE & set(parts[:-1]) and "damaged" not in path.parent.name and "states" not in parts[:-1]:
            yield "/".join(parts)


def keys_read(folder: Path) -> list[str] | None:
    """The articles that a reader sees; None where nothing was published yet."""
    done = snapshots_of(folder / "out" / "store")
    return ArticleStore(Store.read_only(str(done[-1]))).keys() if done else None


def holding(folder: Path, word: str) -> list[str]:
    """The files below the results that hold a word."""
    files = (path for path in (folder / "out").rglob("*") if path.is_file())
    return [str(path.relative_to(folder)) for path in files if word.encode() in path.read_bytes()]


def undisturbed(scenario: Scenario, place: Path) -> Undisturbed:
    """Runs a scenario without a kill."""
    found = Undisturbed(place / "before")
    found.folder.mkdir()
    scenario.make(found.folder)
    whole = started(scenario, found, place)
    found.states.append(asked(state_of, whole))
    for step in scenario.steps:
        found.ended.append(must(whole, *step))
        found.states.append(asked(state_of, whole))
    assert not found.states[-1]["faults"] and not found.states[-1]["beside"], found.states[-1]
    assert not (scenario.forgets and holding(whole, scenario.forgets)), holding(whole, scenario.forgets)
    return found


def started(scenario: Scenario, known: Undisturbed, place: Path) -> Path:
    """A folder, and the server, as they are before the first step."""
    folder = place / "round"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["cp", "-a", str(known.folder), str(folder)], check=True)
    if scenario.pushes:
        asked(lambda _: empty(connected(_servers[0])), folder)
        must(folder, *push("older/store"))
    return folder


def kill_round(scenario: Scenario, known: Undisturbed, place: Path, step: int, **kill: Any) -> tuple[bool, list[str]]:
    """Runs a scenario with a kill in one of its steps. Returns whether the kill came in time, and what was not as it
    should be then."""
    folder = started(scenario, known, place)
    for arguments in scenario.steps[:step]:
        must(folder, *arguments)
    ended, wrong = run(folder, scenario.steps[step], **kill), []
    if ended.code == 1000:
        wrong.append("processes live on")
    read = asked(keys_read, folder)
    if read is not None and read not in [state.get("keys") for state in known.states]:
        wrong.append(f"readers see {read}")
    expected = known.states[step + 1]
    if not (scenario.toggles and _same(asked(state_of, folder), expected)):
        again = run(folder, scenario.steps[step])
        if again.code and not ("decided already" in again.said and _same(asked(state_of, folder), expected)):
            wrong.append(f"the next run ended with {again.code}: {again.said}")
    for arguments in scenario.steps[step + 1 :]:
        must(folder, *arguments)
    after = asked(state_of, folder)
    wrong += _differences(after, known.states[-1])
    if scenario.forgets and (files := holding(folder, scenario.forgets)):
        wrong.append(f"what was forgotten stands in {', '.join(files)}")
    return ended.code < 0 or ended.code == 1000, wrong


def _same(state: dict[str, Any], expected: dict[str, Any]) -> bool:
    return not _differences(state, expected)


def _differences(state: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    found = []
    for name in sorted({*state, *expected}):
        one, other = state.get(name), expected.get(name)
        if one != other:
            if isinstance(one, list) and isinstance(other, list):
                more, less = ([x for x in a if x not in b] for a, b in ((one, other), (other, one)))
                found.append(f"{name}: too much {more[:3]}, too little {less[:3]}")
            else:
                found.append(f"{name}: {one} instead of {other}")
    return found


@dataclass(slots=True)
class Figures:
    """What came of all kills."""

    kills: Counter[str] = field(default_factory=Counter)
    in_time: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, name: str, how: str, came: bool, wrong: Sequence[str]) -> None:
        """Puts down what a round gave."""
        self.kills[name] += 1
        self.in_time[name] += came
        for line in wrong:
            self.wrong.append(f"{name}, {how}: {line}")
            print(f"  {self.wrong[-1][:1500]}", file=sys.stderr, flush=True)


def how_to_kill(known: Undisturbed, step: int, chance: random.Random) -> dict[str, Any]:
    """A moment and a way."""
    ended = known.ended[step]
    if chance.random() < 0.5 and ended.changes:
        return {"before": chance.randint(1, ended.changes)}
    return {"after": ended.seconds * chance.random(), "whole": chance.random() < 0.5}


def main() -> None:
    """Prints how many kills left what, and exits with 1 where anything was not as it should be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=600.0, help="no longer than that")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="the beginning of the names of the commands that are killed")
    parser.add_argument("--every", action="store_true", help="once before each step that changes files")
    given = parser.parse_args()
    read_article(find_articles([EXAMPLES])[0])  # loads what reading needs, which then takes no command any time
    chance, figures = random.Random(given.seed), Figures()
    server = OxigraphServer()
    server.start()
    _servers.append(server)
    try:
        with tempfile.TemporaryDirectory() as folder:
            _kill_all(given, chance, figures, Path(folder))
    finally:
        server.stop()
    for name, number in figures.kills.items():
        print(f"{name}: {number} kills, {figures.in_time[name]} of them in time")
    total = sum(figures.kills.values())
    print(f"{total} kills, {sum(figures.in_time.values())} of them in time: {len(figures.wrong)} things wrong")
    sys.exit(bool(figures.wrong))


def _kill_all(given: argparse.Namespace, chance: random.Random, figures: Figures, folder: Path) -> None:
    wanted = [one for one in scenarios() if one.name.startswith(given.only)]
    known: dict[str, Undisturbed] = {}
    for number, one in enumerate(wanted):
        place = folder / str(number)
        place.mkdir()
        known[one.name] = undisturbed(one, place)
        spent = ", ".join(f"{ended.seconds:.1f} s and {ended.changes} changes" for ended in known[one.name].ended)
        print(f"{one.name}: undisturbed {spent}", flush=True)
    if given.every:
        for one in wanted:
            for step, ended in enumerate(known[one.name].ended):
                for change in range(1, ended.changes + 1):
                    came, wrong = kill_round(one, known[one.name], known[one.name].folder.parent, step, before=change)
                    figures.note(one.name, f"before change {change}", came, wrong)
        return
    end = time.monotonic() + given.minutes * 60
    for number in range(given.kills):
        if time.monotonic() > end:
            break
        one = wanted[number % len(wanted)]
        step = chance.randrange(len(one.steps))
        kill = how_to_kill(known[one.name], step, chance)
        came, wrong = kill_round(one, known[one.name], known[one.name].folder.parent, step, **kill)
        figures.note(one.name, str(kill), came, wrong)


if __name__ == "__main__":
    main()
