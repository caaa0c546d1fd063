"""Decisions as annotations: `kg evaluate` counts what people found right and wrong, and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.pipeline.flow import build
from tests.cli.test_app import news
from tests.command import kg as command
from tests.review.test_commands import WHO, name_of

PAGE = """<html><head><title>Workshop on returns</title></head><body><main><h1>Workshop on returns</h1>
<p>Accra – The Government of Ghana hosted a workshop on returns on 10 May 2021. Togo, Benin and the African Union
attended the workshop. Contact: press@example.org, +233 30 555 0100.</p>
<p>The workshop was funded by the European Union, and the participants discussed
the return of migrants in the region at some length.</p></main></body></html>"""


@pytest.fixture(scope="module")
def decided(tmp_path_factory) -> Path:
    """A store with two articles, of which claims were accepted, rejected and edited."""
    folder = tmp_path_factory.mktemp("decided")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(news("a"), "utf-8")
    (folder / "in" / "b.html").write_text(PAGE, "utf-8")
    shared = ("--store", folder / "out" / "store", "--decisions", folder / "decisions.tsv")
    build([folder / "in"], folder / "out", store_only=True)
    listed = json.loads(command("review", "list", "--below", "1", "--limit", "500", "--format", "json", *shared)[1])
    claims = {(one.get("relation"), one.get("objectName")): name_of(one) for one in listed if "claim" in one}
    for action, claim, *more in (
        ("accept", ("participant", "Egypt")),
        ("reject", ("participant", "Sudan")),
        ("edit", ("host", "Kenya"), "--object", "Sudan"),
        ("accept", ("participant", "Togo")),
        ("accept", ("startDate", "2021-05-10")),
    ):
        assert command("review", action, claims[claim], *more, *WHO, *shared)[0] == 0
    build([folder / "in"], folder / "out", decisions=folder / "decisions.tsv", store_only=True)
    return folder


@pytest.fixture
def reviewed(decided, tmp_path) -> Path:
    """A copy of it with its articles."""
    return Path(shutil.copytree(decided, tmp_path / "reviewed"))


def test_what_was_decided_is_gold(kg, reviewed):
    code, out, _ = kg("review", "gold", "--store", reviewed / "out" / "store", "--out", reviewed / "gold")
    assert code == 0 and "accepted or edited: 4, rejected: 1" in out
    gold, text = reviewed / "gold" / "gold", reviewed / "gold" / "text"
    counted = json.loads(kg("evaluate", gold, "--text", text, "--format", "json")[1])["micro"]
    assert (counted["right"], counted["wrong"], counted["missed"]) == (3, 2, 1), "an edit is one wrong and one missed"
    told = [json.loads(file.read_text("utf-8")) for file in sorted(gold.iterdir())]
    assert {"A. Curator"} == {name for one in told for name in one["reviewed"]["by"]}
    assert all(one["optional"] for one in told)
    texts = "".join(file.read_text("utf-8") for file in text.iterdir())
    assert "title: Workshop on returns" in texts and "press@example.org" not in texts and "274 2930" not in texts
    kg("review", "gold", "--store", reviewed / "out" / "store", "--out", reviewed / "private", "--with-contacts")
    assert "press@example.org" in "".join(file.read_text("utf-8") for file in (reviewed / "private" / "text").iterdir())


def test_without_decisions_there_is_no_gold(kg, reviewed):
    (reviewed / "decisions.tsv").write_text("action\tsubject\trelation\tobject\tarticle\tby\tdate\treason\n", "utf-8")
    build([reviewed / "in"], reviewed / "out", decisions=reviewed / "decisions.tsv", store_only=True)
    code, out, err = kg("review", "gold", "--store", reviewed / "out" / "store", "--out", reviewed / "gold")
    assert (code, out) == (1, "") and "follows no decision" in err and err.count("\n") == 1
    assert not (reviewed / "gold").exists()
