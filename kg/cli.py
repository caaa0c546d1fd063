"""The command `kg`: thin functions over the flow. Everything heavy is imported only by the command that needs it."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli_options import (
    DEFAULT_STORE,
    MEASURES,
    PROJECTIONS,
    Contacts,
    DiffFormat,
    EndpointOption,
    ExportFormat,
    ExportFrame,
    ExportOut,
    ExportProfile,
    ExtractFormat,
    Grouping,
    Measure,
    MinConfidence,
    NetworkFormat,
    OutFile,
    Projection,
    QueryFormat,
    ReportFormat,
    StoreOption,
    Timeout,
)
from kg.cli_source import Source
from kg.export.formats import Frame
from kg.records import KgError

DONE, FAILED, USAGE, VIOLATIONS = 0, 1, 2, 3
_USAGE_ERROR = typer.BadParameter.__mro__[1]
_CLICK_ERROR = typer.BadParameter.__mro__[2]
_STOPPED = 130

app = typer.Typer(
    name="kg",
    help="Reads press releases on migration governance and turns them into a validated RDF knowledge graph.",
    epilog="Start with: kg build examples/articles --out out. "
    "KG_LLM_URL and KG_LLM_MODEL name a language model to read beside the rules; without them all is offline.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from kg.settings import VERSION

        print(f"kg {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = (
        False
    ),
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error; works after any command.")] = (
        False
    ),
) -> None:
    """Reads press releases on migration governance and turns them into a validated RDF knowledge graph."""


@app.command(epilog="Example: kg build examples/articles --out out")
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Articles, or folders of them.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the results go.")] = Path("out"),
    prune: Annotated[bool, typer.Option("--prune", help="Remove articles that are no longer found.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything was quarantined.")] = False,
    least: Annotated[
        float,
        typer.Option(
            "--min-confidence",
            min=0,
            max=1,
            metavar="X",
            help="Less sure claims keep their evidence in graph.trig and give no fact.",
        ),
    ] = 0.0,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE", help="What people decided, a table; else as in the store."),
    ] = None,
) -> int:
    """Read articles into the store and write graph.ttl, graph.trig, report.html and graph.html.

    A language model reads too where KG_LLM_URL (http://localhost:8000/v1) and KG_LLM_MODEL are set."""
    from kg.cli_build import run

    return run(paths, out, prune=prune, strict=strict, least=least, decisions=decisions)


@app.command(epilog="Example: kg extract examples/articles/workshop.txt --format table")
def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One article; - is standard input.")],
    format: Annotated[ExtractFormat, typer.Option("--format", help="How to print.")] = ExtractFormat.json,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the text instead, marked, with the claims under each sentence.")
    ] = False,
    contacts: Contacts = False,
    least: MinConfidence = 0.0,
) -> int:
    """Print what one article says; nothing is stored.

    A language model reads too where KG_LLM_URL (http://localhost:8000/v1) and KG_LLM_MODEL are set."""
    from kg.cli_extraction import run

    return run(file, "explain" if explain else format.value, contacts=contacts, least=least)


@app.command(epilog="Example: kg evaluate gold predicted --by relation")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated articles: a JSON file or a folder.")],
    predicted: Annotated[
        Path | None, typer.Argument(metavar="PREDICTED", help="What kg extract printed: JSON, file or folder.")
    ] = None,
    text: Annotated[
        Path | None, typer.Option("--text", metavar="DIR", help="Extract the articles of DIR instead of PREDICTED.")
    ] = None,
    by: Annotated[Grouping | None, typer.Option("--by", help="Figures by relation, document or rule too.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed and wrong, in words.")] = False,
    format: Annotated[ReportFormat, typer.Option("--format", help="How to print.")] = ReportFormat.table,
) -> int:
    """Score extracted facts against annotated ones: precision, recall, F1."""
    if (predicted is None) == (text is None):
        raise typer.BadParameter("give either PREDICTED or --text DIR.")
    from kg.cli_evaluate import run

    return run(gold, predicted, text, by.value if by else "", format.value, errors=errors)


