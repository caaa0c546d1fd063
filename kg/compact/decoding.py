"""From the network's scores to what a text says: mentions, what means the same, and the facts between.

Needs PyTorch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from kg.compact.labels import DATE, EVENT, POST, Labels
from kg.compact.network import Network
from kg.compact.pairs import begins_with, folded, mention_pairs, node_pairs
from kg.compact.sequence import Marked, features_of, sequence, subwords
from kg.compact.words import Words
from kg.records import DOCUMENT, Entity

_DETERMINERS = ("the", "a", "an", "this", "that", "these", "its", "their", "his", "her")
_NAMED_EVENT = 4
"""An event described in so many words, twice the same, is one event."""
_START, _END = "startDate", "endDate"


@dataclass(frozen=True)
class Proposal:
    """A fact that the model proposes, with its probability."""

    relation: str
    subject: str
    object: str
    score: float


@dataclass(frozen=True)
class Proposals:
    """What the model proposes of a text: entities by id, the words of their mentions as marked, and facts."""

    entities: Mapping[str, Entity]
    mentions: Mapping[str, tuple[Marked, ...]]
    facts: tuple[Proposal, ...]


@torch.no_grad()
def propose(network: Network, tokenizer: Tokenizer, words: Words, threshold: float = 0.5) -> Proposals:
    """What the network proposes of a text: mentions and facts of a probability above `threshold`."""
    network.eval()
    labels = network.labels
    tokens, features = subwords(words, tokenizer), features_of(words, labels)
    if not tokens:
        return Proposals({}, {}, ())
    plain = sequence(tokens, features, labels)
    [states] = network.encoder.encode([plain])
    found = mentions_of(*network.spans(states[torch.from_numpy(plain.words)]), labels, threshold)
    certain = dict(found)
    mentions: list[Marked] = [*certain, *((date.words, DATE) for date in words.dates)]
    marked = sequence(tokens, features, labels, mentions)
    [states] = network.encoder.encode([marked])
    facts = [
        Proposal("topic", DOCUMENT, topic, score)
        for topic, score in zip(labels.topics, network.topic(of_text(states)).sigmoid().tolist(), strict=True)
        if score > threshold
    ]
    if not mentions:
        return Proposals({}, {}, tuple(facts))
    groups = _groups(network, words, mentions, states[torch.from_numpy(marked.mentions)])
    pooled = network.nodes(states, [torch.from_numpy(marked.mentions[group]) for group in groups])
    types = [mentions[group[0]][1] for group in groups]
    ids = {number: f"e{number + 1}" for number, type in enumerate(types) if type not in (DATE, POST)}
    pairs = node_pairs(words, mentions, groups, marked, labels)
    if len(pairs.subjects):
        scores = network.relations(
            pooled[pairs.subjects],
            pooled[pairs.objects],
            states,
            torch.from_numpy(pairs.first),
            torch.from_numpy(pairs.last),
            torch.from_numpy(pairs.features),
        ).sigmoid() * torch.from_numpy(pairs.allowed)
        ends = [(int(s), int(o)) for s, o in zip(pairs.subjects, pairs.objects, strict=True)]
        facts += _related(scores, ends, [*labels.relations], threshold, lambda n: _end(n, ids, groups, mentions, words))
    facts += _of_nodes(network, pooled, types, groups, mentions, certain, ids, threshold)
    entities = {ids[n]: _entity(ids[n], types[n], [words.quote(mentions[m][0]) for m in groups[n]]) for n in ids}
    return Proposals(entities, {ids[n]: tuple(mentions[m] for m in groups[n]) for n in ids}, tuple(facts))


def of_text(states: Tensor) -> Tensor:
    """The state of a whole text (2 D) from those of its tokens (T x D)."""
    return torch.cat([states.mean(0), states.max(0).values])


def mentions_of(scores: Tensor, spans: Tensor, labels: Labels, threshold: float) -> list[tuple[Marked, float]]:
    """The mentions that the scores of spans (N x N x types; which are spans, N x N) tell, with their probabilities, in
    text order: each span has its best type, and none crosses a better one."""
    best, types = scores.sigmoid().masked_fill(~spans[..., None], 0).max(2)
    found = [(float(best[i, j]), (i, j), int(types[i, j])) for i, j in (best > threshold).nonzero().tolist()]
    taken: list[tuple[Marked, float]] = []
    for score, (first, last), type in sorted(found, reverse=True):
        if not any(first < a <= last < b or a < first <= b < last for ((a, b), _), _ in taken):
            taken.append((((first, last), labels.mention_types[type]), score))
    return sorted(taken)


def _groups(network: Network, words: Words, mentions: Sequence[Marked], states: Tensor) -> list[list[int]]:
    """The mentions by what they mean: the same name is the same, and each other mention goes to the likeliest earlier
    one, if to any."""
    group = [*range(len(mentions))]

    def root(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    names: dict[tuple[str, object], int] = {}
    days = {date.words: (date.first, date.last) for date in words.dates}
    for number, (place, type) in enumerate(mentions):
        form = folded(words.quote(place))
        alone = begins_with(words.quote(place), *_DETERMINERS) or (type == EVENT and len(form) < _NAMED_EVENT)
        if type != DATE and alone:
            continue
        group[root(number)] = root(names.setdefault((type, days[place] if type == DATE else form), number))
    pairs = mention_pairs(words, mentions)
    if len(pairs.earlier):
        ends = torch.from_numpy(pairs.earlier), torch.from_numpy(pairs.later)
        scores = network.same(states, *ends, torch.from_numpy(pairs.features)).sigmoid().numpy()
        for later in np.unique(pairs.later):
            of_later = np.flatnonzero(pairs.later == later)
            best = of_later[scores[of_later].argmax()]
            if scores[best] > 0.5:
                group[root(int(later))] = root(int(pairs.earlier[best]))
    found: dict[int, list[int]] = {}
    for number in range(len(mentions)):
        found.setdefault(root(number), []).append(number)
    return sorted(found.values())


def _end(
    node: int, ids: Mapping[int, str], groups: Sequence[Sequence[int]], mentions: Sequence[Marked], words: Words
) -> tuple[str | None, str | None]:
    """What stands for a node in a fact: an entity's id, a post's words, the first and the last day of a date."""
    if node in ids:
        return ids[node], None
    place, type = mentions[groups[node][0]]
    if type == POST:
        return words.quote(place), None
    date = next(date for date in words.dates if date.words == place)
    return date.first, date.last


def _related(
    scores: Tensor,
    ends: Sequence[tuple[int, int]],
    relations: Sequence[str],
    threshold: float,
    end: Callable[[int], tuple[str | None, str | None]],
) -> Iterator[Proposal]:
    """The facts between nodes, the likeliest first; of dates the likeliest alone."""
    dated: set[tuple[str, str]] = set()
    rows = [(float(scores[p, r]), p, r) for p, r in (scores > threshold).nonzero().tolist()]
    for score, pair, number in sorted(rows, key=lambda row: (-row[0], row[1:])):
        relation = relations[number]
        (subject, _), (first, last) = end(ends[pair][0]), end(ends[pair][1])
        value = first
        if relation in (_START, _END):
            value = first if relation == _START else last or first
            if value is None or subject is None or (relation, subject) in dated:
                continue
            dated.add((relation, subject))
        if subject is not None and value is not None:
            yield Proposal(relation, subject, value, score)


def _of_nodes(
    network: Network,
    pooled: Tensor,
    types: Sequence[str],
    groups: Sequence[Sequence[int]],
    mentions: Sequence[Marked],
    certain: Mapping[Marked, float],
    ids: Mapping[int, str],
    threshold: float,
) -> Iterator[Proposal]:
    """The facts of one node: the type of an event, and who speaks in the document."""
    kinds = network.event_type(pooled).softmax(1)
    speaks = network.speaks(pooled).squeeze(1).sigmoid().tolist()
    for number, id in ids.items():
        if types[number] == EVENT:
            score, kind = kinds[number].max(0)
            sure = max(certain[mentions[mention]] for mention in groups[number])
            yield Proposal("eventType", id, network.labels.event_types[int(kind)], float(score) * sure)
        if types[number] in network.labels.speakers and speaks[number] > threshold:
            yield Proposal("speaker", DOCUMENT, id, speaks[number])


def _entity(id: str, type: str, forms: Sequence[str]) -> Entity:
    """An entity with its fullest form as its name."""
    name = re.sub(r"(?i)^(?:the|an?)\s+", "", max(forms, key=len))
    return Entity(id, type, name, tuple(sorted({*forms} - {name})))
