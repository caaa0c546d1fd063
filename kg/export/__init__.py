"""Files for others to read, in the formats of a table. The same facts give the same bytes, whatever the order in which
they came into the store."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kg.export.formats import FORMATS, Format, Frame, Options, Profile, refusal

if TYPE_CHECKING:
    from kg.export.writing import export, write_to

__all__ = ["FORMATS", "Format", "Frame", "Options", "Profile", "export", "refusal", "write_to"]


def __getattr__(name: str) -> object:
    """What writes is loaded when it is first used: the command line only lists the formats."""
    if name in ("export", "write_to"):
        return getattr(import_module("kg.export.writing"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
