"""A store of two articles, built once, and copies of it to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.app import main
from kg.pipeline.flow import build
from tests.cli.test_app import news

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `kg …` in this process, on a wide terminal; gives exit code, output and messages."""
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.delenv("KG_SHARED", raising=False)
    monkeypatch.delenv("KG_NO_SKIP", raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `kg build` makes of two articles."""
    folder = tmp_path_factory.mktemp("built")
    for name, date in (("a", "2021-05-12"), ("b", "2021-06")):
        (folder / f"{name}.txt").write_text(news(name, date=date), "utf-8")
    assert build([folder], folder / "out").exit_code == 0
    return folder / "out"


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built, tmp_path / "out"))
