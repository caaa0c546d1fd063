"""The exports: the same bytes for the same facts, legal and complete for other parsers, and nothing private."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import FORMATS, Profile, export
from kg.export.lines import merged
from kg.graph import ArticleGraph, article_graph
from kg.graph.terms import LABEL, english, entity, mg
from kg.records import Article, Claim, Entity, Extraction, KgError, Segment, Span
from kg.settings import ONTOLOGY_GRAPH, REFERENCE_GRAPH
from kg.store import ArticleStore

XSD = "http://www.w3.org/2001/XMLSchema#"
PARSERS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
RDF = [name for name, entry in FORMATS.items() if entry.suffix in PARSERS]


def article(number: int) -> ArticleGraph:
    text = f"Kenya hosted the launch on 1 October. Call +41 22 717 91 1{number}, Kenya {number}."
    name = ("Kenya", "Republic of Kenya", "Kenia")[number]
    entities = (
        Entity("e1", "Event", "the launch", ("launch; of\n“it”",)),
        Entity("e2", "State", name, reference="KEN"),
        Entity("e3", "CivilSociety", f"Kituo Cha {'Sheria' if number else 'SHERIA'}", ("KCS", "Kituo")),
    )
    claims = (
        Claim("host", "e1", "e2", "explicit", 0.9, "hosted", (Span(0, 37),)),
        Claim("startDate", "e1", "--10-01", "explicit", 1.0, "date", (Span(0, len(text)),)),
        Claim("ordinal", "e1", str(number), "explicit", 0.25, "ordinal", (Span(0, 37),)),
        Claim("telephone", "e3", f"+41 22 717 91 1{number}", "explicit", 0.9, "telephone", (Span(0, len(text)),)),
        Claim("participant", "e1", "e3", "attributed", 0.5, "said", (Span(3, 20),), attributed_to="e2"),
    )
    made = Article(f"{number}.txt", text, url="https://example.org/a?b=c", title='A "title" \\ é', published="2018-10")
    return article_graph(Extraction(made, (Segment("body", 0, len(text)),), entities, (), claims), rows={})


def reference() -> list[ox.Quad]:
    graphs = {name: ox.NamedNode(name) for name in (REFERENCE_GRAPH, ONTOLOGY_GRAPH)}
    return [
        ox.Quad(entity("State", "KEN"), LABEL, english("Kenya"), graphs[REFERENCE_GRAPH]),
        ox.Quad(mg("State"), LABEL, english("state"), graphs[ONTOLOGY_GRAPH]),
    ]


def built(order: Sequence[int], *, reference_first: bool = True) -> ArticleStore:
    store = ArticleStore.in_memory()
    if reference_first:
        store.load_reference(reference())
    for number in order:
        store.commit_article(article(number))
    if not reference_first:
        store.load_reference(reference())
    return store


@pytest.fixture(scope="module")
def store() -> ArticleStore:
    return built((0, 1, 2))


def content(path: Path) -> bytes:
    """What an export wrote: a file, or a folder of files."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return b"".join(file.name.encode() + file.read_bytes() for file in files)


def public_quads(store: ArticleStore) -> set[ox.Quad]:
    private = ("/graph/runs", "/graph/contacts/", "/graph/text/")
    return {quad for quad in store.store if not any(part in str(quad.graph_name) for part in private)}


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_commits_does_not_show(name: str, tmp_path: Path) -> None:
    files = set()
    for index, order in enumerate([*itertools.permutations((0, 1, 2)), (0, 0, 2, 1)]):
        changed = built(order, reference_first=index % 2 == 0)
        changed.remove("1.txt")
        changed.commit_article(article(1))
        export(changed, name, tmp_path / "out")
        files.add(content(tmp_path / "out"))
    assert len(files) == 1


@pytest.mark.parametrize("name", RDF)
def test_pyoxigraph_reads_back_the_same_triples(name: str, store: ArticleStore, tmp_path: Path) -> None:
    suffix = FORMATS[name].suffix
    export(store, name, tmp_path / f"out{suffix}")
    back = set(ox.parse(path=tmp_path / f"out{suffix}", format=PARSERS[suffix]))
    every = public_quads(store)
    facts = {quad for quad in every if isinstance(quad.graph_name, ox.DefaultGraph)}
    assert back == (every if FORMATS[name].profiles[0] is Profile.full else facts)


def test_rdflib_reads_back_the_same_triples(store: ArticleStore, tmp_path: Path) -> None:
    for name in ("trig", "nquads", "jsonld"):
        export(store, name, tmp_path / "out")
        dataset = rdflib.Dataset()
        dataset.parse(tmp_path / "out", format={"jsonld": "json-ld"}.get(name, name))
        lines = dataset.serialize(format="nquads").encode()
        assert set(ox.parse(lines, ox.RdfFormat.N_QUADS)) == public_quads(store)
    export(store, "turtle", tmp_path / "out.ttl")
    lines = rdflib.Graph().parse(tmp_path / "out.ttl").serialize(format="nt").encode()
    facts = {q for q in public_quads(store) if isinstance(q.graph_name, ox.DefaultGraph)}
    assert set(ox.parse(lines, ox.RdfFormat.N_TRIPLES)) == facts


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_and_no_contact_is_exported_unasked(name: str, store: ArticleStore, tmp_path: Path) -> None:
    export(store, name, tmp_path / "out")
    for private in (b"717", b"/graph/contacts/", b"/graph/text/", b"/graph/runs", b"telephone"):
        assert private not in content(tmp_path / "out")


def test_contacts_are_exported_where_asked_for(store: ArticleStore, tmp_path: Path) -> None:
    export(store, "trig", tmp_path / "out.trig", contacts=True)
    content = (tmp_path / "out.trig").read_text()
    assert "717 91 12" in content
    assert "/graph/text/" not in content


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
    assert [int(claim.rstrip(">").rpartition("/")[2]) for claim in claims] == [1, 2, 3, 5]


def test_an_empty_store_gives_legal_files(tmp_path: Path) -> None:
    for name in RDF:
        export(ArticleStore.in_memory(), name, tmp_path / "out")
        assert list(ox.parse(path=tmp_path / "out", format=PARSERS[FORMATS[name].suffix])) == []


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
def test_any_terms_survive_turtle_in_both_parsers(
    tmp_path_factory: pytest.TempPathFactory, triples: set[ox.Triple]
) -> None:
    odd = ArticleStore.in_memory()
    odd.store.extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in triples)
    kept = {quad.triple for quad in odd.store}
    path = tmp_path_factory.mktemp("odd") / "out.ttl"
    export(odd, "turtle", path)
    assert {quad.triple for quad in ox.parse(path=path)} == kept
    assert len(rdflib.Graph().parse(path)) == len(kept)


@given(st.lists(st.binary(max_size=3).filter(lambda line: b"\n" not in line)), st.integers(1, 5))
def test_sorting_in_pieces_is_sorting(lines: list[bytes], chunk: int) -> None:
    assert list(merged(lines, chunk)) == sorted(lines)
