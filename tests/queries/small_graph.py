"""The graph of the articles in `articles.toml`, with the part of the reference data that they need: small, and with an
answer to every question."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import settings
from kg.decisions import Decision, Rulings, record_decisions
from kg.decisions.applying import DECISION
from kg.decisions.record import Statement
from kg.graph import article_graph, ontology_quads, reference_quads
from kg.graph.terms import article_iri, mg
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore
from kg.store.candidates import record_candidates
from kg.store.reports import record_reports

ARTICLES = Path(__file__).parent / "articles.toml"
KNOWN = (
    *("state/GHA", "state/TGO", "state/BEN", "state/EGY", "process/khartoum-process", "document/gcm"),
    *("international-organization/eu", "international-organization/iom", "international-organization/unhcr"),
    *("international-organization/african-union", "government-body/gha-gis"),
    *("place/accra-gha", "place/kumasi-gha", "place/lome-tgo"),
    *("state/GBR", "membership/eu--GBR", "interval/eu--GBR", "instant/1973-01-01", "instant/2020-01-31"),
    *("membership/african-union--GHA", "interval/african-union--GHA", "instant/2002-07-09"),
)
"""Of the reference data only what is said of these."""

READ_BY = f"0.1.0+rules.{'1' * 16}+reference.{'2' * 16}"
_OLD, _GHANA, _TOGO, _LOME, _CENTRE, _DECLARATION = (
    NamedNode(settings.ENTITY + name)
    for name in (
        *("state/GOLD-COAST", "state/GHA", "state/TGO", "place/lome-tgo"),
        *("facility/lome-data-center", "document/lome-declaration-on-border-data"),
    )
)
DECIDED = Rulings(
    (
        Decision("merge", _OLD, "reference data", "2021-03-06", "It is Ghana.", object=_GHANA),
        Decision("reject", _GHANA, "A. Curator", "2021-03-07", "Not so.", relation=mg("partner"), object=_TOGO),
        Decision("accept", _CENTRE, "A. Curator", "2021-03-08", "It says so.", relation=mg("locatedIn"), object=_LOME),
        Decision(
            "edit",
            _GHANA,
            "B. Curator",
            "2021-03-09",
            "It was Togo.",
            relation=mg("signed"),
            object=_DECLARATION,
            article=article_iri("https://example.org/news/9"),
            correction=Statement(_TOGO, mg("signed"), _DECLARATION),
        ),
    )
)


def small_graph(
    files: Iterable[Path] = (ARTICLES,), known: Iterable[str] = KNOWN, *, ontology: bool = True
) -> ArticleStore:
    """The store of the articles, with what is known of some entities, and the ontology or not."""
    store = ArticleStore.in_memory()
    store.load_reference([*_known(known), *(ontology_quads() if ontology else ())])
    for file in files:
        for number, entry in enumerate(tomllib.loads(file.read_text("utf-8"))["article"]):
            graph = DECIDED.apply(article_graph(extraction(entry)))
            beside = [Triple(graph.article, mg("extractor"), Literal(READ_BY))]
            beside += [] if number else [Triple(graph.article, DECISION, DECIDED.decisions[0].iri)]
            store.commit_article(replace(graph, public=(*graph.public, *beside)))
    record_candidates(store)
    record_reports(store)
    record_decisions(store, DECIDED)
    return store


def extraction(entry: Mapping[str, str]) -> Extraction:
    """What the article says, with its text made of the sentences of its claims."""
    rows = list(_cells(entry["claims"], 5))
    text = "\n".join(dict.fromkeys(row[3] for row in rows))
    claims = tuple(_claim(row, text) for row in rows)
    entities = tuple(_entity(*row) for row in _cells(entry["entities"], 4))
    key = entry["key"]
    article = Article(
        key,
        text,
        path="" if key.startswith("http") else key,
        url=key if key.startswith("http") else None,
        title=entry.get("title"),
        publisher=entry.get("publisher"),
        published=entry.get("published"),
    )
    return Extraction(article, (Segment("body", 0, len(text)),), entities, (), claims)


def _known(names: Iterable[str]) -> Iterator[Quad]:
    wanted = {NamedNode(settings.ENTITY + name) for name in names}
    for quad in reference_quads():
        inside = isinstance(quad.object, Literal) or not str(quad.object).startswith(f"<{settings.ENTITY}")
        if quad.subject in wanted and (inside or quad.object in wanted):
            yield quad


def _cells(lines: str, width: int) -> Iterator[list[str]]:
    for line in lines.strip().splitlines():
        cells = [cell.strip() for cell in line.split(" | ")]
        yield cells + [""] * (width - len(cells))


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())


def _entity(id: str, type: str, name: str, more: str) -> Entity:
    return Entity(id, type, name, **_pairs(more))


def _claim(row: list[str], text: str) -> Claim:
    subject, relation, value, sentence, more = row
    start = text.index(sentence)
    details = _pairs(more)
    return Claim(
        relation,
        subject,
        value,
        details.pop("status", "explicit"),
        float(details.pop("confidence", "0.9")),
        details.pop("rule", "stand-in"),
        (Span(start, start + len(sentence)),),
        details.pop("attributed_to", None),
        tuple(sorted(details.items())),
    )
