"""What articles are read by: the code that reads, what it knows, and the program and model that it reads with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from itertools import chain
from pathlib import Path

from kg import settings
from kg.resources import folder

_READ_BY = (
    "read",
    "extract",
    "graph",
    "contacts",
    "decisions",
    "validate",
    "records.py",
    "reference.py",
    "vocabulary.py",
)


@cache
def code_version() -> str:
    """The version of the rules (the code that reads, the ontology, the model of spaCy) and that of the reference data:
    two readings that differ in one of them alone tell what made the difference."""
    package, ontology = Path(__file__).parent, folder("ontology")
    rules = _digest_of([*(package / name for name in _READ_BY), *sorted(ontology.glob("*.ttl"))])
    for name in ("spacy", settings.SPACY_MODEL, settings.BASE, "phonenumbers", "trafilatura", "pypdf", "python-docx"):
        rules.update(f"{name} {_installed(name)}\n".encode())
    reference = _digest_of([ontology / "reference"])
    return f"{settings.VERSION}+rules.{rules.hexdigest()[:16]}+reference.{reference.hexdigest()[:16]}"


def _digest_of(roots: Iterable[Path]) -> hashlib._Hash:
    """A digest of all files below the roots, compiled ones left out."""
    content = hashlib.sha256()
    for file in chain.from_iterable(sorted(root.rglob("*")) if root.is_dir() else [root] for root in roots):
        if file.is_file() and file.suffix != ".pyc":
            content.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return content


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
