"""The notebook in examples/ runs from its first cell to its last, in a Python of its own."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install '.[test]'")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install '.[test]'")

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "examples" / "researcher.ipynb"


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> list[str]:
    """What each cell of code printed or showed, in a copy of the folder, as a run leaves it."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    folder = tmp_path_factory.mktemp("examples")
    (folder / "articles").symlink_to(NOTEBOOK.parent / "articles")
    manager = AsyncKernelManager()
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    # no kernel needs to be installed under a name: this Python is one
    manager._kernel_spec = KernelSpec(argv=command, language="python", display_name="this Python")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = nbclient.NotebookClient(notebook, km=manager, timeout=300, resources={"metadata": {"path": str(folder)}})
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1767225600"})
    return [text_of(cell) for cell in notebook.cells if cell.cell_type == "code"]


def text_of(cell) -> str:
    shown = (output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)
    return "\n".join(shown)


def test_it_runs_to_its_end_and_shows_what_it_tells_of(printed):
    first, about, rows, dates, hosts, evidence, network, footnote, comparison, last = printed
    assert re.search(r"^20 articles, \d+ events, \d+ claims; graph version sha256:[0-9a-f]{64}$", first, re.MULTILINE)
    assert about.startswith("participating-states: ")
    assert "Egypt is taken for <https://w3id.org/mgkg/id/state/EGY>" in rows
    assert "datetime64" in dates and "eventLabel" in dates
    assert "events" in hosts and "INTERPOL" in evidence and "betweenness" in network
    assert "on 1 January 2026" in footnote and comparison.startswith("the same result: ")
    assert re.fullmatch(r"\d+,\d+ plain facts\n", last)


def test_it_is_kept_without_outputs_and_without_traces_of_a_machine():
    content = json.loads(NOTEBOOK.read_text("utf-8"))
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
    assert content["metadata"]["language_info"] == {"name": "python"}
    assert all(cell["metadata"] == {} for cell in content["cells"])
