"""The sentence around a quotation."""

import pytest

from kg.view.sentences import around


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("One came. Two went home. Three stayed.", "went", "Two went home."),
        ("The meeting of Dr. A. B. Doe ended. It was good.", "ended", "The meeting of Dr. A. B. Doe ended."),
        ("A title\n\nThe body is here", "body", "The body is here"),
        ("He said “go on.” They went.", "go", "He said “go on.”"),
        ("One. Two three. Four.", "Two three. Four", "Two three. Four."),
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
