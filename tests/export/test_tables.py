"""The tables as CSV, Parquet and SQLite, read back by programs that are not ours: pandas, Polars, DuckDB, Python's own
csv and sqlite3, Frictionless and csvw. They find the facts of the store, the declared types, and no broken key."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyoxigraph as ox
import pytest
from csvw import TableGroup
from frictionless import Package, validate
from hypothesis import given
from hypothesis import strategies as st

from kg.export import Options, Profile, export
from kg.export.columns import identifier
from kg.export.csv_file import CsvFile
from kg.export.rows import claims
from kg.export.spreadsheet import defused, restored
from kg.export.table_model import Column, Table, tables
from kg.graph import reference_quads
from kg.graph.terms import LABEL, OA, RDF_TYPE, entity, mg
from kg.records import KgError
from kg.store import ArticleStore
from kg.vocabulary import vocabulary
from tests.export.test_networks import facts, typed
from tests.queries.small_graph import small_graph

CELLS = st.text(st.one_of(st.sampled_from("'=+-@＝＋－＠\t\r\n\",;"), st.characters(exclude_categories=["Cs"])))
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
FULL = Options(Profile.full)
MODEL = {table.name: table for table in tables(FULL)}
IN_DUCKDB = {"string": "VARCHAR", "integer": "INTEGER", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
IN_POLARS = {
    "string": pl.String, "integer": pl.Int32, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date,
}  # fmt: skip
IN_SQLITE = {"string": str, "integer": int, "number": float, "boolean": int, "date": str}
IN_PYTHON = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "date": date}


@pytest.fixture(scope="module")
def store() -> ArticleStore:
    return small_graph()


@pytest.fixture(scope="module")
def folder(store: ArticleStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables in csv/, parquet/ and graph.sqlite."""
    made: Path = tmp_path_factory.mktemp("tables")
    for name, place in (("csv", "csv"), ("parquet", "parquet"), ("sqlite", "graph.sqlite")):
        export(store, name, made / place)
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


def by_duckdb(folder: Path, name: str) -> list[dict[str, Any]]:
    return fetched(duckdb.connect().execute(f"SELECT * FROM '{folder}/parquet/{name}.parquet'"))


def by_polars(folder: Path, name: str) -> list[dict[str, Any]]:
    return pl.read_parquet(folder / "parquet" / f"{name}.parquet").to_dicts()


def by_sqlite(folder: Path, name: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / "graph.sqlite")) as database:
        found = fetched(database.execute(f"SELECT * FROM {name}"))
    return [{column: of_sqlite(MODEL[name], column, cell) for column, cell in row.items()} for row in found]


def by_frictionless(folder: Path, name: str) -> list[dict[str, Any]]:
    rows = Package(str(folder / "csv" / "datapackage.json")).get_resource(name).read_rows()
    return [texts_restored(row.to_dict()) for row in rows]


def by_csvw(folder: Path, name: str) -> list[dict[str, Any]]:
    group = TableGroup.from_file(folder / "csv" / "csv-metadata.json")
    rows = group.tabledict[f"{name}.csv"].iterdicts(strict=True)
    return [texts_restored({column: plain(cell) for column, cell in row.items()}) for row in rows]


def of_sqlite(table: Table, name: str, cell: Any) -> Any:
    """A cell as it is meant: SQLite keeps days as text and truth values as numbers."""
    kind = next(column.type for column in table.columns if column.name == name)
    assert cell is None or type(cell) is IN_SQLITE[kind], (table.name, name, cell)
    if cell is None or kind not in ("date", "boolean"):
        return cell
    return date.fromisoformat(cell) if kind == "date" else bool(cell)


def plain(cell: Any) -> Any:
    """A cell in the type that it is compared in: Frictionless and csvw have decimals, csvw midnights for days."""
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.date() if isinstance(cell, datetime) else cell


def texts_restored(row: dict[str, Any]) -> dict[str, Any]:
    return {name: restored(cell) if isinstance(cell, str) else plain(cell) for name, cell in row.items()}


def fetched(cursor: Any) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


READERS: dict[str, Callable[[Path, str], list[dict[str, Any]]]] = {
    reader.__name__: reader for reader in (by_duckdb, by_polars, by_sqlite, by_frictionless, by_csvw)
}


@pytest.mark.parametrize("reader", READERS)
def test_every_program_reads_the_same_typed_rows(reader: str, folder: Path):
    for name, model in MODEL.items():
        rows = READERS[reader](folder, name)
        assert rows == by_polars(folder, name), (name, "as Polars reads it from Parquet")
        assert {column for row in rows for column in row} <= {column.name for column in model.columns}
        for column in model.columns:
            cells = [row[column.name] for row in rows]
            assert all(isinstance(cell, IN_PYTHON[column.type]) for cell in cells if cell is not None), column
            assert not (column.required and None in cells), column
        keys = [tuple(row[part] for part in model.key) for row in rows]
        assert len(set(keys)) == len(keys), f"{name}: {model.key} tells rows apart"


