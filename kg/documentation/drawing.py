"""Boxes and arrows as SVG: the same bytes for the same diagram, and no script, style or font of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.view.markup import exact, html, join

LINE = 18
"""The height of a line of text, in pixels."""
_MARGIN = 10
_HEAD = 26


@dataclass(frozen=True, slots=True)
class Box:
    """A box with a title and lines of text below it."""

    x: float
    y: float
    width: float
    title: str
    lines: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Tall enough for its lines."""
        return _HEAD + len(self.lines) * LINE + (_MARGIN if self.lines else 0)

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def border(self, toward: tuple[float, float]) -> tuple[float, float]:
        """Where a line from the centre to a point leaves the box."""
        (x, y), (other_x, other_y) = self.middle, toward
        across, down = other_x - x, other_y - y
        reach = min(
            self.width / 2 / abs(across) if across else float("inf"),
            self.height / 2 / abs(down) if down else float("inf"),
        )
        return (x + across * reach, y + down * reach) if reach < 1 else toward


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from one box to another with lines of text at its middle; an angular one goes from the left side to the
    right side of a box further left."""

    start: Box
    end: Box
    label: tuple[str, ...] = ()
    angular: bool = False


def drawing(
    name: str, title: str, told: str, size: tuple[float, float], boxes: Iterable[Box], arrows: Iterable[Arrow]
) -> Markup:
    """The diagram `name`, an image to who cannot see it with the title and all that it shows in words."""
    width, height = map(_number, size)
    return html(
        '<svg class="diagram" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="{name}-title {name}-told"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-told">{told}</desc>'
        '<defs><marker id="{name}-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path d="M0 0 10 5 0 10z"/></marker></defs>{arrows}{boxes}</svg>',
        width=width,
        height=height,
        name=name,
        title=title,
        told=told,
        arrows=join(_arrow(arrow, name) for arrow in arrows),
        boxes=join(map(_box, boxes)),
    )


def _box(box: Box) -> Markup:
    x, y, width, height = map(_number, (box.x, box.y, box.width, box.height))
    middle = box.x + box.width / 2
    title = _text(middle, box.y + LINE, (box.title,), "head")
    body = _text(box.x + _MARGIN, box.y + _HEAD + LINE, box.lines, "line")
    return html('<rect x="{}" y="{}" width="{}" height="{}" rx="6"/>{}{}', x, y, width, height, title, body)


def _arrow(arrow: Arrow, name: str) -> Markup:
    (x1, y1), (x2, y2) = arrow.start.border(arrow.end.middle), arrow.end.border(arrow.start.middle)
    line = f"M{_number(x1)} {_number(y1)} {_number(x2)} {_number(y2)}"
    if arrow.angular:
        (x1, y1), (x2, y2) = (
            (arrow.start.x, arrow.start.middle[1]),
            (arrow.end.x + arrow.end.width, arrow.end.middle[1]),
        )
        line = f"M{_number(x1)} {_number(y1)}H{_number((x1 + x2) / 2)}V{_number(y2)}H{_number(x2)}"
    top = (y1 + y2) / 2 - (len(arrow.label) - 1) * LINE / 2 + LINE / 4
    text = _text((x1 + x2) / 2, top, arrow.label, "label")
    return html('<path class="arrow" d="{}" marker-end="url(#{}-head)"/>{}', exact(line), name, text)


def _text(x: float, y: float, lines: Sequence[str], css: str) -> Markup:
    spans = join(
        html('<tspan x="{}" y="{}">{}</tspan>', _number(x), _number(y + place * LINE), line)
        for place, line in enumerate(lines)
    )
    return html('<text class="{}">{}</text>', css, spans) if lines else Markup()


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
