"""From what a client takes to the format that it gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.serve.formats import OFFERED, Format, Kind

ANYTHING = "*/*"
_EXACT = 3
_LONGEST = 2000
"""How much of the header is read."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A format and the media type to name it by."""

    format: Format
    media_type: str

    @property
    def content_type(self) -> str:
        """The header Content-Type."""
        return self.format.content_type(self.media_type)


Choice = tuple[Chosen | None, Chosen | None, Chosen | None]
"""What to write each kind of answer as, in the order of `Kind`; None where the client takes none of the formats."""


@lru_cache(maxsize=1024)
def choose(accept: str, wanted: str = "") -> Choice:
    """The best format of each kind for the header Accept, or for the parameter `format` (`wanted`), which is stronger:
    a name like `csv` or a media type. Where it is neither, or names no format of that kind, the header decides: clients
    send names of their own."""
    named = _named(wanted.strip().lower())
    ranges = _ranges(accept or ANYTHING)
    table, boolean, graph = (_best(OFFERED[kind], ranges) for kind in Kind)
    return named[0] or table, named[1] or boolean, named[2] or graph


@lru_cache(maxsize=1024)
def prefers_page(accept: str) -> bool:
    """Whether a client wants a page for people, as a browser does, rather than data."""
    ranges = _ranges(accept)
    named = any(media_range in ("text/html", "application/xhtml+xml") for media_range, _ in ranges)
    return named and _quality("text/html", ranges)[0] >= _quality("text/turtle", ranges)[0]


def _named(wanted: str) -> Choice:
    table, boolean, graph = (
        next((Chosen(format, format.media_types[0]) for format in OFFERED[kind] if _means(wanted, format)), None)
        for kind in Kind
    )
    return table, boolean, graph


def _means(wanted: str, format: Format) -> bool:
    return wanted == format.name or wanted == format.media_types[0]


_Range = tuple[str, float]


def _ranges(accept: str) -> tuple[_Range, ...]:
    """The media ranges of the header with their qualities; what is malformed is left out."""
    found = []
    for part in accept[:_LONGEST].lower().split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        if "/" in media_range:
            found.append((media_range, _weight(parameters)))
    return tuple(found)


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _best(offered: Sequence[Format], ranges: Sequence[_Range]) -> Chosen | None:
    """The offer with the highest quality; of equal ones the one that the client names most exactly, then the one
    that is offered first. Wider and older names of a format count only where they are named."""
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for format in offered:
        for media_type in format.media_types:
            found = _quality(media_type, ranges)
            own = media_type == format.media_types[0]
            if found[0] > 0 and found > best and (own or found[1] == _EXACT):
                best, chosen = found, Chosen(format, media_type)
    return chosen


def _quality(media_type: str, ranges: Sequence[_Range]) -> tuple[float, int]:
    """The quality by the most exact range that holds the media type, and how exact that is."""
    exact, whole_type = 0.0, f"{media_type.partition('/')[0]}/*"
    place = 0
    for media_range, weight in ranges:
        level = {media_type: _EXACT, whole_type: 2, ANYTHING: 1}.get(media_range, 0)
        if level > place:
            exact, place = weight, level
    return exact, place
