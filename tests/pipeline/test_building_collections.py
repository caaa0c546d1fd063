"""`kg build` over collections: a line is an article like any other, and only what is new or changed is worked on."""

import json
from pathlib import Path

import pytest

from kg.pipeline.flow import BuildSummary, build
from kg.pipeline.pruning import always
from tests.pipeline.test_flow import lines, results, stand_in

ROWS = [
    {"text": "KEN hosts.\nbad\n", "date": "2020-05-01"},
    {"text": "EGY hosts.\n", "id": "named"},
    {"text": "SDN hosts.\n", "url": "https://example.org/c"},
]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles in one file, and a line that is none."""
    stand_in(monkeypatch)
    path = tmp_path / "news.jsonl"
    write(path, ROWS)
    return path


def write(path: Path, rows: list[dict[str, str]], bad: str = "{") -> None:
    path.write_text("\n".join([*map(json.dumps, rows), bad]), "utf-8")


def counts(summary: BuildSummary) -> tuple[int, ...]:
    return summary.added, summary.replaced, summary.skipped, summary.removed, summary.failed


def test_each_line_is_an_article_and_a_bad_one_is_kept_out_by_its_number(corpus: Path, tmp_path: Path) -> None:
    summary = build([corpus], tmp_path / "out")
    assert (summary.found, *counts(summary), summary.articles) == (4, 3, 0, 0, 0, 1, 3)
    assert {line["path"]: line["kind"] for line in lines(tmp_path / "out")} == {
        "news.jsonl:1": "claim",
        "news.jsonl:4": "file",
    }


def test_lines_that_come_go_and_move_cost_no_other(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out")
    assert counts(build([corpus], tmp_path / "out")) == (0, 0, 3, 0, 1)
    write(corpus, [ROWS[2], {"text": "TUN hosts.\n"}, ROWS[0]])
    assert counts(build([corpus], tmp_path / "out", prune=True, agree=always)) == (1, 0, 2, 1, 1)
    turtle = (tmp_path / "out" / "graph.ttl").read_text("utf-8")
    assert "mg:host state:TUN" in turtle and "mg:host state:EGY" not in turtle
    assert [line["path"] for line in lines(tmp_path / "out")] == ["news.jsonl:3", "news.jsonl:4"]


def test_what_changed_beside_the_text_is_read_again(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out")
    write(corpus, [{**ROWS[0], "date": "2020-05-02"}, {**ROWS[1], "outlet": "Gazette"}, ROWS[2]])
    assert counts(build([corpus], tmp_path / "out")) == (0, 2, 1, 0, 1)
    write(corpus, [{**ROWS[0], "date": ""}, ROWS[1], ROWS[2]])
    assert counts(build([corpus], tmp_path / "out")) == (0, 2, 1, 0, 1)
    build([corpus], tmp_path / "new")
    assert results(tmp_path / "out") == results(tmp_path / "new")
    assert counts(build([corpus], tmp_path / "out")) == (0, 0, 3, 0, 1)


def test_two_lines_of_one_name_are_told(corpus: Path, tmp_path: Path) -> None:
    write(corpus, [ROWS[0], ROWS[0], {**ROWS[1], "text": "TUN hosts.\n"}, ROWS[1]], bad="")
    said: list[str] = []
    assert counts(build([corpus], tmp_path / "out", say=said.append)) == (2, 0, 0, 0, 2)
    assert said == [
        f"news.jsonl:{second}: has the same name or words as news.jsonl:{first}, which was read; remove one of the two"
        for first, second in ((1, 2), (3, 4))
    ]


def test_a_collection_that_cannot_be_read_any_more_loses_nothing(corpus: Path, tmp_path: Path) -> None:
    write(corpus, ROWS[:2])
    build([corpus], tmp_path / "out")
    corpus.write_bytes(b"\xff\xfe")
    summary = build([corpus], tmp_path / "out", prune=True, agree=always)
    assert (summary.removed, summary.failed, summary.articles) == (0, 1, 2)


def test_columns_that_the_user_names(kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    (tmp_path / "news.csv").write_text("nr,words\n1,KEN hosts.\n")
    out = tmp_path / "out"
    code, _, messages = kg("build", tmp_path / "news.csv", "--out", out, "--columns", "text=words, id=nr")
    assert code == 0 and not messages and "news.csv#1" in (out / "graph.trig").read_text()
    code, _, messages = kg("build", tmp_path / "news.csv", "--out", out, "--columns", "body=words")
    assert code == 2 and "give such as text=body, of the fields text, title" in " ".join(messages.split())
