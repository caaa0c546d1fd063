"""Fits the network to annotated texts, on a processor alone: one seed, one order, the state saved after each epoch.

Texts are read twice in each step: as they are, for the mentions, and with mentions marked, for what means the same and
what holds between them. The marked ones are the annotated ones, some left out, and, from the second epoch on, what the
network itself takes for mentions and is none, so that it learns to relate nothing to these. Needs PyTorch.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from kg.compact.annotation import Lesson
from kg.compact.decoding import of_text
from kg.compact.labels import DATE, EVENT, Labels
from kg.compact.network import Network
from kg.compact.pairs import mention_pairs, node_pairs
from kg.compact.sequence import Marked, Tokens, features_of, sequence, subwords

_DROPPED, _DISTRACTORS, _KNOWN_NAMES = 0.1, 40, 0.3
"""The share of further mentions of a node that are left out; how many stretches that are no mentions are marked at
most; and the share of the gazetteer's names, without annotation, among them."""
_LIKELY = -0.5
"""The score from which on a wrong mention of the network is marked."""


@dataclass(frozen=True)
class Settings:
    """How the network is fitted. Rates are those of AdamW, decaying to none in a line."""

    epochs: int = 12
    batch: int = 4
    encoder_rate: float = 1e-4
    head_rate: float = 6e-4
    seed: int = 1
    warm: int = 60


@dataclass(frozen=True)
class Prepared:
    """A lesson with its tokens by word and the features of its words."""

    lesson: Lesson
    tokens: list[list[int]]
    features: np.ndarray
    plain: Tokens


@dataclass(frozen=True)
class _Scene:
    """A lesson as one step marks it: mentions, the nodes, and the number in the lesson of each node, None where the
    annotation has none."""

    prepared: Prepared
    mentions: list[Marked]
    nodes: list[list[int]]
    numbers: list[int | None]


Report = Callable[[int, int, int, dict[str, float]], None]
"""Epoch, texts read in it, of how many, and the mean losses by head since the report before."""


def prepare(lessons: Sequence[Lesson], tokenizer: Tokenizer, labels: Labels) -> list[Prepared]:
    """The lessons that have words, ready to be learned."""
    found = []
    for lesson in lessons:
        tokens, features = subwords(lesson.words, tokenizer), features_of(lesson.words, labels)
        if tokens:
            found.append(Prepared(lesson, tokens, features, sequence(tokens, features, labels)))
    return found


