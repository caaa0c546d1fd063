"""Where articles differ on when an event was, each row has the days of one of them."""

from __future__ import annotations

from pathlib import Path

from kg.query import LocalStore, run
from tests.queries.asking import QUESTIONS, filled
from tests.queries.small_graph import small_graph

ARTICLE = """
[[article]]
key = "https://example.org/{key}"
published = "2022-07-12"
entities = \"\"\"
e | Event | Third Meeting of the Data Group
kp | Process | Khartoum Process | reference=khartoum-process
\"\"\"
claims = \"\"\"
e | eventType | Meeting | A meeting.
e | ordinal | 3 | It was the third.
e | partOf | kp | It was one of the Khartoum Process.
e | startDate | {start} | It began on {start}.
e | endDate | {end} | It ended on {end}.
\"\"\"
"""


def test_days_are_paired_within_an_article(tmp_path: Path):
    days = [("2022-07-04", "2022-07-06"), ("2022-07-05", "2022-07-07")]
    files = [tmp_path / f"{number}.toml" for number in range(2)]
    for file, (start, end) in zip(files, days, strict=True):
        file.write_text(ARTICLE.format(key=file.stem, start=start, end=end), "utf-8")
    target = LocalStore(small_graph(files, ("process/khartoum-process",), ontology=False).store)
    found = run(filled(QUESTIONS["event-dates"], {}, target), target).as_rows()
    at = [found.columns.index(name) for name in ("event", "start", "end", "edtf")]
    rows = [tuple(getattr(row[place], "value", None) for place in at) for row in found.rows]
    assert [row[1:] for row in rows] == [(start, end, f"{start}/{end}") for start, end in days]
    assert len({row[0] for row in rows}) == 1, "it is one event"
