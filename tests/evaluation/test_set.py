"""The evaluation set that comes with the project is well-formed, and the rules keep to what they reached on the texts
that they were written with. The texts held out are not scored here."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from kg.cli.evaluate import extracted
from kg.evaluation import evaluate, load
from kg.extract.finish import fits
from kg.read import find_articles, read_article
from kg.records import Claim

EXAMPLES = Path(__file__).parents[2] / "examples"
SET = EXAMPLES / "evaluation"
PAIRS = [
    (SET / "articles", EXAMPLES / "articles"),
    (SET / "development" / "gold", SET / "development" / "text"),
    (SET / "held-out" / "gold", SET / "held-out" / "text"),
    (SET / "invented" / "gold", SET / "invented" / "text"),
    (SET / "passages" / "gold", SET / "passages" / "text"),
]
INVENTED, PASSAGES = 3, 4
"""Which of them retell no original."""
ids = [gold.relative_to(SET).parts[0] for gold, _ in PAIRS]


@cache
def texts(folder: Path) -> dict[str, str]:
    """The texts of a folder by name, white space squeezed, in lower case."""
    found = (read_article(source).article for source in find_articles([folder]))
    return {Path(article.path).stem: " ".join(article.text.split()).casefold() for article in found}


@pytest.mark.parametrize(("gold", "text"), PAIRS, ids=ids)
def test_every_annotation_has_its_text_and_every_text_its_annotation(gold: Path, text: Path) -> None:
    assert load(gold).keys() == texts(text).keys()


@pytest.mark.parametrize(("gold", "text"), PAIRS, ids=ids)
def test_what_is_annotated_stands_in_the_text(gold: Path, text: Path) -> None:
    missing = [
        f"{name}: {entity.name}"
        for name, document in load(gold).items()
        for entity in document.entities.values()
        if entity.type != "Event"
        and not any(" ".join(form.split()).casefold() in texts(text)[name] for form in (entity.name, *entity.aliases))
    ]
    assert missing == []


@pytest.mark.parametrize("gold", [gold for gold, _ in PAIRS], ids=ids)
def test_facts_fit_the_vocabulary(gold: Path) -> None:
    wrong = []
    for document in load(gold).values():
        types = {key: entity.type for key, entity in document.entities.items()}
        for fact in (*document.facts, *document.optional):
            claim = Claim(*fact, status="explicit", confidence=1.0, rule="annotated", evidence=())
            if not fits(claim, types):
                wrong.append(f"{document.id}: {document.words(fact)}")
    assert wrong == []


def test_mentions_of_passages_stand_at_their_offsets() -> None:
    gold, text = PAIRS[PASSAGES]
    wrong = []
    for name, document in load(gold).items():
        words = (text / f"{name}.txt").read_text("utf-8")
        mentions = json.loads((gold / f"{name}.json").read_text("utf-8"))["mentions"]
        for start, end, key in mentions:
            entity = document.entities[key]
            if " ".join(words[start:end].split()) not in (entity.name, *entity.aliases):
                wrong.append(f"{name}: {words[start:end]} is no form of {entity.name}")
        unmarked = document.entities.keys() - {key for *_, key in mentions}
        wrong += [f"{name}: {key} is nowhere marked" for key in unmarked]
    assert wrong == []


def test_no_original_is_told_twice() -> None:
    files = [file for gold, _ in PAIRS[:INVENTED] for file in sorted(gold.glob("*.json"))]
    addresses = [json.loads(file.read_text("utf-8"))["source"]["url"] for file in files]
    assert all(re.match(r"https?://\S+$", address) for address in addresses)
    assert sorted(addresses) == sorted(set(addresses))


@pytest.mark.parametrize(
    ("number", "precision", "f1"), [(0, 0.95, 0.9), (1, 0.85, 0.7)], ids=["articles", "development"]
)
def test_floors_on_the_texts_that_the_rules_were_written_with(number: int, precision: float, f1: float) -> None:
    gold, text = PAIRS[number]
    found = evaluate((extracted(text, name), document) for name, document in load(gold).items())
    assert found.micro.precision >= precision and found.micro.f1 >= f1
    assert found.types[0] >= 0.95 * found.types[1]
