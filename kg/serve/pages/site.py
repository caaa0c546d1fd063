"""What the pages share: whom they ask, and what they ask only once."""

from __future__ import annotations

from asyncio import Lock
from dataclasses import dataclass, field

from kg.serve.asking import Ask
from kg.serve.pages.collection import Collection, read_collection
from kg.serve.pages.terms import Term, read_terms


@dataclass(slots=True)
class Site:
    """The source of the pages. What the graph holds is read when it is first needed: it stays the same while the
    server runs."""

    ask: Ask
    _terms: dict[str, Term] = field(default_factory=dict)
    _collection: Collection | None = None
    _reading: Lock = field(default_factory=Lock)

    async def terms(self) -> dict[str, Term]:
        """The terms of the ontology by IRI."""
        if not self._terms:
            self._terms = await read_terms(self.ask)
        return self._terms

    async def collection(self) -> Collection:
        """The numbers of what is served."""
        async with self._reading:
            if self._collection is None:
                self._collection = await read_collection(self.ask)
        return self._collection
