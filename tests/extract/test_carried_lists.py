"""Lists that go on from the sentence before."""

from __future__ import annotations

import pytest

from kg.extract.pipeline import extract
from kg.records import Article


def _objects(text: str, relation: str) -> set[str]:
    found = extract(Article("a", text))
    names = {entity.id: entity.name for entity in found.entities}
    return {names[claim.object] for claim in found.claims if claim.relation == relation}


@pytest.mark.parametrize(
    ("text", "relation", "objects"),
    [
        ("IOM held a workshop in Accra. Envoys of the CIS Member States attended. These include Armenia and Belarus.",
         "member", {"Armenia", "Belarus"}),
        ("IOM held a workshop in Accra. Envoys of the CIS Member States attended. These include Armenia and Belarus.",
         "participant", {"Armenia", "Belarus"}),
        ("The annual meeting of SADC Ministers was held in Lubango. Two Member States attended: Malawi and Zambia.",
         "member", {"Malawi", "Zambia"}),
        ("IOM held a workshop in Accra. The minister was present. So were UNHCR and UNODC.",
         "participant", {"UNHCR", "UNODC"}),
        ("Three governments signed the Cadiz Action Plan. The signatories are Chad and Niger.",
         "participant", {"Chad", "Niger"}),
        ("IOM held a workshop in Accra. The donors want reports. These include Norway and Chad.", "participant", set()),
    ],
)  # fmt: skip
def test_what_a_list_goes_on_from(text: str, relation: str, objects: set[str]) -> None:
    assert _objects(text, relation) == objects


def test_who_signed_is_told_in_the_next_sentence() -> None:
    found = extract(Article("a", "Two governments signed the Cadiz Action Plan. They are those of Chad and Niger."))
    names = {entity.id: entity.name for entity in found.entities}
    assert {names[c.subject] for c in found.claims if c.relation == "signed"} == {"Chad", "Niger"}
