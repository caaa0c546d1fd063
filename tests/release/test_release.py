"""A release of the examples, taken as an integrator takes it: every file is read by tools that are not ours."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import yaml
from pyshacl import validate
from rdflib.namespace import DCTERMS, RDF, SH, VOID

from kg.contacts import has_contact
from kg.export import FORMATS
from kg.store import open_snapshot
from kg.validate import validate_store
from tests.release.conftest import CONTACTS

HERE = Path(__file__).parent
BASE = "https://w3id.org/mgkg/"
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
BESIDE = {"manifest.ttl", "README.md", "CITATION.cff", "SHA256SUMS", "datacite.json", ".zenodo.json"}
RDF_FILES = {
    ".ttl": ("turtle", ox.RdfFormat.TURTLE),
    ".trig": ("trig", ox.RdfFormat.TRIG),
    ".nt": ("nt", ox.RdfFormat.N_TRIPLES),
    ".nq": ("nquads", ox.RdfFormat.N_QUADS),
    ".jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
}


def files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def described(folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(folder / "manifest.ttl")


def dataset(graph: rdflib.Graph) -> rdflib.term.Node:
    (found,) = graph.subjects(DCAT.isVersionOf)
    return found


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def run_in(folder: Path, words: list[str]) -> str:
    """Runs a program of another make in a folder; returns what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, env={**os.environ, "PATH": path})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_checksums_are_those_of_all_files(release: Path):
    said = run_in(release, ["sha256sum", "--strict", "-c", "SHA256SUMS"])
    assert {line.removesuffix(": OK") for line in said.splitlines()} == set(files(release)) - {"SHA256SUMS"}
    one = release / "data" / "graph.ttl"
    content = one.read_bytes()
    one.write_bytes(content + b"# one byte more\n")
    try:
        assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=release, capture_output=True).returncode == 1
    finally:
        one.write_bytes(content)


def test_every_format_of_the_table_is_there_in_each_profile(release: Path):
    data = [path for path in files(release) if path.startswith("data/")]
    assert not [path for path in data if path.endswith(".parquet")], "what needs an extra is not the same everywhere"
    for entry in (entry for entry in FORMATS.values() if not entry.extra):
        if entry.is_set:
            names = {path.split("/")[1] for path in data if path.count("/") > 1}
            assert {
                f"{entry.name}{'' if profile is entry.profiles[0] else f'-{profile}'}" for profile in entry.profiles
            } <= names
        else:
            assert len([path for path in data if path.count("/") == 1 and path.endswith(entry.suffix)]) >= len(
                entry.profiles
            )


def test_every_rdf_file_is_read_by_rdflib_and_oxigraph_alike(release: Path):
    read = set()
    for place, path in files(release).items():
        if path.suffix in RDF_FILES and path.name != "context.jsonld":  # which says nothing by itself
            name, format = RDF_FILES[path.suffix]
            dataset = rdflib.Dataset()
            dataset.parse(path, format=name)
            assert sum(1 for _ in dataset.quads()) == len(set(ox.parse(path=path, format=format))) > 0, place
            read.add(path.suffix)
    assert read == set(RDF_FILES)


def test_the_commands_of_the_readme_work(release: Path, tmp_path: Path):
    copy = tmp_path / "copy"
    copy.mkdir()
    for one in release.iterdir():
        (copy / one.name).symlink_to(one)
    readme = (release / "README.md").read_text("utf-8")
    shell, python = blocks(readme, "sh"), blocks(readme, "python")
    assert len(shell) >= 2 and len(python) >= 2
    for block in shell:
        run_in(copy, ["bash", "-euo", "pipefail", "-c", block])
    assert all(run_in(copy, [sys.executable, "-c", block]).strip() for block in python)
    assert len(ox.Store.read_only(str(copy / "store"))) > 10_000


def test_the_manifest_keeps_to_dcat(release: Path, bare: Path):
    shapes = rdflib.Graph().parse(HERE / "dcat.ttl")
    for folder in (release, bare):
        conforms, _, report = validate(described(folder), shacl_graph=shapes, inference="none")
        assert conforms, report


