"""A store that lost its last articles, whose files are damaged, or that has no room: noticed, said, and mended."""

from __future__ import annotations

import os
import re
import resource
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.build import run
from kg.cli.forget import Request
from kg.cli.forget import run as forget
from kg.graph import article_graph
from kg.health.repair import repair
from kg.pipeline.flow import build
from kg.read import find_articles, read_article
from kg.records import KgError
from kg.store import ArticleStore, open_snapshot
from tests.killed_builds import stand_ins
from tests.pipeline.test_flow import results, says
from tests.repair_matrix import DECISIONS

KEYS = [f"{number:02}.txt" for number in range(12)]


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles, and what stands in for extraction and gate."""
    stand_ins(monkeypatch)
    folder = tmp_path / "in"
    folder.mkdir()
    for key in KEYS:
        (folder / key).write_text(f"{key}\nKEN hosts.\nbad\n", "utf-8")
    return folder


@pytest.fixture
def cut_off(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a build leaves that is cut off when all articles are in, and nothing is flushed."""
    left = tmp_path / "left"

    def copied(*_: object, **__: object) -> None:
        shutil.copytree(tmp_path / "cut", left)

    with monkeypatch.context() as patched:
        patched.setattr("kg.pipeline.flow._Run.finish", copied)
        build([articles], tmp_path / "cut")
    return left


def cut(content: bytearray) -> None:
    del content[len(content) * 3 // 4 :]


def flip(content: bytearray) -> None:
    content[len(content) * 3 // 4] ^= 0xFF


def damage(out: Path, name: str, how: Callable[[bytearray], None]) -> None:
    """Damages the biggest file of a store of that kind."""
    path = max((out / "store" / "live").glob(name), key=lambda file: file.stat().st_size)
    content = bytearray(path.read_bytes())
    how(content)
    path.write_bytes(content)


@pytest.mark.parametrize("how", [cut, flip])
def test_articles_that_the_log_lost_are_told_and_read_again(how, articles, cut_off, tmp_path):
    damage(cut_off, "*.log", how)
    said: list[str] = []
    summary = build([articles], cut_off, say=said.append)
    assert 0 < summary.added < len(KEYS)
    assert len(said) == 1 and f"lost {summary.added} of its articles" in said[0]
    build([articles], tmp_path / "whole")
    assert results(cut_off) == results(tmp_path / "whole")
    build([articles], cut_off, say=said.append)
    assert len(said) == 1, "nothing is lost any more"


def test_a_lost_article_that_is_not_found_is_told_until_it_is_pruned(articles, cut_off):
    damage(cut_off, "*.log", cut)
    (articles / KEYS[-1]).unlink()
    for _ in range(2):
        said: list[str] = []
        build([articles], cut_off, say=said.append)
        assert said[-1].startswith(f"{KEYS[-1]}: the store lost it")
    build([articles], cut_off, prune=True)
    said = []
    build([articles], cut_off, say=said.append)
    assert not said


@pytest.mark.parametrize("closed", [False, True], ids=["killed", "closed"])
def test_without_log_and_journal_a_build_stops_and_repair_says_what_nobody_knows(closed, articles, cut_off, capfd):
    if closed:
        build([articles], cut_off)
    for path in (cut_off / "store" / "journal.jsonl", *(cut_off / "store" / "live").glob("*.log")):
        path.unlink()
    for _ in range(2):
        with pytest.raises(
            KgError, match=r"the store is damaged \(.*(missing|empty).*\): run kg build --repair"
        ) as met:
            build([articles], cut_off)
        assert "\n" not in str(met.value)
    assert run([articles], cut_off, prune=False, strict=False, repair=True) == 0
    assert "nobody knows: give all articles" in capfd.readouterr().err
    said: list[str] = []
    assert build([articles], cut_off, say=said.append).skipped == len(KEYS)
    assert not said


@pytest.mark.parametrize("lost", ["live", "both"])
def test_decisions_that_were_lost_are_brought_back_or_asked_for(lost, articles, tmp_path):
    out, table = tmp_path / "out", tmp_path / "decisions.tsv"
    build([articles], out)
    before = tmp_path / "before"
    shutil.copytree(out / "store" / "live", before)
    table.write_text(DECISIONS, "utf-8")
    build([articles], out, decisions=table)
    expected = results(out)
    shutil.rmtree(out / "store" / "live")
    before.rename(out / "store" / "live")  # as it was before anything was decided
    (out / "store" / "inventory.json").unlink()
    if lost == "both":
        shutil.rmtree(out / "store" / "snapshots" / "00000002")
    with pytest.raises(KgError, match="lost what people decided last: run kg build with --decisions FILE"):
        build([articles], out)
    said: list[str] = []
    repair(out / "store", said.append)
    if lost == "both":
        assert "what people decided last is lost: give it again" in said[-1]
        with pytest.raises(KgError, match="lost what people decided"):
            build([articles], out)
    build([articles], out, decisions=table if lost == "both" else None)
    assert results(out) == expected
    build([articles], out, say=said.append)
    with ArticleStore.open(out / "store") as store:
        assert not store.lost_decisions and any(store.decided())


def test_a_replacement_that_was_lost_is_read_again(articles, tmp_path, cut_off):
    with ArticleStore.open(cut_off / "store") as store:
        first = store.marker(KEYS[0])
    (articles / KEYS[0]).write_text("EGY hosts.\n", "utf-8")
    before = tmp_path / "before"
    shutil.copytree(cut_off / "store" / "live", before)
    build([articles], cut_off)
    shutil.rmtree(cut_off / "store" / "live")
    before.rename(cut_off / "store" / "live")  # as it was when the journal was shorter
    with pytest.raises(KgError, match=r"live/.* is .*run kg build --repair"):
        build([articles], cut_off)
    with ArticleStore.open(cut_off / "store", mending=True) as store:
        assert store.lost == {KEYS[0]} and store.marker(KEYS[0]) == first
    assert build([articles], cut_off).replaced == 1


def test_an_article_that_is_not_whole_is_taken_out_and_read_again(articles, cut_off):
    with ArticleStore.open(cut_off / "store") as store:
        marker = store.marker(KEYS[3])
        quad = next(iter(store.store.quads_for_pattern(None, None, None, marker.article)))
        store.store.remove(quad)
    journal = cut_off / "store" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-5])
    (cut_off / "store" / "inventory.json").unlink()  # as of a writer that did not come to its end
    said: list[str] = []
    assert build([articles], cut_off, say=said.append).added == 1
    assert "lost 1 of its articles" in said[0]
    with ArticleStore.open(cut_off / "store") as store:
        assert not list(store.check(default_graph=True))


