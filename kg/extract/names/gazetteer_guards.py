"""The conditions of ambiguous forms: what must stand, or must not, around a form and in its text.

The conditions are columns of `ambiguous_forms.tsv`; the code knows their kinds, never a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.names.gazetteer_tokens import BREAK, Token, tokenize
from kg.reference import Guard, ReferenceRow, reference

CAPITALISED = "<capitalised>"
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s|\n\s*\n")
_CLASS = re.compile(r"<([\w-]+)>")
_NO_DATE = ""
_FAR = ("requires", "requires_near", "requires_row", "requires_parent", "absent_row", "since", "until")


@dataclass(slots=True)
class Context:
    """What conditions look at: the text, its words, its publication date, the rows it names for certain."""

    text: str
    tokens: list[Token]
    published: str
    anchors: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    seen: dict[str, bool] = field(default_factory=dict)

    def holds(self, phrases: Iterable[str]) -> bool:
        """Whether the text has one of the phrases as whole words."""
        return any(self._has(phrase) for phrase in phrases)

    def sentence(self, start: int, end: int) -> str:
        """The sentence round a stretch of the text."""
        first = max((found.end() for found in _SENTENCE_END.finditer(self.text, 0, start)), default=0)
        last = _SENTENCE_END.search(self.text, end)
        return self.text[first : last.start() if last else len(self.text)]

    def _has(self, phrase: str) -> bool:
        if phrase not in self.seen:
            self.seen[phrase] = phrase_pattern(phrase).search(self.text) is not None
        return self.seen[phrase]


@dataclass(frozen=True, slots=True)
class Condition:
    """A guard made ready: word sequences as keys, phrases as written, dates as ISO strings."""

    row_id: str
    parent: str
    form: str
    values: Mapping[str, tuple[str, ...]]
    before: frozenset[tuple[str, ...]]
    after: frozenset[tuple[str, ...]]
    only_before: frozenset[tuple[str, ...]]
    only_after: frozenset[tuple[str, ...]]

    @property
    def far(self) -> bool:
        """Whether it looks at the whole text or its date, so that the form proves nothing by itself."""
        return any(name in self.values for name in _FAR)

    def holds(self, context: Context, first: int, last: int) -> bool:
        """Whether the form may be taken at the words `first` to `last` (exclusive)."""
        return (
            self._neighbours_fit(context.tokens, first, last)
            and self._spelling_fits(context, first, last)
            and self._text_fits(context, first, last)
            and self._date_fits(context.published)
        )

    def _neighbours_fit(self, tokens: list[Token], first: int, last: int) -> bool:
        if self.before and _follows(tokens, last, self.before):
            return False
        if self.after and _precedes(tokens, first, self.after):
            return False
        if self.only_before and not _follows(tokens, last, self.only_before):
            return False
        return not self.only_after or _precedes(tokens, first, self.only_after)

    def _spelling_fits(self, context: Context, first: int, last: int) -> bool:
        if "no_capital_run" in self.values and _in_capital_run(context, first, last):
            return False
        tokens = context.tokens
        return "exact" not in self.values or context.text[tokens[first].start : tokens[last - 1].end] == self.form

    def _text_fits(self, context: Context, first: int, last: int) -> bool:
        values = self.values
        if "requires" in values and not context.holds(values["requires"]):
            return False
        if "absent" in values and context.holds(values["absent"]):
            return False
        if "requires_row" in values and self.row_id not in context.anchors:
            return False
        if "requires_parent" in values and self.parent not in context.anchors:
            return False
        if "absent_row" in values and not context.anchors.isdisjoint(values["absent_row"]):
            return False
        if "requires_near" not in values:
            return True
        sentence = context.sentence(context.tokens[first].start, context.tokens[last - 1].end)
        return any(phrase_pattern(phrase).search(sentence) for phrase in values["requires_near"])

    def _date_fits(self, published: str) -> bool:
        since, until = self.values.get("since", ()), self.values.get("until", ())
        if (since or until) and published == _NO_DATE:
            return False
        return not (since and published < since[0]) and not (until and published[: len(until[0])] > until[0])


def compile_condition(guard: Guard, row: ReferenceRow) -> Condition:
    """A guard made ready for the texts, for a form of one row; classes of words are written out."""
    neighbours = (guard.conditions.get(name, ()) for name in ("not_before", "not_after", "only_before", "only_after"))
    return Condition(row.id, row.parent, guard.form, guard.conditions, *map(_sequences, neighbours))


@lru_cache(maxsize=1024)
def _sequences(phrases: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Phrases as sequences of keys; `<class>` stands for each of its words."""
    written: list[str] = []
    for phrase in phrases:
        found = _CLASS.search(phrase)
        if found is None or phrase == CAPITALISED:
            written.append(phrase)
        else:
            words = sorted(reference().word_classes[found.group(1)])
            written.extend(phrase.replace(found.group(), word) for word in words)
    return frozenset(
        (CAPITALISED,) if phrase == CAPITALISED else tuple(token.key for token in tokenize(phrase))
        for phrase in written
    )


def _follows(tokens: list[Token], last: int, sequences: frozenset[tuple[str, ...]]) -> bool:
    """Whether one of the sequences follows the word before `last`."""
    if last >= len(tokens) or tokens[last].gap == BREAK:
        return False
    if (CAPITALISED,) in sequences and tokens[last].text[0].isupper() and tokens[last].gap == " ":
        return True
    longest = max(map(len, sequences))
    return any(tuple(token.key for token in tokens[last : last + n]) in sequences for n in range(1, longest + 1))


def _precedes(tokens: list[Token], first: int, sequences: frozenset[tuple[str, ...]]) -> bool:
    """Whether one of the sequences comes before the word `first`; the full stop of 'Mr.' does not count."""
    if first == 0 or tokens[first].gap == BREAK:
        return False
    longest = max(map(len, sequences))
    ends = (first, first - 1) if tokens[first - 1].text == "." else (first,)
    return any(
        tuple(token.key for token in tokens[end - n : end]) in sequences
        for end in ends
        for n in range(1, min(longest, end) + 1)
    )


def _in_capital_run(context: Context, first: int, last: int) -> bool:
    """Whether a word in capitals that is no acronym of its own stands right beside."""
    tokens = context.tokens
    if first > 0 and tokens[first].gap == " " and _shouts(context, tokens[first - 1]):
        return True
    return last < len(tokens) and tokens[last].gap == " " and _shouts(context, tokens[last])


def _shouts(context: Context, token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper() and token.text not in context.capitals


@lru_cache(maxsize=4096)
def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """A pattern for a phrase as whole words, whatever the white space in it."""
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return re.compile(rf"(?<!\w){words}(?!\w)")
