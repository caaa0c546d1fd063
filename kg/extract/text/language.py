"""The English model, loaded once when first needed, and the parsed sentences of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.analysis import Analysis
from kg.extract.text.language_attributes import Attributes
from kg.extract.text.model_files import TESTED, model_folder
from kg.extract.text.sentences import Sentence
from kg.records import CannotGoOn
from kg.settings import SPACY_MODEL

_NAMES = "ner"
"""The component that finds names: half of the work of the pipeline, and asked about few sentences."""
_LEMMAS = "lemmatizer"
_ATTRIBUTES = "attribute_ruler"
_ENDLESS = re.compile(r"\S{300,}")
"""What no blank breaks for so long is no word, and the tokenizer takes time by the cube of its marks ('((((…')."""
_SPACES = str.maketrans("\n\r\t\u00a0\u2028\u2029", "      ")


@lru_cache(maxsize=1)
def model(name: str = SPACY_MODEL) -> Language:
    """The spaCy pipeline. Raises CannotGoOn where the model is not installed, or its files are not those that were
    tested."""
    try:
        return spacy.load(model_folder() if name == TESTED else name)
    except OSError as error:
        raise CannotGoOn(f"the language model {name} is not installed: install it, or set KG_SPACY_MODEL") from error


def parse(analysis: Analysis) -> dict[int, Doc]:
    """The parsed sentences by their index, without titles: few of these are asked for, `parse_one` gives them. White
    space becomes plain spaces of the same length, so that an offset of a token plus the start of its sentence is an
    offset of the text. The names in them are found by `find_names` alone. Raises KgError where the model is missing."""
    sentences = [sentence for sentence in analysis.sentences if sentence.kind != "title"]
    texts = [_plain(analysis.text[s.start : s.end]) for s in sentences]
    return {sentence.index: doc for sentence, doc in zip(sentences, _tagged(texts), strict=True)}


def parse_one(analysis: Analysis, sentence: Sentence) -> Doc:
    """One sentence as `parse` gives it. Raises KgError where the model is missing."""
    return next(_tagged([_plain(analysis.text[sentence.start : sentence.end])]))


def _plain(text: str) -> str:
    """A sentence as the tokenizer can take it, as long as it was."""
    return _ENDLESS.sub(lambda endless: "x" * len(endless[0]), text.translate(_SPACES))


def parse_with_lemmas(texts: Iterable[str]) -> list[Doc]:
    """The parsed texts, with the lemma of every word and without names. Raises KgError where the model is missing."""
    lemmatizer: Any = model().get_pipe(_LEMMAS)
    return [lemmatizer(doc) for doc in _tagged(texts)]


def with_lemmas(doc: Doc) -> None:
    """Sets the lemma of every word of a sentence that `parse` gave. Raises KgError where the model is missing."""
    lemmatizer: Any = model().get_pipe(_LEMMAS)
    lemmatizer(doc)


def _tagged(texts: Iterable[str]) -> Iterator[Doc]:
    """The texts with tags, dependencies and parts of speech."""
    return map(_attributes().set, model().pipe(texts, disable=[_NAMES, _LEMMAS, _ATTRIBUTES]))


@lru_cache(maxsize=1)
def _attributes() -> Attributes:
    return Attributes(model().get_pipe(_ATTRIBUTES))


def lemma(token: Any) -> str:
    """The lemma, in lower case, of a word of a sentence that `parse` gave: few are asked for. Raises KgError where the
    model is missing."""
    lemmatizer: Any = model().get_pipe(_LEMMAS)
    return str(lemmatizer.rule_lemmatize(token)[0]).lower()


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, frozenset[str]]:
    """The irregular forms of verbs and nouns that the English model knows, in lower case, with the lemmas of each.
    Raises KgError where the model is missing."""
    lemmatizer: Any = model().get_pipe(_LEMMAS)
    known = lemmatizer.lookups.get_table("lemma_exc")
    found: dict[str, set[str]] = {}
    for kind in ("verb", "noun"):
        for form, of in known[kind].items():
            found.setdefault(form, set()).update(of)
    return {form: frozenset(of) for form, of in found.items()}


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """The nouns, verbs and adjectives that the English model knows, in lower case, well-known names among them. Raises
    KgError where the model is missing."""
    lemmatizer: Any = model().get_pipe(_LEMMAS)
    return frozenset(word for known in lemmatizer.lookups.get_table("lemma_index").values() for word in known)


def find_names(docs: Iterable[Doc]) -> None:
    """Marks the names (`doc.ents`) in those of the parsed sentences where they are not marked yet. Raises KgError where
    the model is missing."""
    unmarked = [doc for doc in docs if not doc.has_annotation("ENT_IOB")]
    finder: Any = model().get_pipe(_NAMES)
    list(finder.pipe(unmarked))