def spoil(store: Path, *folders: str) -> None:
    """Overwrites the beginning of all big files of a store, each alone where several folders share it."""
    for folder in folders:
        for path in (store / folder).rglob("*.sst"):
            content = bytearray(path.read_bytes())
            content[: len(content) // 2] = bytes(len(content) // 2)
            path.unlink()
            path.write_bytes(content)


def test_damaged_files_are_told_in_one_line_with_what_to_do(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    spoil(out / "store", "live")
    with pytest.raises(KgError, match=r"the store is damaged.*run kg build --repair") as caught:
        build([articles], out)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("spoilt", [("live",), ("live", "snapshots")], ids=["snapshot", "nothing"])
def test_a_damaged_store_is_moved_away_and_what_its_snapshot_lacks_is_read_again(spoilt, articles, tmp_path, capfd):
    out, late = tmp_path / "out", articles / "late.txt"
    build([articles], out)
    late.write_text("EGY hosts.\n", "utf-8")
    with ArticleStore.open(out / "store") as store:  # nothing is published after it
        store.commit_article(article_graph(says(read_article(find_articles([late])[0]).article)))
    spoil(out / "store", *spoilt)
    assert run([articles], out, prune=False, strict=False, repair=True) == 0
    printed = capfd.readouterr()
    again = 1 if spoilt == ("live",) else len(KEYS) + 1
    assert "damaged (" in printed.err and "moved to store.damaged1" in printed.err
    assert re.search(rf"read, (new|replacing) +│ +{again} ", printed.out)
    build([articles], tmp_path / "whole")
    assert results(out) == results(tmp_path / "whole")
    assert (out / "store.damaged1" / "live").is_dir()
    assert run([articles], out, prune=False, strict=False, repair=True) == 0
    assert "nothing to repair" in capfd.readouterr().err


def test_a_store_that_another_writes_to_is_not_moved_away(tmp_path):
    out = tmp_path / "out"
    with ArticleStore.open(out / "store"), pytest.raises(KgError, match="is writing to this store"):
        repair(out / "store", print)
    assert (out / "store").is_dir()


def test_a_journal_whose_last_line_was_cut_goes_on(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    journal = out / "store" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-40])
    (out / "store" / "inventory.json").unlink()  # as of a writer that did not come to its end
    said: list[str] = []
    for _ in range(2):
        assert build([articles], out, say=said.append).skipped == len(KEYS)
    assert not said


@pytest.mark.parametrize("whole", [True, False], ids=["other words", "gone"])
def test_what_was_kept_out_is_put_back_from_the_store(whole, articles, tmp_path):
    out, said = tmp_path / "out", []
    build([articles], out)
    expected = results(out)
    file = out / "quarantine.jsonl"
    file.write_bytes(file.read_bytes().replace(b"kept out", b"let in")) if whole else file.unlink()
    build([articles], out, say=said.append)
    assert said == [f"{file}: is not as it was written: put back from what the store has of it"]
    assert results(out) == expected


def test_a_key_of_what_is_withheld_that_is_not_the_old_one_ends_a_build_and_no_repair_takes_it(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    assert forget(KEYS[0], "", Request("", "Ann", "asked"), out / "store", asks=False, dry_run=False) == 0
    key = out / "store" / "withheld.key"
    old = key.read_text("ascii")
    key.write_text("".join("1" if digit == "0" else "0" for digit in old), "ascii")  # a key, and not the one
    for attempt in (lambda: build([articles], out), lambda: repair(out / "store", lambda _: None)):
        with pytest.raises(KgError, match=r"withheld.key is not as it was written: put it back from a backup"):
            attempt()
    key.write_text(old, "ascii")
    assert build([articles], out).withheld == 1


def test_a_journal_does_not_grow_for_ever(articles, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.store.journal._SPARE", 0)
    for _ in range(20):
        build([articles], tmp_path / "out")
    assert len((tmp_path / "out" / "store" / "journal.jsonl").read_text("utf-8").splitlines()) <= 3 * len(KEYS) + 2
    said: list[str] = []
    build([articles], tmp_path / "out", say=said.append)
    assert not said


def test_a_full_disk_stops_the_run_readers_go_on_and_it_resumes(articles, tmp_path):
    out = tmp_path / "out"
    long = "EGY hosts.\n" + "a long text in English, " * 4_000
    (articles / KEYS[0]).write_text(long, "utf-8")  # loads what tells languages, which writes a big file
    build([articles], out)
    for number in range(30, 40):
        (articles / f"{number}.txt").write_text(long, "utf-8")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))  # a write beyond it fails as on a full disk
    try:
        with pytest.raises(KgError, match=r"cannot be written.*make room and run again"):
            build([articles], out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with open_snapshot(out / "store") as snapshot:
        assert snapshot.keys() == KEYS
    build([articles], out)
    build([articles], tmp_path / "whole")
    assert results(out) == results(tmp_path / "whole")


def test_a_store_that_may_not_be_written_is_not_called_damaged_or_in_use():
    with tempfile.TemporaryDirectory() as folder:  # that others may look into, as they may not into those of pytest
        Path(folder).chmod(0o755)
        store = Path(folder) / "store"
        ArticleStore.open(store).close()
        user = os.geteuid()
        for path in (store / "live", *(store / "live").iterdir()):
            path.chmod(0o555)
        if not user:  # permissions do not bind the administrator
            os.seteuid(65534)
        try:
            with pytest.raises(KgError, match=r"you may not write there .*change its permissions") as met:
                ArticleStore.open(store)
            assert "repair" not in str(met.value) and "another kg" not in str(met.value)
            with pytest.raises(KgError, match="change its permissions"):
                repair(store, lambda _: None)
        finally:
            os.seteuid(user)
            (store / "live").chmod(0o755)
        assert not list(Path(folder).glob("*.damaged*"))
