"""On a machine that must run every test (`KG_NO_SKIP=1`, as CI does), a test that skips itself fails."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What is first used is loaded and compiled then, so no test is timed; and the same code has the same outcome each time:
# `--hypothesis-profile explore` looks for new cases.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=5000)
settings.load_profile("repeatable")

for name in (
    "KG_LLM_URL",
    "KG_LLM_MODEL",
    "KG_LLM_READINGS",
    "KG_ENDPOINT_USER",
    "KG_ENDPOINT_PASSWORD",
    "KG_ENDPOINT_TOKEN",
):
    # no test asks the language model that a machine may be set to, nor shows its passwords
    os.environ.pop(name, None)

NO_SKIP = bool(os.environ.get("KG_NO_SKIP"))
SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared"))
EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"


def may_skip(reason: str) -> bool:
    """Whether no machine could run the test that skips for this reason: root may read every file, and the evaluation
    texts are not public."""
    return "may read every file" in reason or ("KG_SHARED" in reason and not SHARED.is_dir())


def forbid(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Makes a failure of a skip that only says that the machine lacks something."""
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not may_skip(reason):
        report.outcome = "failed"
        report.longrepr = f"KG_NO_SKIP is set, and this was skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if NO_SKIP:
        forbid(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if NO_SKIP:
        forbid(report)
    return report


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Runs the command in this process; returns exit code, standard output and standard error."""
    from kg.cli.app import main

    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return run


@pytest.fixture(scope="session")
def built_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `kg build` makes of the example articles, made once for all processes that run tests: to be read or copied,
    never changed."""
    from kg.pipeline.flow import build

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each of them has a folder of its own below that of the run
        folder = folder.parent
    made = folder / "built-examples"
    with (folder / "built-examples.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            new = made.with_suffix(".new")
            assert build([EXAMPLES], new).exit_code == 0
            new.rename(made)
    return made


@pytest.fixture(scope="module")
def browser() -> Generator[Browser, None, None]:
    """A real Chromium, one for each file of tests that asks for it."""
    from tests.browser import chromium

    with chromium() as running:
        yield running
