"""Facts of others into the store, in one transaction.

What a file states in the terms of the ontology goes in as a whole or not at all; of the rest, what has a counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.contacts import has_contact
from kg.decisions import Rulings, check_decisions, reference_redirects, stored_decisions
from kg.foreign.blank import addressed
from kg.foreign.conversion import Conversion, LeftOut, summed
from kg.foreign.files import MEDIA_TYPES as RDF
from kg.foreign.files import read_triples
from kg.foreign.inward import inwards, own_statements
from kg.foreign.rows import MEDIA_TYPES as ROWS
from kg.foreign.rows import rows
from kg.graph.article_graph import ArticleGraph, in_graph
from kg.graph.imported_graph import (
    IMPORTED,
    Details,
    SourceFile,
    as_here,
    identity_keys,
    imported_graph,
    is_private,
    own_names,
    renamed,
)
from kg.graph.terms import LABEL, RDF_TYPE, article_iri, clean, date_literal, mg
from kg.records import KgError
from kg.store import ArticleStore, newest_snapshot, open_snapshot, publish, record_candidates, record_reports
from kg.store.default_graph import supports
from kg.store.states import check_forgotten
from kg.validate import PRIVATE, PUBLIC, ReferenceFacts, Violation, violations
from kg.validate.foreign import unfit, unknown_terms
from kg.validate.terms import memory_graph, to_rdflib
from kg.withheld import Withheld, naming

_ROUNDS = 5
"""So often what breaks the shapes is left out and the rest is looked at again."""
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: how many claims it makes, what of it is left out, and what was taken for what."""

    claims: int
    left: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


class ImportRefused(Exception):
    """A file that is not valid, with what to mend."""

    def __init__(self, found: Sequence[Violation]) -> None:
        super().__init__(f"{len(found)} violations")
        self.found = tuple(found)


class NothingToImport(KgError):
    """A file of which nothing has a place in the graph, with what is left out and why."""

    def __init__(self, path: Path, conversion: Conversion) -> None:
        super().__init__(f"{path}: nothing of it has a place in the graph: no fact came in")
        self.left = tuple(summed(conversion.left))
        self.notes = tuple(conversion.notes)


def import_file(
    store: ArticleStore, path: Path, name: str, issued: str = "", license: str = "", mapping: Path | None = None
) -> Imported:
    """Brings the facts of a file in as those of the source `name`, in one transaction; what the source stated before
    goes, and what people decided holds. The file is RDF in the terms of the ontology or of others, or a table or list
    of which `mapping` tells what its rows mean. `issued` is the day, month or year on which they were stated, `license`
    the address of the licence that they are under.

    Raises ImportRefused where anything is not valid that the file states in the terms of the ontology, and KgError
    where it cannot be read or has no facts, the name, the date, the licence or the mapping is none, or a request to
    forget was broken off; the store is then as before."""
    check_decisions(store)
    if store.directory is not None:
        check_forgotten(store.directory)
    source = _source(path, name, issued, license, mapping)
    conversion, stated = _read(path, source.name, mapping)
    rulings = Rulings((*reference_redirects(), *stored_decisions(store.store)))
    graph = rulings.apply(_checked(store, source, conversion, stated))
    if not any(triple.predicate != RDF_TYPE for triple in conversion.triples):
        raise NothingToImport(path, conversion)
    _check_withheld(store.directory, graph, path)
    store.commit_article(graph)
    record_candidates(store)
    record_reports(store)
    publish(store)
    kinds = (triple.object for triple in (*graph.public, *graph.contacts) if triple.predicate == RDF_TYPE)
    return Imported(sum(kind == mg("Claim") for kind in kinds), tuple(summed(conversion.left)), tuple(conversion.notes))


def remove_source(store: ArticleStore, name: str) -> None:
    """Takes out a source, with all that only it states. Raises KgError where the store has none of this name, nor is
    one published that a run took out which was broken off."""
    key = IMPORTED + clean(name)
    if not store.remove(key) and not _is_published(store, key):
        named = ", ".join(sources(store)) or "none"
        raise KgError(f"'{name}' is no source in this store: it has {named}")
    record_candidates(store)
    record_reports(store)
    publish(store)


def _is_published(store: ArticleStore, key: str) -> bool:
    if store.directory is None or newest_snapshot(store.directory) is None:
        return False
    with open_snapshot(store.directory) as published:
        return published.marker(key) is not None


def sources(store: ArticleStore) -> list[str]:
    """The names of all sources, sorted."""
    return [key.removeprefix(IMPORTED) for key in sorted(store.keys()) if key.startswith(IMPORTED)]


