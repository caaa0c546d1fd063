"""What cannot be read, in one line: what, where, how to mend it."""

from __future__ import annotations

from kg.records import KgError


class ReadError(KgError):
    """A file that cannot be read as an article. The message is one line: which file, what is wrong, what to do."""


class TooLarge(ReadError):
    """A file that is there, and beyond the limit."""


class OtherLanguage(ReadError):
    """A file that was read whole and is not in English."""


def printable(name: object) -> str:
    """A name as it can stand in a one-line message: control characters and broken code points are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(name))
