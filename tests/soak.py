"""Years of use in small: builds, requests to forget, decisions, imports, undoing and kills in an order of chance,
beside a model in plain Python of what the store has to hold.

    python -m tests.soak [--builds N] [--minutes M] [--seed N]

After each step the doctor must find nothing, what is published must be what the model says, and no word of what was
forgotten may stand in any file. One process does all steps and examinations, and knows nothing of the model, which
remembers more with each step. At the end its memory, its open files, the files and bytes of the store and the processor
time of a step must not have grown from the second quarter of the steps to the last. Extraction and gate are stood in
for, all else is as it is.

What is killed runs in a process of its own, which another one forks that opens no store, and is then done again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pyoxigraph import NamedNode, Store

from kg.graph.terms import article_iri, mg
from kg.health import examination
from kg.health.finding import State
from kg.pipeline.flow import build
from kg.pipeline.imports import import_file, remove_source
from kg.pipeline.pruning import always, never
from kg.pipeline.undo import undo
from kg.query import LocalStore
from kg.records import KgError
from kg.review import DecisionFile, statement_of_claim
from kg.review.deciding import Who, about_claim
from kg.review.file import ending
from kg.store import ArticleStore, Marker, newest_snapshot, open_snapshot
from kg.store.journal import NAME as JOURNAL
from kg.store.states import LIST
from kg.withheld import Withheld
from kg.withheld.plan import plan_article, plan_person
from tests.killed_builds import stand_ins

ROOT = Path(__file__).parents[1]
STATES = ("KEN", "EGY", "SDN", "TUN")
MOST = 8
"""So many articles lie in the folder at most."""
_DAY, _BY, _WHY = "2026-11-26", "A. Curator", "I read it."
_TOKEN = re.compile(rb"Tok\d+x")
_SOURCE = """@prefix mg: <https://w3id.org/mgkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix our: <https://ministry.example/id/> .
@prefix state: <https://w3id.org/mgkg/id/state/> .
our:training a mg:Event ; rdfs:label "Training of inspectors"@en ; mg:host state:KEN .
"""
_CHANGES = frozenset("os.rename os.remove os.rmdir os.mkdir".split())

Step = list[Any]
"""What is done, and to what: `["build", "all"]`, `["forget", "a1.txt"]`."""


@dataclass(slots=True)
class Held:
    """What a published state holds: the texts of articles by their keys, the sources, the statements that are to be
    rejected (`decided`), each a key with a state, and those that are: an article follows when it is next read."""

    texts: dict[str, str] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    rejected: set[tuple[str, str]] = field(default_factory=set)
    decided: set[tuple[str, str]] = field(default_factory=set)

    def follow(self, keys: Collection[str]) -> None:
        """These articles were read as was decided."""
        self.rejected = {one for one in self.rejected if one[0] not in keys}
        self.rejected |= {one for one in self.decided if one[0] in keys}

    def hosts(self) -> set[tuple[str, str]]:
        """Which article says which state to be host."""
        said = {(key, state) for key, text in self.texts.items() for state in STATES if f"{state} hosts." in text}
        return said - self.rejected


@dataclass(slots=True)
class Model:
    """What is known of the folder: its articles, what is published now and what was before, what is never to come
    back, and which tokens were forgotten."""

    files: dict[str, str] = field(default_factory=dict)
    now: Held = field(default_factory=Held)
    before: Held | None = None
    published: bool = False
    fresh: bool = True
    table: set[tuple[str, str]] | None = None
    keys: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    ever: dict[str, set[str]] = field(default_factory=dict)

    def publish(self, held: Held, *, fresh: bool) -> None:
        """A new state takes the place of that which is published."""
        self.before = self.now if self.published else None
        self.now, self.published, self.fresh = held, True, fresh

    def build(self, prune: str) -> None:
        """What a build makes of it."""
        held = deepcopy(self.now)
        if self.table is not None:
            held.decided = set(self.table)
        for key, text in self.files.items():
            if key in self.keys:
                held.texts.pop(key, None)
            else:
                held.texts[key] = self.without_names(text)
                self.ever.setdefault(key, set()).update(tokens(held.texts[key]))
        held.follow(self.files)
        gone = held.texts.keys() - self.files.keys()
        if prune == "all" or (prune == "yes" and self.files and len(gone) * 5 <= len(held.texts)):
            for key in gone:
                del held.texts[key]
        if self.published and held == self.now:  # nothing is published then
            self.fresh = True
        else:
            self.publish(held, fresh=True)

    def forget(self, key: str) -> None:
        """What forgetting an article makes of it."""
        self.keys.add(key)
        self.forgotten |= self.ever.pop(key, set())
        held = deepcopy(self.now)
        held.texts.pop(key, None)
        held.decided = {one for one in held.decided if one[0] != key}
        self.publish(held, fresh=True)
        self.before = None

    def forget_person(self, name: str) -> None:
        """What forgetting a person makes of it."""
        self.names.add(name)
        held = deepcopy(self.now)
        held.follow([key for key, text in held.texts.items() if name in text])
        held.texts = {key: self.without_names(text) for key, text in held.texts.items()}
        self.publish(held, fresh=True)
        self.before = None

    def without_names(self, text: str) -> str:
        """A text without the lines that name somebody who was forgotten."""
        return "\n".join(line for line in text.split("\n") if not any(name in line for name in self.names))


def tokens(text: str) -> set[str]:
    """The tokens in a text."""
    return {found.decode() for found in _TOKEN.findall(text.encode())}


def carry_out(folder: Path, step: Step) -> None:
    """Does what a step says to the store in a folder. Raises KgError as the commands."""
    action, *given = step
    out, table = folder / "out", folder / "decisions.tsv"
    store = out / "store"
    if action == "build":
        agree = always if given[0] == "all" else never
        with Path(os.devnull).open("w") as nothing, redirect_stderr(nothing):
            build(
                [folder / "in"],
                out,
                prune=given[0] != "no",
                agree=agree,
                decisions=table if table.exists() else None,
            )
    elif action == "undo":
        with ArticleStore.open(store) as opened:
            undo(opened)
    elif action == "import":
        (folder / "facts.ttl").write_text(_SOURCE, "utf-8")
        with ArticleStore.open(store) as opened:
            import_file(opened, folder / "facts.ttl", given[0])
    elif action == "remove":
        with ArticleStore.open(store) as opened:
            remove_source(opened, given[0])
    else:
        from kg.pipeline.erasure import forget

        with ArticleStore.open(store) as opened:
            withheld = Withheld.load(store)
            plan = (plan_article if action == "forget" else plan_person)(opened, withheld, given[0])
            forget(opened, withheld, plan, _DAY, _BY, "asked for")


class _Process:
    """A process beside this one, which answers a line with a line."""

    role: ClassVar[str]

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak", self.role],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _answer(self, *line: object) -> Any:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(one) if isinstance(one, Path) else one for one in line]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()


class Killer(_Process):
    """Does steps that are killed."""

    role = "--killer"

    def kill(self, folder: Path, step: Step, before: int) -> bool:
        """Does a step, killed before it changes files for the time `before`. Returns whether it came so far."""
        return bool(self._answer(folder, step, before))


class Worker(_Process):
    """Does steps to their end, and examines what they left: one process for all the years."""

    role = "--worker"

    def work(self, folder: Path, step: Step) -> float:
        """Does a step. Returns its processor time in seconds. Raises KgError as the commands."""
        error, seconds = self._answer("work", folder, step)
        if error is not None:
            raise KgError(error)
        return float(seconds)

    def examine(self, store: Path) -> list[str]:
        """What the doctor finds wrong in a store."""
        return list(self._answer("examine", store))

    def figures(self) -> dict[str, float]:
        """The memory of the process and how many files it has open."""
        return dict(self._answer("figures"))


def work_for_another() -> None:
    """The process of `Worker`: a line a step, until there are no more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the commands print is no answer
    with standing_in():
        for line in sys.stdin:
            what, *given = json.loads(line)
            print(json.dumps(_WORK[what](*given)), file=answers, flush=True)


