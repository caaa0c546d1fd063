"""`--prune` takes out what is gone, and nothing where what was found may not be all there is."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.pipeline.flow import BuildSummary, build
from kg.pipeline.pruning import always, objection
from tests.pipeline.test_flow import results, stand_in

COUNT = 10


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ten articles, of which the last two are known by their addresses, in a folder below one."""
    stand_in(monkeypatch)
    folder = tmp_path / "in"
    (folder / "more").mkdir(parents=True)
    for number in range(COUNT - 2):
        (folder / f"{number}.txt").write_text(f"KEN hosts.\nNumber {number}\n", "utf-8")
    for number in range(COUNT - 2, COUNT):
        text = f"---\nurl: https://example.org/{number}\n---\nEGY hosts.\n"
        (folder / "more" / f"{number}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def out(articles: Path, tmp_path: Path) -> Path:
    """What a build makes of them; then one of them goes."""
    assert build([articles], tmp_path / "out").articles == COUNT
    (articles / "0.txt").unlink()
    return tmp_path / "out"


def pruned(paths: list[Path], out: Path) -> tuple[BuildSummary, str]:
    said: list[str] = []
    summary = build(paths, out, prune=True, say=said.append)
    return summary, "\n".join(said)


def test_what_is_gone_goes(articles: Path, out: Path):
    summary, said = pruned([articles], out)
    assert (summary.removed, summary.articles, said) == (1, COUNT - 1, "")


def beside(articles: Path) -> list[Path]:
    return [articles, articles.parent / "mistyped"]


def empty(articles: Path) -> list[Path]:
    (articles.parent / "empty").mkdir()
    return [articles, articles.parent / "empty"]


def no_article(articles: Path) -> list[Path]:
    (articles / "list.xyz").touch()
    return [articles, articles / "list.xyz"]


def unlisted(articles: Path) -> list[Path]:
    (articles / "more").chmod(0)
    return [articles]


def unread(articles: Path) -> list[Path]:
    (articles / "more" / "9.txt").chmod(0)
    return [articles]


def broken(articles: Path) -> list[Path]:
    (articles / "more" / "9.txt").write_bytes(b"\0\1\2" * 50)
    return [articles]


def too_large(articles: Path) -> list[Path]:
    """Which article it was cannot be told: it was known by the address in it."""
    (articles / "more" / "9.txt").write_bytes(b"word " * 300)
    return [articles]


def few(articles: Path) -> list[Path]:
    for number in (1, 2):
        (articles / f"{number}.txt").unlink()
    return [articles]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (beside, "mistyped leads to no article"),
        (empty, "empty leads to no article"),
        (no_article, "list.xyz leads to no article"),
        (unlisted, "more cannot be listed"),
        (unread, "more/9.txt could not be read"),
        (broken, "more/9.txt could not be read"),
        (too_large, "more/9.txt could not be read"),
        (few, "3 of 10 articles would go"),
    ],
)
def test_nothing_goes_where_not_all_may_have_been_found(change, why, articles, out, monkeypatch):
    if change in (unlisted, unread) and os.geteuid() == 0:
        denied(articles / "more" / ("" if change is unlisted else "9.txt"), monkeypatch)
    monkeypatch.setenv("KG_MAX_BYTES", "1000")
    paths = change(articles)
    summary, said = pruned(paths, out)
    assert (summary.removed, summary.articles) == (0, COUNT)
    assert "nothing was removed: " in said and why in said and "--prune=all" in said
    assert build(paths, out, prune=True, agree=always).removed > 0
    (articles / "more").chmod(0o755)


def denied(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for permissions, which do not bind the administrator."""
    opens, scans = os.open, os.scandir

    def deny(does):
        def denying(at, *given, **more):
            if str(at) == str(path).rstrip("/"):
                raise PermissionError(13, "Permission denied", str(at))
            return does(at, *given, **more)

        return denying

    monkeypatch.setattr("kg.read.opening.os.open", deny(opens))
    monkeypatch.setattr("kg.read.finding.os.scandir", deny(scans))


def test_an_article_that_became_too_large_is_there_where_its_name_tells_which_it_is(articles, out, monkeypatch):
    monkeypatch.setenv("KG_MAX_BYTES", "1000")
    (articles / "1.txt").write_bytes(b"word " * 300)
    summary, _ = pruned([articles], out)
    assert (summary.removed, summary.articles, summary.failed) == (1, COUNT - 1, 1)


def test_one_in_another_language_was_read_and_speaks_against_nothing(articles, out):
    (articles / "1.txt").write_text("---\nlanguage: fr\n---\nLe Kenya.\n", "utf-8")
    assert pruned([articles], out)[0].removed == 1


def test_up_to_a_fifth_goes_unasked_of_any_number():
    assert not objection(["a"], 5, []) and not objection([], 0, ["mistyped leads to no article"])
    assert objection(["a"], 4, []) == "1 of 4 articles would go"
    assert objection(["a"], 100, list("abcde")) == "a; b; c, and 2 more"


def test_a_missing_path_alone_makes_no_result(articles: Path, out: Path, kg):
    before, files = results(out), sorted(out.rglob("*"))
    code, printed, said = kg("build", articles.parent / "mistyped", "--out", out, "--prune=all")
    assert (code, printed) == (1, "") and said.count("\n") == 1 and "there is no such file or folder" in said
    assert results(out) == before and sorted(out.rglob("*")) == files
    assert kg("build", articles.parent / "mistyped", "--out", articles.parent / "new")[0] == 1
    assert not (articles.parent / "new").exists()


def test_on_the_command_line_all_may_go_where_that_is_said(articles: Path, out: Path, kg):
    missing = articles.parent / "mistyped"
    code, printed, said = kg("build", missing, articles, "--out", out, "--prune")
    assert code == 1 and "Removed" not in printed and "leads to no article; mend that, or give --prune=all" in said
    code, printed, said = kg("build", "--prune=all", missing, articles, "--out", out)
    assert code == 1 and "Removed (--prune)" in printed and "nothing was removed" not in said


@pytest.mark.parametrize("answer", ["y", "n"])
def test_whoever_sits_at_a_terminal_is_asked(answer: str, tmp_path: Path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text("Kenya hosted a workshop in Nairobi on 10 May 2021.\n", "utf-8")
    build([folder], out, store_only=True)
    (folder / "b.txt").unlink()
    with terminal() as (outer, inner):
        arguments = [sys.executable, "-m", "kg", "build", str(folder), "--out", str(out), "--prune", "--store-only"]
        with subprocess.Popen(arguments, stdin=inner, stderr=inner, stdout=subprocess.PIPE, text=True) as asked:
            seen = b""
            while b"[y/N]" not in seen and select.select([outer], [], [], 60)[0]:
                seen += os.read(outer, 4096)
            os.write(outer, f"{answer}\n".encode())
            printed = asked.communicate()[0]
    assert b"1 of 2 articles would go: 1 to remove. Remove them all the same?" in seen.replace(b"\r\n", b"")
    assert ("Removed (--prune)" in printed) == (answer == "y")


@contextmanager
def terminal() -> Iterator[tuple[int, int]]:
    """A terminal: the end that a person has, and the end that a program has."""
    outer, inner = pty.openpty()
    try:
        yield outer, inner
    finally:
        os.close(inner)
        os.close(outer)
