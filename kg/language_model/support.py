"""How often claims were right on annotated texts, by relation and by who says them: the model, the rules, or both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

BOTH, MODEL, RULES, RULES_NEW = "both", "model", "rules", "rules-new"
"""Who says a claim. `rules`: the rules alone, of entities that the model lists too; `rules-new`: of others."""
LEAST = 0.7
"""The share of right claims from which on those that the rules alone make are kept: fewer would cost more than they
give where the model's own are right so often."""
_WEIGHT = 4.0
"""Claims for which the share over all relations counts beside those of one relation."""
FILE = "support.tsv"
COLUMNS = ("relation", "said_by", "right", "wrong")

Counts = Mapping[tuple[str, str], tuple[float, float]]
Judged = tuple[str, str, str, bool]
"""A claim that was judged: its text, its relation, who says it, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Support:
    """Right and wrong claims by (relation, who says so), and the share from which on claims of the rules alone are
    kept."""

    counts: Counts
    least: float = LEAST

    def share(self, relation: str, said_by: str) -> float:
        """The share of right claims of a relation that are said by these, drawn to that of all relations the more, the
        fewer there were."""
        right, wrong = self.counts.get((relation, said_by), (0.0, 0.0))
        return round((right + _WEIGHT * self._of_all(said_by)) / (right + wrong + _WEIGHT), 3)

    def keeps(self, relation: str, said_by: str) -> bool:
        """Whether claims of this kind are kept. What the model says always is."""
        return said_by in (BOTH, MODEL) or self.share(relation, said_by) >= self.least

    def _of_all(self, said_by: str) -> float:
        rows = [counts for (_, by), counts in self.counts.items() if by == said_by]
        right, wrong = (sum(column) for column in zip(*rows, strict=True)) if rows else (0.0, 0.0)
        return (right + 1) / (right + wrong + 2)


@lru_cache(maxsize=1)
def support() -> Support:
    """The table of the package, which `tests/benchmarks/joining.py` makes from annotated texts."""
    return from_table((files("kg.language_model") / FILE).read_text("utf-8"))


def from_table(text: str) -> Support:
    """The counts of a table as `as_table` writes it."""
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return Support({(relation, by): (float(right), float(wrong)) for relation, by, right, wrong in rows})


def as_table(judged: Iterable[Judged], wrong_by_rules: float = 1.0, missed_by_rules: float = 1.0) -> str:
    """The table of claims that were judged. The claims of one text on one relation are not independent: so many of them
    count as their root. The rules know the texts that they were written with: on others they say so many times as much
    that is wrong, which counts against what they alone say, and miss so many times as much that is right, which counts
    for what the model alone says."""
    counts: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for text, relation, by, right in judged:
        counts[relation, by][text][not right] += 1
    lines = [COLUMNS]
    for (relation, by), texts in sorted(counts.items()):
        right, wrong = (sum(pair[side] / sum(pair) ** 0.5 for pair in texts.values()) for side in (0, 1))
        right *= missed_by_rules if by == MODEL else 1.0
        wrong *= wrong_by_rules if by in (RULES, RULES_NEW) else 1.0
        lines.append((relation, by, f"{right:.2f}", f"{wrong:.2f}"))
    return "".join("\t".join(line) + "\n" for line in lines)
