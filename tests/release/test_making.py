"""When a release is made, when it is refused, and what day it has."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from rdflib.namespace import DCTERMS, RDF, VOID

from kg.graph.terms import mg
from kg.serve.description import written
from kg.serve.served import served_copy
from kg.store import ArticleStore, publish
from kg.store.unpublished import Unpublished
from tests.serve.conftest import write_store
from tests.validate.test_foreign import PREFIXES

Command = Callable[..., tuple[int, str, str]]
BASE = "https://w3id.org/mgkg/"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A store of two articles, of which one says when it came out."""
    write_store(tmp_path / "out" / "store")
    return tmp_path / "out" / "store"


@pytest.fixture(autouse=True)
def _no_date_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_released_is_not_changed(kg: Command, small: Path, tmp_path: Path):
    out = tmp_path / "1.0.0"
    code, said, _ = kg("release", "1.0.0", "--out", out, "--store", small)
    assert (code, said.count("\n")) == (0, 1) and "release 1.0.0 of" in said
    before = contents(out)
    assert kg("release", "1.0.0", "--out", out, "--store", small)[:2] == (
        0, f"{out}: release 1.0.0 of 2021-05-20 stands there already, the same to the byte.\n",
    )  # fmt: skip
    code, said, complaint = kg("release", "1.0.0", "--out", out, "--store", small, "--date", "2026-11-26")
    assert (code, said, complaint.count("\n")) == (1, "", 1)
    assert "another release stands there" in complaint and "first .zenodo.json" in complaint
    assert kg("release", "2.0.0", "--out", out, "--store", small)[0] == 1
    assert contents(out) == before
    (out / "README.md").unlink()
    assert kg("release", "1.0.0", "--out", out, "--store", small)[0] == 1, "half a release is not mended in silence"
    assert {path.name for path in tmp_path.iterdir()} == {"1.0.0", "out"}, "nothing is left beside"


def test_what_others_state_keeps_their_licence(kg: Command, small: Path, tmp_path: Path):
    facts = tmp_path / "facts.ttl"
    day = 'ex:day a mg:Event ; rdfs:label "Open day"@en ; mg:host ex:house .\n'
    house = 'ex:house a mg:CivilSociety , mg:Actor ; rdfs:label "Harbour House"@en .\n'
    facts.write_text(PREFIXES + day + house, "utf-8")
    public_domain = "https://creativecommons.org/publicdomain/zero/1.0/"
    named = ["--source", "Harbour House", "--license", public_domain]
    assert kg("import", facts, *named, "--store", small)[0] == 0
    assert kg("import", facts, "--source", "Quay", "--store", small)[0] == 0
    code, _, complaint = kg("import", facts, "--source", "Quay", "--license", "free", "--store", small)
    assert (code, complaint.count("\n")) == (1, 1) and "'free' is no licence" in complaint
    assert kg("release", "1.0.0", "--out", tmp_path / "1.0.0", "--store", small)[0] == 0
    graph = rdflib.Graph().parse(tmp_path / "1.0.0" / "manifest.ttl")
    licences = {
        str(title).partition(",")[0]: str(
            graph.value(source, DCTERMS.license, default=graph.value(source, DCTERMS.rights))
        )
        for source, title in graph.subject_objects(DCTERMS.title)
        if "in a file of its own" in title
    }
    assert licences["Harbour House"] == public_domain
    assert licences["Quay"].startswith("none told")
    assert "Harbour House, in a file of its own" in (tmp_path / "1.0.0" / "README.md").read_text("utf-8")


def test_another_process_makes_the_same_bytes(kg: Command, small: Path, tmp_path: Path):
    assert kg("release", "1.0.0", "--out", tmp_path / "r", "--store", small)[0] == 0
    words = [sys.executable, "-m", "kg", "release", "1.0.0", "--out", str(tmp_path / "r"), "--store", str(small)]
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert "stands there already" in done.stdout, done.stderr


