"""How facts and claims look on every page: in words, with their quotations, their source and how they are known."""

from __future__ import annotations

from collections.abc import Sequence

from kg.serve.pages.addresses import local
from kg.serve.pages.reading import Row
from kg.serve.pages.shell import anchor
from kg.serve.pages.terms import Term
from kg.view.content import Document, Fact, Thing
from kg.view.markup import bdi, chip, esc, link
from kg.view.report import class_label, detail_label, how, relation_label, sentence

__all__ = ["claim_lines", "claim_words", "known_by", "pages_of", "source", "term_label", "value"]


def value(end: Thing | str, *, typed: bool = False) -> str:
    """The end of a fact: a link to its page, with its class where `typed`, or its words."""
    if isinstance(end, str):
        return bdi(end)
    kind = f" {chip(class_label(end.type))}" if typed and end.type not in ("", "Article") else ""
    return anchor(local(end.iri), end.label) + kind


def claim_words(fact: Fact) -> str:
    """A claim as a sentence of its subject, relation and object."""
    subject = value(fact.subject) if fact.subject.type != "Article" else f"The article {value(fact.subject)}"
    return (
        f'<p class="words">{subject} <i>{esc(relation_label(fact.relation))}</i> {value(fact.object, typed=True)}</p>'
    )


def claim_lines(row: Row) -> str:
    """What a claim rests on: its quotations, its article, its details, and how it is known."""
    fact, document = row
    return f'{"".join(map(sentence, fact.evidence))}<p class="source">{source(document)}</p>{known_by(fact)}'


def known_by(fact: Fact) -> str:
    """The details of a claim, and how it is known."""
    details = "".join(f'<p class="soft">{esc(detail_label(name))}: {bdi(said)}</p>' for name, said in fact.details)
    number = anchor(local(fact.claim), f"claim {fact.claim.rpartition('/')[2]}")
    return f'{details}<p class="how">{how(fact)}<span class="line">{number}</span></p>'


def source(document: Document, *, outside: bool = False) -> str:
    """An article with its publisher and date; its title leads to its page here, or (`outside`) to where it was read."""
    title = link(document.url, document.key) if outside else anchor(local(document.iri), document.title)
    said = [title, bdi(document.publisher) if document.publisher else "", esc(document.issued)]
    return " · ".join(part for part in said if part)


def term_label(term: Term | None, iri: str) -> str:
    """A property as a link to its definition."""
    name = term.label if term else iri.rpartition("#")[2].rpartition("/")[2]
    return anchor(local(iri), name)


def pages_of(address: str, number: int, more: bool, noun: str) -> str:
    """Links to the page before and after page `number`. `address` ends where the number follows."""
    links: Sequence[str] = [
        f'<a rel="prev" href="{esc(address)}{number - 1}">Previous {esc(noun)}</a>' if number > 1 else "",
        f'<a rel="next" href="{esc(address)}{number + 1}">Next {esc(noun)}</a>' if more else "",
    ]
    shown = [part for part in links if part]
    return f'<nav class="pages" aria-label="Pages">{" · ".join(shown)}</nav>' if shown else ""
