"""What `kg extract` prints: the JSON that `kg evaluate` and the gold annotations share, and a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph
from rich.table import Table
from rich.text import Text

from kg.cli.console import PlainConsole, say
from kg.cli.explain import show
from kg.contacts import Contacts, public_name, redact
from kg.export.files import whole_file
from kg.export.lines import sorted_lines
from kg.export.turtle import TurtleExporter
from kg.graph import article_graph
from kg.language_model.reader import LanguageModel
from kg.language_model.settings import environment
from kg.pipeline.work.limits import USUAL, Limits, alone_in_time
from kg.read import find_articles, read_article
from kg.records import DOCUMENT, Article, Claim, Entity, Extraction, KgError, Span
from kg.store import ArticleStore
from kg.vocabulary import vocabulary

Fact = tuple[str, str, str]


def as_json(extraction: Extraction, name: str, *, contacts: bool = False) -> dict[str, Any]:
    """The document of `name` as `{"id", "source", "entities", "facts", "claims"}`. `facts` holds the relations of the
    guidelines once each, attributed ones included; the rest stands in `claims` alone. Telephone numbers and e-mail
    addresses only with `contacts`."""
    claims = [claim for claim in extraction.claims if contacts or not _private(claim)]
    facts = list(dict.fromkeys(_fact(claim) for claim in claims if _guideline(claim)))
    places = {fact: index for index, fact in enumerate(facts)}
    article, hidden = extraction.article, Contacts.of_article(extraction.article)

    def quote(span: Span) -> str:
        return article.text[span.start : span.end] if contacts else hidden.stretch(span.start, span.end)

    said = {
        "source": _source(article),
        "entities": {entity.id: _entity(entity) for entity in extraction.entities},
        "facts": [list(fact) for fact in facts],
        "claims": [_claim(claim, places.get(_fact(claim)), quote) for claim in claims],
    }
    return {"id": name if contacts else public_name(name), **(said if contacts else _redacted(said, hidden))}


def _redacted(value: Any, hidden: Contacts) -> Any:
    """The same with no contact data in any text."""
    if isinstance(value, dict):
        return {key: _redacted(part, hidden) for key, part in value.items()}
    if isinstance(value, list):
        return [_redacted(part, hidden) for part in value]
    return hidden.redact(value) if isinstance(value, str) else value


def rows(extraction: Extraction) -> list[tuple[str, str, str, str, str]]:
    """(relation, subject, object, status, quote) of each public claim, in text order, names in place of ids."""
    hidden = Contacts.of_article(extraction.article)
    names = {one.id: hidden.redact(one.name) for one in extraction.entities} | {DOCUMENT: "(the document)"}
    return [
        (
            claim.relation,
            names.get(claim.subject, claim.subject),
            names.get(claim.object) or hidden.redact(claim.object),
            claim.status,
            " … ".join(_quotes(claim, hidden)),
        )
        for claim in extraction.claims
        if not _private(claim)
    ]


def _fact(claim: Claim) -> Fact:
    return claim.relation, claim.subject, claim.object


def _guideline(claim: Claim) -> bool:
    relation = vocabulary().relations.get(claim.relation)
    return relation is not None and relation.guideline


def _private(claim: Claim) -> bool:
    relation = vocabulary().relations.get(claim.relation)
    return relation is not None and relation.private


def _source(article: Article) -> dict[str, str | None]:
    return {
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {"type": entity.type, "name": entity.name, "aliases": list(entity.aliases)}


def _quotes(claim: Claim, hidden: Contacts) -> list[str]:
    return [" ".join(hidden.stretch(span.start, span.end).split()) for span in claim.evidence]


def _claim(claim: Claim, fact: int | None, quote: Callable[[Span], str]) -> dict[str, Any]:
    evidence = [{"start": span.start, "end": span.end, "quote": quote(span)} for span in claim.evidence]
    return {
        "fact": fact,
        "relation": claim.relation,
        "subject": claim.subject,
        "object": claim.object,
        "status": claim.status,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "evidence": evidence,
        "attributedTo": claim.attributed_to,
    }


def run(
    file: Path,
    format: str,
    *,
    contacts: bool,
    least: float = 0.0,
    seconds_per_article: float = USUAL.seconds,
    readings: Path | None = None,
) -> int:
    """Reads one file and prints what it says, of claims of a confidence of `least` or more. Returns the exit code.
    Raises KgError where the file is none that can be read, or takes longer."""
    from kg.extract import extract
    from kg.extract.weighing.calibration import at_least

    model = LanguageModel.configured(environment(readings))
    sources = find_articles([file])
    if len(sources) != 1 or (sources[0].path is not None and file.is_dir()):
        what = "a folder; name one file" if file.is_dir() else "a collection; give one article of it"
        raise KgError(f"extract: {file}: is {what}, or use kg build")
    reading = read_article(sources[0])
    for note in reading.notes:
        say(f"{note}")
    with alone_in_time(reading.article, Limits(seconds=seconds_per_article)):
        extraction = extract(reading.article)
    extraction = at_least(beside(extraction, model), least)
    if format == "json":
        name = "stdin" if sources[0].path is None else file.stem
        print(json.dumps(as_json(extraction, name, contacts=contacts), ensure_ascii=False, indent=2))
    elif format == "turtle":
        _print_turtle(extraction)
    elif format == "explain":
        show(extraction, contacts=contacts)
    else:
        _print_table(extraction)
    return 0


def beside(extraction: Extraction, model: LanguageModel | None) -> Extraction:
    """The extraction with what a language model adds, where one is set; says on standard error what it did not."""
    if model is None:
        return extraction
    read = model.beside(extraction)
    for line in read.lines:
        say(f"{extraction.article.path or extraction.article.key}: {line}")
    return read.extraction


def _print_turtle(extraction: Extraction) -> None:
    """The article's public graph, claims and evidence included."""
    with ArticleStore.in_memory() as store, whole_file("-") as out:
        graph = article_graph(extraction)
        store.commit_article(graph)
        exporter = TurtleExporter(out)
        exporter.write(DefaultGraph(), sorted_lines(store.store, graph.graph))
        exporter.finalize()


def _print_table(extraction: Extraction) -> None:
    table = Table(show_lines=True)
    for column in ("Relation", "Subject", "Object", "Status", "Said in"):
        table.add_column(column, overflow="fold")
    for row in rows(extraction):
        table.add_row(*(Text(redact(cell)) for cell in row))
    PlainConsole().print(table)
