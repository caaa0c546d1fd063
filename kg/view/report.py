"""`report.html`: what each article says, with the sentence behind every fact, and what was kept out. No script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import pyoxigraph as ox

from kg.validate import Quarantined
from kg.view.article_text import article_text
from kg.view.content import Contents, Document, Fact, Thing
from kg.view.markup import asset, bdi, chip, esc, link, page
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
        '<main class="wide">',
        "<h1>What the articles say</h1>",
        '<p class="soft">Each fact with the sentence it was read from. A fact is what a text says, not what is so.</p>',
        _counts(contents.counts(), quarantined),
        _limit(len(documents), len(iris)),
        _contents_list(contents, documents, rest[:MOST_LISTED]),
        *sections,
        _kept_out("Files that were not read", [q for q in quarantined if q.kind in ("file", "article")]),
        _kept_out("Notes on what was read", [q for q in quarantined if q.kind == "note"]),
        "</main>",
    ]
    return page("What the articles say", body, styles=asset("pages.css"))


def _shown(
    contents: Contents, iris: Sequence[str], quarantined: Sequence[Quarantined]
) -> tuple[list[Document], list[str]]:
    """As many articles as find room, with the part of the page that each takes; one at least."""
    documents: list[Document] = []
    sections: list[str] = []
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


def _limit(shown: int, total: int) -> str:
    """What the page leaves out."""
    if shown == total:
        return ""
    listed = min(MOST_LISTED, total - shown)
    unlisted = f", and {total - shown - listed:,} are not listed" if total - shown > listed else ""
    return (
        f'<p id="limit">{shown:,} of {total:,} articles are shown with their facts, {listed:,} by their titles'
        f"{unlisted}. All of them: <code>kg serve</code>.</p>"
    )


def _counts(held: Mapping[str, int], quarantined: Sequence[Quarantined]) -> str:
    numbers = {**held, "kept out": sum(line.kind != "note" for line in quarantined)}
    items = (f"<li><b>{number:,}</b>{name}</li>" for name, number in numbers.items())
    return f'<ul class="counts">{"".join(items)}</ul>'


def _contents_list(contents: Contents, documents: Sequence[Document], rest: Sequence[str]) -> str:
    rows = [
        _listed(d, f'<a href="#a{number}">{bdi(d.title)}</a>', len(d.facts))
        for number, d in enumerate(documents, start=1)
    ]
    for iri in rest:
        header = contents.header(iri)
        rows.append(_listed(header, f"{bdi(header.title)} (not shown below)", contents.claim_count(iri)))
    head = "<thead><tr><th>Article</th><th>Publisher</th><th>Date</th><th>Claims</th></tr></thead>"
    return f'<nav class="card" aria-label="Articles"><table>{head}<tbody>{"".join(rows)}</tbody></table></nav>'


def _listed(document: Document, title: str, claims: int) -> str:
    return (
        f'<tr><td>{title}</td><td>{bdi(document.publisher)}</td><td class="short">{esc(document.issued)}</td>'
        f'<td class="short">{claims}</td></tr>'
    )


def _article(number: int, document: Document, text: str, quarantined: Sequence[Quarantined]) -> str:
    own = [q for q in quarantined if q.article == document.key and q.kind not in ("file", "note")]
    parts = [
        f'<section class="card" id="a{number}">',
        f"<h2>{bdi(document.title)}</h2>",
        f'<p class="soft">{_source(document)}</p>',
        _things(document.things),
        text,
        *(_subject(thing, list(facts)) for thing, facts in _by_subject(document.facts)),
        _kept_out("Kept out of the graph", own, level=3),
        "</section>",
    ]
    return "\n".join(parts)


def _source(document: Document) -> str:
    said = [
        bdi(document.publisher) if document.publisher else "",
        esc(document.issued),
        link(document.url, document.key),
    ]
    return " · ".join(part for part in said if part)


def _things(things: Sequence[Thing]) -> str:
    if not things:
        return '<p class="soft">No entity was found.</p>'
    rows = (
        f"<dt>{esc(class_label(kind))}</dt><dd>{', '.join(_named(thing) for thing in group)}</dd>"
        for kind, group in groupby(things, key=lambda thing: thing.type)
    )
    return f'<details><summary>{len(things)} entities</summary><dl class="things">{"".join(rows)}</dl></details>'


def _named(thing: Thing) -> str:
    also = f' <span class="soft">({"; ".join(bdi(name) for name in thing.names[:4])})</span>' if thing.names else ""
    return bdi(thing.label) + also


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


def _subject(thing: Thing, facts: Sequence[Fact]) -> str:
    title = "The article" if thing.type == "Article" else bdi(thing.label)
    kind = "" if thing.type == "Article" else f" {chip(class_label(thing.type))}"
    rows = "\n".join(fact_row(fact) for fact in facts)
    head = "<thead><tr><th>Relation</th><th>Value</th><th>Said in</th><th>Status</th></tr></thead>"
    return f'<h3>{title}{kind}</h3>\n<table class="facts">{head}<tbody>\n{rows}\n</tbody></table>'


def fact_row(fact: Fact) -> str:
    """A fact as a table row: relation, value, sentence, and how it is known."""
    value = bdi(fact.object_label) + "".join(
        f'<br><span class="soft">{esc(detail_label(name))}: {bdi(words)}</span>' for name, words in fact.details
    )
    return (
        f'<tr><td class="relation">{esc(relation_label(fact.relation))}</td><td class="object">{value}</td>'
        f'<td>{"".join(sentence(e) for e in fact.evidence)}</td><td class="how">{how(fact)}</td></tr>'
    )


def detail_label(name: str) -> str:
    """A detail of claims in words."""
    known = vocabulary().qualifiers.get(name)
    return known.label if known else name


def how(fact: Fact) -> str:
    """Status, speaker, confidence and rule of a fact."""
    said = [chip(fact.status, fact.status)]
    said += [f"by {bdi(fact.attributed_to)}"] if fact.attributed_to else []
    said += [f"confidence {esc(fact.confidence)}", f"rule {esc(fact.rule)}"]
    return "".join(f'<span class="line">{part}</span> ' for part in said)


def sentence(passage: Passage) -> str:
    """A sentence with the evidence marked."""
    marked = "".join(f"<mark>{esc(words)}</mark>" if mark else esc(words) for words, mark in passage.pieces)
    return f"<blockquote><bdi>{marked}</bdi></blockquote>"


def _kept_out(title: str, lines: Sequence[Quarantined], level: int = 2) -> str:
    if not lines:
        return ""
    rows = "".join(
        f"<tr><td>{bdi(q.claim or q.path or q.article)}</td><td>{bdi(q.message)}"
        f"{f'<br>value: {bdi(q.value)}' if q.value else ''}</td><td>{bdi(q.quote)}</td></tr>"
        for q in lines
    )
    table = f"<table><thead><tr><th>What</th><th>Why</th><th>Quote</th></tr></thead><tbody>{rows}</tbody></table>"
    inner = f"<h{level}>{title}</h{level}>{table}"
    return inner if level > 2 else f'<section class="card">{inner}</section>'
