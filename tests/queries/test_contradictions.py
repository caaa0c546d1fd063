"""Two articles that name different chairs contradict each other where they tell of one time, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.query import LocalStore, run
from tests.queries.asking import QUESTIONS, filled
from tests.queries.small_graph import small_graph

ARTICLE = """
[[article]]
key = "{key}"
published = "{published}"
entities = \"\"\"
dg | Process | Data Group
gha | State | Ghana | reference=GHA
tgo | State | Togo | reference=TGO
\"\"\"
claims = \"\"\"
{claims}
\"\"\"
"""
GHANA, TOGO = "dg | chair | gha | Ghana chairs the Data Group.", "dg | chair | tgo | Togo chairs the Data Group."


@pytest.mark.parametrize(
    ("one", "other", "published", "found"),
    [
        (GHANA, TOGO, "2022-07-12", 1),
        (GHANA, TOGO, "2022-07", 1),
        (GHANA, TOGO, "2023-07-12", 0),
        (GHANA, f"{TOGO} | asOf=2023", "2022-07-12", 0),
        (f"{GHANA} | asOf=2023", f"{TOGO} | asOf=2023", "2024", 1),
        (GHANA, GHANA, "2022-07-12", 0),
        (GHANA, f"{GHANA}\n{TOGO}", "2022-07-12", 0),
        (f"{GHANA} | since=2021 until=2023", f"{TOGO} | since=2022 until=2024", "2025-01-03", 1),
        (f"{GHANA} | since=2021 until=2023-06", f"{TOGO} | since=2023-06", "2025-01-03", 0),
        (f"{GHANA} | since=2021 until=2023", f"{TOGO} | since=2023-06", "2025-01-03", 0),
        (GHANA, f"{TOGO} | since=2021", "2025-01-03", 1),
        (GHANA, f"{TOGO} | since=2022-08", "2025-01-03", 0),
        (f"{GHANA} | since=2021", f"{TOGO} | since=2021", "2025-01-03", 1),
        (f"{GHANA} | since=2021", TOGO, "2022-07-12", 1),
        (GHANA, f"{TOGO} | predecessor=gha", "2022-07-12", 0),
    ],
    ids=[
        *("one day", "a month", "a later year", "of a later year", "of one year", "the same", "both of them"),
        *("times overlap", "ends when it begins", "ends in the year in which it begins", "within the time"),
        *("before the time", "begin at once", "both that day", "a handover that is told"),
    ],
)
def test_two_chairs(tmp_path: Path, one: str, other: str, published: str, found: int):
    files = [tmp_path / "one.toml", tmp_path / "other.toml"]
    files[0].write_text(ARTICLE.format(key="https://example.org/1", published="2022-07-12", claims=one), "utf-8")
    files[1].write_text(ARTICLE.format(key="https://example.org/2", published=published, claims=other), "utf-8")
    store = small_graph(files, ("state/GHA", "state/TGO"), ontology=False)
    target = LocalStore(store.store)
    answer = run(filled(QUESTIONS["contradictions"], {}, target), target).as_rows()
    assert len(answer.rows) == found
    for row in answer.rows:
        words = {row[answer.columns.index(column)].value for column in ("words", "otherWords")}
        assert words == {"Ghana chairs the Data Group.", "Togo chairs the Data Group."}
