"""`kg network --report`: the network of a collection at a glance. Figures, a picture and tables that can be pasted into
a brief; beside each the command that gives it."""

from __future__ import annotations

import base64
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.network import Facts, Request, Selection, Source, Table, co_participation, measure, select, undated, years
from kg.network.projections import Network
from kg.view.accuracy import accuracy_words
from kg.view.markup import asset, bdi, exact, focusable, html, join, page
from kg.view.network_picture import picture, pictured

_SHOWN = 10
_SHOWN_CELL = 240
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


@dataclass(frozen=True, slots=True)
class _Commands:
    """The commands that give the figures of the page: with the same selection, of the same store."""

    selection: Selection
    source: tuple[str, ...]

    def line(self, name: str, more: Mapping[str, str] | None = None) -> Markup:
        """A line with the command of a measure."""
        return html('<p class="soft">The same figures: {}</p>', self.code(name, more))

    def code(self, name: str, more: Mapping[str, str] | None = None) -> Markup:
        """The command of a measure, with further options."""
        options = (word for pair in (more or {}).items() for word in pair)
        words = ["kg", "network", name, *_options(self.selection), *options, *self.source]
        return html("<code>{}</code>", shlex.join(words))


def network_report(facts: Facts, selection: Selection, source: Sequence[str] = ()) -> str:
    """The page on the facts that fit the selection; `source` are the options that name where the facts were read."""
    told = _Commands(selection, tuple(source))
    chosen = select(facts, selection)
    graph = co_participation(chosen)
    tables = ((name, measure(facts, Request(name, selection=selection))) for name in _SECTIONS)
    body = [
        html('<main class="wide">'),
        html("<h1>The network at a glance</h1>"),
        html(
            '<p class="soft">{} They were read by rules. {} Who does not stand here may have been there all the same.'
            "</p>",
            _about(chosen),
            accuracy_words(),
        ),
        _counts(chosen, graph, told),
        _picture(graph, told.line("degree")),
        *(_section(table, told.line(name)) for name, table in tables),
        *_periods(facts, chosen, told),
        html("</main>"),
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


def _counts(facts: Facts, graph: Network[str], commands: _Commands) -> Markup:
    told = [tie for tie in facts.ties if tie.evidence]
    ends = {end for tie in told for end in (tie.subject, tie.object)}
    events = sum(facts.nodes[end].type == "Event" for end in ends if end in facts.nodes)
    numbers = {
        "facts": len(told), "events": events, "actors at events": graph.number_of_nodes(),
        "pairs that met": graph.number_of_edges(), "facts without a year": undated(facts),
    }  # fmt: skip
    items = join(html("<li><b>{:,}</b>{}</li>", number, name) for name, number in numbers.items())
    actors, pairs = (commands.code(name, {"--format": "csv"}) for name in ("degree", "co-participation"))
    return html(
        '<ul class="counts">{}</ul><p class="soft">A row for each actor: {}; for each pair: {}</p>',
        items,
        actors,
        pairs,
    )


def _picture(graph: Network[str], command: Markup) -> Markup:
    """The best joined actors as a picture, on the page and to be saved."""
    caption = (
        f"The {len(pictured(graph))} actors with the most joint events, joined where they were at the same event. "
        "Larger: met more others; thicker: more events."
    )
    drawing = picture(graph, caption)
    return html(
        '<figure class="card"><div class="wide-picture" {}>{}</div><figcaption>{} {}'
        '<p class="screen"><a download="network.svg" href="data:image/svg+xml;base64,{}">Save the picture (SVG)'
        "</a></p></figcaption></figure>",
        focusable("Picture of the network"),
        drawing,
        caption,
        command,
        exact(base64.b64encode(drawing.encode()).decode()),
    )


def _section(table: Table, command: Markup) -> Markup:
    return html('<section class="card"><h2>{}</h2>{}{}</section>', table.title, _table(table), command)


def _table(table: Table) -> Markup:
    if not table.rows:
        return html('<p class="soft">Nothing to show in this collection.</p>')
    left = len(table.rows) - _SHOWN
    return html(
        '<p>{}</p><div class="scroll" {}><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}',
        table.note,
        focusable(table.title),
        join(_head(*pair) for pair in zip(table.columns, table.rows[0], strict=True)),
        join(html("<tr>{}</tr>", join(map(_cell, row))) for row in table.rows[:_SHOWN]),
        html('<p class="soft">The first {} of {:,}.</p>', _SHOWN, len(table.rows)) if left > 0 else "",
    )


def _head(name: str, cell: str | int | float) -> Markup:
    return html("<th>{}</th>", name) if isinstance(cell, str) else html("<th class=number>{}</th>", name)


def _cell(value: str | int | float) -> Markup:
    if not isinstance(value, str):
        return html('<td class="number">{:,}</td>', value)
    return html("<td>{}</td>", bdi(_shortened(value)))


def _shortened(listed: str) -> str:
    """A cell of reasonable length: whole entries of its list, and how many there are beside."""
    if len(listed) <= _SHOWN_CELL:
        return listed
    entries = listed.split("; ")
    shown = listed[:_SHOWN_CELL].rsplit("; ", 1)[0]
    return f"{shown}; and {len(entries) - shown.count('; ') - 1} more" if len(entries) > 1 else f"{shown} …"


def _periods(facts: Facts, chosen: Facts, commands: _Commands) -> Iterator[Markup]:
    """The change between the earlier and the later half of the years, where there are several."""
    known = years(chosen)
    if len(known) < 2:
        return
    half = len(known) // 2
    before, after = Selection(until=known[half - 1]), Selection(since=known[half])
    table = measure(facts, Request("change", selection=commands.selection, before=before, after=after))
    options = {"--before": f"..{before.until}", "--after": f"{after.since}.."}
    yield _section(table, commands.line("change", options))


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
    yield from ("--planned",) if selection.planned else ()
