"""Claims are weighed by what sentences, the article and its other claims show of the pair that they join."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.pipeline import weighable
from kg.extract.text.sentences import Sentence
from kg.extract.weighing.pair_model import BIAS, ESTIMATE, PairModel, pair_model
from kg.extract.weighing.pair_words import masked_words, outermost, words_between
from kg.extract.weighing.weighing import weigh
from kg.records import Article, Claim, Mention, Span
from kg.vocabulary import vocabulary

TEXT = (
    "IOM and UNHCR held a workshop on border management in Accra on 9 May 2023. It was opened by Ama Boateng, Deputy "
    "Minister of Justice of Ghana, and attended by Togo, Benin and the Malaba Border Post.\n\nThe Ministry of Labour "
    "of Kenya said it would report back at the workshop."
)
MODEL = PairModel({"host": {BIAS: -1.0, ESTIMATE: 1.0, "same": 2.0, "far": -3.0, "name": 0.25}})
HOST = Claim("host", "e1", "e2", "explicit", 0.5, "a-rule", (Span(0, 5),))


def signs_of(relation: str, target: str) -> frozenset[str]:
    """The signs of the claim of a relation on an entity, in the text."""
    extraction, weighed = weighable(Article("a", TEXT))
    names = {entity.id: entity.name for entity in extraction.entities}
    ends = ((claim, names.get(claim.object, claim.object)) for claim in extraction.claims)
    found = [
        signs
        for (claim, name), (_, signs) in zip(ends, weighed, strict=True)
        if (claim.relation, name) == (relation, target)
    ]
    assert found[0] is not None
    return found[0]


def test_confidence_follows_the_signs() -> None:
    near, far = weigh([(HOST, frozenset({"same"})), (HOST, frozenset({"same", "name"}))], MODEL)
    assert near.confidence == pytest.approx(0.731, abs=0.001)
    assert far.confidence > near.confidence


def test_what_is_most_likely_wrong_is_not_left_out() -> None:
    [claim] = weigh([(HOST, frozenset({"far"}))], MODEL)
    assert claim.confidence == pytest.approx(0.018, abs=0.001)


@pytest.mark.parametrize("relation", ["host", "topic"])
def test_what_joins_no_pair_or_is_not_judged_stays_as_it_is(relation: str) -> None:
    claim = Claim(relation, "e1", "e2", "explicit", 0.1, "a-rule", (Span(0, 5),))
    signs = None if relation == "host" else frozenset({"far"})
    assert [*weigh([(claim, signs)], MODEL)] == [claim]


@given(st.permutations(["same", "far", "name", "unknown"]))
def test_the_order_of_signs_does_not_matter(signs: list[str]) -> None:
    assert MODEL.probability("host", signs, 0.8) == MODEL.probability("host", sorted(signs), 0.8)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.sampled_from(sorted(pair_model().weights)))
def test_a_higher_estimate_is_worth_no_less(one: float, other: float, relation: str) -> None:
    low, high = sorted((one, other))
    assert (pair_model().probability(relation, (), low) or 0) <= (pair_model().probability(relation, (), high) or 0)


def test_the_weights_are_those_of_relations_between_entities_and_of_first_days() -> None:
    relations = vocabulary().relations
    wanted = {name for name, row in relations.items() if row.guideline and row.value == "entity"} | {"startDate"}
    assert pair_model().weights.keys() == wanted
    assert all({BIAS, ESTIMATE} & weights.keys() for weights in pair_model().weights.values())


def test_sentences_article_and_claims_give_signs() -> None:
    signs = signs_of("participant", "Togo")
    assert {"et=Workshop>State", "focus", "smain", "F:l2=attended_by", "sib:participant", "sc:place"} <= signs
    assert {"C:participant", "CS:explicit", "c:participant:participant-attended-by"} <= {
        sign.replace("pattern:", "") for sign in signs
    }


def test_a_first_day_is_weighed_by_its_date() -> None:
    signs = signs_of("startDate", "2023-05-09")
    assert {"t=Event>Date", "same", "ord=so", "O:form=day-on"} <= signs


def test_weighing_changes_nothing_but_confidence() -> None:
    article = Article("a", TEXT)
    alone, weighed = extract(article, estimates=True), extract(article)
    assert alone.claims == weighable(article)[0].claims
    assert [replace(claim, confidence=0) for claim in weighed.claims] == [
        replace(claim, confidence=0) for claim in alone.claims
    ]
    assert weighed.claims != alone.claims


def test_words_are_masked_between_mentions() -> None:
    text = "The IOM office in Accra met UNHCR; 12 experts came."
    mentions = [
        Mention(4, 7, "a", "InternationalOrganization"),
        Mention(4, 14, "b", "Event"),
        Mention(18, 23, "c", "Place"),
        Mention(28, 33, "d", "InternationalOrganization"),
    ]
    names = outermost(mentions)
    masked = masked_words(text, Sentence(0, len(text), "body", 0, 0), names)
    assert " ".join(masked.words) == (
        "the <InternationalOrganization> office in <Place> met <InternationalOrganization> ; # experts came ."
    )
    assert [masked.places(mention) for mention in mentions] == [(1, 2), (1, 3), (4, 5), (6, 7)]
    between = words_between(masked, masked.places(mentions[0]), masked.places(mentions[3]))
    assert {"ord=so", "dist=5", "nm=1", "nt=0", "bsmet", "b=smet"} & set(between) == {
        "ord=so",
        "dist=5",
        "nm=1",
        "nt=0",
        "b=smet",
    }


@given(st.text("ab 1.,;é\n", max_size=40), st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True))
def test_every_mention_has_places(text: str, marks: list[int]) -> None:
    ends = sorted(mark for mark in marks if mark <= len(text))
    names = [Mention(a, b, str(a), "Place") for a, b in zip(ends[::2], ends[1::2], strict=False)]
    masked = masked_words(text, Sentence(0, len(text), "body", 0, 0), names)
    assert list(masked.starts) == sorted(masked.starts)
    for name in names:
        first, behind = masked.places(name)
        assert (masked.words[first], behind) == ("<Place>", first + 1)
