"""The mention heads: names, descriptions, and what a description or pronoun refers back to.

Names and descriptions are tagged over all tokens, each by a linear layer on the encoder's vectors. A reference is
scored pair by pair, as in end-to-end coreference (Lee et al. 2017), but for descriptions and pronouns only: a mention's
vector comes from its first and last token, a small network reads two of them with features of the pair, and a
softmax over the candidates and "none of them" gives probabilities.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .mentions import DESCRIPTION_KINDS, NAME_KINDS, PRONOUNS, Mention, word
from .model import BUCKETS, bucket
from .tokens import Tokens

NAME_LABELS = 1 + 2 * len(NAME_KINDS)
DESCRIPTION_LABELS = 1 + 2 * len(DESCRIPTION_KINDS)
# Candidates of a mention: so many mentions before it and behind it, so many tokens away at most.
BEFORE, AFTER, FAR_BEFORE, FAR_AFTER = 40, 8, 400, 40
ANAPHORS = ("description", "he", "she", "they", "it")
CLASSES = ("name", *ANAPHORS)
COMBINATIONS = len(ANAPHORS) * len(CLASSES)
SURROUNDINGS = 2 * 2 * 2 * 4  # same last word, anaphor quoted, candidate quoted, how often the candidate's last word


def mention_class(tokens: Tokens, m: Mention) -> str:
    return PRONOUNS[word(tokens, m.first).lower()] if m.form == "pronoun" else m.form


@dataclass
class Pairs:
    """Candidates of the anaphors of texts. The tensors from `owner` on have an entry a pair."""

    anaphors: list[int]  # mention numbers
    firsts_lasts: Tensor  # [mentions, 2] tokens
    owner: Tensor  # position in anaphors
    anaphor: Tensor  # mention number
    candidate: Tensor  # mention number
    distance: Tensor  # bucket of the token distance
    steps: Tensor  # bucket of the mention distance
    combination: Tensor
    surroundings: Tensor


def pairs_of(tokens: Tokens, mentions: list[Mention]) -> Pairs:
    """All pairs of an anaphor and a candidate."""
    classes = [mention_class(tokens, m) for m in mentions]
    lasts = [word(tokens, m.last).lower() for m in mentions]
    often = Counter(lasts)
    quoted = [tokens.surface[m.first] % 3 == 1 for m in mentions]
    anaphors = [i for i, m in enumerate(mentions) if m.form != "name"]
    rows = []
    for owner, i in enumerate(anaphors):
        a = mentions[i]
        for j in range(max(0, i - BEFORE), min(len(mentions), i + AFTER + 1)):
            c = mentions[j]
            distance = c.first - a.first
            if j == i or distance < -FAR_BEFORE or distance > FAR_AFTER:
                continue
            same = a.form == "description" and lasts[i] == lasts[j]
            combination = ANAPHORS.index(classes[i]) * len(CLASSES) + CLASSES.index(classes[j])
            count = min(often[lasts[j]], 4) - 1
            surroundings = ((same * 2 + quoted[i]) * 2 + quoted[j]) * 4 + count
            rows.append((owner, i, j, bucket(distance), bucket(j - i), combination, surroundings))
    columns = torch.tensor(rows, dtype=torch.long).reshape(-1, 7).unbind(1)
    places = torch.tensor([(m.first, m.last) for m in mentions], dtype=torch.long).reshape(-1, 2)
    return Pairs(anaphors, places, *columns)


def together(all_pairs: list[Pairs], lengths: list[int]) -> Pairs:
    """The pairs of several texts as those of one, whose tokens follow each other."""
    token = mention = owner = 0
    anaphors: list[int] = []
    columns: list[list[Tensor]] = []
    for p, length in zip(all_pairs, lengths):
        anaphors += [i + mention for i in p.anaphors]
        columns.append([p.firsts_lasts + token, p.owner + owner, p.anaphor + mention, p.candidate + mention, p.distance, p.steps, p.combination, p.surroundings])
        token, mention, owner = token + length, mention + len(p.firsts_lasts), owner + len(p.anaphors)
    return Pairs(anaphors, *(torch.cat(parts) for parts in zip(*columns)))


class Referrer(nn.Module):
    """Scores what descriptions and pronouns refer to."""

    def __init__(self, hidden: int):
        super().__init__()
        h = hidden
        self.first, self.last = nn.Linear(h, h), nn.Linear(h, h)
        self.anaphor, self.candidate, self.both = nn.Linear(h, h), nn.Linear(h, h), nn.Linear(h, h)
        self.distance = nn.Embedding(BUCKETS, h)
        self.steps = nn.Embedding(BUCKETS, h)
        self.combination = nn.Embedding(COMBINATIONS, h)
        self.surroundings = nn.Embedding(SURROUNDINGS, h)
        for table in (self.distance, self.steps, self.combination, self.surroundings):
            nn.init.normal_(table.weight, std=0.1)
        self.score = nn.Linear(h, 1)
        self.none_inner = nn.Linear(h, h)
        self.none = nn.Linear(h, 1)

    def forward(self, vectors: Tensor, pairs: Pairs) -> tuple[Tensor, Tensor]:
        """vectors [tokens, hidden]. Returns the score of each pair, and of "none" for each anaphor."""
        m = F.relu(self.first(vectors[pairs.firsts_lasts[:, 0]]) + self.last(vectors[pairs.firsts_lasts[:, 1]]))
        m = F.dropout(m, 0.2, self.training)
        a, c = self.anaphor(m), self.candidate(m)
        tables = self.distance(pairs.distance) + self.steps(pairs.steps) + self.combination(pairs.combination) + self.surroundings(pairs.surroundings)
        inner = F.relu(a[pairs.anaphor] + c[pairs.candidate] + self.both(m[pairs.anaphor] * m[pairs.candidate]) + tables)
        inner = F.dropout(inner, 0.2, self.training)
        none = self.none(F.relu(self.none_inner(m[torch.tensor(pairs.anaphors, dtype=torch.long, device=m.device)])))
        return self.score(inner).squeeze(1).float(), none.squeeze(1).float()


def log_probabilities(scores: Tensor, none: Tensor, owner: Tensor) -> tuple[Tensor, Tensor]:
    """Log-probabilities of each pair and of "none", normalised over each anaphor."""
    n = len(none)
    most = none.clone().scatter_reduce(0, owner, scores, "amax", include_self=True).detach()
    total = torch.exp(none - most).scatter_add(0, owner, torch.exp(scores - most[owner]))
    logs = most + torch.log(total)
    return scores - logs[owner], none - logs if n else none


class Mentions(nn.Module):
    """All mention heads."""

    def __init__(self, hidden: int, refer_hidden: int):
        super().__init__()
        self.names = nn.Linear(hidden, NAME_LABELS)
        self.descriptions = nn.Linear(hidden, DESCRIPTION_LABELS)
        self.refer = nn.Linear(hidden, refer_hidden)
        self.referrer = Referrer(refer_hidden)
