"""Names looked up in a worker: what is asked and answered, as text, and the names of the copy that is served."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from kg.match import Candidate, Matcher, read_names
from kg.match.names import Named
from kg.records import KgError
from kg.serve.errors import Failed, TooLarge
from kg.serve.jobs import Outcome

NAMES = "names.json"
"""The file of names, beside the folder of the store that they are of."""
_CANDIDATES, _BEGINNING = "candidates", "beginning"


@dataclass(frozen=True, slots=True)
class Name:
    """A name to look up among entities of these types; so many candidates at most."""

    name: str
    types: Collection[str]
    limit: int


@dataclass(frozen=True, slots=True)
class Beginning:
    """The beginning of a name of entities of these types; so many of them at most, after the first `skip`."""

    prefix: str
    types: Collection[str]
    limit: int
    skip: int = 0


class Naming:
    """The names of the store in a folder, read when they are first asked for."""

    def __init__(self, directory: Path) -> None:
        self._file = directory.parent / NAMES

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(read_names(self._file))

    def outcome(self, asked: str, most: int) -> Outcome:
        """The answer to a text that `encoded_names` or `encoded_beginning` made, of no more than `most` bytes."""
        try:
            body = json.dumps(self._answer(json.loads(asked))).encode()
        except KgError as error:
            return Outcome(error=Failed(str(error)))
        if len(body) > most:
            return Outcome(error=TooLarge(f"the answer has more than {most:,} bytes: ask for fewer names at a time"))
        return Outcome(body=body)

    def _answer(self, asked: list[object]) -> list[object]:
        kind, content = asked
        if kind == _BEGINNING:
            wanted = Beginning(*content)  # type: ignore[misc]
            begun = self._matcher.beginning(wanted.prefix, frozenset(wanted.types), wanted.limit, wanted.skip)
            return [[asdict(named), form] for named, form in begun]
        names = [Name(*one) for one in content]  # type: ignore[attr-defined]
        found = (self._matcher.candidates(one.name, frozenset(one.types), one.limit) for one in names)
        return [[asdict(one) for one in candidates] for candidates in found]


def encoded_names(names: Sequence[Name]) -> str:
    """Names to look up as a text."""
    return json.dumps([_CANDIDATES, [[one.name, sorted(one.types), one.limit] for one in names]])


def encoded_beginning(wanted: Beginning) -> str:
    """The beginning of a name as a text."""
    return json.dumps([_BEGINNING, [wanted.prefix, sorted(wanted.types), wanted.limit, wanted.skip]])


def decoded_candidates(body: bytes) -> list[list[Candidate]]:
    """The candidates of each name in the answer to `encoded_names`."""
    return [[Candidate(**{**one, "entity": Named(**one["entity"])}) for one in found] for found in json.loads(body)]


def decoded_begun(body: bytes) -> list[tuple[Named, str]]:
    """The entities in the answer to `encoded_beginning`, each with the name that begins so."""
    return [(Named(**named), form) for named, form in json.loads(body)]
