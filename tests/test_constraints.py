"""The versions that were tested are listed with digests, and fit what the package asks for."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kg.release.packages import PROGRAM, run_time_packages

ROOT = Path(__file__).parent.parent
FILE = ROOT / "tests" / "constraints.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NEEDED = [*map(Requirement, [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]])]


def pinned() -> dict[str, tuple[str, list[str]]]:
    """The version and the digests of each package of the file, which has nothing else in it."""
    lines = [line for line in FILE.read_text("utf-8").replace("\\\n", "").splitlines() if not line.startswith("#")]
    found = {}
    for line in lines:
        requirement, *digests = re.split(r"\s+--hash=sha256:", line)
        one = Requirement(requirement)
        (version,) = one.specifier
        assert version.operator == "==" and one.url is None and one.name not in found, line
        found[one.name] = version.version, digests
    return found


def test_each_package_has_one_version_and_digests_and_no_address():
    digests = [digest for _, found in pinned().values() for digest in found]
    assert len(digests) > 500 and all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in digests)
    assert all(found for _, found in pinned().values())
    assert "://" not in FILE.read_text("utf-8")


def test_what_is_listed_and_what_is_installed_fits_what_is_asked_for():
    for needed in NEEDED:
        version, _ = pinned()[canonicalize_name(needed.name)]
        assert needed.specifier.contains(version), f"{needed}: listed is {version}; run python -m tests.constraints"
    for needed in map(Requirement, PROJECT["project"]["dependencies"]):
        assert needed.specifier.contains(metadata.version(needed.name)), needed
    assert len(pinned()) > len(NEEDED) and len(run_time_packages()) > len(NEEDED), "what they need is there too"
    assert PROGRAM not in pinned()


@pytest.mark.wheel
def test_pip_installs_the_listed_files_alone(tmp_path: Path):
    # older pips take what is asked for with an extra for another package, of no listed version
    subprocess.run([sys.executable, "-m", "venv", "--upgrade-deps", tmp_path / "venv"], check=True)
    pip = [tmp_path / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", FILE], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", ROOT], check=True)
    done = subprocess.run([*pip[:-2], "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
