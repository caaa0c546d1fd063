"""Builds over hostile files, each of its own kind, with a good article among them: whatever they hold, `kg build` ends
with a code that it documents and says each refusal in a line, the good article is in the graph, nothing comes to stand
outside of the results, nothing of another file comes into them, no article takes more than its limits, and the results
are whole.

`python -m tests.hostile_inputs` builds from all of them, in groups, which takes minutes; what is wrong with a group is
looked for in its halves. Words after it choose the kinds that have one of them. The suite has some of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.pipeline.work.limits import USUAL
from kg.read.apart import SECONDS as READING_SECONDS
from kg.store import ArticleStore
from kg.store.verify import verify
from tests.read.hostile_files import ESCAPED, SECRET, WORDS, Make, everything

ROOT = Path(__file__).parents[1]
SECONDS_PER_ARTICLE = 20
GROUP = 40
GOOD = "good.md"
MOST_SECONDS = SECONDS_PER_ARTICLE + READING_SECONDS
"""Processor time that one input may take beyond what a build without it takes."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SCRIPT = re.compile(rb"<script>alert|<img src=x|<b onclick|<svg/onload", re.I)
Inputs = dict[str, Make]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: processor time of all its processes, wall time, the bytes of the largest of them, and the
    bytes of its results."""

    processor: float
    wall: float
    memory: int
    results: int


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a build: its cost, the kinds of input of which an article was stored, those that were refused,
    and what is wrong, in lines."""

    cost: Cost
    stored: frozenset[str]
    refused: frozenset[str]
    wrong: tuple[str, ...]


def build(inputs: Inputs, root: Path, usual: Cost | None = None) -> Told:
    """Builds from inputs in a new folder, and looks at all that the build left. `usual` is what a build without any
    takes; without it costs are not judged."""
    folders = {f"{number:03}": kind for number, kind in enumerate(inputs)}
    _lay_out(root, inputs, folders)
    before = _listing(root)
    code, said, errors, cost = _run(root)
    wrong = [f"outside of the results: {path}" for path in sorted(_listing(root) ^ before)]
    wrong += [f"outside of the folder: {path}" for path in Path("/tmp").glob(f"*{ESCAPED}*")]
    wrong += wrong_in_said(code, said, errors)
    if usual is not None:
        wrong += _over_limits(cost, usual)
    keys = set[str]()
    if (root / "out" / "store").is_dir():
        keys = _keys(root / "out", wrong)
    wrong += _wrong_in_results(root / "out")
    if GOOD not in keys:
        wrong.append("the good article is not in the graph")
    lines = [json.loads(line) for line in _content(root / "out" / "quarantine.jsonl").splitlines()]
    stored = {folder for folder in folders if any(key.startswith(f"{folder}/") for key in keys)}
    refused = {
        folder
        for folder in folders
        if any(str(line["path"]).startswith(f"{folder}/") and line["kind"] != "claim" for line in lines)
    } - stored
    wrong += [f"lost in silence: {folders[folder]}" for folder in sorted({*folders} - stored - refused)]
    shutil.rmtree(root)
    kinds = [frozenset(folders[folder] for folder in some) for some in (stored, refused)]
    return Told(cost, kinds[0], kinds[1], tuple(wrong))


def _lay_out(root: Path, inputs: Inputs, folders: dict[str, str]) -> None:
    for name in ("in", "home", "tmp", "here/below"):
        (root / name).mkdir(parents=True)
    (root / "secret.txt").write_text(f"{SECRET}: the Minister of Labour of Sudan met {SECRET} in Khartoum.\n")
    (root / "in" / GOOD).write_text(f"The good one. {WORDS}")
    for folder, kind in folders.items():
        (root / "in" / folder).mkdir()
        inputs[kind](root / "in" / folder)


