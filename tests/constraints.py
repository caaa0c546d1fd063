"""Writes tests/constraints.txt: the versions of the packages that the program runs on here, where its tests ran, with
the digests of all files of each, whatever machine they are for. It asks the index, and needs the extra `audit`:

    python -m tests.constraints

What builds the package is listed too, so that an installation takes nothing without a digest."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from uv import find_uv_bin

from kg.release.packages import PROGRAM, run_time_packages

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "constraints.txt"
_HEAD = """\
# The versions that the tests ran with, and the digests of their files (python -m tests.constraints writes this):
# pip install --require-hashes -r tests/constraints.txt && pip install --no-deps --no-build-isolation .
"""
_WAYS = "--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url"


def main() -> int:
    """Writes the file. Returns the exit code of the resolver where it finds no solution."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    tested = (f"{one.name}=={one.version}" for one in run_time_packages().values() if one.name != PROGRAM)
    with TemporaryDirectory() as folder:
        builders, versions = Path(folder, "build.in"), Path(folder, "tested.txt")
        builders.write_text("\n".join(build), "utf-8")
        versions.write_text("\n".join(tested), "utf-8")
        command = [find_uv_bin(), "pip", "compile", "--quiet", "pyproject.toml", builders, "--constraint", versions]
        done = subprocess.run([*command, *_WAYS.split()], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        FILE.write_text(_HEAD + done.stdout, "utf-8")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
