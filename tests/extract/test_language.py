"""The parts of speech of a sentence are those that the model gives, remembered or not."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from kg.extract.text.language import model, parse_with_lemmas

SENTENCES = (
    "There were delegates who couldn't hear what the ministers had said.",
    "Ain't that so? Let's go: y'all got to vote, and they're gonna.",
    "The ministers said that they would let it be.",
)


def test_remembered_parts_of_speech_and_lemmas_are_those_of_the_whole_pipeline():
    def told(docs: Iterable[Doc]) -> list[tuple[str, ...]]:
        return [(t.text, t.pos_, t.tag_, t.dep_, str(t.morph), t.lemma_) for doc in docs for t in doc]

    expected = told(model().pipe(SENTENCES, disable=["ner"]))
    assert [told(parse_with_lemmas(SENTENCES)), told(parse_with_lemmas(SENTENCES))] == [expected, expected]
