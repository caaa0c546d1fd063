"""Text as XML 1.0 can hold it, whatever names stand in a graph."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = re.compile("[\r\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What changes its meaning on the way or turns the writing round: written as a number, it is the same character."""
_REPLACED = "\ufffd"
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def content(text: str) -> str:
    """The text between two tags. Characters that XML has no place for are shown as replaced (U+FFFD)."""
    return _numbered(escape(_ILLEGAL.sub(_REPLACED, text)))


def attribute(text: str) -> str:
    """The text as the value of an attribute, with its quotation marks."""
    return '"' + _numbered(escape(_ILLEGAL.sub(_REPLACED, text), _QUOTED)) + '"'


def _numbered(text: str) -> str:
    return text if text.isascii() and "\r" not in text and "\x7f" not in text else _TURNING.sub(_number, text)


def _number(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
