"""Damaged stores after `kg build --repair`: some of the cases of `tests.repair_matrix`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.killed_builds import stand_ins
from tests.repair_matrix import SOME, Case, called, make_whole, try_case


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
