"""How likely a text is about a topic: logistic regression over what its cues say and over the words beside.

The signs of a topic: `score` of its cues, the same `capped` at CAP, its `share` of the highest score of a specific
topic, the logarithm of the number of its `cues`, the number of topics that score CAP or more (`topics`). The words of
the text, names left aside, stand for what no cue says; together they have the length of one, those of the headline
count HEADLINE times. `tables/topic_weights.tsv`, fitted on the annotated articles of the project by
`tests.benchmarks.weigh_topics`, has a row for each sign and word and a column for each topic. No word of it is a name:
each occurs in small letters in many articles.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.tables import table

CAP = 1.8
"""The score above which a topic stands out by itself."""
HEADLINE = 3
SIGNS = ("bias", "score", "capped", "share", "cues", "topics")
WORD = "word:"
"""What stands before the words in the table."""

_WORD = re.compile(r"[A-Za-z][A-Za-z\-]+")


@dataclass(frozen=True, slots=True)
class TopicModel:
    """The weights of signs and words, by topic."""

    weights: Mapping[str, Mapping[str, float]]
    vocabulary: Collection[str]

    def probability(self, topic: str, signs: Mapping[str, float]) -> float:
        """How likely a text with these signs, words among them, is about a topic."""
        weights = self.weights[topic]
        odds = math.fsum(weights[sign] * value for sign, value in signs.items() if sign in weights)
        return 1 / (1 + math.exp(-odds))


def signs_of_cues(topic: str, scores: Mapping[str, float], number: int, general: str) -> dict[str, float]:
    """The signs of a topic of which a text has a number of cues, from the scores of all topics."""
    score = scores.get(topic, 0.0)
    highest = max((value for other, value in scores.items() if other != general), default=0.0)
    return {
        "bias": 1.0,
        "score": score,
        "capped": min(score, CAP),
        "share": score / highest if highest else 0.0,
        "cues": math.log1p(number),
        "topics": float(sum(value >= CAP for value in scores.values())),
    }


def occurrences(zones: Iterable[tuple[bool, str]]) -> Counter[str]:
    """How often each word occurs in stretches of text, of which each is a headline or not; small letters throughout."""
    found: Counter[str] = Counter()
    for headline, text in zones:
        for word in _WORD.findall(text):
            found[word.lower()] += HEADLINE if headline else 1
    return found


def signs_of_words(found: Mapping[str, int], vocabulary: Collection[str]) -> dict[str, float]:
    """The signs that are words of a vocabulary: by the logarithm of how often they occur, of length one together."""
    length = length_of_words(found, vocabulary) or 1.0
    return {WORD + word: (1 + math.log(n)) / length for word, n in found.items() if word in vocabulary}


def length_of_words(found: Mapping[str, int], vocabulary: Collection[str]) -> float:
    """The length of the words of a vocabulary before it is made one: the more different words, the greater."""
    return math.sqrt(math.fsum((1 + math.log(n)) ** 2 for word, n in found.items() if word in vocabulary))


@lru_cache(maxsize=1)
def topic_model() -> TopicModel:
    """The model of the package."""
    rows = table("topic_weights")
    topics = [column for column in rows[0] if column != "sign"]
    weights = {topic: {row["sign"]: float(row[topic]) for row in rows} for topic in topics}
    vocabulary = frozenset(row["sign"].removeprefix(WORD) for row in rows if row["sign"].startswith(WORD))
    return TopicModel(weights, vocabulary)
