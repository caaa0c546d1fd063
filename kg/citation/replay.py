"""Asking a cited query again, and how the answer compares with the cited one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from kg.citation.citation import TRUTH, Answer, Citation, cite, short
from kg.citation.source import Source
from kg.citation.version import UNKNOWN
from kg.query import run
from kg.records import KgError


@dataclass(frozen=True, slots=True)
class Comparison:
    """A cited result beside the one that the same query has now."""

    cited: Citation
    found: Citation

    @property
    def same(self) -> bool:
        """Whether the two results are the same."""
        return self.cited.answer.digest == self.found.answer.digest

    @property
    def added(self) -> int | None:
        """How many rows came; None where the digests of the rows are not kept."""
        return _more(self.found.answer, self.cited.answer)

    @property
    def removed(self) -> int | None:
        """How many rows went; None where the digests of the rows are not kept."""
        return _more(self.cited.answer, self.found.answer)

    def __str__(self) -> str:
        head = f"the same result: {self.found.answer}" if self.same else f"another result: {self._difference()}"
        return f"{head}\n{self._graphs()}"

    def _difference(self) -> str:
        then, here = self.cited.answer, self.found.answer
        sizes = f"{then} on {self.cited.date[:10]}, {here} now"
        if TRUTH in (then.kind, here.kind) or self.added is None or self.removed is None:
            return sizes
        if not self.added and not self.removed:
            return f"{sizes}: the same rows in another order"
        return f"{sizes}: {self.added:,} added, {self.removed:,} removed"

    def _graphs(self) -> str:
        then, here = self.cited.version, self.found.version
        if UNKNOWN in (then, here):
            return f"the version of the graph is unknown {'there' if then == UNKNOWN else 'here'}"
        if then == here:
            return f"the graph is the same: {short(here)}"
        return f"the graph has changed: {short(then)} on {self.cited.date[:10]}, {short(here)} now"


def replay(cited: Citation, source: Source, date: datetime | None = None) -> Comparison:
    """Asks the cited query again, of `source`. Raises KgError where that cannot answer, or shows no contact data
    though the cited answer did, or leaves out other claims."""
    if cited.contacts and not source.contacts:
        raise KgError("the cited result was asked with contact data: add --with-contacts")
    if cited.least != source.least:
        raise KgError(f"the cited result left out claims of a confidence below {cited.least}: ask with the same")
    if cited.as_of != source.as_of:
        raise KgError(f"the cited result was asked as of {cited.as_of or 'no day'}: ask with the same")
    return Comparison(cited, cite(cited.asked, run(cited.asked.text, source.target), source, date))


def _more(one: Answer, other: Answer) -> int | None:
    if len(one.rows) != one.size or len(other.rows) != other.size:
        return None
    return (Counter(one.rows) - Counter(other.rows)).total()
