"""What was committed to a store, in a file beside it, which tells when the store lost what it had.

RocksDB takes up its write-ahead log as far as that is whole: one that a power cut or a bad disk damaged costs the last
articles, and the store opens as if they had never been there. A line of the journal follows each commit, and is on disk
at the latest with the next batch.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

NAME = "journal.jsonl"
_BATCH = 64
"""After so many lines the journal is seen to be on disk: once an article would cost more than storing it."""
_SPARE = 1000
"""So many lines that no longer count may stand in a journal, beside as many as there are articles."""
_TAIL = 100_000
"""Bytes at the end of a journal in which its last line stands."""
_BEGUN = '{"begun": true}\n'


@dataclass(frozen=True, slots=True)
class Marker:
    """What the store knows of an article as a whole: `triples` counts its public, contacts and text graph."""

    article: NamedNode
    key: str
    text_hash: str
    version: str
    triples: int


class Journal:
    """The journal of the store at `directory`, which only the writer that holds the lock of the store may open. Raises
    OSError where it cannot be written."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._path = directory / NAME
        last = _last(self._path)
        self.is_new = "begun" in last or not tells(directory)
        """Whether what the store holds counts, and is to be put down here."""
        self.closing = last if "closed" in last else None
        """What the writer before this one put down when it came to its end, None where it did not."""
        self._lines = int(last.get("lines", 0))
        self._file = self._path.open("a", encoding="utf-8")
        self._note({"opened": os.getpid()}, start="\n")  # the last line of a killed writer may be cut
        self.sync()

    def stored(self, marker: Marker) -> None:
        """Puts down that an article was committed."""
        line = asdict(marker)
        del line["article"]
        self._note(line)

    def removed(self, key: str) -> None:
        """Puts down that an article was taken out."""
        self._note({"key": key, "removed": True})

    def decided(self, decisions: str) -> None:
        """Puts down which decisions hold now, by their digest."""
        self._note({"decisions": decisions})

    def lost(self, markers: Iterable[Marker]) -> set[str]:
        """The keys of articles that were committed last with something else than their markers in the store tell, or
        that have none there. A marker that the journal never had is newer than what it has."""
        self._file.flush()
        return lost(self.directory, markers)

    def close(self, **said: object) -> None:
        """Puts down that the writer came to its end, and what the next one may rely on then."""
        self._note({"closed": os.getpid(), "lines": self._lines + 1, **said})
        self.sync()
        self._file.close()

    def give_up(self) -> None:
        """Makes a journal that tells of nothing: the next writer puts down in it what the store holds then."""
        unfinished = self._path.with_suffix(".new")
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(_BEGUN)
            file.flush()
            os.fsync(file.fileno())
        self._file.close()
        unfinished.replace(self._path)

    def sync(self) -> None:
        """Sees to it that all lines are on disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def is_long(self, articles: int) -> bool:
        """Whether most lines of the journal of a store with so many articles no longer count."""
        return self._lines > 2 * articles + _SPARE

    def shorten(self, markers: Iterable[Marker], decisions: str) -> None:
        """Writes the journal anew, with what the markers tell and the digest of the decisions alone. Nothing may be
        lost."""
        unfinished, old = self._path.with_suffix(".new"), self._file
        self._file, self._lines = unfinished.open("w", encoding="utf-8"), 0
        old.close()
        self._note({"opened": os.getpid()})
        for marker in markers:
            self.stored(marker)
        self.decided(decisions)
        self.sync()
        unfinished.replace(self._path)

    def _note(self, line: dict[str, object], start: str = "") -> None:
        self._file.write(f"{start}{json.dumps(line)}\n")
        self._lines += 1
        if self._lines % _BATCH:
            self._file.flush()
        else:
            self.sync()


def lost(directory: Path, markers: Iterable[Marker]) -> set[str]:
    """What `Journal.lost` tells, of the journal of the store in a folder, which is only read."""
    held = {marker.key: _entry(asdict(marker)) for marker in markers}
    return {
        key
        for key, entries in _entries(_read(directory / NAME)).items()
        if entries[-1] is not None and (key not in held or held[key] in set(entries) - {entries[-1]})
    }


def lacks_decisions(directory: Path, stand: str, none: str) -> bool:
    """Whether the decisions with the digest `stand` are older than those that the journal tells of last; `none` is the
    digest where there are none. Those that the journal never had are newer."""
    *before, last = [none, *(str(line["decisions"]) for line in _read(directory / NAME) if "decisions" in line)]
    return stand != last and stand in before


def begin(directory: Path) -> None:
    """Sees to it that a store that is about to be made has a journal. Raises OSError where it cannot be written."""
    if not tells(directory):
        with (directory / NAME).open("a", encoding="utf-8") as file:
            file.write(f"\n{_BEGUN}")
            file.flush()
            os.fsync(file.fileno())


def tells(directory: Path) -> bool:
    """Whether a store has a journal of which something can be read."""
    return any(True for _ in _read(directory / NAME))


def writer_of(directory: Path) -> str:
    """The number of the process that opened the journal last, empty where none did or that one has ended."""
    opened = [str(line["opened"]) for line in _read(directory / NAME) if "opened" in line]
    return opened[-1] if opened and _runs(opened[-1]) else ""


def _runs(process: str) -> bool:
    """Whether a process of this number runs; taken for one where the system is not asked without harm (Windows)."""
    if os.name != "posix" or not process.isdecimal():
        return True
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _entries(lines: Iterable[dict[str, Any]]) -> dict[str, list[tuple[str, ...] | None]]:
    """What was committed under each key, one after the other; None where it was taken out."""
    found: dict[str, list[tuple[str, ...] | None]] = {}
    for line in lines:
        if "key" in line:
            found.setdefault(str(line["key"]), []).append(None if line.get("removed") else _entry(line))
    return found


def _entry(line: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(line.get(name)) for name in ("text_hash", "version", "triples"))


def _last(path: Path) -> dict[str, Any]:
    """The last line of a journal, empty where that was cut or there is none."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        lines = file.read().decode("utf-8", "replace").splitlines()
    return (_whole(lines[-1]) if lines else None) or {}


def _read(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a journal; one that was cut or damaged is left out, and so not expected of the store."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            line = _whole(text)
            if line is not None:
                yield line


def _whole(text: str) -> dict[str, Any] | None:
    try:
        line = json.loads(text)
    except json.JSONDecodeError:
        return None
    return line if isinstance(line, dict) else None