def test_the_tables_hold_the_facts_and_entities_of_the_store(store: ArticleStore, folder: Path):
    told = {(row["subject"], row["relation"], row["object"]) for row in by_polars(folder, "facts")}
    told |= {(row["article"], row["relation"], row["object"]) for row in by_polars(folder, "article_facts")}
    assert Counter(told) == facts(store)
    labels = {row["id"]: row["label"] for row in by_polars(folder, "entities")}
    assert set(labels) == {identifier(node.value) for node in typed(store)}
    for row in by_polars(folder, "facts"):
        assert (labels[row["subject"]], labels[row["object"]]) == (row["subject_label"], row["object_label"])


@pytest.mark.parametrize("profile", Profile)
def test_no_key_is_broken_for_any_program(profile: Profile, store: ArticleStore, tmp_path: Path):
    export(store, "sqlite", tmp_path / "graph.sqlite", profile)
    with closing(sqlite3.connect(tmp_path / "graph.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        keys = {name: database.execute(f"PRAGMA foreign_key_list({name})").fetchall() for name in MODEL}
        assert {name for name, found in keys.items() if found} >= {"facts", "labels", "memberships"}
    export(store, "csv", tmp_path / "csv", profile)
    report = validate(str(tmp_path / "csv" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    assert TableGroup.from_file(tmp_path / "csv" / "csv-metadata.json").check_referential_integrity()


def test_the_descriptions_find_what_is_wrong(store: ArticleStore, tmp_path: Path):
    """So that the test above can fail."""
    export(store, "csv", tmp_path)
    with (tmp_path / "identifiers.csv").open("a", newline="") as file:
        file.write("state:ATLANTIS,iso2:AT,iso2,\r\n")
    with (tmp_path / "dates.csv").open("a", newline="") as file:
        file.write("state:GHA,established,1957,in 1957,,\r\n")
    found = {error[0] for error in validate(str(tmp_path / "datapackage.json")).flatten(["type"])}
    assert found == {"foreign-key", "type-error"}
    with pytest.raises(ValueError, match="in 1957"):
        TableGroup.from_file(tmp_path / "csv-metadata.json").check_referential_integrity(log=None)


def test_parquet_and_sqlite_declare_the_types(folder: Path):
    for name, model in MODEL.items():
        described = duckdb.connect().execute(f"DESCRIBE SELECT * FROM '{folder}/parquet/{name}.parquet'").fetchall()
        assert [(row[0], row[1]) for row in described] == [(c.name, IN_DUCKDB[c.type]) for c in model.columns]
        schema = pl.read_parquet_schema(folder / "parquet" / f"{name}.parquet")
        assert dict(schema) == {column.name: IN_POLARS[column.type] for column in model.columns}
    with closing(sqlite3.connect(folder / "graph.sqlite")) as database:
        made = database.execute("SELECT sql FROM sqlite_master WHERE name = 'memberships'").fetchone()[0]
    assert "-- Since when and until when states are members" in made and '"date_start" DATE, -- The first day' in made


def test_descriptions_tell_the_licence_and_what_columns_mean(folder: Path):
    package = json.loads((folder / "csv" / "datapackage.json").read_text("utf-8"))
    metadata = json.loads((folder / "csv" / "csv-metadata.json").read_text("utf-8"))
    assert (
        package["licenses"][0]["path"]
        == metadata["dc:license"]["@id"]
        == "https://creativecommons.org/licenses/by/4.0/"
    )
    assert [resource["path"] for resource in package["resources"]] == [one["url"] for one in metadata["tables"]]
    assert {path.name for path in (folder / "csv").glob("*.csv")} == {one["url"] for one in metadata["tables"]}
    assert all(resource["schema"]["missingValues"] == [""] for resource in package["resources"])
    assert all(field["description"] for resource in package["resources"] for field in resource["schema"]["fields"])


def test_every_column_of_the_model_has_a_place_and_a_meaning():
    kinds = {column.type for model in MODEL.values() for column in model.columns}
    assert kinds == set(IN_PYTHON)
    before: set[str] = set()
    for model in MODEL.values():
        before.add(model.name)
        assert model.key and model.description.endswith(".")
        assert {column.references for column in model.columns if column.references} <= before
        assert all(column.description.endswith(".") for column in model.columns)
        assert all(column.required for column in model.columns if column.key)


def columns(model: Table, wanted: Callable[[Column], bool]) -> list[str]:
    return [column.name for column in model.columns if wanted(column)]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the whole reference data, where Namibia is."""
    reference = ArticleStore.in_memory()
    reference.load_reference(reference_quads())
    made: Path = tmp_path_factory.mktemp("known")
    for name, place in (("csv", "csv"), ("parquet", "parquet"), ("sqlite", "graph.sqlite")):
        export(reference, name, made / place)
    return made


def test_namibia_survives_what_pandas_and_polars_do_unasked(known: Path):
    with closing(sqlite3.connect(known / "graph.sqlite")) as database:
        frames = {
            "csv": pd.read_csv(known / "csv" / "identifiers.csv"),
            "parquet": pd.read_parquet(known / "parquet" / "identifiers.parquet"),
            "sqlite": pd.read_sql("SELECT * FROM identifiers", database),
            "polars-csv": pl.read_csv(known / "csv" / "identifiers.csv").to_pandas(),
            "polars-parquet": pl.read_parquet(known / "parquet" / "identifiers.parquet").to_pandas(),
        }
    for name, frame in frames.items():
        own = frame[frame.entity == "state:NAM"]
        assert set(own.identifier) == {"iso2:NA", "iso3:NAM", "m49:516", "wikidata:Q1030", "geonames:3355338"}, name
        assert "m49:004" in set(frame.identifier), name
    states = pd.read_csv(known / "csv" / "entities.csv")
    assert set(states[states.id == "state:NAM"].country) == set(states[states.id == "state:NAM"].iso3) == {"NAM"}


def test_no_cell_is_lost_by_what_readers_take_for_empty(known: Path, folder: Path):
    for path in (*(known / "csv").glob("*.csv"), *(folder / "csv").glob("*.csv")):
        bare, whole = pd.read_csv(path), pd.read_csv(path, dtype=str, keep_default_na=False)
        assert (bare.isna() == (whole == "")).all().all(), path.name
        assert pl.read_csv(path, infer_schema_length=None).null_count().row(0) == tuple((whole == "").sum()), path.name


def test_labels_keep_their_languages(known: Path):
    labels = {(row["label"], row["label_lang"], row["kind"]) for row in by_polars(known, "labels")
              if row["entity"] in ("state:NAM", "international-organization:african-union")}  # fmt: skip
    assert ("Namibia", "en", "label") in labels and ("Namibie", "fr", "altLabel") in labels
    assert ("Union africaine", "fr", "altLabel") in labels and ("AU", None, "acronym") in labels
    assert all(row["label_lang"] == "en" for row in by_polars(known, "entities"))


def test_years_and_days_do_not_share_a_column(known: Path):
    dates = {(row["entity"], row["property"]): row for row in by_polars(known, "dates")}
    iom, gcm = dates["international-organization:iom", "established"], dates["document:gcm", "adoptionDate"]
    assert (iom["date"], iom["date_start"], iom["date_end"], iom["year"]) == (
        "1951", date(1951, 1, 1), date(1951, 12, 31), 1951,
    )  # fmt: skip
    assert (gcm["date"], gcm["date_start"], gcm["date_end"]) == ("2018-12-10", date(2018, 12, 10), date(2018, 12, 10))
    (row,) = (row for row in by_polars(known, "entities") if row["id"] == "international-organization:iom")
    assert (row["date"], row["date_start"], row["date_end"], row["year"]) == ("1951/..", date(1951, 1, 1), None, 1951)


def test_memberships_have_dates_and_former_ones_are_there(known: Path):
    rows = {(row["organization"], row["member"]): row for row in by_polars(known, "memberships")}
    left = rows["international-organization:eu", "state:GBR"]
    assert (left["date"], left["date_start"], left["date_end"]) == (
        "1973-01-01/2020-01-31", date(1973, 1, 1), date(2020, 1, 31),
    )  # fmt: skip
    facts = {(row["subject"], row["object"]): row for row in by_polars(known, "facts") if row["relation"] == "member"}
    assert ("international-organization:eu", "state:GBR") not in facts
    assert facts["international-organization:african-union", "state:GHA"]["date"] == "2002-07-09/.."


def test_entities_have_their_state_and_their_point(known: Path):
    rows = {row["id"]: row for row in by_polars(known, "entities")}
    nairobi, kenya, iom = rows["place:nairobi-ken"], rows["state:KEN"], rows["international-organization:iom"]
    assert (nairobi["latitude"], nairobi["longitude"], nairobi["country"]) == (-1.2833, 36.8167, "KEN")
    assert (kenya["latitude"], kenya["located_at"], kenya["country"]) == (-1.2833, "place:nairobi-ken", "KEN")
    assert (iom["located_at"], iom["country"], iom["wikidata"]) == ("place:geneva-che", "CHE", "Q472311")
    assert rows["government-body:ken-dis"]["country"] == "KEN"
    assert sum(row["ror"] is not None for row in rows.values()) > 30


def test_claims_have_each_of_their_quotations_where_the_text_has_them(store: ArticleStore, folder: Path):
    claims, quoted = (by_polars(folder, name) for name in ("claims", "quotations"))
    by_name = {row["id"]: row for row in claims}
    assert Counter((by_name[row["claim"]]["iri"], row["words"]) for row in quoted) == quotations(store)
    articles = {row["id"]: row for row in by_polars(folder, "articles")}
    for row in quoted:
        text = store.text_of(articles[by_name[row["claim"]]["article"]]["iri"])
        assert text is not None and text[row["start"] : row["end"]] == row["words"]
    for row in claims:
        article = articles[row["article"]]
        told = [row[name] for name in ("title", "url", "publisher", "published")]
        assert told == [article[name] for name in ("title", "url", "publisher", "date")]
        valued = vocabulary().relations[row["relation"]].value == "entity"
        assert (row["object"] is None, row["value"] is None) == (not valued, valued)
        assert row["subject"] or row["relation"] in ("speaker", "topic", "contactPoint")
    assert {row["status"] for row in claims} == {"explicit", "implied", "attributed", "planned"}
    assert {row["asserted"] for row in claims} == {True, False}
    details = {row["name"] for row in by_polars(folder, "claim_details")}
    assert details >= {"listCompleteness", "value"}


def test_each_claim_is_there_once(store: ArticleStore, folder: Path):
    assert [row["iri"] for row in by_polars(folder, "claims")] == [claim.iri for claim in claims(store.store)]


def test_the_plain_profile_has_no_claims(store: ArticleStore, tmp_path: Path):
    export(store, "csv", tmp_path, Profile.plain)
    names = {path.stem for path in tmp_path.glob("*.csv")}
    assert names == set(MODEL) - {"claims", "claim_details", "quotations"}
    shown = set(table(tmp_path / "facts.csv").columns)
    assert not shown & {"confidence", "quotation", "article", "url"} and {"date_start", "year"} < shown


def test_contacts_stand_among_the_claims_where_asked_for(store: ArticleStore, tmp_path: Path):
    for name, place in (("csv", "csv"), ("parquet", "parquet"), ("sqlite", "graph.sqlite")):
        export(store, name, tmp_path / place, contacts=True)
    for reader in (by_polars, by_sqlite, by_csvw):
        assert {"telephone", "email"} <= {row["relation"] for row in reader(tmp_path, "claims")}


@pytest.mark.parametrize("name", ["graphml", "gexf", "ftm", "geojson"])
def test_contacts_are_refused_where_there_is_no_place_for_them(name: str, store: ArticleStore, tmp_path: Path):
    with pytest.raises(KgError, match=f"{name} has no place for telephone numbers .*: choose one of .*csv"):
        export(store, name, tmp_path / "out", contacts=True)


@given(CELLS)
def test_a_cell_is_no_formula_and_stands_for_one_text(text: str):
    assert restored(defused(text)) == text
    assert not defused(text).startswith(FORMULAS)


@given(st.lists(CELLS))
def test_what_a_reader_of_csv_restores_is_what_was_written(texts: list[str]):
    out = io.BytesIO()
    CsvFile(out, ["id", "text"]).write(["x", *map(defused, texts)])
    _, (_, *cells) = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    assert list(map(restored, cells)) == texts


def test_no_text_of_the_files_begins_a_formula(tmp_path: Path):
    names = ("=1+1", "+49 x", "-1", "@SUM(A1)", "'=1", "＝1+1", '=HYPERLINK("x","y"),z', "--10-01")
    export(risky(names), "csv", tmp_path)
    for path in tmp_path.glob("*.csv"):
        model = MODEL[path.stem]
        texts = columns(model, lambda column: column.type == "string")
        with path.open(encoding="utf-8", newline="") as file:
            cells = [row[name] for row in csv.DictReader(file, strict=True) for name in texts]
        assert not [cell for cell in cells if cell.startswith(FORMULAS)]
    assert set(names) <= set(table(tmp_path / "entities.csv").label)


def risky(names: Iterable[str]) -> ArticleStore:
    store = ArticleStore.in_memory()
    for number, name in enumerate(names):
        node = entity("Person", f"p{number}")
        for predicate, value in ((RDF_TYPE, mg("Person")), (LABEL, ox.Literal(name)), (mg("represents"), node)):
            store.store.add(ox.Quad(node, predicate, value, ox.DefaultGraph()))
    return store