def test_nothing_is_put_where_something_else_is(kg: Command, small: Path, tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    assert kg("release", "1.0.0", "--out", tmp_path / "mine", "--store", small)[0] == 1
    assert contents(tmp_path / "mine") == {"notes.txt": b"mine"}
    assert kg("release", "1.0.0", "--out", tmp_path / "mine" / "notes.txt", "--store", small)[0] == 1


def broken(directory: Path, *quads: Quad) -> None:
    with ArticleStore.open(directory) as store:
        for quad in quads:
            store.store.add(quad)
        store.unpublished = Unpublished()  # what changed beside the store's own methods is not known
        publish(store)


def article_of(directory: Path) -> NamedNode:
    with ArticleStore.open(directory) as store:
        return next(store.markers()).article


def test_what_breaks_a_shape_is_not_released(kg: Command, small: Path, tmp_path: Path):
    article = article_of(small)
    broken(small, Quad(article, mg("encoding"), Literal("another one"), article))
    code, said, complaint = kg("release", "1.0.0", "--out", tmp_path / "1.0.0", "--store", small)
    assert (code, said, complaint.count("\n")) == (3, "", 1)
    assert "2 violations of the shapes: see 'kg validate'" in complaint
    assert not (tmp_path / "1.0.0").exists()


def test_a_store_that_is_not_as_it_says_is_not_released(kg: Command, small: Path, tmp_path: Path):
    broken(
        small, Quad(NamedNode(BASE + "id/state/KEN"), mg("partner"), NamedNode(BASE + "id/state/UGA"), DefaultGraph())
    )
    code, _, complaint = kg("release", "1.0.0", "--out", tmp_path / "1.0.0", "--store", small)
    assert code == 1 and "1 fault: see 'kg verify'" in complaint
    assert not (tmp_path / "1.0.0").exists()


def test_a_version_that_is_none_is_wrong_usage(kg: Command, small: Path, tmp_path: Path):
    code, _, complaint = kg("release", "1.0", "--out", tmp_path / "x", "--store", small)
    assert code == 2 and "'1.0' is no semantic version: give one like 1.0.0" in complaint


@pytest.mark.parametrize(
    ("given", "epoch", "day"),
    [
        ([], None, "2021-05-20"),
        ([], "1700000000", "2023-11-14"),
        (["--date", "2026-11-26"], "1700000000", "2026-11-26"),
    ],
)
def test_the_day_is_given_or_set_or_that_of_the_newest_article(
    kg: Command, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], epoch: str, day: str
):
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert kg("release", "1.0.0", "--out", tmp_path / "r", "--store", small, *given)[0] == 0
    assert f"This is release 1.0.0 of {day}" in (tmp_path / "r" / "README.md").read_text("utf-8")


def test_without_any_date_one_must_be_given(kg: Command, tmp_path: Path):
    write_store(tmp_path / "out" / "store", articles=0)
    code, _, complaint = kg("release", "1.0.0", "--out", tmp_path / "r", "--store", tmp_path / "out" / "store")
    assert code == 1 and "--date 2026-01-31" in complaint
    given = ("--store", tmp_path / "out" / "store", "--date", "2026-01-31")
    assert kg("release", "1.0.0", "--out", tmp_path / "r", *given)[0] == 0, "an empty one can be released"
    assert (
        kg("release", "1.0.0", "--out", tmp_path / "q", "--store", tmp_path / "out" / "store", "--date", "31.1.")[0]
        == 2
    )


def test_the_release_before_is_a_folder_or_an_address(kg: Command, small: Path, tmp_path: Path):
    def made(version: str, previous: Path | str) -> tuple[int, str]:
        given = ("--out", tmp_path / version, "--store", small, "--previous", previous)
        code, _, complaint = kg("release", version, *given)
        return code, complaint

    assert kg("release", "1.0.0", "--out", tmp_path / "1.0.0", "--store", small)[0] == 0
    assert made("1.1.0", tmp_path / "1.0.0")[0] == 0
    assert made("1.2.0", "https://example.org/release/1.1.0")[0] == 0
    for version, address in (("1.1.0", BASE + "release/1.0.0"), ("1.2.0", "https://example.org/release/1.1.0")):
        graph = rdflib.Graph().parse(tmp_path / version / "manifest.ttl")
        before = rdflib.URIRef("http://www.w3.org/ns/dcat#previousVersion")
        assert list(graph.objects(None, before)) == [rdflib.URIRef(address)]
    assert made("1.0.1-draft", tmp_path / "1.1.0") == (
        1, f"kg: --previous {tmp_path / '1.1.0'}: is version 1.1.0: give 1.0.1-draft a later version\n",
    )  # fmt: skip
    code, complaint = made("3.0.0", tmp_path / "nothing")
    assert code == 1 and "no release is there" in complaint and complaint.count("\n") == 1
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.ttl").write_text("<a:b> <a:c> <a:d> .")
    assert "names no version" in made("3.0.0", tmp_path / "other")[1]


