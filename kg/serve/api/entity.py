"""All about one entity or concept: names, identifiers, and its facts with the claims behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal

from kg import settings
from kg.graph.terms import DCTERMS, RDF, RDFS, SKOS
from kg.query.results import Term
from kg.query.results import plain as text_of
from kg.serve.api.parameters import Values
from kg.serve.api.resources import Json
from kg.serve.api.schemas import NOTHING_OR_TEXT, TEXT, described, listed, record, ref
from kg.serve.api.things import claim, paging, value
from kg.serve.errors import Gone, Missing
from kg.serve.pages import particulars
from kg.serve.pages.addresses import kind, local
from kg.serve.pages.facts import Found, Group, facts, groups
from kg.serve.pages.moved import moved
from kg.serve.pages.site import Site
from kg.view.markup import plain

_NAMING = {RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", settings.ONTOLOGY + "acronym"}
_SAME = {SKOS + "exactMatch", "http://www.w3.org/2002/07/owl#sameAs"}

FIELDS = {
    "iri": TEXT,
    "label": TEXT,
    "types": described(listed(TEXT), "Its classes, the most special one first."),
    "notes": described(listed(TEXT), "Whether another entity took the place of the one that was asked for."),
    "names": listed(record({"name": TEXT, "kind": TEXT, "language": NOTHING_OR_TEXT})),
    "sameAs": described(listed(TEXT), "What it is called in other collections."),
    "properties": described(
        listed(record({"property": TEXT, "value": TEXT})), "Codes, identifiers, sources and what else is known of it."
    ),
    "paging": described(ref("Paging"), "Which of its facts these are."),
    "facts": listed(ref("Fact")),
}


async def entity(site: Site, values: Values) -> Json:
    """All about it. Raises Missing where the graph does not know it, Gone where it does no longer."""
    asked, limit, offset = values["iri"], values["limit"], values["offset"]
    iri, notes = await now(site, asked)
    known = await particulars.read(site.ask, iri, await site.terms()) if is_thing(iri) else None
    if known is None:
        raise Missing(f"no entity and no concept of this graph is {asked}: /search.json finds them by their names")
    found = [group for group in await groups(site.ask, iri, await site.terms()) if _wanted(group, values)]
    return {
        "iri": iri,
        "label": plain(known.label),
        "types": list(known.classes),
        "notes": notes,
        "names": [_name(property_, term) for property_, term in _valued(known) if property_ in _NAMING],
        "sameAs": [text_of(term) for property_, term in _valued(known) if property_ in _SAME],
        "properties": [_property(property_, term) for property_, term in _valued(known) if _is_other(property_)],
        "paging": paging(sum(group.count for group in found), limit, offset),
        "facts": [_fact(*fact) for part in _parts(found, offset, limit) for fact in await _read(site, iri, *part)],
    }


async def now(site: Site, iri: str) -> tuple[str, list[str]]:
    """The IRI of what takes the place of an entity, where something does, and a note of that."""
    path = local(iri)
    if path is None or kind(path.removeprefix("/")) != "entity" or (found := await moved(site, iri)) is None:
        return iri, []
    if found.path is None:
        raise Gone(f"{iri} is no longer in this graph: {found.because}")
    new = settings.BASE + found.path.removeprefix("/")
    return new, [f"{iri} was replaced by {new}"]


def is_thing(iri: str) -> bool:
    path = local(iri)
    return path is not None and "#" not in path and kind(path.removeprefix("/")) in ("entity", "concept")


def _wanted(group: Group, values: Values) -> bool:
    return values["relation"] in (None, group.term.name)


def _valued(known: particulars.Particulars) -> Iterator[tuple[str, Term]]:
    order = {property_: place for place, property_ in enumerate(sorted(known.values))}
    for property_ in sorted(known.values, key=lambda name: (name != RDFS + "label", order[name])):
        for term in known.values[property_]:
            yield property_, term


def _name(property_: str, term: Term) -> Json:
    language = term.language if isinstance(term, Literal) else None
    return {"name": plain(text_of(term)), "kind": _end(property_), "language": language}


def _property(property_: str, term: Term) -> Json:
    return {"property": _end(property_), "value": plain(text_of(term))}


def _is_other(property_: str) -> bool:
    return property_ not in _NAMING | _SAME | {RDF + "type", DCTERMS + "isReplacedBy"}


def _end(property_: str) -> str:
    """The name of a property without its namespace."""
    return property_.rpartition("#")[2].rpartition("/")[2]


def _parts(found: Sequence[Group], offset: int, limit: int) -> Iterator[tuple[list[Group], int, int]]:
    """What to read for a page of facts that goes over several relations: groups, from which place of each on, and how
    many of each. Groups that are taken whole are read together."""
    whole: list[Group] = []
    at = 0
    for group in found:
        start, end = max(0, offset - at), min(group.count, offset + limit - at)
        at += group.count
        if start >= end:
            continue
        if (start, end) == (0, group.count):
            whole.append(group)
            continue
        if whole:
            yield whole, 0, limit
            whole = []
        yield [group], start, end - start
    if whole:
        yield whole, 0, limit


async def _read(site: Site, iri: str, shown: list[Group], start: int, most: int) -> list[tuple[Group, Found]]:
    read = await facts(site.ask, iri, shown, most, start)
    return [(group, found) for group in shown for found in read.get(group, [])]


def _fact(group: Group, found: Found) -> Json:
    return {
        "relation": group.term.name,
        "label": group.label,
        "direction": "in" if group.inverse else "out",
        "other": value(found.other),
        "total": found.count,
        "claims": [claim(row) for row in found.claims],
    }
