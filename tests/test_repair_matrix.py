"""Damaged stores after `kg build --repair`: some of the cases of `tests.repair_matrix`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import kg.health.repair
from kg.health.repair import repair
from kg.pipeline.flow import build
from tests.killed_builds import stand_ins
from tests.pipeline.test_flow import results
from tests.repair_matrix import FILES, SOME, Case, called, make_whole, try_case


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole store, and what it was made of."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        stand_ins(patch)
        make_whole(folder)
    return folder


@pytest.mark.parametrize("case", SOME, ids=map(called, SOME))
def test_a_damaged_file(case: Case, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    stand_ins(monkeypatch)
    try_case(case, whole, tmp_path / "out")


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
