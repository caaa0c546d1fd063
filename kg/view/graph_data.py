"""What the graph page draws from: nodes with places, facts, articles. The sentences stand in the page's table, row by
row in the order of the facts."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.network import PRESENCE
from kg.settings import CONCEPT, ENTITY, ONTOLOGY, ONTOLOGY_GRAPH
from kg.view.actor_measures import actor_measures
from kg.view.beside import beside
from kg.view.content import Contents, Document, Fact, Thing, literal_words
from kg.view.kinds import kind_of
from kg.view.layout import overview
from kg.view.map_layout import map_places
from kg.view.markup import address, plain
from kg.vocabulary import vocabulary

Row = tuple[Fact, Document]
_PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"
_PLACES = ("Place", "Facility")
_WHOLES = ("locatedIn", "partOf", "worksFor", "represents")


def graph_data(store: ox.Store, graph: nx.Graph[str], things: Sequence[Thing], rows: Sequence[Row]) -> dict[str, Any]:
    """The data of the page as JSON has it: nodes and articles are meant by their number."""
    contents = Contents(store)
    number = {thing.iri: index for index, thing in enumerate(things)}
    articles = {document.iri: document for _, document in rows}
    article_number = {iri: index for index, iri in enumerate(articles)}
    order = [thing.iri for thing in things]
    asked = questions()
    at = map_places(graph, order)
    best = overview(store, graph)
    measures = actor_measures(store)
    figures = [measure.pop("values") for measure in measures]
    types = sorted({_type(thing) for thing in things})
    return {
        "types": types,
        "nodes": [
            _node(contents, thing, at[thing.iri], types)
            | _figures(figures, thing.iri)
            | _within(contents, thing, number)
            for thing in things
        ],
        "facts": [_fact(fact, number, article_number[document.iri]) for fact, document in rows],
        "articles": [_article(contents, document) for document in articles.values()],
        "beside": {str(number): others for number, others in beside(rows, _wholes(contents)).items()},
        "measures": measures,
        "overview": [[number[iri], x, y] for iri, (x, y) in best.items() if iri in number],
        "presence": list(PRESENCE),
        "relations": {name: list(relation_words(name)) for name in sorted(_relations(rows, asked["question"]))},
        "questions": asked["question"],
        "fillers": asked["fillers"].split(),
        "total": len(graph),
    }


def _wholes(contents: Contents) -> Callable[[Thing], frozenset[str]]:
    """What tells the names of a thing and of all that it lies in or belongs to."""

    @cache
    def names(iri: str) -> frozenset[str]:
        above, found = [iri], {iri}
        while above:
            values = contents.values(above.pop())
            wholes = {value.value for name in _WHOLES for value in values.get(ONTOLOGY + name, ())} - found
            found |= wholes
            above += sorted(wholes)
        return frozenset(contents.thing(one).label for one in found)

    return lambda thing: names(thing.iri)


def _relations(rows: Sequence[Row], asked: Sequence[dict[str, Any]]) -> set[str]:
    """The relations of the facts, and those that the questions ask about."""
    steps = {step.removeprefix("^") for question in asked for way in question["ways"] for step in way.split("/")}
    return {fact.relation for fact, _ in rows} | (steps & set(vocabulary().relations))


def _within(contents: Contents, thing: Thing, number: dict[str, int]) -> dict[str, list[int]]:
    """The states and places that a place lies in, as far as the page holds them."""
    if thing.type not in _PLACES:
        return {}
    wholes = {value.value for value in contents.values(thing.iri).get(ONTOLOGY + "locatedIn", ())}
    found = sorted(number[iri] for iri in wholes if iri in number)
    return {"within": found} if found else {}


@cache
def questions() -> dict[str, Any]:
    """The questions that the page answers, and the words of a question that ask for nothing."""
    return tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))


def relation_words(name: str) -> tuple[str, str]:
    """A relation in words between subject and object, and in one or two words for a line."""
    known = vocabulary().relations.get(name)
    label = known.label if known else name
    return _words().get(name, (label, label))


@cache
def _words() -> dict[str, tuple[str, str]]:
    with Path(__file__).with_name("relation_words.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["relation"]: (row["words"], row["edge"]) for row in rows}


def _type(thing: Thing) -> str:
    known = vocabulary().classes.get(thing.type)
    return known.label if known else thing.type


def _node(contents: Contents, thing: Thing, place: tuple[int, int], types: Sequence[str]) -> dict[str, Any]:
    """A node; that it has no acronym or no other names is not written."""
    node = {
        "label": thing.label,
        "id": thing.iri.removeprefix(ENTITY),
        "type": types.index(_type(thing)),
        "kind": kind_of(thing.type),
        "place": list(place),
    }
    named = {"short": thing.acronym, "names": list(thing.names)}
    node |= {name: value for name, value in named.items() if value}
    return node | (_dates(contents, thing) if thing.type == "Event" else {})


def _figures(figures: Sequence[dict[str, Any]], iri: str) -> dict[str, Any]:
    """The figures of an actor, in the order of the measures; none for what is in no network."""
    found = [of_measure.get(iri) for of_measure in figures]
    return {"measures": found} if any(figure is not None for figure in found) else {}


def _dates(contents: Contents, event: Thing) -> dict[str, str]:
    """When an event was: its first and last day where the year is known, and the date in words."""
    values = contents.values(event.iri)
    start, end = (_first(values.get(ONTOLOGY + name, ())) for name in ("startDate", "endDate"))
    known = {
        name: value.value for name, value in (("start", start), ("end", end)) if value and value.value[:4].isdigit()
    }
    words = dict.fromkeys(literal_words(value) for value in (start, end) if value)
    return known | ({"when": " to ".join(words)} if words else {})


def _first(values: Iterable[ox.NamedNode | ox.Literal]) -> ox.Literal | None:
    return next((value for value in values if isinstance(value, ox.Literal)), None)


def _fact(fact: Fact, number: dict[str, int], article: int) -> list[int | float | str]:
    """Subject, object (a number, or words), relation, status, confidence and article of the fact in the row of the same
    number."""
    known = number.get(fact.object.iri) if isinstance(fact.object, Thing) else None
    other = fact.object_label if known is None else known
    return [number[fact.subject.iri], other, fact.relation, fact.status, float(fact.confidence or 0), article]


def _concept_name(contents: Contents, iri: str) -> str:
    """The name of a concept; the end of its IRI in words where the store has no ontology."""
    label = _first(contents.values(iri, ONTOLOGY_GRAPH).get(_PREFERRED, ()))
    return plain(label.value) if label else plain(iri.rpartition("/")[2]).replace("-", " ")


def _article(contents: Contents, document: Document) -> dict[str, Any]:
    topics = contents.values(document.iri, document.iri).get(ONTOLOGY + "topic", ())
    named = {_concept_name(contents, t.value) for t in topics if t.value.startswith(CONCEPT)}
    return {
        "title": document.title,
        "url": address(document.url) or "",
        "publisher": document.publisher,
        "issued": document.issued,
        "topics": sorted(named),
    }