def _run(root: Path) -> tuple[int, str, str, Cost]:
    """Runs the command as a user would, who has a home of his own and stands two folders below the secret."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environment = kept | {
        "HOME": str(root / "home"),
        "TMPDIR": str(root / "tmp"),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "kg", "build", str(root / "in"), "--out", str(root / "out")]
    with (root.parent / "said").open("w+b") as said, (root.parent / "errors").open("w+b") as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            [*command, f"--seconds-per-article={SECONDS_PER_ARTICLE}"],
            cwd=root / "here" / "below",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=errors,
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        texts = []
        for file in (said, errors):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "backslashreplace"))
    size = sum(path.lstat().st_size for path in (root / "out").rglob("*"))
    cost = Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss << 10, size)
    return child.returncode, texts[0], texts[1], cost


def _listing(root: Path) -> set[tuple[str, int, int, int]]:
    """All below a folder but the results: path, kind and mode, size and the time of the last change."""
    found = set()
    for folder, folders, files in os.walk(root):
        if Path(folder) == root and "out" in folders:
            folders.remove("out")
        for name in folders + files:
            path = os.path.join(folder, name)  # noqa: PTH118 - names may be no text
            if path == str(root / "tmp"):  # what comes and goes in it leaves its mark
                continue
            told = os.lstat(path)
            found.add((ascii(os.path.relpath(path, root)), told.st_mode, told.st_size, told.st_mtime_ns))
    return found


def wrong_in_said(code: int, said: str, errors: str) -> Iterator[str]:
    """What is wrong with an exit code, standard output and standard error, in lines."""
    if code not in (0, 1):
        yield f"exit code {code}"
    for sign in ("Traceback", "report this", "run again for this one", "Warning:"):
        if sign in said + errors:
            yield next(line for line in (said + errors).splitlines() if sign in line)[:300]
    for line in errors.removesuffix("\n").split("\n"):
        if line and not line.startswith("kg: "):
            yield f"no line of the command: {line[:200]!a}"
        if len(line) > 3_000:
            yield f"a line of {len(line):,} characters: {line[:100]}"
        if _CONTROLS.search(line):
            yield f"a sequence for the terminal: {line[:200]!a}"


def _over_limits(cost: Cost, usual: Cost) -> Iterator[str]:
    if cost.processor - usual.processor > MOST_SECONDS:
        yield f"{cost.processor - usual.processor:.0f} s of processor time, more than {MOST_SECONDS}"
    if cost.memory - usual.memory > USUAL.memory:
        yield f"{(cost.memory - usual.memory) >> 20:,} MB of memory, more than {USUAL.memory >> 20:,}"


def _keys(out: Path, wrong: list[str]) -> set[str]:
    """The keys of the articles in the store, which must be whole."""
    with ArticleStore.open(out / "store") as store:
        wrong += [f"the store: {line}" for line in store.check(default_graph=True)]
        wrong += [f"no such words in the text: {line}" for line in verify(store)]
        return {marker.key for marker in store.markers()}


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _wrong_in_results(out: Path) -> Iterator[str]:
    for name, form in (("graph.ttl", ox.RdfFormat.TURTLE), ("graph.trig", ox.RdfFormat.TRIG)):
        try:
            if not sum(1 for _ in ox.parse(_content(out / name), form)):
                yield f"{name}: is empty"
        except SyntaxError as error:
            yield f"{name}: {error}"
    for name in ("report.html", "graph.html"):
        if not (content := _content(out / name)):
            yield f"{name}: is missing"
        if found := _SCRIPT.search(content):
            yield f"{name}: markup of an article: {content[found.start() - 50 : found.end() + 50]!a}"
    for path in out.rglob("*"):
        content = _content(path)
        if SECRET.encode() in content:
            yield f"{path.relative_to(out)}: words of a file that was not given"
        if path.suffix in (".ttl", ".trig", ".html", ".jsonl") and not _is_text(content):
            yield f"{path.relative_to(out)}: no UTF-8, or NUL in it"


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def examined(kinds: Sequence[str], inputs: Inputs, folder: Path, usual: Cost) -> Iterator[tuple[Sequence[str], Told]]:
    """Each group of kinds with what became of it: of one in which something is wrong, its halves, down to one kind."""
    told = build({kind: inputs[kind] for kind in kinds}, folder / "root", usual)
    if told.wrong and len(kinds) > 1:
        for half in (kinds[: len(kinds) // 2], kinds[len(kinds) // 2 :]):
            yield from examined(half, inputs, folder, usual)
    else:
        yield kinds, told


def main() -> None:
    """Builds from all kinds, or from those with one of the words on the command line, and prints what became of them.
    Ends with 1 where something is wrong."""
    inputs = {kind: make for kind, make in everything().items() if _chosen(kind)}
    stored, refused, wrong = set[str](), set[str](), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        usual = build({}, folder / "root")
        print(f"{'kinds':>5} {'stored':>6} {'refused':>7} {'CPU s':>6} {'wall s':>6} {'MB':>6} {'out MB':>6}  first")
        _print_row((), usual, "none but the good article")
        wrong += len(usual.wrong)
        kinds = [*inputs]
        for group in (kinds[at : at + GROUP] for at in range(0, len(kinds), GROUP)):
            for some, told in examined(group, inputs, folder, usual.cost):
                _print_row(some, told, some[0])
                stored |= told.stored
                refused |= told.refused
                wrong += len(told.wrong)
    families = Counter(kind.partition(":")[0] if ":" in kind else "text" for kind in inputs)
    print(", ".join(f"{family} {count}" for family, count in families.items()))
    print(f"{len(inputs)} hostile inputs: {len(stored)} stored, {len(refused)} refused, {wrong} findings")
    sys.exit(bool(wrong))


def _chosen(kind: str) -> bool:
    return not sys.argv[1:] or any(word in kind for word in sys.argv[1:])


def _print_row(kinds: Sequence[str], told: Told, first: str) -> None:
    cost = told.cost
    counts = f"{len(kinds):5} {len(told.stored):6} {len(told.refused):7} {cost.processor:6.1f} {cost.wall:6.1f}"
    print(f"{counts} {cost.memory >> 20:6,} {cost.results / 1e6:6.1f}  {first}", flush=True)
    for line in told.wrong:
        print(f"      ! {line}", flush=True)


if __name__ == "__main__":
    main()
