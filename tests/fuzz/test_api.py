"""The JSON API against its own description: a running server is asked what the description allows and what it forbids,
and every answer must be one that it tells."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.serve.api.table import resources
from tests.serve.running import Server

CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "unsupported_method",
)  # fmt: skip
CONFIGURATION = "[checks.negative_data_rejection]\nexpected-statuses = [400, 404, 405, 414]\n"
PHASES = "examples,coverage,fuzzing"
RESOURCES = ("--include-path-regex", r"^/[a-z]+\.json$", "--phases", PHASES, "--max-examples", "12")
QUESTIONS = ("--include-path-regex", "^/questions/", "--phases", "fuzzing", "--max-examples", "2")


@pytest.fixture(scope="module")
def server(built_examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the examples."""
    store = tmp_path_factory.mktemp("served") / "store"
    shutil.copytree(built_examples / "store", store)
    with Server(store, "--quiet") as running:
        yield running


@pytest.mark.fuzz
@pytest.mark.parametrize("asked", [RESOURCES, QUESTIONS], ids=["resources", "questions"])
def test_every_answer_is_as_described(server: Server, asked: tuple[str, ...], tmp_path: Path):
    if importlib.util.find_spec("schemathesis") is None:
        pytest.skip("the extra fuzz is not installed")
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION, "utf-8")
    command = [sys.executable, "-m", "schemathesis.cli", "run"]
    options = ("--checks", ",".join(CHECKS), "--generation-deterministic", "--no-shrink")
    address = f"http://127.0.0.1:{server.port}/openapi.json"
    done = subprocess.run(
        [*command, address, *options, *asked], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    addresses = [path for path in resources() if re.search(asked[1], path)]
    assert f"Tested: {len(addresses)}\n" in done.stdout, done.stdout[-2000:]
    assert re.search(r"([1-9]\d*) generated, \1 passed", done.stdout), done.stdout[-2000:]