def _worked(folder: str, step: Step) -> tuple[str | None, float]:
    start, error = time.process_time(), None
    try:
        carry_out(Path(folder), step)
    except KgError as refused:
        error = str(refused)
    return error, time.process_time() - start


def _examined(store: str) -> list[str]:
    return [str(one) for one in examination.examine(Path(store)) if one.state == State.wrong]


def _measured() -> dict[str, float]:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return {
        "memory in MB": pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
        "open files": len(list(Path("/proc/self/fd").iterdir())),
    }


_WORK: dict[str, Callable[..., Any]] = {"work": _worked, "examine": _examined, "figures": _measured}


def kill_for_another() -> None:
    """The process of `Killer`: a line a step, until there are no more."""
    for line in sys.stdin:
        folder, step, before = json.loads(line)
        child = os.fork()
        if not child:
            left = [before]

            def counted(event: str, _: object, left: list[int] = left) -> None:
                if event in _CHANGES:
                    left[0] -= 1
                    if not left[0]:
                        os.kill(os.getpid(), signal.SIGKILL)

            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            stand_ins(pytest.MonkeyPatch())
            sys.addaudithook(counted)
            try:
                carry_out(Path(folder), step)
            finally:
                os._exit(0)
        print(json.dumps(os.WIFSIGNALED(os.waitpid(child, 0)[1])), flush=True)


