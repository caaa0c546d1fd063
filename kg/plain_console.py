"""The terminal as all commands write to it: words stand as they are, whatever signs they hold."""

from __future__ import annotations

from typing import Any

from rich.console import Console


class PlainConsole(Console):
    """A console that takes nothing in words for an instruction: no `[red]` for a colour, no `:key:` for a picture."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)
