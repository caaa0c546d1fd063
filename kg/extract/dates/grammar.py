"""Dates that name a day, a month or a year: lists and ranges of them, parts handed on from one to the other.

`2 to 5 October`, `Oct. 3-5, 2018`, `Monday 3 to Friday 7 June`, `30 September to 11 October 2019`, `22 and 23
November`. The grammar reads tokens, so white space, line breaks and kinds of dashes make no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.dates.arithmetic import Point
from kg.extract.dates.tokens import DateToken

MONTHS_A_YEAR = 12
BEGINNINGS = frozenset({"weekday", "the", "day", "month", "year", "iso", "numeric"})
"""Kinds of the tokens with which the expression of a date can begin."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or a range as the text gives it, with its place. `order`: dm, md, my, y, iso or numeric."""

    start: int
    end: int
    first: Point
    last: Point | None = None
    order: str = "dm"


@dataclass(frozen=True, slots=True)
class _Part:
    """One point of an expression and the index of the token after it."""

    point: Point
    start: int
    end: int
    after: int
    order: str


def parse(tokens: Sequence[DateToken], at: int, between: bool = False) -> tuple[list[Dated], int]:
    """The dates of the expression that begins at a token, and the index after it; none: an empty list.

    `between`: the word 'between' stands before, so that 'and' joins the ends of a range."""
    part = _point(tokens, at)
    if part is None or (part.point.month and not part.point.valid):
        return [], part.after if part else at
    parts, joins, after = _sequence(tokens, part)
    while any(one.point.month or one.point.year for one in parts):  # days alone are no dates
        parts, after = _trailing_year(tokens, parts, after)
        dated = _build(parts, joins, between)
        if dated:
            return dated, after
        keep = max(joins.index("range"), 1) if "range" in joins[1:] else len(parts) - 1
        parts, joins = parts[:keep], joins[: keep - 1]
        after = parts[-1].after if parts else at
    return [], at


MOST = 31
"""Dates of the longest list: what goes on has numbers in it that are no dates, and took time by its cube."""


def _sequence(tokens: Sequence[DateToken], part: _Part) -> tuple[list[_Part], list[str], int]:
    """Points joined by a dash, 'to', 'and' or commas, as far as they go."""
    parts, joins = [part], []
    while len(parts) < MOST and (join := _join(tokens, parts[-1].after)) is not None:
        kind, after = join
        following = _point(tokens, after)
        if following is None or (kind == "range" and "range" in joins) or (kind == "comma" and following.point.month):
            break
        if kind == "comma" and not _list_goes_on(tokens, following.after):
            break
        parts.append(following)
        joins.append(kind)
    return parts, joins, parts[-1].after


def _list_goes_on(tokens: Sequence[DateToken], at: int) -> bool:
    return _kind(tokens, at) in ("comma", "and") and _kind(tokens, at + 1) in ("day", "and", "weekday")


def _join(tokens: Sequence[DateToken], at: int) -> tuple[str, int] | None:
    kind, following = _kind(tokens, at), _kind(tokens, at + 1)
    if kind == "comma" and following in ("and", "range"):
        return following, at + 2
    return (kind, at + 1) if kind in ("range", "and", "comma") else None


def _kind(tokens: Sequence[DateToken], at: int) -> str:
    return tokens[at].kind if at < len(tokens) else "break"


def _skip(tokens: Sequence[DateToken], at: int, *kinds: str) -> int:
    return at + 1 if _kind(tokens, at) in kinds else at


