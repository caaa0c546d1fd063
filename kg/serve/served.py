"""The copy of the store that is served: what is public, and physically nothing else.

It is made once a snapshot and kept beside it, since that takes a while for a big graph. A server that runs lets another
process make it: `python -m kg.serve.served STORE`."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.export import export
from kg.match import names_of, write_names
from kg.records import KgError
from kg.release.counting import Counts, counted, example
from kg.serve.description import DESCRIPTION_GRAPH, Facts, of_data
from kg.serve.naming import NAMES
from kg.store import newest_snapshot, open_snapshot
from kg.store.checksums import write_sums
from kg.store.snapshots import SERVED

_CHUNK = 2**20
_FACTS = "description.json"
_KEPT = 2
"""The newest copies that stay: a server may be serving the last but one."""


@dataclass(frozen=True, slots=True)
class Served:
    """A copy: its directory, what there is to say of it, and the directory of the snapshot that it is of."""

    directory: Path
    facts: Facts
    source: Path

    @property
    def snapshot(self) -> str:
        """The name of the snapshot."""
        return self.source.name


@contextmanager
def served_copy(store: Path) -> Iterator[Served]:
    """The copy of the newest snapshot of the store; it stays for the next time, unless nothing can be written beside
    the store. Contacts, texts and runs are not in it, nor any graph that is not known to be public. Raises KgError
    where there is no store or no room."""
    if os.access(store, os.W_OK):
        yield kept_copy(store)
        return
    with tempfile.TemporaryDirectory(prefix="kg-serve-") as folder:
        yield _made(store, Path(folder))


def kept_copy(store: Path) -> Served:
    """The same where it can be kept, and the older ones taken away."""
    with open_snapshot(store):
        pass  # where a build was broken off, this publishes what it left
    return _made(store, store / SERVED)


def _made(store: Path, folder: Path) -> Served:
    snapshot = newest_snapshot(store)
    if snapshot is None:
        with open_snapshot(store):
            raise KgError(f"{store}: a build is going on: serve it when it is done")
    done = folder / snapshot.name
    if not ((done / _FACTS).is_file() and (done / NAMES).is_file()):
        shutil.rmtree(done, ignore_errors=True)  # made by a version that described it otherwise
        _make(store, done)
        for old in sorted(path for path in folder.iterdir() if path.name.isdigit())[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    return Served(done / "store", _read_facts(json.loads((done / _FACTS).read_text(encoding="utf-8"))), snapshot)


def _make(store: Path, done: Path) -> None:
    """Exports what is public, loads that into a new store, and describes it there in a graph of its own; writes its
    names beside it."""
    unfinished = done.with_name(f"{done.name}.{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    public = unfinished / "public.nq"
    try:
        unfinished.mkdir(parents=True)
        with open_snapshot(store) as source:
            export(source, "nquads", public)
        copy = Store(str(unfinished / "store"))
        copy.bulk_load(path=str(public), format=RdfFormat.N_QUADS)
        facts = _facts(copy, _digest(public))
        write_names(names_of(copy), unfinished / NAMES)
        public.unlink()
        copy.bulk_extend(Quad(t.subject, t.predicate, t.object, DESCRIPTION_GRAPH) for t in of_data(facts))
        copy.optimize()
        copy.flush()
        del copy
        (unfinished / _FACTS).write_text(json.dumps(asdict(facts)), encoding="utf-8")
        write_sums(unfinished)
        _finish(unfinished, done)
    except (OSError, RuntimeError) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise KgError(f"{done}: the copy to be served cannot be written ({error}): make room there") from error


def _finish(unfinished: Path, done: Path) -> None:
    """Puts a copy in its place, unless another server has just done the same."""
    try:
        unfinished.rename(done)
    except OSError:
        if not done.is_dir():
            raise
        shutil.rmtree(unfinished, ignore_errors=True)


def _facts(copy: Store, version: str) -> Facts:
    graphs = sorted(graph.value for graph in copy.named_graphs() if isinstance(graph, NamedNode))
    return Facts(version=version, counts=counted(copy), graphs=tuple(graphs), example=example(copy))


def _read_facts(fields: dict[str, Any]) -> Facts:
    """What `asdict` made of them, back from JSON, which has no tuples."""
    counts: dict[str, Any] = {
        name: tuple(map(tuple, value)) if isinstance(value, list) else value for name, value in fields["counts"].items()
    }
    return Facts(**{**fields, "counts": Counts(**counts), "graphs": tuple(fields["graphs"])})


def _digest(path: Path) -> str:
    """The version of a graph: the digest of its sorted N-Quads."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return f"sha256:{digest.hexdigest()}"


if __name__ == "__main__":
    try:
        kept_copy(Path(sys.argv[1]))
    except KgError as error:
        sys.exit(f"kg: {error}")
