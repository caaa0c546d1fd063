from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import KgError
from kg.vocabulary import read_vocabulary, vocabulary

PREFIXES = """@prefix mg: <https://example.org/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "small.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def test_a_relation_of_the_guidelines() -> None:
    chair = vocabulary().relations["chair"]
    assert (chair.label, chair.value, chair.guideline, chair.asserted, chair.private) == (
        "chair",
        "entity",
        True,
        True,
        False,
    )
    assert chair.subject_types == ("Event", "Process", "InternationalOrganization")
    assert chair.object_types == ("Actor", "Facility", "Project")


def test_kinds_of_values() -> None:
    relations = vocabulary().relations
    assert {name: relations[name].value for name in ("startDate", "ordinal", "position", "topic")} == {
        "startDate": "date",
        "ordinal": "integer",
        "position": "string",
        "topic": "concept",
    }
    assert (relations["topic"].scheme, relations["position"].scheme) == ("topic", None)
    assert relations["startDate"].object_types == ()


def test_what_is_not_a_public_plain_fact() -> None:
    relations = vocabulary().relations
    assert {name for name, made in relations.items() if not made.asserted} == {"quotation", "figure"}
    assert {name for name, made in relations.items() if made.private} == {"telephone", "email"}


def test_qualifiers_are_no_relations() -> None:
    words = vocabulary()
    assert {"listCompleteness", "concerns", "purpose", "event", "measure", "value", "asOf"} <= set(words.qualifiers)
    assert not set(words.qualifiers) & set(words.relations)
    assert words.qualifiers["measure"].scheme == "measure"


def test_superclasses_are_transitive(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'mg:A a owl:Class ; rdfs:label "a"@en . mg:B a owl:Class ; rdfs:subClassOf mg:A . '
        "mg:C a owl:Class ; rdfs:subClassOf mg:B, <https://schema.org/Thing> ; mg:entityType true .",
    )
    classes = read_vocabulary(path).classes
    assert classes["C"].superclasses == ("B", "A")
    assert (classes["A"].label, classes["A"].entity, classes["C"].entity) == ("a", False, True)
    assert vocabulary().classes["Person"].superclasses == ("Actor",)


def test_it_is_read_once() -> None:
    assert vocabulary() is vocabulary()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('mg:x a owl:DatatypeProperty ; mg:valueKind "text" .', "mg:x: mg:valueKind is 'text'"),
        ('mg:x a owl:ObjectProperty ; mg:valueKind "concept" .', "mg:x: mg:valueScheme goes with"),
        ("mg:x a owl:ObjectProperty", "cannot be read"),
    ],
)
def test_malformed_terms_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KgError, match=message):
        read_vocabulary(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"absent\.ttl: the ontology cannot be read"):
        read_vocabulary(tmp_path / "absent.ttl")
