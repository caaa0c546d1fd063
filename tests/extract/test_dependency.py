"""Relations read from parsed sentences: each frame by its own example, and sentences in words of other kinds."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from kg.extract import pipeline
from kg.extract.analysis import Analysis
from kg.extract.dates.dates import find_dates
from kg.extract.focus import focus
from kg.extract.names.mentions import find_mentions
from kg.extract.persons.affiliation import affiliations
from kg.extract.persons.persons import find_persons
from kg.extract.relations.dependency import dependency_claims
from kg.extract.relations.dependency_frames import frames
from kg.extract.relations.dependency_possible import lemmas
from kg.extract.tables import table
from kg.extract.text.language import model, parse
from kg.extract.text.segments import split
from kg.extract.text.sentences import split_sentences
from kg.records import Article, Claim


@lru_cache
def told(sentence: str) -> tuple[Analysis, tuple[Claim, ...]]:
    """An article of one sentence, analysed, and the claims of the dependency extractor alone."""
    text = f"{sentence}\n"
    article = Article("a", text, published="2024-03-01")
    analysis = Analysis(article, split(article))
    find_mentions(analysis)
    protected = [(mention.start, mention.end) for mention in analysis.mentions]
    analysis.sentences = split_sentences(text, analysis.segments, protected)
    docs = parse(analysis)
    find_persons(analysis, docs)
    dates = find_dates(text, 0, len(text), article.published)
    affiliations(analysis, docs)
    pipeline._events(analysis, docs, dates)
    masks = pipeline._masks(analysis, docs, dates, events=True)
    before = len(analysis.claims)
    dependency_claims(analysis, masks, focus(analysis))
    return analysis, tuple(analysis.claims[before:])


def names(analysis: Analysis, entity: str) -> tuple[str, ...]:
    """All names of an entity."""
    row = analysis.entities[entity]
    return (row.name, *row.aliases)


def says(analysis: Analysis, claim: Claim, fact: str) -> bool:
    """Whether a claim is the fact 'relation|subject|object'; the names may be longer than the fact's."""
    relation, subject, object = fact.split("|")
    ends = ((claim.subject, subject), (claim.object, object))
    return claim.relation == relation and all(any(n in name for name in names(analysis, e)) for e, n in ends)


def sentences() -> list[tuple[str, list[str]]]:
    """The sentences of the table and the facts of each; the column `gaps` holds true facts that it does not find."""
    with (Path(__file__).parent / "dependency_sentences.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["sentence"], [fact.strip() for fact in row["facts"].split(";") if fact]) for row in rows]


@pytest.mark.parametrize("row", table("frames"), ids=lambda row: row["frame"])
def test_a_frame_reads_its_own_example(row: dict[str, str]) -> None:
    _, claims = told(row["example"])
    assert f"dependency:{row['frame']}" in {claim.rule for claim in claims}


@pytest.mark.parametrize(("sentence", "facts"), sentences())
def test_a_sentence_gives_its_facts_and_no_other(sentence: str, facts: list[str]) -> None:
    analysis, claims = told(sentence)
    missed = [fact for fact in facts if not any(says(analysis, claim, fact) for claim in claims)]
    wrong = [claim for claim in claims if not any(says(analysis, claim, fact) for fact in facts)]
    assert (missed, wrong) == ([], [])


def test_what_is_to_come_is_planned() -> None:
    _, claims = told("Tanzania agreed to host the meeting.")
    assert [(claim.relation, claim.status) for claim in claims] == [("host", "planned")]


def test_the_evidence_spans_who_and_what() -> None:
    sentence = "Switzerland, whose embassy had prepared it, covered the costs of the workshop in full."
    _, [claim] = told(sentence)
    assert sentence[claim.evidence[0].start : claim.evidence[0].end].startswith("Switzerland, whose")
    assert sentence[: claim.evidence[0].end].endswith("workshop")


def test_no_sentence_is_left_unparsed_for_a_lemma_that_the_model_gives():
    asked = {word for _, word in frames()}
    articles = sorted((Path(__file__).parents[2] / "examples/articles").glob("*.md"))
    tokens = {(t.lower_, t.lemma_.lower()) for article in articles for t in model()(article.read_text("utf-8"))}
    assert len(tokens) > 1000
    assert [word for word, lemma in tokens if lemma in asked and lemma not in lemmas(word)] == []
