"""What a text must hold for an expression to match it: a cheap test that spares nearly all searches.

An expression of words can only match where some of these stand. They are read from the parsed expression, as clauses:
sets of strings in lower case of which one must stand in the text. Source of the method: required literals, as in
`grep` and Google Code Search (Cox 2012), here without an index because a text is one sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import log2
from typing import Any

_parser: Any = getattr(re, "_parser")  # noqa: B009  # the standard library's own; typeshed knows nothing of it
_MOST = 48
"""More strings than these are no cheap test."""
_SHORTEST = 2
_KEY = 4
"""Length of the pieces by which longer strings are looked up."""
_CORE = 4
"""Letters of the shortest piece that tells something by itself."""
_LETTERS = "letters"
_ZERO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})

Clause = frozenset[str]
Strings = frozenset[str]
_EMPTY: Strings = frozenset({""})


def clauses(pattern: str) -> frozenset[Clause]:
    """The clauses of an expression that is matched without regard to case. Raises re.error where it is none."""
    return _sequence(_parser.parse(pattern))[1]


def _sequence(nodes: Iterable[tuple[Any, Any]]) -> tuple[Strings | None, frozenset[Clause]]:
    """All strings that a sequence stands for, None where they are too many; and its clauses."""
    found: set[Clause] = set()
    run, stages, exact = _EMPTY, [_EMPTY], True
    for kind, value in _words(nodes):
        strings, inner = _node(kind, value)
        longer = _joined(run, strings) if strings else None
        if longer is None:
            exact = False
            found |= inner | _best(stages)
            run, stages = (strings, [strings]) if strings else (_EMPTY, [_EMPTY])
        else:
            run = longer
            stages.append(run)
    found |= _best(stages)
    return (run if exact else None), frozenset(found)


def _words(nodes: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, Any]]:
    """The nodes that take up room, with letters that follow one another as one string: each further letter makes a set
    more telling, so that none on the way would be chosen."""
    letters = ""
    for kind, value in nodes:
        if kind.name == "LITERAL":
            letters += chr(value).lower()
        elif kind.name not in _ZERO_WIDTH:
            if letters:
                yield _LETTERS, letters
                letters = ""
            yield kind.name, value
    if letters:
        yield _LETTERS, letters


def _joined(first: Strings, second: Strings) -> Strings | None:
    if len(first) * len(second) > _MOST:
        return None
    return frozenset(a + b for a, b in product(first, second))


def _best(stages: Sequence[Strings]) -> set[Clause]:
    """The most telling of the sets that a run of strings went through, if one tells anything."""
    telling = [stage for stage in stages if min(map(len, stage)) >= _SHORTEST]
    if not telling:
        return set()
    best = max(telling, key=_worth)
    cores = [core for stage in telling if (core := _core(stage))] if _worth(best) < 1 else []
    return {max((best, *cores), key=_worth)}


def _core(strings: Strings) -> Strings:
    """The longest run of letters that all the strings of a set share, alone in a set; nothing where it is short or they
    are one string."""
    shortest = min(strings, key=lambda string: (len(string), string))
    for length in range(len(shortest) if len(strings) > 1 else 0, _CORE - 1, -1):
        for piece in (shortest[at : at + length] for at in range(len(shortest) - length + 1)):
            if piece.isalpha() and all(piece in string for string in strings):
                return frozenset({piece})
    return frozenset()


def _worth(clause: Clause) -> float:
    return min(map(len, clause)) - 2 * log2(len(clause))


def _node(kind: str, value: Any) -> tuple[Strings | None, frozenset[Clause]]:
    """`_sequence` for one node of the parsed expression."""
    if kind == _LETTERS:
        return frozenset({value}), frozenset()
    if kind == "IN":
        return _characters(value), frozenset()
    if kind == "SUBPATTERN":
        return _sequence(value[3])
    if kind == "ATOMIC_GROUP":
        return _sequence(value)
    if kind == "BRANCH":
        return _branches([_sequence(branch) for branch in value[1]])
    if kind in _REPEATS:
        return _repeated(*value)
    return None, frozenset()


def _characters(members: Sequence[tuple[Any, Any]]) -> Strings | None:
    if all(kind.name == "LITERAL" for kind, _ in members):
        return frozenset(chr(value).lower() for _, value in members)
    return None


def _branches(read: Sequence[tuple[Strings | None, frozenset[Clause]]]) -> tuple[Strings | None, frozenset[Clause]]:
    exact = [strings for strings, _ in read if strings is not None]
    together: Strings = frozenset().union(*exact)
    strings = together if len(exact) == len(read) and len(together) <= _MOST else None
    best = [max(inner, key=_worth) for _, inner in read if inner]
    return strings, frozenset({frozenset().union(*best)} if len(best) == len(read) else ())


def _repeated(least: int, most: Any, nodes: Any) -> tuple[Strings | None, frozenset[Clause]]:
    strings, inner = _sequence(nodes)
    if least == 0:
        return (strings | _EMPTY if strings and most == 1 else None), frozenset()
    return (strings if most == 1 else None), inner


class Prefilter:
    """Which of some expressions may match a text. `needs`: the clauses of each, by its number."""

    def __init__(self, needs: Sequence[frozenset[Clause]]) -> None:
        number = {clause: n for n, clause in enumerate({clause for some in needs for clause in some})}
        self._free = [n for n, some in enumerate(needs) if not some]
        self._by_clause: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for n, some in enumerate(needs):
            if some:
                rarest = number[max(some, key=lambda clause: (_worth(clause), sorted(clause)))]
                self._by_clause.setdefault(rarest, []).append((n, frozenset(number[clause] for clause in some)))
        strings: dict[str, set[int]] = {}
        for clause, n in number.items():
            for string in _least(clause):
                strings.setdefault(string, set()).add(n)
        self._short = [(string, numbers) for string, numbers in strings.items() if len(string) < _KEY]
        pieces = Counter(piece for string in strings for piece in _pieces(string))
        self._by_piece: dict[str, list[tuple[str, set[int]]]] = {}
        for string, numbers in strings.items():
            if len(string) >= _KEY:
                rarest_piece = min(_pieces(string), key=lambda piece: (pieces[piece], piece))
                self._by_piece.setdefault(rarest_piece, []).append((string, numbers))

    def passing(self, text: str) -> list[int]:
        """The numbers of the expressions whose clauses the text fulfils, ascending."""
        text = text.lower()
        held: set[int] = set()
        for string, numbers in self._short:
            if string in text:
                held |= numbers
        for piece in _pieces(text) & self._by_piece.keys():
            for string, numbers in self._by_piece[piece]:
                if not numbers <= held and string in text:
                    held |= numbers
        told = [
            n for clause in held & self._by_clause.keys() for n, needed in self._by_clause[clause] if needed <= held
        ]
        return sorted(self._free + told)


@lru_cache(maxsize=64)
def _pieces(text: str) -> frozenset[str]:
    """The pieces by which longer strings are looked up. What several prefilters are asked about is cut up once."""
    return frozenset(text[at : at + _KEY] for at in range(len(text) - _KEY + 1))


def _least(clause: Clause) -> list[str]:
    """A clause without the strings that hold another one of it."""
    kept: list[str] = []
    for string in sorted(clause, key=lambda s: (len(s), s)):
        if not any(other in string for other in kept):
            kept.append(string)
    return kept
