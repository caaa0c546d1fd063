"""Parts of speech of tagged and parsed sentences, as spaCy's attribute ruler gives them, with a memory.

The ruler holds each token against about 180 patterns. What a pattern of one token sets depends on the word, its tag and
its dependency alone, and is looked up where it was met before; the few longer patterns are searched only in sentences
that hold the words and dependencies that one of them names.
"""

from __future__ import annotations

from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

_DECIDING = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""Attributes that the memory's key decides. A pattern with others is searched every time."""
_MOST = 200_000
"""Words remembered at most: some tens of megabytes."""
_Key = tuple[int, int, int]


class Attributes:
    """Does to a sentence exactly what a pipeline's attribute ruler does."""

    def __init__(self, ruler: Any) -> None:
        self._needed: list[frozenset[int]] = []
        self._ruler = ruler
        self._of_word, self._of_words = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for number, row in enumerate(ruler.patterns):
            single = [pattern for pattern in row["patterns"] if _is_single(pattern)]
            longer = [pattern for pattern in row["patterns"] if not _is_single(pattern)]
            for matcher, patterns in ((self._of_word, single), (self._of_words, longer)):
                if patterns:
                    matcher.add(str(number), patterns)
            self._needed += [_needed(pattern, ruler.vocab) for pattern in longer]
        self._known: dict[_Key, tuple[tuple[int, int], ...]] = {}

    def set(self, doc: Doc) -> Doc:
        """The sentence with its parts of speech, its morphology and the lemmas that the ruler knows."""
        tokens = list(doc)
        keys = [(token.lower, token.tag, token.dep) for token in tokens]
        if len(self._known) > _MOST:
            self._known.clear()
        self._learn({key: token for key, token in zip(keys, tokens, strict=True) if key not in self._known})
        found = [(rule, name, at, at + 1) for at, key in enumerate(keys) for rule, name in self._known[key]]
        here = {number for lower, _, dep in keys for number in (lower, dep)}
        if any(needed <= here for needed in self._needed):
            longer = self._of_words(doc, allow_missing=True)
            found += [(self._rule(name), name, start, end) for name, start, end in longer]
        for rule, _, start, end in sorted(found):
            index = self._ruler.indices[rule]
            set_token_attrs(tokens[(start if index >= 0 else end) + index], self._ruler.attrs[rule])
        return doc

    def _rule(self, name: int) -> int:
        return int(self._ruler.vocab.strings[name])

    def _learn(self, tokens: dict[_Key, Any]) -> None:
        """Remembers what the patterns of one token find in tokens that were not met before."""
        if not tokens:
            return
        words = [token.text for token in tokens.values()]
        tags, labels = [token.tag_ for token in tokens.values()], [token.dep_ for token in tokens.values()]
        doc = Doc(self._ruler.vocab, words=words, tags=tags, deps=labels, heads=list(range(len(words))))
        found: list[list[tuple[int, int]]] = [[] for _ in words]
        for name, at, _ in self._of_word(doc, allow_missing=True):
            found[at].append((self._rule(name), name))
        self._known |= {key: tuple(rules) for key, rules in zip(tokens, found, strict=True)}


def _is_single(pattern: list[dict[str, Any]]) -> bool:
    return len(pattern) == 1 and pattern[0].keys() <= _DECIDING


def _needed(pattern: list[dict[str, Any]], vocab: Any) -> frozenset[int]:
    """The numbers of the words and dependencies without which a pattern matches nowhere; none where it names none."""
    told = [token.get(kind) for token in pattern if "OP" not in token for kind in ("LOWER", "DEP")]
    return frozenset(int(vocab.strings[name]) for name in told if isinstance(name, str))
