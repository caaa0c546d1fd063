"""`kg import`: facts of others go in as a whole or not at all, are shown as theirs, and leave with them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg import settings
from kg.decisions import Decision, Rulings, record_decisions
from kg.graph import article_graph, ontology_quads, reference_quads
from kg.graph.imported_graph import own_names, renamed
from kg.graph.terms import LABEL, RDF_TYPE, SKOS, article_iri, entity, mg
from kg.pipeline.flow import build
from kg.pipeline.undo import undo
from kg.query import LocalStore
from kg.store import ArticleStore, newest_snapshot, open_snapshot, publish
from tests.queries.small_graph import extraction
from tests.serve.local_ask import pages
from tests.validate.test_foreign import PREFIXES

ROOT = Path(__file__).parents[2]
Kg = Callable[..., tuple[int, str, str]]
NAME = "Ministry of Labour"
KEY = f"import:{NAME}"
SENTENCE = f"Stated by {NAME}, file facts.ttl, no sentence"
ARTICLE = {
    "key": "https://example.org/1",
    "published": "2026-05-01",
    "entities": "e1 | Event | Workshop on permits\nk | State | Kenya | reference=KEN\nt | State | Togo | reference=TGO",
    "claims": "e1 | host | k | Kenya hosted the workshop.\ne1 | participant | t | Togo took part.",
}
FACTS = """
ex:training a mg:Event ; rdfs:label "Training of inspectors"@en ; mg:startDate "2026-05-12"^^xsd:date ;
    mg:host state:KEN ; mg:participant ex:wanjiru , ex:iom .
ex:wanjiru a mg:Person , mg:Actor ; rdfs:label "Wanjiru Otieno"@en ; mg:worksFor state:KEN ;
    mg:email "w.otieno@ministry.example" ; rdfs:seeAlso <https://ministry.example/people> .
