"""What stands in a table or a message stands there as it is."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.table import Table

from kg.plain_console import PlainConsole


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
