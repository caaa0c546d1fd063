"""What the commands of `kg` take: options that several share, and the words that some of them choose from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.export.formats import FORMATS, Frame, Profile
from kg.settings import RAY

StoreOption = Annotated[Path, typer.Option("--store", metavar="DIR", help="The store that kg build made.")]
EndpointOption = Annotated[str, typer.Option("--endpoint", metavar="URL", help="Read a SPARQL server instead.")]
Timeout = Annotated[float, typer.Option("--timeout", min=1, metavar="S", help="Seconds that an answer may take.")]
OutFile = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write; - is standard output.")]
Contacts = Annotated[bool, typer.Option("--with-contacts", help="Telephone numbers and e-mail addresses too.")]
MinConfidence = Annotated[
    float,
    typer.Option("--min-confidence", min=0, max=1, metavar="X", help="Leave out claims that are less sure (0 to 1)."),
]
AsOf = Annotated[
    str,
    typer.Option("--as-of", metavar="DATE", help="Articles published by then, members of then (2021-06-30)."),
]
Workers = Annotated[
    str,
    typer.Option(
        "--workers", metavar="N|ray", help="Processes that extract and validate, beside the one that stores; or Ray's."
    ),
]
SecondsPerArticle = Annotated[
    float,
    typer.Option(
        "--seconds-per-article", min=1, metavar="S", help="Processor time that an article may take, else it is refused."
    ),
]
Readings = Annotated[
    Path | None,
    typer.Option(
        "--readings",
        metavar="DIR",
        help="Where readings of a language model are kept, and taken from; else as KG_LLM_READINGS says.",
    ),
]
Columns = Annotated[
    str,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN,…",
        help="Which columns of .csv and .jsonl hold what, such as text=body,title=headline; else told by their names.",
    ),
]


def _formats(begun: str) -> list[str]:
    """The formats that begin so, for the shell to complete."""
    return [name for name in FORMATS if name.startswith(begun)]


ExportFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"What to write: {', '.join(FORMATS)}.",
        autocompletion=_formats,
    ),
]
_PLAIN = ", ".join(name for name, entry in FORMATS.items() if entry.profiles[0] is Profile.plain)
ExportProfile = Annotated[
    Profile | None,
    typer.Option(
        "--profile",
        help=f"The facts alone, or with claims, evidence and articles; else plain for {_PLAIN}, full for others.",
    ),
]
_SETS = ", ".join(name for name, entry in FORMATS.items() if entry.is_set)
ExportOut = Annotated[
    Path,
    typer.Option("--out", metavar="PATH", help=f"A file, - for standard output, or for {_SETS} a folder."),
]
ExportFrame = Annotated[
    Frame,
    typer.Option(
        "--frame",
        metavar="actor|event",
        show_default=False,
        help="In JSON-LD: a tree for each actor or event, with what it names and what names it.",
    ),
]
DEFAULT_STORE = Path("out/store")
DEFAULT_DECISIONS = Path("decisions.tsv")


class ExtractFormat(StrEnum):
    """How `kg extract` prints."""

    json = "json"
    turtle = "turtle"
    table = "table"


class DiffFormat(StrEnum):
    """How `kg diff` prints."""

    table = "table"
    json = "json"
    patch = "patch"


class ReportFormat(StrEnum):
    """How `kg evaluate` prints."""

    table = "table"
    json = "json"


class Grouping(StrEnum):
    """What `kg evaluate` groups figures by."""

    relation = "relation"
    document = "document"
    rule = "rule"


class QueryFormat(StrEnum):
    """How `kg query` prints."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    turtle = "turtle"


class Measure(StrEnum):
    """What `kg network` measures."""

    degree = "degree"
    betweenness = "betweenness"
    communities = "communities"
    brokers = "brokers"
    core = "core"
    coparticipation = "co-participation"
    closeness = "closeness"
    overlap = "overlap"
    homophily = "homophily"
    change = "change"
    missing = "missing"
    timeline = "timeline"


class Projection(StrEnum):
    """What joins two nodes in `kg network`."""

    coparticipation = "co-participation"
    actor_event = "actor-event"
    structure = "structure"
    representation = "representation"
    funding = "funding"
    partnership = "partnership"


MEASURES = f"What to measure: {', '.join(Measure)}."
PROJECTIONS = f"What joins two actors: {', '.join(Projection)}."


class NetworkFormat(StrEnum):
    """How `kg network`, `kg match` and `kg stats` print."""

    table = "table"
    csv = "csv"
    json = "json"


def named_columns(given: str) -> dict[str, str]:
    """What `--columns` means: the column of each field. Raises typer.BadParameter where it means nothing."""
    from kg.read.columns import fields

    named = {}
    for pair in filter(None, given.split(",")):
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column or field not in fields():
            what = f"{pair!r} is no FIELD=COLUMN; give such as text=body, of the fields {', '.join(fields())}"
            raise typer.BadParameter(what, param_hint="--columns")
        named[field] = column
    return named


def number_of_workers(given: str) -> int | str:
    """What `--workers` means: how many, or `ray`. Raises typer.BadParameter where it means nothing."""
    if given == RAY:
        return RAY
    if not given.isascii() or not given.isdecimal() or not int(given):
        raise typer.BadParameter(f"{given!r} is no number of processes; give 1 or more, or ray", param_hint="--workers")
    return int(given)
