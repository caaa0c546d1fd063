"""The terminal as all commands write to it: words stand as they are, whatever signs they hold.

Names come from files and articles of others. What would break the line of a message in two, or move or colour the
terminal, is written out."""

from __future__ import annotations

import re
import sys
from typing import Any

from rich.console import Console
from rich.text import Text

from kg.read.errors import printable

_UNSEEN = re.compile(r"[^\n\t -~\xa0-\U0010ffff]|[\u2028\u2029]")


class PlainConsole(Console):
    """A console that takes nothing in words for an instruction: no `[red]` for a colour, no `:key:` for a picture, no
    control character but the ends of lines."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def render_str(self, text: str, **options: Any) -> Text:
        """The words as rich shows them."""
        return super().render_str(_UNSEEN.sub(lambda sign: printable(sign[0]), text), **options)


def say(line: str) -> None:
    """Says something on standard error, in one line, whatever stands in it."""
    print(f"kg: {printable(line)}", file=sys.stderr)
