"""What was kept out: one record for each thing, one JSON line for each record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

KINDS = ("claim", "entity", "fact", "statements", "article", "file", "note")
"""`claim`, `entity` and `fact` (a single triple) broke a shape; of `statements` of a language model some did not hold;
an `article` could not be processed, a `file` not be read; a `note` tells what was not used of an article that is in the
store."""


@dataclass(frozen=True, slots=True, order=True)
class Quarantined:
    """One thing that was kept out, and why; `kind` is one of KINDS. `rule` is the one by which a claim was read, empty
    for other things and in files of older versions."""

    article: str
    path: str
    kind: str
    claim: str
    quote: str
    shape: str
    message: str
    value: str
    rule: str = ""

    def as_dict(self) -> dict[str, str]:
        """The line of `quarantine.jsonl`."""
        return asdict(self)


def as_lines(found: Iterable[Quarantined]) -> str:
    """JSON lines, sorted, each once."""
    rows = (json.dumps(line.as_dict(), ensure_ascii=False) for line in sorted(set(found)))
    return "".join(f"{row}\n" for row in rows)


def from_lines(text: str) -> list[Quarantined]:
    """The records of JSON lines. Raises ValueError for a line that is none of ours."""
    try:
        return [Quarantined(**json.loads(line)) for line in text.split("\n") if line]
    except (TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"no line of a quarantine file: {error}") from error
