"""The facts of the graph page as text: one line each, under the article that says them. A reader without scripts sees
them as a table; the modules of the page take from here what they show of a fact, when it is wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from kg.settings import ARTICLE
from kg.view.content import Contents, Document, Fact, Thing
from kg.view.graph_data import Row, relation_words
from kg.view.markup import bdi, chip, focusable, html, join, link
from kg.view.report import sentence

MOST_BYTES = 16_000_000
"""What a page holds in facts: as an attachment it becomes a third longer, and mail takes 25 MB nearly everywhere."""


def held(contents: Contents, iris: Sequence[str], most_bytes: int | None = None) -> tuple[list[Thing], list[Row]]:
    """Of entities, best connected first, as many as all facts among them find room for on the page (MOST_BYTES where
    nothing else is given); and those facts, in the order of `fact_table`."""
    most = MOST_BYTES if most_bytes is None else most_bytes
    number = {iri: index for index, iri in enumerate(iris)}
    rows_at: dict[int, list[Row]] = defaultdict(list)
    size, shown = 0, len(iris)
    for index, iri in enumerate(iris):
        for fact, document in contents.facts_about(iri):
            if (last := _last(fact, index, number)) is not None:
                rows_at[last].append((fact, document))
        size += sum(len(_row(fact).encode()) for fact, _ in rows_at[index])
        if size > most and index:
            shown = index
            break
    rows = [row for index in range(shown) for row in rows_at[index]]
    return [contents.thing(iri) for iri in iris[:shown]], sorted(rows, key=lambda row: (row[1].key, row[1].iri))


def _last(fact: Fact, subject: int, number: dict[str, int]) -> int | None:
    """The later one of the ends of a fact; none where the object is an entity that the page does not hold."""
    if not isinstance(fact.object, Thing) or fact.object.iri.startswith(ARTICLE):
        return subject
    other = number.get(fact.object.iri)
    return None if other is None else max(subject, other)


def fact_table(rows: Sequence[Row]) -> Markup:
    """The table for readers without scripts, and the place where scripts show it."""
    parts = join(
        (
            join((_article(document), *map(_row, facts), html("</tbody>")), "\n")
            for document, facts in _by_article(rows)
        ),
        "\n",
    )
    return html(
        '<details id="all" open class="card"><summary>All {:,} facts about these entities, as text</summary>'
        '<div class="scroll" {}><noscript id="facts"><table class="facts">'
        "<thead><tr><th>Fact</th><th>Said in</th><th>Status</th></tr></thead>\n{}\n</table></noscript></div></details>",
        len(rows),
        focusable("All facts"),
        parts,
    )


def _by_article(rows: Sequence[Row]) -> Iterator[tuple[Document, list[Fact]]]:
    for _, group in groupby(rows, key=lambda row: row[1].iri):
        listed = list(group)
        yield listed[0][1], [fact for fact, _ in listed]


def _article(document: Document) -> Markup:
    source = join(html(" · {}", part) for part in (document.publisher, document.issued) if part)
    title = link(document.url, document.title)
    return _line(
        html('<tbody><tr><th colspan="3" scope="rowgroup">{}<span class="soft">{}</span></th></tr>', title, source)
    )


def _row(fact: Fact) -> Markup:
    row = html(
        '<tr><td>{} <i>{}</i> {}</td><td>{}</td><td class="how">{}</td></tr>',
        bdi(fact.subject.label),
        relation_words(fact.relation)[0],
        bdi(fact.object_label),
        join(map(sentence, fact.evidence)),
        _how(fact),
    )
    return _line(row)


def _how(fact: Fact) -> Markup:
    by = html("by {}, ", bdi(fact.attributed_to)) if fact.attributed_to else ""
    return html("{} {}confidence {}, rule {}", chip(fact.status, fact.status), by, fact.confidence, fact.rule)


def _line(markup: Markup) -> Markup:
    return markup.replace("\n", " ")