def test_what_was_kept_out_is_counted_or_not_known(kg: Command, small: Path, tmp_path: Path):
    assert kg("release", "1.0.0", "--out", tmp_path / "r", "--store", small)[0] == 0
    assert "Not known: no `quarantine.jsonl`" in (tmp_path / "r" / "quality" / "quality.md").read_text("utf-8")
    line = (
        '{"article": "a", "path": "a", "kind": "claim", "claim": "c", "quote": "press@example.org", '
        '"shape": "place: type", "message": "m", "value": ""}\n'
    )
    (small.parent / "quarantine.jsonl").write_text(line, "utf-8")
    assert kg("release", "1.0.1", "--out", tmp_path / "s", "--store", small)[0] == 0
    page = (tmp_path / "s" / "quality" / "quality.md").read_text("utf-8")
    assert "| claim: place: type | 1 |" in page and "press@" not in page


def test_a_server_says_of_the_data_what_the_release_says(kg: Command, small: Path, tmp_path: Path):
    assert kg("release", "1.0.0", "--out", tmp_path / "r", "--store", small)[0] == 0
    released = rdflib.Graph().parse(tmp_path / "r" / "manifest.ttl")
    with served_copy(small) as served:
        told = rdflib.Graph().parse(data=written(served.facts, BASE)["ttl"], format="turtle")
    here, there = rdflib.URIRef(BASE + ".well-known/void#dataset"), rdflib.URIRef(BASE + "release/1.0.0")
    server, release = about(told, here), about(released, there)
    assert release <= server and len(release) > 50


def about(graph: rdflib.Graph, dataset: rdflib.URIRef) -> set[tuple[str, str, str]]:
    """What is said of the data in terms of VoID and DCMI, without the addresses of the descriptions themselves."""
    root = str(dataset).partition("#")[0]
    terms = (str(VOID), str(DCTERMS))
    said = set()
    parts = {*graph.subjects(RDF.type, VOID.Dataset), *graph.subjects(RDF.type, VOID.Linkset)}
    for subject in parts:
        for predicate, value in graph.predicate_objects(subject):
            if str(predicate).startswith(terms) and (subject != dataset or predicate in SHARED):
                said.add((shortened(subject, root), str(predicate), shortened(value, root)))
    return said


DCMI = ("title", "description", "license", "rights", "hasVersion")
SHARED = {VOID.triples, VOID.uriSpace, VOID.vocabulary, VOID.exampleResource, *(DCTERMS[name] for name in DCMI)}


def shortened(node: rdflib.term.Node, root: str) -> str:
    text = str(node)
    return "" if text in (root, root + "#dataset") else text.replace(root + "#", "#")


def test_readings_of_its_articles_go_with_a_release(kg: Command, small: Path, tmp_path: Path):
    from kg.language_model.readings import Question, keep

    with ArticleStore.open(small) as store:
        known = min(marker.text_hash for marker in store.markers())
    readings, out = tmp_path / "readings", tmp_path / "1.0.0"
    for article in (known, "of an article that is not in the store"):
        keep(readings, Question(article, 1, 1, {"model": "m", "text": article}), {"entities": [], "statements": []})
    given = ["--out", out, "--store", small, "--readings", readings]
    code, _, complaint = kg("release", "1.0.0", *given, "--without-quotations")
    assert code == 1 and "readings hold words" in complaint
    assert kg("release", "1.0.0", *given[:4], "--readings", tmp_path / "none")[0] == 1
    assert kg("release", "1.0.0", *given)[0] == 0
    (carried,) = [path for path in contents(out) if path.startswith("readings/")]
    assert carried in (out / "SHA256SUMS").read_text("utf-8") and carried in (out / "manifest.ttl").read_text("utf-8")
    assert (out / carried).read_bytes() == (readings / carried.removeprefix("readings/")).read_bytes()
