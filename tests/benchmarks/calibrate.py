"""Fits the confidence of claims that join no pair (types of events, posts, topics, last days) on annotated articles,
and shows how far confidence can be trusted. For claims that join pairs, `tests.benchmarks.weigh_pairs` fits it.

    python -m tests.benchmarks.calibrate [GOLD TEXT ...] [--unseen GOLD TEXT] [--check]

takes pairs of folders, annotations and the texts of the same names, fits the figures on all of them, writes them to
`calibration.tsv` and `calibration_rules.tsv` in `kg/extract/tables` (not with `--check`), and prints how estimates and
confidence agree with what is right: on the same texts, each predicted from the others, and with `--unseen`, of all
claims as the package gives them, on texts that take no part in the fit. Without pairs nothing is fitted. Texts that the
rules were written with look better than others.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg.cli.evaluate import extracted
from kg.evaluation import evaluate, load
from kg.evaluation.calibration import Case, Predicted, Reliability, applied, cases, cross_fitted, fit, reliability
from kg.extract.weighing.calibration import SHIFT, SLOPE, Calibration
from kg.extract.weighing.weighing import weighed_relations

TABLES = Path(__file__).parents[2] / "kg" / "extract" / "tables"
HEAD = """\
# Turns the estimates of rules' authors into confidence; see kg/extract/weighing. Fitted on {documents} annotated
# articles with {claims} judged claims, as python -m tests.benchmarks.calibrate GOLD TEXT ... fits them.
figure\tvalue\tright\twrong
"""
HEAD_OF_RULES = """\
# What a rule that reads a relation adds to the log-odds that it is right; see kg/extract/weighing. Fitted with
# calibration.tsv; rules that were judged less often than three times are not here.
relation\trule\tvalue\tright\twrong
"""


def judged(gold: Path, text: Path, *, estimates: bool = True) -> list[Case]:
    """The claims of the texts of a folder, judged, with the estimates of the rules' authors or with confidence."""
    golds = load(gold)
    found = cases(evaluate((extracted(text, name, estimates=estimates), golds[name]) for name in golds).judgements)
    return [replace(case, document=f"{gold}: {case.document}") for case in found]


def as_tsv(figures: Calibration, given: Sequence[Case]) -> str:
    """The table of figures, with the number of right and wrong claims behind each shift."""
    right, wrong = (Counter(case.relation for case in given if case.right is kind) for kind in (True, False))
    rows = [(SLOPE, figures.slope, "", ""), (SHIFT, figures.shift, right.total(), wrong.total())]
    rows += [(name, value, right[name], wrong[name]) for name, value in figures.shifts.items()]
    head = HEAD.format(documents=len({case.document for case in given}), claims=f"{len(given):,}")
    return head + "".join(f"{name}\t{value:.6f}\t{good}\t{bad}\n" for name, value, good, bad in rows)


def rules_as_tsv(figures: Calibration, given: Sequence[Case]) -> str:
    """The table of the rules' figures, with the number of right and wrong claims behind each."""
    counts = Counter((case.relation, rule, case.right) for case in given for rule in case.rules)
    rows = (
        f"{relation}\t{rule}\t{value:.6f}\t{counts[relation, rule, True]}\t{counts[relation, rule, False]}\n"
        for (relation, rule), value in figures.rules.items()
    )
    return HEAD_OF_RULES + "".join(rows)


def as_table(title: str, found: Reliability) -> Table:
    """How confidence and truth agree, band by band; the note below holds the figures over all."""
    note = f"Brier {found.brier:.4f}, log loss {found.log_loss:.4f}, expected calibration error {found.error:.4f}"
    table = Table(title=title, title_justify="left", caption=note, caption_justify="left", width=78)
    for column in ("confidence", "claims", "mean confidence", "right"):
        table.add_column(column, justify="right")
    for band in found.bands:
        table.add_row(
            f"{band.low:.2f} to {band.high:.2f}", f"{band.number:,}", f"{band.confidence:.3f}", f"{band.right:.3f}"
        )
    return table


def show(title: str, predicted: Sequence[Predicted]) -> None:
    """Prints one table, and how often the surest are right."""
    console = Console(highlight=False)
    console.print(as_table(title, reliability(predicted)))
    ranked = [right for _, right in sorted(predicted, key=lambda one: -one[0])]
    half, quarter = ranked[: len(ranked) // 2], ranked[: len(ranked) // 4]
    if quarter:
        shares = (sum(half) / len(half), sum(quarter) / len(quarter))
        console.print("Right among the surer half {:.3f}, the surest quarter {:.3f}".format(*shares))


def _estimate(_: str, estimate: float, __: tuple[str, ...]) -> float:
    return estimate


def with_folders(
    parser: argparse.ArgumentParser, arguments: Sequence[str] | None, how_many: str = "+"
) -> tuple[argparse.Namespace, list[tuple[Path, Path]]]:
    """What is given to a program that fits, and the pairs of folders, annotations and texts, on which it does."""
    parser.add_argument("folders", metavar="GOLD TEXT", type=Path, nargs=how_many, help="pairs of folders")
    parser.add_argument("--check", action="store_true", help="write nothing")
    given = parser.parse_args(arguments)
    if len(given.folders) % 2:
        parser.error("each GOLD folder needs its TEXT folder")
    return given, list(zip(given.folders[::2], given.folders[1::2], strict=True))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fits, shows, writes."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.calibrate", description="Fits confidence.")
    parser.add_argument("--unseen", metavar=("GOLD", "TEXT"), type=Path, nargs=2, help="judged, not fitted on")
    given, pairs = with_folders(parser, arguments, "*")
    known = [case for gold, text in pairs for case in judged(gold, text)]
    known = [case for case in known if case.relation not in weighed_relations()]
    if known:
        show("Estimates of the rules' authors", applied(_estimate, known))
        show("Confidence, each text predicted from the others", cross_fitted(known))
    if given.unseen:
        show("Estimates, on unseen texts", applied(_estimate, judged(*given.unseen)))
        show("Confidence, on unseen texts", applied(_estimate, judged(*given.unseen, estimates=False)))
    if known and not given.check:
        figures = fit(known)
        (TABLES / "calibration.tsv").write_text(as_tsv(figures, known), "utf-8")
        (TABLES / "calibration_rules.tsv").write_text(rules_as_tsv(figures, known), "utf-8")


if __name__ == "__main__":
    main()
