"""A file is whole or the old one stays."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kg.export.files import whole_file, whole_files
from kg.records import KgError


def test_an_error_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "out.ttl"
    target.write_text("old")
    with pytest.raises(RuntimeError), whole_file(target) as file:
        file.write(b"half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_killed_runs_left_goes_but_not_what_another_one_writes(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    (tmp_path / ".graph.ttl.killed.new").write_text("half", "utf-8")
    (tmp_path / ".graph.trig.killed.new").write_text("of another file", "utf-8")
    with whole_file(target) as other:
        with whole_file(target) as file:
            file.write(b"first")
        other.write(b"last")
    assert {path.name for path in tmp_path.iterdir()} == {"graph.ttl", ".graph.trig.killed.new"}
    assert target.read_bytes() == b"last"


def test_a_new_file_is_readable_as_files_usually_are(tmp_path: Path) -> None:
    with whole_file(tmp_path / "new" / "out.ttl") as file:
        file.write(b"whole")
    (tmp_path / "usual").touch()
    assert (tmp_path / "new" / "out.ttl").read_bytes() == b"whole"
    assert stat.S_IMODE((tmp_path / "new" / "out.ttl").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "usual").stat().st_mode
    )


def test_a_dash_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with whole_file("-") as file:
        file.write(b"whole")
    assert capfdbinary.readouterr().out == b"whole"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KgError, match=r"out\.ttl: cannot be written"), whole_file(tmp_path / "file" / "out.ttl"):
        pass


def test_a_set_of_files_takes_its_place_together(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("old")
    with pytest.raises(RuntimeError), whole_files(tmp_path, is_set=True) as files:
        files.open("a").write(b"new")
        files.open("b").write(b"half")
        raise RuntimeError
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old", "b": "old"}
    with whole_files(tmp_path, is_set=True) as files:
        files.open("a").write(b"new")
        files.open("b").write(b"new")
        files.open("c").write(b"new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys("abc", "new")


def test_a_set_does_not_lie_beside_what_is_not_of_it(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("old")
    with (
        pytest.raises(KgError, match=r"holds claims\.csv, which is no part"),
        whole_files(tmp_path, is_set=True) as files,
    ):
        files.open("nodes.csv").write(b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]
