"""`kg evaluate` on the terminal: what is compared with what, and how the figures are printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from rich.table import Table
from rich.text import Text

from kg.cli.console import PlainConsole, say
from kg.cli.extraction import as_json as as_predicted
from kg.cli.extraction import beside
from kg.evaluation import Document, Evaluation, evaluate, from_json, load, tables
from kg.language_model.reader import LanguageModel
from kg.language_model.settings import environment
from kg.pipeline.work.limits import USUAL, Limits, alone_in_time
from kg.read import MEDIA_TYPES, find_articles, read_article
from kg.records import KgError

JSON = "json"


def run(
    gold: Path,
    predicted: Path | None,
    text: Path | None,
    by: str,
    format: str,
    *,
    errors: bool,
    seconds_per_article: float = USUAL.seconds,
    readings: Path | None = None,
) -> int:
    """Scores extracted documents, or the extraction of the texts, and prints the figures. Returns the exit code."""
    golds = load(gold)
    limits = Limits(seconds=seconds_per_article)
    found = evaluate(_pairs(golds, predicted, text, readings, limits))
    if format == JSON:
        print(json.dumps(tables.as_json(found, by, with_errors=errors), ensure_ascii=False, indent=2))
    else:
        _print(found, by, errors=errors)
    return 0


def extracted(
    folder: Path,
    name: str,
    *,
    estimates: bool = False,
    model: LanguageModel | None = None,
    limits: Limits = USUAL,
) -> Document:
    """What is extracted from the text of the name in the folder; with `estimates` as `kg.extract.extract`; with what
    the language model adds, where one is given. Raises KgError where there is none, or it cannot be read within the
    limits."""
    from kg.extract import extract

    file = next((f for ending in MEDIA_TYPES if (f := folder / f"{name}{ending}").is_file()), None)
    if file is None:
        raise KgError(f"{folder}: no text for '{name}' there: name it {name}.txt, as the annotation is named")
    [source] = find_articles([file])
    article = read_article(source).article
    with alone_in_time(article, limits):
        extraction = extract(article, estimates=estimates)
    return from_json(as_predicted(beside(extraction, model), name), str(file), name)


def _pairs(
    golds: dict[str, Document], predicted: Path | None, text: Path | None, readings: Path | None, limits: Limits
) -> Iterator[tuple[Document, Document]]:
    """Extracted documents with their gold. Raises KgError where one lacks the other."""
    if predicted is None:
        if text is None or not text.is_dir():
            raise KgError(f"{text}: is no folder of texts")
        model = LanguageModel.configured(environment(readings))
        yield from ((extracted(text, name, model=model, limits=limits), gold) for name, gold in golds.items())
        return
    found = load(predicted)
    lacking = [name for name in golds if name not in found]
    if lacking:
        raise KgError(f"{predicted}: no document with the id {_listed(lacking)}: extract it, with kg extract or --text")
    without = [name for name in found if name not in golds]
    if without:
        say(f"{predicted}: left out, for there is no gold with the id {_listed(without)}")
    yield from ((found[name], gold) for name, gold in golds.items())


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(f"'{name}'" for name in names[:3]) + more


def _print(found: Evaluation, by: str, *, errors: bool) -> None:
    console = PlainConsole()
    if errors:
        for line in tables.errors(found):
            console.print(line, soft_wrap=True)
    if by:
        console.print(_table(*tables.groups(found, by)))
    console.print(_table(("measure", "value"), tables.summary(found), right=False))
    if by == tables.RULE:
        console.print(tables.one_text(found), soft_wrap=True)


def _table(columns: tables.Row, rows: list[tables.Row], *, right: bool = True) -> Table:
    table = Table()
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number and right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table