def test_the_shapes_of_dcat_see_what_is_missing(release: Path):
    shapes, text = rdflib.Graph().parse(HERE / "dcat.ttl"), (release / "manifest.ttl").read_text("utf-8")
    for predicate in (
        *(DCTERMS.title, DCTERMS.license, DCTERMS.publisher, VOID.triples, SPDX.checksum, SPDX.algorithm),
        *(DCAT[name] for name in ("byteSize", "mediaType", "downloadURL", "version", "hasVersion", "startDate")),
    ):
        graph = rdflib.Graph().parse(data=text, format="turtle")
        graph.remove((None, predicate, None))
        assert not validate(graph, shacl_graph=shapes, inference="none", abort_on_first=True)[0], predicate


def test_the_manifest_tells_of_each_file_what_it_is(release: Path, bare: Path):
    for folder in (release, bare):
        graph, here = described(folder), files(folder)
        address = str(dataset(graph))
        told = {}
        for one in graph.subjects(RDF.type, DCAT.Distribution):
            place = str(graph.value(one, DCAT.downloadURL)).removeprefix(address + "/")
            checksum = graph.value(graph.value(one, SPDX.checksum), SPDX.checksumValue)
            told[place] = (int(str(graph.value(one, DCAT.byteSize))), str(checksum))
        content = {place: path.read_bytes() for place, path in here.items() if place not in BESIDE}
        assert told == {place: (len(b), hashlib.sha256(b).hexdigest()) for place, b in content.items()}


def test_what_void_counts_is_so(release: Path):
    """Counted again by rdflib, from the files."""
    told, plain = described(release), rdflib.Graph().parse(release / "data" / "graph.ttl")
    everything = rdflib.Dataset()
    everything.parse(release / "data" / "graph.trig")
    whole = dataset(told)
    assert int(told.value(whole, VOID.triples)) == len(set(everything.quads((None, None, None, None))))
    (part,) = [part for part in told.objects(whole, VOID.subset) if (part, VOID.classes, None) in told]
    entities = {s for s in plain.subjects(unique=True) if str(s).startswith(BASE + "id/")}
    counted = {
        VOID.triples: len(plain),
        VOID.entities: len(entities),
        VOID.distinctSubjects: len(set(plain.subjects())),
        VOID.distinctObjects: len(set(plain.objects())),
        VOID.classes: len(set(plain.objects(None, RDF.type))),
        VOID.properties: len(set(plain.predicates())),
    }
    assert {name: int(told.value(part, name)) for name in counted} == counted
    for link, of, number, count in (
        (VOID.classPartition, VOID["class"], VOID.entities, lambda c: len(set(plain.subjects(RDF.type, c)))),
        (VOID.propertyPartition, VOID.property, VOID.triples, lambda p: len(list(plain.triples((None, p, None))))),
    ):
        parts = {told.value(one, of): int(told.value(one, number)) for one in told.objects(part, link)}
        assert parts == {term: count(term) for term in parts} and len(parts) > 10
    for links in told.subjects(RDF.type, VOID.Linkset):
        space = str(told.value(told.value(links, VOID.objectsTarget), VOID.uriSpace))
        targets = [o for o in plain.objects(None, told.value(links, VOID.linkPredicate)) if str(o).startswith(space)]
        assert int(told.value(links, VOID.triples)) == len(targets) > 0
    assert len(set(told.subjects(RDF.type, VOID.Linkset))) >= 3


def test_the_release_says_which_release_it_is(release: Path, bare: Path):
    first, second = described(release), described(bare)
    assert dataset(first) == rdflib.URIRef(BASE + "release/1.0.0")
    assert str(first.value(dataset(first), DCTERMS.issued)) == "2021-12-15", "the day of the newest article"
    assert first.value(dataset(first), DCAT.previousVersion) is None
    assert str(second.value(dataset(second), DCTERMS.issued)) == "2026-11-26"
    assert second.value(dataset(second), DCAT.previousVersion) == dataset(first)
    ontology = rdflib.Graph().parse(release / "vocabulary" / "ontology.ttl")
    version = ontology.value(rdflib.URIRef(BASE + "ontology"), rdflib.OWL.versionIRI)
    assert first.value(dataset(first), DCTERMS.conformsTo) == version
    digest = hashlib.sha256((release / "data" / "graph.nq").read_bytes()).hexdigest()
    identifiers = {str(one) for one in first.objects(dataset(first), DCTERMS.identifier)}
    assert identifiers == {BASE + "release/1.0.0", f"sha256:{digest}"}, "the digest is as kg query --cite names it"


