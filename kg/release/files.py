"""The files of a release: where they stand, what they are, and their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.records import KgError
from kg.reference import rows_of

MANIFEST, README, CITATION, CHECKSUMS = "manifest.ttl", "README.md", "CITATION.cff", "SHA256SUMS"
DATACITE, ZENODO = "datacite.json", ".zenodo.json"
DATA_FOLDER, VOCABULARY_FOLDER, QUALITY_FOLDER, READINGS_FOLDER = "data", "vocabulary", "quality", "readings"
SOFTWARE_FOLDER, REDIRECTS_FOLDER = "software", "w3id"
"""The folders: the graph, what its terms mean, how good it is, what a language model read, what made it all, and what
its addresses take to lead somewhere."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release: its path in it, what it is, its media type, its type in the EU's table of file types, size
    in bytes and SHA-256."""

    path: str
    title: str
    media_type: str
    file_type: str
    size: int
    sha256: str

    @property
    def folder(self) -> str:
        """The folder that it stands in."""
        return self.path.partition("/")[0]


def file(root: Path, path: str, title: str) -> File:
    """The file at `path` below `root`, as it is on disk. Raises KgError where nothing is known of its ending."""
    whole = root / path
    media_type, file_type = _types(path)
    return File(path, title, media_type, file_type, whole.stat().st_size, digest(whole))


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    content = hashlib.sha256()
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            content.update(chunk)
    return content.hexdigest()


def _types(path: str) -> tuple[str, str]:
    """The media type that IANA has registered for the ending of a file, and the EU's file type; the longest ending
    counts."""
    rows = [row for row in _media_types() if path.endswith(row["ending"])]
    if not rows:
        raise KgError(f"{path}: kg/release/media_types.tsv has no line for its ending: add one")
    row = max(rows, key=lambda row: len(row["ending"]))
    return row["media_type"], row["file_type"]


@cache
def _media_types() -> tuple[dict[str, str], ...]:
    return tuple(rows_of(Path(__file__).with_name("media_types.tsv")))


def paths_below(root: Path) -> list[str]:
    """The files below a folder, as paths from there with `/`, sorted."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def checksums(root: Path, paths: Iterable[str]) -> str:
    """The text of a file that `sha256sum -c` reads."""
    return "".join(f"{digest(root / path)}  {path}\n" for path in paths)
