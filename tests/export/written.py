"""A small store with odd texts, contacts and all kinds of claims, and what exports of it hold."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pyarrow.parquet
import pyoxigraph as ox

from kg.export import FORMATS, Frame, Profile, export
from kg.graph import ArticleGraph, article_graph
from kg.graph.terms import LABEL, RDF_TYPE, english, entity, mg
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.settings import DECISIONS_GRAPH, ONTOLOGY_GRAPH, REFERENCE_GRAPH
from kg.store import ArticleStore

NAME = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#name")
PARSERS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""Of the formats that are RDF."""
EVERY = [(name, profile) for name, entry in FORMATS.items() for profile in entry.profiles]
RDF = [(name, profile) for name, profile in EVERY if FORMATS[name].suffix in PARSERS]
AS_ONE = ("turtle", "ntriples")
"""The formats that hold one graph."""


def written(
    store: ArticleStore, name: str, profile: Profile, folder: Path, *, contacts: bool = False, frame: Frame = Frame.none
) -> dict[str, bytes]:
    """What an export writes: the bytes of each file, by its name."""
    entry = FORMATS[name]
    target = folder / f"{name}-{profile}" if entry.is_set else folder / f"{name}-{profile}{entry.suffix}"
    export(store, name, target, profile, contacts=contacts, frame=frame)
    files = sorted(target.rglob("*")) if entry.is_set else [target]
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def legible(content: bytes) -> bytes:
    """The content of a file in which one can look for words: that of Parquet, which is packed, as lines of JSON."""
    if not content.startswith(b"PAR1"):
        return content
    rows = pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()
    return "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows).encode()


def held(store: ArticleStore, name: str, profile: Profile, *, contacts: bool = False) -> set[ox.Quad]:
    """The quads that an RDF export must hold, by what the profiles promise."""
    every = set(store.store)
    facts = {quad for quad in every if isinstance(quad.graph_name, ox.DefaultGraph)}
    if profile is Profile.plain:
        return facts
    private = ("/graph/runs", "/graph/text/", *(() if contacts else ("/graph/contacts/",)))
    public = {quad for quad in every if not any(part in str(quad.graph_name) for part in private)}
    if name not in AS_ONE:
        return public
    articles = {quad for quad in public - facts if "/article/" in str(quad.graph_name)}
    told = {quad for quad in articles if "/claim/" in str(quad.subject) or "#char" in str(quad.subject)}
    beside = {quad for quad in public if quad.graph_name == ox.NamedNode(DECISIONS_GRAPH)}
    beside |= {quad for quad in public if "/graph/contacts/" in str(quad.graph_name)}
    names = {ox.Quad(quad.graph_name, NAME, quad.graph_name) for quad in articles}
    return facts | names | {ox.Quad(q.subject, q.predicate, q.object) for q in chain(told, beside)}


def article(number: int) -> ArticleGraph:
    text = f"Kenya hosted the launch on 1 October. Call +41 22 555 01 1{number}, Kenya {number} or kituo@example.org."
    name = ("Kenya", "Republic of Kenya", "Kenia")[number]
    entities = (
        Entity("e1", "Event", "the launch", ("launch; of\n“it”",)),
        Entity("e2", "State", name, reference="KEN"),
        Entity("e3", "CivilSociety", f"Kituo Cha {'Sheria' if number else 'SHERIA'}", ("KCS", "Kituo")),
    )
    claims = (
        Claim("host", "e1", "e2", "explicit", 0.9, "hosted", (Span(0, 37),)),
        Claim("startDate", "e1", "--10-01", "explicit", 1.0, "date", (Span(0, len(text)),)),
        Claim("ordinal", "e1", str(number), "explicit", 0.25, "ordinal", (Span(0, 37),)),
        Claim("telephone", "e3", f"+41 22 555 01 1{number}", "explicit", 0.9, "telephone", (Span(0, len(text)),)),
        Claim("email", "e3", "kituo@example.org", "explicit", 0.9, "email", (Span(0, len(text)),)),
        Claim("participant", "e1", "e3", "attributed", 0.5, "said", (Span(3, 20),), attributed_to="e2"),
    )
    made = Article(f"{number}.txt", text, url="https://example.org/a?b=c", title='A "title" \\ é', published="2018-10")
    return article_graph(Extraction(made, (Segment("body", 0, len(text)),), entities, (), claims), rows={})


STATEMENTS = (
    (entity("State", "KEN"), LABEL, english("Kenya")),
    (entity("Place", "nairobi-ken"), RDF_TYPE, mg("Place")),
    (entity("Place", "nairobi-ken"), LABEL, english("Nairobi")),
    (entity("Place", "nairobi-ken"), mg("locatedIn"), entity("State", "KEN")),
)


def reference() -> list[ox.Quad]:
    graphs = {name: ox.NamedNode(name) for name in (REFERENCE_GRAPH, ONTOLOGY_GRAPH)}
    return [
        *(ox.Quad(*statement, graphs[REFERENCE_GRAPH]) for statement in STATEMENTS),
        ox.Quad(mg("State"), LABEL, english("state"), graphs[ONTOLOGY_GRAPH]),
    ]


def built(order: Sequence[int], *, reference_first: bool = True) -> ArticleStore:
    store = ArticleStore.in_memory()
    if reference_first:
        store.load_reference(reference())
    for number in order:
        store.commit_article(article(number))
    if not reference_first:
        store.load_reference(reference())
    return store
