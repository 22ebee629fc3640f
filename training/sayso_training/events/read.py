"""Trained event heads over whole texts: the reference for the runtime."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

from ..batches import BUCKET, pad
from .features import Read, token_vectors
from .labels import INCIDENTS, ROLES, TYPES

FAR = 220  # tokens around the triggers of one event in which its roles are looked for


@dataclass
class Thresholds:
    kind: float = 0.5
    incident: float = 0.5
    document: float = 0.5  # least probability of the surest trigger of an incident
    same: float = 0.5
    role: float = 0.5


@dataclass
class Filler:
    role: str
    first: int
    last: int
    score: float


@dataclass
class Event:
    incident: str
    triggers: list[int]
    score: float
    fillers: list[Filler] = field(default_factory=list)


def bucket_of(t: int, anchors: list[int]) -> int:
    nearest = min(anchors, key=lambda a: abs(a - t))
    return BUCKET[max(-400, min(400, t - nearest))]


@torch.no_grad()
def scores(heads, batch: list[Read]):
    """Of each text: projected vectors, probabilities of kinds and of incidents."""
    heads.eval()
    with torch.autocast("cpu", torch.bfloat16):
        vectors = token_vectors(heads, batch)
        return [(heads.project(v).float(), heads.kinds(v).float().softmax(1), heads.incidents(v).float().softmax(1)) for v in vectors]


@torch.no_grad()
def role_scores(heads, projected, events: list[tuple[list[int], int]]) -> list[tuple[int, torch.Tensor]]:
    """Of each event (triggers, number of the incident): the first token seen, and label probabilities from there."""
    if not events:
        return []
    n = len(projected)
    seen = [(max(0, t[0] - FAR), min(n, t[-1] + FAR + 1)) for t, _ in events]
    index = pad([list(range(a, b)) for a, b in seen])
    buckets = pad([[bucket_of(t, triggers) for t in range(a, b)] for (a, b), (triggers, _) in zip(seen, events)])
    mask = torch.arange(index.shape[1])[None] < torch.tensor([b - a for a, b in seen])[:, None]
    found = heads.roles(projected[index], buckets, torch.tensor([i for _, i in events]), mask).softmax(2)
    return [(a, row[: b - a]) for (a, b), row in zip(seen, found)]


def fillers_of(low: int, probabilities: torch.Tensor, least: float, joins: float = 0.2) -> list[Filler]:
    """Runs of tokens of one role: about a token that is probable enough, as far as its neighbours are of the role at least somewhat."""
    out, p = [], probabilities
    roles = (p[:, 1::2] + p[:, 2::2]).tolist()
    begins, insides = p[:, 1::2].tolist(), p[:, 2::2].tolist()
    taken, n = [False] * len(p), len(p)
    order = sorted(((max(r), i) for i, r in enumerate(roles)), reverse=True)
    for best, at in order:
        if best < least:
            break
        if taken[at]:
            continue
        role = max(range(len(ROLES)), key=lambda r: roles[at][r])
        first = last = at
        while first > 0 and not taken[first - 1] and roles[first - 1][role] >= joins and insides[first][role] > begins[first][role] * 0.5:
            first -= 1
        while last + 1 < n and not taken[last + 1] and roles[last + 1][role] >= joins and insides[last + 1][role] > begins[last + 1][role]:
            last += 1
        for t in range(first, last + 1):
            taken[t] = True
        out.append(Filler(ROLES[role], low + first, low + last, best))
    return out


def incidents(heads, read: Read, scored, t: Thresholds) -> list[Event]:
    """Incidents of one text: probable triggers, grouped, with their roles."""
    projected, _, probabilities = scored
    found = []
    for kind in range(1, probabilities.shape[1]):
        p = probabilities[:, kind]
        if not len(p) or float(p.max()) < t.document:
            continue
        triggers = [int(i) for i in torch.nonzero(p >= t.incident).flatten()]
        for group in groups(heads, projected, triggers, t.same):
            top = float(p[group].max())
            if top >= t.document:
                found.append((group, kind, top))
    out = []
    for (group, kind, top), (low, roles) in zip(found, role_scores(heads, projected, [(g, k) for g, k, _ in found])):
        out.append(Event(INCIDENTS[kind - 1], group, top, fillers_of(low, roles, t.role)))
    return out


@torch.no_grad()
def groups(heads, projected, triggers: list[int], least: float) -> list[list[int]]:
    """Triggers that tell of one event: average-link clustering of the pair probabilities."""
    if not triggers:
        return []
    n = len(triggers)
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    link = torch.ones(n, n)
    if pairs:
        a, b = (torch.tensor([triggers[p[x]] for p in pairs]) for x in (0, 1))
        buckets = torch.tensor([BUCKET[max(-400, min(400, triggers[j] - triggers[i]))] for i, j in pairs])
        same = heads.same(projected[a], projected[b], buckets).sigmoid()
        for (i, j), s in zip(pairs, same):
            link[i, j] = link[j, i] = s
    sets = [[i] for i in range(n)]
    while len(sets) > 1:
        top, x, y = max((float(link[a][:, b].mean()), i, j) for i, a in enumerate(sets) for j, b in enumerate(sets) if i < j)
        if top < least:
            break
        sets[x] += sets.pop(y)
    return [sorted(triggers[i] for i in s) for s in sets]
