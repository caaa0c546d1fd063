"""The command `kg`: thin functions over the flow. Those that read and ask stand here, the others in
`commands_*`. Everything heavy is imported only by the command that needs it."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import commands_results, commands_review, commands_store
from kg.cli.options import (
    DEFAULT_STORE,
    AsOf,
    Columns,
    Contacts,
    EndpointOption,
    ExtractFormat,
    Grouping,
    MinConfidence,
    QueryFormat,
    Readings,
    ReportFormat,
    SecondsPerArticle,
    StoreOption,
    Timeout,
    Workers,
    named_columns,
    number_of_workers,
)
from kg.cli.overseer import out_of_memory, oversee, reading
from kg.records import KgError
from kg.settings import SECONDS_PER_ARTICLE

DONE, FAILED, USAGE, VIOLATIONS = 0, 1, 2, 3
_USAGE_ERROR = typer.BadParameter.__mro__[1]
_CLICK_ERROR = typer.BadParameter.__mro__[2]
_STOPPED = 130
_PRUNE_ALL = "--prune-all"

app = typer.Typer(
    name="kg",
    help="Reads press releases on migration governance and turns them into a validated RDF knowledge graph.",
    epilog="Start with: kg build examples/articles --out out. "
    "KG_LLM_URL and KG_LLM_MODEL name a language model to read with the rules; without them all is offline.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _questions(begun: str) -> list[str]:
    """The names of questions that begin so, for the shell to complete."""
    from kg.query.questions import load_questions

    return [name for name in load_questions() if name.startswith(begun)]


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
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            help="Remove articles that are no longer found; --prune=all also where paths lead to nothing, or many go.",
        ),
    ] = False,
    prune_all: Annotated[bool, typer.Option(_PRUNE_ALL, hidden=True)] = False,
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
    columns: Columns = "",
    workers: Workers = "1",
    seconds: SecondsPerArticle = SECONDS_PER_ARTICLE,
    store_only: Annotated[
        bool, typer.Option("--store-only", help="Leave graph.ttl, graph.trig and the pages as they are; soon done.")
    ] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="First move a store away that cannot be read; a snapshot takes its place.")
    ] = False,
    readings: Readings = None,
) -> int:
    """Read articles into the store and write graph.ttl, graph.trig, report.html and graph.html.

    Articles are .txt, .md, .html, .pdf and .docx files, and the lines of .jsonl and rows of .csv files.
    What FILE.meta.yaml says (title, url, publisher, published, language) holds for FILE.

    A language model reads first where KG_LLM_URL (http://localhost:8000/v1) and KG_LLM_MODEL are set, or where
    --readings has what one has read: then no model is needed, and the graph is the same to the byte."""
    from kg.cli.build import run

    return run(
        paths,
        out,
        prune=prune,
        prune_all=prune_all,
        strict=strict,
        least=least,
        decisions=decisions,
        columns=named_columns(columns),
        workers=number_of_workers(workers),
        seconds_per_article=seconds,
        store_only=store_only,
        repair=repair,
        readings=readings,
    )


@app.command(epilog="Example: kg extract examples/articles/workshop.txt --format table")
def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One article; - is standard input.")],
    format: Annotated[ExtractFormat, typer.Option("--format", help="How to print.")] = ExtractFormat.json,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the text instead, marked, with the claims under each sentence.")
    ] = False,
    contacts: Contacts = False,
    least: MinConfidence = 0.0,
    seconds: SecondsPerArticle = SECONDS_PER_ARTICLE,
    readings: Readings = None,
) -> int:
    """Print what one article says; nothing is stored.

    A language model reads first where KG_LLM_URL (http://localhost:8000/v1) and KG_LLM_MODEL are set."""
    from kg.cli.extraction import run

    as_what = "explain" if explain else format.value
    return run(file, as_what, contacts=contacts, least=least, seconds_per_article=seconds, readings=readings)


@app.command(epilog="Example: kg ask articles --readings readings --estimate")
def ask(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Articles, or folders of them.")],
    readings: Readings = None,
    only_estimate: Annotated[
        bool, typer.Option("--estimate", help="Ask nothing; say how many articles and tokens it would be.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=256, metavar="N", help="Questions at a time.")] = 4,
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="FILE", help="Write the questions as a batch file instead.")
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--take", metavar="FILE", help="Keep the responses of a batch file instead.")
    ] = None,
    columns: Columns = "",
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Have a language model read articles, and keep its readings for kg build: many at a time, each once.

    What is answered is not asked again: a run that was stopped goes on. The model is that of KG_LLM_URL and
    KG_LLM_MODEL, the key KG_LLM_KEY. What the store withholds on request is not asked about."""
    if only_estimate + bool(batch) + bool(take) > 1:
        raise typer.BadParameter("give one of --estimate, --batch and --take.")
    from kg.cli.ask import run

    return run(
        paths,
        readings=readings,
        only_estimate=only_estimate,
        jobs=jobs,
        batch=batch,
        take=take,
        columns=named_columns(columns),
        store=store,
    )


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
    seconds: SecondsPerArticle = SECONDS_PER_ARTICLE,
    readings: Readings = None,
) -> int:
    """Score extracted facts against annotated ones: precision, recall, F1."""
    if (predicted is None) == (text is None):
        raise typer.BadParameter("give either PREDICTED or --text DIR.")
    from kg.cli.evaluate import run

    grouped = by.value if by else ""
    return run(
        gold,
        predicted,
        text,
        grouped,
        format.value,
        errors=errors,
        seconds_per_article=seconds,
        readings=readings,
    )


@app.command(
    epilog="Example: kg query event-hosts --set host=Kenya --format csv --cite hosts.yaml",
    context_settings={"help_option_names": []},
)
def query(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME|FILE.rq|-", help="A question; none lists them.", autocompletion=_questions)
    ] = "",
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
    day: AsOf = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Only what articles published since then add (2024-06-30).")
    ] = "",
    cite: Annotated[
        Path | None, typer.Option("--cite", metavar="FILE", help="Write a citation of the answer: YAML.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option("--replay", metavar="FILE", help="Ask a cited query again; exit 1 if it differs.")
    ] = None,
) -> int:
    """Ask one of the questions of the package, or one's own SPARQL; without a name, list the questions.

    A citation holds the query, the values, a digest of the answer and one of the graph, the date, and a footnote. What
    is new is told fact by fact with its words, by the day of publication: kg query event-dates --since 2021."""
    if helped and not name:
        print(context.get_help())
        return DONE
    _check_citing(name, cite, replay, other=bool(parameters or least or day or since))
    if since and (cite or not name):
        raise typer.BadParameter("--since needs the NAME of a question, and what is new is no answer to --cite.")
    from kg.cli.query import again, run

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
        day=day,
        citation=cite,
        since=since,
    )


def _check_citing(name: str, cite: Path | None, replay: Path | None, *, other: bool) -> None:
    """Raises BadParameter where a citation is asked for of nothing, or asked again with something else beside it."""
    if replay and (name or cite or other):
        raise typer.BadParameter("--replay takes the query from its file: give no NAME, --set or --cite with it.")
    if cite and not name:
        raise typer.BadParameter("--cite needs a NAME to ask.")


for _group in (commands_store, commands_results):
    app.registered_commands += _group.commands.registered_commands
app.add_typer(commands_review.commands)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and exits with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    # an option with a value that may be left out would take the path that follows it
    wanted = [_PRUNE_ALL if argument == "--prune=all" else argument for argument in given if argument != "--debug"]
    code = _guarded(lambda: _run(wanted or ["--help"], alone=arguments is None, debug=debug), debug=debug)
    sys.exit(code if wanted else USAGE)


def _run(arguments: list[str], *, alone: bool, debug: bool) -> int:
    """The exit code of a command; `alone`: it is all that this process does, which may become two."""
    read = reading(arguments)
    if alone and read:
        oversee(read, debug=debug)
    try:
        code = app(args=arguments, prog_name="kg", standalone_mode=False)
    except MemoryError as error:
        if read is None:
            raise
        raise KgError(out_of_memory(read)) from error
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
        _say("stopped: run the same command again to finish")
        return _STOPPED
    except Exception as error:
        if debug:
            traceback.print_exc()
        _say(" ".join(_said(error).split()))
        return USAGE if isinstance(error, _USAGE_ERROR) else FAILED


def _say(line: str) -> None:
    from kg.cli.console import say  # it takes long to load, and most runs have no error to tell

    say(line)


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
