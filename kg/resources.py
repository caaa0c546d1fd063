"""Where the data that travels with the package lies: in the checkout, or inside the installed wheel."""

from __future__ import annotations

from pathlib import Path

from kg import settings

_PACKAGE = Path(__file__).parent
_WRITTEN_BASE = "https://w3id.org/mgkg/"


def folder(name: str) -> Path:
    """The folder `ontology` or `queries`: of the wheel where it is installed, else of the checkout."""
    inside = _PACKAGE / "data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def rebased(text: str) -> str:
    """A text of the package with the base of the settings in the place of the one that it is written with."""
    return text.replace(_WRITTEN_BASE, settings.BASE)
