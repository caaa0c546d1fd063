"""Who is merged with whom across articles is right, as people decided it of pairs of names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.evaluation.identity import NO, UNCLEAR, YES, Judged, Pair, figures, judged, pairs, unmarked, wilson
from kg.records import KgError
from kg.reference import reference
from tests.benchmarks.identity import PAIRS, errors

LEAST_PRECISION = 0.99
LEAST_RECALL = 0.9


def test_merges_are_right() -> None:
    found = list(judged(pairs(PAIRS), reference().rows))
    told = figures(found)
    assert told.merged >= 150
    assert told.precision >= LEAST_PRECISION, "\n".join(errors(found))
    assert told.recall >= LEAST_RECALL, "\n".join(errors(found))
    assert told.found >= 0.95 * told.decided, "\n".join(errors(found))


def test_the_pairs_are_enough_and_no_two_alike() -> None:
    given = pairs(PAIRS)
    answers = Counter(pair.same for pair in given if pair.same != UNCLEAR)
    assert answers[YES] >= 100 and answers[NO] >= 100
    assert len({(pair.one, pair.other) for pair in given}) == len(given)
    assert all(pair.kind and pair.why for pair in given)


def test_a_name_is_taken_out_of_its_brackets_where_it_stands() -> None:
    text, start, end = unmarked("Staff of [IOM] and IOM.")
    assert (text, text[start:end], start) == ("Staff of IOM and IOM.", "IOM", 9)


def test_a_name_of_which_a_part_alone_is_known_is_not_found() -> None:
    one, other = "There is [nothing of note in Kenya].", "[Kenya] hosted the meeting."
    [found] = judged([Pair("Person", NO, one, other, "")], reference().rows)
    assert not found.merged and found.other == "https://w3id.org/mgkg/id/state/KEN"


def of(same: str, one: str | None, other: str | None) -> Judged:
    return Judged(Pair("Person", same, "[a]", "[b]", ""), one, other)


def test_what_is_counted() -> None:
    told = figures(
        [
            of(YES, "a", "a"),
            of(YES, "a", "b"),
            of(YES, "a", None),
            of(NO, "a", "a"),
            of(NO, "a", "b"),
            of(UNCLEAR, "a", "a"),
        ]
    )
    assert (told.pairs, told.decided, told.found, told.same_not_found) == (6, 5, 4, 1)
    assert (told.precision, told.recall) == (0.5, 0.5)


def test_the_interval_of_wilson() -> None:
    # R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 1998, table I
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Person\tperhaps\t[A]\t[B]\twhy", "line 2: needs yes, no or unclear"),
        ("Person\tyes\tA\t[B]\twhy", "line 2: needs yes, no or unclear, and one name in brackets"),
        ("Person\tyes\t[A]", "line 2: needs"),
    ],
)
def test_a_table_that_is_none_says_where(tmp_path: Path, line: str, said: str) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text(f"kind\tsame\tone\tother\twhy\n{line}\n", "utf-8")
    with pytest.raises(KgError, match=said):
        pairs(table)
    table.write_text("a\tb\n", "utf-8")
    with pytest.raises(KgError, match="the columns must be kind"):
        pairs(table)
