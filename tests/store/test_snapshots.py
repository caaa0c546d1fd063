"""Readers see the last published state, and never what a writer works on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph import ArticleGraph
from kg.graph.terms import mg
from kg.pipeline.flow import build
from kg.records import KgError
from kg.store import ArticleStore, is_public, open_snapshot, publish

Make = Callable[..., ArticleGraph]


def test_readers_see_what_was_published_while_a_writer_goes_on(store: ArticleStore, make: Make) -> None:
    assert store.directory is not None
    store.commit_article(make("a.txt"))
    publish(store)
    store.commit_article(make("b.txt"))
    assert open_snapshot(store.directory).keys() == ["a.txt"]
    publish(store)
    assert open_snapshot(store.directory).keys() == ["a.txt", "b.txt"]


def test_a_reader_keeps_its_state_when_newer_ones_replace_it(store: ArticleStore, make: Make) -> None:
    assert store.directory is not None
    store.commit_article(make("a.txt"))
    publish(store)
    reader = open_snapshot(store.directory)
    for number in range(4):
        store.commit_article(make(f"{number}.txt"))
        publish(store)
    assert reader.keys() == ["a.txt"]
    assert not list(reader.check(default_graph=True))
    assert len(list((store.directory / "snapshots").iterdir())) == 2


def test_a_reader_cannot_write(store: ArticleStore, make: Make) -> None:
    assert store.directory is not None
    publish(store)
    with pytest.raises(KgError, match="cannot be written"):
        open_snapshot(store.directory).commit_article(make("a.txt"))


def test_what_a_broken_off_build_left_can_be_read(tmp_path: Path, make: Make) -> None:
    with ArticleStore.open(tmp_path) as store:
        store.commit_article(make("a.txt"))
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "00000001.new").mkdir()
    assert open_snapshot(tmp_path).keys() == ["a.txt"]
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["00000001"]


def test_where_nothing_changed_nothing_is_published_and_what_a_killed_run_left_goes(
    store: ArticleStore, make: Make
) -> None:
    assert store.directory is not None
    for key in ("a.txt", "b.txt"):
        store.commit_article(make(key))
        newest = publish(store)
    for folder in ("public", "snapshots"):
        (store.directory / folder / "00000000.new").mkdir()
    (store.directory / "public" / "00000000").mkdir()
    assert publish(store) == newest
    for folder, ending in (("snapshots", ""), ("public", ""), ("states", ".json")):
        names = sorted(path.name for path in (store.directory / folder).iterdir())
        assert names == [f"00000001{ending}", f"00000002{ending}"]
    store.note_source("a.txt", "other")
    assert publish(store) != newest, "what no public copy holds has changed"
    shutil.rmtree(newest.parents[1] / "public" / "00000003")
    assert publish(store).name == "00000004", "a copy is missing"


def test_without_a_store_the_error_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no store: make one with 'kg build"):
        open_snapshot(tmp_path)


def test_beside_a_snapshot_stands_a_copy_of_what_is_public(store: ArticleStore, make: Make) -> None:
    assert store.directory is not None
    for number in range(4):
        store.commit_article(make(f"{number}.txt"))
        publish(store)
    assert sorted(path.name for path in (store.directory / "public").iterdir()) == ["00000003", "00000004"]
    reader = open_snapshot(store.directory)
    assert reader.public is not None
    held = {quad for quad in reader.store if is_public(quad.graph_name)}
    assert set(reader.public) == held < set(reader.store)


def test_no_file_of_the_public_copy_has_a_number_or_an_address(tmp_path: Path) -> None:
    """Not even where no query reaches: the files can be copied by whoever serves them."""
    store, number, address, words = tmp_path / "out" / "store", "+254 20 555 0111", "desk@example.org", "Doors open at"
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        text = (
            f"Nairobi – Kenya hosted a workshop on data on 10 May 2021, tel. {number}. Egypt attended the workshop.\n"
        )
        (tmp_path / "in" / name).write_text(f"{text}{words} nine.\n\nContact: {name}, {number}, {address}\n", "utf-8")
        build([tmp_path / "in"], tmp_path / "out", store_only=True)  # all at first, then what is new
        for said in (number, address, words):
            assert any(said.encode() in path.read_bytes() for path in files(store / "live")), "it is not compressed"
            assert not any(said.encode() in path.read_bytes() for path in files(store / "public"))
    with open_snapshot(store) as reader:
        assert reader.public is not None and len(list(reader.public.quads_for_pattern(None, mg("host"), None))) > 0


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_copy_of_a_run_that_was_broken_off_is_made_anew(store: ArticleStore, make: Make) -> None:
    assert store.directory is not None
    store.commit_article(make("a.txt"))
    for leftover in ("00000001", "00000007.new"):
        (store.directory / "public" / leftover).mkdir(parents=True)
    publish(store)
    reader = open_snapshot(store.directory)
    assert reader.public is not None
    assert {quad.graph_name for quad in reader.public} == set(filter(is_public, _graphs(reader)))
    assert [path.name for path in (store.directory / "public").iterdir()] == ["00000001"]


def test_a_store_of_an_older_version_without_public_copies_can_be_read(store: ArticleStore, make: Make) -> None:
    assert store.directory is not None
    store.commit_article(make("a.txt"))
    publish(store)
    shutil.rmtree(store.directory / "public")
    reader = open_snapshot(store.directory)
    assert (reader.keys(), reader.public) == (["a.txt"], None)


def _graphs(reader: ArticleStore) -> set[object]:
    return {quad.graph_name for quad in reader.store}
