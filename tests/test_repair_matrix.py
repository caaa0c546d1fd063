"""Whatever file of a store is damaged in whatever way: after `kg build --repair` the results are the same to the byte,
or each article that is gone is named."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

import kg.health.repair
from kg.health.repair import repair
from kg.pipeline import build
from kg.records import KgError
from kg.store import ArticleStore, open_snapshot
from kg.store.states import State, changed_files
from tests.killed_builds import stand_ins
from tests.test_pipeline import results

KEYS = ["a.txt", "b.txt", "c.txt"]
GONE = "b.txt"
"""The article of which the file is no longer there: it cannot be read again."""
FILES = {
    "current": "store/live/CURRENT",
    "manifest": "store/live/MANIFEST-*",
    "table": "store/live/*.sst",
    "log": "store/live/*.log",
    "options": "store/live/OPTIONS-*",
    "identity": "store/live/IDENTITY",
    "snapshot": "store/snapshots/*2/CURRENT",
    "snapshot manifest": "store/snapshots/*2/MANIFEST-*",
    "snapshot table": "store/snapshots/*2/*.sst",
    "public": "store/public/*2/*.sst",
    "journal": "store/journal.jsonl",
    "state": "store/states/*2.json",
    "quarantine": "quarantine.jsonl",
}


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


DAMAGES = (missing, cut, flipped, swapped, empty)
CASES = list(product([*FILES, "log and journal"], DAMAGES, [False, True]))
SOME = CASES[::3]
"""Every third, so that each file, each damage and each moment comes several times: all take minutes."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two published states and, beside it, the articles, of which one is no longer there."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "in").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        stand_ins(patch)
        for key in KEYS:
            (folder / "in" / key).write_text(f"{key}\nKEN hosts.\nbad\n", "utf-8")
            if key != KEYS[0]:
                build([folder / "in"], folder / "out")
    (folder / "in" / GONE).unlink()
    return folder


@pytest.mark.parametrize(
    ("name", "how", "failed_before"),
    SOME,
    ids=[f"{name}-{how.__name__}-{'after a plain build' if failed else 'at once'}" for name, how, failed in SOME],
)
def test_a_damaged_file(
    name: str, how: Callable[[Path], None], failed_before: bool, whole: Path, tmp_path: Path, monkeypatch
):
    stand_ins(monkeypatch)
    out = tmp_path / "out"
    subprocess.run(["cp", "-a", str(whole / "out"), str(out)], check=True)  # copies of one file stay one
    for one in name.split(" and ") if name not in FILES else [name]:
        if found := list(out.glob(FILES[one])):
            how(max(found, key=lambda file: file.stat().st_size))
    said: list[str] = []
    if failed_before:
        try:
            build([whole / "in"], out, say=said.append)
        except KgError as error:
            assert "\n" not in str(error)
            said.append(str(error))
    try:
        repair(out / "store", said.append)
        build([whole / "in"], out, say=said.append)
    except KgError as error:
        assert name == "quarantine" and "move the file away and run again" in str(error)
        (out / "quarantine.jsonl").unlink()
        build([whole / "in"], out, say=said.append)
    with ArticleStore.open(out / "store") as store, open_snapshot(out / "store") as reader:
        held = set(store.keys())
        assert not list(store.check(default_graph=True)) and set(reader.keys()) == held
    for key in set(KEYS) - held:
        assert key == GONE and any(key in line for line in said), (key, said)
    same = results(out)
    expected = results(whole / "out")
    if held == set(KEYS):
        assert {name for name in same if same[name] != expected[name]} <= (
            {"quarantine.jsonl", "report.html"} if name == "quarantine" else set()
        ), said


@pytest.mark.parametrize("folder", ["snapshots", "public"])
def test_a_flipped_byte_in_any_published_file_is_noticed(folder: str, whole: Path, tmp_path: Path):
    out = tmp_path / "out"
    subprocess.run(["cp", "-a", str(whole / "out"), str(out)], check=True)
    state = State.read(out / "store", "00000002")
    assert state is not None and not list(changed_files(out / "store", state))
    files = [
        path
        for path in sorted((out / "store" / folder / "00000002").iterdir())
        if path.stat().st_size and "LOG" not in path.name
    ]
    assert len(files) > 9
    for file in files:
        content = file.read_bytes()
        flipped(file)
        assert f"{folder}/00000002/{file.name} is not as it was written" in list(changed_files(out / "store", state))
        file.write_bytes(content)


class Killed(BaseException):
    """Stands in for a kill, which nothing in the program catches."""


@pytest.mark.parametrize("place", ["_put", "_bring", "settle"])
def test_a_repair_that_is_killed_loses_nothing(place: str, whole: Path, tmp_path: Path, monkeypatch):
    """Also what cannot be read again; `settle` is met between the two renames."""
    stand_ins(monkeypatch)
    out = tmp_path / "out"
    subprocess.run(["cp", "-a", str(whole / "out"), str(out)], check=True)
    for manifest in out.glob(FILES["manifest"]):
        manifest.unlink()
    real = getattr(kg.health.repair, place)

    def killed(*given: object) -> None:
        if place == "settle" and (given[0] != out / "store" or (out / "store").exists()):
            real(*given)
            return
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(kg.health.repair, place, killed)
        repair(out / "store", lambda _: None)
    repair(out / "store", lambda _: None)
    build([whole / "in"], out)
    assert results(out) == results(whole / "out")
    assert {path.name for path in out.glob("store*")} == {"store", "store.damaged1"}
