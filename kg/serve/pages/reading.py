"""What the graph knows of things, articles and claims, asked for many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.graph.terms import DCTERMS, RDF, RDFS
from kg.query.results import Term, plain
from kg.records import Span
from kg.serve.asking import Ask
from kg.serve.pages.context import Quote, passage, quotations
from kg.serve.pages.queries import DECISIONS, ONTOLOGY, PREFIXES, nodes
from kg.view.content import Document, Fact, Thing, literal_words
from kg.vocabulary import narrowest

Row = tuple[Fact, Document]
"""A claim with the article that makes it."""

Values = Mapping[str, Sequence[Term]]
"""The values of a subject by property."""

_QUALIFYING = (
    RDF,
    DCTERMS,
    *(settings.ONTOLOGY + n for n in ("status", "confidence", "rule", "evidence", "attributedTo")),
)
"""How the properties of claims begin that are no details."""

_UNNAMED = (RDF + "type", RDF + "predicate", DCTERMS + "isPartOf", settings.ONTOLOGY + "evidence")
"""The properties of claims whose values are not shown by name."""


async def things(ask: Ask, iris: Iterable[str]) -> dict[str, Thing]:
    """The entities, articles and concepts with these IRIs, and decisions, called by who took them and when; one of
    which nothing is known by the end of its IRI."""
    wanted = sorted(set(iris))
    values = await _values(
        ask,
        wanted,
        f"""{{ ?node ?property ?value FILTER(?property IN (rdf:type, rdfs:label, dcterms:title, mg:acronym)) }}
        UNION {{ GRAPH {ONTOLOGY} {{ ?node skos:prefLabel ?value BIND(rdfs:label AS ?property) }} }}
        UNION {{ GRAPH {DECISIONS} {{ ?node dcterms:creator ?by ; dcterms:date ?day
          BIND(CONCAT(?by, ", ", STR(?day)) AS ?value) BIND(rdfs:label AS ?property) }} }}""",
    )
    return {iri: _thing(iri, values.get(iri, {})) for iri in wanted}


async def documents(ask: Ask, iris: Iterable[str]) -> dict[str, Document]:
    """What is known of the articles with these IRIs, without their facts."""
    wanted = sorted(set(iris))
    properties = "dcterms:title, dcterms:source, dcterms:publisher, dcterms:issued, mg:key"
    values = await _values(ask, wanted, f"?node ?property ?value FILTER(?property IN ({properties}))")
    return {iri: _document(iri, values.get(iri, {})) for iri in wanted}


async def claims(ask: Ask, iris: Sequence[str], *, context: bool = True) -> list[Row]:
    """The claims with these IRIs, in their order, each with its article; what is no claim is left out. `context`: their
    quotations with the words around them, as far as they are known."""
    own = await _values(ask, iris, "GRAPH ?article { ?node a mg:Claim ; ?property ?value }")
    segments = await _segments(ask, iris)
    known = await things(ask, _mentioned(own.values()))
    sources = {iri: iri.partition("/claim/")[0] for iri in iris if iri in own}
    articles = await documents(ask, sources.values())
    around = await quotations(ask, sources.values()) if context else {}
    return [
        (_fact(iri, own[iri], known, segments.get(iri, []), around.get(source, [])), articles[source])
        for iri, source in sources.items()
    ]


def words(term: Term | None, known: Mapping[str, Thing]) -> str:
    """A value for a reader."""
    if isinstance(term, Literal):
        return literal_words(term)
    thing = known.get(plain(term))
    return thing.label if thing else plain(term)


async def _values(ask: Ask, iris: Sequence[str], pattern: str) -> dict[str, dict[str, list[Term]]]:
    """The values that the pattern binds to ?property and ?value, sorted, by ?node. They are sorted here, which takes a
    fraction of the time of ORDER BY."""
    found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    if not iris:
        return found
    query = f"{PREFIXES}SELECT ?node ?property ?value WHERE {{ VALUES ?node {{ {nodes(iris)} }} {pattern} }}"
    rows = set((await ask.rows(query)).rows)
    for subject, property_, value in sorted(rows, key=lambda row: (plain(row[1]), str(row[2]))):
        if value is not None:
            found[plain(subject)][plain(property_)].append(value)
    return found


async def _segments(ask: Ask, iris: Sequence[str]) -> dict[str, list[Quote]]:
    """Where the evidence of each claim begins and its words, in the order of the text, without what stands inside
    another quotation of the same claim."""
    if not iris:
        return {}
    query = (
        f"{PREFIXES}SELECT DISTINCT ?claim ?start ?quote WHERE {{ VALUES ?claim {{ {nodes(iris)} }}\n"
        "GRAPH ?article { ?claim mg:evidence ?segment . ?segment oa:start ?start ; oa:exact ?quote } }"
    )
    found: dict[str, list[Quote]] = defaultdict(list)
    rows = ((plain(claim), int(plain(start)), plain(quote)) for claim, start, quote in (await ask.rows(query)).rows)
    for claim, start, quote in sorted(rows, key=lambda row: (row[0], row[1], -len(row[2]))):
        known = found[claim]
        if not known or start + len(quote) > known[-1][0] + len(known[-1][1]):
            known.append((start, quote))
    return found


def _thing(iri: str, values: Values) -> Thing:
    types = {plain(value).removeprefix(settings.ONTOLOGY) for value in values.get(RDF + "type", ())}
    label = _first(values, RDFS + "label") or _first(values, DCTERMS + "title") or iri.rpartition("/")[2]
    acronyms = sorted((plain(value) for value in values.get(settings.ONTOLOGY + "acronym", ())), key=len)
    return Thing(iri, label, narrowest(types), (), next(iter(acronyms), ""), "Actor" in types)


def _document(iri: str, values: Values) -> Document:
    key = _first(values, settings.ONTOLOGY + "key")
    return Document(
        iri=iri,
        key=key,
        title=_first(values, DCTERMS + "title") or key or iri.rpartition("/")[2],
        url=_first(values, DCTERMS + "source") or None,
        publisher=_first(values, DCTERMS + "publisher"),
        issued=_first(values, DCTERMS + "issued"),
    )


def _fact(
    iri: str, values: Values, known: Mapping[str, Thing], quotes: Sequence[Quote], around: Sequence[Quote]
) -> Fact:
    object_ = next(iter(values.get(RDF + "object", ())), None)
    return Fact(
        claim=iri,
        subject=known[_first(values, RDF + "subject")],
        relation=_first(values, RDF + "predicate").removeprefix(settings.ONTOLOGY),
        object=known[object_.value] if isinstance(object_, NamedNode) else words(object_, known),
        status=_named(values, "status", known),
        confidence=_first(values, settings.ONTOLOGY + "confidence"),
        rule=_first(values, settings.ONTOLOGY + "rule"),
        evidence=(passage(quotes, around),) if quotes else (),
        attributed_to=_named(values, "attributedTo", known),
        details=tuple(sorted(_details(values, known))),
        spans=tuple(Span(start, start + len(quote)) for start, quote in quotes),
    )


def _details(values: Values, known: Mapping[str, Thing]) -> Iterable[tuple[str, str]]:
    for property_, listed in values.items():
        if not property_.startswith(_QUALIFYING):
            yield from ((property_.removeprefix(settings.ONTOLOGY), words(term, known)) for term in listed)


def _mentioned(told: Iterable[Values]) -> Iterable[str]:
    """The IRIs in claims that a reader is shown by their names."""
    for values in told:
        for property_, listed in values.items():
            if property_ not in _UNNAMED:
                yield from (term.value for term in listed if isinstance(term, NamedNode))


def _named(values: Values, name: str, known: Mapping[str, Thing]) -> str:
    return ", ".join(words(value, known) for value in values.get(settings.ONTOLOGY + name, ()))


def _first(values: Values, property_: str) -> str:
    return plain(next(iter(values.get(property_, ())), None))
