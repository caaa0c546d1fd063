"""All checks of a store and of the machine, one after the other. Whatever one of them meets, the next is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Store

from kg.health import age, contents, machine
from kg.health.copies import lacking, public_quads
from kg.health.files import files
from kg.health.finding import Finding, State, good, note, wrong
from kg.records import KgError
from kg.store import ArticleStore, differ, newest_snapshot
from kg.store.articles import LIVE
from kg.store.lock import unwritten
from kg.store.states import END_REQUEST, PUBLIC, UNFINISHED_REQUEST, is_forgetting

Told = Callable[[int, int, str], None]
Check = Callable[[], Iterable[Finding]]
_NEW = "make one with 'kg build PATH --out DIR', or name it with --store"
_DAMAGED = "run kg build --repair with all of its articles"


@dataclass(slots=True)
class _Patient:
    """A store on disk, as far as it opens."""

    directory: Path
    snapshot: Path | None
    store: ArticleStore | None = field(default=None)

    def opens(self) -> Iterator[Finding]:
        """Whether the newest published state opens, and can be read from end to end in every order."""
        if self.snapshot is None:
            live = (self.directory / LIVE).is_dir()
            said = "nothing was published" if live else f"{self.directory}: there is no store"
            yield wrong("store", said, "run the same kg build again to finish it" if live else _NEW)
            return
        store = Store.read_only(str(self.snapshot))
        missing = list(lacking(store))
        if missing:
            yield wrong("store", missing[0], _DAMAGED)
        self.store = ArticleStore(store)
        if not missing:
            yield good("store", f"{self.snapshot}: opens, all {len(store):,} triples can be read")

    def is_newest(self) -> Iterator[Finding]:
        """Whether what readers see is what the writer has."""
        live = self.directory / LIVE
        if not live.is_dir() and self.snapshot:
            yield wrong("snapshot", "the live store is not there", _DAMAGED)
            return
        try:
            with unwritten(live):
                other = differ(self.sound().store, Store.read_only(str(live)))
        except KgError as error:
            yield note("snapshot", str(error))
            return
        except (OSError, RuntimeError) as error:
            said = f"the live store cannot be read: {' '.join(str(error).split())}"
            yield wrong("snapshot", said, _DAMAGED)
            return
        if other:
            yield wrong("snapshot", "the live store holds something else", "run kg build again, which publishes it")
        else:
            yield good("snapshot", "the newest one is the live store")

    def public(self) -> Iterator[Finding]:
        """Whether the copy that queries are put to is the public part of the snapshot."""
        assert self.snapshot is not None
        copy = self.directory / PUBLIC / self.snapshot.name
        if not copy.is_dir():
            yield note("public copy", "is not there, so that queries take longer", "run kg build again to publish one")
        elif differ(public_quads(self.sound().store), Store.read_only(str(copy))):
            yield wrong("public copy", "is not the public part of the snapshot", "run kg build again to publish one")
        else:
            yield good("public copy", "is the public part of the snapshot")

    def files(self) -> Iterator[Finding]:
        """All files of the store against their checksums."""
        return files(self.directory)

    def requests(self) -> Iterator[Finding]:
        """Whether what is withheld on request is gone."""
        if is_forgetting(self.directory):
            yield wrong("requests", UNFINISHED_REQUEST, END_REQUEST)

    def results(self) -> Iterator[Finding]:
        """The files beside the store."""
        assert self.snapshot is not None
        return age.results(self.directory.parent, self.snapshot)

    def sound(self) -> ArticleStore:
        """The published state, which opens."""
        assert self.store is not None
        return self.store


def examine(directory: Path, told: Told = lambda *_: None) -> list[Finding]:
    """Examines the store in a folder and the machine; changes nothing. `told` hears how many checks are done, of how
    many, and the name of the next. A process must not have the store open for writing itself."""
    patient = _Patient(directory, newest_snapshot(directory))
    checks = [*_of_store(patient), *_of_machine(directory)]
    found: list[Finding] = []
    for done, (name, check, needed) in enumerate(checks):
        told(done, len(checks), name)
        if needed and patient.store is None:
            found.append(Finding(name, State.skipped, "the store cannot be read"))
        else:
            found += _guarded(name, check)
    return found


def _of_store(patient: _Patient) -> Iterator[tuple[str, Check, bool]]:
    """The name of a check, the check, and whether it needs the published state."""
    yield "store", patient.opens, False
    if patient.snapshot is not None:
        yield "files", patient.files, False
        yield "requests", patient.requests, False
    yield "snapshot", patient.is_newest, True
    yield "public copy", patient.public, True
    for name, check in (
        ("articles", contents.articles),
        ("plain facts", contents.plain_facts),
        ("quotations", contents.quotations),
        ("shapes", contents.shapes),
        ("versions", age.versions),
        ("decisions", age.decisions),
    ):
        yield name, lambda check=check: check(patient.sound()), True  # type: ignore[misc]
    yield "results", patient.results, True


def _of_machine(directory: Path) -> Iterator[tuple[str, Check, bool]]:
    yield "spaCy model", machine.language_model, False
    yield "settings", machine.environment, False
    if directory.is_dir():
        yield "disk", lambda: machine.space(directory), False


def _guarded(name: str, check: Check) -> list[Finding]:
    """What a check finds; what it raises is a finding too. A panic of the engine is no Exception."""
    try:
        return list(check())
    except (KeyboardInterrupt, SystemExit):
        raise
    except KgError as error:
        said, _, mend = str(error).rpartition(": ")
        return [wrong(name, said or mend, mend if said else "")]
    except BaseException as error:
        return [wrong(name, f"cannot be read: {' '.join(str(error).split())}", _DAMAGED)]
