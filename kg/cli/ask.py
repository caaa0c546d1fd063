"""`kg ask` on the terminal: what reading by a language model will take, the asking, and batch files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.cli.console import PlainConsole, say
from kg.cli.progress import Told, bar
from kg.extract.pipeline import outline
from kg.language_model.asking import ask
from kg.language_model.batch import take_batch, write_batch
from kg.language_model.estimate import Estimate, estimate
from kg.language_model.questions import questions
from kg.language_model.readings import Question
from kg.language_model.settings import MODEL, READINGS, URL, Settings, configured, environment
from kg.read import Source, find_articles, read_article
from kg.records import KgError
from kg.withheld import Withheld


def run(
    paths: list[Path],
    *,
    readings: Path | None = None,
    only_estimate: bool = False,
    jobs: int = 4,
    batch: Path | None = None,
    take: Path | None = None,
    columns: Mapping[str, str] | None = None,
    store: Path | None = None,
) -> int:
    """Estimates, asks, writes a batch or takes one. Returns the exit code: 1 where questions stay open. Raises KgError
    where no model is set, or a file cannot be read or written."""
    settings = configured(environment(readings))
    if settings is None:
        raise KgError(f"no language model: set {MODEL} and {URL}, like http://localhost:8000/v1")
    sources = find_articles(paths, columns=columns)
    with bar(PlainConsole(stderr=True), "Asking") as told:
        asked = _questions(settings.model, sources, Withheld.load(store), told)
        if only_estimate:
            return _print(estimate(asked, settings.readings))
        if batch:
            written = write_batch(batch, asked, settings.readings)
            say(f"{batch}: {written:,} questions")
            return 0
        try:
            return _take(take, asked, settings) if take else _ask(asked, settings, jobs)
        except OSError as error:
            where = error.filename or settings.readings
            raise KgError(f"{where}: {error.strerror or error}: give other places, readings in {READINGS}") from error


def _questions(model: str, sources: list[Source], withheld: Withheld, told: Told) -> Iterator[Question]:
    for number, source in enumerate(sources):
        told(number, len(sources), source.name)
        try:
            article = withheld.article(read_article(source).article)
        except KgError as error:
            say(f"{error}")
            continue
        if article is not None:
            yield from questions(model, outline(article))


def _print(found: Estimate) -> int:
    open_ones = found.questions - found.kept
    print(f"{found.articles:,} articles, {found.questions:,} questions, of which {found.kept:,} have a reading")
    if open_ones:
        print(f"{open_ones:,} to ask: about {found.sent:,} tokens sent, of them {found.instructions:,} the same")
        print(f"instructions each time, and about {found.answered:,} tokens answered")
    return 0


def _ask(asked: Iterator[Question], settings: Settings, jobs: int) -> int:
    if not settings.url:
        raise KgError(f"{URL} is not set: set it to the server to ask, like http://localhost:8000/v1")
    found = ask(settings, asked, jobs, lambda: None)
    _tell(found.failed)
    if found.ended:
        say(f"{settings.url} failed too often: nothing more was asked; run again to go on")
    print(f"{found.now:,} answered, {found.before:,} before, {found.failed.total():,} failed: {settings.readings}")
    return 1 if found.failed else 0


def _take(path: Path, asked: Iterator[Question], settings: Settings) -> int:
    found = take_batch(path, asked, settings.readings)
    _tell(found.failed)
    print(f"{found.kept:,} readings kept, {found.failed.total():,} responses of no use: {settings.readings}")
    return 1 if found.failed else 0


def _tell(failed: Counter[str]) -> None:
    for reason, number in failed.most_common():
        say(f"{number:,} times: {reason}")
