"""The copy of the store that is served: what is public, and physically nothing else."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store

from kg import settings
from kg.export import write_nquads
from kg.records import KgError
from kg.serve.description import DESCRIPTION_GRAPH, Facts, triples, written
from kg.store import ArticleStore, open_snapshot

_EXAMPLE = f"SELECT ?article {{ ?article a <{settings.ONTOLOGY}Article> }} ORDER BY ?article LIMIT 1"
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Served:
    """A copy: its directory, and its description by names of formats."""

    directory: Path
    facts: Facts
    description: dict[str, bytes]


@contextmanager
def served_copy(store: Path, url: str) -> Iterator[Served]:
    """A copy of the newest snapshot of the store, to be served at `url`; it is removed at the end. Contacts, texts and
    runs are not in it, nor any graph that is not known to be public. Raises KgError where there is no store or no
    room."""
    folder = Path(tempfile.mkdtemp(prefix="kg-serve-"))
    try:
        with open_snapshot(store) as snapshot:
            yield _copied(snapshot, folder, url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copied(source: ArticleStore, folder: Path, url: str) -> Served:
    """Exports what is public, loads that into a new store, and describes it there in a graph of its own."""
    public, target = folder / "public.nq", folder / "store"
    try:
        write_nquads(source, public)
        copy = Store(str(target))
        copy.bulk_load(path=str(public), format=RdfFormat.N_QUADS)
        facts = _facts(copy, _digest(public))
        public.unlink()
        copy.bulk_extend(Quad(t.subject, t.predicate, t.object, DESCRIPTION_GRAPH) for t in triples(facts, url))
        copy.optimize()
        copy.flush()
    except (OSError, RuntimeError) as error:
        raise KgError(f"{folder}: the copy to be served cannot be written ({error}): make room there") from error
    return Served(target, facts, written(facts, url))


def _facts(copy: Store, version: str) -> Facts:
    plain = sum(1 for _ in copy.quads_for_pattern(None, None, None, DefaultGraph()))
    graphs = sorted(graph.value for graph in copy.named_graphs() if isinstance(graph, NamedNode))
    solutions = copy.query(_EXAMPLE)
    assert isinstance(solutions, QuerySolutions)
    example = next((row["article"] for row in solutions), None)
    return Facts(
        version=version,
        plain=plain,
        quads=len(copy),
        graphs=tuple(graphs),
        example=example.value if isinstance(example, NamedNode | Literal) else None,
    )


def _digest(path: Path) -> str:
    """The version of a graph: the digest of its sorted N-Quads."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return f"sha256:{digest.hexdigest()}"
