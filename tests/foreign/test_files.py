"""JSON-LD of others: known contexts are read, none is fetched, and what would exhaust the machine is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.foreign.files import read_triples
from kg.records import KgError

EVENT = {"@id": "https://calendar.example/1", "@type": "Event", "name": "Talks"}


def written(tmp_path: Path, content: object) -> Path:
    (tmp_path / "a.jsonld").write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return tmp_path / "a.jsonld"


@pytest.mark.parametrize(
    "context", ["https://schema.org", "http://schema.org/", ["https://schema.org", {"x": "https://x.example/"}]]
)
def test_the_context_of_schema_org_is_known(tmp_path: Path, context: object):
    triples = read_triples(written(tmp_path, {"@context": context, **EVENT}), "S")
    assert {triple.predicate.value for triple in triples} >= {"https://schema.org/name"}


def test_our_own_context_is_known(tmp_path: Path):
    own = {"@context": "https://w3id.org/mgkg/ontology/context.jsonld", "@id": "https://x.example/1", "label": "Talks"}
    (triple,) = read_triples(written(tmp_path, own), "S")
    assert triple.predicate.value == "http://www.w3.org/2000/01/rdf-schema#label"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"@context": "https://elsewhere.example/context.jsonld", **EVENT}, "is not fetched: put the context itself"),
        ({"name": "Talks"}, "this is no JSON-LD"),
        ('{"@type": ', "line 1"),
        (
            '{"@context": {"@vocab": "https://schema.org/"}, "a": ' + '{"a":' * 5000 + "1" + "}" * 5001,
            "nests deeper than",
        ),
        ("[" * 100 + "]" * 100, "nests deeper than"),
        ({"@context": {"@vocab": 7}, **EVENT}, "mend the JSON-LD"),
    ],
)
def test_what_is_not_read_is_one_line(tmp_path: Path, content: object, said: str):
    with pytest.raises(KgError, match=said) as error:
        read_triples(written(tmp_path, content), "S")
    assert "\n" not in str(error.value)


def test_relative_addresses_are_those_of_the_source(tmp_path: Path):
    path = written(tmp_path, {"@context": "https://schema.org", **EVENT, "@id": "#talks"})
    one, again, other = ({str(t.subject) for t in read_triples(path, source)} for source in ("S", "S", "T"))
    assert one == again and one.isdisjoint(other)
