"""Parts of an expression that a text must hold, one after the other, for the expression to match it.

Lists of names and long gaps are what makes rules slow, and nearly every search for a rule finds nothing. What stands
between them, mostly a verb, is looked for first: a text without it is spared the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_parser: Any = getattr(re, "_parser")  # noqa: B009  # the standard library's own; typeshed knows nothing of it
_compiler: Any = getattr(re, "_compiler")  # noqa: B009
CUT = "\ue000"
"""Stands in an expression for what no part may hold: a character that no text has."""
_REFERENCE = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})

_Node = tuple[Any, Any]


def parts(pattern: str) -> tuple[re.Pattern[str], ...]:
    """The parts, in order, of an expression that is matched without regard to case; none of one that refers back to
    its groups. Raises re.error where it is no expression."""
    if _REFERENCE.search(pattern):
        return ()
    tree = _parser.parse(pattern, re.I)
    runs: list[list[_Node]] = [[]]
    for node in _nodes(tree):
        if _is_gap(node) or _is_cut(node):
            runs.append([])
        else:
            runs[-1].append(node)
    told = [run for run in map(_trimmed, runs) if run]
    return tuple(_compiler.compile(_parser.SubPattern(tree.state, run), re.I) for run in told)


def holds(text: str, parts: Sequence[re.Pattern[str]]) -> bool:
    """Whether the text holds all the parts, each no earlier than the one before it."""
    at = 0
    for part in parts:
        found = part.search(text, at)
        if found is None:
            return False
        at = found.start()
    return True


def _nodes(tree: Iterable[_Node]) -> Iterator[_Node]:
    """What follows one another in a parsed expression, without the brackets of groups."""
    for kind, value in tree:
        if kind.name == "SUBPATTERN" and not value[1] and not value[2]:
            yield from _nodes(value[3])
        else:
            yield kind, value


def _is_gap(node: _Node) -> bool:
    """Whether a node may be left out or come more than once, as `[^.]{0,40}`."""
    kind, value = node
    return kind.name in _REPEATS and value[0] == 0 and value[1] != 1


def _is_cut(value: Any) -> bool:
    """Whether `CUT` stands anywhere in a node."""
    if isinstance(value, int):
        return value == ord(CUT)
    return isinstance(value, tuple | list | _parser.SubPattern) and any(map(_is_cut, value))


def _trimmed(run: list[_Node]) -> list[_Node]:
    """A run without what need not stand at its ends, nor what must not stand before it: a search for what begins with
    a certain letter is quick."""
    while run and (_is_optional(run[0]) or run[0][0].name == "ASSERT_NOT"):
        run = run[1:]
    while run and _is_optional(run[-1]):
        run = run[:-1]
    return run


def _is_optional(node: _Node) -> bool:
    return node[0].name in _REPEATS and node[1][0] == 0
