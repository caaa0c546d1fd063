"""The words by which contact data are known, from the tables beside this module."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a kind, in small letters."""
    return _table()[kind]


@cache
def either(*kinds: str) -> str:
    """A pattern for any word of the kinds, the longest first; a blank in it is any blanks."""
    forms = sorted({form for kind in kinds for form in words(kind)}, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s{1,2}") for form in forms) + ")"


@cache
def domains() -> frozenset[str]:
    """The ends of domain names: `org`, `ke`."""
    lines = (_FOLDER / "domains.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in (_FOLDER / "words.tsv").read_text("utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            kind, form = line.split("\t")
            found.setdefault(kind, set()).add(form)
    return {kind: frozenset(forms) for kind, forms in found.items()}
