"""Fits the model of topics on annotated articles, and shows how far it can be trusted on others.

    python -m tests.benchmarks.weigh_topics GOLD TEXT [GOLD TEXT ...] [--check]

takes pairs of folders, annotations and the texts of the same names. First the texts are cut in five parts, documents of
one hand in one part; the topics of each part are told by a model fitted on the others and counted. Then the model of
the package is fitted on all of them and written to `kg/extract/tables/topic_weights.tsv` (not with `--check`). Needs
the extra `fit`.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.evaluation import Document, load
from kg.evaluation.calibration import Predicted
from kg.extract.tables import table
from kg.extract.text.segments import split, unwrapped
from kg.extract.weighing.calibration import log_odds
from kg.extract.weighing.topic_model import SIGNS, WORD, TopicModel, signs_of_words
from kg.extract.weighing.topics import GENERAL, confidence_of, cues, likely_ones, signs_of_topics, words_of_article
from kg.read import find_articles, read_article
from tests.benchmarks.calibrate import TABLES, show, with_folders

TOPICS = sorted({row["topic"] for row in table("topics")})
PARTS = 5
FEWEST_WORDS, FEWEST_TOPICS = 15, 5
"""Articles in which a word must occur in small letters to be weighed, and that must be about a topic."""
_SIGNS_COUNT, _WORDS_COUNT = 0.3, 2.0
"""What signs of cues, made of one spread, and words count before they are shrunk alike: by which articles of the parts
left out are predicted best."""
_DIGITS = 4
_SMALL = re.compile(r"(?<![\w./@-])[a-z][a-z-]+(?![\w/@]|\.\w)")
"""Words in small letters, those of addresses left aside."""
HEAD = """\
# The weights of the topic model; see kg/extract/weighing. Fitted on {documents} annotated articles, as
# python -m tests.benchmarks.weigh_topics GOLD TEXT ... fits them.
"""


@dataclass(frozen=True, slots=True)
class Read:
    """One article: the part that it lies in, what its cues say of each topic, its words, and its gold topics."""

    part: int
    signs: dict[str, dict[str, float]]
    cued: frozenset[str]
    words: Counter[str]
    small: frozenset[str]
    gold: frozenset[str]
    optional: frozenset[str]


def read(gold: Path, text: Path) -> list[Read]:
    """The articles of a folder that have topics."""
    documents = load(gold)
    hands = sorted({name.partition("-")[0] for name in documents})
    return [_read(text, document, hands.index(name.partition("-")[0])) for name, document in documents.items()]


def _read(text: Path, gold: Document, hand: int) -> Read:
    [source] = find_articles([next(text.glob(f"{gold.id}.*"))])
    article = read_article(source).article
    article = replace(article, text=unwrapped(article))
    segments = split(article)
    found = cues(article, segments)
    return Read(
        part=hand % PARTS,
        signs=signs_of_topics(found, TOPICS),
        cued=frozenset(cue.topic for cue in found) | {GENERAL},
        words=words_of_article(article, segments),
        small=frozenset(_SMALL.findall(article.text)),
        gold=frozenset(o for relation, _, o in gold.facts if relation == "topic"),
        optional=frozenset(o for relation, _, o in gold.optional if relation == "topic"),
    )


def fit(articles: Sequence[Read]) -> TopicModel:
    """The model fitted on articles."""
    occurs = Counter(word for article in articles for word in article.small & article.words.keys())
    vocabulary = sorted(word for word, number in occurs.items() if number >= FEWEST_WORDS)
    columns = {word: number for number, word in enumerate(vocabulary)}
    words = np.zeros((len(articles), len(vocabulary)))
    for row, article in enumerate(articles):
        for sign, value in signs_of_words(article.words, columns).items():
            words[row, columns[sign.removeprefix(WORD)]] = value
    weights = {t: _weights(t, articles, words, vocabulary) for t in TOPICS if _enough(t, articles)}
    return TopicModel(weights, frozenset(vocabulary))


def _enough(topic: str, articles: Sequence[Read]) -> bool:
    return sum(topic in article.gold for article in articles) >= FEWEST_TOPICS


def _weights(topic: str, articles: Sequence[Read], words: np.ndarray, vocabulary: Sequence[str]) -> dict[str, float]:
    """The weights of a topic's signs as they come: those of signs made of one spread, turned back."""
    signs = np.array([[article.signs[topic][sign] for sign in SIGNS[1:]] for article in articles])
    middle, spread = signs.mean(0), signs.std(0) + 1e-9
    columns = np.hstack([(signs - middle) / spread * _SIGNS_COUNT, words * _WORDS_COUNT])
    model = LogisticRegression(max_iter=3000).fit(columns, [topic in article.gold for article in articles])
    of_signs, of_words = np.split(model.coef_[0], [len(SIGNS) - 1])
    of_signs = of_signs * _SIGNS_COUNT / spread
    values = [float(model.intercept_[0] - of_signs @ middle), *of_signs, *of_words * _WORDS_COUNT]
    names = [*SIGNS, *(WORD + word for word in vocabulary)]
    return {name: round(float(value), _DIGITS) for name, value in zip(names, values, strict=True)}


def judged(articles: Iterable[Read], model: TopicModel) -> Iterator[Predicted]:
    """The topics that a model tells of articles, their probability, and whether they are right; no optional ones."""
    for article in articles:
        words = signs_of_words(article.words, model.vocabulary)
        known = article.cued & model.weights.keys()
        likely = {topic: model.probability(topic, article.signs[topic] | words) for topic in known}
        for topic, probability in likely_ones(likely).items():
            if topic in article.gold or topic not in article.optional:
                yield probability, topic in article.gold


def sharpened(found: Sequence[Predicted]) -> tuple[float, float]:
    """By what the log-odds of probabilities must be stretched and shifted to agree with what is right."""
    odds = [[log_odds(probability)] for probability, _ in found]
    model = LogisticRegression(C=100).fit(odds, [right for _, right in found])
    return float(model.coef_[0][0]), float(model.intercept_[0])


def as_tsv(model: TopicModel, documents: int) -> str:
    """The table of weights: signs first, then words, a column for each topic."""
    topics = sorted(model.weights)
    signs = [*SIGNS, *(WORD + word for word in sorted(model.vocabulary))]
    lines = ["\t".join([sign, *(f"{model.weights[t][sign]:g}" for t in topics)]) for sign in signs]
    return HEAD.format(documents=documents) + "\n".join(["\t".join(["sign", *topics]), *lines, ""])


def main(arguments: Sequence[str] | None = None) -> None:
    """Fits, shows, writes."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.weigh_topics", description="Fits topics.")
    given, folders = with_folders(parser, arguments)
    articles = [article for gold, text in folders for article in read(gold, text)]
    left = [(fit([a for a in articles if a.part != part]), part) for part in range(PARTS)]
    found = [one for model, part in left for one in judged((a for a in articles if a.part == part), model)]
    right, gold = sum(is_right for _, is_right in found), sum(len(article.gold) for article in articles)
    print(f"Each part by the others: {right} right, {len(found) - right} wrong, {gold - right} missed")
    show("Confidence, each part by the others", [(confidence_of(one), is_right) for one, is_right in found])
    print("Slope and shift by which probabilities become confidence: {:.2f}, {:.2f}".format(*sharpened(found)))
    if not given.check:
        (TABLES / "topic_weights.tsv").write_text(as_tsv(fit(articles), len(articles)), "utf-8")


if __name__ == "__main__":
    main()
