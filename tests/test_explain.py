"""`kg extract --explain`: the text with its mentions marked, and under each sentence what was read there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = """Kenya hosted a regional workshop on trafficking in Nairobi on 12 May 2021. Nothing else was said that day.
Egypt, Sudan and Tunisia took part in the workshop \x1b[31mthere. Call +254 20 555 0123 for a seat.

Contact: Jane Doe, jane@example.org, Tel: +254 20 555 0199
"""


def explained(file: Path, *options: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "extract", str(file), "--explain", *options],
        capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, "FORCE_COLOR": "", "NO_COLOR": "", "COLUMNS": "90", **environment},
    )  # fmt: skip
    assert not done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("explained") / "a.txt"
    made.write_text(TEXT, "utf-8")
    return made


def test_mentions_are_marked_and_claims_stand_under_their_sentence(file):
    out = explained(file, COLUMNS="200")
    first, rest = out.split("Nothing else was said that day.")
    assert "[Kenya: State e1] hosted a [regional workshop" in first and "in [Nairobi: Place e" in first
    row = next(line for line in first.splitlines() if "• host" in line)
    assert "→ Kenya (e1)" in row and "explicit, 0." in row
    assert "• participant" not in first
    assert "Egypt (e4); Sudan (e5); Tunisia (e6)" in rest, "one row for what is said alike"
    silent = rest.partition("[Egypt")[0]
    assert "•" not in silent, "a sentence that nothing was taken from says so by silence"


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_the_view_fits_the_screen(file, columns):
    lines = explained(file, COLUMNS=str(columns)).splitlines()
    assert max(map(len, lines)) <= columns
    assert "• participant" in "\n".join(lines)


def test_colour_is_for_terminals_alone_and_no_sequence_of_the_text_gets_through(file):
    assert "\x1b" not in explained(file)
    assert "\x1b" not in explained(file, FORCE_COLOR="1", NO_COLOR="1")
    coloured = explained(file, FORCE_COLOR="1")
    assert "\x1b[1;" in coloured and "\x1b[31mthere" not in coloured


def test_contacts_are_shown_when_asked_for_alone(file):
    out = explained(file)
    assert "555" not in out and "jane@example.org" not in out
    assert "whom to contact: not shown" in out
    asked = explained(file, "--with-contacts")
    assert "jane@example.org" in asked and "555 0199" in asked