@app.command(
    epilog="Example: kg query event-hosts --set host=Kenya --format csv --cite hosts.yaml",
    context_settings={"help_option_names": []},
)
def query(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME|FILE.rq|-", help="A question; none lists them.")] = "",
    parameters: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A parameter.")] = None,
    format: Annotated[QueryFormat, typer.Option("--format", help="How to print.")] = QueryFormat.table,
    about: Annotated[bool, typer.Option("--about", help="What a question takes and answers.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List the questions.")] = False,
    helped: Annotated[bool, typer.Option("--help", "-h", help="This; after NAME, the same as --about.")] = False,
    contacts: Contacts = False,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = "",
    timeout: Timeout = 60,
    least: MinConfidence = 0.0,
    cite: Annotated[
        Path | None, typer.Option("--cite", metavar="FILE", help="Write a citation of the answer: YAML.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option("--replay", metavar="FILE", help="Ask a cited query again; exit 1 if it differs.")
    ] = None,
) -> int:
    """Ask one of the questions of the package, or one's own SPARQL; without a name, list the questions.

    A citation holds the query, the values, a digest of the answer and one of the graph, the date, and a footnote."""
    if helped and not name:
        print(context.get_help())
        return DONE
    if endpoint and least:
        raise typer.BadParameter("--min-confidence is for a store, not for --endpoint.")
    _check_citing(name, cite, replay, other=bool(parameters or least))
    from kg.cli_query import again, run

    if replay:
        return again(replay, store, contacts=contacts, endpoint=endpoint, timeout=timeout)
    return run(
        "" if listed else name,
        parameters or [],
        format.value,
        store,
        contacts=contacts,
        endpoint=endpoint,
        timeout=timeout,
        only_about=about or helped,
        least=least,
        citation=cite,
    )


def _check_citing(name: str, cite: Path | None, replay: Path | None, *, other: bool) -> None:
    """Raises BadParameter where a citation is asked for of nothing, or asked again with something else beside it."""
    if replay and (name or cite or other):
        raise typer.BadParameter("--replay takes the query from its file: give no NAME, --set or --cite with it.")
    if cite and not name:
        raise typer.BadParameter("--cite needs a NAME to ask.")


@app.command(epilog="Example: kg validate out/graph.ttl")
def validate(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="RDF files; none: the store.")] = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = "",
    timeout: Timeout = 60,
) -> int:
    """Check Turtle or TriG files, or the store, against the shapes; exit with 3 on violations."""
    from kg.cli_checks import validate as run

    return run(files or [], Source(store, endpoint, timeout))


