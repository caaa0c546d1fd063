"""The table of export formats. It is light: what writes a format is loaded only when it is used, so that the command
line can list them all. A new format is a line here and a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pkgutil import resolve_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.export.files import Files
    from kg.store import ArticleStore


class Profile(StrEnum):
    """How much of the store a file holds."""

    plain = "plain"
    """The plain facts with the reference data."""
    full = "full"
    """The claims too, with evidence, status, confidence, rule, and what is known of the articles."""


class Frame(StrEnum):
    """Whose trees a file is made of."""

    none = ""
    actor = "actor"
    event = "event"


@dataclass(frozen=True, slots=True)
class Options:
    """What of the store is written, and how. Telephone numbers and e-mail addresses only with `contacts`."""

    profile: Profile = Profile.plain
    contacts: bool = False
    frame: Frame = Frame.none


Writer = Callable[["ArticleStore", Options, "Files"], None]
"""Writes a store to the file, or to the named files, that it opens."""


@dataclass(frozen=True, slots=True)
class Format:
    """An entry of the table: its name on the command line, the ending of its file (none where it is a set of files
    in a folder), the function that writes it as `module:name`, and the profiles that it has, first the one that is
    meant where none is named."""

    name: str
    suffix: str
    writer: str
    profiles: tuple[Profile, ...]
    contacts: bool = True
    """Whether it has a place for telephone numbers and e-mail addresses."""
    framed: bool = False
    """Whether it can be written as trees (`--frame`)."""
    is_text: bool = True
    """Whether it can go to standard output, as text does."""
    extra: str = ""
    """What must be installed beside the program to write it, as the extra of the package is called."""

    @property
    def is_set(self) -> bool:
        """Whether it is a set of files."""
        return not self.suffix

    def write(self, store: ArticleStore, options: Options, files: Files) -> None:
        """Writes the store. Raises KgError where it cannot."""
        writer: Writer = resolve_name(self.writer)
        writer(store, options, files)


PLAIN, FULL = (Profile.plain,), (Profile.full,)

FORMATS = {
    entry.name: entry
    for entry in (
        Format("turtle", ".ttl", "kg.export.turtle:write_turtle", PLAIN + FULL),
        Format("trig", ".trig", "kg.export.turtle:write_trig", FULL + PLAIN),
        Format("ntriples", ".nt", "kg.export.nquads:write_ntriples", PLAIN + FULL),
        Format("nquads", ".nq", "kg.export.nquads:write_nquads", FULL + PLAIN),
        Format("jsonld", ".jsonld", "kg.export.jsonld:write_jsonld", FULL + PLAIN, framed=True),
        Format("graphml", ".graphml", "kg.export.graphml:write_graphml", FULL + PLAIN, contacts=False),
        Format("gexf", ".gexf", "kg.export.gexf:write_gexf", FULL + PLAIN, contacts=False),
        Format("csv", "", "kg.export.csv_tables:write_csv", FULL + PLAIN),
        Format("parquet", "", "kg.export.parquet:write_parquet", FULL + PLAIN, extra="parquet"),
        Format("sqlite", ".sqlite", "kg.export.sqlite:write_sqlite", FULL + PLAIN, is_text=False),
        Format("geojson", ".geojson", "kg.export.geojson:write_geojson", FULL + PLAIN, contacts=False),
        Format("neo4j", "", "kg.export.neo4j:write_neo4j", FULL + PLAIN),
        Format("ftm", ".ftm.json", "kg.export.followthemoney:write_ftm", FULL + PLAIN, contacts=False),
    )
}
"""The formats by the name that the command line knows them by."""


def options_of(
    name: str, profile: Profile | None = None, *, contacts: bool = False, frame: Frame = Frame.none
) -> Options:
    """The options of an export; without a profile, in the first one of the format."""
    own = FORMATS[name].profiles[0] if name in FORMATS else Profile.plain
    return Options(profile or own, contacts, frame)


def refusal(name: str, options: Options, *, to_stream: bool = False) -> str | None:
    """Why the format with this name cannot be written so, in words that say how to mend it, or None."""
    if name not in FORMATS:
        return f"'{name}' is no export format: choose one of {', '.join(FORMATS)}"
    entry = FORMATS[name]
    if options.profile not in entry.profiles:
        having = ", ".join(other.name for other in FORMATS.values() if options.profile in other.profiles)
        return f"{name} has no {options.profile} profile: leave it out, or choose one of {having}"
    if options.frame is not Frame.none and not entry.framed:
        having = ", ".join(other.name for other in FORMATS.values() if other.framed)
        return f"{name} has no trees: leave --frame out, or choose {having}"
    if options.contacts and not entry.contacts:
        having = ", ".join(other.name for other in FORMATS.values() if other.contacts)
        return f"{name} has no place for telephone numbers and e-mail addresses: choose one of {having}"
    if options.contacts and options.profile is not Profile.full:
        return "telephone numbers and e-mail addresses stand in the full profile alone: add --profile full"
    if entry.is_set and to_stream:
        return f"{name} is a set of files, which standard output cannot take: give a folder with --out DIR"
    if to_stream and not entry.is_text:
        return f"{name} is no text, which standard output could take: give a file with --out FILE"
    return None
