"""Each RDF format read back by programs that are not ours, with the same triples: Oxigraph, rdflib, Serd, Raptor, PyLD;
Virtuoso in `tests/remote`. Debian's Apache Jena (4.9.0) does not start, so that there is no test with it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld

from kg.export import FORMATS, Frame, Profile, export
from kg.graph.terms import LABEL, RDF_OBJECT, RDF_SUBJECT, RDF_TYPE, mg
from kg.store import ArticleStore
from kg.validate import validate_files
from tests.export.written import NAME, PARSERS, RDF, built, held

SYNTAXES = {".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads"}


@pytest.fixture(scope="module")
def store() -> ArticleStore:
    return built((0, 1, 2))


def by_oxigraph(file: Path) -> bytes:
    return ox.serialize(ox.parse(path=file, format=PARSERS[file.suffix]), format=ox.RdfFormat.N_QUADS)


def by_rdflib(file: Path) -> bytes:
    names = {".nt": "nt", ".jsonld": "json-ld"}
    format = names.get(file.suffix) or SYNTAXES[file.suffix]
    return rdflib.Dataset().parse(file, format=format).serialize(format="nquads").encode()


def by_serd(file: Path) -> bytes:
    return run("serdi", "-i", SYNTAXES[file.suffix], "-o", "nquads", file)


def by_raptor(file: Path) -> bytes:
    return run("rapper", "-q", "-i", SYNTAXES[file.suffix], "-o", "nquads", file, "https://w3id.org/mgkg/")


def by_pyld(file: Path) -> bytes:
    quads = jsonld.to_rdf(json.loads(file.read_bytes()), {"format": "application/n-quads"})
    assert isinstance(quads, str)
    return quads.encode()


def run(program: str, *arguments: object) -> bytes:
    if shutil.which(program) is None:
        pytest.skip(f"{program} not on the PATH: apt-get install serdi raptor2-utils")
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    return done.stdout


READERS = (by_oxigraph, by_rdflib, by_serd, by_raptor, by_pyld)


def can_read(reader: Callable[[Path], bytes], suffix: str) -> bool:
    if suffix == ".jsonld":
        return reader in (by_oxigraph, by_rdflib, by_pyld)
    if reader is by_raptor:
        return suffix != ".trig"  # Raptor 2.0.16 crashes on TriG with relative IRIs after a base
    return reader is not by_pyld


CASES = [
    pytest.param(reader, name, profile, id=f"{reader.__name__}-{name}-{profile}")
    for name, profile in RDF
    for reader in READERS
    if can_read(reader, FORMATS[name].suffix)
]


@pytest.mark.parametrize(("reader", "name", "profile"), CASES)
@pytest.mark.parametrize("contacts", [False, True])
def test_another_program_reads_the_same(
    reader: Callable[[Path], bytes], name: str, profile: Profile, contacts: bool, store: ArticleStore, tmp_path: Path
) -> None:
    if contacts and profile is Profile.plain:
        return
    file = tmp_path / f"out{FORMATS[name].suffix}"
    export(store, name, file, profile, contacts=contacts)
    back = set(ox.parse(reader(file), ox.RdfFormat.N_QUADS))
    assert back == held(store, name, profile, contacts=contacts)


def test_one_graph_of_all_passes_our_shapes(tmp_path: Path) -> None:
    """The reference facts in it need no claims, for the articles say which graphs they have of their own."""
    file = tmp_path / "out.nt"
    export(built((1, 2)), "ntriples", file, Profile.full)
    assert validate_files([file]) == []
    file.write_text("".join(line for line in file.open() if str(NAME) not in line))
    assert {violation.shape for _, violation in validate_files([file])} == {"fact with a claim"}


def in_trees(quads: set[ox.Quad], kind: str, profile: Profile) -> tuple[set[ox.Term], set[ox.Triple]]:
    """The nodes that have trees, and the triples in these: facts that name a node, the claims about it, and the types
    and labels of all that they name."""
    facts = {quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)}
    told = {quad.triple for quad in quads if str(quad.graph_name).startswith("<https://w3id.org/mgkg/article/")}
    nodes = {fact.subject for fact in facts if fact.predicate == RDF_TYPE and fact.object == mg(kind)}
    found = {fact for fact in facts if nodes & {fact.subject, fact.object}}
    if profile is Profile.full:
        ends = (RDF_SUBJECT, RDF_OBJECT)
        claims = {triple.subject for triple in told if triple.predicate in ends and triple.object in nodes}
        segments = {t.object for t in told if t.subject in claims and t.predicate == mg("evidence")}
        found |= {triple for triple in told if triple.subject in claims | segments}
    labelled = {fact.subject for fact in facts if fact.predicate == LABEL}
    named = {end for triple in found for end in (triple.subject, triple.object)} & labelled
    found |= {fact for fact in facts if fact.subject in named and fact.predicate in (RDF_TYPE, LABEL)}
    return nodes, found


@pytest.mark.parametrize("kind", ["Actor", "Event"])
@pytest.mark.parametrize("profile", [Profile.plain, Profile.full])
def test_trees_hold_what_is_said_of_their_nodes(
    kind: str, profile: Profile, store: ArticleStore, tmp_path: Path
) -> None:
    file = tmp_path / "out.jsonld"
    export(store, "jsonld", file, profile, frame=Frame(kind.lower()))
    nodes, wanted = in_trees(set(store.store), kind, profile)
    trees = json.loads(file.read_bytes())["@graph"]
    assert [f"<https://w3id.org/mgkg/{tree['id']}>" for tree in trees] == sorted(map(str, nodes))
    for reader in (by_pyld, by_oxigraph, by_rdflib):
        assert {quad.triple for quad in ox.parse(reader(file), ox.RdfFormat.N_QUADS)} == wanted, reader


def test_a_tree_is_read_without_looking_elsewhere(store: ArticleStore, tmp_path: Path) -> None:
    export(store, "jsonld", tmp_path / "out.jsonld", Profile.full, frame=Frame.event)
    (tree,) = json.loads((tmp_path / "out.jsonld").read_bytes())["@graph"][:1]
    assert tree["host"] == [{"id": "id/state/KEN", "type": ["Actor", "State"], "label": "Kenya"}]
    claim = next(claim for claim in tree["@reverse"]["subject"] if claim["predicate"] == "host")
    assert claim["object"]["label"] == "Kenya" and claim["confidence"] == "0.9"
    assert claim["evidence"][0]["exact"] == "Kenya hosted the launch on 1 October."