@app.command("import", epilog='Example: kg import facts.ttl --source "Ministry of Labour" --date 2026-05-24')
def import_(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Turtle or N-Triples.")] = None,
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="Who states the facts.")] = "",
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="When they were stated, like 2026-05.")] = "",
    remove: Annotated[str, typer.Option("--remove", metavar="NAME", help="Take out a source instead.")] = "",
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Bring facts of others into the store, as those of a source; exit with 3 if they are not valid.

    What the source stated before is replaced. Nothing of a file that is not valid goes in."""
    if bool(remove) == bool(file and source) or (remove and (file or source or date)):
        raise typer.BadParameter("give FILE and --source NAME, or --remove NAME alone.")
    from kg.cli_import import remove as take_out
    from kg.cli_import import run

    return run(file, source, date, store) if file else take_out(remove, store)


@app.command(epilog="Example: kg verify --store out/store")
def verify(store: StoreOption = DEFAULT_STORE, endpoint: EndpointOption = "", timeout: Timeout = 60) -> int:
    """Check that the quotation of every claim stands at its place in the stored text."""
    from kg.cli_checks import verify as run

    return run(Source(store, endpoint, timeout))


@app.command(epilog="Example: kg network closeness --to Egypt --since 2014")
def network(
    measure: Annotated[Measure, typer.Argument(metavar="MEASURE", help=MEASURES, show_choices=False)] = Measure.degree,
    projection: Annotated[
        Projection, typer.Option("--projection", metavar="P", help=PROJECTIONS)
    ] = Projection.coparticipation,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N", help="How many rows of a table.")] = 20,
    format: Annotated[NetworkFormat, typer.Option("--format", help="How to print.")] = NetworkFormat.table,
    to: Annotated[str, typer.Option("--to", metavar="ACTOR", help="The actor that closeness is counted to.")] = "",
    persons: Annotated[bool, typer.Option("--persons", help="Count persons as actors too.")] = False,
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
    from kg.cli_network import Wish, run
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
    )
    wish = Wish(measure.value, projection.value, selection, to, before, after)
    return run(wish, Source(store, endpoint, timeout), top=top, format=format.value, report=report)


@app.command(epilog='Example: kg view "African Union" --out au.html')
def view(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Open on this name, acronym or IRI.")] = "",
    out: OutFile = Path("graph.html"),
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = "",
    timeout: Timeout = 60,
    least: MinConfidence = 0.0,
) -> int:
    """Write the relationship graph as one page that works offline."""
    from kg.cli_view import run

    return run(actor, out, Source(store, endpoint, timeout), least)


@app.command(
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
    from kg.cli_export import run
    from kg.export.formats import options_of

    options = options_of(format, profile, contacts=contacts, frame=frame)
    return run(format, options, out, Source(store, endpoint, timeout), least)


@app.command(epilog="Example: kg diff releases/1.0.0 out --format patch --out changes.rdfp")
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
    from kg.cli_diff import run

    return run(old, new, format.value, out, exit_code=exit_code, timeout=timeout)


@app.command(epilog="Example: kg release 1.1.0 --out releases/1.1.0 --previous releases/1.0.0")
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
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Make a release: the graph in every format, its vocabulary, its quality, a manifest and checksums.

    Nothing that breaks a shape is released (exit 3), and no other content is put where a release stands."""
    from kg.cli_release import run
    from kg.release.making import Wish

    return run(Wish(version, date.date() if date else None, previous, not bare), out, store)


@app.command(
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
    from kg.cli_push import run
    from kg.query import Endpoint
    from kg.remote import Server

    server = Server(Endpoint(endpoint, timeout), update, graph_store)
    return run(store, server, contacts=contacts, texts=texts, prune=prune, again=again, dry_run=dry_run)


@app.command(epilog="Example: kg serve --store out/store --port 7474")
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
) -> int:
    """Answer SPARQL queries over HTTP; telephone numbers and e-mail addresses are never served."""
    from kg.cli_serve import run

    return run(
        store,
        host,
        port,
        url=url,
        workers=workers,
        seconds=timeout,
        memory=memory,
        unconfined=unconfined,
        quiet=quiet,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and exits with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    wanted = [argument for argument in given if argument != "--debug"]
    code = _guarded(lambda: _run(wanted or ["--help"]), debug=debug)
    sys.exit(code if wanted else USAGE)


def _run(arguments: list[str]) -> int:
    code = app(args=arguments, prog_name="kg", standalone_mode=False)
    sys.stdout.flush()
    return code if isinstance(code, int) else DONE


def _guarded(command: Callable[[], int], *, debug: bool) -> int:
    """The exit code of a command; what it raises becomes one line on standard error."""
    try:
        return command()
    except BrokenPipeError:  # the reader of the pipe has gone; nothing to say, and nothing to flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (KeyboardInterrupt, typer.Abort):
        print("kg: stopped: run the same command again to finish", file=sys.stderr)
        return _STOPPED
    except Exception as error:
        if debug:
            traceback.print_exc()
        print(f"kg: {' '.join(_said(error).split())}", file=sys.stderr)
        return USAGE if isinstance(error, _USAGE_ERROR) else FAILED


def _said(error: Exception) -> str:
    """An error in words: what, where, how to mend."""
    if isinstance(error, KgError):
        return str(error)
    if isinstance(error, _CLICK_ERROR):
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "kg"
        return f"usage: {error.format_message().replace('Value error, ', '')} See '{command} --help'"  # type: ignore[attr-defined]
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename or 'file'}: check the path, its permissions and the disk"
    return f"internal error: {type(error).__name__}: {error}: run again with --debug and report it"


if __name__ == "__main__":
    main()
