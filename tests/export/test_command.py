"""`kg export` as a user meets it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kg.export import FORMATS, Frame, Profile
from kg.store import ArticleStore, publish
from tests.export.written import EVERY, article, reference, written

CONTENT = "Kenya hosted the launch on 1 October."


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("stored") / "store"
    with ArticleStore.open(folder) as store:
        store.load_reference(reference())
        store.commit_article(article(1))
        publish(store)
    return folder


@pytest.fixture(scope="module")
def same() -> ArticleStore:
    store = ArticleStore.in_memory()
    store.load_reference(reference())
    store.commit_article(article(1))
    return store


@pytest.mark.parametrize(("name", "profile"), EVERY)
def test_every_format_and_profile_is_written(kg, name, profile, directory, same, tmp_path):
    wanted = written(same, name, profile, tmp_path)
    out = tmp_path / "new" / "out"
    told = kg("export", "--format", name, "--profile", profile, "--store", directory, "--out", out)
    assert told == (0, "", f"kg: wrote {out}\n")
    assert [file.read_bytes() for file in (sorted(out.iterdir()) if out.is_dir() else [out])] == list(wanted.values())


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if not entry.is_set and entry.is_text])
def test_one_file_goes_to_standard_output_in_the_first_profile(kg, name, directory, same, tmp_path):
    (wanted,) = written(same, name, FORMATS[name].profiles[0], tmp_path).values()
    code, out, err = kg("export", "--format", name, "--store", directory)
    assert (code, out, err) == (0, wanted.decode(), "")


def test_parquet_says_what_it_needs(kg, directory, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    told = kg("export", "--format", "parquet", "--store", directory, "--out", tmp_path / "out")
    assert told == (1, "", "kg: --format parquet needs pyarrow: pip install '.[parquet]'\n")
    assert not (tmp_path / "out").exists()


def test_trees_are_asked_for_by_frame(kg, directory, same, tmp_path):
    (wanted,) = written(same, "jsonld", Profile.plain, tmp_path, frame=Frame.actor).values()
    asked = ("export", "--format", "jsonld", "--profile", "plain", "--frame", "actor", "--store", directory)
    assert kg(*asked)[1] == wanted.decode() and CONTENT not in wanted.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--format", "xml"), "'xml' is no export format: choose one of turtle, trig, "),
        (("--format", "turtle", "--frame", "event"), "turtle has no trees: leave --frame out, or choose jsonld."),
        (("--format", "jsonld", "--frame", "place"), "'place' is not one of"),
        (("--format", "turtle", "--with-contacts"), "in the full profile alone: add --profile full."),
        (("--format", "trig", "--profile", "short"), "'short' is not one of"),
        (("--format", "sqlite"), "sqlite is no text, which standard output could take: give a file with --out FILE."),
        *((("--format", name), "give a folder with --out DIR.") for name, entry in FORMATS.items() if entry.is_set),
    ],
)
def test_what_cannot_be_written_is_wrong_usage_in_one_line(kg, asked, said, directory):
    code, out, err = kg("export", *asked, "--store", directory)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("kg: usage: ") and said in err


def test_what_is_no_file_and_what_is_a_stores_own_is_not_written_over(kg, directory, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    before = {path: path.stat().st_mtime_ns for path in directory.rglob("*")}
    for out, said in ((tmp_path / "pipe", "not a file"), (directory / "live" / "x.db", "lies in the store")):
        code, _, err = kg("export", "--format", "sqlite", "--store", directory, "--out", out)
        assert code == 1 and said in err and err.count("\n") == 1
    assert (tmp_path / "pipe").is_fifo()
    assert {path: path.stat().st_mtime_ns for path in directory.rglob("*")} == before


def test_contacts_come_where_asked_for(kg, directory):
    asked = ("export", "--profile", "full", "--store", directory)
    assert "555 01 11" not in kg(*asked)[1]
    assert "555 01 11" in kg(*asked, "--with-contacts")[1]
