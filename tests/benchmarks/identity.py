"""Measures who is who across articles on the pairs of names decided by hand.

    python -m tests.benchmarks.identity [PAIRS] [--errors]

prints how many pairs were merged, rightly or not, with the interval of Wilson (95 %), by kind and over all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.evaluation.identity import NO, YES, Judged, figures, judged, pairs, wilson
from kg.reference import reference

PAIRS = Path(__file__).parents[2] / "examples" / "evaluation" / "identity" / "pairs.tsv"


def report(found: Sequence[Judged]) -> Iterator[str]:
    """The figures as lines, by kind and over all."""
    yield f"{'kind':26}{'pairs':>6}{'found':>6}{'merged':>7}{'right':>6}{'same':>6}"
    for kind in [*sorted({one.pair.kind for one in found}), ""]:
        told = figures(one for one in found if kind in ("", one.pair.kind))
        yield f"{kind or 'all':26}{told.pairs:6}{told.found:6}{told.merged:7}{told.right:6}{told.same:6}"
    low, high = wilson(told.right, told.merged)
    yield f"precision of merges {told.precision:.3f} ({told.right}/{told.merged}; {low:.3f} to {high:.3f})"
    low, high = wilson(told.right, told.same)
    yield f"recall of merges {told.recall:.3f} ({told.right}/{told.same}; {low:.3f} to {high:.3f})"
    yield f"a name was not found in {told.decided - told.found} pairs, in {told.same_not_found} of them of the same"
    yield f"unclear to a reader, not counted: {told.pairs - told.decided}"


def errors(found: Sequence[Judged]) -> Iterator[str]:
    """The pairs that were merged wrongly, left apart wrongly, or not found, as lines."""
    for one in found:
        fault = ""
        if not one.found:
            fault = "not found"
        elif one.merged and one.pair.same == NO:
            fault = "merged"
        elif not one.merged and one.pair.same == YES:
            fault = "apart"
        if fault:
            yield f"{fault:10}{one.pair.one} | {one.pair.other} ({one.one} | {one.other})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.identity", description=main.__doc__)
    parser.add_argument("pairs", metavar="PAIRS", type=Path, nargs="?", default=PAIRS)
    parser.add_argument("--errors", action="store_true", help="print the pairs that went wrong")
    given = parser.parse_args(arguments)
    found = list(judged(pairs(given.pairs), reference().rows))
    print(*(errors(found) if given.errors else ()), *report(found), sep="\n")


if __name__ == "__main__":
    main()
