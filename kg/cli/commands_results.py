"""The commands that make something of a store: networks, pages, files, releases, and a server."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import (
    DEFAULT_DECISIONS,
    DEFAULT_STORE,
    MEASURES,
    PROJECTIONS,
    Contacts,
    EndpointOption,
    ExportFormat,
    ExportFrame,
    ExportOut,
    ExportProfile,
    Measure,
    MinConfidence,
    NetworkFormat,
    OutFile,
    Projection,
    StoreOption,
    Timeout,
)
from kg.cli.source import Source
from kg.export.formats import Frame

commands = typer.Typer()


@commands.command(epilog="Example: kg network closeness --to Egypt --since 2014")
def network(
    measure: Annotated[Measure, typer.Argument(metavar="MEASURE", help=MEASURES, show_choices=False)] = Measure.degree,
    projection: Annotated[
        Projection, typer.Option("--projection", metavar="P", help=PROJECTIONS)
    ] = Projection.coparticipation,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N", help="How many rows of a table.")] = 20,
    format: Annotated[NetworkFormat, typer.Option("--format", help="How to print.")] = NetworkFormat.table,
    to: Annotated[str, typer.Option("--to", metavar="ACTOR", help="The actor that closeness is counted to.")] = "",
    persons: Annotated[bool, typer.Option("--persons", help="Count persons as actors too.")] = False,
    planned: Annotated[bool, typer.Option("--planned", help="Count who is only expected too.")] = False,
    types: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="Only such actors.")] = None,
    relations: Annotated[list[str] | None, typer.Option("--relation", metavar="R", help="Only such facts.")] = None,
    topics: Annotated[list[str] | None, typer.Option("--topic", metavar="T", help="Only articles on it.")] = None,
    publishers: Annotated[list[str] | None, typer.Option("--publisher", metavar="P", help="Only its articles.")] = None,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Only later events, like 2014.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Only earlier events, like 2019-05.")] = "",
    before: Annotated[str, typer.Option("--before", metavar="A..B", help="The first period of change.")] = "",
    after: Annotated[str, typer.Option("--after", metavar="A..B", help="The second period of change.")] = "",
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Write a page of all.")] = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = "",
    timeout: Timeout = 60,
    least: MinConfidence = 0.0,
) -> int:
    """Measure the network of actors: who meets whom, who is central, who stands between.

    Each table says what its figures mean. With --report, a page with the network at a glance."""
    from kg.cli.network import Wish, run
    from kg.network import Selection

    selection = Selection(
        frozenset(types or ()),
        frozenset(relations or ()),
        frozenset(topics or ()),
        frozenset(publishers or ()),
        least,
        since,
        until,
        persons or projection is Projection.representation,
        planned,
    )
    wish = Wish(measure.value, projection.value, selection, to, before, after)
    return run(wish, Source(store, endpoint, timeout), top=top, format=format.value, report=report)


@commands.command(epilog="Example: kg match participants.csv --column organisation --format csv > matched.csv")
def match(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE|-", help="A .csv or .tsv table, or text with a name a line; - is standard input."),
    ],
    column: Annotated[
        str, typer.Option("--column", metavar="NAME", help="The column of the names; else 'name', else the first.")
    ] = "",
    country: Annotated[
        str, typer.Option("--country", metavar="NAME", help="The column of their countries, where there is one.")
    ] = "",
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Only such entities, like State; may be repeated. Places only so."),
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=50, metavar="N", help="Candidates for a name at most.")] = 1,
    format: Annotated[NetworkFormat, typer.Option("--format", help="How to print.")] = NetworkFormat.table,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = "",
    timeout: Timeout = 60,
) -> int:
    """Tell which body, state, person or event each name of a list means, how sure that is, and why.

    Without a store, names are matched with the reference data alone. What is 'sure' may be taken as it is; the rest is
    for a person to look at: --top 5 shows more of what a name may mean."""
    from kg.cli.match import run

    given = types or []
    source = Source(store, endpoint, timeout)
    return run(file, source, column=column, country=country, types=given, top=top, format=format.value)


@commands.command(epilog='Example: kg view "African Union" --out au.html')
def view(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Open on this name, acronym or IRI.")] = "",
    out: OutFile = Path("graph.html"),
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = "",
    timeout: Timeout = 60,
    least: MinConfidence = 0.0,
) -> int:
    """Write the relationship graph as one page that works offline."""
    from kg.cli.view import run

    return run(actor, out, Source(store, endpoint, timeout), least)


@commands.command(
    epilog="Example: kg export --format trig --out graph.trig. Another: kg export --format jsonld --frame event "
    "--out events.jsonld"
)
def export(
    format: ExportFormat = "turtle",
    profile: ExportProfile = None,
    frame: ExportFrame = Frame.none,
    out: ExportOut = Path("-"),
    contacts: Contacts = False,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = "",
    timeout: Timeout = 60,
    least: MinConfidence = 0.0,
) -> int:
    """Write the graph for other programs."""
    from kg.cli.export import run
    from kg.export.formats import options_of

    options = options_of(format, profile, contacts=contacts, frame=frame)
    return run(format, options, out, Source(store, endpoint, timeout), least)


@commands.command(
    epilog="Example: kg release 1.1.0 --out releases/1.1.0 --previous releases/1.0.0 "
    "--publisher 'Example Institute=https://example.org' --creator 'Carberry, Josiah=0000-0002-1825-0097'"
)
def release(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="A semantic version, like 1.0.0.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A folder of its own, which is made.")],
    date: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            formats=["%Y-%m-%d"],
            metavar="DAY",
            help="The day of the release; else SOURCE_DATE_EPOCH, else that of the newest article.",
        ),
    ] = None,
    previous: Annotated[
        str, typer.Option("--previous", metavar="DIR|URL", help="The folder or the address of the release before.")
    ] = "",
    bare: Annotated[
        bool, typer.Option("--without-quotations", help="Positions and digests in place of quoted words.")
    ] = False,
    readings: Annotated[
        Path | None, typer.Option("--readings", metavar="DIR", help="Carry what a language model read along.")
    ] = None,
    site: Annotated[
        str, typer.Option("--site", metavar="URL", help="The site that the redirects from the IRIs lead to.")
    ] = "",
    publisher: Annotated[
        list[str] | None, typer.Option("--publisher", metavar="NAME[=IRI]", help="Who publishes it; else the project.")
    ] = None,
    creator: Annotated[
        list[str] | None,
        typer.Option(
            "--creator",
            metavar="NAME[=ORCID]",
            help="Who made it: 'Family, Given' or a body; may be repeated.",
        ),
    ] = None,
    contact: Annotated[
        str,
        typer.Option(
            "--contact", metavar="NAME[=URL|E-MAIL]", help="Whom to ask, as it is to be published; else the publisher."
        ),
    ] = "",
    doi: Annotated[str, typer.Option("--doi", metavar="DOI", help="The DOI that was reserved for it.")] = "",
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Make a release: the graph in every format, its vocabulary, its quality, a manifest and checksums.

    Nothing that breaks a shape is released (exit 3), and no other content is put where a release stands."""
    from kg.cli.release import run, stated
    from kg.release.making import Wish

    answering = stated(publisher or [], creator or [], contact, doi)
    day = date.date() if date else None
    return run(Wish(version, day, previous, not bare, readings, answering, site), out, store)


