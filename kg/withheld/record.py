"""The list of what is withheld on request, which tells how much, when, by whom and why, and not what.

Names and keys stand in it as keyed digests (HMAC-SHA-256): the digest of a name without a key would be found by
trying the names that there are. The key lies in a file of its own that its owner alone may read. Whoever has both can
try names."""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.export.files import whole_file
from kg.records import KgError
from kg.store.states import KEY, LIST

ARTICLE, PERSON = "article", "person"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Record:
    """One request: the day (ISO), who carried it out, why, whether it is about an `article` or a `person`, in how many
    articles something went, and the digests by which what is read is compared."""

    date: str
    by: str
    reason: str
    kind: str
    articles: int
    digests: tuple[str, ...]


@dataclass(slots=True)
class Register:
    """The records of the store in a folder, none where there is no folder."""

    folder: Path | None
    records: list[Record]
    key: bytes

    @classmethod
    def load(cls, folder: Path | None) -> Register:
        """Reads list and key. Raises KgError where one of them cannot be used: nothing may be read without them."""
        if folder is None or not (folder / LIST).exists():
            return cls(folder, [], secrets.token_bytes(_KEY_BYTES))
        try:
            lines = (folder / LIST).read_text("utf-8").splitlines()
            records = [_record(line) for line in lines if line]
            key = bytes.fromhex((folder / KEY).read_text("ascii"))
        except (OSError, ValueError, TypeError, LookupError) as error:
            raise KgError(
                f"{folder}: {LIST} and {KEY} cannot be used ({error}): put them back from a backup, for without them "
                "nobody knows what is withheld on request"
            ) from error
        if len(key) != _KEY_BYTES:
            raise KgError(f"{folder / KEY}: is not the key that was made: put it back from a backup")
        return cls(folder, records, key)

    def digest(self, text: str) -> str:
        """The keyed digest of a name or key."""
        return hmac.digest(self.key, text.encode("utf-8", "surrogatepass"), "sha256").hex()

    def add(self, record: Record) -> None:
        """Puts a record down, on disk, with the key before it. Raises KgError where it cannot be written."""
        self.records.append(record)
        if self.folder is None:
            return
        try:
            self._keep_key(self.folder / KEY)
        except OSError as error:
            raise KgError(f"{self.folder / KEY}: cannot be written ({error.strerror}): make room") from error
        with whole_file(self.folder / LIST) as file:
            file.writelines(f"{json.dumps(asdict(one), ensure_ascii=False)}\n".encode() for one in self.records)

    def _keep_key(self, path: Path) -> None:
        if len(self.records) > 1:  # it is there
            return
        path.unlink(missing_ok=True)  # of a run that was killed before it had a list
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(self.key.hex())
            file.flush()
            os.fsync(file.fileno())


def _record(line: str) -> Record:
    said = json.loads(line)
    return Record(**{**said, "digests": tuple(said["digests"])})


def all_digests(records: Iterable[Record]) -> frozenset[str]:
    """The digests of all records."""
    return frozenset(digest for record in records for digest in record.digests)
