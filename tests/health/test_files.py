"""A flipped byte in any file of a store is noticed and its file named, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli.forget import Request
from kg.cli.forget import run as forget
from kg.health.files import files
from kg.health.finding import Finding, State
from kg.pipeline.flow import build
from kg.pipeline.imports import import_file, remove_source
from kg.pipeline.pruning import always
from kg.pipeline.undo import undo
from kg.serve.served import kept_copy
from kg.store import ArticleStore
from tests.killed_builds import stand_ins
from tests.repair_matrix import DECISIONS, FACTS


def wrong(store: Path) -> list[Finding]:
    return [one for one in files(store) if one.state is not State.ok]


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[tuple[str, list[Finding]]]]]:
    """A store to which all happened that changes one, and what was found wrong after each step."""
    folder = tmp_path_factory.mktemp("steps")
    (folder / "in").mkdir()
    out, found = folder / "out", []
    (folder / "facts.ttl").write_text(FACTS, "utf-8")
    (folder / "decisions.tsv").write_text(DECISIONS, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        stand_ins(patch)

        def step(name: str) -> None:
            found.append((name, wrong(out / "store")))

        for key in ("a.txt", "b.txt", "c.txt"):
            (folder / "in" / key).write_text(f"{key}\nKEN hosts.\nbad\n", "utf-8")
            build([folder / "in"], out)
            step(f"build of {key}")
        build([folder / "in"], out)
        step("a build of nothing new")
        build([folder / "in"], out, decisions=folder / "decisions.tsv")
        step("decisions")
        with ArticleStore.open(out / "store") as store:
            import_file(store, folder / "facts.ttl", "Gazette")
        step("import")
        with ArticleStore.open(out / "store") as store:
            undo(store)
        step("undo")
        with ArticleStore.open(out / "store") as store:
            undo(store)
        step("undo of the undoing")
        forget("b.txt", "", Request("", "Ann", "asked"), out / "store", asks=False, dry_run=True)
        step("what would go")
        forget("b.txt", "", Request("", "Ann", "asked"), out / "store", asks=False, dry_run=False)
        step("forget")
        with ArticleStore.open(out / "store") as store:
            import_file(store, folder / "facts.ttl", "Bulletin")
            remove_source(store, "Bulletin")
        step("import and removal")
        (folder / "in" / "c.txt").unlink()
        build([folder / "in"], out, prune=True, agree=always)
        step("prune")
        with ArticleStore.open(out / "store") as store:
            store.remove("a.txt")
        step("what was not published")
        kept_copy(out / "store")
        step("serving")
    yield out, found


def test_no_step_is_taken_for_damage(steps):
    assert [(name, [one.said for one in found]) for name, found in steps[1] if found] == []


def test_a_flipped_byte_in_any_file_is_noticed(steps):
    out, _ = steps
    there = [path for path in sorted((out / "store").rglob("*")) if path.is_file() and path.stat().st_size]
    there.append(out / "quarantine.jsonl")
    names = {path.relative_to(out / "store").as_posix() for path in there[:-1]}
    assert {"journal.jsonl", "inventory.json", "withheld.jsonl", "withheld.key", "live/CURRENT"} <= names
    assert any(name.startswith("states/") for name in names) and any(name.startswith("served/") for name in names)
    for path in there:
        content = path.read_bytes()
        at = path.stat()
        for where in (0, len(content) // 2, len(content) - 1):
            with path.open("r+b") as file:
                file.seek(where)
                file.write(bytes([content[where] ^ 0x10]))
            said = " ".join(one.said for one in wrong(out / "store"))
            assert path.relative_to(out).as_posix().removeprefix("store/") in said, (path, where, said)
            path.write_bytes(content)
            assert path.stat().st_ino == at.st_ino
    assert not wrong(out / "store")