@commands.command(
    epilog="Example: kg push --endpoint http://localhost:8890/sparql "
    "--update-endpoint http://localhost:8890/sparql-auth "
    "--graph-store http://localhost:8890/sparql-graph-crud-auth. Name and password stand in KG_ENDPOINT_USER and "
    "KG_ENDPOINT_PASSWORD, a bearer token in KG_ENDPOINT_TOKEN."
)
def push(
    endpoint: Annotated[str, typer.Option("--endpoint", metavar="URL", help="Where the server is asked.")],
    update: Annotated[
        str, typer.Option("--update-endpoint", metavar="URL", help="Where it takes SPARQL Update; else as asked.")
    ] = "",
    graph_store: Annotated[
        str, typer.Option("--graph-store", metavar="URL", help="Its Graph Store Protocol, for faster sending.")
    ] = "",
    contacts: Contacts = False,
    texts: Annotated[bool, typer.Option("--with-texts", help="The texts of the articles too.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove articles that the store does not have.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Send what is there already too.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
    store: StoreOption = DEFAULT_STORE,
    timeout: Timeout = 60,
) -> int:
    """Send the store to a SPARQL server, article by article; run again, it sends what is new or changed.

    The plain facts go into a graph of their own, https://w3id.org/mgkg/graph/default."""
    from kg.cli.push import run
    from kg.query import Endpoint
    from kg.remote import Server

    server = Server(Endpoint(endpoint, timeout), update, graph_store)
    return run(store, server, contacts=contacts, texts=texts, prune=prune, again=again, dry_run=dry_run)


@commands.command(epilog="Example: kg mcp --store out/store")
def mcp(
    store: StoreOption = DEFAULT_STORE,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, metavar="N", help="Queries at a time.")] = 2,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, metavar="S", help="Seconds a query may take.")] = 5,
    memory: Annotated[int, typer.Option("--memory", min=64, metavar="MB", help="Memory a query may take.")] = 512,
    unconfined: Annotated[
        bool, typer.Option("--unconfined", help="Serve also where workers cannot be cut off from the network.")
    ] = False,
) -> int:
    """Offer the graph as tools by the Model Context Protocol, on standard input and output.

    A program that speaks the protocol starts this and asks: by name, by the questions, by SPARQL. It only reads."""
    from kg.cli.mcp import run

    return run(store, workers=workers, seconds=timeout, memory=memory, unconfined=unconfined)


