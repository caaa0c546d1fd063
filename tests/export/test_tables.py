"""The tables of CSV and Neo4j, read back by pandas and Python's own csv: the claims and facts of the store, and no cell
that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import Profile, export
from kg.export.columns import COLUMNS
from kg.export.csv_file import CsvFile
from kg.export.neo4j import ARRAY_DELIMITER
from kg.export.spreadsheet import defused, restored
from kg.graph.terms import LABEL, OA, RDF_TYPE, entity, mg
from kg.records import KgError
from kg.store import ArticleStore
from kg.vocabulary import vocabulary
from tests.export.test_networks import facts
from tests.queries.small_graph import small_graph

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
NEO4J_HEADER = re.compile(
    r"(?P<name>[^:]+)?(?::(?P<type>ID|LABEL|START_ID|END_ID|TYPE|IGNORE"
    r"|(?:int|long|float|double|boolean|byte|short|char|string|point|date|localtime|time|localdatetime|datetime"
    r"|duration)(?:\[\])?)(?:\((?P<space>[^()]+)\))?)?"
)
"""A field of a header as Neo4j's manual has it: `name:type`, or a keyword with or without a name and an id space."""


@pytest.fixture(scope="module")
def store() -> ArticleStore:
    return small_graph()


@pytest.fixture(scope="module")
def folder(store: ArticleStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables for everybody in csv/, those for Neo4j in neo4j/."""
    made: Path = tmp_path_factory.mktemp("tables")
    for name in ("csv", "neo4j"):
        export(store, name, made / name)
    return made


def table(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, dtype=str, keep_default_na=False).map(restored)


def quotations(store: ArticleStore) -> Counter[tuple[str, str]]:
    """(claim, quotation) of all public claims."""
    found: Counter[tuple[str, str]] = Counter()
    for quad in store.store.quads_for_pattern(None, mg("evidence"), None, None):
        if "/article/" in str(quad.graph_name):
            words = store.store.quads_for_pattern(quad.object, ox.NamedNode(OA + "exact"), None, quad.graph_name)
            found[quad.subject.value, next(words).object.value] += 1
    return found


def test_pandas_reads_back_the_facts(store: ArticleStore, folder: Path):
    edges, nodes = table(folder / "csv" / "edges.csv"), table(folder / "csv" / "nodes.csv")
    assert Counter(zip(edges.source, edges.relation, edges.target, strict=True)) == facts(store)
    labels = dict(zip(nodes.id, nodes.label, strict=True))
    assert [labels[end] for end in (*edges.source, *edges.target)] == [*edges.sourceLabel, *edges.targetLabel]


def test_pandas_reads_back_every_claim_with_each_of_its_quotations(store: ArticleStore, folder: Path):
    claims, nodes = table(folder / "csv" / "claims.csv"), table(folder / "csv" / "nodes.csv")
    assert Counter(zip(claims.claim, claims.quotation, strict=True)) == quotations(store)
    assert not claims.isin(["nan"]).any().any()
    for row in claims.itertuples():
        article = nodes[nodes.id == row.article].iloc[0]
        text = store.text_of(article.iri)
        assert text is not None and text[int(row.start) : int(row.end)] == row.quotation
        assert (row.title, row.url, row.publisher, row.published) == (
            article.label if row.title else "", article.source, article.publisher, article.issued,
        )  # fmt: skip
    entity_valued = {name for name, relation in vocabulary().relations.items() if relation.value == "entity"}
    ends = {*claims.subject, *claims.object[claims.relation.isin(entity_valued)], *claims.attributedTo} - {""}
    assert ends <= set(nodes.id)
    assert set(claims.asserted) == {"true", "false"}
    assert set(claims.status) == {"explicit", "implied", "attributed", "planned"}
    assert claims.listCompleteness.any() and claims.value.any(), "the details of claims have columns too"


def test_the_plain_profile_has_no_claims(store: ArticleStore, tmp_path: Path):
    export(store, "csv", tmp_path, Profile.plain)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edges.csv", "nodes.csv"]
    assert list(table(tmp_path / "edges.csv").columns) == ["source", "target", "sourceLabel", "targetLabel", "relation"]


def test_contacts_stand_among_the_claims_where_asked_for(store: ArticleStore, tmp_path: Path):
    export(store, "csv", tmp_path, contacts=True)
    assert {"telephone", "email"} <= set(table(tmp_path / "claims.csv").relation)


@pytest.mark.parametrize("name", ["graphml", "gexf", "ftm"])
def test_contacts_are_refused_where_there_is_no_place_for_them(name: str, store: ArticleStore, tmp_path: Path):
    with pytest.raises(KgError, match=f"{name} has no place for telephone numbers .*: choose one of .*csv"):
        export(store, name, tmp_path / "out", contacts=True)


@given(st.text(st.one_of(st.sampled_from("'=+-@\t\r\n\",;"), st.characters(exclude_categories=["Cs"]))))
def test_a_cell_is_no_formula_and_stands_for_one_text(text: str):
    assert restored(defused(text)) == text
    assert not defused(text).startswith(FORMULAS)


@given(st.lists(st.text(st.one_of(st.sampled_from("'=+-@\t\r\n\",;"), st.characters(exclude_categories=["Cs"])))))
def test_what_a_reader_of_csv_restores_is_what_was_written(texts: list[str]):
    out = io.BytesIO()
    CsvFile(out, ["id", "text"]).write(["x", *map(defused, texts)])
    _, (_, *cells) = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    assert list(map(restored, cells)) == texts


def test_no_cell_of_the_files_begins_a_formula(tmp_path: Path):
    risky = ArticleStore.in_memory()
    for number, name in enumerate(("=1+1", "+49 x", "-1", "@SUM(A1)", "'=1", '=HYPERLINK("x","y"),z', "--10-01")):
        node = entity("Person", f"p{number}")
        for predicate, value in ((RDF_TYPE, mg("Person")), (LABEL, ox.Literal(name)), (mg("represents"), node)):
            risky.store.add(ox.Quad(node, predicate, value, ox.DefaultGraph()))
    export(risky, "csv", tmp_path)
    for path in tmp_path.iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(FORMULAS)]
    assert "=1+1" in set(table(tmp_path / "edges.csv").sourceLabel)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


def test_headers_for_neo4j_are_those_of_its_manual(folder: Path):
    for path in (folder / "neo4j").iterdir():
        fields = [
            NEO4J_HEADER.fullmatch(field) for field in next(csv.reader([path.read_text("utf-8").splitlines()[0]]))
        ]
        assert all(fields), path
        types = Counter(field["type"] for field in fields if field)
        wanted = ("ID", "LABEL") if path.name in ("entities.csv", "claims.csv") else ("START_ID", "END_ID", "TYPE")
        assert all(types[name] == 1 for name in wanted), path
        names = [field["name"] for field in fields if field and field["name"]]
        assert len(set(names)) == len(names)


def test_neo4j_gets_the_facts_and_no_end_is_missing(store: ArticleStore, folder: Path):
    entities, claims = (rows(folder / "neo4j" / f"{name}.csv") for name in ("entities", "claims"))
    links, ends = (rows(folder / "neo4j" / f"{name}.csv") for name in ("facts", "claim_ends"))
    assert Counter((row[":START_ID"], row[":TYPE"], row[":END_ID"]) for row in links) == facts(store)
    nodes = [row["id:ID"] for row in (*entities, *claims)]
    assert len(set(nodes)) == len(nodes)
    assert {row[end] for row in (*links, *ends) for end in (":START_ID", ":END_ID")} <= set(nodes)
    states = next(row for row in entities if row["id:ID"] == "state:GHA")
    assert states[":LABEL"].split(ARRAY_DELIMITER) == ["State", "Actor"]


def test_neo4j_gets_every_quotation_and_every_value(store: ArticleStore, folder: Path):
    claims = rows(folder / "neo4j" / "claims.csv")
    said = Counter(
        (row["id:ID"], words) for row in claims for words in row["quotations:string[]"].split(ARRAY_DELIMITER)
    )
    public = quotations(store)
    assert said == Counter(
        {(f"article:{iri.partition('/article/')[2]}", words): count for (iri, words), count in public.items()}
    )
    assert all(
        len(row["starts:long[]"].split(ARRAY_DELIMITER)) == len(row["ends:long[]"].split(ARRAY_DELIMITER))
        for row in claims
    )
    entities = rows(folder / "neo4j" / "entities.csv")
    names = {name for row in entities for name in row["altLabel:string[]"].split(ARRAY_DELIMITER) if name}
    known = store.store.quads_for_pattern(None, ox.NamedNode(COLUMNS["altLabel"]), None, ox.DefaultGraph())
    assert names == {quad.object.value for quad in known}
