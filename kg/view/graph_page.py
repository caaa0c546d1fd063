"""`graph.html`: the actors and what joins them, drawn by a small module of our own, readable as text without it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from kg.network import PRESENCE
from kg.records import KgError
from kg.settings import ARTICLE, ENTITY
from kg.view.content import Contents, Document, Fact, Thing
from kg.view.layout import HEIGHT, WIDTH, chosen, connections, overview
from kg.view.markup import asset, bdi, esc, link, page, plain
from kg.view.report import how, relation_label, sentence
from kg.vocabulary import vocabulary

_SHAPES = {"Event": "event", "Document": "thing", "Project": "thing", "Facility": "thing", "Place": "thing"}
_LEGEND = (
    ("state", "State"),
    ("organization", "International organization, office"),
    ("process", "Process"),
    ("body", "Government body"),
    ("civil", "Civil society, private sector"),
    ("person", "Person"),
    ("event", "Event (box)"),
    ("document", "Document, project, place (square)"),
)
_COLOURS = {
    "State": "state",
    "InternationalOrganization": "organization",
    "Office": "organization",
    "Process": "process",
    "GovernmentBody": "body",
    "CivilSociety": "civil",
    "PrivateSector": "civil",
    "Person": "person",
    "Event": "event",
}

Row = tuple[Fact, Document]


def graph_page(store: ox.Store, actor: str = "") -> str:
    """The page; with an actor's name, acronym or IRI it opens on that actor.

    Raises KgError where nobody, or more than one, is called so."""
    contents, graph = Contents(store), connections(store)
    centre = find(contents, list(graph), actor).iri if actor else None
    iris = chosen(graph, centre)
    things = [contents.thing(iri) for iri in iris]
    number = {thing.iri: index for index, thing in enumerate(things)}
    rows = [row for iri in iris for row in contents.facts_about(iri) if _inside(row[0], number)]
    data = {
        "nodes": [_node(thing) for thing in things],
        "facts": [_ends(fact, number) for fact, _ in rows],
        "overview": [[number[n], x, y] for n, (x, y) in overview(store, graph).items() if n in number],
        "start": None if centre is None else number[centre],
        "size": [WIDTH, HEIGHT],
        "presence": list(PRESENCE),
        "labels": {relation: relation_label(relation) for relation in sorted({fact.relation for fact, _ in rows})},
    }
    body = _body(things, rows, len(graph))
    styles = asset("pages.css") + asset("graph.css")
    return page("Who works with whom", body, styles=styles, module=asset("graph.js"), data=data)


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


def _inside(fact: Fact, number: dict[str, int]) -> bool:
    return not isinstance(fact.object, Thing) or fact.object.iri in number or fact.object.iri.startswith(ARTICLE)


def _ends(fact: Fact, number: dict[str, int]) -> list[int | str]:
    """Subject, object (-1 for words) and relation of the fact in the row of the same number."""
    other = number.get(fact.object.iri, -1) if isinstance(fact.object, Thing) else -1
    return [number[fact.subject.iri], other, fact.relation]


def _node(thing: Thing) -> dict[str, Any]:
    known = vocabulary().classes.get(thing.type)
    return {
        "label": thing.label,
        "short": thing.acronym or thing.label,
        "id": thing.iri.removeprefix(ENTITY),
        "names": list(thing.names),
        "type": known.label if known else thing.type,
        "colour": _COLOURS.get(thing.type, "document"),
        "shape": _SHAPES.get(thing.type, "actor"),
    }


def _body(things: Sequence[Thing], rows: Sequence[Row], total: int) -> list[str]:
    return [
        "<header>",
        "<h1>Who works with whom</h1>",
        '<div class="find screen"><label for="find">Find an actor</label>'
        '<input id="find" type="search" autocomplete="off" placeholder="Name or acronym" aria-controls="found">'
        '<ul id="found" aria-label="Found"></ul></div>',
        '<div class="tools screen"><button id="home" type="button">Overview</button>'
        '<button id="closer" type="button" aria-label="Zoom in">+</button>'
        '<button id="farther" type="button" aria-label="Zoom out">−</button></div>',
        "</header>",
        '<main><div class="stage screen"><section aria-label="Relationship graph">'
        '<p id="where" class="soft" aria-live="polite"></p>'
        f'<svg id="graph" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="Relationship graph"></svg>'
        f"{_legend()}</section>"
        '<aside id="panel" aria-label="Facts" tabindex="-1">'
        '<p class="soft">Choose an actor to see its network, or a line to see the facts behind it.</p></aside></div>',
        '<noscript><p class="soft">The drawing needs scripts; the facts stand below as text.</p></noscript>',
        _limit_note(len(things), total),
        _table(rows),
        "</main>",
    ]


def _legend() -> str:
    items = "".join(f'<li><span class="dot {colour}"></span>{esc(text)}</li>' for colour, text in _LEGEND)
    return f'<ul class="legend" aria-label="Colours">{items}</ul>'


def _limit_note(shown: int, total: int) -> str:
    if shown >= total:
        return ""
    return (
        f'<p class="soft">This page holds the {shown:,} best connected of {total:,} entities. '
        "For another: kg view NAME --out FILE.html</p>"
    )


def _table(rows: Sequence[Row]) -> str:
    """All facts as text: what the module shows of a line is copied from here."""
    head = "<thead><tr><th>Fact</th><th>Said in</th><th>Article</th><th>Status</th></tr></thead>"
    lines = "\n".join(_row(fact, document) for fact, document in rows)
    return (
        f'<details id="all" open class="card"><summary>All {len(rows):,} facts about these entities, as text</summary>'
        f'<div class="scroll"><table class="facts">{head}<tbody id="facts">\n{lines}\n</tbody></table></div></details>'
    )


def _row(fact: Fact, document: Document) -> str:
    words = f"{bdi(fact.subject.label)} <i>{esc(relation_label(fact.relation))}</i> {bdi(fact.object_label)}"
    quotes = "".join(sentence(evidence) for evidence in fact.evidence)
    source = " · ".join(esc(part) for part in (document.publisher, document.issued) if part)
    return (
        f"<tr><td>{words}</td><td>{quotes}</td>"
        f'<td>{link(document.url, document.title)}<br><span class="soft">{source}</span></td>'
        f'<td class="how">{how(fact)}</td></tr>'
    )
