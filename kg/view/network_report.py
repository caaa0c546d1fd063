"""`kg network --report`: the network of a collection at a glance. Figures, a picture and tables that can be pasted into
a brief; beside each the command that gives it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping

from kg.network import Facts, Request, Selection, Source, Table, co_participation, measure, select, undated, years
from kg.network.measures import ranked
from kg.network.projections import Network
from kg.view.layout import HEIGHT, WIDTH, places
from kg.view.markup import asset, bdi, esc, page

_SHOWN = 10
_PICTURED = 25
_SHOWN_CELL = 240
_SHORT = 28
_SECTIONS = (
    "degree",
    "brokers",
    "communities",
    "co-participation",
    "core",
    "overlap",
    "homophily",
    "missing",
    "timeline",
)
_TYPES = {
    "State": "state", "InternationalOrganization": "organization", "Office": "organization", "Process": "process",
    "GovernmentBody": "body", "CivilSociety": "civil", "PrivateSector": "civil", "Person": "person",
}  # fmt: skip


def network_report(facts: Facts, selection: Selection) -> str:
    """The page on the facts that fit the selection."""
    chosen = select(facts, selection)
    graph = co_participation(chosen)
    tables = ((name, measure(facts, Request(name, selection=selection))) for name in _SECTIONS)
    body = [
        '<main class="wide">',
        "<h1>The network at a glance</h1>",
        f'<p class="soft">{esc(_about(chosen))} It shows what the articles of this collection say: who does not stand '
        "here may have been there all the same.</p>",
        _counts(chosen, graph),
        _picture(graph, selection),
        *(_section(name, table, selection) for name, table in tables),
        *_periods(facts, chosen, selection),
        "</main>",
    ]
    return page("The network at a glance", body, styles=asset("pages.css") + asset("network_report.css"))


def _sources(facts: Facts) -> set[Source]:
    return {evidence.source for tie in facts.ties for evidence in tie.evidence}


def _about(facts: Facts) -> str:
    """Of which collection the page tells."""
    sources = _sources(facts)
    issued = sorted(source.issued for source in sources if source.issued)
    publishers = {source.publisher for source in sources if source.publisher}
    when = f", published from {issued[0]} to {issued[-1]}" if issued else ""
    without = len(sources) - len(issued)
    rest = f" ({without} without a known date)" if without else ""
    return f"From {len(sources):,} articles of {len(publishers):,} publishers{when}{rest}."


def _counts(facts: Facts, graph: Network[str]) -> str:
    told = [tie for tie in facts.ties if tie.evidence]
    ends = {end for tie in told for end in (tie.subject, tie.object)}
    events = sum(facts.nodes[end].type == "Event" for end in ends if end in facts.nodes)
    numbers = {
        "facts": len(told), "events": events, "actors at events": graph.number_of_nodes(),
        "pairs that met": graph.number_of_edges(), "facts without a year": undated(facts),
    }  # fmt: skip
    items = (f"<li><b>{number:,}</b>{name}</li>" for name, number in numbers.items())
    return f'<ul class="counts">{"".join(items)}</ul>'


def _picture(graph: Network[str], selection: Selection) -> str:
    """The best joined actors as a picture with text, for a screen and for paper."""
    best = [node for node in ranked(graph, dict(graph.degree(weight="weight"))) if graph.degree(node)][:_PICTURED]
    part = graph.subgraph(best)
    at = places(part, best)
    lines = "".join(_line(at[a], at[b], part[a][b]["weight"]) for a, b in sorted(part.edges))
    dots = "".join(_dot(graph, node, *at[node]) for node in best)
    caption = f"The {len(best)} actors that met most, joined where they were at the same event; thicker: more events."
    drawing = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{esc(caption)}">'
    return (
        f'<figure class="card"><div class="wide-picture">{drawing}<g class="lines">{lines}</g>{dots}</svg></div>'
        f"<figcaption>{esc(caption)} {_command('co-participation', selection)}</figcaption></figure>"
    )


def _line(one: tuple[float, float], other: tuple[float, float], weight: int) -> str:
    ends = f'x1="{one[0]}" y1="{one[1]}" x2="{other[0]}" y2="{other[1]}"'
    return f'<line {ends} stroke-width="{min(weight, 6)}"/>'


def _dot(graph: Network[str], node: str, x: float, y: float) -> str:
    data = graph.nodes[node]
    radius = 5 + min(9, int(graph.degree(node)) // 3)
    name = str(data["label"])
    short = str(data["acronym"]) or (name if len(name) <= _SHORT else name[: _SHORT - 1] + "…")
    return (
        f'<g class="{_TYPES.get(data["type"], "document")}"><circle cx="{x}" cy="{y}" r="{radius}">'
        f'<title>{esc(name)}</title></circle><text x="{x}" y="{y - radius - 3}">{esc(short)}</text></g>'
    )


def _section(name: str, table: Table, selection: Selection, more: Mapping[str, str] | None = None) -> str:
    words = _table(table) + _command(name, selection, more)
    return f'<section class="card"><h2>{esc(table.title)}</h2>{words}</section>'


def _table(table: Table) -> str:
    if not table.rows:
        return '<p class="soft">Nothing to show in this collection.</p>'
    head = "".join(f"<th>{esc(column)}</th>" for column in table.columns)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows[:_SHOWN])
    left = len(table.rows) - _SHOWN
    more = f'<p class="soft">The first {_SHOWN} of {len(table.rows):,}.</p>' if left > 0 else ""
    return (
        f'<p>{esc(table.note)}</p><div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{more}"
    )


def _cell(value: str | int | float) -> str:
    if not isinstance(value, str):
        return f'<td class="number">{value:,}</td>'
    return f"<td>{bdi(value if len(value) <= _SHOWN_CELL else value[:_SHOWN_CELL] + ' …')}</td>"


def _periods(facts: Facts, chosen: Facts, selection: Selection) -> Iterator[str]:
    """The change between the earlier and the later half of the years, where there are several."""
    known = years(chosen)
    if len(known) < 2:
        return
    half = len(known) // 2
    before, after = Selection(until=known[half - 1]), Selection(since=known[half])
    table = measure(facts, Request("change", selection=selection, before=before, after=after))
    options = {"--before": f"..{before.until}", "--after": f"{after.since}.."}
    yield _section("change", table, selection, options)


def _command(name: str, selection: Selection, more: Mapping[str, str] | None = None) -> str:
    """The command that gives the same figures."""
    words = ["kg", "network", name, *_options(selection), *(word for pair in (more or {}).items() for word in pair)]
    return f'<p class="soft">The same figures: <code>{esc(shlex.join(words))}</code></p>'


def _options(selection: Selection) -> Iterator[str]:
    several: Mapping[str, Iterable[str]] = {
        "--type": selection.types, "--relation": selection.relations, "--topic": selection.topics,
        "--publisher": selection.publishers,
    }  # fmt: skip
    for option, values in several.items():
        for value in sorted(values):
            yield from (option, value)
    for option, value in (("--since", selection.since), ("--until", selection.until)):
        yield from (option, value) if value else ()
    yield from ("--min-confidence", f"{selection.confidence:g}") if selection.confidence else ()
    yield from ("--persons",) if selection.persons else ()
