"""What the audit says of what pip-audit tells, and that it is no failure where nothing can be learned."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.audit import verdict

ROOT = Path(__file__).parent.parent
UNKNOWN = {"name": "a", "skip_reason": "Dependency not found and could not be audited: a (1.0)"}
SOUND = {"name": "b", "version": "1.0", "vulns": []}


def faulty(*mended_by: str) -> dict[str, Any]:
    return {"name": "c", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": [*mended_by], "aliases": []}]}


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ([SOUND, UNKNOWN], 0, "1 packages checked, of 2: 0 known faults, 0 mended"),
        ([SOUND, faulty("1.1", "2.0")], 1, "c 1.0: PYSEC-1: mended by 1.1, 2.0"),
        ([SOUND, faulty()], 0, "c 1.0: PYSEC-1: mended by no version"),
        ([UNKNOWN, UNKNOWN], 0, "skipped: nothing is known here of any of 2 packages"),
    ],
)
def test_a_fault_that_can_be_mended_fails(told: list[dict[str, Any]], code: int, said: str):
    found, lines = verdict(told)
    assert found == code and said in "\n".join(lines)


def test_without_a_network_it_is_skipped_with_the_reason():
    pytest.importorskip("pip_audit", reason="needs the extra `audit`")
    nowhere = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), "http://127.0.0.1:9")
    environment = {**os.environ, **nowhere, "NO_PROXY": "", "no_proxy": ""}
    command = [sys.executable, "-m", "tests.audit"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1) and done.stdout.startswith("skipped: "), done.stderr
