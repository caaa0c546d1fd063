"""`graph.html`: the actors and what joins them, drawn by modules of our own, readable as text without them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.records import KgError
from kg.view.accuracy import accuracy_words
from kg.view.content import Contents, Document, Thing
from kg.view.fact_rows import fact_table, held
from kg.view.graph_data import graph_data
from kg.view.kinds import LEGEND
from kg.view.layout import chosen, connections
from kg.view.markup import asset, esc, page, plain
from kg.view.modules import joined

MODULES = Path(__file__).with_name("graph")
TITLE = "Who works with whom"
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


def graph_page(store: ox.Store, actor: str = "") -> str:
    """The page; with an actor's name, acronym or IRI it opens on that actor.

    Raises KgError where nobody, or more than one, is called so."""
    return assembled(graph_parts(store, actor))


class Parts(NamedTuple):
    """What stands on the page, the data that its modules draw, and what may come after them: the facts as text."""

    body: list[str]
    data: dict[str, Any]
    rest: list[str]


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
    body = _body(_about(headers), _limit_note(len(things), len(graph)))
    return Parts(body, data, [fact_table(rows), "</main>"])


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


def _body(about: str, limit: str) -> list[str]:
    return [
        *_bar(),
        '<main id="main" tabindex="-1">',
        '<div class="row"><p id="where" class="soft" aria-live="polite"></p><label class="soft screen">Mark actors by '
        '<select id="measure"><option value="">number of facts</option></select></label></div>',
        '<p id="measured" class="soft" aria-live="polite" hidden></p>',
        *_filters(),
        '<div class="stage"><section id="picture" aria-label="Relationship graph">',
        '<a class="skip" href="#panel">Skip the drawing</a>',
        '<div id="drawing"><div id="sheet"><svg id="graph" role="group" aria-label="Relationship graph">',
        '</svg></div><canvas id="map" tabindex="0" role="img" hidden></canvas><div id="map-name" hidden></div>',
        '<button id="fill" type="button" class="screen" aria-pressed="false">Fill the screen</button></div>',
        '<p id="no-svg" class="soft" hidden>So many nodes are drawn as one picture, which can not be saved as SVG; '
        "PNG saves it as you see it.</p>",
        f"{_legend()}</section>",
        '<section id="other" aria-label="The same as text" tabindex="-1" hidden></section>',
        '<aside id="panel" aria-label="Facts" tabindex="-1"></aside></div>',
        '<noscript><p class="soft">The drawing needs scripts; the facts stand below as text.</p></noscript>',
        f'<p class="soft" id="about">{esc(about)}</p>',
        *([f'<p class="soft" id="limit">{esc(limit)}</p>'] if limit else []),
    ]


def _bar() -> list[str]:
    views = "".join(f'<button type="button" data-view="{name}">{label}</button>' for name, label in _VIEWS)
    exports = "".join(f'<button type="button" data-export="{name}">{label}</button>' for name, label in _EXPORTS)
    return [
        f'<section class="bar" aria-label="Search, views and saving"><h1>{TITLE}</h1>',
        '<div class="find screen"><label for="find">Find an actor</label>'
        '<input id="find" type="search" autocomplete="off" placeholder="Name or acronym" aria-controls="found">'
        '<ul id="found" aria-label="Found"></ul></div>',
        '<div class="tools screen"><button id="home" type="button">Overview</button>'
        '<button id="undo" type="button">Undo</button>'
        '<button id="closer" type="button" aria-label="Zoom in">+</button>'
        '<button id="farther" type="button" aria-label="Zoom out">−</button></div>',
        f'<div class="tools screen" role="group" aria-label="Views">{views}</div>',
        f'<div class="tools screen" role="group" aria-label="Save as">{exports}'
        '<button id="print" type="button">Print</button></div>',
        "</section>",
    ]


def _filters() -> list[str]:
    """The filters that a module fills with what the data have."""
    return [
        '<details id="filters" class="screen"><summary>Filters <span id="narrowed" class="soft"></span></summary>',
        '<div id="filter-form"><div class="row"><label>From <span id="since-said"></span>'
        '<input type="range" id="since" min="0" value="0"></label>'
        '<label>To <span id="until-said"></span><input type="range" id="until" min="0"></label>'
        '<label><input type="checkbox" id="undated" checked> <span id="undated-said"></span></label>'
        '<label>Confidence at least <span id="confidence-said"></span>'
        '<input type="range" id="confidence" min="0" max="1" step="0.05" value="0"></label>'
        '<button type="button" id="reset">Clear filters</button></div><div id="choices"></div></div></details>',
    ]


def _legend() -> str:
    kinds = "".join(
        f'<li><svg class="key {kind}" data-kind="{kind}" viewBox="-12 -12 24 24" aria-hidden="true"></svg>'
        f"{esc(text)}</li>"
        for kind, text in LEGEND
    )
    lines = "".join(
        f'<li><svg class="key edge {kind}" viewBox="0 0 34 12" aria-hidden="true"><line x1="1" y1="6" x2="33" y2="6"/>'
        f"</svg>{esc(text)}</li>"
        for kind, text in _LINES
    )
    return f'<ul class="legend" aria-label="Shapes and lines">{kinds}{lines}</ul>'


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
