"""Which articles there are under the paths that the user names."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.read.errors import ReadError, printable

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html"}
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: `path` is the file, or None for standard input; `name` is its path relative to the argument
    that led to it, with slashes on every system, and the article's key where the article has no address."""

    path: Path | None
    name: str
    media_type: str = "text/plain"


def find_articles(paths: Sequence[Path | str], report: Callable[[str], None] | None = None) -> list[Source]:
    """The articles under `paths`, in the order of the arguments, by name inside a folder; a file that two arguments
    lead to comes once. `-` is standard input. Folders are read recursively; files with other endings, links and hidden
    files in them are left out, and `report` gets one line for each that is neither hidden nor a folder.

    Raises ReadError for a path that does not exist, or a named file that is no article."""
    say = report or (lambda _: None)
    sources: list[Source] = []
    seen: set[Path] = set()
    taken: set[str] = set()
    for argument in paths:
        for source in _under(argument, say):
            place = source.path or Path(STANDARD_INPUT)
            if place in seen:
                continue
            seen.add(place)
            sources.append(_named_once(source, taken))
            taken.add(sources[-1].name)
    return sources


def _under(argument: Path | str, say: Callable[[str], None]) -> Iterator[Source]:
    if str(argument) == STANDARD_INPUT:
        yield Source(None, STANDARD_INPUT)
        return
    path = Path(argument)
    # A link that the user names is meant; one found inside a folder may lead anywhere.
    real = Path(os.path.realpath(path))
    if os.path.isdir(real):  # noqa: PTH112 - that of Path raises for a name that is too long
        yield from _in_folder(real, say)
        return
    if not os.path.exists(real):  # noqa: PTH110 - as above
        raise ReadError(f"{printable(argument)}: there is no such file or folder; check the path")
    if path.suffix.lower() not in MEDIA_TYPES:
        raise ReadError(
            f"{printable(argument)}: not an article file; give .txt, .md, .html, .htm, a folder, or - for input"
        )
    yield Source(real, _text(path.name), MEDIA_TYPES[path.suffix.lower()])


def _in_folder(root: Path, say: Callable[[str], None]) -> Iterator[Source]:
    # A list in place of recursion: folders can lie deeper in one another than Python lets functions.
    open_folders = [iter(_entries(root, say))]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
            continue
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            open_folders.append(iter(_entries(path, say)))
        elif reason := _why_not(entry):
            say(f"{printable(path)}: left out, {reason}")
        else:
            yield Source(path, _text(path.relative_to(root).as_posix()), MEDIA_TYPES[path.suffix.lower()])


def _entries(folder: Path, say: Callable[[str], None]) -> Iterable[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        say(f"{printable(folder)}: left out, the folder cannot be read ({error.strerror})")
        return []


def _why_not(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "a link; name the file itself"
    if Path(entry.name).suffix.lower() not in MEDIA_TYPES:
        return "not .txt, .md, .html or .htm"
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return "not an ordinary file"
    return ""


def _named_once(source: Source, taken: set[str]) -> Source:
    """Two arguments may hold files of the same relative name: the later one takes its folder's name in front, and so
    on upward, so that one article does not replace the other in the store."""
    name, path = source.name, source.path
    above = Path(*path.parts[: len(path.parts) - len(Path(name).parts)]) if path else Path()
    while name in taken and above.name:
        name, above = f"{_text(above.name)}/{name}", above.parent
    return Source(path, name, source.media_type)


def _text(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become the replacement character."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
