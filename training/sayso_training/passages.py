"""Passages as training batches for the mention heads, and their losses."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor
from torch.nn import functional as F

from .batches import IGNORE, encoder_input, pad
from .device import here
from .mentions import DESCRIPTION_KINDS, NAME_KINDS, Passage, labels
from .model import Attributor, dropout
from .reference import Pairs, log_probabilities, pairs_of, together
from .statements import Annotated
from .tokens import WordPiece
from .windows import windows


# Of a mean over tokens, nearly all of which are outside, and a mean over anaphors.
WEIGHT = {"names": 4.0, "descriptions": 3.0, "references": 1.0}


@dataclass
class Item:
    """A passage with the windows that it is read in."""

    passage: Passage
    rows: list[tuple[list[int], list[int], list[int]]]  # pieces, surface, first pieces of the core tokens

    @cached_property
    def pairs(self) -> Pairs:
        return pairs_of(self.passage.tokens, self.passage.mentions)

    @cached_property
    def truth(self) -> tuple[Tensor, Tensor, Tensor]:
        return truth(self.passage, self.pairs)


def item(passage: Passage, size: int, word_piece: WordPiece) -> Item:
    text, rows = Annotated("", passage.tokens), []
    for w in windows(passage.tokens, size, 24):
        pieces, surface, first = encoder_input(text, w.low, w.high, word_piece)
        rows.append((pieces, surface, first[w.core_low - w.low : w.core_high - w.low]))
    return Item(passage, rows)


def epoch(passages: list[Passage], word_piece: WordPiece, budget: int, rng: random.Random) -> list[list[Item]]:
    """All passages in batches of at most `budget` padded pieces, those of like length together."""
    items = [item(p, rng.randint(160, 288), word_piece) for p in passages]
    longest = lambda it: max(len(r[0]) for r in it.rows)
    items.sort(key=lambda it: longest(it) + rng.uniform(0, 24))
    out, batch, width, rows = [], [], 0, 0
    for it in items:
        if batch and max(width, longest(it)) * (rows + len(it.rows)) > budget:
            out.append(batch)
            batch, width, rows = [], 0, 0
        batch.append(it)
        width, rows = max(width, longest(it)), rows + len(it.rows)
    return out + [batch]


def token_vectors(model: Attributor, batch: list[Item]) -> list[Tensor]:
    """The encoder's vectors of all tokens of each passage."""
    rows = [row for it in batch for row in it.rows]
    pieces, surface = pad([r[0] for r in rows]), pad([r[1] for r in rows])
    mask = torch.arange(pieces.shape[1])[None] < torch.tensor([len(r[0]) for r in rows])[:, None]
    hidden = dropout(model.encoder(pieces, surface, mask, mentions=True), 0.1, model.training)
    out, at = [], 0
    for it in batch:
        parts = [hidden[at + i, torch.tensor(first)] for i, (_, _, first) in enumerate(it.rows) if first]
        at += len(it.rows)
        out.append(torch.cat(parts))
    return out


def losses(model: Attributor, batch: list[Item]) -> dict[str, Tensor]:
    """Loss of each head: of the two layers a token, of references an anaphor."""
    heads = model.mentions
    vectors = token_vectors(model, batch)
    everything = torch.cat(vectors)
    out = {}
    for name, layer, form, kinds in (("names", heads.names, "name", NAME_KINDS), ("descriptions", heads.descriptions, "description", DESCRIPTION_KINDS)):
        gold = torch.tensor([label for it in batch for label in labels(it.passage, form, kinds, IGNORE)])
        if (gold != IGNORE).any():
            out[name] = F.cross_entropy(layer(everything).float(), gold, ignore_index=IGNORE)
    referring = [(it, v) for it, v in zip(batch, vectors) if it.passage.references and it.passage.mentions]
    referring = [(it, v) for it, v in referring if len(it.pairs.owner)]
    if referring:
        pairs = here(together([it.pairs for it, _ in referring], [len(v) for _, v in referring]))
        vectors = heads.refer(torch.cat([v for _, v in referring]))
        right, none_right, learnt = (torch.cat(parts).to(vectors.device) for parts in zip(*(it.truth for it, _ in referring)))
        logs, none_logs = log_probabilities(*heads.referrer(vectors, pairs), pairs.owner)
        picked = torch.where(right, logs, torch.tensor(-1e4))
        best = torch.where(none_right, none_logs, torch.tensor(-1e4))
        most = best.clone().scatter_reduce(0, pairs.owner, picked, "amax", include_self=True).detach()
        total = torch.exp(best - most).scatter_add(0, pairs.owner, torch.exp(picked - most[pairs.owner]))
        out["references"] = -((most + torch.log(total)) * learnt).sum() / learnt.sum().clamp(min=1)
    return out


def truth(passage: Passage, pairs: Pairs) -> tuple[Tensor, Tensor, Tensor]:
    """Which pairs are right, for which anaphors "none" is, and how much each anaphor is learnt from."""
    mentions = passage.mentions
    owner, candidate = pairs.owner.tolist(), pairs.candidate.tolist()
    has = [False] * len(pairs.anaphors)
    right = [False] * len(owner)
    for k, (o, c) in enumerate(zip(owner, candidate)):
        a = mentions[pairs.anaphors[o]]
        forbidden = passage.not_meant.get(a.first)
        if forbidden:
            right[k] = c not in forbidden and mentions[c].form == "name"
        else:
            right[k] = a.cluster is not None and mentions[c].cluster == a.cluster
            has[o] |= right[k]
    none = [not has[o] for o in range(len(has))]
    learnt = []
    for i in pairs.anaphors:
        m = mentions[i]
        if passage.partly:
            learnt.append(3.0 if m.first in passage.partly else 0.0)
        else:
            learnt.append(1.0 if m.form == "pronoun" else 0.7)
    return torch.tensor(right, dtype=torch.bool), torch.tensor(none, dtype=torch.bool), torch.tensor(learnt)
