"""What the pages share: whom they ask, and what they ask only once."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.serve.asking import Ask
from kg.serve.pages.collection import Collection, read_collection
from kg.serve.pages.terms import Term, read_terms


@dataclass(slots=True)
class Site:
    """The source of the pages. What the graph holds is read when it is first needed, and again when another `version`
    of it is served."""

    ask: Ask
    version: Callable[[], str] = str
    _terms: tuple[str, dict[str, Term]] | None = None
    _collection: tuple[str, Collection] | None = None
    _reading: Lock = field(default_factory=Lock)

    async def terms(self) -> dict[str, Term]:
        """The terms of the ontology by IRI."""
        version = self.version()
        if self._terms is None or self._terms[0] != version:
            self._terms = version, await read_terms(self.ask)
        return self._terms[1]

    async def collection(self) -> Collection:
        """The numbers of what is served."""
        async with self._reading:
            version = self.version()
            if self._collection is None or self._collection[0] != version:
                self._collection = version, await read_collection(self.ask)
        return self._collection[1]
