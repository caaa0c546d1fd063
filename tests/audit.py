"""Asks whether the installed packages have known faults, by pip-audit (the extra `audit`), within a minute:

    python -m tests.audit

Fails where one has a fault that another version mends. Where nothing can be learned, as without a network, it says why
and does not fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from sysconfig import get_path
from tempfile import TemporaryDirectory
from typing import Any

SECONDS = 50
"""How long to wait for the whole answer."""


def main() -> int:
    """Says what is known. Returns 1 where a fault is known that another version mends, else 0."""
    try:
        code, lines = verdict(report())
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        code, lines = 0, [f"skipped: pip-audit gave no answer ({reason(error)})"]
    print("\n".join(lines))
    return code


def report(seconds: float = SECONDS) -> list[dict[str, Any]]:
    """What pip-audit tells of each package here. Raises SubprocessError, OSError or ValueError where it is none."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "report.json")
        ways = ["--path", get_path("purelib"), "--skip-editable", "--progress-spinner", "off", "--timeout", "10"]
        command = [sys.executable, "-m", "pip_audit", *ways, "--format", "json", "--output", file]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        if not file.is_file():
            raise subprocess.SubprocessError((done.stderr.strip().splitlines() or ["no report"])[-1])
        found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["dependencies"]
        return found


def verdict(told: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """The exit code, and the lines to say: one for each known fault, and one in sum."""
    checked = sum("vulns" in package for package in told)
    if not checked:
        return 0, [f"skipped: nothing is known here of any of {len(told)} packages: the data cannot be reached"]
    found = [(package, fault) for package in told for fault in package.get("vulns", ())]
    lines = [
        f"{package['name']} {package['version']}: {fault['id']}: mended by "
        f"{', '.join(fault['fix_versions']) or 'no version'}"
        for package, fault in found
    ]
    mendable = sum(bool(fault["fix_versions"]) for _, fault in found)
    numbers = f"{len(lines)} known faults, {mendable} mended by another version"
    return int(mendable > 0), [*lines, f"{checked} packages checked, of {len(told)}: {numbers}"]


def reason(error: Exception) -> str:
    """Why there is no answer, in one line."""
    if isinstance(error, subprocess.TimeoutExpired):
        return f"within {error.timeout:g} s"
    return str(error).rpartition(": ")[2].strip(" \"')")


if __name__ == "__main__":
    sys.exit(main())