class Training:
    """A network on its way, with the state that one more epoch needs."""

    def __init__(self, network: Network, texts: Sequence[Prepared], settings: Settings) -> None:
        self.network, self.texts, self.settings = network, texts, settings
        own = {*map(id, network.encoder.parameters())}
        heads = [weight for weight in network.parameters() if id(weight) not in own]
        groups = [
            {"params": [*network.encoder.parameters()], "lr": settings.encoder_rate},
            {"params": heads, "lr": settings.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = settings.epochs * -(-len(texts) // settings.batch)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min(1, (step + 1) / settings.warm) * max(0.0, 1 - step / steps)
        )
        self.epoch = 0

    def state(self) -> dict[str, object]:
        """What `resume` takes."""
        return {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "epoch": self.epoch,
        }

    def resume(self, state: dict[str, object]) -> None:
        """Goes on where the training went that gave the state."""
        self.network.load_state_dict(state["network"])  # type: ignore[arg-type]
        self.optimizer.load_state_dict(state["optimizer"])  # type: ignore[arg-type]
        self.schedule.load_state_dict(state["schedule"])  # type: ignore[arg-type]
        self.epoch = int(state["epoch"])  # type: ignore[call-overload]

    def run_epoch(self, report: Report | None = None) -> None:
        """Reads all texts once, in an order that the seed and the number of the epoch give."""
        dice = random.Random(f"{self.settings.seed} {self.epoch}")
        torch.manual_seed(dice.randrange(1 << 31))
        order = [*self.texts]
        dice.shuffle(order)
        self.network.train()
        sums: dict[str, float] = {}
        for begin in range(0, len(order), self.settings.batch):
            batch = order[begin : begin + self.settings.batch]
            losses = step_losses(self.network, batch, dice, distract=self.epoch > 0)
            self.optimizer.zero_grad()
            torch.stack([*losses.values()]).sum().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            for name, loss in losses.items():
                sums[name] = sums.get(name, 0.0) + float(loss.detach())
            if report:
                report(self.epoch, begin + len(batch), len(order), sums)
                sums = {}
        self.epoch += 1


def step_losses(
    network: Network, texts: Sequence[Prepared], dice: random.Random, *, distract: bool
) -> dict[str, Tensor]:
    """The losses of a batch by head."""
    losses = {name: torch.zeros(()) for name in ("spans", "same", "relations", "event_types", "topics", "speakers")}
    with torch.autocast("cpu", torch.bfloat16):
        states = network.encoder.encode([text.plain for text in texts])
    scenes = []
    for text, state in zip(texts, states, strict=True):
        scores, spans = network.spans(state[torch.from_numpy(text.plain.words)])
        losses["spans"] = losses["spans"] + _span_loss(scores, spans, text.lesson, network.labels)
        likely = (
            (scores.detach() > _LIKELY) & spans[..., None] if distract else torch.zeros_like(scores, dtype=torch.bool)
        )
        scenes.append(_scene(text, likely, dice, network.labels))
    marked = [sequence(s.prepared.tokens, s.prepared.features, network.labels, s.mentions) for s in scenes]
    with torch.autocast("cpu", torch.bfloat16):
        states = network.encoder.encode(marked)
    for scene, tokens, state in zip(scenes, marked, states, strict=True):
        for name, loss in _scene_losses(network, scene, tokens, state):
            losses[name] = losses[name] + loss
    return {name: loss / len(texts) for name, loss in losses.items()}


def _span_loss(scores: Tensor, spans: Tensor, lesson: Lesson, labels: Labels) -> Tensor:
    """The loss of all spans, by the number of words."""
    target = torch.zeros_like(scores)
    for (first, last), type in lesson.mentions:
        if type != DATE:
            target[first, last, labels.mention_types.index(type)] = 1
    return 2 * binary_cross_entropy_with_logits(scores[spans], target[spans], reduction="sum") / len(scores)


def _scene(text: Prepared, likely: Tensor, dice: random.Random, labels: Labels) -> _Scene:
    """What is marked of a text in one step."""
    lesson = text.lesson
    mentions: list[Marked] = []
    nodes: list[list[int]] = []
    numbers: list[int | None] = []
    for number, group in enumerate(lesson.nodes):
        kept = [m for place, m in enumerate(group) if not place or dice.random() >= _DROPPED]
        nodes.append([*range(len(mentions), len(mentions) + len(kept))])
        mentions += [lesson.mentions[m] for m in kept]
        numbers.append(number)
    own = {place for place, _ in lesson.mentions}
    wrong = [((i, j), labels.mention_types[k]) for i, j, k in likely.nonzero().tolist()]
    wrong += [(place, type) for place, type, _ in lesson.words.names if dice.random() < _KNOWN_NAMES]
    extra = {place: type for place, type in wrong if place not in own and type in labels.mention_types}
    for mention in [*extra.items()][:_DISTRACTORS]:
        nodes.append([len(mentions)])
        mentions.append(mention)
        numbers.append(None)
    return _Scene(text, mentions, nodes, numbers)


def _scene_losses(network: Network, scene: _Scene, tokens: Tokens, states: Tensor) -> Iterator[tuple[str, Tensor]]:
    """The losses of a marked text, by head."""
    lesson, labels = scene.prepared.lesson, network.labels
    known = torch.tensor([topic in lesson.topics or topic not in lesson.open_topics for topic in labels.topics])
    told = torch.tensor([float(topic in lesson.topics) for topic in labels.topics])
    yield "topics", binary_cross_entropy_with_logits(network.topic(of_text(states))[known], told[known])
    if not scene.mentions:
        return
    pairs = mention_pairs(scene.prepared.lesson.words, scene.mentions)
    if len(pairs.earlier):
        owner = np.zeros(len(scene.mentions), int)
        for number, group in enumerate(scene.nodes):
            owner[group] = number
        scores = network.same(
            states[torch.from_numpy(tokens.mentions)],
            torch.from_numpy(pairs.earlier),
            torch.from_numpy(pairs.later),
            torch.from_numpy(pairs.features),
        )
        same = torch.from_numpy((owner[pairs.earlier] == owner[pairs.later]).astype(np.float32))
        yield "same", binary_cross_entropy_with_logits(scores, same)
    nodes = network.nodes(states, [torch.from_numpy(tokens.mentions[group]) for group in scene.nodes])
    yield from _relation_losses(network, scene, tokens, states, nodes)
    types = [scene.mentions[group[0]][1] for group in scene.nodes]
    kinds = {n: lesson.event_types[k] for n, k in enumerate(scene.numbers) if k is not None and k in lesson.event_types}
    if kinds and all(types[n] == EVENT for n in kinds):
        target = torch.tensor([labels.event_types.index(kind) for kind in kinds.values()])
        yield "event_types", cross_entropy(network.event_type(nodes[[*kinds]]), target) / 2
    able = [
        n
        for n, k in enumerate(scene.numbers)
        if types[n] in labels.speakers and (k in lesson.speakers or k not in lesson.open_speakers)
    ]
    if able:
        spoke = torch.tensor([float(scene.numbers[n] in lesson.speakers) for n in able])
        yield "speakers", binary_cross_entropy_with_logits(network.speaks(nodes[able]).squeeze(1), spoke)


def _relation_losses(
    network: Network, scene: _Scene, tokens: Tokens, states: Tensor, nodes: Tensor
) -> Iterator[tuple[str, Tensor]]:
    """The loss of the relations, by the number of nodes; what careful readers differ on is passed over."""
    lesson, labels = scene.prepared.lesson, network.labels
    pairs = node_pairs(lesson.words, scene.mentions, scene.nodes, tokens, labels)
    if not len(pairs.subjects):
        return
    scores = network.relations(
        nodes[pairs.subjects],
        nodes[pairs.objects],
        states,
        torch.from_numpy(pairs.first),
        torch.from_numpy(pairs.last),
        torch.from_numpy(pairs.features),
    )
    rows = {ends: row for row, ends in enumerate(zip(pairs.subjects.tolist(), pairs.objects.tolist(), strict=True))}
    columns = {name: column for column, name in enumerate(labels.relations)}
    places = {number: node for node, number in enumerate(scene.numbers) if number is not None}
    target, counted = torch.zeros_like(scores), torch.from_numpy(pairs.allowed).clone()
    for edges, fill in ((lesson.edges, True), (lesson.open_edges, False)):
        for subject, end, relation in edges:
            row = rows.get((places[subject], places[end]))
            if row is not None and fill:
                target[row, columns[relation]] = 1
            elif row is not None:
                counted[row, columns[relation]] = False
    loss = binary_cross_entropy_with_logits(scores[counted], target[counted], reduction="sum")
    yield "relations", loss / max(20, len(scene.nodes))
