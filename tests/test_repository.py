"""What every file of the repository must keep to."""

from __future__ import annotations

import csv
import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
TOP = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "ontology", "kg", "queries", "tests", "examples"}
LARGEST = 1_000_000

# Written so that this file does not name what it looks for.
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.|npmjs\.(org|com)|(deb|security|snapshot)\.debian\.|proxy\.golang\.")
MACHINE_PATH = re.compile(r"(?<![\w.~/*-])/(work|home|root|Users|opt|mnt)/[\w.]")
LOCK = re.compile(r"(^|/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|.*\.lock|pip\.conf|\.npmrc)$")


@cache
def paths() -> tuple[str, ...]:
    """The files that git has, or would take: whatever lies here and is not ignored."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a checkout of git")
    return tuple(path for path in sorted(set(done.stdout.split("\0"))) if (ROOT / path).is_file())


@cache
def texts() -> dict[str, str]:
    """The text of each file; bytes that are no UTF-8 do not matter here."""
    return {path: (ROOT / path).read_bytes().decode("utf-8", "replace") for path in paths()}


def files_with(pattern: re.Pattern[str]) -> list[str]:
    return [f"{path}: {found[0]}" for path, text in texts().items() if (found := pattern.search(text))]


def tables(suffix: str) -> list[str]:
    return [path for path in paths() if path.endswith(suffix)]


def test_nothing_else_stands_at_the_top():
    top = {path.partition("/")[0] for path in paths()}
    assert {name for name in top if not name.startswith(".")} == TOP


def test_no_file_is_large():
    assert [path for path in paths() if (ROOT / path).stat().st_size > LARGEST] == []


def test_no_file_names_a_package_registry_or_a_place_on_a_machine():
    assert files_with(REGISTRY) == []
    assert files_with(MACHINE_PATH) == []


def test_there_is_no_lock_file_and_no_configuration_of_a_package_client():
    assert [path for path in paths() if LOCK.search(path)] == []


def test_no_symbolic_link_and_no_program_but_ci():
    assert [path for path in paths() if (ROOT / path).is_symlink()] == []
    programs = [path for path in paths() if os.access(ROOT / path, os.X_OK)]
    assert [path for path in programs if path != ".ci/run"] == []


def test_every_table_has_one_header_and_rows_as_wide():
    wrong = [f"{path}: {fault}" for path in tables(".tsv") for fault in faults_of(plain_rows(path))]
    wrong += [f"{path}: {fault}" for path in tables(".csv") for fault in faults_of(quoted_rows(path))]
    assert wrong == []


def plain_rows(path: str) -> list[list[str]]:
    """Rows of a .tsv: tabs and no quoting; lines from `#` on are comments."""
    lines = (ROOT / path).read_bytes().decode("utf-8").split("\n")
    assert lines[-1] == "", f"{path}: the last line has no end"
    return [line.split("\t") for line in lines[:-1] if line and not line.startswith("#")]


def quoted_rows(path: str) -> list[list[str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def faults_of(rows: list[list[str]]) -> list[str]:
    header, *rest = rows
    faults = [f"line {number} has {len(row)} cells" for number, row in enumerate(rest, 2) if len(row) != len(header)]
    if len(set(header)) < len(header) or not all(header):
        faults.append("a column without a name of its own")
    if any("\r" in cell for row in rows for cell in row):
        faults.append("line ends other than LF")
    return faults


@pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation texts are not here (set KG_SHARED)")
def test_no_sentence_of_a_text_that_is_kept_out_is_here():
    """Names the file and the text, and never the sentence: what is held out stays unread."""
    kept_out = [*SHARED.glob("seed/*.txt"), *SHARED.glob("evaluation/held-out/text/*.txt")]
    assert kept_out
    here = {path: squeezed(text) for path, text in texts().items()}
    found = {
        f"{path} has a sentence of {file.name}"
        for file in kept_out
        for sentence in sentences(file)
        for path, text in here.items()
        if sentence in text
    }
    assert sorted(found) == []


def sentences(file: Path) -> list[str]:
    """The sentences of a text that are long enough to be its own."""
    parts = re.split(r"(?<=[.!?])\s+|\n", file.read_text("utf-8", "replace"))
    return [squeezed(part) for part in parts if len(part) > 60]


def squeezed(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold()