ex:iom <http://www.w3.org/2004/02/skos/core#exactMatch> <https://w3id.org/mgkg/id/international-organization/iom> .
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the reference data and one article."""
    folder: Path = tmp_path_factory.mktemp("made")
    with ArticleStore.open(folder) as store:
        store.load_reference(chain(reference_quads(), ontology_quads()))
        store.commit_article(article_graph(extraction(ARTICLE)))
        publish(store)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the store."""
    return Path(shutil.copytree(made, tmp_path / "store"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "facts.ttl").write_text(PREFIXES + FACTS, "utf-8")
    return tmp_path / "facts.ttl"


def quads(folder: Path) -> set[ox.Quad]:
    with open_snapshot(folder) as store:
        return set(store.store)


def plain(folder: Path) -> set[ox.Triple]:
    return {quad.triple for quad in quads(folder) if isinstance(quad.graph_name, ox.DefaultGraph)}


def event(folder: Path) -> ox.NamedNode:
    return next(
        triple.subject
        for triple in plain(folder)
        if triple.object == ox.Literal("Training of inspectors", language="en")
    )  # type: ignore[return-value]


def test_facts_stand_in_the_graph_as_those_of_their_source(kg: Kg, folder: Path, file: Path):
    code, out, err = kg("import", file, "--source", NAME, "--date", "2026-05-20", "--store", folder)
    assert (code, out) == (0, "") and f"6 claims of {NAME}" in err
    stands, training = plain(folder), event(folder)
    assert ox.Triple(training, mg("host"), entity("State", "KEN")) in stands
    assert ox.Triple(training, mg("participant"), entity("InternationalOrganization", "iom")) in stands
    source = {t.predicate.value.rpartition("/")[2]: t.object.value for t in stands if t.subject == article_iri(KEY)}
    assert source["publisher"] == NAME and source["issued"] == "2026-05-20"
    assert source["identifier"] == f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
    with open_snapshot(folder) as store:
        assert list(store.check(default_graph=True)) == []
    for command in ("validate", "verify"):
        assert kg(command, "--store", folder)[0] == 0, command


def test_questions_pages_and_exports_tell_who_states_them(kg: Kg, folder: Path, file: Path, tmp_path: Path):
    kg("import", file, "--source", NAME, "--store", folder)
    asked = ("--set", "subject=Training of inspectors", "--format", "csv", "--store", folder)
    assert kg("query", "evidence", *asked)[1].count(SENTENCE) == 4
    assert kg("view", "Training of inspectors", "--out", tmp_path / "page.html", "--store", folder)[0] == 0
    assert SENTENCE in (tmp_path / "page.html").read_text("utf-8")
    for name in ("trig", "graphml", "ftm"):
        assert kg("export", "--format", name, "--out", tmp_path / name, "--store", folder)[0] == 0
        assert SENTENCE in (tmp_path / name).read_text("utf-8"), name


def test_the_served_pages_of_things_and_of_the_source_tell_who_states_them(kg: Kg, folder: Path, file: Path):
    kg("import", file, "--source", NAME, "--store", folder)
    with open_snapshot(folder) as store:
        client = TestClient(pages(LocalStore(store.store)))
        for node in (event(folder), article_iri(KEY)):
            page = client.get(f"/page/{node.value.removeprefix(settings.BASE)}")
            assert page.status_code == 200 and SENTENCE in page.text and "w.otieno" not in page.text


def test_contact_data_go_to_the_contacts_alone(kg: Kg, folder: Path, file: Path):
    kg("import", file, "--source", NAME, "--store", folder)
    held = {q.graph_name.value for q in quads(folder) if "w.otieno@" in str(q.object)}  # type: ignore[union-attr]
    assert held == {settings.CONTACTS_GRAPHS + article_iri(KEY).value.rpartition("/")[2]}
    assert "w.otieno@" not in kg("export", "--format", "nquads", "--store", folder)[1]
    assert "w.otieno@" in kg("export", "--format", "nquads", "--with-contacts", "--store", folder)[1]


def test_the_same_file_gives_the_same_bytes_and_another_replaces_it(kg: Kg, folder: Path, file: Path):
    kg("import", file, "--source", NAME, "--store", folder)
    first = quads(folder)
    kg("import", file, "--source", NAME, "--store", folder)
    assert quads(folder) == first
    file.write_text(file.read_text("utf-8").replace("mg:host state:KEN", "mg:host state:TGO"), "utf-8")
    kg("import", file, "--source", NAME, "--store", folder)
    hosts = {t.object for t in plain(folder) if t.predicate == mg("host") and t.subject == event(folder)}
    assert hosts == {entity("State", "TGO")}


def test_what_a_source_alone_stated_leaves_with_it_and_nothing_else(kg: Kg, folder: Path, file: Path):
    before = quads(folder)
    workshop = next(q.subject for q in before if q.object == ox.Literal("Workshop on permits", language="en"))
    more = f"{workshop} mg:host state:KEN ; mg:chair state:TGO ."  # the first an article says too
    file.write_text(PREFIXES + FACTS + more, "utf-8")
    assert kg("import", file, "--source", NAME, "--store", folder)[0] == 0
    assert ox.Triple(workshop, mg("chair"), entity("State", "TGO")) in plain(folder)
    assert kg("import", "--remove", NAME, "--store", folder)[0] == 0
    assert quads(folder) == before
    code, _, err = kg("import", "--remove", NAME, "--store", folder)
    assert code == 1 and f"'{NAME}' is no source in this store" in err


def test_an_import_of_what_is_there_publishes_nothing_so_that_undo_leads_to_what_was_before_it(
    kg: Kg, folder: Path, file: Path
):
    before = quads(folder)
    assert kg("import", file, "--source", NAME, "--store", folder)[0] == 0
    newest = newest_snapshot(folder)
    assert kg("import", file, "--source", NAME, "--store", folder)[0] == 0
    assert newest_snapshot(folder) == newest
    with ArticleStore.open(folder) as store:
        undo(store)
    assert quads(folder) == before


def test_a_removal_that_was_broken_off_is_done_again(kg: Kg, folder: Path, file: Path):
    assert kg("import", file, "--source", NAME, "--store", folder)[0] == 0
    with ArticleStore.open(folder) as store:
        assert store.remove(KEY)
    assert kg("import", "--remove", NAME, "--store", folder)[0] == 0
    with open_snapshot(folder) as store:
        assert store.marker(KEY) is None
    assert kg("import", "--remove", NAME, "--store", folder)[0] == 1


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("ex:training mg:hosst state:KEN .", "did you mean"),
        ('ex:training mg:endDate "soon" .', "mg:endDate"),
        ("ex:training mg:chair ex:nobody .", "mg:chair"),
        ('ex:training rdfs:comment "tel. +41 22 555 01 11" .', "mg:telephone"),
        ('ex:wanjiru mg:telephone "none" .', "ext. 40"),
    ],
)
def test_one_fault_keeps_all_of_it_out(kg: Kg, folder: Path, file: Path, turtle: str, said: str):
    before = quads(folder)
    file.write_text(PREFIXES + FACTS + turtle, "utf-8")
    code, out, err = kg("import", file, "--source", NAME, "--store", folder)
    assert code == 3 and "nothing was brought in" in err
    assert said in " ".join(out.replace("│", " ").split())
    assert "555 01" not in out
    assert quads(folder) == before


def test_a_source_does_not_vouch_for_what_it_no_longer_describes(kg: Kg, folder: Path, file: Path):
    kg("import", file, "--source", NAME, "--store", folder)
    file.write_text(f"{PREFIXES}{event(folder)} mg:host state:TGO .", "utf-8")
    assert kg("import", file, "--source", NAME, "--store", folder)[0] == 3
    assert kg("import", file, "--source", "Another", "--store", folder)[0] == 0


