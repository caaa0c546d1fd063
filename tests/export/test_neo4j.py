"""The tables for Neo4j, read back by Python's own csv: the facts, claims and memberships of the store, with headers as
its manual has them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.export import export
from kg.export.columns import COLUMNS
from kg.export.neo4j import ARRAY_DELIMITER
from kg.graph.terms import OA, mg
from kg.store import ArticleStore
from tests.export.test_networks import facts
from tests.queries.small_graph import small_graph

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
    made: Path = tmp_path_factory.mktemp("tables")
    export(store, "neo4j", made)
    return made


def quotations(store: ArticleStore) -> Counter[tuple[str, str]]:
    """(claim, quotation) of all public claims."""
    found: Counter[tuple[str, str]] = Counter()
    for quad in store.store.quads_for_pattern(None, mg("evidence"), None, None):
        if "/article/" in str(quad.graph_name):
            words = store.store.quads_for_pattern(quad.object, ox.NamedNode(OA + "exact"), None, quad.graph_name)
            found[quad.subject.value, next(words).object.value] += 1
    return found


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


def test_headers_for_neo4j_are_those_of_its_manual(folder: Path):
    for path in folder.iterdir():
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
    entities, claims = (rows(folder / f"{name}.csv") for name in ("entities", "claims"))
    links, ends = (rows(folder / f"{name}.csv") for name in ("facts", "claim_ends"))
    assert Counter((row[":START_ID"], row[":TYPE"], row[":END_ID"]) for row in links) == facts(store)
    nodes = [row["id:ID"] for row in (*entities, *claims)]
    assert len(set(nodes)) == len(nodes)
    assert {row[end] for row in (*links, *ends) for end in (":START_ID", ":END_ID")} <= set(nodes)
    states = next(row for row in entities if row["id:ID"] == "state:GHA")
    assert states[":LABEL"].split(ARRAY_DELIMITER) == ["State", "Actor"]


def test_neo4j_gets_every_quotation_and_every_value(store: ArticleStore, folder: Path):
    claims = rows(folder / "claims.csv")
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
    entities = rows(folder / "entities.csv")
    names = {name for row in entities for name in row["altLabel:string[]"].split(ARRAY_DELIMITER) if name}
    known = store.store.quads_for_pattern(None, ox.NamedNode(COLUMNS["altLabel"]), None, ox.DefaultGraph())
    assert names == {quad.object.value for quad in known}


def test_neo4j_gets_points_states_and_memberships_with_their_dates(folder: Path):
    (accra,) = (row for row in rows(folder / "entities.csv") if row["id:ID"] == "place:accra-gha")
    assert (accra["latitude:double"], accra["longitude:double"], accra["country:string[]"]) == (
        "5.556",
        "-0.1969",
        "GHA",
    )
    times = {
        (row[":START_ID"].rpartition(":")[2], row[":END_ID"].rpartition(":")[2]): (row["start:date"], row["end:date"])
        for row in rows(folder / "memberships.csv")
    }
    assert times == {("eu", "GBR"): ("1973-01-01", "2020-01-31"), ("african-union", "GHA"): ("2002-07-09", "")}
    dated = [row for row in rows(folder / "facts.csv") if row["start:date"]]
    assert {row[":TYPE"] for row in dated} > {"member", "participant"}
