"""What is withheld on request, found in what is read: whole articles, and the sentences that name a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from kg.graph.terms import article_iri, digest
from kg.records import Article, Span
from kg.withheld.record import Record, Register, all_digests
from kg.withheld.sentences import sentences_with, without
from kg.withheld.words import Word, forms, name_words, pair, pairs, parts, surnames, words

WITHHELD = "[withheld on request]"
"""What stands in the place of a title, a publisher or a reason that names a person."""


@dataclass(slots=True)
class Withheld:
    """All that is withheld in a store."""

    register: Register
    _digests: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._digests = all_digests(self.register.records)

    @classmethod
    def load(cls, folder: Path | None) -> Withheld:
        """What is withheld in the store in a folder. Raises KgError where its list or its key cannot be used."""
        return cls(Register.load(folder))

    def __bool__(self) -> bool:
        return bool(self._digests)

    def with_digests(self, digests: Iterable[str]) -> Withheld:
        """The same with more, which nothing puts down."""
        other = Withheld(self.register)
        other._digests = self._digests | frozenset(digests)
        return other

    def add(self, record: Record) -> None:
        """Puts a request down, and follows it from now on. Raises KgError where it cannot be written."""
        self.register.add(record)
        self._digests |= frozenset(record.digests)

    def holds(self, digests: Iterable[str]) -> bool:
        """Whether all of this is withheld already."""
        return self._digests >= frozenset(digests)

    def knows(self, key: str) -> bool:
        """Whether the article or source with this key is withheld as a whole."""
        return self._has(self.of_article(key, None))

    def of_article(self, key: str, text: str | None) -> tuple[str, ...]:
        """The digests by which an article is known again: its key, and its text under any other key."""
        known = [f"key {key}"] + ([] if text is None else [f"text {digest(text)}"])
        return tuple(map(self.register.digest, known))

    def of_person(self, names: Iterable[str], calls: Iterable[tuple[str, str]] = ()) -> tuple[str, ...]:
        """The digests by which a person is known in any article, those of the single words (`calls`, each with the key
        of the article) by which only that article calls the person, and those of the words by which reasons do."""
        found = {self._form(form) for name in names for form in forms(name)}
        found |= {self._short(word) for name in names for word in surnames(name)}
        found |= {self._call(key, word) for key, name in calls for word in name_words(name)}
        return tuple(sorted(found))

    def of_decisions(self, names: Iterable[str]) -> tuple[str, ...]:
        """The digests by which decisions are known again that tell of a person in no whole name, by their IRIs."""
        return tuple(sorted(self.register.digest(f"decision {name}") for name in names))

    def has_decision(self, name: str) -> bool:
        """Whether the decision with this IRI is one of these."""
        return self._has(self.of_decisions([name]))

    def article(self, article: Article) -> Article | None:
        """The article without the sentences that name a person who is withheld; None where it is withheld as a whole,
        as one is whose address or path names such a person."""
        if not self:
            return article
        again, last = self._calls(article)
        if self._has(self.of_article(article.key, article.text)):
            return None
        if any(self._is_address(name, article.key, last) for name in (article.key, article.path)):
            return None
        text = without(article.text, self.spans(article))
        title, publisher = (
            WITHHELD if said and self._stretches(said, article.key, again) else said
            for said in (article.title, article.publisher)
        )
        return replace(article, text=text, title=title, publisher=publisher)

    def names(self, text: str) -> bool:
        """Whether a text, a path or an address names a person who is withheld."""
        return bool(self) and bool(self._named(unquote(text), "", words(unquote(text))))

    def shown(self, text: str) -> str:
        """A short text, or a notice in its place where it names such a person, be it by the last name alone."""
        return WITHHELD if self.names(text) or self.calls(text) else text

    def calls(self, text: str, *, any_case: bool = False) -> bool:
        """Whether a word of a text is the last name of such a person, or of a namesake."""
        found = words(unquote(text)) if self else []
        return any((any_case or word.capital) and self._short(word.plain) in self._digests for word in found)

    def spans(self, article: Article) -> list[Span]:
        """Where in the text the sentences stand that name such a person. In an article that has a whole name, each word
        of it is one."""
        found = self._stretches(article.text, article.key, self._calls(article)[0])
        return sentences_with(article.text, found) if found else []

    def _calls(self, article: Article) -> tuple[set[str], set[str]]:
        """The words of the whole names in an article, and the last words of these."""
        again: set[str] = set()
        last: set[str] = set()
        for text in (article.text, article.title or ""):
            found = words(text)
            for start, end in self._named(text, "", found):
                again |= parts(found[start : end + 1])
                last |= parts(found[end : end + 1])
        return again, last

    def _stretches(self, text: str, key: str, again: Set[str]) -> list[Span]:
        """Where such a person is named in a text of the article with the key, or is called by one of the words."""
        found = words(text)
        named = [Span(found[start].start, found[end].end) for start, end in self._named(text, key, found)]
        return [*named, *(Span(word.start, word.end) for word in found if word.capital and word.plain in again)]

    def _named(self, text: str, key: str, found: Sequence[Word]) -> list[tuple[int, int]]:
        """The names of such persons, by the numbers of their first and last words."""
        single = ((number, number) for number, word in enumerate(found) if word.capital and self._is_name(word, key))
        double = (
            (first, last)
            for first, last in pairs(text, found)
            if self._form(pair(found[first].plain, found[last].plain)) in self._digests
        )
        return [*single, *double]

    def _is_name(self, word: Word, key: str) -> bool:
        return self._form(word.plain) in self._digests or (bool(key) and self._call(key, word.plain) in self._digests)

    def _is_address(self, name: str, key: str, last: Set[str]) -> bool:
        """Whether the address or path of an article names such a person, be it by the last name alone."""
        found = words(unquote(name))
        known = any(word.plain in last or self._call(key, word.plain) in self._digests for word in found)
        return known or self.names(name)

    def _short(self, word: str) -> str:
        return self.register.digest(f"short {word}")

    def _form(self, form: str) -> str:
        return self.register.digest(f"name {form}")

    def _call(self, key: str, word: str) -> str:
        return self.register.digest(f"call {article_iri(key).value} {word}")

    def _has(self, digests: Iterable[str]) -> bool:
        return not self._digests.isdisjoint(digests)