def test_the_report_calls_things_as_the_file_does(kg: Kg, folder: Path, file: Path):
    file.write_text(PREFIXES + 'ex:p a mg:Person , mg:Actor ; rdfs:label "P"@en ; mg:worksFor "x" .', "utf-8")
    _, out, _ = kg("import", file, "--source", NAME, "--store", folder)
    assert "https://minist" in out and "id/person" not in out


@pytest.mark.parametrize(
    ("name", "content", "options", "code", "said"),
    [
        ("a.ttl", b"<a> <b", ("--source", "X"), 1, "a.ttl: line 1"),
        ("a.rdf", b"", ("--source", "X"), 1, "facts come in as .ttl, .trig"),
        ("a.csv", b"", ("--source", "X"), 1, "--mapping"),
        ("a.ttl", b"", ("--source", "call +41 22 555 01 11"), 1, "no name of a source"),
        ("a.ttl", b"", ("--source", "X", "--date", "2026-02-31"), 1, "'2026-02-31' is no date"),
        ("a.ttl", b"", ("--source", "X"), 1, "a.ttl: there are no facts in it"),
        ("a.ttl", b"", (), 2, "--source NAME"),
        ("a.ttl", b"", ("--source", "X", "--remove", "X"), 2, "--remove NAME alone"),
    ],
)
def test_wrong_use_is_one_line(kg: Kg, folder: Path, tmp_path: Path, name: str, content: bytes, options, code, said):
    (tmp_path / name).write_bytes(content)
    done, out, err = kg("import", tmp_path / name, *options, "--store", folder)
    assert (done, out) == (code, "") and said in err and err.count("\n") == 1


def test_the_example_is_valid_and_goes_in(kg: Kg, folder: Path):
    example = ROOT / "examples" / "ministry.ttl"
    assert kg("validate", example)[0] == 0
    assert kg("import", example, "--source", "Example Ministry", "--date", "2026-05-20", "--store", folder)[0] == 0
    told = "Stated by Example Ministry, file ministry.ttl, no sentence"
    assert told in (ROOT / "examples" / "integrators.md").read_text("utf-8")
    assert told in kg("export", "--format", "trig", "--store", folder)[1]


def test_without_a_store_nothing_is_made(kg: Kg, file: Path, tmp_path: Path):
    code, _, err = kg("import", file, "--source", NAME, "--store", tmp_path / "none")
    assert code == 1 and "kg build" in err and not (tmp_path / "none").exists()


def test_a_build_keeps_sources_also_when_it_prunes(kg: Kg, file: Path, tmp_path: Path):
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text("---\ntitle: Workshop opens\n---\nKenya hosted a workshop in Nairobi.\n", "utf-8")
    assert build([articles], tmp_path / "out").exit_code == 0
    assert kg("import", file, "--source", NAME, "--store", tmp_path / "out" / "store")[0] == 0
    (articles / "one.txt").rename(articles / "two.txt")
    code, out, err = kg("build", articles, "--prune=all", "--out", tmp_path / "out")
    assert (code, err) == (0, "") and "Removed" in out
    assert "Training of inspectors" in (tmp_path / "out" / "graph.ttl").read_text("utf-8")
    assert SENTENCE in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_foreign_entities_get_names_of_this_program_and_keep_theirs_as_exact_matches():
    foreign, other = ox.NamedNode("https://ministry.example/id/1"), ox.NamedNode("https://ministry.example/id/2")
    same = ox.NamedNode(SKOS + "exactMatch")
    known = entity("State", "KEN")
    triples = [
        ox.Triple(foreign, RDF_TYPE, mg("Event")),
        ox.Triple(foreign, LABEL, ox.Literal("A day", language="en")),
        ox.Triple(foreign, mg("host"), other),
        ox.Triple(other, same, known),
        ox.Triple(foreign, mg("participant"), ox.NamedNode("https://elsewhere.example/x")),
    ]
    names = own_names(triples)
    assert names[other] == known
    assert names[foreign].value.startswith(settings.ENTITY + "event/a-day--")
    assert own_names(reversed(triples)) == names
    made = set(renamed(triples, names))
    assert {ox.Triple(names[foreign], same, foreign), ox.Triple(known, same, other)} <= made
    assert ox.Triple(names[foreign], mg("host"), known) in made
    assert ox.Triple(known, same, known) not in made


def test_what_is_imported_follows_what_was_decided(folder, file, kg: Kg):
    new = entity("Person", "wanjiru")
    assert kg("import", file, "--source", NAME, "--store", folder)[0] == 0
    (known,) = {triple.subject for triple in plain(folder) if triple.predicate == mg("worksFor")}
    with ArticleStore.open(folder) as store:
        decision = Decision("merge", known, "A. Curator", "2026-11-26", "One person.", object=new)
        record_decisions(store, Rulings((decision,)))
    assert kg("import", file, "--source", NAME, "--store", folder)[0] == 0
    assert {triple.subject for triple in plain(folder) if triple.predicate == mg("worksFor")} == {new}