class Years:
    """A folder with articles and a store, and the model beside it."""

    def __init__(self, folder: Path, worker: Worker, killer: Killer) -> None:
        self.folder, self.worker, self.killer, self.model = folder, worker, killer, Model()
        self.done: Counter[str] = Counter()
        self.seconds = 0.0
        """Processor time of the last step."""
        self.told: list[str] = []
        """The last steps, and before how many changes of files each was killed."""
        self._number = 0
        (folder / "in").mkdir()

    @property
    def store(self) -> Path:
        """Where the store is."""
        return self.folder / "out" / "store"

    def write(self, key: str, hosts: Sequence[str], *, bad: bool, person: str) -> None:
        """Writes an article, new or changed, with a token that no other text has."""
        self._number += 1
        lines = [f"Tok{self._number}x happened.", *(f"{state} hosts." for state in hosts)]
        lines += ["It is bad."] * bad + [f"{person} spoke."] * bool(person)
        text = "\n\n".join([*lines, ""])
        (self.folder / "in" / key).write_text(text, "utf-8")
        self.model.files[key] = text

    def add(self, hosts: Sequence[str], *, bad: bool, person: str) -> None:
        """A new article; the oldest one goes where there are many."""
        if len(self.model.files) >= MOST:
            self.take_away(min(self.model.files, key=lambda key: int(key[1:-4])))
        self.write(f"a{self._number + 1}.txt", hosts, bad=bad, person=person)

    def take_away(self, key: str) -> None:
        """The file of an article goes."""
        (self.folder / "in" / key).unlink()
        del self.model.files[key]

    def do(self, step: Step, kill: int = 0) -> None:
        """Does a step, where `kill` is not 0 first killed before so many changes of files; follows it in the model."""
        before, self.seconds = deepcopy(self.model), 0.0
        self._follow(step)
        self.done[step[0]] += 1
        self.told = [*self.told[-9:], f"{step}, killed before {kill}" if kill else str(step)]
        if kill:
            newest = newest_snapshot(self.store)
            killed = self.killer.kill(self.folder, step, kill)
            self.done["kills"] += killed
            if step[0] == "undo" and (not killed or self._is_undone(newest)):
                with ArticleStore.open(self.store):  # the next writer clears what one left that was killed at its end
                    return
            if step[0] == "remove" and not killed:
                return
        try:
            self.seconds = self.worker.work(self.folder, step)
        except KgError as error:
            if not (step[0] == "remove" and "is no source" in str(error) and kill):
                self.model = before
                raise

    def _follow(self, step: Step) -> None:
        action, *given = step
        model = self.model
        if action == "build":
            model.build(given[0])
        elif action == "forget":
            model.forget(given[0])
        elif action == "forget person":
            model.forget_person(given[0])
        elif action == "undo":
            assert model.before is not None
            model.now, model.before, model.fresh = model.before, model.now, True
        else:
            held = deepcopy(model.now)
            (held.sources.add if action == "import" else held.sources.discard)(given[0])
            if held != model.now:  # what brings in what is there publishes nothing, and undo leads further back
                model.publish(held, fresh=False)

    def _is_undone(self, before: Path | None) -> bool:
        """Whether an undoing came to its end, where `before` was the newest snapshot: then the same command would take
        it back."""
        return not (self.store / "undoing").exists() and newest_snapshot(self.store) != before

    def _texts(self, reader: ArticleStore) -> dict[str, str | None]:
        return {
            key: reader.text_of(article_iri(key))
            for key in map(_key, reader.markers())
            if not key.startswith("import:")
        }

    def reject(self, key: str, state: str) -> None:
        """Puts it into the table that this article's statement is wrong."""
        table = DecisionFile(self.folder / "decisions.tsv")
        with open_snapshot(self.store) as reader:
            claim = next(claim for claim, said in _claims(reader.store, key) if said == state)
            article, said = statement_of_claim(LocalStore.of(reader), claim)
        table.add(about_claim("reject", said, article, Who(_BY, _DAY, _WHY), {}, _unasked))
        self.model.table = (self.model.table or set()) | {(key, state)}
        self.done["decisions"] += 1

    def take_back(self) -> None:
        """Takes all decisions of the table back."""
        table = DecisionFile(self.folder / "decisions.tsv")
        for decision in table.decisions():
            table.undo(ending(decision), _BY, _DAY, _WHY)
        lines = [line for line in table.path.read_text("utf-8").splitlines() if not line.startswith("#")]
        table.path.write_text("\n".join([*lines, ""]), "utf-8")
        self.model.table = set()

    def check(self) -> None:
        """Raises AssertionError where anything is not as the model says."""
        if not self.model.published:
            return
        wrong = self.worker.examine(self.store)
        assert not wrong, wrong
        with open_snapshot(self.store) as reader:
            self._check_published(reader)
        if self.model.fresh:
            self._check_results()
        self._check_forgotten()

    def _check_published(self, reader: ArticleStore) -> None:
        now = self.model.now
        assert {key for key in map(_key, reader.markers()) if key.startswith("import:")} == {
            f"import:{s}" for s in now.sources
        }
        texts = self._texts(reader)
        assert texts.keys() == now.texts.keys(), (sorted(texts), sorted(now.texts))
        for key, text in now.texts.items():
            found = texts[key] or ""
            assert all(line in found for line in text.split("\n")), (key, text, found)
            assert not any(name in found for name in self.model.names)
        hosts = _hosts(reader.store, now.texts)
        assert hosts == now.hosts(), hosts ^ now.hosts()

    def _check_results(self) -> None:
        out, now = self.folder / "out", self.model.now
        graph = Store()
        graph.load(path=str(out / "graph.trig"))
        assert _hosts(graph, now.texts) == now.hosts()
        lines = map(json.loads, (out / "quarantine.jsonl").read_text("utf-8").splitlines())
        told = {line["article"] for line in lines if line["kind"] == "claim"}
        bad = {key for key, text in now.texts.items() if "bad" in f"{text} {article_iri(key).value}"}
        assert told == bad, told ^ bad  # what stands in for the gate looks at the digest in the IRI too

    def _check_forgotten(self) -> None:
        for path in (self.folder / "out").rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                found = {one.decode() for one in _TOKEN.findall(content)} & self.model.forgotten
                found |= {name for name in self.model.names if name.encode() in content}
                assert not found, (path, found)
        left = [path for path in (self.folder / "out").rglob("*") if path.suffix in (".new", ".old", ".unfinished")]
        assert not left, left

    def figures(self) -> dict[str, float]:
        """What must not grow. The list of requests and the journal, which is shortened from time to time, grow."""
        files = [path for path in (self.folder / "out").rglob("*") if path.is_file()]
        lasting = [path for path in files if path.name not in (LIST, JOURNAL)]
        return {
            **self.worker.figures(),
            "files": len(files),
            "kB": sum(path.stat().st_size for path in lasting) / 1000,
            "processor seconds": self.seconds,
        }


