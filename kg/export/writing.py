"""A store written in one of the formats: whole files, or none."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kg.export.files import STANDARD_OUTPUT, Files, OneStream, whole_files
from kg.export.formats import FORMATS, Frame, Profile, options_of, refusal
from kg.records import KgError
from kg.store import ArticleStore


def export(
    store: ArticleStore,
    name: str,
    path: Path | str,
    profile: Profile | None = None,
    *,
    contacts: bool = False,
    frame: Frame = Frame.none,
) -> None:
    """Writes the store to `path` (a file, `-` for standard output, or a folder where the format is a set of files) in
    the format `name` of FORMATS; with a `frame`, as trees. Texts and runs are never written; telephone numbers and
    e-mail addresses only where `contacts` asks for them. Raises KgError where the format is unknown or cannot be
    written so, or where the files cannot be written."""
    options = options_of(name, profile, contacts=contacts, frame=frame)
    if why := refusal(name, options, to_stream=str(path) == STANDARD_OUTPUT):
        raise KgError(why)
    entry = FORMATS[name]
    with whole_files(path, is_set=entry.is_set) as files:
        entry.write(store, options, files)


def write_to(store: ArticleStore, name: str, out: BinaryIO) -> None:
    """Writes the store to an open file, in a format of one file and its first profile."""
    files: Files = OneStream(out)
    FORMATS[name].write(store, options_of(name), files)
