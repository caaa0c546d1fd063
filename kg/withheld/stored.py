"""What a store holds, as far as it may name a person who is withheld: articles, graphs of sources, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Triple

from kg import settings
from kg.decisions import Decision
from kg.graph.terms import DCTERMS, mg
from kg.records import Article
from kg.store import ArticleStore, Marker
from kg.withheld.withheld import Withheld
from kg.withheld.words import words

PERSONS = f"{settings.ENTITY}person/"
_SOURCE, _TITLE = NamedNode(DCTERMS + "source"), NamedNode(DCTERMS + "title")
_PUBLISHER, _ISSUED = NamedNode(DCTERMS + "publisher"), NamedNode(DCTERMS + "issued")


def stored_article(store: ArticleStore, marker: Marker) -> Article:
    """An article, or a source that was imported, as it was read."""
    graph = store.store.quads_for_pattern(marker.article, None, None, marker.article)
    said = {quad.predicate: quad.object.value for quad in graph if isinstance(quad.object, NamedNode | Literal)}
    return Article(
        key=marker.key,
        text=store.text_of(marker.article) or "",
        url=marker.key if _SOURCE in said else None,
        title=said.get(_TITLE),
        publisher=said.get(_PUBLISHER),
        published=said.get(_ISSUED),
        encoding=said[mg("encoding")],
        media_type=said[mg("mediaType")],
    )


def naming(triples: Iterable[Triple], withheld: Withheld) -> NamedNode | None:
    """What is said in words, or under a name, that names somebody who is withheld: the first such subject, or None."""
    if not withheld:
        return None
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and any(map(withheld.names, _words_of(triple))):
            return triple.subject
    return None


def without_names(decisions: Iterable[Decision], withheld: Withheld) -> Iterator[Decision]:
    """The decisions that are about nobody who is withheld. Where one was taken by such a person, or for a reason that
    names one, that is not told."""
    for decision in decisions:
        if withheld.has_decision(decision.iri.value):
            continue
        about = (decision.subject, *([decision.object] if decision.object is not None else []))
        if not any(withheld.names(node.value) or _is_called(node, withheld) for node in about):
            yield replace(decision, by=withheld.shown(decision.by), reason=withheld.shown(decision.reason))


def _is_called(node: NamedNode | Literal, withheld: Withheld) -> bool:
    """Whether an entity is a person of whom the last name alone is known, and that is one of such a person."""
    name = node.value.removeprefix(PERSONS).partition("--")[0]
    return node.value.startswith(PERSONS) and len(words(name)) == 1 and withheld.calls(name, any_case=True)


def _words_of(triple: Triple) -> Iterator[str]:
    yield from (term.value for term in (triple.subject, triple.object) if isinstance(term, NamedNode | Literal))
