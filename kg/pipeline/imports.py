"""Facts of others into the store: a file is checked as a whole, and goes in as a whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.contacts import has_contact
from kg.decisions import Rulings, check_decisions, reference_redirects, stored_decisions
from kg.graph.article_graph import ArticleGraph, in_graph
from kg.graph.imported_graph import IMPORTED, SourceFile, imported_graph, is_private, own_names, renamed
from kg.graph.terms import LABEL, RDF_TYPE, article_iri, clean, date_literal, mg
from kg.records import KgError
from kg.store import ArticleStore, newest_snapshot, open_snapshot, publish, record_candidates
from kg.store.default_graph import supports
from kg.store.states import check_forgotten
from kg.validate import PRIVATE, PUBLIC, ReferenceFacts, Violation, read_quads, violations
from kg.validate.foreign import blank_nodes, unfit, unknown_terms
from kg.validate.terms import memory_graph, to_rdflib
from kg.withheld import Withheld, naming

_MEDIA_TYPES = {".ttl": "text/turtle", ".nt": "application/n-triples"}
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


class ImportRefused(Exception):
    """A file that is not valid, with what to mend."""

    def __init__(self, found: Sequence[Violation]) -> None:
        super().__init__(f"{len(found)} violations")
        self.found = tuple(found)


def import_file(store: ArticleStore, path: Path, name: str, issued: str = "", license: str = "") -> int:
    """Brings the facts of a Turtle or N-Triples file in as those of the source `name`, in one transaction; what the
    source stated before goes, and what people decided holds. `issued` is the day, month or year on which they were
    stated, `license` the address of the licence that they are under. Returns how many claims they make.

    Raises ImportRefused where anything in the file is not valid, and KgError where it cannot be read or has no facts,
    the name, the date or the licence is none, or a request to forget was broken off; the store is then as before."""
    check_decisions(store)
    if store.directory is not None:
        check_forgotten(store.directory)
    source = _source(path, name, issued, license)
    quads = read_quads(path)
    if not quads:
        raise KgError(f"{path}: there are no facts in it: to take a source out, use --remove NAME")
    rulings = Rulings((*reference_redirects(), *stored_decisions(store.store)))
    graph = rulings.apply(_checked(store, source, quads))
    _check_withheld(store.directory, graph, path)
    store.commit_article(graph)
    record_candidates(store)
    publish(store)
    kinds = (triple.object for triple in (*graph.public, *graph.contacts) if triple.predicate == RDF_TYPE)
    return sum(kind == mg("Claim") for kind in kinds)


def remove_source(store: ArticleStore, name: str) -> None:
    """Takes out a source, with all that only it states. Raises KgError where the store has none of this name, nor is
    one published that a run took out which was broken off."""
    key = IMPORTED + clean(name)
    if not store.remove(key) and not _is_published(store, key):
        named = ", ".join(sources(store)) or "none"
        raise KgError(f"'{name}' is no source in this store: it has {named}")
    record_candidates(store)
    publish(store)


def _is_published(store: ArticleStore, key: str) -> bool:
    if store.directory is None or newest_snapshot(store.directory) is None:
        return False
    with open_snapshot(store.directory) as published:
        return published.marker(key) is not None


def sources(store: ArticleStore) -> list[str]:
    """The names of all sources, sorted."""
    return [key.removeprefix(IMPORTED) for key in sorted(store.keys()) if key.startswith(IMPORTED)]


def _source(path: Path, name: str, issued: str, license: str) -> SourceFile:
    called = clean(name)
    if not called or has_contact(called):
        raise KgError(f"'{name}' is no name of a source: say with --source who states the facts")
    if issued and (not _DATE.fullmatch(issued) or date_literal(issued).datatype.value.endswith("string")):
        raise KgError(f"'{issued}' is no date: write it like 2026, 2026-05 or 2026-05-24")
    if license and not _ADDRESS.fullmatch(license):
        raise KgError(f"'{license}' is no licence: give its address, like https://creativecommons.org/licenses/by/4.0/")
    if path.suffix.lower() not in _MEDIA_TYPES:
        raise KgError(f"{path}: facts come in as {' or '.join(_MEDIA_TYPES)}, in no named graphs: convert the file")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}: check the file and its permissions") from error
    return SourceFile(called, clean(path.name), content, _MEDIA_TYPES[path.suffix.lower()], issued, license)


def _checked(store: ArticleStore, source: SourceFile, quads: Sequence[Quad]) -> ArticleGraph:
    """The graph of the source. Raises ImportRefused where it breaks the shapes; the report calls entities as the file
    does."""
    # takes no pyoxigraph store: pySHACL keeps the frames that it was called from, and so would keep the lock on it
    names = own_names(quad.triple for quad in quads)
    facts = [in_graph(triple, DefaultGraph()) for triple in renamed((quad.triple for quad in quads), names)]
    facts += _known(store.store, article_iri(source.key), facts).of(facts)
    graph = imported_graph(source, (quad.triple for quad in facts))
    # the facts by themselves first: among its claims, each fault would be told twice
    found = [*blank_nodes(quads), *unknown_terms(quads), *unfit(quads)]
    found += _broken([quad for quad in facts if not is_private(quad.triple)], names)
    found = found or _broken(graph.public, names)
    if graph.contacts:
        found += _broken((*graph.contacts, *graph.public), names, PRIVATE)
    if found:
        raise ImportRefused(found)
    return graph


def _check_withheld(directory: Path | None, graph: ArticleGraph, path: Path) -> None:
    """Raises KgError where the source is withheld on request, or names somebody who is."""
    withheld = Withheld.load(directory)
    if withheld.knows(graph.key):
        raise KgError(f"{path}: this source is withheld on request: nothing was brought in")
    if (named := naming((*graph.public, *graph.contacts), withheld)) is not None:
        raise KgError(f"{path}: {named} names somebody who is withheld on request: take that out of the file")


def _known(store: Store, source: NamedNode, facts: Sequence[Quad]) -> ReferenceFacts:
    """The types and labels that the store has of what the facts name; those that the source itself stated before do not
    count."""
    known = ReferenceFacts()
    named = {term for quad in facts for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
    for node in named:
        types = store.quads_for_pattern(node, RDF_TYPE, None, None)
        elsewhere = {quad.triple for quad in types if quad.graph_name != source and supports(quad.graph_name)}
        if elsewhere:
            known.add(in_graph(triple, DefaultGraph()) for triple in sorted(elsewhere, key=str))
            known.add(store.quads_for_pattern(node, LABEL, None, DefaultGraph()))
    return known


def _broken(
    triples: Sequence[Quad | Triple], names: Mapping[NamedNode, NamedNode], shapes: str = PUBLIC
) -> list[Violation]:
    """What breaks the shapes, with the names of the file."""
    given = {to_rdflib(own): to_rdflib(foreign) for foreign, own in names.items()}
    return [
        replace(
            found,
            focus=given.get(found.focus, found.focus),
            value=given.get(found.value, found.value) if found.value is not None else None,
        )
        for found in violations(memory_graph(triples), shapes)
        if found.severity == "Violation"
    ]
