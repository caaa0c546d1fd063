"""The inventory of a store: which files it had when its last writer closed it, with their checksums.

It is taken away when the next writer opens the store, and made anew when that one closes it. So where there is one, no
file may differ from it; where a writer was killed there is none, and the journal tells what is missing. The files of
published states stand in what is put down about those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.records import KgError
from kg.store.checksums import FileSum, changed, files_from, read_checked, sums, write_checked
from kg.store.lock import is_open_here, unwritten
from kg.store.states import KEY, LIST, STATES

NAME = "inventory.json"
_NO_MATTER = "LOG"
"""What the engine notes for its makers, which no reader needs."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The checksums of files by path below the directory of the store."""

    files: dict[str, FileSum] = field(default_factory=dict)

    @classmethod
    def read(cls, directory: Path) -> Inventory | None:
        """The inventory of a store, None where a writer is at work or was killed. Raises ValueError where it is not as
        it was written, and OSError."""
        try:
            return cls(files_from(read_checked(directory / NAME)["files"]))
        except FileNotFoundError:
            return None
        except (TypeError, LookupError, AttributeError) as error:
            raise ValueError(str(error)) from error

    @classmethod
    def take(cls, directory: Path, live: str, journal: str, known: Iterable[FileSum]) -> Inventory:
        """Takes stock of the store in a directory, which is closed. Files that are `known` by their places are not read
        again. Raises OSError."""
        places = {one.place: one.sha256 for one in known}
        own = [directory / name for name in (journal, LIST, KEY)]
        folders = [directory / name for name in (live, STATES) if (directory / name).is_dir()]
        files = sums(own, "", places)
        for folder in folders:
            files |= sums(folder.iterdir(), f"{folder.name}/", places)
        return cls(files)

    def write(self, directory: Path) -> None:
        """Puts the inventory down. Raises OSError where that fails."""
        write_checked(directory / NAME, asdict(self))

    def changed(self, directory: Path) -> Iterator[str]:
        """What differs from it, read to the last byte. Raises OSError."""
        return changed(directory, self.files)

    def damage(self, directory: Path) -> list[str]:
        """What differs from it of that which matters to a writer; a file that is in its place is not read again. Raises
        OSError."""
        mattering = {name: said for name, said in self.files.items() if not Path(name).name.startswith(_NO_MATTER)}
        return list(changed(directory, mattering, moved_alone=True))


def damage(directory: Path, live: str) -> list[str]:
    """What of a store that nobody has open differs from its inventory and matters to a writer. Raises OSError."""
    with suppress(ValueError, KgError):
        if (found := Inventory.read(directory)) is not None:
            with unwritten(directory / live):
                return found.damage(directory)
    return []


def take_away(directory: Path) -> Inventory | None:
    """Takes the inventory of a store away, for a writer that is about to open it; returns it, None where there is none
    that can be read. Raises OSError."""
    found = None
    with suppress(ValueError):
        found = Inventory.read(directory)
    (directory / NAME).unlink(missing_ok=True)
    return found


def take_stock(directory: Path, live: str, journal: str, known: Iterable[FileSum]) -> None:
    """Makes the inventory of a store that this process has closed; none where it is open all the same, here or in
    another writer, or where the disk is full: nothing depends on it."""
    if is_open_here(directory / live):
        return
    with suppress(OSError, KgError), unwritten(directory / live):
        Inventory.take(directory, live, journal, known).write(directory)
