"""What is said of the data as a whole, wherever they are published: title, licence, rights, version, and VoID's counts.
A server tells it at `/.well-known/void`, a release in its manifest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg import settings
from kg.export.turtle_terms import STANDARD, Terms
from kg.graph.reference_graph import ATTRIBUTION
from kg.graph.terms import DCTERMS, RDF_TYPE, integer
from kg.release.counting import Counts, Shares

VOID = "http://rdfs.org/ns/void#"
WELL_KNOWN = ".well-known/void"
DATA = settings.BASE + WELL_KNOWN + "#dataset"
"""The data whatever their version: each release is a version of it."""

LICENSE = settings.LICENSE
TITLE = "Migration Governance Knowledge Graph"
ABOUT = (
    "Who hosted, organised, attended, chaired and funded which event of migration governance, and who belongs to, "
    "works for and partners with whom, as press releases and news items tell it. The default graph holds the plain "
    "facts; each article has a named graph with its claims, their evidence, status and confidence."
)
RIGHTS = (
    "The licence covers the facts and how they are arranged. Words quoted from articles (oa:exact, and the objects of "
    "mg:quotation) are short quotations with their source; they stay the property of their publishers, and the licence "
    "does not cover them."
)
RIGHTS_STATED = (
    " Nor does it cover what others state in files of their own: those have terms of theirs, told by source."
)

_VOCABULARIES = ("mg", "dcterms", "foaf", "oa", "org", "prov", "rdf", "rdfs", "schema", "skos")

Value = tuple[str, NamedNode | Literal]
"""A property and what it is."""


@dataclass(frozen=True, slots=True)
class Data:
    """The data to describe: the IRI of the description of them, the digest of all that is public (`kg query --cite`
    names it as the version of the graph), what there is, and an article as an example."""

    iri: str
    digest: str
    counts: Counts
    example: str | None = None

    @property
    def default_graph(self) -> str:
        """The IRI of the part that the default graph is."""
        return self.iri.partition("#")[0] + "#default-graph"


def node(subject: str, types: Iterable[str], values: Iterable[Value]) -> Iterator[Triple]:
    """The triples of one node: its types, then its values."""
    iri = NamedNode(subject)
    yield from (Triple(iri, RDF_TYPE, NamedNode(name)) for name in types)
    yield from (Triple(iri, NamedNode(name), value) for name, value in values)


def english_text(text: str) -> Literal:
    """Words in English."""
    return Literal(text, language="en")


def described(data: Data, rights: str = RIGHTS) -> Iterator[Triple]:
    """What is said of the data, in terms of DCMI and VoID (https://www.w3.org/TR/void/)."""
    values: list[Value] = [
        (DCTERMS + "title", english_text(TITLE)),
        (DCTERMS + "description", english_text(ABOUT)),
        (DCTERMS + "license", NamedNode(LICENSE)),
        (DCTERMS + "rights", english_text(f"{rights} {ATTRIBUTION}.")),
        (VOID + "uriSpace", Literal(settings.BASE)),
        (VOID + "triples", integer(data.counts.quads)),
        (VOID + "subset", NamedNode(data.default_graph)),
        *((VOID + "vocabulary", NamedNode(STANDARD[prefix])) for prefix in _VOCABULARIES),
        *([(VOID + "exampleResource", NamedNode(data.example))] if data.example else []),
    ]
    yield from node(data.iri, [VOID + "Dataset"], values)
    yield from _default_graph(data)
    yield from _links(data)


def _default_graph(data: Data) -> Iterator[Triple]:
    """The plain facts: how many, of which classes, with which properties."""
    here, counts = data.default_graph, data.counts
    values: list[Value] = [
        (DCTERMS + "title", english_text("The plain facts, as they stand in the default graph")),
        (VOID + "uriRegexPattern", Literal("^" + re.escape(settings.ENTITY))),
        (VOID + "triples", integer(counts.plain)),
        (VOID + "entities", integer(counts.entities)),
        (VOID + "distinctSubjects", integer(counts.subjects)),
        (VOID + "distinctObjects", integer(counts.objects)),
        (VOID + "classes", integer(len(counts.classes))),
        (VOID + "properties", integer(len(counts.properties))),
    ]
    yield from node(here, [VOID + "Dataset"], values)
    yield from _parts(data, "class", "entities", counts.classes)
    yield from _parts(data, "property", "triples", counts.properties)


def _parts(data: Data, kind: str, counted: str, shares: Shares) -> Iterator[Triple]:
    """The part of each class or property, whose IRI has the name of it at its end."""
    terms = Terms()
    for of, how_many in shares:
        name = re.sub(r"[^A-Za-z0-9]+", "-", terms.short(f"<{of}>")).strip("-")
        part = f"{data.iri.partition('#')[0]}#{kind}-{name}"
        yield Triple(NamedNode(data.default_graph), NamedNode(f"{VOID}{kind}Partition"), NamedNode(part))
        said: list[Value] = [(VOID + kind, NamedNode(of)), (VOID + counted, integer(how_many))]
        yield from node(part, [VOID + "Dataset"], said)


def _links(data: Data) -> Iterator[Triple]:
    """The links to other data, by where those are."""
    here = data.iri.partition("#")[0]
    for number, (space, link, how_many) in enumerate(data.counts.links, 1):
        target = f"{here}#linked-{number}"
        values: list[Value] = [
            (VOID + "subjectsTarget", NamedNode(data.default_graph)),
            (VOID + "objectsTarget", NamedNode(target)),
            (VOID + "linkPredicate", NamedNode(link)),
            (VOID + "triples", integer(how_many)),
        ]
        yield Triple(NamedNode(data.default_graph), NamedNode(VOID + "subset"), NamedNode(f"{here}#links-{number}"))
        yield from node(f"{here}#links-{number}", [VOID + "Linkset"], values)
        yield from node(target, [VOID + "Dataset"], [(VOID + "uriSpace", Literal(space))])
