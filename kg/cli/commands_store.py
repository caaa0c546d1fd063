"""The commands that take in, check and compare what a store holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import (
    DEFAULT_STORE,
    DiffFormat,
    EndpointOption,
    NetworkFormat,
    OutFile,
    StoreOption,
    Timeout,
)
from kg.cli.source import Source

commands = typer.Typer()


@commands.command(epilog="Example: kg validate out/graph.ttl")
def validate(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="RDF files; none: the store.")] = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = "",
    timeout: Timeout = 60,
) -> int:
    """Check Turtle or TriG files, or the store, against the shapes; exit with 3 on violations."""
    from kg.cli.checks import validate as run

    return run(files or [], Source(store, endpoint, timeout))


@commands.command("import", epilog='Example: kg import facts.ttl --source "Ministry of Labour" --date 2026-05-24')
def import_(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="RDF (Turtle, TriG, N-Triples, JSON-LD), CSV or JSON.")
    ] = None,
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="Who states the facts.")] = "",
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="When they were stated, like 2026-05.")] = "",
    license: Annotated[str, typer.Option("--license", metavar="URL", help="The licence of the facts.")] = "",
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="TOML", help="What the columns of CSV, or keys of JSON, mean.")
    ] = None,
    remove: Annotated[str, typer.Option("--remove", metavar="NAME", help="Take out a source instead.")] = "",
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Bring facts of others into the store, as those of a source; exit with 3 if they are not valid.

    The terms of W3C ORG, FOAF, schema.org, PROV-O, CPOV and Wikidata are read as those of the ontology; what has no
    counterpart, and each row that cannot be read, is listed and stays out. What the source stated before is replaced.
    Nothing of a file goes in that states anything in the terms of the ontology and is not valid."""
    if bool(remove) == bool(file and source) or (remove and (file or source or date or license or mapping)):
        raise typer.BadParameter("give FILE and --source NAME, or --remove NAME alone.")
    from kg.cli.imports import remove as take_out
    from kg.cli.imports import run

    return run(file, source, date, license, mapping, store) if file else take_out(remove, store)


@commands.command(epilog="Example: kg undo --store out/store")
def undo(store: StoreOption = DEFAULT_STORE) -> int:
    """Bring back the store, and the results beside it, as they were before the last build or import.

    Once more takes this back. Nothing leads back over kg forget."""
    from kg.cli.undo import run

    return run(store)


@commands.command(epilog='Example: kg forget --person "Jane Doe" --reason "Art. 17 GDPR" --by "A. Officer"')
def forget(
    key: Annotated[str, typer.Argument(metavar="KEY", help="An article: its address, its path, or its IRI.")] = "",
    person: Annotated[str, typer.Option("--person", metavar="IRI|NAME", help="A person instead.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who carries the request out, for the record.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for the record.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day, for the record; else today.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether to go on.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would go, and change nothing.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Take an article, or a person, out for good: of the store, its files and the results.

    Of a person go the sentences that name them, wherever they stand, and all that was read from these. Builds into
    the same folder leave out what was forgotten, of which no name is kept."""
    if bool(key) == bool(person):
        raise typer.BadParameter("give the KEY of an article, or --person.")
    from kg.cli.forget import Request, run

    return run(key, person, Request(on, by, reason), store, asks=not yes, dry_run=dry_run)


@commands.command(epilog="Example: kg verify --store out/store")
def verify(store: StoreOption = DEFAULT_STORE, endpoint: EndpointOption = "", timeout: Timeout = 60) -> int:
    """Check that the quotation of every claim stands at its place in the stored text."""
    from kg.cli.checks import verify as run

    return run(Source(store, endpoint, timeout))


@commands.command(epilog="Example: kg diff releases/1.0.0 out --format patch --out changes.rdfp")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A store, an --out of kg build, a release, a file of RDF.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same; or the address of a SPARQL server.")],
    format: Annotated[
        DiffFormat, typer.Option("--format", help="In words, as JSON, or as an RDF Patch that makes NEW of OLD.")
    ] = DiffFormat.table,
    out: OutFile = Path("-"),
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where they differ.")] = False,
    timeout: Timeout = 60,
) -> int:
    """Tell which facts came, went and changed between two graphs, and why."""
    from kg.cli.diff import run

    return run(old, new, format.value, out, exit_code=exit_code, timeout=timeout)


@commands.command(epilog="Example: kg doctor --store out/store")
def doctor(store: StoreOption = DEFAULT_STORE) -> int:
    """Examine the store, what it was read by, and this machine; exit with 1 where something is wrong.

    Nothing is changed. A line a check: ok, note or wrong, and how to mend it."""
    from kg.cli.health import doctor as run

    return run(store)


@commands.command(epilog="Example: kg stats --format csv")
def stats(
    format: Annotated[NetworkFormat, typer.Option("--format", help="How to print.")] = NetworkFormat.table,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = "",
    timeout: Timeout = 60,
) -> int:
    """Count what a store holds: its size, its growth by month of publication, what publishers and rules gave.

    Confidence is the mean of the claims; attributed or planned is their share of all."""
    from kg.cli.stats import run

    return run(Source(store, endpoint, timeout), format.value)
