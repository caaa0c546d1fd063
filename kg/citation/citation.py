"""A result that one can cite: what was asked, of what, when, and a digest of the answer."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kg.citation.canonical import ALGORITHM, is_ordered, result_digest, row_digests
from kg.citation.source import Source
from kg.citation.version import UNKNOWN
from kg.query import Result
from kg.query.asking import Asked
from kg.records import KgError
from kg.settings import VERSION

TABLE, TRUTH, GRAPH = "table", "truth", "graph"
"""The kinds of answers: to SELECT, to ASK, to CONSTRUCT and DESCRIBE."""

MOST_ROWS = 10_000
"""Of how many rows a citation keeps the digests, by which it is told how many rows came and went."""

SOFTWARE = f"kg {VERSION}"
_SHOWN = len(ALGORITHM) + 16


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as a citation knows it. `size` counts rows or triples, and is 1 or 0 for true or false; `rows` are
    short digests of them, none where there are more than MOST_ROWS."""

    kind: str
    size: int
    digest: str
    ordered: bool
    rows: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.kind == TRUTH:
            return f"answer {'true' if self.size else 'false'}"
        noun = "row" if self.kind == TABLE else "triple"
        return f"{self.size:,} {noun}{'' if self.size == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Citation:
    """All that a citation tells. `source` is the path of a store or the address of a server, `version` that of its
    graph, `date` that of the answer, in UTC and ISO 8601."""

    asked: Asked
    answer: Answer
    source: str
    version: str
    date: str
    software: str = SOFTWARE
    contacts: bool = False
    least: float = 0.0
    as_of: str = ""

    @property
    def footnote(self) -> str:
        """One sentence for a footnote."""
        of = "of a graph of unknown version" if self.version == UNKNOWN else f"of graph version {short(self.version)}"
        of += f" as of {self.as_of}" if self.as_of else ""
        day = datetime.fromisoformat(self.date)
        return (
            f"Migration Governance Knowledge Graph, {self._what()}, {self.answer}, asked {of} with {self.software} on "
            f"{day.day} {day:%B %Y}; digest of the result {short(self.answer.digest)}."
        )

    def _what(self) -> str:
        if not self.asked.question:
            return "a SPARQL query"
        settings = "; ".join(f"{setting.name}: {setting.given}" for setting in self.asked.settings)
        return f"question “{self.asked.question}”" + (f" ({settings})" if settings else "")


def cite(asked: Asked, result: Result, source: Source, date: datetime | None = None) -> Citation:
    """The citation of an answer that `source` has just given; `date` is now unless given. Raises KgError where the
    version of the graph cannot be found out."""
    moment = (date or now()).astimezone(UTC).replace(microsecond=0, tzinfo=None)
    citation = Citation(
        asked=asked,
        answer=answer(result, ordered=is_ordered(asked.text)),
        source=source.name,
        version=source.version(),
        date=moment.isoformat() + "Z",
    )
    return replace(citation, contacts=source.contacts, least=source.least, as_of=source.as_of)


def answer(result: Result, *, ordered: bool) -> Answer:
    """What a citation keeps of a result."""
    digest = result_digest(result, ordered=ordered)
    if result.answer is not None:
        return Answer(TRUTH, int(result.answer), digest, ordered)
    kind, size = (GRAPH, len(result.triples)) if result.triples is not None else (TABLE, len(result.rows))
    return Answer(kind, size, digest, ordered, tuple(row_digests(result)) if size <= MOST_ROWS else ())


def now() -> datetime:
    """The present moment, or the one in SOURCE_DATE_EPOCH, which programs that must give the same bytes again set.
    Raises KgError where that is no number of seconds."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(seconds) if seconds else time.time(), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise KgError(f"SOURCE_DATE_EPOCH={seconds}: give whole seconds since 1970, or unset it") from error


def short(digest: str) -> str:
    """The beginning of a digest, enough for readers to tell it from others."""
    return digest[:_SHOWN]
