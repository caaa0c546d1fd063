"""grlc itself reads every question: its own parser, in an environment of its own, since it asks for exact versions of
what this program uses in a range."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.query import load_questions
from kg.query.questions import VIEWS
from kg.resources import folder

pytestmark = pytest.mark.wheel

READ = """
import json, sys
from pathlib import Path
from grlc import gquery
root = Path(sys.argv[1])
found = {}
for file in sorted(root.rglob("*.rq")):
    read = gquery.get_metadata(file.read_text("utf-8"), "http://localhost/sparql")
    found[file.relative_to(root).with_suffix("").as_posix()] = {
        "type": read["type"], "tags": read["tags"], "summary": read["summary"], "description": read["description"],
        "variables": [str(variable) for variable in read.get("variables", [])], "parameters": list(read["parameters"]),
    }
print("FOUND" + json.dumps(found))
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> dict[str, dict[str, object]]:
    """What grlc makes of each file."""
    place = tmp_path_factory.mktemp("grlc")
    python = place / "venv" / "bin" / "python"
    run(sys.executable, "-m", "venv", place / "venv", cwd=place)
    run(python, "-m", "pip", "install", "--quiet", "grlc>=1.3.11,<2", cwd=place)
    said = run(python, "-c", READ, folder("queries").resolve(), cwd=place)
    found: dict[str, dict[str, object]] = json.loads(said.partition("FOUND")[2])
    return found


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_grlc_reads_the_header_and_the_query_of_each_question(read):
    for name, question in load_questions().items():
        view = question.group == VIEWS
        assert read[name]["type"] == ("ConstructQuery" if view else "SelectQuery"), name
        assert read[name]["tags"] == [question.group]
        assert read[name]["summary"] == question.summary
        assert str(read[name]["description"]).strip() == question.description
        assert view or read[name]["variables"] == [column.name for column in question.columns]
    assert set(read) == set(load_questions())


def test_grlc_puts_no_text_of_a_user_into_a_question(read):
    """It writes parameters into queries unchecked, so that none is declared to it."""
    assert [name for name, found in read.items() if found["parameters"]] == []
