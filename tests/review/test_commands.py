"""`kg review` as a person uses it: what is in doubt is listed, decided, applied by a build, and taken back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.pipeline.flow import build
from tests.cli.test_app import news

WHO = ("--by", "A. Curator", "--why", "I read it.", "--date", "2026-11-26")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A folder with two articles and what was built of them."""
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "in").mkdir()
    for name in ("a", "b"):
        (folder / "in" / f"{name}.txt").write_text(news(name), "utf-8")
    build([folder / "in"], folder / "out")
    return folder


@pytest.fixture
def review(kg, built, tmp_path):
    """`kg review` over that store, with a file of its own."""

    def run(command: str, *arguments: str) -> tuple[int, str, str]:
        store = () if command == "undo" else ("--store", built / "out" / "store")
        return kg("review", command, *arguments, "--decisions", tmp_path / "decisions.tsv", *store)

    return run


def claims(review, relation: str) -> list[dict[str, str]]:
    listed = json.loads(review("list", "--doubtful", "--below", "1", "--limit", "500", "--format", "json")[1])
    return [one for one in listed if one["relation"] == relation]


def name_of(claim: dict[str, str]) -> str:
    return claim["claim"].rpartition("article/")[2].replace("/claim", "")


def test_what_is_in_doubt_is_listed_with_its_words_until_it_is_decided(review):
    code, out, _ = review("list", "--doubtful", "--below", "1", "--limit", "3")
    assert code == 0 and all(len(line) <= 80 for line in out.splitlines())
    assert "“" in out and "Example News, 2021-05-12" in out
    sure = [claim["confidence"] for claim in claims(review, "participant")]
    assert len(sure) == 6 and sure == sorted(sure)
    first, second = claims(review, "participant")[:2]
    assert review("accept", name_of(first), *WHO)[0] == 0
    assert review("reject", second["claim"], *WHO)[0] == 0
    assert [claim["claim"] for claim in claims(review, "participant")] == [
        claim["claim"] for claim in claims(review, "participant") if claim not in (first, second)
    ]
    assert len(claims(review, "participant")) == 4
    code, out, _ = review("list", "--decided")
    assert code == 0 and "accept event:" in out and "reject event:" in out and "I read it." in out
    assert review("undo", out.split()[0], *WHO)[0] == 0
    assert len(claims(review, "participant")) == 5


def test_decisions_are_applied_by_a_build_and_undone_by_the_next(review, kg, built, tmp_path):
    out, file = tmp_path / "out", tmp_path / "decisions.tsv"
    shutil.copytree(built / "out", out)
    before = (out / "graph.trig").read_bytes()
    egypt = next(one for one in claims(review, "participant") if one["objectName"] == "Egypt")
    host = next(one for one in claims(review, "host"))
    assert review("reject", name_of(egypt), "--everywhere", *WHO)[0] == 0
    assert review("edit", name_of(host), "--object", "Sudan", "--status", "planned", *WHO)[0] == 0
    code, _, err = kg("build", built / "in", "--out", out, "--decisions", file)
    assert (code, err) == (0, "")
    store = ("--store", out / "store", "--format", "csv")
    answer = kg("query", "participating-states", *store)[1]
    assert (answer.count(",Egypt,"), answer.count(",Sudan,")) == (1, 2), "the other article speaks of another event"
    reviewed = kg("query", "reviewed-claims", *store)[1].splitlines()[1:]
    assert len(reviewed) == 1 and "Sudan" in reviewed[0] and ",edit,A. Curator,2026-11-26,I read it.," in reviewed[0]
    assert kg("verify", "--store", out / "store")[0] == 0 and kg("validate", "--store", out / "store")[0] == 0
    for line in file.read_text("utf-8").splitlines()[1:]:
        listed = review("list", "--decided")[1]
        assert review("undo", listed.split()[0], *WHO)[0] == 0, line
    build([built / "in"], out, decisions=file)
    assert (out / "graph.trig").read_bytes() == before


def test_entities_are_merged_or_kept_apart(review, tmp_path):
    assert review("merge", "office:registry--KEN Registry", "office:aliens--KEN Aliens", *WHO)[0] == 0
    assert review("split", "Egypt", "Sudan", *WHO)[0] == 0
    assert review("split", "Egypt", "Kenya", "--article", "https://example.org/a", *WHO)[0] == 0
    assert review("withdraw", "Sudan", *WHO)[0] == 0
    *lines, last = (tmp_path / "decisions.tsv").read_text("utf-8").splitlines()[1:]
    assert last.split("\t")[:5] == ["withdraw", "state:SDN", "", "", ""]
    assert [line.split("\t")[:5] for line in lines] == [
        ["merge", "office:registry--KEN", "", "office:aliens--KEN", ""],
        ["split", "state:EGY", "", "state:SDN", ""],
        ["split", "state:EGY", "", "state:KEN", lines[2].split("\t")[4]],
    ]
    assert lines[2].split("\t")[4].startswith("article:")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("accept", "0123456789abcdef/1", *WHO), 1, "is no claim of this store"),
        (("accept", "nonsense", *WHO), 1, "is no claim of this store"),
        (("accept", "{claim}", "--by", "A"), 2, "Missing option '--why'"),
        (("accept", "{claim}", "--by", "A", "--why", " "), 1, "'reason' is empty"),
        (("accept", "{claim}", "--by", "a@example.org", "--why", "So."), 1, "is published"),
        (("accept", "{claim}", "--by", "A", "--why", "So.", "--date", "today"), 1, "'today' is no day"),
        (("edit", "{claim}", *WHO), 2, "say what changes"),
        (("edit", "{claim}", "--object", "Nowhere at All", *WHO), 1, "is called 'Nowhere at All'"),
        (("edit", "{claim}", "--object", "office:desk", *WHO), 1, "give its name too"),
        (("edit", "{claim}", "--relation", "married", *WHO), 1, "'married' is no relation"),
        (("edit", "{claim}", "--status", "sure", *WHO), 1, "'sure' is no status"),
        (("merge", "state:EGY", "international-organization:iom", *WHO), 1, "cannot become"),
        (("undo", "abc", *WHO), 1, "0 decisions are called 'abc'"),
        (("list", "--decided", "--doubtful"), 2, "give no --doubtful"),
    ],
)
def test_what_cannot_be_decided_is_one_line(review, tmp_path, arguments, code, said):
    claim = name_of(claims(review, "participant")[0])
    found, out, err = review(*(argument.replace("{claim}", claim) for argument in arguments))
    assert (found, out) == (code, "") and err.count("\n") == 1 and said in err
    assert not (tmp_path / "decisions.tsv").exists()
