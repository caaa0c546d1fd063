"""The network of those who met as a picture that stands by itself: SVG with its colours, shapes and legend in it, so
that it can be saved and put into a paper."""

from __future__ import annotations

import math

from markupsafe import Markup

from kg.network.measures import ranked
from kg.network.projections import Network
from kg.view.kinds import LEGEND, kind_of
from kg.view.layout import HEIGHT, WIDTH, places
from kg.view.markup import exact, html, join

PICTURED = 25
"""Actors in a picture: those with the most joint events."""
_SHORT = 28
_SMALLEST, _LARGEST = 6.0, 17.0
_FOOT = 40
_COLOURS = {
    "state": "#0b6e99", "organization": "#6a4c93", "process": "#2a7f4f", "body": "#4a6fa5", "civil": "#b0562c",
    "person": "#8a6d00", "event": "#b3364b", "document": "#5a6472",
}  # fmt: skip
_CORNERS = {"organization": 6, "process": 4, "body": 3, "civil": 5}
"""The shapes beside circles, as the graph page has them; persons are rings."""
_LETTER = 6.6


def pictured(graph: Network[str]) -> list[str]:
    """Who stands in the picture, by falling number of joint events."""
    scores = dict(graph.degree(weight="weight"))
    return [node for node in ranked(graph, scores) if graph.degree(node)][:PICTURED]


def picture(graph: Network[str], caption: str) -> Markup:
    """The picture as SVG; `caption` is what screen readers say."""
    best = pictured(graph)
    part = graph.subgraph(best)
    at = places(part, best)
    most = max((int(graph.degree(node)) for node in best), default=1)
    lines = join(_line(at[a], at[b], part[a][b]["weight"]) for a, b in sorted(part.edges))
    nodes = join(_node(graph, node, at[node], most) for node in best)
    kinds = {kind_of(str(graph.nodes[node]["type"])) for node in best}
    return html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-label="{caption}" font-family="Liberation Sans, Arial, sans-serif" font-size="13" '
        'text-anchor="middle" fill="#1d2329"><rect width="{width}" height="{height}" fill="#fff"/>{drawn}</svg>',
        width=WIDTH,
        height=HEIGHT + _FOOT,
        caption=caption,
        drawn=lines + nodes + _legend(kinds),
    )


def _line(one: tuple[float, float], other: tuple[float, float], weight: int) -> Markup:
    return html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#8b939c" stroke-opacity=".6" stroke-width="{}"/>',
        *one,
        *other,
        min(weight, 6),
    )


def _node(graph: Network[str], node: str, place: tuple[float, float], most: int) -> Markup:
    data = graph.nodes[node]
    name = str(data["label"])
    short = str(data["acronym"]) or (name if len(name) <= _SHORT else name[: _SHORT - 1] + "…")
    radius = round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(graph.degree(node) / most), 1)
    x, y = place
    return html(
        '<g><title>{}: met {} others</title>{}<text x="{}" y="{}" paint-order="stroke" stroke="#fff" stroke-width="3">'
        "{}</text></g>",
        name,
        graph.degree(node),
        _shape(kind_of(str(data["type"])), x, y, radius),
        x,
        round(y - radius - 4, 1),
        short,
    )


def _shape(kind: str, x: float, y: float, radius: float) -> Markup:
    colour = _COLOURS[kind]
    if kind == "person":
        return html('<circle cx="{}" cy="{}" r="{}" fill="#fff" stroke="{}" stroke-width="4"/>', x, y, radius, colour)
    if kind not in _CORNERS:
        return html('<circle cx="{}" cy="{}" r="{}" fill="{}"/>', x, y, radius, colour)
    angles = [2 * math.pi * n / _CORNERS[kind] - math.pi / 2 for n in range(_CORNERS[kind])]
    corners = " ".join(f"{x + 1.15 * radius * math.cos(a):.1f},{y + 1.15 * radius * math.sin(a):.1f}" for a in angles)
    return html('<polygon points="{}" fill="{}"/>', exact(corners), colour)


def _legend(kinds: set[str]) -> Markup:
    """The shapes that the picture has, in words, along its foot."""
    parts, x, y = [], 24.0, HEIGHT + _FOOT / 2
    for kind, words in LEGEND:
        if kind in kinds:
            parts.append(_shape(kind, x, y, 7))
            parts.append(html('<text x="{:.1f}" y="{}" text-anchor="start">{}</text>', x + 14, y + 4.5, words))
            x += 14 + len(words) * _LETTER + 30
    return join(parts)
