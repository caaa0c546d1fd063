"""The mapping sets say what the ontology and the reference data say, in terms that exist, and are SSSOM to its own
validator. `KG_WRITE_GOLDEN=1` writes the files anew."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pyoxigraph import NamedNode
from rdflib import namespace

from kg import settings
from kg.graph import ontology_quads, reference_quads
from kg.graph.mappings import COLLECTIONS, VOCABULARIES, mapping_sets
from kg.graph.matches import code_match, matches
from kg.reference import reference
from kg.resources import folder

FOLDER = folder("ontology") / "mappings"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OFFICIAL = {"dcterms": "DCTERMS", "foaf": "FOAF", "org": "ORG", "prov": "PROV", "rdf": "RDF", "schema": "SDO",
            "skos": "SKOS", "time": "TIME"}  # fmt: skip
"""Vocabularies that rdflib has as generated from what their publishers serve, by our prefixes."""
OTHERS = {
    # the properties and the class of Core Public Organisation Vocabulary 2.1 that are aligned (SEMIC, namespace m8g)
    "cv": {"PublicOrganisation", "telephone"},
    # Web Annotation Vocabulary, W3C Recommendation of 23 February 2017, sections 3.1 and 3.2
    "oa": {"TextPositionSelector", "TextQuoteSelector", "hasSelector"},
}


def written(text: str) -> tuple[dict[str, object], list[dict[str, str]]]:
    """The header and the rows of a mapping set."""
    lines = text.splitlines()
    header = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    body = "\n".join(line for line in lines if not line.startswith("#"))
    return header, list(csv.DictReader(io.StringIO(body), delimiter="\t", quoting=csv.QUOTE_NONE))


def triples() -> set[tuple[str, str, str]]:
    """What all sets say, as whole IRIs."""
    found = set()
    for text in mapping_sets().values():
        header, rows = written(text)
        for row in rows:
            cells = (row[name].partition(":") for name in ("subject_id", "predicate_id", "object_id"))
            found.add(tuple(header["curie_map"][prefix] + local for prefix, _, local in cells))
    return found


def test_the_files_are_those_that_the_ontology_and_the_tables_give() -> None:
    made = mapping_sets()
    if os.environ.get("KG_WRITE_GOLDEN"):
        for name, text in made.items():
            (FOLDER / name).write_text(text, "utf-8")
    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == made
    assert {name.partition(".")[0] for name in made} == {*VOCABULARIES, *COLLECTIONS}


def test_they_say_what_the_graph_says_and_nothing_else() -> None:
    graph = set()
    for quad in (*ontology_quads(), *reference_quads()):
        ends = (quad.subject.value, quad.predicate.value, getattr(quad.object, "value", ""))
        tie = ends[1].endswith(("Match", "#subClassOf", "#subPropertyOf")) and isinstance(quad.object, NamedNode)
        if tie and not ends[2].startswith(settings.BASE):
            graph.add(ends)
    codes = {end for end in triples() if "iso:code" in end[2]}
    assert triples() - codes == graph
    assert len(codes) == 221 and {end[2].rpartition(":")[2] for end in codes} >= {"KE", "NA"}


def test_terms_of_other_vocabularies_exist() -> None:
    unknown = []
    for prefix in VOCABULARIES:
        for row in written(mapping_sets()[f"{prefix}.sssom.tsv"])[1]:
            name = row["object_id"].partition(":")[2]
            known = OTHERS[prefix] if prefix in OTHERS else getattr(namespace, OFFICIAL[prefix])
            if (VOCABULARIES[prefix][0] + name if prefix in OFFICIAL else name) not in known:
                unknown.append(row["object_id"])
    assert unknown == []


def test_what_is_another_thing_elsewhere_is_no_exact_match() -> None:
    rows = reference().rows
    assert {row_id for row_id, _ in reference().close_matches} == {"DNK", "ESH", "VAT"}
    for row_id, column in reference().close_matches:
        assert rows[row_id].fields[column]
        assert SKOS + "closeMatch" in {match.predicate.value for match in matches(rows[row_id])}
    assert {match.predicate.value for match in matches(rows["KEN"])} == {SKOS + "exactMatch"}


def test_a_code_that_the_standard_leaves_to_its_users_is_no_match() -> None:
    assert code_match(reference().rows["XKX"]) is None
    assert code_match(reference().rows["iom"]) is None


def test_a_record_of_ror_is_found_where_the_sources_name_one() -> None:
    rows = reference().rows
    assert "https://ror.org/02dg0pv02" in {match.iri.value for match in matches(rows["unicef"])}
    assert not any("ror.org" in match.iri.value for match in matches(rows["anti-slavery"]))


@pytest.mark.wheel
def test_the_validator_of_sssom_accepts_them_and_finds_what_is_wrong(tmp_path: Path) -> None:
    """In an environment of its own: with what it needs, it takes 400 MB."""
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "sssom>=0.4.21,<0.5"], check=True)
    wrong = tmp_path / "wrong.sssom.tsv"
    wrong.write_text((FOLDER / "ror.sssom.tsv").read_text("utf-8").replace("ManualMapping", "Guessed"), "utf-8")

    def accepted(file: Path) -> bool:
        return subprocess.run([python.with_name("sssom"), "validate", file], capture_output=True).returncode == 0

    assert [file.name for file in sorted(FOLDER.iterdir()) if not accepted(file)] == []
    assert not accepted(wrong)
