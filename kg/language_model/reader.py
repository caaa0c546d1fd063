"""A language model as a reader, off by default, behind any OpenAI-compatible address or from its kept readings.

The model lists entities and states facts with quotations. What becomes a claim is decided here: the quotation stands in
the text at offsets that are found here, names are words of the text, types, dates and values fit the vocabulary, and
what the rules say beside it is kept where such claims were right on annotated texts. Where there is no reading the
extraction of the rules stays as it is, and a line says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.language_model.answer import Answer, answer_in
from kg.language_model.both_readings import BothReadings, both_readings
from kg.language_model.failure import ModelError
from kg.language_model.left import told
from kg.language_model.questions import questions
from kg.language_model.readings import Question, clean, keep, kept
from kg.language_model.request import answer
from kg.language_model.settings import READINGS, URL, Settings, configured
from kg.language_model.support import support
from kg.records import Extraction

PATIENCE = 3
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
        """What the model and the rules read; what the rules did where the model cannot be asked."""
        try:
            both, note = self.both(extraction)
        except ModelError as error:
            return Beside(extraction, read=False, failure=self._failure(error))
        left = told(both.left)
        line = f"{self._name}: of what it said, {left}" if left else ""
        return Beside(both.joined(support()), read=True, left_out=line, failure=note)

    def both(self, extraction: Extraction) -> tuple[BothReadings, str]:
        """What each of the two reads, and a note where readings cannot be kept. Raises ModelError where the model has
        not read the article and cannot be asked."""
        note = ""
        answers: list[Answer] = []
        for question in questions(self.settings.model, extraction):
            found, failed = self._answer(question)
            answers.append(found)
            note = failed or note
        return both_readings(extraction, answers), note

    @property
    def given_up(self) -> bool:
        """Whether the server failed so often that it is not asked again; answers that are kept are still used."""
        return self._failed >= PATIENCE

    @property
    def _name(self) -> str:
        return f"language model {self.settings.model}"

    def _answer(self, question: Question) -> tuple[Answer, str]:
        """What the model says, from its readings where it was asked before, and a note where those cannot be written.
        Raises ModelError."""
        known = kept(self.settings.readings, question)
        if known is not None:
            return known, ""
        if self.given_up:
            raise ModelError("")
        if not self.settings.url:
            raise ModelError(f"no reading in {self.settings.readings}, and {URL} is not set")
        found = clean(answer_in(answer(self.settings, question.body)))
        self._failed = 0
        return found, self._keep(question, found)

    def _keep(self, question: Question, found: Answer) -> str:
        try:
            keep(self.settings.readings, question, found)
        except OSError as error:
            if not self._unwritable:
                self._unwritable = True
                return f"{self._name}: readings cannot be kept ({error.strerror}): set {READINGS} to a folder of yours"
        return ""

    def _failure(self, error: ModelError) -> str:
        """A line on a failure; none any more once the server was given up."""
        if self.given_up:
            return ""
        self._failed = self._failed + 1 if error.server else 0
        rest = "; it is not asked again in this run" if self.given_up else ""
        where = f" at {self.settings.url}" if self.settings.url else ""
        return f"{self._name}{where}: {error}; read by the rules alone{rest}"