@commands.command(
    epilog="Example: kg serve --store out/store --port 7474. Another: kg serve --review --decisions decisions.tsv"
)
def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="Listen at this address.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="0 takes a free one.")] = 7474,
    url: Annotated[str, typer.Option("--url", metavar="URL", help="The address that clients use, if another.")] = "",
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, metavar="N", help="Queries at a time.")] = 4,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, metavar="S", help="Seconds a query may take.")] = 5,
    memory: Annotated[int, typer.Option("--memory", min=64, metavar="MB", help="Memory a query may take.")] = 512,
    unconfined: Annotated[
        bool, typer.Option("--unconfined", help="Serve also where workers cannot be cut off from the network.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No line a request.")] = False,
    connections: Annotated[
        int,
        typer.Option(
            "--connections",
            min=1,
            max=10_000,
            metavar="N",
            help="Connections at a time; of more, those that clients leave waiting longest are given up.",
        ),
    ] = 500,
    of_client: Annotated[
        int | None,
        typer.Option(
            "--client-connections", min=1, metavar="N", help="Those of them that one address may hold; else half."
        ),
    ] = None,
    body_rate: Annotated[
        int,
        typer.Option(
            "--body-rate", min=1, metavar="N", help="Bytes a second that a body must come with after 5 seconds."
        ),
    ] = 2000,
    origins: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-origin",
            metavar="URL",
            help="Let pages of this site read the data in browsers, * for any; may be repeated. Else any may, but none "
            "where the server is for this machine alone.",
        ),
    ] = None,
    review: Annotated[
        bool, typer.Option("--review", help="A page on which people decide, for those who have the token.")
    ] = False,
    decisions: Annotated[
        Path, typer.Option("--decisions", metavar="FILE", help="With --review: the file that decisions go to.")
    ] = DEFAULT_DECISIONS,
    token: Annotated[
        str,
        typer.Option(
            "--token", metavar="TEXT", envvar="KG_REVIEW_TOKEN", help="With --review: the token; else random."
        ),
    ] = "",
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="FILE", help="With --review: the token is in this file.")
    ] = None,
) -> int:
    """Answer SPARQL queries over HTTP; telephone numbers and e-mail addresses are never served."""
    from kg.cli.serve import run

    return run(
        store,
        host,
        port,
        url=url,
        workers=workers,
        seconds=timeout,
        memory=memory,
        connections=connections,
        of_client=of_client,
        body_rate=body_rate,
        origins=origins or (),
        unconfined=unconfined,
        quiet=quiet,
        review=review,
        decisions=decisions,
        token=token,
        token_file=token_file,
    )
