"""A command that reads, in a process of its own, which the engine may end in ways that no program can catch.

On a damaged file a query that sorts or groups collects the same error without end, until the memory is full, one that
counts counts it without end; and one that sorts numbers and words together may end the process. So the one that was
started waits, ends the other where that takes long and the files are damaged, and says in one line what became of it.
On Linux alone: elsewhere the limit of memory is not kept.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from kg.cli.options import DEFAULT_STORE
from kg.processes.limits import MEMORY_SETTING, end_with_parent, limit_data, memory_limit

_OWN_END = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGKILL)
"""How a process ends that nobody asked to end, the last one where the whole machine has no memory left."""
_PASSED_ON = (signal.SIGTERM, signal.SIGHUP)
_PATIENCE = 5
"""After so many seconds the files are compared with their checksums, which takes a while for a big store."""
_EXAMINES = "doctor"
_LACK = ("memory allocation of", "bad_alloc", "out of memory")
_DISORDER = "total order"


READING = frozenset("query validate verify stats doctor match network view export release push diff review".split())
"""The commands that only read a store; the others write, wait, or have processes of their own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a command reads, as errors name it, and the command that examines it; `store` is its directory, None where
    the command goes on reading what is damaged."""

    where: str
    doctor: str
    store: Path | None = None


def reading(arguments: Sequence[str]) -> Reading | None:
    """What a command line asks to be read here; None where that is no store of this machine, and
    on other systems than Linux."""
    if sys.platform != "linux" or not arguments or arguments[0] not in READING:
        return None
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--store", default="")
    parser.add_argument("--endpoint")
    try:
        found, _ = parser.parse_known_args(list(arguments[1:]))
    except argparse.ArgumentError:  # an option without its value, as the command will say
        return None
    if found.endpoint:
        return None
    store = Path(found.store or DEFAULT_STORE)
    return Reading(
        found.store or arguments[0], f"kg doctor --store {store}", None if arguments[0] == _EXAMINES else store
    )


def oversee(read: Reading, *, debug: bool = False) -> None:
    """Goes on in a child of this process, which may take as much memory as `memory_limit` tells. This process waits,
    and ends as the child does; where the engine ended that, with one line about what is `read` and exit code 1.

    What is not written by Python to standard error is held back until then, and left out where that line takes its
    place, but for `debug`. Raises KgError where the setting is no number."""
    most, parent = memory_limit(), os.getpid()
    noise = tempfile.TemporaryFile()  # noqa: SIM115  # both processes need it
    child = os.fork()
    if child:
        _wait(child, noise, read, debug=debug)
    end_with_parent(parent)
    limit_data(most)
    _hold_back(noise)


def out_of_memory(read: Reading) -> str:
    """What is said where the memory does not suffice."""
    return (
        f"{read.where}: takes more than {memory_limit() >> 20:,} MB of memory: '{read.doctor}' tells whether the store "
        f"is damaged ('kg build --repair' mends that); else ask for less, or set {MEMORY_SETTING} to more MB"
    )


def _hold_back(noise: BinaryIO) -> None:
    """Leaves standard error to Python, and gives the engine a file in its place."""
    sys.stderr.flush()
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding=sys.stderr.encoding, errors=sys.stderr.errors)
    os.dup2(noise.fileno(), 2)


def _wait(child: int, noise: BinaryIO, read: Reading, *, debug: bool) -> NoReturn:
    """Ends this process as the child ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to the child too
    for number in _PASSED_ON:
        signal.signal(number, lambda number, _: os.kill(child, number))
    damage: list[str] = []
    signal.signal(signal.SIGALRM, lambda *_: _end_over_damage(child, read, damage))
    signal.alarm(_PATIENCE if read.store else 0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.alarm(0)
    noise.seek(0)
    said = noise.read().decode("utf-8", "replace")
    broke = -code in _OWN_END
    if debug or not broke:
        os.write(2, said.encode())
    if broke:
        os.write(2, f"kg: {damage[0] if damage else _ending(-code, said, read)}\n".encode())
    elif code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(1 if broke else code)


def _end_over_damage(child: int, read: Reading, damage: list[str]) -> None:
    """Ends the child where the files that it reads are damaged, and puts down what is said then."""
    from kg.store import newest_snapshot, unreadable
    from kg.store.states import State, changed_files

    assert read.store is not None
    snapshot = newest_snapshot(read.store)
    state = State.read(read.store, snapshot.name) if snapshot else None
    changed = list(changed_files(read.store, state)) if state else []
    if changed and snapshot and snapshot.is_dir():  # a writer has not just replaced it
        damage.append(str(unreadable(read.store, RuntimeError(changed[0]))))
        os.kill(child, signal.SIGKILL)


def _ending(number: int, said: str, read: Reading) -> str:
    """What became of the child, and what to do."""
    if any(words in said for words in _LACK):
        return out_of_memory(read)
    name = signal.Signals(number).name
    if number == signal.SIGKILL:
        return f"{read.where}: ended by {name}, as where the machine has no memory left: make room, or ask for less"
    if _DISORDER in said:
        mend = "put ORDER BY STR(?x) in place of ORDER BY ?x"
        return f"{read.where}: the engine cannot put values of such kinds in order: {mend}, or name one kind"
    return (
        f"{read.where}: the engine broke off ({name}): '{read.doctor}' tells whether the store is damaged; where it is "
        "sound, run again with --debug and report it"
    )
