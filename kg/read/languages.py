"""Which language a text is in: what is not English is not read, and said so.

py3langid (Lui and Baldwin 2012, https://aclanthology.org/P12-3005/) tells 139 languages apart. Names of people and
places pull short English lines towards other languages, so a text counts as English unless that is very unlikely.
"""

from __future__ import annotations

import csv
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.records import CannotGoOn

_ENGLISH = ("en", "pcm", "zxx")
"""English, its nearest kin, and what is no language at all (numbers, addresses, marks)."""
_UNLIKELY = 0.02
_LETTERS = 40
"""Fewer letters than these tell no language."""


def other_language(text: str) -> str | None:
    """The name of the language a text is in ('French'), or None where it is, or may be, English."""
    if sum(map(str.isalpha, text)) < _LETTERS:
        return None
    ranked = dict(_recogniser().rank(text))
    if sum(ranked[code] for code in _ENGLISH) >= _UNLIKELY:
        return None
    code = max(ranked, key=lambda language: ranked[language])
    return _names().get(code, f"the language '{code}'")


@lru_cache(maxsize=1)
def _recogniser() -> Any:
    from py3langid.langid import (  # reads its model: only where there is something to read
        MODEL_FILE,
        LanguageIdentifier,
    )

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked into a file for the moment
        place = f"{tempfile.gettempdir()} ({error.strerror})"
        what = "no room for what recognises languages: make room there, or set TMPDIR to another folder"
        raise CannotGoOn(f"{place}: {what}") from error


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Codes of ISO 639 with the English names of the languages that releases of the field are written in."""
    with (Path(__file__).parent / "languages.tsv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file, delimiter="\t")}