def _key(marker: Marker) -> str:
    return marker.key


def _unasked(what: str, text: str) -> Any:
    raise AssertionError(f"{what}: {text}")


def _claims(store: Store, key: str) -> Iterator[tuple[str, str]]:
    """The claims of an article on hosts, by their names, with the codes of the states."""
    graph = article_iri(key)
    for quad in store.quads_for_pattern(None, _RDF_PREDICATE, mg("host"), graph):
        for said in store.quads_for_pattern(quad.subject, _RDF_OBJECT, None, graph):
            yield str(quad.subject)[1:-1], str(said.object)[1:-1].rpartition("/")[2]


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDF_PREDICATE, _RDF_OBJECT = NamedNode(f"{_RDF}predicate"), NamedNode(f"{_RDF}object")


def _hosts(store: Store, keys: Sequence[str] | dict[str, str]) -> set[tuple[str, str]]:
    return {(key, state) for key in keys for _, state in _claims(store, key)}


@contextmanager
def standing_in() -> Iterator[None]:
    """What stands in for extraction and gate; the doctor looks at the store alone, and not at the shapes, which what no
    gate has seen may break."""
    with pytest.MonkeyPatch.context() as patch:
        stand_ins(patch)
        patch.setattr("kg.health.examination._of_machine", lambda _: iter(()))
        patch.setattr("kg.health.contents.shapes", lambda _: iter(()))
        yield


