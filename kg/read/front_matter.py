"""YAML front matter of text files: where it stands, what it says, and where its title stands.

The stored text of an article is the whole file, front matter included, so that offsets point into the file as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from kg.records import Span

MOST = 20_000
"""A block longer than this is no front matter."""

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_FIELD = re.compile(r"[\w-]+[ \t]*:(?:[ \t]|$)|[ \t]+\S|-[ \t]|#|\s*$")
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(?P<value>\S[^\n]*(?:\n[ \t]+\S[^\n]*)*)$", re.M)
_WRAPPING = re.compile(r"[|>][+-]?[0-9]?[ \t]*\n[ \t]*|[\"']")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`end`: where the block ends in the text, 0 where there is none. `fields`: its values, all as text. `title`: where
    the value of `title` stands, without its quotes. `fault`: why its values cannot be used, or empty."""

    end: int = 0
    fields: Mapping[str, str] | None = None
    title: Span | None = None
    fault: str = ""


@lru_cache(maxsize=4)  # several stages ask about one text
def find_front_matter(text: str) -> FrontMatter:
    """The front matter at the start of a text. A block between dashes that is neither a YAML mapping nor made of
    `name: value` lines is text, not front matter."""
    match = _BLOCK.match(text[: MOST + 1])
    if not match:
        return FrontMatter()
    lines = match["yaml"].split("\n")
    shaped = ":" in match["yaml"] and all(_FIELD.match(line) for line in lines)
    try:
        # BaseLoader makes text of every value: `published: 2019-13-45` must not end the reading.
        fields = yaml.load(match["yaml"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if not shaped:
            return FrontMatter()
        return FrontMatter(match.end(), {}, _title(match), f"is not valid YAML{_line(error)}")
    if not isinstance(fields, dict):
        return (
            FrontMatter(match.end(), {}, None, "has no `name: value` lines")
            if not match["yaml"].strip()
            else FrontMatter()
        )
    return FrontMatter(match.end(), {str(k): v if isinstance(v, str) else "" for k, v in fields.items()}, _title(match))


def _line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 2})" if mark else ""


def _title(block: re.Match[str]) -> Span | None:
    found = _TITLE.search(block["yaml"])
    if not found:
        return None
    start, end = found.span("value")
    if opening := _WRAPPING.match(block["yaml"], start):
        if opening[0] in "\"'" and end - start > 1 and block["yaml"][end - 1] == opening[0]:
            end -= 1
        start = opening.end()
    offset = block.start("yaml")
    return Span(offset + start, offset + end) if start < end else None
