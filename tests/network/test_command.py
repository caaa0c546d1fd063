"""`kg network` as users run it, and its report."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from kg.cli_network import period
from kg.network import Selection, Table, read_facts
from kg.network.tables import write_csv
from kg.records import KgError
from kg.view.network_report import network_report
from tests.network.conftest import facts_of, tie


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The store of three example articles."""
    from pathlib import Path

    from kg.cli import main

    out = tmp_path_factory.mktemp("network")
    articles = sorted((Path(__file__).parents[2] / "examples/articles").glob("*khartoum*"))
    with pytest.raises(SystemExit):
        main(["build", *map(str, articles), "--out", str(out)])
    return out / "store"


def test_csv_and_json_hold_the_rows_with_their_iris(kg, built):
    code, out, _ = kg("network", "degree", "--format", "json", "--store", built)
    table = json.loads(out)
    first = table["rows"][0]
    assert code == 0 and table["note"].startswith("Degree is") and first["iris"][0].startswith("https://w3id.org/")
    _, out, _ = kg("network", "degree", "--format", "csv", "--store", built)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0]["Actor"] == first["Actor"] and rows[0]["IRI"] == first["iris"][0]
    assert len(rows) == len(table["rows"])


def test_an_actor_is_found_by_name(kg, built):
    code, out, err = kg("network", "closeness", "--to", "Egypt", "--store", built)
    assert code == 0 and "Closeness to Egypt" in out and "'Egypt' is taken as Egypt" in err
    code, _, err = kg("network", "closeness", "--to", "Atlantis", "--store", built)
    assert code == 1 and "no Actor is called 'Atlantis'" in err


def test_a_period_leaves_out_what_has_no_date_and_says_so(kg, built):
    code, _, err = kg("network", "degree", "--since", "2020", "--store", built)
    assert code == 0 and re.search(r"\d+ facts have no date that is known, and are left out", err)


@pytest.mark.parametrize("option", [("--type", "Country"), ("--since", "soon"), ("--before", "..")])
def test_what_is_no_type_date_or_period_is_one_line(kg, built, option):
    code, _, err = kg("network", "change", *option, "--store", built)
    assert code == 1 and err.count("\n") == 1


def test_periods():
    assert period("2014..2018") == Selection(since="2014", until="2018")
    assert period("2019..") == Selection(since="2019") and period("2019") == Selection(since="2019", until="2019")
    assert period("") is None
    with pytest.raises(KgError, match="is no period"):
        period("..")


def test_a_cell_is_no_formula():
    out = io.StringIO()
    write_csv(Table("T", "N.", ("Actor", "Met"), (("=1+1", 2),), (("a",),)), out)
    assert out.getvalue() == "Actor,Met,IRI\n'=1+1,2,a\n"


def test_the_report_shows_the_figures_with_their_commands(kg, built, tmp_path):
    page = tmp_path / "report.html"
    assert kg("network", "--report", page, "--type", "State", "--store", built)[0] == 0
    text = page.read_text("utf-8")
    commands = re.findall(r"<code>kg (network [^<]*)</code>", text)
    assert len(commands) >= 8 and all("--type State" in command for command in commands)
    _, out, _ = kg(*commands[1].split(), "--format", "json", "--store", built)
    first = json.loads(out)["rows"][0]
    assert f"<bdi>{first['Actor']}</bdi>" in text
    assert kg("network", "--report", page, "--type", "State", "--store", built)[0] == 0
    assert page.read_text("utf-8") == text


def test_the_report_escapes_names_and_runs_nothing(store):
    facts = read_facts(store)
    evil = facts_of(tie("1", "host", "<script>alert(1)</script>"), *facts.ties)
    text = network_report(evil, Selection())
    assert "<script" not in text and "script-src 'none'" in text
