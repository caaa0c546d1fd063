"""What the program needs beside a store: the model of spaCy, settings that can be used, space on the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg import settings
from kg.health.finding import Finding, good, note, wrong
from kg.language_model import settings as model_settings
from kg.processes.limits import MEMORY_SETTING, stated_memory
from kg.query import credentials
from kg.read.opening import size_limit

_KNOWN = {
    "KG_BASE", "KG_SPACY_MODEL", "KG_MAX_BYTES", MEMORY_SETTING, "KG_REVIEW_TOKEN", "KG_SHARED", "KG_NO_SKIP",
    model_settings.URL, model_settings.MODEL, model_settings.KEY, model_settings.TIMEOUT, model_settings.READINGS,
    credentials.USER, credentials.PASSWORD, credentials.TOKEN,
}  # fmt: skip


def language_model() -> Iterator[Finding]:
    """Whether the model of spaCy can be loaded, and its files are those that were tested. Raises KgError where not."""
    from kg.extract.text.language import model
    from kg.extract.text.model_files import TESTED, digests, model_folder

    named = f"{settings.SPACY_MODEL}, version {model().meta['version']}"
    if settings.SPACY_MODEL != TESTED:
        yield good("spaCy model", f"{named}, one's own: of its files nothing is known")
        return
    model_folder()  # again: the files may have changed since this process loaded them
    yield good("spaCy model", f"{named}, all {len(digests())} files as they were tested")


def environment(given: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """The variables KG_…, by name and never by value. Raises KgError for a value that cannot be used."""
    model_settings.configured(given)
    size_limit()
    stated_memory()
    if not settings.BASE.startswith(("http://", "https://")) or not settings.BASE.endswith(("/", "#")):
        yield wrong("settings", "KG_BASE is no base address", "set it like https://your.server/, with a / at its end")
        return
    named = sorted(name for name in given if name.startswith("KG_"))
    unknown = [name for name in named if name not in _KNOWN]
    if unknown:
        yield note(
            "settings", f"{', '.join(unknown)}: no setting of this program", f"there are {', '.join(sorted(_KNOWN))}"
        )
    else:
        yield good("settings", f"{', '.join(named) or 'none'} set")


def space(directory: Path) -> Iterator[Finding]:
    """Whether the disk has room for the store once more, which a build may need for the copies it publishes."""
    free, held = shutil.disk_usage(directory).free, size(directory)
    said = f"{free / 1e6:,.0f} MB free, the store takes {held / 1e6:,.1f} MB"
    yield good("disk", said) if free > held else wrong("disk", said, "make room: a build may need as much again")


def size(directory: Path) -> int:
    """The bytes of all files below a folder; one that has several names there counts once."""
    files = (path.stat() for path in directory.rglob("*") if path.is_file())
    return sum({(one.st_dev, one.st_ino): one.st_size for one in files}.values())
