"""How facts and claims look on every page: in words, with their quotations, their source and how they are known."""

from __future__ import annotations

from markupsafe import Markup

from kg.serve.pages.addresses import local
from kg.serve.pages.reading import Row
from kg.serve.pages.shell import anchor
from kg.serve.pages.terms import Term
from kg.view.content import Document, Fact, Thing
from kg.view.markup import bdi, chip, esc, html, join, link
from kg.view.report import class_label, detail_label, how, relation_label, sentence

__all__ = ["claim_lines", "claim_words", "known_by", "pages_of", "source", "term_label", "value"]


def value(end: Thing | str, *, typed: bool = False) -> Markup:
    """The end of a fact: a link to its page, with its class where `typed`, or its words."""
    if isinstance(end, str):
        return bdi(end)
    kind = " " + chip(class_label(end.type)) if typed and end.type not in ("", "Article") else ""
    return anchor(local(end.iri), end.label) + kind


def claim_words(fact: Fact) -> Markup:
    """A claim as a sentence of its subject, relation and object."""
    subject = value(fact.subject) if fact.subject.type != "Article" else "The article " + value(fact.subject)
    relation, object_ = relation_label(fact.relation), value(fact.object, typed=True)
    return html('<p class="words">{} <i>{}</i> {}</p>', subject, relation, object_)


def claim_lines(row: Row) -> Markup:
    """What a claim rests on: its quotations, its article, its details, and how it is known."""
    fact, document = row
    quotations = join(map(sentence, fact.evidence))
    return html('{}<p class="source">{}</p>{}', quotations, source(document), known_by(fact))


def known_by(fact: Fact) -> Markup:
    """The details of a claim, and how it is known."""
    details = join(html('<p class="soft">{}: {}</p>', detail_label(name), bdi(said)) for name, said in fact.details)
    number = anchor(local(fact.claim), f"claim {fact.claim.rpartition('/')[2]}")
    return html('{}<div class="how">{}<span class="line">{}</span></div>', details, how(fact), number)


def source(document: Document, *, outside: bool = False) -> Markup:
    """An article with its publisher and date; its title leads to its page here, or (`outside`) to where it was read."""
    title = link(document.url, document.key) if outside else anchor(local(document.iri), document.title)
    said = [title, bdi(document.publisher) if document.publisher else Markup(), esc(document.issued)]
    return join((part for part in said if part), " · ")


def term_label(term: Term | None, iri: str) -> Markup:
    """A property as a link to its definition."""
    name = term.label if term else iri.rpartition("#")[2].rpartition("/")[2]
    return anchor(local(iri), name)


def pages_of(address: str, number: int, more: bool, noun: str) -> Markup:
    """Links to the page before and after page `number`. `address` ends where the number follows."""
    links = [html('<a rel="prev" href="{}{}">Previous {}</a>', address, number - 1, noun)] if number > 1 else []
    links += [html('<a rel="next" href="{}{}">Next {}</a>', address, number + 1, noun)] if more else []
    return html('<nav class="pages" aria-label="Pages">{}</nav>', join(links, " · ")) if links else Markup()
