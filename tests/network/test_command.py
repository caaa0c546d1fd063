"""`kg network` as users run it, and its report."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
import shlex
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kg.cli.network import period
from kg.network import Selection, Table, read_facts
from kg.network.tables import write_csv
from kg.pipeline.flow import STORE, build
from kg.records import KgError
from kg.view.kinds import LEGEND
from kg.view.network_report import network_report
from tests.network.conftest import facts_of, tie


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The store of three example articles."""
    out = tmp_path_factory.mktemp("network")
    articles = sorted((Path(__file__).parents[2] / "examples/articles").glob("*khartoum*"))
    build(articles, out, store_only=True)
    return out / STORE


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


def test_every_command_of_the_report_gives_the_figures_beside_it(kg, built, tmp_path):
    page = tmp_path / "report.html"
    assert kg("network", "--report", page, "--type", "State", "--store", built)[0] == 0
    text = page.read_text("utf-8")
    sections = re.findall(r'<section class="card"><h2>.*?</section>', text, re.DOTALL)
    assert len(sections) >= 9
    for section in sections:
        command = html.unescape(re.search(r"<code>kg (network .*?)</code>", section)[1])
        assert "--type State" in command and f"--store {built}" in command
        code, out, _ = kg(*shlex.split(command), "--format", "csv")
        told = list(csv.reader(io.StringIO(out)))
        rows = re.findall(r"<tr>(<td.*?)</tr>", section)
        assert code == 0 and len(rows) == min(10, len(told) - 1)
        for row, line in zip(rows, told[1:], strict=False):
            cells = [html.unescape(re.sub(r"<[^>]+>", "", cell)).replace(",", "") for cell in row.split("</td>")[:-1]]
            for cell, figure in zip(cells, line, strict=False):
                assert figure.replace(",", "").startswith(cell.partition("; and ")[0].removesuffix(" …"))
    assert kg("network", "--report", page, "--type", "State", "--store", built)[0] == 0
    assert page.read_text("utf-8") == text


def test_the_counts_of_the_report_are_the_rows_of_its_commands(kg, built, tmp_path):
    page = tmp_path / "report.html"
    kg("network", "--report", page, "--store", built)
    head = page.read_text("utf-8").partition("<figure")[0]
    counts = {name: int(n.replace(",", "")) for n, name in re.findall(r"<b>([\d,]+)</b>([^<]+)</li>", head)}
    commands = [shlex.split(html.unescape(command)) for command in re.findall(r"<code>kg (.*?)</code>", head)]
    actors, pairs = (kg(*command)[1].count("\n") - 1 for command in commands)
    assert (counts["actors at events"], counts["pairs that met"]) == (actors, pairs)


def test_the_picture_of_the_report_stands_by_itself(store):
    text = network_report(read_facts(store), Selection())
    saved = base64.b64decode(re.search(r'href="data:image/svg\+xml;base64,([^"]+)"', text)[1]).decode()
    drawing = ET.fromstring(saved)
    assert saved in text and "var(" not in saved and "class=" not in saved
    kinds = {words.text for words in drawing.findall("{*}text")}
    assert kinds and kinds <= {words for _, words in LEGEND}, "the legend is in the picture"


def test_the_report_escapes_names_and_runs_nothing(store):
    facts = read_facts(store)
    evil = facts_of(tie("1", "host", "<script>alert(1)</script>"), *facts.ties)
    text = network_report(evil, Selection())
    assert "<script" not in text and "script-src 'none'" in text
