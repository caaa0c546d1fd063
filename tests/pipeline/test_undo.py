"""`kg undo` brings back what was before the last build, wherever it is broken off, and nothing that was forgotten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.pipeline.flow import build
from kg.pipeline.pruning import always
from kg.pipeline.undo import undo
from kg.records import KgError
from kg.store import ArticleStore, open_snapshot, snapshots_of
from tests.pipeline.test_flow import results, stand_in


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four articles, of one of which something is kept out."""
    stand_in(monkeypatch)
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.txt").write_text(f"KEN hosts.\n{name}\n{'bad' if name == 'b' else ''}\n", "utf-8")
    return folder


def emptied(articles: Path, out: Path) -> None:
    """A build that leaves one article of four."""
    build([articles / "a.txt"], out, prune=True, agree=always)


def test_a_build_that_took_nearly_all_out_is_undone_to_the_byte_and_again_done(articles: Path, tmp_path: Path, kg):
    out = tmp_path / "out"
    build([articles], out)
    before = results(out)
    emptied(articles, out)
    after = results(out)
    assert before["quarantine.jsonl"] and not after["quarantine.jsonl"]
    for expected, number in ((before, 4), (after, 1), (before, 4)):
        code, printed, said = kg("undo", "--store", out / "store")
        assert (code, printed) == (0, "") and f"{number} articles" in said
        assert results(out) == expected
        with open_snapshot(out / "store") as reader, ArticleStore.open(out / "store") as store:
            assert len(reader.keys()) == len(store.keys()) == number
            assert not store.lost and not list(store.check(default_graph=True))
    said = []
    assert build([articles], out, say=said.append).skipped == 4 and not said
    assert results(out) == before


def test_a_build_that_did_not_come_to_its_end_is_undone(articles: Path, tmp_path: Path, monkeypatch):
    out = tmp_path / "out"
    build([articles], out)
    before = results(out)
    with monkeypatch.context() as patched:
        patched.setattr("kg.pipeline.flow._Run.finish", lambda *_, **__: None)
        emptied(articles, out)
    with ArticleStore.open(out / "store") as store:
        undo(store)
        assert len(store.keys()) == 4
    assert results(out) == before


class Killed(BaseException):
    """Stands in for a kill, which nothing in the program catches."""


@pytest.mark.parametrize(
    "place", ["articles.copy_files", "articles.Journal.give_up", "articles.exchange", "rewriting.settle"]
)
def test_wherever_it_is_broken_off_the_same_command_goes_on(place, articles, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build([articles], out)
    before = results(out)
    emptied(articles, out)

    def killed(*_: object) -> None:
        raise Killed

    store = ArticleStore.open(out / "store")
    with monkeypatch.context() as patched:
        patched.setattr(f"kg.store.{place}", killed)
        with pytest.raises(Killed):
            undo(store)
    store._give_up()
    with open_snapshot(out / "store") as reader:
        assert len(reader.keys()) == 4
    with ArticleStore.open(out / "store") as again:
        assert not again.lost
        if len(again.keys()) == 1:
            undo(again)
        assert len(again.keys()) == 4
    build([articles], out)
    assert results(out) == before


def test_broken_off_before_the_results_are_written_it_goes_on_and_does_not_turn_round(articles, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build([articles], out)
    before = results(out)
    emptied(articles, out)
    after = results(out)
    with monkeypatch.context() as patched, ArticleStore.open(out / "store") as store:
        patched.setattr("kg.pipeline.undo.write_results", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            undo(store)
    for expected in (before, after, before):
        with ArticleStore.open(out / "store") as store:
            undo(store)
        assert results(out) == expected
        assert len(snapshots_of(out / "store")) == 2


def test_a_build_after_one_that_was_broken_off_is_undone_like_any(articles, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build([articles], out)
    emptied(articles, out)
    with monkeypatch.context() as patched, ArticleStore.open(out / "store") as store:
        patched.setattr("kg.pipeline.undo.write_results", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            undo(store)
    build([articles], out)
    whole = results(out)
    emptied(articles, out)
    with ArticleStore.open(out / "store") as store:
        undo(store)
    assert results(out) == whole


def test_after_the_first_build_there_is_nothing_to_undo(articles: Path, tmp_path: Path, kg):
    build([articles], tmp_path / "out")
    code, _, said = kg("undo", "--store", tmp_path / "out" / "store")
    assert code == 1 and "nothing can be undone: no older state is kept" in said
    code, _, said = kg("undo", "--store", tmp_path / "none")
    assert code == 1 and "there is no store" in said


def test_what_was_forgotten_does_not_come_back(articles: Path, tmp_path: Path, kg):
    out = tmp_path / "out"
    build([articles], out)
    build([articles], out)
    kept = Path(shutil.copytree(out / "store" / "snapshots", tmp_path / "kept"))
    assert kg("forget", "b.txt", "--yes", "--store", out / "store")[0] == 0
    assert kg("undo", "--store", out / "store")[0] == 1
    (articles / "a.txt").write_text("EGY hosts.\n", "utf-8")
    build([articles], out)
    assert kg("undo", "--store", out / "store")[0] == 0
    with open_snapshot(out / "store") as reader:
        assert reader.keys() == ["a.txt", "c.txt", "d.txt"]
    for older in kept.iterdir():  # as where forgetting was broken off before they were deleted
        shutil.copytree(older, out / "store" / "snapshots" / "00000000", dirs_exist_ok=True)
        break
    for name in sorted(path.name for path in (out / "store" / "snapshots").iterdir())[1:-1]:
        shutil.rmtree(out / "store" / "snapshots" / name)
    with ArticleStore.open(out / "store") as store, pytest.raises(KgError, match="must not come back"):
        undo(store)
