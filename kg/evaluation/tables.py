"""An evaluation as rows of text, as errors in words, and as one JSON value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.evaluation.score import ONE_TEXT_LIMIT, Counts, Evaluation

RELATION, DOCUMENT, RULE = "relation", "document", "rule"
Row = tuple[str, ...]


def summary(found: Evaluation) -> list[Row]:
    """(measure, value) over all documents."""
    micro, (precision, recall, f1), (typed, aligned) = found.micro, found.macro, found.types
    return [
        ("documents", f"{len(found.judgements):,}"),
        ("facts", f"{micro.right + micro.missed:,}"),
        ("right, wrong, missed", f"{micro.right:,}, {micro.wrong:,}, {micro.missed:,}"),
        ("precision, recall, F1", _three(micro.precision, micro.recall, micro.f1)),
        ("means over documents", _three(precision, recall, f1)),
        ("entity types right", f"{_share(typed, aligned):.3f} ({typed:,} of {aligned:,})"),
    ]


def groups(found: Evaluation, by: str) -> tuple[Row, list[Row]]:
    """Columns and rows of the figures by relation, document or rule. Raises KgError as `Evaluation.by_rule` does."""
    if by == RULE:
        rules = found.by_rule().items()
        return ("rule", "right", "wrong", "texts"), [
            (n, f"{c.right:,}", f"{c.wrong:,}", f"{c.texts:,}") for n, c in rules
        ]
    listed = (found.by_relation() if by == RELATION else found.by_document()).items()
    columns = (by, "right", "wrong", "missed", "precision", "recall", "F1")
    return columns, [_row(name, counts) for name, counts in listed]


def one_text(found: Evaluation) -> str:
    """How far the rules are phrasings of single texts, in a sentence. Raises KgError as `Evaluation.by_rule` does."""
    lone, right = found.one_text(), found.micro.right
    return (
        f"One-text share {_share(lone, right):.3f} (at most {ONE_TEXT_LIMIT:g} is wanted): {lone:,} of {right:,} right "
        "facts come only from rules that are right in no other text."
    )


def errors(found: Evaluation) -> Iterator[str]:
    """Lines with what is missed and what is wrong in each document, in words."""
    for judgement in found.judgements:
        if judgement.missed or judgement.wrong:
            yield judgement.gold.id
            yield from (f"  missed  {judgement.gold.words(fact)}" for fact in judgement.missed)
            yield from (f"  wrong   {judgement.predicted.words(fact)}" for fact in judgement.wrong)


def as_json(found: Evaluation, by: str = "", *, with_errors: bool = False) -> dict[str, Any]:
    """All figures, unrounded. Raises KgError as `Evaluation.by_rule` does."""
    micro, (typed, aligned) = found.micro, found.types
    macro = dict(zip(("precision", "recall", "f1"), found.macro, strict=True))
    types = {"share": _share(typed, aligned), "right": typed, "aligned": aligned}
    told: dict[str, Any] = {
        "documents": len(found.judgements),
        "facts": micro.right + micro.missed,
        "micro": _figures(micro),
        "macro": macro,
        "types": types,
    }
    if by == RULE:
        told["by"] = {n: {"right": c.right, "wrong": c.wrong, "texts": c.texts} for n, c in found.by_rule().items()}
        told["oneText"] = {"share": _share(found.one_text(), micro.right), "facts": found.one_text()}
    elif by:
        listed = found.by_relation() if by == RELATION else found.by_document()
        told["by"] = {name: _figures(counts) for name, counts in listed.items()}
    if with_errors:
        told["errors"] = {
            j.gold.id: {
                "missed": [j.gold.words(fact) for fact in j.missed],
                "wrong": [j.predicted.words(fact) for fact in j.wrong],
            }
            for j in found.judgements
            if j.missed or j.wrong
        }
    return told


def _row(name: str, counts: Counts) -> Row:
    numbers = (f"{number:,}" for number in (counts.right, counts.wrong, counts.missed))
    return (name, *numbers, *(f"{share:.3f}" for share in (counts.precision, counts.recall, counts.f1)))


def _figures(counts: Counts) -> dict[str, float]:
    return {
        "right": counts.right,
        "wrong": counts.wrong,
        "missed": counts.missed,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }


def _three(*values: float) -> str:
    return ", ".join(f"{value:.3f}" for value in values)


def _share(part: int, whole: int) -> float:
    return part / max(1, whole)