def _point(tokens: Sequence[DateToken], at: int) -> _Part | None:
    """One date: 'Monday, the 3rd of June 2019', 'June 3, 2019', 'June 2019', '3', '2019', '2019-06-03'."""
    weekday, inner = None, at
    if _kind(tokens, at) == "weekday":
        weekday, inner = tokens[at].value, _skip(tokens, at + 1, "comma")
    bracket = weekday is not None and _kind(tokens, inner) == "open"
    found = _day_first(tokens, inner + bracket) or _month_first(tokens, inner + bracket)
    if found is None and weekday is None:
        found = _whole(tokens, at)
    if found is None or (bracket and _kind(tokens, found.after) != "close"):
        return None
    if bracket:
        found = replace(found, after=found.after + 1, end=tokens[found.after].end)
    found = replace(found, start=tokens[at].start, point=replace(found.point, weekday=weekday))
    return found if weekday is not None else _weekday_behind(tokens, found)


def _weekday_behind(tokens: Sequence[DateToken], part: _Part) -> _Part:
    """'15 October (Monday)': the weekday in brackets."""
    at = part.after
    if part.point.day and [_kind(tokens, at + i) for i in range(3)] == ["open", "weekday", "close"]:
        named = replace(part.point, weekday=tokens[at + 1].value)
        return replace(part, point=named, after=at + 3, end=tokens[at + 2].end)
    return part


def _behind_weekday(tokens: Sequence[DateToken], at: int) -> int:
    """The index behind a weekday in brackets that stands between a day and its month, else the same index."""
    kinds = [_kind(tokens, at + i) for i in range(4)]
    return at + 3 if kinds == ["open", "weekday", "close", "month"] else at


def _day_first(tokens: Sequence[DateToken], at: int) -> _Part | None:
    begin = at
    at = _skip(tokens, at, "the")
    if _kind(tokens, at) != "day":
        return None
    day, end = tokens[at].value, tokens[at].end
    after = at + 1
    month_at = _skip(tokens, _behind_weekday(tokens, after), "of")
    if tokens[at].ordinal and _kind(tokens, month_at) == "comma" and _kind(tokens, month_at + 2) == "year":
        month_at += 1
    if _kind(tokens, month_at) != "month":
        return _Part(Point(day), tokens[begin].start, end, after, "dm")
    year, end, after = _year(tokens, month_at + 1, tokens[month_at].end)
    return _Part(Point(day, tokens[month_at].value, year), tokens[begin].start, end, after, "dm")


def _month_first(tokens: Sequence[DateToken], at: int) -> _Part | None:
    if _kind(tokens, at) != "month":
        return None
    month, start = tokens[at].value, tokens[at].start
    day_at = _skip(tokens, at + 1, "the")
    if _kind(tokens, at + 1) == "comma" and [_kind(tokens, at + 2), _kind(tokens, at + 3)] == ["day", "range"]:
        day_at = at + 2
    if _kind(tokens, day_at) != "day":
        year, end, after = _year(tokens, _skip(tokens, at + 1, "of"), tokens[at].end)
        return _Part(Point(None, month, year), start, end, after if year else at + 1, "my")
    year, end, after = _year(tokens, day_at + 1, tokens[day_at].end)
    return _Part(Point(tokens[day_at].value, month, year), start, end, after, "md")


def _year(tokens: Sequence[DateToken], at: int, end: int) -> tuple[int | None, int, int]:
    """The year at a token, a comma before it allowed; else None and the place where the date ends without it."""
    year_at = _skip(tokens, at, "comma")
    if _kind(tokens, year_at) == "year":
        return tokens[year_at].value, tokens[year_at].end, year_at + 1
    return None, end, at


