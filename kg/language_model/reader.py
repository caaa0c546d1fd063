"""A language model as a third reader beside the rules, off by default, behind any OpenAI-compatible address.

The model proposes statements with quotations. What becomes a claim is decided here: the quotation stands in the text at
offsets that are found here, both ends are entities of the rules or words of the text, types, dates and values fit
the vocabulary. Whatever fails leaves the extraction of the rules as it is, and a line that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.extract import language_model_cache as cache
from kg.language_model.answer import items
from kg.language_model.ends import Ends
from kg.language_model.grounding import Grounding, told
from kg.language_model.merge import merged
from kg.language_model.question import VERSION, body, shown, stretches
from kg.language_model.request import ModelError, answer
from kg.language_model.settings import Settings, configured
from kg.language_model.words import Words
from kg.records import Extraction

_PATIENCE = 3
"""Articles in a row for which the server failed, after which it is left in peace."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An extraction, whether the model had its part in it, and what is to be said of that: what was left out of the
    model's statements (`left_out`), or why there are none (`failure`)."""

    extraction: Extraction
    read: bool
    left_out: str = ""
    failure: str = ""

    @property
    def lines(self) -> list[str]:
        """What is to be said, if anything."""
        return [line for line in (self.left_out, self.failure) if line]


@dataclass(slots=True)
class LanguageModel:
    """A model for one run, which gives up a server that fails for several articles in a row."""

    settings: Settings
    _failed: int = field(default=0)
    _unwritable: bool = field(default=False)

    @classmethod
    def configured(cls, environment: Mapping[str, str] | None = None) -> LanguageModel | None:
        """The model that the environment names, None where it names none. Raises KgError as the settings do."""
        settings = configured(environment)
        return None if settings is None else cls(settings)

    def beside(self, extraction: Extraction) -> Beside:
        """The extraction of the rules with what the model adds to it; as it is where the model cannot be asked."""
        article, parts = extraction.article, stretches(extraction.segments)
        text = shown(article.text, parts)
        if not text:
            return Beside(extraction, read=True)
        try:
            said, note = self._items(body(self.settings.model, article, text))
        except ModelError as error:
            return Beside(extraction, read=False, failure=self._failure(error))
        words = Words(article.text, parts)
        ends = Ends(extraction, words)
        grounding = Grounding(article, words, ends)
        joined = merged(extraction, grounding.claims(said), ends, grounding.left)
        left = told(grounding.left)
        line = f"{self._name}: of {len(said)} statements, {left}" if left else ""
        return Beside(joined, read=True, left_out=line, failure=note)

    @property
    def given_up(self) -> bool:
        """Whether the server failed so often that it is not asked again; answers that are kept are still used."""
        return self._failed >= _PATIENCE

    @property
    def _name(self) -> str:
        return f"language model {self.settings.model}"

    def _items(self, question: dict[str, Any]) -> tuple[list[Any], str]:
        """What the model says, from the cache where it was asked before, and a note where that cannot be written."""
        name = cache.key(question, VERSION)
        known = cache.kept(self.settings.cache, name)
        if known is not None:
            return known, ""
        if self.given_up:
            raise ModelError("")
        found = items(answer(self.settings, question))
        self._failed = 0
        return found, self._keep(name, found)

    def _keep(self, name: str, found: list[Any]) -> str:
        try:
            cache.keep(self.settings.cache, name, self.settings.model, found)
        except OSError as error:
            if not self._unwritable:
                self._unwritable = True
                return f"{self._name}: answers cannot be kept ({error.strerror}): set KG_LLM_CACHE to a folder of yours"
        return ""

    def _failure(self, error: ModelError) -> str:
        """A line on a failure; none any more once the server was given up."""
        if self.given_up:
            return ""
        self._failed = self._failed + 1 if error.server else 0
        rest = "; it is not asked again in this run" if self.given_up else ""
        return f"{self._name} at {self.settings.url}: {error}; read by the rules alone{rest}"
