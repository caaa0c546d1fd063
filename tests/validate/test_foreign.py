"""Files that others made: what the shapes do not see is told too, each in a line that says how to mend it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.validate import validate_files
from kg.validate.foreign import unfit

PREFIXES = """@prefix mg: <https://w3id.org/mgkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://ministry.example/id/> .
@prefix state: <https://w3id.org/mgkg/id/state/> .
"""
EVENT = 'ex:e a mg:Event ; rdfs:label "Training"@en .\n'


def told(tmp_path: Path, turtle: str) -> list[tuple[str, str]]:
    """(value, message) of each violation."""
    (tmp_path / "facts.ttl").write_text(PREFIXES + turtle, "utf-8")
    return [(str(found.value), found.message) for _, found in validate_files([tmp_path / "facts.ttl"])]


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("ex:e mg:hosst state:KEN .", "no mg:hosst: did you mean mg:host?"),
        ("ex:e a mg:Evemt .", "no mg:Evemt: did you mean mg:Event?"),
        ("ex:e mg:zzzzzz state:KEN .", "no mg:zzzzzz: see ontology/mgkg.ttl"),
        ("ex:e mg:host [ a mg:State ] .", "A blank node cannot be kept: give it an IRI"),
        ('ex:e mg:startDate "2026-13-45"^^xsd:date .', "a date that the calendar has"),
        ('ex:e mg:host "Kenya" .', "mg:host must be the IRI of a body"),
        ("ex:p a mg:Person , mg:Actor .", "Give this entity an English rdfs:label"),
        ('ex:p a mg:Person ; rdfs:label "P"@en .', "is also typed mg:Actor"),
        ('ex:e mg:focus "call +41 22 555 01 11" .', "without contact details"),
    ],
)
def test_what_is_wrong_is_told_with_how_to_mend_it(tmp_path: Path, capfd, turtle: str, said: str):
    assert any(said in message for _, message in told(tmp_path, EVENT + turtle))
    assert capfd.readouterr().err == "", "no library writes a traceback beside the report"


def test_reference_data_need_not_be_described_again(tmp_path: Path):
    assert told(tmp_path, EVENT + "ex:e mg:host state:KEN .") == []


def test_what_matches_reference_data_exactly_needs_no_type(tmp_path: Path):
    iom = "<https://w3id.org/mgkg/id/international-organization/iom>"
    tied = f"ex:iom <http://www.w3.org/2004/02/skos/core#exactMatch> {iom} ."
    assert told(tmp_path, EVENT + "ex:e mg:participant ex:iom ." + tied) == []
    assert told(tmp_path, EVENT + "ex:e mg:participant ex:iom .") != []


def test_a_blank_node_is_told_once(tmp_path: Path):
    found = told(tmp_path, EVENT + 'ex:e mg:host [ a mg:State , mg:Actor ; rdfs:label "K"@en ; mg:iso2 "KE" ] .')
    assert sum("blank node" in message for _, message in found) == 1


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("ex:a a mg:Article .", "Articles and claims are not brought in"),
        ('<https://w3id.org/mgkg/article/00> rdfs:label "x"@en .', "Articles and claims are not brought in"),
        ('ex:e mg:figure "120 people" .', "mg:figure never stands as a plain fact"),
        ("ex:e rdfs:seeAlso <javascript:alert(1)> .", "An IRI begins with http:// or https://"),
        ("ex:e rdfs:seeAlso <mailto:x@ministry.example> .", "An IRI begins with http:// or https://"),
        ('ex:e rdfs:comment "write to x@ministry.example" .', "stands in mg:telephone or mg:email alone"),
        ('ex:e mg:email "x@ministry.example" .', None),
    ],
)
def test_what_no_source_can_state_is_told(turtle: str, said: str | None):
    found = [violation.message for violation in unfit(ox.parse(PREFIXES + turtle, ox.RdfFormat.TURTLE))]
    assert (said is None and found == []) or (said is not None and said in found[0])
