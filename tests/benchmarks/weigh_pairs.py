"""Fits the model that weighs claims on annotated articles, and shows how far it can be trusted on others.

    python -m tests.benchmarks.weigh_pairs GOLD TEXT [GOLD TEXT ...] [--check]

takes pairs of folders, annotations and the texts of the same names. First the texts are cut in five parts, documents of
one hand in one part; each part is weighed by a model fitted on the others, and it is printed how confidence agrees with
truth. Then the model of the package is fitted on all of them and written to `kg/extract/tables/pair_weights.tsv` (not
with `--check`). Needs the extra `fit`. Texts that the rules were written with make confidence too high.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from kg.cli.extraction import as_json
from kg.evaluation import Document, from_json, judge, load
from kg.evaluation.calibration import Predicted
from kg.extract.pipeline import weighable
from kg.extract.weighing.calibration import log_odds
from kg.extract.weighing.pair_model import BIAS, ESTIMATE, PairModel
from kg.extract.weighing.weighing import Weighable
from kg.read import find_articles, read_article
from kg.records import Extraction
from tests.benchmarks.calibrate import TABLES, show, with_folders

PARTS = 5
_FEWEST = 5
"""Articles in which a sign must occur to be weighed."""
_CHOOSING, _WEIGHING = 0.5, 0.1
"""The inverse strengths of the lasso that chooses signs and of the ridge that weighs them: by which articles of the
parts left out are predicted best."""
_ALWAYS = 3.0
"""What stands in the column of the bias: the greater, the less it is shrunk."""
_SOLVER: dict[str, Any] = {
    "solver": "liblinear",
    "fit_intercept": False,
    "max_iter": 200,
    "tol": 1e-3,
    "random_state": 0,
}
_LEAST_WEIGHT, _DIGITS = 0.005, 4
HEAD = """\
# The weights of the pair model; see kg/extract/weighing. Fitted on {documents} annotated articles with {claims:,}
# judged claims, as python -m tests.benchmarks.weigh_pairs GOLD TEXT ... fits them.
relation\tsign\tweight
"""


@dataclass(frozen=True, slots=True)
class Read:
    """One article as the rules read it: what they claim, with signs, by the ids of the analysis; the same by the ids of
    the extraction; and its gold."""

    folder: str
    extraction: Extraction
    claims: Sequence[Weighable]
    gold: Document


def read(gold: Path, text: Path) -> list[Read]:
    """The articles of a folder, two at a time."""
    golds = load(gold)
    with ProcessPoolExecutor(2) as workers:
        return list(workers.map(_read, repeat(str(gold)), repeat(text), golds.values(), chunksize=8))


def _read(folder: str, text: Path, gold: Document) -> Read:
    [source] = find_articles([next(text.glob(f"{gold.id}.*"))])
    extraction, claims = weighable(read_article(source).article)
    renamed = [(claim, found) for claim, (_, found) in zip(extraction.claims, claims, strict=True)]
    return Read(folder, extraction, renamed, gold)


@dataclass(frozen=True, slots=True)
class Cases:
    """All judged claims that join pairs: relation, part, estimate and truth of each, and the matrix of their signs."""

    relation: np.ndarray
    part: np.ndarray
    estimate: np.ndarray
    right: np.ndarray
    signs: Sequence[str]
    matrix: csr_matrix


def cases(articles: Sequence[Read], part: Sequence[int]) -> Cases:
    """The cases of articles, of which each lies in a part."""
    found = [(*case, where) for article, where in zip(articles, part, strict=True) for case in _judged(article)]
    texts = Counter(sign for article in articles for sign in set().union(*(s for _, s in article.claims if s)))
    signs = sorted(sign for sign, number in texts.items() if number >= _FEWEST)
    place = {sign: number for number, sign in enumerate(signs)}
    columns = [np.array(sorted(place[sign] for sign in case[1] if sign in place), dtype=np.int32) for case in found]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate(columns)
    return Cases(
        relation=np.array([claim.relation for claim, *_ in found]),
        part=np.array([where for *_, where in found]),
        estimate=np.array([claim.confidence for claim, *_ in found]),
        right=np.array([right for _, _, right, _ in found]),
        signs=signs,
        matrix=csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(found), len(signs))),
    )


def _judged(article: Read) -> Iterator[tuple[Any, frozenset[str], bool]]:
    """The claims that join pairs, with their signs and whether they are right; optional facts count neither way."""
    predicted = from_json(as_json(article.extraction, article.gold.id), article.gold.id)
    judgement = judge(predicted, article.gold)
    wrong = set(judgement.wrong)
    for claim, signs in article.claims:
        fact = (claim.relation, claim.subject, claim.object)
        if signs is not None and (fact in judgement.right or fact in wrong):
            yield claim, signs, fact in judgement.right


def fit(given: Cases, left_out: int | None = None) -> PairModel:
    """The model fitted on all parts but one."""
    weights = {}
    for relation in sorted(set(given.relation)):
        wanted = np.flatnonzero((given.relation == relation) & (given.part != left_out))
        weights[str(relation)] = dict(_weights(given, wanted))
    return PairModel(weights)


def _weights(given: Cases, wanted: np.ndarray) -> Iterator[tuple[str, float]]:
    """The weights of the signs that the lasso chooses, and of bias and estimate, which are always weighed."""
    odds = [log_odds(estimate) for estimate in given.estimate[wanted]]
    always = np.column_stack([np.full(len(wanted), _ALWAYS), odds])
    columns = hstack([csr_matrix(always), given.matrix[wanted]]).tocsr()
    names = [BIAS, ESTIMATE, *given.signs]
    lasso = LogisticRegression(C=_CHOOSING, l1_ratio=1, **_SOLVER).fit(columns, given.right[wanted])
    chosen = np.union1d([0, 1], np.flatnonzero(lasso.coef_[0]))
    ridge = LogisticRegression(C=_WEIGHING, **_SOLVER).fit(columns[:, chosen], given.right[wanted])
    if ridge.coef_[0][1] < 0:  # a higher estimate never gets lower confidence
        chosen = np.delete(chosen, 1)
        ridge = LogisticRegression(C=_WEIGHING, **_SOLVER).fit(columns[:, chosen], given.right[wanted])
    for column, weight in zip(chosen, ridge.coef_[0], strict=True):
        scaled = float(weight) * (_ALWAYS if column == 0 else 1)
        if abs(scaled) >= _LEAST_WEIGHT:
            yield names[column], round(scaled, _DIGITS)


def as_tsv(model: PairModel, documents: int, claims: int) -> str:
    """The table of weights, bias and estimate of each relation first."""
    lines = (
        f"{relation}\t{sign}\t{weights[sign]}\n"
        for relation, weights in sorted(model.weights.items())
        for sign in sorted(weights, key=lambda sign: (sign not in (BIAS, ESTIMATE), sign))
    )
    return HEAD.format(documents=documents, claims=claims) + "".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fits, shows, writes."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.weigh_pairs", description="Fits the pair model.")
    given, folders = with_folders(parser, arguments)
    articles = [article for gold, text in folders for article in read(gold, text)]
    found = cases(articles, parts(articles))
    show("Estimates of the rules' authors", [*zip(found.estimate, found.right, strict=True)])
    show("Confidence, each part weighed by the others", weighed_by_the_others(found))
    if not given.check:
        tsv = as_tsv(fit(found), len(articles), len(found.right))
        (TABLES / "pair_weights.tsv").write_text(tsv, "utf-8")


def parts(articles: Sequence[Read]) -> list[int]:
    """The part in which each article lies: those of one hand, by the first part of their names, in one."""
    hands = sorted({_hand(article) for article in articles})
    return [hands.index(_hand(article)) % PARTS for article in articles]


def _hand(article: Read) -> tuple[str, str]:
    return article.folder, article.gold.id.partition("-")[0]


def weighed_by_the_others(found: Cases) -> list[Predicted]:
    """Each case with the confidence that the model of the other parts gives it."""
    predicted: list[Predicted] = []
    models = [fit(found, part) for part in range(PARTS)]
    for row, (relation, part) in enumerate(zip(found.relation, found.part, strict=True)):
        signs = {found.signs[column] for column in found.matrix[row].indices}
        value = models[part].probability(str(relation), signs, found.estimate[row])
        predicted += [] if value is None else [(value, bool(found.right[row]))]
    return predicted


if __name__ == "__main__":
    main()
