"""Pairs of mentions that may mean the same, and of nodes that may be related, with what is seen of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.compact.labels import DATE, POST, Labels
from kg.compact.sequence import Marked, Tokens
from kg.compact.words import Words

COREFERENCE_FEATURES, RELATION_FEATURES = 12, 10
_NO_HEAD = frozenset("the a an this that these those its their his her".split())
_FAR = 100
"""Tokens between two mentions beyond which the distance counts no more."""


def folded(words: str) -> tuple[str, ...]:
    """The words of a form in lower case, without determiners."""
    return tuple(word for word in re.findall(r"\w+", words.lower()) if word not in _NO_HEAD)


def begins_with(words: str, *determiners: str) -> bool:
    """Whether a form begins with one of the determiners."""
    first = re.match(r"\w*", words.lower())
    return first is not None and first[0] in determiners


@dataclass(frozen=True)
class MentionPairs:
    """Pairs of mentions of one type: `earlier` and `later` (P), `features` (P x `COREFERENCE_FEATURES`)."""

    earlier: np.ndarray
    later: np.ndarray
    features: np.ndarray


def mention_pairs(words: Words, mentions: Sequence[Marked]) -> MentionPairs:
    """All pairs of mentions of one type, dates and posts left out."""
    order = sorted(range(len(mentions)), key=lambda n: mentions[n][0])
    found = [
        (one, other)
        for place, one in enumerate(order)
        for other in order[place + 1 :]
        if mentions[one][1] == mentions[other][1] not in (DATE, POST) and mentions[one][0] != mentions[other][0]
    ]
    rows = [_coreference(words, mentions[one], mentions[other]) for one, other in found]
    ends = np.array(found, int).reshape(-1, 2)
    return MentionPairs(ends[:, 0], ends[:, 1], np.array(rows, np.float32).reshape(-1, COREFERENCE_FEATURES))


def _coreference(words: Words, one: Marked, other: Marked) -> tuple[float, ...]:
    quotes = words.quote(one[0]), words.quote(other[0])
    left, right = map(folded, quotes)
    shared, either = {*left} & {*right}, {*left} | {*right}
    long, short = quotes if len(left) > len(right) else quotes[::-1]
    initials = "".join(word[0] for word in re.findall(r"\w+", long) if word[0].isupper() or word[0].isdigit())
    apart = words.sentences[other[0][0]] - words.sentences[one[0][0]]
    return (
        left == right,
        len(shared) / max(1, len(either)),
        {*left} <= {*right} or {*right} <= {*left},
        left[-1:] == right[-1:],
        initials == re.sub(r"\W", "", short),
        apart == 0,
        apart == 1,
        1 < apart < 4,
        apart >= 4,
        begins_with(quotes[1], "the", "this"),
        begins_with(quotes[1], "a", "an"),
        begins_with(quotes[0], "a", "an"),
    )


@dataclass(frozen=True)
class NodePairs:
    """Ordered pairs of nodes between which the vocabulary allows a relation: `subjects` and `objects` (P) are numbers
    of nodes, `first` and `last` (P) the tokens of their closest mentions in text order, `features` P x
    `RELATION_FEATURES`, `allowed` P x R."""

    subjects: np.ndarray
    objects: np.ndarray
    first: np.ndarray
    last: np.ndarray
    features: np.ndarray
    allowed: np.ndarray


def node_pairs(
    words: Words, mentions: Sequence[Marked], nodes: Sequence[Sequence[int]], tokens: Tokens, labels: Labels
) -> NodePairs:
    """The pairs of nodes, each a group of numbers of mentions of one type."""
    types = [mentions[group[0]][1] for group in nodes]
    relations = [*labels.relations]
    table = {
        (left, right): [name in labels.allowed(left, right) for name in relations]
        for left in {*types}
        for right in {*types}
    }
    places = tokens.mentions
    ends, spans, rows, allowed = [], [], [], []
    for subject, group in enumerate(nodes):
        for target, others in enumerate(nodes):
            fits = table[types[subject], types[target]]
            if subject == target or not any(fits):
                continue
            apart = np.abs(places[group][:, None] - places[others][None])
            row, column = divmod(int(apart.argmin()), len(others))
            one, other = group[row], others[column]
            ends.append((subject, target))
            spans.append(sorted((int(places[one]), int(places[other]))))
            rows.append(
                _relation(words, mentions[one], mentions[other], int(apart[row, column]), len(group), len(others))
            )
            allowed.append(fits)
    pairs, stretch = np.array(ends, int).reshape(-1, 2), np.array(spans, int).reshape(-1, 2)
    return NodePairs(
        pairs[:, 0],
        pairs[:, 1],
        stretch[:, 0],
        stretch[:, 1],
        np.array(rows, np.float32).reshape(-1, RELATION_FEATURES),
        np.array(allowed, bool).reshape(-1, len(relations)),
    )


def _relation(words: Words, one: Marked, other: Marked, apart: int, ones: int, others: int) -> tuple[float, ...]:
    (first, last), (begin, end) = one[0], other[0]
    sentences = abs(words.sentences[begin] - words.sentences[first])
    return (
        sentences == 0,
        sentences == 1,
        sentences > 1,
        first < begin,
        first <= begin and end <= last,
        begin <= first and last <= end,
        min(apart, _FAR) / _FAR,
        ones / 5,
        others / 5,
        words.words[first].kind == "title",
    )