def chosen(years: Years, chance: random.Random, names: Sequence[str]) -> None:
    """One step by chance."""
    model, now = years.model, years.model.now
    for _ in range(chance.randint(0, 2)):
        hosts = [state for state in STATES if chance.random() < 0.4]
        person = chance.choice(names) if chance.random() < 0.2 else ""
        if model.files and chance.random() < 0.4:
            key = chance.choice(sorted(model.files))
            if chance.random() < 0.3:
                years.take_away(key)
            else:
                years.write(key, hosts, bad=chance.random() < 0.3, person=person)
        else:
            years.add(hosts, bad=chance.random() < 0.3, person=person)
    kill = chance.randint(1, 150) if chance.random() < 0.1 else 0
    turn = chance.random()
    stored = sorted(now.texts)
    if turn < 0.08 and stored:
        years.do(["forget", chance.choice(stored)], kill)
    elif turn < 0.10 and (known := sorted({n for n in names for t in now.texts.values() if n in t} - model.names)):
        years.do(["forget person", chance.choice(known)], kill)
    elif turn < 0.18 and model.before is not None:
        years.do(["undo"], kill)
    elif turn < 0.20 and stored:
        years.do(["import", chance.choice(("Ministry", "Office"))], kill)
    elif turn < 0.22 and now.sources:
        years.do(["remove", chance.choice(sorted(now.sources))], kill)
    else:
        if turn < 0.34 and (said := sorted(now.hosts() - (model.table or set()))) and model.fresh:
            years.reject(*chance.choice(said))
        elif turn < 0.38 and model.table:
            years.take_back()
        years.do(["build", chance.choice(("no", "yes", "all", "all"))], kill)


def drifts(figures: Sequence[dict[str, float]]) -> list[str]:
    """What grew by more than a tenth from the second quarter to the last, told with the medians of all quarters."""
    quarters = [round(len(figures) * part / 4) for part in range(5)]
    found = []
    for name in figures[0]:
        medians = [statistics.median(one[name] for one in figures[a:b]) for a, b in pairwise(quarters)]
        grown = medians[3] > medians[1] * 1.1 + 0.5 * (name in ("open files", "files"))
        told = ", ".join(f"{median:.2f}" for median in medians)
        print(f"{name}, medians of the quarters: {told}{' GROWS' if grown else ''}")
        found += [name] * grown
    return found


_ROLES: dict[type[_Process], Callable[[], None]] = {Killer: kill_for_another, Worker: work_for_another}


def main() -> None:
    """Prints the figures, and exits with 1 where one grows. What goes wrong raises AssertionError."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--builds", type=int, default=10_000, help="so many steps")
    parser.add_argument("--minutes", type=float, default=600.0, help="no longer than that")
    parser.add_argument("--seed", type=int, default=1)
    for process, role in _ROLES.items():
        parser.add_argument(process.role, dest="role", action="store_const", const=role, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.role:
        given.role()
        return
    chance, figures, end = random.Random(given.seed), [], time.monotonic() + given.minutes * 60
    names = [f"Zora Quill{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    worker, killer = Worker(), Killer()
    with tempfile.TemporaryDirectory() as folder:
        years = Years(Path(folder), worker, killer)
        years.add(["KEN"], bad=True, person="")
        for number in range(given.builds):
            if time.monotonic() > end:
                break
            try:
                chosen(years, chance, names)
                years.check()
            except BaseException:
                print(f"step {number + 1}: {'; '.join(years.told)}; see {folder}.kept", file=sys.stderr)
                shutil.copytree(folder, f"{folder}.kept")
                raise
            figures.append(years.figures())
    worker.close()
    killer.close()
    print(f"{len(figures):,} steps: {', '.join(f'{number:,} {name}' for name, number in sorted(years.done.items()))}")
    sys.exit(bool(drifts(figures)))


if __name__ == "__main__":
    main()
