"""The example collection with a planted addition, correction and merge: `kg diff` tells these and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.pipeline.flow import build
from tests.changes.test_patch import applied

ROOT = Path(__file__).parents[2]
CORRECTED = "iom-migration-management-workshop-nairobi.md"
ADDED = """---
title: "Kenya hosts a course on migration data"
url: https://example.org/news/added
publisher: "Example Agency"
published: 2026-03-04
---
Kenya hosts a course on migration data

Nairobi – The Government of Kenya hosted a training course on migration data on 2 March 2026. Uganda and the
International Organization for Migration (IOM) attended the course.
"""
OLD, NEW = "government-body:ministry-of-the-interior--16570520", "government-body:ministry-of-interior--SVN"
MERGE = f"merge\t{OLD}\t\t{NEW}\t\tA. Curator\t2026-11-26\tBoth name one ministry."


@pytest.fixture(scope="module")
def states(built_examples, tmp_path_factory) -> tuple[Path, Path]:
    """What a build makes of the examples, and what one makes of them once three things are planted."""
    folder = tmp_path_factory.mktemp("truth")
    shutil.copytree(ROOT / "examples" / "articles", folder / "in")
    shutil.copytree(built_examples, folder / "new")
    (folder / "in" / "added.md").write_text(ADDED, "utf-8")
    text = (folder / "in" / CORRECTED).read_text("utf-8")
    assert "Kenya, Somalia, Sudan" in text
    (folder / "in" / CORRECTED).write_text(text.replace("Kenya, Somalia, Sudan", "Kenya, South Sudan, Sudan"), "utf-8")
    decisions = folder / "decisions.tsv"
    decisions.write_text(f"action\tsubject\trelation\tobject\tarticle\tby\tdate\treason\n{MERGE}\n", "utf-8")
    assert build([folder / "in"], folder / "new", decisions=decisions).exit_code == 0
    return built_examples, folder / "new"


def test_the_three_are_told_and_no_more(states, kg):
    code, out, _ = kg("diff", *states, "--format", "json")
    told = json.loads(out)
    assert code == 0
    by_article = {(change["reason"], change["article"]["title"]) for change in told["changes"]}
    assert by_article == {
        ("new article", "Kenya hosts a course on migration data"),
        ("changed article", "Workshop on Migration Management in Eastern Africa"),
    }
    added = [change for change in told["changes"] if change["reason"] == "new article"]
    assert {change["change"] for change in added} == {"added"}
    assert {"Kenya hosted course on migration data", "Uganda took part in course on migration data"} <= {
        change["words"] for change in added
    }
    corrected = [change for change in told["changes"] if change["reason"] == "changed article"]
    (replaced,) = [change for change in corrected if "was" in change]
    assert (replaced["was"]["object"][-3:], replaced["object"][-3:]) == ("SOM", "SSD")
    others = [change for change in corrected if "was" not in change]
    assert {change["relation"].rpartition("#")[2] for change in others} == {"participant"}
    assert all(change["words"].endswith("(other words)") for change in others), "the sentence that they rest on changed"
    assert [(one["old"].rpartition("/")[2], one["new"].rpartition("/")[2]) for one in told["renamed"]] == [
        (OLD.partition(":")[2], NEW.partition(":")[2])
    ]
    assert told["renamed"][0]["because"] == "Both name one ministry (A. Curator, 2026-11-26)"
    assert told["totals"]["entities"] == {"new": 1, "gone": 0}


def test_the_table_fits_the_screen_and_names_article_and_decision(states, kg):
    code, out, _ = kg("diff", *states)
    lines = out.splitlines()
    assert code == 0 and all(len(line) <= 80 for line in lines)
    assert "New article: Kenya hosts a course on migration data (Example Agency, 2026-03-04)" in lines
    assert "  + Kenya hosted course on migration data" in map(str.rstrip, lines)
    assert "Both name one" in out and "│ new article" in out and "Facts: " in lines[-1]


def test_the_patch_makes_the_new_files_of_the_old_ones(states, kg, tmp_path):
    old, new = (folder / "graph.trig" for folder in states)
    assert kg("diff", old, new, "--format", "patch", "--out", tmp_path / "changes.rdfp")[0] == 0
    before, after = Store(), Store()
    before.load(path=str(old), format=RdfFormat.TRIG)
    after.load(path=str(new), format=RdfFormat.TRIG)
    assert set(applied(before, (tmp_path / "changes.rdfp").read_bytes())) == set(after)


def test_a_store_and_its_file_are_the_same_and_exit_code_tells(states, kg):
    old, new = states
    assert kg("diff", old / "store", old / "graph.trig", "--exit-code")[:2] == (0, "No difference.\n")
    assert kg("diff", old, new, "--exit-code", "--format", "patch")[0] == 1
    assert kg("diff", old, new, "--exit-code")[0] == 1
    code, out, err = kg("diff", old, old / "none")
    assert (code, out, err.count("\n")) == (1, "", 1) and "nothing there" in err


def test_files_of_plain_facts_alone_tell_facts_without_a_reason(states, kg):
    told = json.loads(kg("diff", *(folder / "graph.ttl" for folder in states), "--format", "json")[1])
    assert {change["reason"] for change in told["changes"]} == {"unknown"}
    assert "Kenya hosted course on migration data" in {change["words"] for change in told["changes"]}


def test_an_old_identifier_is_asked_for_by_its_new_one(states, kg):
    code, out, err = kg("query", "ego-network", "--set", f"actor={OLD}", "--store", states[1] / "store")
    assert code == 0 and "was replaced by" in err and "Andrej" in out