def _whole(tokens: Sequence[DateToken], at: int) -> _Part | None:
    """A year alone, or a date all in numerals (its parts packed into the token's value as yyyymmdd)."""
    kind = _kind(tokens, at)
    if kind == "year" and [_kind(tokens, at + 1), _kind(tokens, at + 2)] == ["month", "day"]:
        point = Point(tokens[at + 2].value, tokens[at + 1].value, tokens[at].value)
        return _Part(point, tokens[at].start, tokens[at + 2].end, at + 3, "iso")
    if kind == "year":
        return _Part(Point(year=tokens[at].value), tokens[at].start, tokens[at].end, at + 1, "y")
    if kind not in ("iso", "numeric") or not tokens[at].value:
        return None
    packed = tokens[at].value
    point = Point(packed % 100, packed // 100 % 100, packed // 10000 or None)
    return _Part(point, tokens[at].start, tokens[at].end, at + 1, kind)


def _trailing_year(tokens: Sequence[DateToken], parts: list[_Part], after: int) -> tuple[list[_Part], int]:
    """'October 3-5, 2018': the year behind the last day of a month-first expression."""
    last = parts[-1]
    if parts[0].order != "md" or last.point.month is not None or last.point.day is None:
        return parts, after
    year, end, after = _year(tokens, after, last.end)
    return [*parts[:-1], replace(last, point=replace(last.point, year=year), end=end, after=after)], after


def _build(parts: Sequence[_Part], joins: Sequence[str], between: bool) -> list[Dated]:
    """The dates of a sequence with the parts they share handed on; empty where they do not fit together."""
    points = _share(parts)
    if not all(point.valid and point.iso for point in points) or len({_grain(point) for point in points}) > 1:
        return []
    if len(points) == 1:
        return [Dated(parts[0].start, parts[0].end, points[0], None, parts[0].order)]
    is_range = "range" in joins or (between and joins == ["and"]) or _consecutive(points)
    if not is_range or (len(points) > 2 and not _consecutive(points)):
        singles = zip(parts, points, strict=True)
        return [Dated(p.start, p.end, q, None, p.order) for p, q in singles] if "range" not in joins else []
    if not _ascending(points[0], points[-1]):
        return []
    return [Dated(parts[0].start, parts[-1].end, points[0], points[-1], parts[0].order)]


def _grain(point: Point) -> str:
    return "day" if point.day else "month" if point.month else "year"


def _share(parts: Sequence[_Part]) -> list[Point]:
    """Months and years that stand once for several days: of day-first dates the last month counts for those before, of
    month-first dates the first month for those behind; over the turn of the year the first lies in the year before."""
    shared = [part.point for part in parts]
    backward, forward = range(len(shared) - 2, -1, -1), range(1, len(shared))
    for i in backward if parts[-1].order in ("dm", "numeric") else ():
        shared[i] = _fill_month(shared[i], shared[i + 1])
    for i in forward if parts[0].order == "md" else ():
        shared[i] = _fill_month(shared[i], shared[i - 1])
    for i in backward:
        shared[i] = _fill_year(shared[i], shared[i + 1], -1)
    for i in forward:
        shared[i] = _fill_year(shared[i], shared[i - 1], 1)
    return shared


def _fill_month(point: Point, other: Point) -> Point:
    return replace(point, month=point.month or other.month) if point.day else point


def _fill_year(point: Point, other: Point, step: int) -> Point:
    if point.year or not (point.month and other.year and other.month):
        return point
    return replace(point, year=other.year + step * (step * point.month < step * other.month))


def _ascending(first: Point, last: Point) -> bool:
    if (first.year is None) != (last.year is None):
        return False
    if first.year is None and first.month != last.month:
        return True
    return (first.iso or "") < (last.iso or "")


def _consecutive(points: Sequence[Point]) -> bool:
    """Whether days (or months) follow one another without a gap, as far as one can tell."""
    return all(_next(a, b) for a, b in pairwise(points))


def _next(one: Point, other: Point) -> bool:
    if one.day is None or other.day is None:
        steps = (other.month or 0) - (one.month or 0) + MONTHS_A_YEAR * ((other.year or 0) - (one.year or 0))
        return one.month is not None and steps in (1, 1 - MONTHS_A_YEAR)
    if (one.month, one.year) == (other.month, other.year):
        return other.day == one.day + 1
    following = replace(one, day=one.day + 1)
    return not following.valid and other.day == 1 and (other.month or 0) % MONTHS_A_YEAR == ((one.month or 0) + 1) % 12
