"""`graph.html`: the actors and what joins them, drawn by modules of our own, readable as text without them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
from markupsafe import Markup

from kg.records import KgError
from kg.view.accuracy import accuracy_words
from kg.view.content import Contents, Document, Thing
from kg.view.fact_rows import fact_table, held
from kg.view.graph_data import graph_data
from kg.view.kinds import LEGEND
from kg.view.layout import chosen, connections
from kg.view.markup import asset, html, page, plain
from kg.view.modules import joined
from kg.view.templates import Templates

MODULES = Path(__file__).with_name("graph")
TITLE = "Who works with whom"
LONGEST = 300
"""Characters of a name or a question that somebody types: a pasted page keeps the browser busy for minutes."""
_LINES = (
    ("stated", "stated or implied"),
    ("planned", "only planned"),
    ("attributed", "only what a speaker says"),
    ("together", "at the same events"),
)
_VIEWS = (
    ("graph", "Graph"),
    ("map", "Map of all"),
    ("table", "Table"),
    ("timeline", "Timeline"),
    ("profile", "Profile"),
)
_EXPORTS = (("svg", "SVG"), ("png", "PNG"), ("csv", "CSV"), ("gexf", "GEXF"))
_TEMPLATES = Templates.of("kg.view")


def graph_page(store: ox.Store, actor: str = "") -> str:
    """The page; with an actor's name, acronym or IRI it opens on that actor.

    Raises KgError where nobody, or more than one, is called so."""
    return assembled(graph_parts(store, actor))


class Parts(NamedTuple):
    """What stands on the page, the data that its modules draw, and what may come after them: the facts as text."""

    body: list[Markup]
    data: dict[str, Any]
    rest: list[Markup]


def assembled(parts: Parts) -> str:
    """The page of its parts, with its styles and its script."""
    styles = asset("pages.css") + asset("graph.css")
    return page(TITLE, parts.body, styles=styles, script=joined(MODULES, "page.js"), data=parts.data, rest=parts.rest)


def graph_parts(store: ox.Store, actor: str = "") -> Parts:
    """The page in its parts. Raises KgError as `graph_page` does."""
    contents, graph = Contents(store), connections(store)
    centre = find(contents, list(graph), actor).iri if actor else None
    things, rows = held(contents, chosen(graph, centre))
    data = graph_data(store, graph, things, rows)
    data["start"] = None if centre is None else 0  # the chosen begin with it
    headers = [contents.header(iri) for iri in contents.article_iris()]
    body = _TEMPLATES.filled(
        "graph.html",
        title=TITLE,
        views=_VIEWS,
        exports=_EXPORTS,
        kinds=LEGEND,
        lines=_LINES,
        longest=LONGEST,
        about=_about(headers),
        limit=_limit_note(len(things), len(graph)),
    )
    return Parts([body], data, [fact_table(rows), html("</main>")])


def find(contents: Contents, iris: Sequence[str], wanted: str) -> Thing:
    """The one entity whose name, acronym or IRI is `wanted`. Raises KgError where none or several are."""
    folded = wanted.casefold().strip()
    things = [contents.thing(iri) for iri in iris]
    found = [t for t in things if folded in (t.iri.casefold(), t.label.casefold())]
    found = found or [t for t in things if folded in (name.casefold() for name in t.names)]
    if not found:
        close = sorted({t.label for t in things if t.actor and folded in " ".join((t.label, *t.names)).casefold()})
        hint = f"did you mean {'; '.join(close[:3])}" if close else "search for it in graph.html"
        raise KgError(f"view: {plain(wanted)}: no actor of that name in the store; {hint}")
    if len(found) > 1:
        raise KgError(f"view: {plain(wanted)}: {len(found)} have that name; give one of {_listed(found)}")
    return found[0]


def _listed(things: Sequence[Thing]) -> str:
    return ", ".join(thing.iri for thing in sorted(things, key=lambda thing: thing.iri)[:4])


def _about(articles: Sequence[Document]) -> str:
    """Which collection the page shows, and what it can not say."""
    issued = sorted(article.issued for article in articles if article.issued)
    publishers = {article.publisher for article in articles if article.publisher}
    when = f" published from {issued[0]} to {issued[-1]}" if issued else ""
    rest = f" ({len(articles) - len(issued)} without a known date)" if len(issued) < len(articles) else ""
    counts = f"{_counted(len(articles), 'article')} of {_counted(len(publishers), 'publisher')}"
    return (
        f"This page shows what {counts}{when}{rest} say. They were read by rules. {accuracy_words()} What is not found "
        "here is not denied: read the sentence before you rely on a fact."
    )


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _limit_note(shown: int, total: int) -> str:
    if shown >= total:
        return ""
    return (
        f"This page holds the {shown:,} best connected of {total:,} entities, with all facts among them. For the rest: "
        "kg view NAME --out FILE.html, or kg serve."
    )
