"""The network: an encoder of six layers, and heads for spans, coreference, relations, types of events and topics.

Spans are scored by a biaffine product of their first and last word (Yu, Bohnet and Poesio 2020,
https://aclanthology.org/2020.acl-main.577), so that a name within a name is found too; relations by pooling over the
mentions of a node and over the context of a pair with a grouped bilinear product (Zhou et al. 2021, "ATLOP",
https://arxiv.org/abs/2010.11304), where the context is attended to by one learned head instead of those of the encoder.
Needs PyTorch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.compact.labels import Labels
from kg.compact.pairs import COREFERENCE_FEATURES, RELATION_FEATURES
from kg.compact.sequence import FIRST, LAST, Tokens, feature_count, windows

WIDEST = 32
"""The longest mention, in words."""
_SPAN, _PAIR, _QUERY, _GROUP, _HIDDEN = 96, 192, 64, 16, 256
_DROPOUT = 0.1
_RARE = -3.0
"""Where the scores of spans and relations begin: most are none."""


class Layer(nn.Module):
    """One layer of a transformer, normalised behind each half as BERT's are."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.projections = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, 1e-12)
        self.widen = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """B x T x D to the same; `mask` (B x T) is true where there are tokens."""
        batch, length, width = states.shape
        split = self.projections(states).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        states = self.attention_norm(states + self.dropout(self.output(attended.transpose(1, 2).flatten(2))))
        grown: Tensor = self.norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))
        return grown


class Encoder(nn.Module):
    """Tokens and their features to states. Six layers of 384, as in all-MiniLM-L6-v2."""

    def __init__(
        self,
        features: int,
        *,
        words: int = 30522,
        positions: int = 512,
        width: int = 384,
        layers: int = 6,
        heads: int = 12,
    ) -> None:
        super().__init__()
        self.width = width
        self.tokens = nn.Embedding(words, width)
        self.positions = nn.Embedding(positions, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.features = nn.Linear(features, width, bias=False)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, 4 * width) for _ in range(layers))
        self.dropout = nn.Dropout(_DROPOUT)

    def load_pretrained(self, file: Path) -> None:
        """Takes the weights of a BERT of this size from its safetensors file."""
        weights = {name.removeprefix("bert."): value for name, value in load_file(file).items()}
        self.load_state_dict(_renamed(weights, len(self.layers)) | {"features.weight": self.features.weight.detach()})

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """B x T tokens, B x T x F features, B x T mask to B x T x D states."""
        states = self.tokens(ids) + self.positions.weight[: ids.shape[1]] + self.kind + self.features(features)
        states = self.dropout(self.norm(states))
        for layer in self.layers:
            states = layer(states, mask)
        found: Tensor = states
        return found

    def encode(self, texts: Sequence[Tokens]) -> list[Tensor]:
        """The states of each text, T x D, in 32 bits; a long one in windows."""
        jobs = [(text, window) for text in texts for window in windows(len(text.tokens))]
        longest = max(end - begin for _, (begin, end, _, _) in jobs) + 2
        ids = torch.zeros(len(jobs), longest, dtype=torch.long)
        features = torch.zeros(len(jobs), longest, texts[0].features.shape[1])
        mask = torch.zeros(len(jobs), longest, dtype=torch.bool)
        for row, (text, (begin, end, _, _)) in enumerate(jobs):
            size = end - begin
            ids[row, : size + 2] = torch.tensor([FIRST, *text.tokens[begin:end], LAST])
            features[row, 1 : size + 1] = torch.from_numpy(text.features[begin:end])
            mask[row, : size + 2] = True
        states = self(ids, features, mask).float()
        pieces: dict[int, list[Tensor]] = {}
        for row, (text, (begin, _, first, last)) in enumerate(jobs):
            pieces.setdefault(id(text), []).append(states[row, 1 + first - begin : 1 + last - begin])
        return [torch.cat(pieces[id(text)]) for text in texts]


