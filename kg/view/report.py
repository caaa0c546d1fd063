"""`report.html`: what each article says, with the sentence behind every fact, and what was kept out. No script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import pyoxigraph as ox
from markupsafe import Markup

from kg.validate import Quarantined
from kg.view.article_text import article_text
from kg.view.content import Contents, Document, Fact, Thing, day_in_words
from kg.view.markup import asset, bdi, chip, esc, html, join, link, page
from kg.view.sentences import Passage
from kg.vocabulary import vocabulary

MOST_ARTICLES = 250
MOST_BYTES = 10_000_000
"""What is shown of articles with their facts; of a larger store the rest is listed by title, so that browsers open the
page."""
MOST_LISTED = 2_000


def report(store: ox.Store, quarantined: Sequence[Quarantined] = ()) -> str:
    """The page. `quarantined`: the lines of the quarantine file."""
    contents = Contents(store)
    iris = contents.article_iris()
    documents, sections = _shown(contents, iris, quarantined)
    rest = iris[len(documents) :]
    body = [
        html('<main class="wide">'),
        html("<h1>What the articles say</h1>"),
        html(
            '<p class="soft">Each fact with the sentence it was read from. A fact is what a text says, not what is so.'
            "</p>"
        ),
        _counts(contents.counts(), quarantined),
        _limit(len(documents), len(iris)),
        _contents_list(contents, documents, rest[:MOST_LISTED]),
        *sections,
        _kept_out("Files that were not read", [q for q in quarantined if q.kind in ("file", "article")]),
        _kept_out("Notes on what was read", [q for q in quarantined if q.kind == "note"]),
        html("</main>"),
    ]
    return page("What the articles say", body, styles=asset("pages.css"))


def _shown(
    contents: Contents, iris: Sequence[str], quarantined: Sequence[Quarantined]
) -> tuple[list[Document], list[Markup]]:
    """As many articles as find room, with the part of the page that each takes; one at least."""
    documents: list[Document] = []
    sections: list[Markup] = []
    size = 0
    for number, iri in enumerate(iris[:MOST_ARTICLES], start=1):
        document = contents.document(iri)
        section = _article(number, document, article_text(contents, document), quarantined)
        size += len(section.encode())
        if documents and size > MOST_BYTES:
            break
        documents.append(document)
        sections.append(section)
    return documents, sections


def _limit(shown: int, total: int) -> Markup:
    """What the page leaves out."""
    if shown == total:
        return Markup()
    listed = min(MOST_LISTED, total - shown)
    unlisted = f", and {total - shown - listed:,} are not listed" if total - shown > listed else ""
    return html(
        '<p id="limit">{:,} of {:,} articles are shown with their facts, {:,} by their titles{}. All of them: '
        "<code>kg serve</code>.</p>",
        shown,
        total,
        listed,
        unlisted,
    )


def _counts(held: Mapping[str, int], quarantined: Sequence[Quarantined]) -> Markup:
    numbers = {**held, "kept out": sum(line.kind != "note" for line in quarantined)}
    items = join(html("<li><b>{:,}</b>{}</li>", number, name) for name, number in numbers.items())
    return html('<ul class="counts">{}</ul>', items)


def _contents_list(contents: Contents, documents: Sequence[Document], rest: Sequence[str]) -> Markup:
    rows = [
        _listed(d, html('<a href="#a{}">{}</a>', number, bdi(d.title)), len(d.facts))
        for number, d in enumerate(documents, start=1)
    ]
    for iri in rest:
        header = contents.header(iri)
        rows.append(_listed(header, bdi(header.title) + " (not shown below)", contents.claim_count(iri)))
    return html(
        '<nav class="card" aria-label="Articles"><table class="articles">'
        "<thead><tr><th>Article</th><th>Publisher</th><th>Date</th><th>Claims</th></tr></thead>"
        "<tbody>{}</tbody></table></nav>",
        join(rows),
    )


def _listed(document: Document, title: Markup, claims: int) -> Markup:
    return html(
        '<tr><td>{}</td><td>{}</td><td class="short">{}</td><td class="short number">{}</td></tr>',
        title,
        bdi(document.publisher),
        day_in_words(document.issued),
        claims,
    )


def _article(number: int, document: Document, text: Markup, quarantined: Sequence[Quarantined]) -> Markup:
    own = [q for q in quarantined if q.article == document.key and q.kind not in ("file", "note")]
    parts = [
        html('<section class="card" id="a{}">', number),
        html("<h2>{}</h2>", bdi(document.title)),
        html('<p class="soft">{}</p>', _source(document)),
        _things(document.things),
        text,
        *(_subject(thing, list(facts)) for thing, facts in _by_subject(document.facts)),
        _kept_out("Kept out of the graph", own, level=3),
        html("</section>"),
    ]
    return join(parts, "\n")


def _source(document: Document) -> Markup:
    said = [
        bdi(document.publisher) if document.publisher else Markup(),
        esc(day_in_words(document.issued)),
        link(document.url, document.key),
    ]
    return join((part for part in said if part), " · ")


def _things(things: Sequence[Thing]) -> Markup:
    if not things:
        return html('<p class="soft">No entity was found.</p>')
    rows = join(
        html("<dt>{}</dt><dd>{}</dd>", class_label(kind), join(map(_named, group), ", "))
        for kind, group in groupby(things, key=lambda thing: thing.type)
    )
    return html(
        '<details><summary>{} entities</summary><dl class="things">{}</dl></details>',
        len(things),
        rows,
    )


def _named(thing: Thing) -> Markup:
    if not thing.names:
        return bdi(thing.label)
    also = join(map(bdi, thing.names[:4]), "; ")
    return html('{} <span class="soft">({})</span>', bdi(thing.label), also)


def class_label(name: str) -> str:
    """A class in words."""
    known = vocabulary().classes.get(name)
    return known.label if known else name or "other"


def relation_label(name: str) -> str:
    """A relation in words."""
    known = vocabulary().relations.get(name)
    return known.label if known else name


def _by_subject(facts: Iterable[Fact]) -> list[tuple[Thing, list[Fact]]]:
    """Facts under their subjects, events first, then by how much is said of each."""
    groups: dict[Thing, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.subject, []).append(fact)
    size = Counter({thing: len(listed) for thing, listed in groups.items()})
    return sorted(groups.items(), key=lambda g: (g[0].type != "Event", -size[g[0]], g[0].label, g[0].iri))


def _subject(thing: Thing, facts: Sequence[Fact]) -> Markup:
    is_article = thing.type == "Article"
    title = "The article" if is_article else html("{} {}", bdi(thing.label), chip(class_label(thing.type)))
    return html(
        '<h3>{}</h3>\n<table class="facts">'
        "<thead><tr><th>Relation</th><th>Value</th><th>Said in</th><th>Status</th></tr></thead>"
        "<tbody>\n{}\n</tbody></table>",
        title,
        join(map(fact_row, facts), "\n"),
    )


def fact_row(fact: Fact) -> Markup:
    """A fact as a table row: relation, value, sentence, and how it is known."""
    details = join(
        html('<br><span class="soft">{}: {}</span>', detail_label(name), bdi(words)) for name, words in fact.details
    )
    return html(
        '<tr><td class="relation">{}</td><td class="object">{}{}</td><td>{}</td><td class="how">{}</td></tr>',
        relation_label(fact.relation),
        bdi(day_in_words(fact.object_label)),
        details,
        join(map(sentence, fact.evidence)),
        how(fact),
    )


def detail_label(name: str) -> str:
    """A detail of claims in words."""
    known = vocabulary().qualifiers.get(name)
    return known.label if known else name


def how(fact: Fact) -> Markup:
    """Status, speaker and confidence of a fact, and, for who opens it, the rule that read it."""
    said = [chip(fact.status, fact.status)]
    said += [html("by {}", bdi(fact.attributed_to))] if fact.attributed_to else []
    said += [html("confidence {}", fact.confidence)]
    lines = join(html('<span class="line">{}</span> ', part) for part in said)
    return lines + html('<details class="line"><summary>How this was read</summary>rule {}</details>', fact.rule)


def sentence(passage: Passage) -> Markup:
    """A sentence with the evidence marked."""
    marked = join(html("<mark>{}</mark>", words) if mark else esc(words) for words, mark in passage.pieces)
    return html("<blockquote><bdi>{}</bdi></blockquote>", marked)


def _kept_out(title: str, lines: Sequence[Quarantined], level: int = 2) -> Markup:
    if not lines:
        return Markup()
    inner = html(
        '<h{level}>{title}</h{level}><table class="kept-out">'
        "<thead><tr><th>What</th><th>Why</th><th>Quote</th></tr></thead>"
        "<tbody>{rows}</tbody></table>",
        level=level,
        title=title,
        rows=join(map(_kept_out_row, lines)),
    )
    return inner if level > 2 else html('<section class="card">{}</section>', inner)


def _kept_out_row(line: Quarantined) -> Markup:
    value = html("<br>value: {}", bdi(line.value)) if line.value else ""
    what = bdi(line.claim or line.path or line.article)
    return html("<tr><td>{}</td><td>{}{}</td><td>{}</td></tr>", what, bdi(line.message), value, bdi(line.quote))
