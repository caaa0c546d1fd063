"""Chairs, secretariats and posts that a file dates in the terms of W3C ORG come in with since and until, and are asked
for as of a day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Kg = Callable[..., tuple[int, str, str]]
FILE = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix mg: <https://w3id.org/mgkg/ontology#> .
@prefix role: <https://w3id.org/mgkg/concept/body-role/> .
@prefix state: <https://w3id.org/mgkg/id/state/> .
@prefix ex: <https://register.example/id/> .

ex:process a org:OrganizationalCollaboration ; skos:prefLabel "Rivers Process"@en .
ex:egypt a org:Organization ; skos:prefLabel "Egypt"@en ; skos:exactMatch state:EGY .
ex:ghana a org:Organization ; skos:prefLabel "Ghana"@en ; skos:exactMatch state:GHA .
ex:office a org:FormalOrganization ; skos:prefLabel "Rivers Office"@en .
ex:omar a foaf:Person ; foaf:name "Omar Quay" .
ex:director a org:Role ; skos:prefLabel "Director"@en .
ex:c1 a org:Membership ; org:member ex:egypt ; org:organization ex:process ; org:role role:chair ;
    org:memberDuring [ time:hasBeginning [ time:inXSDgYear "2021" ] ; time:hasEnd [ time:inXSDgYearMonth "2024-03" ] ] .
ex:c2 a org:Membership ; org:member ex:ghana ; org:organization ex:process ; org:role role:chair ;
    mg:predecessor ex:egypt ; org:memberDuring [ time:hasBeginning [ time:inXSDgYearMonth "2024-04" ] ] .
ex:s1 a org:Membership ; org:member ex:office ; org:organization ex:process ; org:role role:secretariat-member ;
    org:memberDuring [ time:hasBeginning [ time:inXSDgYear "2019" ] ] .
ex:p1 a org:Membership ; org:member ex:omar ; org:organization ex:office ; org:role ex:director ;
    org:memberDuring [ time:hasBeginning [ time:inXSDDate "2020-05-01" ] ;
        time:hasEnd [ time:inXSDDate "2023-01-31" ] ] .
"""


@pytest.fixture
def store(kg: Kg, folder: Path, tmp_path: Path) -> Path:
    (tmp_path / "register.ttl").write_text(FILE, "utf-8")
    code, out, err = kg(
        "import", tmp_path / "register.ttl", "--source", "A Register", "--date", "2025-01-10", "--store", folder
    )
    assert (code, out) == (0, "") and "Left out" not in err
    return folder


@pytest.mark.parametrize(
    ("question", "time", "answer"),
    [
        ("chairs", "as-of=2023-06-01", ["Egypt,2021,2024-03"]),
        ("chairs", "as-of=2025-01-01", ["Ghana,2024-04,"]),
        ("chairs", "as-of=2020-12-31", []),
        ("chairs", "year=2022", ["Egypt,2021,2024-03"]),
        ("chairs", "year=2024", ["Egypt,2021,2024-03", "Ghana,2024-04,"]),
        ("secretariats", "as-of=2018", []),
        ("secretariats", "as-of=2020", ["Rivers Office,2019,"]),
        ("posts", "as-of=2022", ["Director,Rivers Office,2020-05-01,2023-01-31"]),
        ("posts", "as-of=2023-02-01", []),
    ],
)
def test_who_had_a_role_at_a_time(kg: Kg, store: Path, question: str, time: str, answer: list[str]):
    code, out, _ = kg("query", question, "--set", time, "--store", store, "--format", "csv")
    head, *rows = out.splitlines()
    columns = head.split(",")
    shown = [c for c in ("chairLabel", "secretariatLabel", "position", "bodyLabel", "since", "until") if c in columns]
    shown = [c for c in shown if c != "bodyLabel" or question == "posts"]
    stated = [row.split(",") for row in rows if row.endswith(",stated")]
    assert code == 0
    assert [",".join(row[columns.index(c)] for c in shown) for row in stated] == answer


def test_what_is_over_is_no_plain_fact_and_no_contradiction(kg: Kg, store: Path, tmp_path: Path):
    ask = tmp_path / "chairs.rq"
    ask.write_text("PREFIX mg: <https://w3id.org/mgkg/ontology#> SELECT ?state { ?body mg:chair ?state }", "utf-8")
    assert kg("query", ask, "--store", store, "--format", "csv")[1].split() == [
        "state",
        "https://w3id.org/mgkg/id/state/GHA",
    ]
    assert kg("query", "contradictions", "--store", store, "--format", "csv")[1].count("\n") == 1


def test_the_view_of_organizations_and_the_tables_have_the_dates(kg: Kg, store: Path, tmp_path: Path):
    view = kg("query", "views/organizations", "--store", store, "--format", "turtle")[1]
    for bound, day in (("hasBeginning", "2024-04"), ("hasBeginning", "2019")):
        assert f"time:{bound} <https://w3id.org/mgkg/view/instant/{day}>" in view
    assert kg("export", "--format", "csv", "--out", tmp_path / "tables", "--store", store)[0] == 0
    written = "".join(file.read_text("utf-8") for file in (tmp_path / "tables").rglob("*.csv"))
    assert all(f"{name},{day}" in written for name, day in (("since", "2024-04"), ("until", "2024-03")))
