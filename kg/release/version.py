"""Semantic versions (https://semver.org/spec/v2.0.0.html): their form and their order."""

from __future__ import annotations

import re

from kg.records import KgError

_NUMBER = r"(?:0|[1-9][0-9]*)"
_IDENTIFIER = rf"(?:{_NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_FORM = re.compile(
    rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})(?:-({_IDENTIFIER}(?:\.{_IDENTIFIER})*))?"
    r"(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)

Precedence = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]


class NoVersion(KgError):
    """A text that is no semantic version."""


def precedence(version: str) -> Precedence:
    """What versions are ordered by (section 11 of the specification; what follows a `+` does not count). Raises
    NoVersion where the text is none."""
    found = _FORM.fullmatch(version)
    if found is None:
        raise NoVersion(f"'{version}' is no semantic version: give one like 1.0.0 or 1.1.0-draft.2")
    *numbers, early = found.groups()
    parts = tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in (early or "").split("."))
    return tuple(map(int, numbers)), not early, parts
