"""What is published conforms to the shapes that are published with it, where articles contradict each other too."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.graph.dating import START
from kg.graph.terms import XSD
from kg.pipeline.flow import STORE, build
from kg.resources import folder
from kg.store import ArticleStore, publish
from kg.store.unpublished import Unpublished
from kg.validate import validate_files
from tests.release.two_dates import write_articles

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of two articles that give one event two dates."""
    folder = tmp_path_factory.mktemp("two")
    assert build([write_articles(folder / "articles")], folder / "out").exit_code == 0
    return folder / "out"


def test_an_event_with_two_dates_is_published_with_one(out: Path):
    text = (out / "graph.ttl").read_text("utf-8")
    assert text.count("mg:startDate ") == 1 and 'mg:edtf "2021-05-03/2021-05-05" ;\n' in text
    assert validate_files([out / "graph.ttl"]) == []


def test_each_article_keeps_its_claim_and_its_date(kg: Command, out: Path):
    code, found, _ = kg("query", "contradictions", "--store", out / STORE, "--format", "csv")
    assert code == 0 and "2021-05-12" in found and "2021-05-03" in found
    text = (out / "graph.trig").read_text("utf-8")
    assert text.count('rdf:object "2021-05-12"') == text.count('rdf:object "2021-05-03"') == 1


def test_what_articles_make_only_together_is_checked_too(kg: Command, out: Path, tmp_path: Path):
    with ArticleStore.open(shutil.copytree(out / STORE, tmp_path / "store")) as store:
        other = Literal("2021-05-12", datatype=NamedNode(XSD + "date"))
        store.store.update(f"INSERT {{ ?event {START} {other} }} WHERE {{ ?event {START} ?day }}")
        store.unpublished = Unpublished()  # it knows nothing of what came so
        publish(store)
    code, said, _ = kg("validate", "--store", tmp_path / "store")
    assert code == 3 and "the plain facts of all articles" in said and "mg:startDate" in said
    code, _, said = kg("release", "1.0.0", "--store", tmp_path / "store", "--out", tmp_path / "1.0.0")
    assert code == 3 and "violation" in said and not (tmp_path / "1.0.0").exists()


@pytest.mark.parametrize(("format", "profile"), [("trig", "full"), ("ntriples", "plain"), ("turtle", "full")])
def test_another_program_says_the_same(kg: Command, out: Path, tmp_path: Path, format: str, profile: str):
    """pySHACL as a stranger runs it: on the graphs read as one, on the plain facts, on all as one graph."""
    file = tmp_path / f"graph.{ {'trig': 'trig', 'ntriples': 'nt', 'turtle': 'ttl'}[format] }"
    chosen = ("--format", format, "--profile", profile)
    assert kg("export", *chosen, "--store", out / STORE, "--out", file)[0] == 0
    shapes = folder("ontology") / "shapes.ttl"
    done = subprocess.run(
        [sys.executable, "-m", "pyshacl", "-s", shapes, file], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "Conforms: True" in done.stdout, done.stdout[:3000] + done.stderr[-2000:]
