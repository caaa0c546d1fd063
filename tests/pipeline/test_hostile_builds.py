"""A build over hostile files, names and metadata: each is read or is a line that says why not, and the rest goes on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.pipeline.flow import build
from kg.records import KgError
from kg.store import ArticleStore
from kg.store.verify import verify
from tests.naughty import STRINGS
from tests.pipeline.test_flow import lines, stand_in
from tests.read.documents import raw, with_body


def test_whatever_an_article_says_of_itself_is_valid_in_the_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch)
    with (tmp_path / "rows.jsonl").open("w") as file:
        for at, said in enumerate(STRINGS):
            about = dict.fromkeys(("title", "publisher", "date", "url"), said)
            file.write(json.dumps({"text": f"EGY hosts.\n{said}", "id": f"{at} {said}", "lang": "en", **about}) + "\n")
    summary = build([tmp_path / "rows.jsonl"], tmp_path / "out")
    assert (summary.added, summary.failed) == (len(STRINGS), 0)
    with ArticleStore.open(tmp_path / "out" / "store") as store:
        assert not list(store.check(default_graph=True))
    graph = (tmp_path / "out" / "graph.trig").read_bytes()
    assert sum(1 for _ in ox.parse(graph, ox.RdfFormat.TRIG)) > summary.articles
    assert b"<script>alert(1)" not in (tmp_path / "out" / "report.html").read_bytes()


def test_names_of_all_kinds_in_a_text_are_read_and_quoted_as_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "\n\n".join(
        f"The Minister of Labour of Kenya met {said} and the {said} Agency in Nairobi." for said in STRINGS[:-5]
    )
    (folder / "a.txt").write_text(text, "utf-8", newline="")
    assert build([folder], tmp_path / "out").added == 1
    with ArticleStore.open(tmp_path / "out" / "store") as store:
        assert not list(verify(store))


def test_files_that_are_traps_are_told_and_the_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("large.txt", "large.pdf", "large.jsonl", "large.csv"):
        with (folder / name).open("wb") as file:
            file.write(b"text\n" if name == "large.csv" else b"")
            file.truncate(1 << 30)
    for name in ("pipe.txt", "pipe.jsonl", "pipe.pdf"):
        os.mkfifo(folder / name)
    (folder / "loop.txt").symlink_to(folder / "pool.txt")
    (folder / "pool.txt").symlink_to(folder / "loop.txt")
    (folder / "here").symlink_to(folder)
    with_body(folder / "bomb.docx", "<w:p/>" + " " * 200_000_000)
    raw(folder / "bomb.pdf", b" " * 300_000_000)
    (folder / "good.txt").write_text("The ministers of Kenya met in Nairobi.")
    for argument in ("loop.txt", "/dev/zero"):
        with pytest.raises(KgError, match=r"no such file|not an article file"):
            build([folder / argument], tmp_path / "none")
    summary = build([folder], tmp_path / "out")
    assert (summary.added, summary.failed) == (1, 6)
    told = {line["path"]: line["message"].partition(": ")[2].partition(";")[0] for line in lines(tmp_path / "out")}
    assert told == {
        "bomb.docx": "the Word file is too large when unpacked",
        "bomb.pdf": "the PDF holds no text, as scans do",
        "here": "left out, a link",
        "large.csv:2": "larger than 10,000,000 bytes",
        "large.jsonl:1": "larger than 10,000,000 bytes",
        "large.pdf": "larger than 10,000,000 bytes",
        "large.txt": "larger than 10,000,000 bytes",
        "loop.txt": "left out, a link",
        "pipe.jsonl": "left out, not an ordinary file",
        "pipe.pdf": "left out, not an ordinary file",
        "pipe.txt": "left out, not an ordinary file",
        "pool.txt": "left out, a link",
    }