def _renamed(weights: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """The weights of a BERT under the names of `Encoder`."""
    found = {
        "tokens.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "kind": weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    parts = {
        "output": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for number in range(layers):
        old, new = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            three = [weights[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            found[f"{new}projections.{kind}"] = torch.cat(three)
            found |= {f"{new}{part}.{kind}": weights[f"{old}{name}.{kind}"] for part, name in parts.items()}
    return found


def _network(inputs: int, hidden: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, hidden), nn.GELU(), nn.Dropout(0.15), nn.Linear(hidden, outputs))


class Network(nn.Module):
    """The encoder with its heads; all scores are logits."""

    def __init__(self, labels: Labels, encoder: Encoder | None = None) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = encoder or Encoder(feature_count(labels))
        width, types, relations = self.encoder.width, len(labels.mention_types), len(labels.relations)
        self.first = nn.Sequential(nn.Linear(width, _SPAN), nn.GELU())
        self.last = nn.Sequential(nn.Linear(width, _SPAN), nn.GELU())
        self.product = nn.Parameter(torch.randn(types, _SPAN, _SPAN) * 0.02)
        self.of_first, self.of_last = nn.Linear(width, types), nn.Linear(width, types)
        self.breadth = nn.Embedding(WIDEST, types)
        self.mention = nn.Linear(width, _PAIR)
        self.coreference = _network(3 * _PAIR + COREFERENCE_FEATURES, _PAIR, 1)
        self.query, self.key = nn.Linear(2 * width, _QUERY), nn.Linear(width, _QUERY)
        self.nearness = nn.Parameter(torch.ones(2))
        self.subject, self.object = nn.Linear(2 * width, _PAIR), nn.Linear(2 * width, _PAIR)
        self.bilinear = nn.Linear(_PAIR * _GROUP, relations)
        self.additive = _network(3 * width + RELATION_FEATURES, _HIDDEN, relations)
        self.event_type = _network(width, _PAIR, len(labels.event_types))
        self.topic = _network(2 * width, _PAIR, len(labels.topics))
        self.speaks = _network(width, _PAIR, 1)
        nn.init.zeros_(self.breadth.weight)
        nn.init.constant_(self.of_first.bias, _RARE)
        nn.init.constant_(self.bilinear.bias, _RARE)

    def spans(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """The scores of all spans of N words (N x D) by type, N x N x types, and which are spans at all, N x N: first
        before last, at most `WIDEST` words."""
        scores = torch.einsum("nd,kde,me->nmk", self.first(words), self.product, self.last(words))
        scores = scores + self.of_first(words)[:, None] + self.of_last(words)[None]
        at = torch.arange(len(words))
        breadth = at[None] - at[:, None]
        return scores + self.breadth(breadth.clamp(0, WIDEST - 1)), (breadth >= 0) & (breadth < WIDEST)

    def same(self, mentions: Tensor, earlier: Tensor, later: Tensor, features: Tensor) -> Tensor:
        """The scores of P pairs of mentions (M x D, twice P numbers, P x features) for meaning the same."""
        states = self.mention(mentions)
        one, other = states[earlier], states[later]
        scores: Tensor = self.coreference(torch.cat([one, other, one * other, features], 1)).squeeze(1)
        return scores

    def nodes(self, states: Tensor, groups: Sequence[Tensor]) -> Tensor:
        """The states of nodes, each pooled over its mentions' markers, from those of the tokens (T x D)."""
        return torch.stack([torch.logsumexp(states[group], 0) for group in groups])

    def relations(
        self, subjects: Tensor, objects: Tensor, states: Tensor, first: Tensor, last: Tensor, features: Tensor
    ) -> Tensor:
        """The scores of P pairs (P x D twice) for each relation, P x R. The context is what lies between the tokens
        `first` and `last` more than what lies elsewhere."""
        at = torch.arange(len(states))[None]
        inside = (at >= first[:, None]) & (at <= last[:, None])
        apart = torch.minimum((at - first[:, None]).abs(), (at - last[:, None]).abs()).masked_fill(inside, 0)
        weights = self.query(torch.cat([subjects, objects], 1)) @ self.key(states).T / _QUERY**0.5
        weights = weights + self.nearness[0] * inside - functional.softplus(self.nearness[1]) * torch.log1p(apart)
        context = weights.softmax(1) @ states
        left = torch.tanh(self.subject(torch.cat([subjects, context], 1))).view(-1, _PAIR // _GROUP, _GROUP, 1)
        right = torch.tanh(self.object(torch.cat([objects, context], 1))).view(-1, _PAIR // _GROUP, 1, _GROUP)
        together = torch.cat([subjects, objects, context, features], 1)
        scores: Tensor = self.bilinear((left * right).flatten(1)) + self.additive(together)
        return scores
