"""Documents told in small letters by whose they are and by what they are on."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told

_DOCUMENTS = {
    "Malawi's border act": "border act",
    "the ASEAN transit directive": "ASEAN transit directive",
    "the Peruvian code on children": "Peruvian code on children",
    "the mayors' final statement": "final statement",
    "an action plan against forced labour": "action plan against forced labour",
    "a pocket guide to false papers": "pocket guide to false papers",
    "a ruling of the Zambian Supreme Court on camps": "ruling",
    "a petition by Samoan nurses": "petition",
    "an amendment to Malawi's passport law": "amendment",
    "an arrangement between Chile and Peru on transit visas": "arrangement",
}


@pytest.mark.parametrize("words", _DOCUMENTS)
def test_a_document_is_told_by_its_owner_or_by_what_it_is_on(words: str) -> None:
    text = f"The workshop in Kitwe on 4 May 2024 reviewed {words}."
    assert any(name.startswith(_DOCUMENTS[words]) for name in named(text, "Document"))
    assert {relation for relation, _, _ in told(text, ["discussed"])} == {"discussed"}


def test_a_document_is_told_where_something_is_done_in_line_with_it() -> None:
    text = "A workshop was held in Kitwe on 4 May 2024, in line with the Baltic passport agreement."
    assert {name for _, _, name in told(text, ["references"])} == {"Baltic passport agreement"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Malawi's act was praised at a workshop in Kitwe.",
        "A workshop in Kitwe was held in order to act on child labour.",
        "The workshop in Kitwe was a mapping exercise, and the guide to the town was friendly.",
        "They drew a framework for cooperation and set an agenda for change in Kitwe.",
        "Parents in Malawi gave notice that the decision to leave was theirs.",
        "In line with the same rules, a workshop was held in Kitwe.",
    ],
)
def test_what_only_looks_like_such_a_document_is_none(sentence: str) -> None:
    assert not named(sentence, "Document")


def test_what_a_headline_says_that_a_body_does_is_no_name() -> None:
    text = "AU Commission launches labour statistics report\n\nThe launch was held on 18 November 2021."
    assert not named(text, "Document")
