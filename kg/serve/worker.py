"""A worker process: `python -m kg.serve.worker DIRECTORY OPTIONS`. Started with a socket as its standard input, it says
that it is ready, then reads jobs from it and writes an outcome for each, until the other end closes."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pyoxigraph import Store

from kg.processes.limits import end_with_parent, limit_memory
from kg.serve.confinement import close_network, end_first
from kg.serve.errors import Failed
from kg.serve.evaluation import evaluate
from kg.serve.jobs import LENGTH, Job, Outcome, decoded_job, framed
from kg.serve.naming import Naming

READY = b"ready"
_SOCKET = 0
_WARMING = ("ASK { ?s ?p ?o }", "SELECT * { ?s a ?o } LIMIT 1", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1")
"""What a worker answers to itself first: else the first query would pay for what is loaded once, and count as dear."""

_STACK = 512 * 2**20
"""A query that is long and flat is deep as a tree (`1+1+1+…`): with this much the longest one ends no process."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a worker is told when it is started: its parent, how many bytes of memory it may take beyond what it needs
    when idle, how many bytes an answer may have, whether it gives up the network."""

    parent: int
    memory: int
    answer: int
    confined: bool = True

    def encoded(self) -> str:
        """The options as an argument of the command line."""
        return json.dumps(asdict(self))


def main(arguments: Sequence[str]) -> None:
    """Runs until the socket is closed."""
    directory, given = arguments
    options = Options(**json.loads(given))
    end_with_parent(options.parent)
    end_first()
    store = _opened(directory, options)
    threading.stack_size(_STACK)
    limit_memory(options.memory + _STACK)
    thread = threading.Thread(target=_serve, args=(store, Naming(Path(directory)), options.answer), daemon=True)
    thread.start()
    thread.join()


def _opened(directory: str, options: Options) -> Store:
    """The store, opened without network; where that cannot be, the front end is told why."""
    try:
        if options.confined:
            close_network()
        return Store.read_only(directory)
    except (OSError, RuntimeError, ValueError) as error:
        _write(str(error).encode())
        raise SystemExit(1) from error


def _serve(store: Store, naming: Naming, most: int) -> None:
    for kind in _WARMING:
        evaluate(store, Job(kind), most)
    _write(READY)
    try:
        while (content := _read()) is not None:
            _write(_outcome(store, naming, content, most).encoded())
    except OSError:
        pass  # the front end has gone
    finally:
        os._exit(0)


def _outcome(store: Store, naming: Naming, content: bytes, most: int) -> Outcome:
    begun = time.thread_time()
    try:
        job = decoded_job(content)
        outcome = naming.outcome(job.text, most) if job.of_names else evaluate(store, job, most)
    except MemoryError:
        os._exit(1)  # as where the engine runs out of memory: what is left of this process is of no use
    except BaseException as error:  # the engine's own faults are no Exceptions
        outcome = Outcome(error=Failed(f"the engine has made a mistake: {type(error).__name__}: {error}"))
    return replace(outcome, seconds=time.thread_time() - begun)


def _read() -> bytes | None:
    """The content of the next frame; None where there is none any more."""
    head = _exactly(LENGTH.size)
    return None if head is None else _exactly(LENGTH.unpack(head)[0])


def _exactly(size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = os.read(_SOCKET, size - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)


def _write(content: bytes) -> None:
    rest = memoryview(framed(content))
    while rest:
        rest = rest[os.write(_SOCKET, rest) :]


if __name__ == "__main__":
    main(sys.argv[1:])
