"""`kg match` as users run it."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from kg import settings
from kg.graph import article_graph, ontology_quads, reference_quads
from kg.store import ArticleStore
from kg.store.snapshots import publish
from tests.query.conftest import first, second

COLUMNS = ["name", "match", "label", "type", "score", "sure", "why"]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    """A store on disk with two articles and the reference data."""
    directory = tmp_path_factory.mktemp("match") / "store"
    with ArticleStore.open(directory) as written:
        written.load_reference([*reference_quads(), *ontology_quads()])
        for extraction in (first(), second()):
            written.commit_article(article_graph(extraction))
        publish(written)
    return directory


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder as the working directory, in which there is no store."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed)))


def test_names_of_a_table_are_matched_with_a_store(kg, here, store):
    (here / "people.csv").write_text("no,name\n1,Ama Mensah\n2,Workshop on Border Data\n3,\n4,Nobody Atall\n", "utf-8")
    code, out, err = kg("match", "people.csv", "--store", store, "--format", "csv")
    found = rows(out)
    assert code == 0 and list(found[0]) == COLUMNS
    assert [(row["label"], row["type"], row["sure"]) for row in found] == [
        ("Ama Mensah", "Person", "yes"),
        ("Workshop on Border Data", "Event", "yes"),
        ("", "", "no"),
    ]
    assert found[0]["match"].startswith(f"{settings.ENTITY}person/") and found[2]["name"] == "Nobody Atall"
    assert "3 names: 2 sure, 0 to look at, 1 without a match; lines without a name: 1" in err
    assert "the column 'name'" in err


def test_without_a_store_names_are_matched_with_the_reference_data(kg, here):
    (here / "names.txt").write_text("Kenia\n\n  DRC \n", "utf-8")
    code, out, err = kg("match", "names.txt", "--format", "json", "--top", "2")
    found = json.loads(out)
    assert code == 0 and [list(row) for row in found] == [COLUMNS] * 3
    assert [(row["name"], row["label"], row["sure"]) for row in found] == [
        ("Kenia", "Kenya", "no"),
        ("DRC", "Danish Refugee Council", "no"),
        ("DRC", "DR Congo", "no"),
    ]
    assert "there is no store at out/store: names are matched with the reference data alone" in err


def test_a_country_beside_a_name_counts(kg, here):
    content = "body;land\nDepartment of Home Affairs;South Africa\nIOM;Narnia\n"
    (here / "bodies.csv").write_text(content, "utf-8")
    code, out, err = kg("match", "bodies.csv", "--country", "land", "--format", "csv")
    assert code == 0 and rows(out)[0]["match"].endswith("/zaf-dha") and rows(out)[0]["sure"] == "yes"
    assert "not known as countries, and left out of account: Narnia" in err


def test_no_cell_of_a_table_begins_a_formula(kg, here):
    (here / "names.csv").write_text('name\n"=HYPERLINK(""http://evil.example"")"\n@SUM(1)\n＝1+1\nKenya\n', "utf-8")
    found = rows(kg("match", "names.csv", "--format", "csv")[1])
    names = ['\'=HYPERLINK("http://evil.example")', "'@SUM(1)", "'＝1+1", "Kenya"]
    assert [row["name"] for row in found] == names


def test_names_come_by_standard_input(kg, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Côte d’Ivoire\r\nIOM\r\n".encode())))
    code, out, _ = kg("match", "-", "--format", "csv")
    assert code == 0 and [row["label"] for row in rows(out)] == [
        "Côte d'Ivoire",
        "International Organization for Migration",
    ]


def test_a_type_narrows_what_is_meant(kg, here):
    (here / "codes.txt").write_text("ke\nDRC\n", "utf-8")
    _, out, _ = kg("match", "codes.txt", "--type", "State", "--format", "csv")
    assert [(row["label"], row["sure"]) for row in rows(out)] == [("Kenya", "yes"), ("DR Congo", "no")]


def test_a_table_for_the_eye_fits_a_narrow_terminal(kg, here, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    (here / "names.txt").write_text("International Organisation for Migraton\n[red]Nothing\x1b[31m\n", "utf-8")
    code, out, _ = kg("match", "names.txt")
    assert code == 0 and max(map(len, out.splitlines())) <= 80
    assert "organization)" in out and "[red]" in out and "\x1b" not in out


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        (b"a,b\nx,y\n", ("--column", "c"), "names.csv: has no column 'c', it has a, b; mend --column"),
        (b"a,b\nx,y\n", ("--country", "c"), "names.csv: has no column 'c', it has a, b; mend --country"),
        (b"", ("--column", "c"), "names.csv: holds nothing: give a table with a header, or a name a line"),
        (b'a,b\n"x,y\n', (), "names.csv: is no table"),
        (b"PK\x03\x04....", (), "names.csv: is a Word, OpenDocument or zip file"),
        (b"name\nKenya\n", ("--type", "Country"), "'Country' is no type of entities: give one of Actor"),
        (b"name\nKenya\n", ("--store", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_is_one_line(kg, here, content, options, told):
    (here / "names.csv").write_bytes(content)
    code, out, err = kg("match", "names.csv", *options)
    assert code == 1 and out == "" and told in err.splitlines()[-1]


def test_a_list_that_is_not_there_is_told(kg):
    code, _, err = kg("match", "missing.csv")
    assert code == 1 and "missing.csv: cannot be read" in err


def test_without_the_library_it_is_told_how_to_install_it(kg, here, monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    (here / "names.txt").write_text("Kenya\n", "utf-8")
    code, _, err = kg("match", "names.txt")
    assert code == 1 and "pip install 'migration-governance-kg[match]'" in err
