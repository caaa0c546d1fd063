"""`kg extract --explain`: the text with its mentions marked, and under each sentence what was read there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = """Kenya hosted a regional workshop on trafficking in Nairobi on 12 May 2021. Nothing else was said that day.
Egypt, Sudan and Tunisia took part in the workshop \x1b[31mthere. Call +254 20 555 0123 for a seat.

Contact: Jane Doe, jane@example.org, Tel: +254 20 555 0199
"""
Explained = Callable[..., str]


@pytest.fixture
def explained(kg: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Explained:
    """What the command prints about the text on a screen of 90 columns, with settings of the environment."""
    file = tmp_path / "a.txt"
    file.write_text(TEXT, "utf-8")

    def run(*options: str, **environment: str) -> str:
        with monkeypatch.context() as patch:
            for name, value in {"FORCE_COLOR": "", "NO_COLOR": "", "COLUMNS": "90", **environment}.items():
                patch.setenv(name, value)
            code, out, err = kg("extract", file, "--explain", *options)
        assert (code, err) == (0, "")
        return out

    return run


def test_mentions_are_marked_and_claims_stand_under_their_sentence(explained):
    out = explained(COLUMNS="200")
    first, rest = out.split("Nothing else was said that day.")
    assert "[Kenya: State e1] hosted a [regional workshop" in first and "in [Nairobi: Place e" in first
    row = next(line for line in first.splitlines() if "• host" in line)
    assert "→ Kenya (e1)" in row and "explicit, 0." in row
    assert "• participant" not in first
    assert "Egypt (e4); Sudan (e5); Tunisia (e6)" in rest, "one row for what is said alike"
    assert re.search(r"explicit, 0\.\d\d to 0\.\d\d,", rest), "with the lowest and the highest confidence"
    silent = rest.partition("[Egypt")[0]
    assert "•" not in silent, "a sentence that nothing was taken from says so by silence"


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_the_view_fits_the_screen(explained, columns):
    lines = explained(COLUMNS=str(columns)).splitlines()
    assert max(map(len, lines)) <= columns
    assert "• participant" in "\n".join(lines)


def test_colour_is_for_terminals_alone_and_no_sequence_of_the_text_gets_through(explained):
    assert "\x1b" not in explained()
    assert "\x1b" not in explained(FORCE_COLOR="1", NO_COLOR="1")
    coloured = explained(FORCE_COLOR="1")
    assert "\x1b[1;" in coloured and "\x1b[31mthere" not in coloured


def test_contacts_are_shown_when_asked_for_alone(explained):
    out = explained()
    assert "555" not in out and "jane@example.org" not in out
    assert "whom to contact: not shown" in out
    asked = explained("--with-contacts")
    assert "jane@example.org" in asked and "555 0199" in asked
