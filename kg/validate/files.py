"""`kg validate FILE…`: a SHACL report on Turtle, TriG, N-Triples or N-Quads files, own or foreign."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.graph import reference_quads
from kg.records import KgError
from kg.validate.advice import unnamed_speakers
from kg.validate.facts import ReferenceFacts
from kg.validate.foreign import blank_nodes, unknown_terms
from kg.validate.shapes import Violation, violations
from kg.validate.terms import memory_graph

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}
"""The syntaxes that are read. RDF/XML and JSON-LD are not: a small file of either can exhaust memory or stack."""
MOST_BYTES = 200_000_000


def validate_files(files: Sequence[Path]) -> list[tuple[str, Violation]]:
    """Each file's violations, as (file, violation); of a file with named graphs, (file graph, violation).

    Raises KgError with the file, and the line of a syntax error, in one line."""
    found = []
    for path in files:
        for graph, violation in validate_quads(read_quads(path)):
            found.append((f"{path} {graph}".rstrip(), violation))
    return found


def validate_quads(quads: Iterable[ox.Quad]) -> list[tuple[str, Violation]]:
    """The violations of each graph, as (its name, empty for the default graph; violation). A graph is checked with
    the types and labels that the other graphs and the reference data give to what it names: merged, one would hide the
    faults of another."""
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    facts = ReferenceFacts().add(reference_quads())
    for quad in quads:
        graphs[quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""].append(quad)
        facts.add([quad])
    found = []
    for name, own in sorted(graphs.items()):
        facts.tie(own)
        strange = [*blank_nodes(own), *unknown_terms(own)]
        broken = violations(memory_graph([*own, *facts.of(own)]))
        found += [(name, v) for v in (*strange, *broken, *unnamed_speakers(own))]
    return found


def read_quads(path: Path) -> list[ox.Quad]:
    """The quads of a file, `-` for standard input (TriG, of which Turtle is a part)."""
    if str(path) == "-":
        data, syntax = sys.stdin.buffer.read(MOST_BYTES + 1), ox.RdfFormat.TRIG
    else:
        syntax = _format(path)
        data = _bytes(path)
    if len(data) > MOST_BYTES:
        raise KgError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB; split the file")
    try:
        return [quad for quad in ox.parse(input=data, format=syntax) if isinstance(quad, ox.Quad)]
    except SyntaxError as error:
        at = f"line {error.lineno}: " if error.lineno else ""
        raise KgError(f"{path}: {at}{one_line(error.msg)}; mend the syntax of the file") from error
    except ValueError as error:
        raise KgError(f"{path}: {one_line(str(error))}; save the file as UTF-8") from error


def one_line(text: object) -> str:
    """A message without line breaks."""
    return " ".join(str(text).split())


def _format(path: Path) -> ox.RdfFormat:
    syntax = FORMATS.get(path.suffix.lower())
    if syntax is None:
        raise KgError(f"{path}: not one of {', '.join(FORMATS)}; convert the file or name it so")
    return syntax


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise KgError(f"{path}: no such file; check the path")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}; check the file and its permissions") from error
