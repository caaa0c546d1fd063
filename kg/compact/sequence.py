"""Words and mentions as the encoder takes them: numbers of tokens, the features of each, and where each word begins.

A mention is marked by a token of its type before it and one behind it (typed entity markers, Zhou and Chen 2022,
https://aclanthology.org/2022.aacl-short.21); the state of the marker before it stands for the mention. The markers
are tokens that the vocabulary of BERT leaves unused. A text longer than the encoder takes goes in windows that
overlap, and each token is taken from the window in which it lies innermost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from kg.compact.labels import Labels
from kg.compact.words import CASES, KINDS, Stretch, Words

FIRST, LAST, UNKNOWN = 101, 102, 100
"""[CLS], [SEP] and [UNK] of the vocabulary of BERT."""
_FIRST_MARK, _CLOSE = 1, 90
"""[unused0] and [unused89]."""
_SUBWORDS = 12
"""Of a longer word the first so many are taken."""
WINDOW, OVERLAP = 510, 160

Marked = tuple[Stretch, str]
"""The words of a mention and the type of its node."""


@dataclass(frozen=True)
class Tokens:
    """`tokens`: T numbers; `features`: T x F; `words`: the first token of each word; `mentions`: the opening marker of
    each mention."""

    tokens: np.ndarray
    features: np.ndarray
    words: np.ndarray
    mentions: np.ndarray


def feature_count(labels: Labels) -> int:
    """How many features a token has."""
    return 2 * len(labels.mention_types) + 2 + len(KINDS) + len(CASES)


def features_of(words: Words, labels: Labels) -> np.ndarray:
    """What is known of each word beside its letters, as n x F zeros and ones: beginning and inside of a name of the
    gazetteer by type, of a date; the kind of its segment; how it is written."""
    types = {name: number for number, name in enumerate(labels.mention_types)}
    dates, kinds = 2 * len(types), 2 * len(types) + 2
    found = np.zeros((len(words.words), feature_count(labels)), np.float32)
    stretches = [(place, 2 * types[type]) for place, type, _ in words.names if type in types]
    stretches += [(date.words, dates) for date in words.dates]
    for (first, last), column in stretches:
        found[first, column] = 1
        found[first + 1 : last + 1, column + 1] = 1
    for at, word in enumerate(words.words):
        found[at, kinds + KINDS.index(word.kind)] = 1
        found[at, kinds + len(KINDS) + CASES.index(words.case(at))] = 1
    return found


def subwords(words: Words, tokenizer: Tokenizer) -> list[list[int]]:
    """The tokens of each word."""
    texts = [words.text[word.start : word.end] for word in words.words]
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    return [one.ids[:_SUBWORDS] or [UNKNOWN] for one in encoded]


def sequence(
    tokens: Sequence[Sequence[int]], features: np.ndarray, labels: Labels, mentions: Sequence[Marked] = ()
) -> Tokens:
    """The tokens of a text, `tokens` by word, with the mentions marked."""
    opened: defaultdict[int, list[int]] = defaultdict(list)
    closed: defaultdict[int, int] = defaultdict(int)
    for number, ((first, last), _) in enumerate(mentions):
        opened[first].append(number)
        closed[last] += 1
    marks = {name: _FIRST_MARK + number for number, name in enumerate(labels.node_types)}
    ids: list[int] = []
    origin: list[int] = []
    starts: list[int] = []
    places = [0] * len(mentions)
    for at, parts in enumerate(tokens):
        for number in sorted(opened[at], key=lambda n: -mentions[n][0][1]):
            places[number] = len(ids)
            ids.append(marks[mentions[number][1]])
            origin.append(-1)
        starts.append(len(ids))
        ids += parts
        origin += [at] * len(parts)
        ids += [_CLOSE] * closed[at]
        origin += [-1] * closed[at]
    rows = np.array(origin)
    spread = np.zeros((len(ids), features.shape[1]), np.float32)
    spread[rows >= 0] = features[rows[rows >= 0]]
    return Tokens(np.array(ids), spread, np.array(starts, int), np.array(places, int))


def windows(length: int, size: int = WINDOW, overlap: int = OVERLAP) -> list[tuple[int, int, int, int]]:
    """Windows over so many tokens: first token, last (exclusive), and the same of those that are taken from it. What is
    taken covers all, once and in order."""
    begins = [0]
    while begins[-1] + size < length:
        begins.append(begins[-1] + size - overlap)
    ends = [min(begin + size, length) for begin in begins]
    cuts = [0, *((end + begin) // 2 for end, begin in zip(ends, begins[1:], strict=False)), length]
    return [(a, b, c, d) for a, b, c, d in zip(begins, ends, cuts, cuts[1:], strict=False)]
