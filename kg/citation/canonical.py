"""One digest for one answer, whatever wrote it and in whatever format. What the digest is taken of is defined in
`canonical_lines`, so that other programs can make it too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, Triple

from kg.query.reading import tokens
from kg.query.results import Result, Row, Term, json_term

ALGORITHM = "sha256:"
_SHORT = 12
_DEPTH = {"(": 1, "{": 1, ")": -1, "}": -1}


def result_digest(result: Result, *, ordered: bool) -> str:
    """The SHA-256 digest of the canonical lines of an answer, as `sha256:` and 64 digits."""
    return sha256(f"{line}\n".encode() for line in canonical_lines(result, ordered=ordered))


def row_digests(result: Result) -> list[str]:
    """A short digest for each row or triple, by which those that come and go are counted."""
    _, *lines = canonical_lines(result, ordered=True)
    return [hashlib.sha256(line.encode()).hexdigest()[:_SHORT] for line in lines]


def sha256(pieces: Iterable[bytes]) -> str:
    """The digest of the pieces one after the other, with the name of the algorithm before it."""
    content = hashlib.sha256()
    for piece in pieces:
        content.update(piece)
    return ALGORITHM + content.hexdigest()


def canonical_lines(result: Result, *, ordered: bool) -> list[str]:
    """An answer as text that depends on nothing but what it says; each line ends in a line feed, the text is UTF-8.

    The first line is, as JSON, the list of the columns of a table, `true` or `false`, or `"graph"`. Of a table a line
    a row follows: its bindings as SPARQL 1.1 Query Results JSON has them, keys sorted, without blanks, no character
    escaped that JSON lets stand, languages in lower case. Rows keep their order where it is `ordered`; else they are
    sorted by code points, equal ones standing as often as they came. Blank nodes are b0, b1, … in the order of the
    lines. Of a graph its triples follow as sorted N-Triples, blank nodes named by RDFC-1.0."""
    if result.answer is not None:
        return [_json(result.answer)]
    if result.triples is not None:
        return ['"graph"', *_triple_lines(result.triples)]
    # blank nodes may be called otherwise each time: rows are sorted as if they all had one name
    rows = result.rows if ordered else sorted(result.rows, key=lambda row: _row_line(result.columns, row, lambda _: ""))
    names: dict[str, str] = {}
    lines = (_row_line(result.columns, row, lambda name: names.setdefault(name, f"b{len(names)}")) for row in rows)
    return [_json(result.columns), *lines]


def is_ordered(text: str) -> bool:
    """Whether the query itself, not one within it, has ORDER BY."""
    depth = 0
    for token in tokens(text):
        depth += _DEPTH.get(token.text, 0)
        if depth == 0 and token.is_word("ORDER"):
            return True
    return False


def _row_line(columns: tuple[str, ...], row: Row, name: Callable[[str], str]) -> str:
    bound = zip(columns, row, strict=True)
    return _json({column: _term(term, name) for column, term in bound if term is not None})


def _term(term: Term, name: Callable[[str], str]) -> dict[str, str]:
    found = json_term(term)
    if isinstance(term, BlankNode):
        found["value"] = name(term.value)
    if "xml:lang" in found:
        found["xml:lang"] = found["xml:lang"].lower()
    return found


def _triple_lines(triples: Iterable[Triple]) -> list[str]:
    graph = Dataset(Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) for triple in triples)
    graph.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{quad.triple} ." for quad in graph)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
