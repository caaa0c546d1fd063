"""The JSON-LD context says what the ontology says. `python -m tests.ontology.test_context` makes it anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rdflib import RDF, RDFS, XSD, Graph, URIRef
from rdflib.namespace import OWL, SH

from kg.export.jsonld_terms import CONTEXT
from kg.export.turtle_terms import STANDARD
from kg.resources import folder
from kg.settings import VERSION

FILE = folder("ontology") / CONTEXT
DIGESTS = Path(__file__).with_name("contexts.tsv")
MG = "https://w3id.org/mgkg/ontology#"
OWN = ("article", "concept", "graph")
"""Prefixes of Turtle for IRIs below the base. JSON-LD has those relative to it, since `place` is a property there."""
SCHEMA = "https://schema.org/"
ONE = {RDFS.label, *(URIRef(MG + name) for name in ("startDate", "endDate", "edtf"))}
"""Properties of which one article gives one value at most: only all articles together may have several."""
NATIVE = {XSD.integer, XSD.boolean, XSD.string}
"""The datatypes of JSON itself."""
SHAPED = ("class", "datatype", "languageIn")


def generated() -> dict[str, Any]:
    """The context, from the ontology and from the properties that the shapes speak of."""
    graph = Graph()
    for name in ("mgkg.ttl", "shapes.ttl", "shapes-private.ttl"):
        graph.parse(FILE.parent / name)
    terms: dict[str, Any] = {"@base": "https://w3id.org/mgkg/", "id": "@id", "type": "@type", "graph": "@graph"}
    terms |= {prefix: STANDARD[prefix] for prefix in sorted(STANDARD) if prefix not in OWN}
    terms |= {name: f"mg:{name}" for name in sorted(map(local, graph.subjects(RDF.type, OWL.Class)))}
    return {"@context": terms | dict(sorted(properties(graph, terms)))}


def properties(graph: Graph, taken: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each property by its bare name, or with its prefix where a prefix or a property of ours has that name."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    own = {name for kind in kinds for name in graph.subjects(RDF.type, kind)}
    shaped = {path for path in graph.objects(None, SH.path) if isinstance(path, URIRef)}
    for node in sorted((own | shaped) - {RDF.type, OWL.sameAs}):
        short = node.n3(graph.namespace_manager)
        clash = node not in own and URIRef(MG + local(node)) in own
        yield (short if clash or local(node) in taken else local(node)), definition(graph, node, short)


def definition(graph: Graph, node: URIRef, short: str) -> Any:
    """How the values of a property are written: what all of them are need not be said each time. They stand in a list,
    unless a shape allows only one."""
    shapes = list(graph.subjects(SH.path, node))
    single = node in ONE or any(int(most) == 1 for shape in shapes for most in graph.objects(shape, SH.maxCount))
    made = {"@id": short, **kind(graph, node, shapes), **({} if single else {"@container": "@set"})}
    return short if made == {"@id": short} else made


def kind(graph: Graph, node: URIRef, shapes: list[Any]) -> dict[str, str]:
    """The type or language that all values of a property have."""
    said = {name: {value for shape in shapes for value in graph.objects(shape, SH[name])} for name in SHAPED}
    if node == RDF.predicate:
        return {"@type": "@vocab"}
    if (node, RDF.type, OWL.ObjectProperty) in graph or said["class"] or node == RDF.subject:
        return {"@type": "@id"}
    if said["languageIn"] or RDF.langString in said["datatype"]:
        return {"@language": "en"}
    datatypes = said["datatype"] | set(graph.objects(node, URIRef(SCHEMA + "rangeIncludes")))
    if len(datatypes) == 1 and not datatypes & NATIVE:
        return {"@type": str(next(iter(datatypes)).n3(graph.namespace_manager))}
    return {}


def local(node: Any) -> str:
    """The part of an IRI after its namespace."""
    return str(node).replace("#", "/").rpartition("/")[2]


def written() -> str:
    """The context as its file holds it."""
    return json.dumps(generated(), indent=2, ensure_ascii=False) + "\n"


def digest() -> str:
    """The digest of the context as it is."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


def test_the_context_says_what_the_ontology_says() -> None:
    assert FILE.read_text("utf-8") == written(), "make it anew: python -m tests.ontology.test_context"


def test_the_context_of_a_version_never_changes() -> None:
    """A document on the web may point to it. A version is in the table once it is out; a row is never changed."""
    known = dict(line.split("\t") for line in DIGESTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    assert known.get(VERSION) in (None, digest()), f"the context of {VERSION} is out: raise the version, add a row"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
    print(f"{VERSION}\t{digest()}")
