"""The wheel: what is in it, and that it works away from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "examples" / "articles"
PLACES = {"kg/": "kg/", "ontology/": "kg/data/ontology/", "queries/": "kg/data/queries/"}
"""The folders that travel, and where they lie in the wheel."""
STRAY = (
    "kg/__pycache__/cli.cpython-311.pyc",
    "ontology/out/private.ttl",
    "queries/build/x.rq",
    "kg/dist/x",
    "out/x.ttl",
)
"""Files as they lie about in a checkout and git ignores them."""


def tracked() -> list[str]:
    """The files of the checkout that git has, or would take."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a checkout of git")
    return [path for path in done.stdout.split("\0") if (ROOT / path).is_file()]


def run(*command: object, cwd: Path) -> str:
    """Runs a command in another folder, with nothing of this environment that could lead it back to the checkout. It
    succeeds, and warns of nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTHONPATH", "VIRTUAL"))}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env={**kept, "COLUMNS": "100"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "warning" not in done.stderr.lower(), f"{' '.join(words)}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the checkout in which stray files lie."""
    copy = tmp_path_factory.mktemp("source")
    for path in [*tracked(), *STRAY]:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        if path in STRAY:
            (copy / path).write_text("stray", "utf-8")
        else:
            shutil.copyfile(ROOT / path, copy / path)
    built = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", built, copy, cwd=built)
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a new environment that has the wheel and what it asks for, and nothing else."""
    place = tmp_path_factory.mktemp("elsewhere") / "venv"
    run(sys.executable, "-m", "venv", "--upgrade-deps", place, cwd=place.parent)
    run(place / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, cwd=place.parent)
    run(place / "bin" / "python", "-m", "pip", "check", cwd=place.parent)
    return place / "bin"


def test_the_wheel_holds_what_git_has_of_the_package_and_nothing_else(wheel: Path):
    expected = {PLACES[top] + path.removeprefix(top) for path in tracked() for top in PLACES if path.startswith(top)}
    names = set(zipfile.ZipFile(wheel).namelist())
    metadata = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    assert names - metadata == expected
    assert {name.partition("/")[2] for name in metadata} == {
        "METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE",
    }  # fmt: skip


def test_the_data_travel(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    for start, suffix in [
        ("kg/data/ontology/", ".ttl"),
        ("kg/data/ontology/reference/", ".csv"),
        ("kg/data/queries/", ".rq"),
        ("kg/extract/tables/", ".tsv"),
        ("kg/graph/tables/", ".toml"),
        ("kg/view/", ".js"),
        ("kg/view/", ".css"),
        ("kg/view/", ".toml"),
        ("kg/", "py.typed"),
    ]:
        assert [name for name in names if name.startswith(start) and name.endswith(suffix)], (start, suffix)


def test_the_command_tells_the_version_of_the_package(installed: Path, tmp_path: Path):
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert run(installed / "kg", "--version", cwd=tmp_path) == f"kg {version}\n"


def test_the_wheel_builds_the_graph_that_the_checkout_builds(installed: Path, tmp_path: Path):
    chosen = two_articles(tmp_path / "articles")
    here = built(sys.executable, "-m", "kg", articles=chosen, out=tmp_path / "here", cwd=ROOT)
    there = built(installed / "kg", articles=chosen, out=tmp_path / "there", cwd=tmp_path)
    for name in ("graph.ttl", "graph.trig", "report.html", "graph.html", "quarantine.jsonl"):
        assert (there / name).read_bytes() == (here / name).read_bytes(), name
    kg, store = installed / "kg", there / "store"
    question = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a <https://w3id.org/mgkg/ontology#Article> }"
    (tmp_path / "own.rq").write_text(question, "utf-8")
    assert run(kg, "query", "own.rq", "--format", "csv", "--store", store, cwd=tmp_path).split() == ["n", "2"]
    listed = run(kg, "query", cwd=tmp_path)
    assert [path.stem for path in (ROOT / "queries").glob("*.rq") if path.stem not in listed] == []
    run(kg, "query", "events", "--store", store, cwd=tmp_path)
    assert "conforms" in run(kg, "validate", "--store", store, cwd=tmp_path)
    assert "conforms" in run(kg, "validate", there / "graph.ttl", cwd=tmp_path)
    assert "every quotation stands" in run(kg, "verify", "--store", store, cwd=tmp_path)


def test_a_release_lists_the_packages_that_are_installed(installed: Path, tmp_path: Path):
    out = built(installed / "kg", articles=two_articles(tmp_path / "articles"), out=tmp_path / "out", cwd=tmp_path)
    run(installed / "kg", "release", "1.0.0", "--out", "release", "--store", out / "store", cwd=tmp_path)
    bill = json.loads((tmp_path / "release" / "software" / "sbom.cdx.json").read_text("utf-8"))
    listed = {(one["name"], one["version"]) for one in [bill["metadata"]["component"], *bill["components"]]}
    packages = json.loads(run(installed / "python", "-m", "pip", "list", "--format", "json", cwd=tmp_path))
    there = {(canonicalize_name(one["name"]), one["version"]) for one in packages}
    assert {one for one in there - listed if one[0] not in ("pip", "setuptools")} == set()
    assert listed <= there


def two_articles(folder: Path) -> Path:
    """A folder with two of the examples."""
    folder.mkdir()
    for article in sorted(ARTICLES.iterdir())[:2]:
        shutil.copyfile(article, folder / article.name)
    return folder


def built(*kg: object, articles: Path, out: Path, cwd: Path) -> Path:
    command: Sequence[object] = (*kg, "build", articles, "--out", out)
    assert "Articles found" in run(*command, cwd=cwd)
    return out