def _source(path: Path, name: str, issued: str, license: str, mapping: Path | None) -> SourceFile:
    called = clean(name)
    if not called or has_contact(called):
        raise KgError(f"'{name}' is no name of a source: say with --source who states the facts")
    if issued and (not _DATE.fullmatch(issued) or date_literal(issued).datatype.value.endswith("string")):
        raise KgError(f"'{issued}' is no date: write it like 2026, 2026-05 or 2026-05-24")
    if license and not _ADDRESS.fullmatch(license):
        raise KgError(f"'{license}' is no licence: give its address, like https://creativecommons.org/licenses/by/4.0/")
    media_types = ROWS if mapping is not None else RDF
    media_type = media_types.get(path.suffix.lower())
    if media_type is None and path.suffix.lower() in ROWS:
        raise KgError(f"{path}: say with --mapping what its columns mean")
    if media_type is None:
        raise KgError(f"{path}: facts come in as {', '.join(media_types)}: convert the file")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}: check the file and its permissions") from error
    return SourceFile(called, clean(path.name), content, media_type, issued, license)


def _read(path: Path, source: str, mapping: Path | None) -> tuple[Conversion, list[Quad]]:
    """What a file brings, and what of it is stated in the terms of the ontology and must be valid as it stands."""
    if mapping is not None:
        return rows(path, mapping, source), []
    triples = addressed(read_triples(path, source), source)
    if not triples:
        raise KgError(f"{path}: there are no facts in it: to take a source out, use --remove NAME")
    try:
        return inwards(triples, source), [in_graph(triple, DefaultGraph()) for triple in own_statements(triples)]
    except KgError as error:
        raise KgError(f"{path}: {error}") from error


def _checked(store: ArticleStore, source: SourceFile, conversion: Conversion, stated: Sequence[Quad]) -> ArticleGraph:
    """The graph of the source. What was read from other terms and breaks the shapes is left out, and put down as such.
    Raises ImportRefused where something does that the file states in our own; the report calls entities as the file
    does."""
    # takes no pyoxigraph store: pySHACL keeps the frames that it was called from, and so would keep the lock on it
    article = article_iri(source.key)
    if strange := [*unknown_terms(stated), *unfit(stated)]:
        raise ImportRefused(strange)
    for _ in range(_ROUNDS):
        names = own_names(conversion.triples)
        facts = [in_graph(triple, DefaultGraph()) for triple in renamed(conversion.triples, names)]
        facts += [in_graph(key, DefaultGraph()) for key in identity_keys(names, (quad.triple for quad in facts))]
        facts += _known(store.store, article, facts).of(facts)
        grounds = {
            as_here(fact, names): {_details_here(details, names): lines for details, lines in times.items()}
            for fact, times in conversion.grounds.items()
        }
        graph = imported_graph(source, (quad.triple for quad in facts), grounds)
        # what is stated in our own terms by itself first: among its claims, each fault would be told twice
        found = _broken([quad for quad in facts if not is_private(quad.triple)]) if stated else []
        found = found or _broken(graph.public)
        if graph.contacts:
            found += _broken((*graph.contacts, *graph.public), PRIVATE)
        if not found:
            return graph
        if not _leave_out(conversion, found, names):
            break
    raise ImportRefused([_as_given(violation, names) for violation in found])


def _details_here(details: Details, names: Mapping[NamedNode, NamedNode]) -> Details:
    """What is said of the time of a fact, with its entities called as here."""
    return tuple((name, names.get(value, value) if isinstance(value, NamedNode) else value) for name, value in details)


def _leave_out(conversion: Conversion, found: Sequence[Violation], names: Mapping[NamedNode, NamedNode]) -> bool:
    """Takes the facts out that break the shapes and that the file does not state as they are, and puts them down;
    whether there are any."""
    faults: dict[Triple, str] = {}
    given = {as_here(fact, names): fact for fact in conversion.grounds}
    for violation in found:
        faults |= {given[fact]: violation.message for fact in given if _is_of(violation, fact)}
    for fact, message in faults.items():
        for line in dict.fromkeys(line for found in conversion.grounds.pop(fact).values() for line in found):
            conversion.leave(f"mg:{fact.predicate.value.rpartition('#')[2]}", message, line)
    conversion.triples = [triple for triple in conversion.triples if triple not in faults]
    conversion.prune()
    return bool(faults)


def _is_of(violation: Violation, fact: Triple) -> bool:
    """Whether a violation is that of a fact."""
    if to_rdflib(fact.predicate) != violation.path:
        return violation.path is None and violation.focus in (to_rdflib(fact.subject), to_rdflib(fact.object))
    return violation.focus == to_rdflib(fact.subject) and violation.value in (None, to_rdflib(fact.object))


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


def _broken(triples: Sequence[Quad | Triple], shapes: str = PUBLIC) -> list[Violation]:
    """What breaks the shapes."""
    return [found for found in violations(memory_graph(triples), shapes) if found.severity == "Violation"]


def _as_given(found: Violation, names: Mapping[NamedNode, NamedNode]) -> Violation:
    """A violation with the names of the file."""
    given = {to_rdflib(own): to_rdflib(foreign) for foreign, own in names.items()}
    value = given.get(found.value, found.value) if found.value is not None else None
    return replace(found, focus=given.get(found.focus, found.focus), value=value)
