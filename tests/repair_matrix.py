"""Whatever file of a store is damaged in whatever way: after `kg build --repair` the results are the same to the byte,
or what is gone is named: articles, what was imported, what people decided.

`python -m tests.repair_matrix` tries every file, damage and moment, which takes minutes; the suite has some of them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from kg.graph.imported_graph import IMPORTED
from kg.health.repair import repair
from kg.pipeline.flow import build
from kg.pipeline.imports import import_file
from kg.records import KgError
from kg.store import ArticleStore, open_snapshot
from tests.killed_builds import stand_ins
from tests.pipeline.test_flow import results

KEYS = ["a.txt", "b.txt", "c.txt"]
GONE = "b.txt"
"""The article of which the file is no longer there: it cannot be read again."""
SOURCE = "Gazette"
FACTS = """@prefix mg: <https://w3id.org/mgkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://gazette.example/> .
@prefix state: <https://w3id.org/mgkg/id/state/> .

ex:workshop a mg:Event ; rdfs:label "Workshop on data"@en ; mg:host state:KEN .
"""
"""What a source states."""
DECISIONS = (
    "action\tsubject\trelation\tobject\tarticle\tby\tdate\treason\n"
    "split\tstate:EGY\t\tstate:SDN\t\tAnn\t2026-05-01\ttwo states\n"
)
"""What people decided."""
FILES = {
    "current": "store/live/CURRENT",
    "manifest": "store/live/MANIFEST-*",
    "table": "store/live/*.sst",
    "log": "store/live/*.log",
    "options": "store/live/OPTIONS-*",
    "identity": "store/live/IDENTITY",
    "snapshot": "store/snapshots/*3/CURRENT",
    "snapshot manifest": "store/snapshots/*3/MANIFEST-*",
    "snapshot table": "store/snapshots/*3/*.sst",
    "public": "store/public/*3/*.sst",
    "journal": "store/journal.jsonl",
    "state": "store/states/*3.json",
    "inventory": "store/inventory.json",
    "quarantine": "quarantine.jsonl",
}
BOTH = "log and journal"


def missing(file: Path) -> None:
    file.unlink()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    if content:
        content[len(content) // 2] ^= 0x10
    file.write_bytes(content)


def swapped(file: Path) -> None:
    """With the bytes of another file of the store."""
    store = next(folder for folder in (file, *file.parents) if (folder / "store").is_dir()) / "store"
    other = next(path for path in sorted(store.rglob("*")) if path.is_file() and path.read_bytes() != file.read_bytes())
    file.write_bytes(other.read_bytes())


def empty(file: Path) -> None:
    file.write_bytes(b"")


Damage = Callable[[Path], None]
Case = tuple[str, Damage, bool]
DAMAGES: tuple[Damage, ...] = (missing, cut, flipped, swapped, empty)
PAIRS = list(product([*FILES, BOTH], DAMAGES))
CASES: list[Case] = [(name, how, failed) for name, how in PAIRS for failed in (False, True)]
SOME = [case for number, case in enumerate(CASES) if number % 2 == (number // 2) % 2]
"""Every damage of every file, at one moment or the other."""


def called(case: Case) -> str:
    """The name of a case."""
    name, how, failed = case
    return f"{name}-{how.__name__}-{'after a plain build' if failed else 'at once'}"


def make_whole(folder: Path) -> None:
    """Makes a store of three articles, a source and a decision, with two published states, of which the older one
    lacks an article and the decision; the file of an article is no longer there."""
    (folder / "in").mkdir()
    (folder / "facts.ttl").write_text(FACTS, "utf-8")
    (folder / "decisions.tsv").write_text(DECISIONS, "utf-8")
    for key in KEYS:
        if key == KEYS[-1]:
            build([folder / "in"], folder / "out")
            with ArticleStore.open(folder / "out" / "store") as store:
                import_file(store, folder / "facts.ttl", SOURCE)
        (folder / "in" / key).write_text(f"{key}\nKEN hosts.\nbad\n", "utf-8")
    build([folder / "in"], folder / "out", decisions=folder / "decisions.tsv")
    (folder / "in" / GONE).unlink()


def try_case(case: Case, whole: Path, out: Path) -> None:
    """Damages a copy of a store, which comes to `out`, has it repaired, and asserts that nothing is lost in silence."""
    name, how, failed_before = case
    subprocess.run(["cp", "-a", str(whole / "out"), str(out)], check=True)  # copies of one file stay one
    for one in name.split(" and ") if name == BOTH else [name]:
        if found := list(out.glob(FILES[one])):
            how(max(found, key=lambda file: file.stat().st_size))
    said: list[str] = []

    def built(decisions: Path | None = None) -> None:
        try:
            build([whole / "in"], out, say=said.append, decisions=decisions)
        except KgError as error:
            assert "\n" not in str(error)
            said.append(str(error))

    if failed_before:
        built()
    repair(out / "store", said.append)
    built()
    if "--decisions FILE" in said[-1] if said else False:
        built(whole / "decisions.tsv")
    with ArticleStore.open(out / "store") as store, open_snapshot(out / "store") as reader:
        held = set(store.keys())
        decided = {*store.decided()}
        assert not list(store.check(default_graph=True)) and set(reader.keys()) == held
    with open_snapshot(whole / "out" / "store") as before:
        same = decided == {*before.decided()}
        gone = {*before.keys()} - held
    for key in gone:
        assert key in (GONE, IMPORTED + SOURCE), (key, said)
        assert any(key.removeprefix(IMPORTED) in line for line in said), (key, said)
    assert same or any("decide" in line for line in said), said
    if not gone and same:
        expected, found_now = results(whole / "out"), results(out)
        assert [name for name in expected if expected[name] != found_now[name]] == [], said


def main() -> None:
    """Tries all cases, and says which went wrong. Ends with 1 where one did."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        stand_ins(patch)
        whole = Path(folder) / "whole"
        whole.mkdir()
        make_whole(whole)
        for number, case in enumerate(CASES):
            try:
                try_case(case, whole, Path(folder) / f"{number}")
            except Exception as error:
                wrong += 1
                print(f"{called(case)}: {type(error).__name__}: {' '.join(str(error).split())}", flush=True)
    print(f"{len(CASES)} cases, {wrong} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
