"""The sentence around a quotation."""

import pytest

from kg.contacts import Contacts
from kg.view.sentences import Passage, around, passages

HELD = "Kenya hosted the meeting that was\nheld in Nairobi."
AGREED = "The states of the region met in\nNairobi and agreed on a plan that\nIGAD wrote."
HEADED = "A meeting was held in the city\nKenya hosted the meeting. It was a long one, and all agreed."
FIELDS = '---\ntitle: "Kenya hosts the meeting"\nurl: https://example.org/\npublisher: Herald\n---\nIt came.'
LISTED = "The states of the region which came:\n- Kenya, which hosts\n- Uganda"


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("One came. Two went home. Three stayed.", "went", "Two went home."),
        ("The meeting of Dr. A. B. Doe ended. It was good.", "ended", "The meeting of Dr. A. B. Doe ended."),
        ("A title\n\nThe body is here", "body", "The body is here"),
        ("He said “go on.” They went.", "go", "He said “go on.”"),
        ("One. Two three. Four.", "Two three. Four", "Two three. Four."),
        ("Kenya hosted the meeting that was\nheld in Nairobi. Others came.", "held", HELD),
        ("The states of the region met in\nNairobi and agreed on a plan that\nIGAD wrote. End.", "agreed", AGREED),
        (HEADED, "Kenya", "Kenya hosted the meeting."),
        (FIELDS, "Kenya", 'title: "Kenya hosts the meeting"'),
        (LISTED, "Kenya", "- Kenya, which hosts"),
        ("It cost 1.5 million in 2021. Then more.", "million", "It cost 1.5 million in 2021."),
    ],
)
def test_a_sentence_is_found_around_a_quotation(text, quote, sentence):
    start = text.index(quote)
    first, last = around(text, start, start + len(quote))
    assert text[first:last] == sentence


def test_a_text_without_sentences_is_cut():
    text = "word " * 5000
    first, last = around(text, 10_000, 10_004)
    assert last - first < 1500


def test_two_quotations_of_one_sentence_are_marked_in_it_once():
    assert passages(Contacts("One. Kenya met Egypt here. Two."), [(15, 20), (5, 10)]) == (
        Passage(5, (("Kenya", True), (" met ", False), ("Egypt", True), (" here.", False))),
    )


def test_a_contact_over_the_edge_of_a_quotation_is_not_shown():
    text = "Call +254 20 555 0123 at once."
    (passage,) = passages(Contacts(text), [(text.index("555"), len(text))])
    assert "555" not in "".join(words for words, _ in passage.pieces)
