"""What stands in a table or a message stands there as it is."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.table import Table

from kg.cli.console import PlainConsole

Command = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("words", ["mg:key: and :warning:", "[red]Kenya[/red]", "[/]", "a [link=file:///x]b"])
def test_no_sign_is_an_instruction(words: str) -> None:
    table = Table()
    table.add_column(words)
    table.add_row(words)
    out = StringIO()
    console = PlainConsole(file=out, width=80)
    console.print(table)
    console.print(words)
    assert out.getvalue().count(words) == 3


HOSTILE = "a\nkg: fake\x1b[31m\u2028b"
"""A name that ends its line, begins one that looks like a message, and colours the terminal."""


def test_a_message_is_one_line_whatever_name_stands_in_it(kg: Command, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for kind in ("txt", "pdf", "docx", "jsonl"):
        (folder / f"{HOSTILE}.{kind}").write_bytes(b"\0\1")
    (folder / f"{HOSTILE}-linked.txt").symlink_to("nowhere")
    code, printed, said = kg("build", folder, "--out", tmp_path / HOSTILE)
    assert code == 1 and said.count("kg: fake") >= 5
    assert all(line.startswith("kg: ") and not line.startswith("kg: fake") for line in lines(said)), said
    assert "kg: fake" not in [line.strip(" │") for line in lines(printed)] and "\x1b" not in printed + said


@pytest.mark.parametrize(
    "words",
    [
        ("validate", HOSTILE),
        ("doctor", "--store", HOSTILE),
        ("query", "events", "--store", HOSTILE),
        ("extract", HOSTILE),
        ("import", HOSTILE, "--source", "Harbour House"),
        ("diff", HOSTILE, HOSTILE),
        ("evaluate", HOSTILE, HOSTILE),
        ("view", HOSTILE, "--store", HOSTILE),
        ("undo", "--store", HOSTILE),
        ("forget", "--person", HOSTILE, "--dry-run", "--store", HOSTILE),
        ("release", HOSTILE, "--out", HOSTILE, "--store", HOSTILE),
    ],
    ids=lambda words: words[0],
)
def test_each_command_says_in_one_line_what_is_wrong(kg: Command, words: tuple[str, ...]) -> None:
    code, printed, said = kg(*words)
    assert code and "\x1b" not in printed + said and "\u2028" not in printed + said
    assert not [line for line in lines(printed + said) if line.startswith("kg: fake")]


def lines(text: str) -> list[str]:
    """The lines as a terminal shows them."""
    return text.replace("\r", "\n").split("\n")[:-1]