def text_of(path: Path) -> str:
    """The text in a file; of a database as its engine gives it too."""
    told = ""
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            told = "\n".join(database.iterdump())
    return told + path.read_bytes().decode("utf-8", "replace" if told else "strict")


@pytest.mark.parametrize("kind", ["release", "bare"])
def test_no_contact_detail_is_in_any_file(kind: str, built: Path, request: pytest.FixtureRequest):
    with open_snapshot(built) as store:
        private = "\n".join(map(str, store.store))
    assert all(contact in private for contact in CONTACTS), "the store has them"
    numbers = [re.sub(r"\D", "", contact) for contact in CONTACTS if contact.startswith("+")]
    for place, path in files(request.getfixturevalue(kind)).items():
        text = text_of(path)
        assert not any(contact in text for contact in (*CONTACTS, *numbers)), place
        assert "mg:telephone " not in text or place.startswith("vocabulary/"), place
    quality = (request.getfixturevalue(kind) / "quality" / "quality.md").read_text("utf-8")
    assert not has_contact(quality)


def test_without_quotations_no_words_of_articles_are_there(built: Path, release: Path, bare: Path):
    with open_snapshot(built) as store:
        exact = store.store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/ns/oa#exact"), None, None)
        quoted = {quad.object.value for quad in exact if isinstance(quad.object, ox.Literal)}
        quoted = {words for words in quoted if words.count(" ") > 5}
    texts = {place: text_of(path) for place, path in files(bare).items()}
    assert len(quoted) > 100
    assert sum(words in (release / "data" / "graph.trig").read_text("utf-8") for words in quoted) > 100
    named = "\n".join(str(o) for o in rdflib.Graph().parse(bare / "data" / "graph.ttl").objects())
    words_alone = {words for words in quoted if words not in named}  # a name or a title may be as long
    assert len(words_alone) > 150
    assert [(place, words) for place, text in texts.items() for words in words_alone if words in text] == []
    assert "data must be shared" not in "".join(texts.values())


def test_without_quotations_whoever_has_the_text_can_check_it(built: Path, bare: Path):
    graph = ox.Store()
    graph.bulk_load(path=str(bare / "data" / "graph.trig"), format=ox.RdfFormat.TRIG)
    rows = graph.query(
        """PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX mg: <https://w3id.org/mgkg/ontology#>
        PREFIX oa: <http://www.w3.org/ns/oa#> SELECT * { GRAPH ?article {
        ?segment a mg:Segment ; dcterms:isPartOf ?article ; oa:start ?start ; oa:end ?end ; mg:textHash ?hash } }"""
    )
    with open_snapshot(built) as store:
        checked = [
            hashlib.sha256(words.encode()).hexdigest() == row["hash"].value
            for row in rows
            if (words := store.text_of(row["article"].value)[int(row["start"].value) : int(row["end"].value)])
        ]
    assert len(checked) > 100 and all(checked)
    assert validate_store(graph) == []


def test_the_shacl_report_is_one(release: Path):
    report = rdflib.Graph().parse(release / "quality" / "shacl.ttl")
    (node,) = report.subjects(RDF.type, SH.ValidationReport)
    assert report.value(node, SH.conforms) is not None
    assert all(report.value(one, SH.resultSeverity) != SH.Violation for one in report.objects(node, SH.result))


def test_the_citation_is_what_the_format_asks_for(release: Path):
    content = yaml.safe_load((release / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "date-released", "license"} <= set(content)
    assert (content["cff-version"], content["type"], content["version"]) == ("1.2.0", "dataset", "1.0.0")
    assert content["url"] == BASE + "release/1.0.0"
    assert str(content["date-released"]) == "2021-12-15"
