"""The compact model learns what annotated texts teach, and goes on where it stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the extra `train`")

import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from kg.compact.__main__ import as_document, mention_places
from kg.compact.annotation import Lesson, lesson
from kg.compact.decoding import propose
from kg.compact.labels import labels
from kg.compact.network import Encoder, Network
from kg.compact.sequence import feature_count
from kg.compact.training import Settings, Training, prepare
from kg.compact.words import words_of
from kg.evaluation import from_json, judge
from kg.records import Article

TEXT = "Kenya hosted the border workshop in Nairobi on 3 May 2021. The workshop was funded by Denmark."
GOLD = {
    "id": "t",
    "entities": {
        "e1": {"type": "State", "name": "Kenya", "aliases": []},
        "e2": {"type": "Event", "name": "border workshop", "aliases": ["the border workshop", "The workshop"]},
        "e3": {"type": "Place", "name": "Nairobi", "aliases": []},
        "e4": {"type": "State", "name": "Denmark", "aliases": []},
    },
    "facts": [
        ["eventType", "e2", "Workshop"],
        ["host", "e2", "e1"],
        ["place", "e2", "e3"],
        ["startDate", "e2", "2021-05-03"],
        ["funder", "e2", "e4"],
        ["topic", "document", "border-management"],
    ],
    "optional": [["participant", "e2", "e1"]],
}
MENTIONS = [[0, 5, "e1"], [17, 32, "e2"], [36, 43, "e3"], [59, 71, "e2"], [86, 93, "e4"]]


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> None:
    """So small a network is slower with several."""
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def taught() -> Lesson:
    return lesson(words_of(Article("t", TEXT)), from_json(GOLD, "t"), mention_places({"mentions": MENTIONS}), labels())


@pytest.fixture(scope="module")
def tokenizer(taught: Lesson) -> Tokenizer:
    """A word a token, numbered behind those that BERT has for itself."""
    words = sorted({taught.words.quote((at, at)) for at in range(len(taught.words.words))})
    made = Tokenizer(
        models.WordLevel({"[UNK]": 100} | {word: 110 + n for n, word in enumerate(words)}, unk_token="[UNK]")
    )
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def small() -> Network:
    torch.manual_seed(7)
    return Network(labels(), Encoder(feature_count(labels()), words=200, positions=128, width=48, layers=1, heads=4))


def trained(taught: Lesson, tokenizer: Tokenizer, epochs: int) -> Training:
    settings = Settings(epochs=40, batch=1, encoder_rate=3e-3, head_rate=3e-3, warm=5)
    training = Training(small(), prepare([taught], tokenizer, labels()), settings)
    for _ in range(epochs):
        training.run_epoch()
    return training


def test_a_lesson_has_the_mentions_and_facts_of_the_annotation(taught: Lesson) -> None:
    quotes = [[taught.words.quote(taught.mentions[m][0]) for m in group] for group in taught.nodes]
    assert quotes == [["Kenya"], ["border workshop", "The workshop"], ["Nairobi"], ["Denmark"], ["3 May 2021"]]
    assert taught.edges == {(1, 0, "host"), (1, 2, "place"), (1, 3, "funder"), (1, 4, "startDate")}
    assert taught.open_edges == {(1, 0, "participant")}
    assert taught.event_types == {1: "Workshop"} and taught.topics == {"border-management"}


def test_without_offsets_the_forms_are_looked_for() -> None:
    found = lesson(words_of(Article("t", TEXT)), from_json(GOLD, "t"), {}, labels())
    assert [found.words.quote(place) for place, type in found.mentions if type == "Event"] == [
        "the border workshop",
        "The workshop",
    ]


def test_what_it_has_learned_it_finds_again(taught: Lesson, tokenizer: Tokenizer) -> None:
    network = trained(taught, tokenizer, 40).network
    gold = from_json(GOLD, "t")
    counts = judge(as_document("t", propose(network, tokenizer, taught.words)), gold).counts
    assert (counts.right, counts.wrong) == (len(gold.facts), 0)


def test_a_run_that_was_stopped_ends_as_one_that_was_not(taught: Lesson, tokenizer: Tokenizer, tmp_path: Path) -> None:
    whole = trained(taught, tokenizer, 4)
    half = trained(taught, tokenizer, 2)
    torch.save(half.state(), tmp_path / "state.pt")
    again = trained(taught, tokenizer, 0)
    again.resume(torch.load(tmp_path / "state.pt", weights_only=True))
    again.run_epoch()
    again.run_epoch()
    for name, weight in whole.network.state_dict().items():
        assert torch.equal(weight, again.network.state_dict()[name]), name
