"""One treatment of voice, participle, relative clause and nominalisation for all verbs of one meaning.

The table `verb_classes` holds the words of a meaning ('fund'), the table `constructions` the ways in which a sentence
can say that somebody does it; each pair of them is a row like those of `relations/*.tsv`. A phrasing that no row of
the inventory foresees is thus found for every class at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.tables import relation_rows, table

_SLOT = re.compile(r"\{([XWAEJ])\}|<(does|done|noun|agent)>")
_WORDS = re.compile(r"\{(X|A|does|done|noun|agent)\}")


@lru_cache
def rule_rows() -> tuple[dict[str, str], ...]:
    """The rows of the inventory, then those that the constructions make, by column name."""
    return (*relation_rows(), *_made())


def _made() -> Iterator[dict[str, str]]:
    for row in table("constructions"):
        kept = (row["only"] or "").split()
        for kind in table("verb_classes"):
            if (not kept or kind["class"] in kept) and _has_words(row, kind):
                yield _rule(row, kind)


def _has_words(row: dict[str, str], kind: dict[str, str]) -> bool:
    return all(kind[match[2]] for match in _SLOT.finditer(row["pattern"]) if match[2])


def _rule(row: dict[str, str], kind: dict[str, str]) -> dict[str, str]:
    return {
        "rule": f"{kind['class']}-by-{row['construction']}",
        "relation": kind["relation"],
        "pattern": _SLOT.sub(lambda match: _written(match, kind), row["pattern"]),
        "focus": "",
        "confidence": row["confidence"],
        "example": _example(row["example"], kind),
        "counter": "",
    }


def _written(match: re.Match[str], kind: dict[str, str]) -> str:
    """A slot as the placeholder of the class, or as its words."""
    if match[2]:
        return kind[match[2]]
    role = {"E": "S:event", "J": "S:project", "X": kind["thing"], "W": kind["thing"].removesuffix("s") + "_of"}.get(
        match[1], kind["doer"]
    )
    return "{" + role + "}"


def _example(sentence: str, kind: dict[str, str]) -> str:
    names = {"X": "thing", "A": "doer"}
    filled = _WORDS.sub(lambda match: kind[f"one_{names.get(match[1], match[1])}"], sentence)
    return filled[0].upper() + filled[1:]
