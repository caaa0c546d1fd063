"""Which articles there are under the paths that the user names."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.contacts import public_name
from kg.read.corpora import CORPUS_TYPES, Record, records
from kg.read.errors import ReadError, printable
from kg.read.sidecar import ENDING

BINARY_TYPES = {
    "application/pdf": "unicode",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "utf-8",
}
"""The media types of files that are no text, with the encoding of the text in them."""
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    **dict(zip((".pdf", ".docx"), BINARY_TYPES, strict=True)),
}
"""What holds one article."""
STANDARD_INPUT = "-"
_ALL_TYPES = MEDIA_TYPES | CORPUS_TYPES
ENDINGS = f"{', '.join([*_ALL_TYPES][:-1])} or {[*_ALL_TYPES][-1]}"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: `path` is the file, or None for standard input; `name` is its path relative to the argument
    that led to it, with slashes on every system and without contact data, and the article's key where the article has
    no address. Of an article in a collection, `record` is its place there, `name` the collection and the line, and
    `columns` what holds what as the user says."""

    path: Path | None
    name: str
    media_type: str = "text/plain"
    record: Record | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """How messages name it: where it lies on this machine."""
        line = f":{self.record.line}" if self.record else ""
        return printable(self.name if self.path is None else self.path) + line

    @property
    def collection(self) -> str:
        """The name of the collection that it stands in, or of the file that it is."""
        return self.name.rpartition(":")[0] if self.record else self.name


def find_articles(
    paths: Sequence[Path | str],
    report: Callable[[str], None] | None = None,
    *,
    refuse: Callable[[Path | str, ReadError], None] | None = None,
    doubt: Callable[[str], None] | None = None,
    columns: Mapping[str, str] | None = None,
    without: Collection[Path] = (),
) -> list[Source]:
    """The articles under `paths`, in the order of the arguments, by name inside a folder; a file that two arguments
    lead to comes once. `-` is standard input. Folders are read recursively; files with other endings, links and hidden
    files in them are left out, and `report` gets one line for each that is neither hidden nor a folder nor metadata
    beside an article. Of a collection, each line or row comes by itself; `columns` tells which of its columns holds
    the text, the title and so on. A collection that cannot be told apart comes as one source, which `read_article`
    refuses.

    `without` are files and folders that are passed over in folders: what was made of articles is none.

    A path that does not exist, or a named file that is no article, goes to `refuse`; without it, raises ReadError.
    `doubt` hears why there may be articles that are not found: of a path that leads to none, of a folder that cannot be
    listed."""
    unsure = doubt or (lambda _: None)
    passed = frozenset(os.path.realpath(path) for path in without)
    files: list[Source] = []
    for argument in paths:
        try:
            found = list(_under(argument, report or (lambda _: None), unsure, passed))
            if not found:
                unsure(f"{printable(argument)} leads to no article")
            files += found
        except ReadError as error:
            unsure(f"{printable(argument)} leads to no article")
            if refuse is None:
                raise
            refuse(argument, error)
    return [source for file in _each_once(files) for source in _articles_in(file, columns or {})]


def check_paths(paths: Sequence[Path | str]) -> None:
    """Raises ReadError where there are paths and none of them leads to a folder or an article file, or to input."""
    errors = []
    for argument in paths:
        try:
            _place(argument)
        except ReadError as error:
            errors.append(error)
    if errors and len(errors) == len(paths):
        raise ReadError("; ".join(map(str, errors)))


def _articles_in(file: Source, columns: Mapping[str, str]) -> Iterator[Source]:
    file = replace(file, columns=columns)
    if file.path is None or file.media_type not in CORPUS_TYPES.values():
        yield file
        return
    try:
        found = list(records(file.path, file.media_type, file.where, columns))
    except ReadError:
        found = []
    yield from (replace(file, name=f"{file.name}:{record.line}", record=record) for record in found)
    if not found:
        yield file


def _each_once(files: Iterable[Source]) -> list[Source]:
    sources: list[Source] = []
    seen: set[Path] = set()
    taken: set[str] = set()
    for source in files:
        place = source.path or Path(STANDARD_INPUT)
        if place in seen:
            continue
        seen.add(place)
        named = _named_once(source, taken)
        taken.add(named.name)
        sources.append(replace(named, name=public_name(named.name)))
    return sources


def _under(
    argument: Path | str, say: Callable[[str], None], doubt: Callable[[str], None], passed: Collection[str]
) -> Iterator[Source]:
    real = _place(argument)
    if real is None:
        yield Source(None, STANDARD_INPUT)
    elif os.path.isdir(real):  # noqa: PTH112 - that of Path raises for a name that is too long
        yield from _in_folder(real, say, doubt, passed)
    else:
        path = Path(argument)
        yield Source(real, _text(path.name), _ALL_TYPES[path.suffix.lower()])


def _place(argument: Path | str) -> Path | None:
    """Where a folder or an article file lies, None for standard input. Raises ReadError where it is neither."""
    if str(argument) == STANDARD_INPUT:
        return None
    path = Path(argument)
    # A link that the user names is meant; one found inside a folder may lead anywhere.
    real = Path(os.path.realpath(path))
    if os.path.isdir(real):  # noqa: PTH112 - that of Path raises for a name that is too long
        return real
    if not os.path.exists(real):  # noqa: PTH110 - as above
        raise ReadError(f"{printable(argument)}: there is no such file or folder; check the path")
    if path.suffix.lower() not in _ALL_TYPES:
        raise ReadError(f"{printable(argument)}: not an article file; give {ENDINGS}, a folder, or - for input")
    return real


def _in_folder(
    root: Path, say: Callable[[str], None], doubt: Callable[[str], None], passed: Collection[str]
) -> Iterator[Source]:
    # A list in place of recursion: folders can lie deeper in one another than Python lets functions.
    open_folders = [iter(_entries(root, say, doubt))]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
            continue
        path = Path(entry.path)
        if entry.name.startswith(".") or entry.path in passed:
            continue
        if entry.is_dir(follow_symlinks=False):
            open_folders.append(iter(_entries(path, say, doubt)))
        elif reason := _why_not(entry):
            say(f"{printable(path)}: left out, {reason}")
        elif path.suffix.lower() in _ALL_TYPES:
            yield Source(path, _text(path.relative_to(root).as_posix()), _ALL_TYPES[path.suffix.lower()])


def _entries(folder: Path, say: Callable[[str], None], doubt: Callable[[str], None]) -> Iterable[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        say(f"{printable(folder)}: left out, the folder cannot be read ({error.strerror})")
        doubt(f"{printable(folder)} cannot be listed")
        return []


def _why_not(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "a link; name the file itself"
    if entry.name.endswith(ENDING):
        article = entry.path.removesuffix(ENDING)
        return "" if os.path.lexists(article) else "there is no such article beside it"
    if Path(entry.name).suffix.lower() not in _ALL_TYPES:
        return f"not {ENDINGS}"
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
    return replace(source, name=name)


def _text(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become the replacement character."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
