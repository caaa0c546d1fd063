"""The exports: the same bytes for the same facts, legal and complete for other parsers, and nothing private."""

from __future__ import annotations

import itertools
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import FORMATS, Profile, export
from kg.export.lines import merged
from kg.graph.terms import mg
from kg.records import KgError
from kg.store import ArticleStore
from tests.export.written import EVERY, PARSERS, RDF, article, built, legible, written

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def store() -> ArticleStore:
    return built((0, 1, 2))


@pytest.mark.parametrize(("name", "profile"), EVERY)
def test_the_order_of_commits_does_not_show(name: str, profile: Profile, tmp_path: Path) -> None:
    found = []
    for index, order in enumerate([*itertools.permutations((0, 1, 2)), (0, 0, 2, 1)]):
        changed = built(order, reference_first=index % 2 == 0)
        changed.remove("1.txt")
        changed.commit_article(article(1))
        found.append(written(changed, name, profile, tmp_path))
    assert all(files == found[0] for files in found) and found[0]


@pytest.mark.parametrize(("name", "profile"), EVERY)
def test_no_text_and_no_contact_is_exported_unasked(
    name: str, profile: Profile, store: ArticleStore, tmp_path: Path
) -> None:
    for content in map(legible, written(store, name, profile, tmp_path).values()):
        for private in (b"717", b"kituo@example", b"/graph/contacts/", b"/graph/text/", b"/graph/runs"):
            assert private not in content


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if entry.contacts])
def test_contacts_are_exported_where_asked_for(name: str, store: ArticleStore, tmp_path: Path) -> None:
    content = b"".join(map(legible, written(store, name, Profile.full, tmp_path, contacts=True).values()))
    assert b"555 01 12" in content and b"kituo@example.org" in content
    assert b"/graph/text/" not in content and b"/graph/runs" not in content


def test_turtle_is_read_like_a_page(store: ArticleStore, tmp_path: Path) -> None:
    export(store, "turtle", tmp_path / "out.ttl")
    content = (tmp_path / "out.ttl").read_text()
    assert content.startswith("@base <https://w3id.org/mgkg/> .\n@prefix article: ")
    assert (
        "\nstate:KEN\n"
        "    a mg:Actor ,\n"
        "      mg:State ;\n"
        '    rdfs:label "Kenya"@en ;\n'
        '    skos:altLabel "Kenia"@en ,\n'
        '                  "Republic of Kenya"@en .\n'
    ) in content
    assert 'mg:startDate "--10-01"^^xsd:gMonthDay' in content
    assert "mg:ordinal 2 " in content


def test_an_articles_graph_begins_with_it_and_counts_its_claims(store: ArticleStore, tmp_path: Path) -> None:
    export(store, "trig", tmp_path / "out.trig")
    block = (tmp_path / "out.trig").read_text().partition(f"article:{article(1).article.value[-16:]} {{\n")[2]
    subjects = [line.strip() for line in block.partition("\n}")[0].splitlines() if line[:5].strip() and line[4] != " "]
    claims = [subject for subject in subjects if "claim" in subject]
    assert subjects[0] == f"article:{article(1).article.value[-16:]}"
    assert [int(claim.rstrip(">").rpartition("/")[2]) for claim in claims] == [1, 2, 3, 6]


@pytest.mark.parametrize(("name", "profile"), EVERY)
def test_an_empty_store_gives_legal_files(name: str, profile: Profile, tmp_path: Path) -> None:
    files = written(ArticleStore.in_memory(), name, profile, tmp_path)
    assert files
    if (name, profile) in RDF:
        assert [list(ox.parse(content, PARSERS[FORMATS[name].suffix])) for content in files.values()] == [[]]


def test_an_unknown_format_is_named_with_the_known_ones(store: ArticleStore, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="'xml' is no export format: choose one of turtle, trig"):
        export(store, "xml", tmp_path / "out")


def test_a_blank_node_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    broken = ArticleStore.in_memory()
    export(broken, "nquads", tmp_path / "out")
    (tmp_path / "out").write_text("old")
    broken.store.add(ox.Quad(mg("x"), mg("y"), ox.BlankNode("b"), ox.DefaultGraph()))
    with pytest.raises(KgError, match="blank node"):
        export(broken, "nquads", tmp_path / "out")
    assert (tmp_path / "out").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


iris = st.builds(
    lambda base, local: base + local,
    st.sampled_from(
        ["https://w3id.org/mgkg/id/state/", "https://w3id.org/mgkg/id/odd.type/", "https://w3id.org/mgkg/", "http://x.org/",
         "https://w3id.org/mgkg/ontology#", "https://w3id.org/mgkg/concept/mg/", "https://w3id.org/mgkg/article/00/claim/"]
    ),
    st.text("aZ09-_.~%é/#:=,()'", max_size=6).filter(lambda text: "%" not in text and text.count("#") <= 1),
)  # fmt: skip
literals = st.one_of(
    st.booleans().map(ox.Literal),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(ox.Literal),
    st.text(max_size=3, alphabet='é"\\\n\u2028\u202e').map(lambda text: ox.Literal(text, language="en-GB")),
    st.sampled_from(["1", "-7", "1.5", "0.25", ".5", "true", "1e3", "x", "--10", "2018"]).flatmap(
        lambda text: st.sampled_from(["integer", "decimal", "double", "gMonth", "gYear", "string"]).map(
            lambda name: ox.Literal(text, datatype=ox.NamedNode(XSD + name))
        )
    ),
)


def named(text: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(text)
    except ValueError:
        return None


nodes = iris.map(named).filter(lambda node: node is not None)


@given(st.sets(st.builds(ox.Triple, nodes, nodes, st.one_of(nodes, literals)), max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_terms_survive_turtle_and_json_ld(
    tmp_path_factory: pytest.TempPathFactory, triples: set[ox.Triple]
) -> None:
    odd = ArticleStore.in_memory()
    odd.store.extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in triples)
    kept = {quad.triple for quad in odd.store}
    folder = tmp_path_factory.mktemp("odd")
    for name in ("turtle", "jsonld"):
        export(odd, name, folder / name, Profile.plain)
        assert {quad.triple for quad in ox.parse(path=folder / name, format=PARSERS[FORMATS[name].suffix])} == kept
    assert len(rdflib.Graph().parse(folder / "turtle", format="turtle")) == len(kept)


@given(st.lists(st.binary(max_size=3).filter(lambda line: b"\n" not in line)), st.integers(1, 5))
def test_sorting_in_pieces_is_sorting(lines: list[bytes], chunk: int) -> None:
    assert list(merged(lines, chunk)) == sorted(lines)
