"""`quarantine.jsonl`: what was kept out, true to the store even where a run was killed.

Lines of an article go to a journal before the article goes to the store, with the hash of its text; a journal that a
killed run left behind counts as far as the store holds that text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.records import KgError
from kg.validate.quarantine import Quarantined, as_lines, from_lines

NAME = "quarantine.jsonl"
JOURNAL = ".quarantine-journal.jsonl"


@dataclass(slots=True)
class QuarantineFile:
    """The lines of all articles of a store, by article key, and of files and runs that gave no article, by path."""

    folder: Path
    by_article: dict[str, list[Quarantined]] = field(default_factory=dict)
    by_path: dict[str, list[Quarantined]] = field(default_factory=dict)

    def load(self, stored_hash: Callable[[str], str | None]) -> QuarantineFile:
        """Reads file and journal; `stored_hash` tells the text hash of an article in the store. Returns itself.

        Raises KgError where the file is not ours."""
        self.of(self._read(self.folder / NAME))
        for key in [key for key in self.by_article if stored_hash(key) is None]:  # a run was killed once it had gone
            del self.by_article[key]
        for entry in self._journal():
            if stored_hash(entry["article"]) == entry["hash"]:
                self.by_article[entry["article"]] = from_lines(entry["lines"])
        return self

    def written(self) -> list[Quarantined] | None:
        """The lines of the file as it stands, None where there is none. Raises KgError where the file is not ours."""
        return self._read(self.folder / NAME) if (self.folder / NAME).is_file() else None

    @property
    def is_alone(self) -> bool:
        """Whether no run was broken off that would have written it."""
        return not (self.folder / JOURNAL).exists()

    def of(self, lines: Iterable[Quarantined]) -> QuarantineFile:
        """Takes these lines for those of the file. Returns itself."""
        for line in lines:
            self._put(line)
        return self

    def note_article(self, key: str, text_hash: str, lines: Iterable[Quarantined]) -> None:
        """Puts down what was kept out of an article, before the article is stored."""
        found = sorted(set(lines))
        if found or self.by_article.get(key):
            entry = {"article": key, "hash": text_hash, "lines": as_lines(found)}
            with (self.folder / JOURNAL).open("a", encoding="utf-8") as journal:
                journal.write(json.dumps(entry) + "\n")
        self.by_article[key] = found

    def note_path(self, key: str, path: str) -> None:
        """Puts down where an article stands now that was not read again: lines of a collection move."""
        self.by_article[key] = sorted({replace(line, path=path) for line in self.by_article.get(key, ())})

    def note_paths(self, paths: Collection[str], lines: Iterable[Quarantined]) -> None:
        """Puts down what this run says of files, in place of what earlier runs said of the same files."""
        for path in paths:
            self.by_path.pop(path, None)
        for line in lines:
            self.by_path.setdefault(line.path, []).append(line)

    def keep_only(self, keys: Iterable[str], paths: Collection[str]) -> None:
        """Drops the lines of articles that left the store, and of files that are no longer found."""
        held = set(keys)
        self.by_article = {key: lines for key, lines in self.by_article.items() if key in held}
        self.by_path = {path: lines for path, lines in self.by_path.items() if path in paths}

    def drop_paths(self, unwanted: Callable[[str], bool]) -> None:
        """Drops what was said of files whose paths are unwanted; a run that reads them says it again."""
        self.by_path = {path: lines for path, lines in self.by_path.items() if not unwanted(path)}

    def lines(self) -> list[Quarantined]:
        """All lines, sorted, each once."""
        groups = (*self.by_article.values(), *self.by_path.values())
        return sorted({line for group in groups for line in group})

    def forget_journal(self) -> None:
        """Removes the journal, once the file itself is written."""
        (self.folder / JOURNAL).unlink(missing_ok=True)

    def _put(self, line: Quarantined) -> None:
        of_article = line.kind in ("claim", "entity", "fact", "statements")
        group, key = (self.by_article, line.article) if of_article else (self.by_path, line.path)
        group.setdefault(key, []).append(line)

    def _read(self, path: Path) -> list[Quarantined]:
        try:
            return from_lines(path.read_text("utf-8")) if path.exists() else []
        except (ValueError, OSError) as error:
            raise KgError(f"build: {path}: {error}: move the file away and run again") from error

    def _journal(self) -> list[dict[str, str]]:
        path = self.folder / JOURNAL
        entries = []
        for line in path.read_text("utf-8", "replace").split("\n") if path.exists() else []:
            try:
                entries.append(json.loads(line))
            except json.JSONDecodeError:  # the last line of a killed run may be cut
                continue
        return entries
