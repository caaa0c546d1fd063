"""What the engine's parser says of a query, in few words."""

from __future__ import annotations

import re

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_CHARACTERS = re.compile(r"\[(?:_|'(?:\\.|\\u\{\w+\}|.)'|\s|\||\.\.=)*\]", re.DOTALL)
"""Classes of characters, which tell a reader nothing: `['A'..='Z' | '_']`."""

_SENTENCE = re.compile(r"[A-Z][A-Za-z]*(?: [A-Za-z]+)+")
_MOST = 10
_LONGEST = 300


def told(message: str) -> str:
    """The place and the reason in a message of the parser, on one line. What is no such message is cut to a length."""
    found = _PLACE.match(message)
    if found is None:
        return " ".join(message.split())[:_LONGEST]
    line, column, expected = found.groups()
    items = [item.strip() for item in _CHARACTERS.sub("", expected).split(", ") if item.strip()]
    sentences = [item for item in items if _SENTENCE.fullmatch(item)]
    place = f"line {line}, column {column}"
    if sentences:
        return f"{place}: {' or '.join(sentences)[:_LONGEST]}"
    shown = ", ".join(items[:_MOST]) + (", …" if len(items) > _MOST else "")
    return f"{place}: expected {shown[:_LONGEST]}" if shown else f"{place}: nothing that may stand there"
