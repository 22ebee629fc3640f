"""Trained event heads over whole texts: the reference for the runtime."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

from ..batches import BUCKET, pad
from ..device import autocast
from .features import Read, token_vectors
from .labels import INCIDENTS, ROLES, TYPES

COMPARED = 48  # a trigger is compared with so many before it at most
REACH = 12  # tokens that a filler takes in at most on either side of its surest
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
    with autocast():
        vectors = token_vectors(heads, batch)
        return [(heads.project(v).float(), heads.kinds(v).float().softmax(1), heads.incidents(v).float().softmax(1)) for v in vectors]


@torch.no_grad()
def role_scores(heads, projected, events: list[tuple[list[int], int]]) -> list[tuple[int, torch.Tensor, torch.Tensor]]:
    """Of each event (triggers, number of the incident): the first token seen, label probabilities and border probabilities from there."""
    if not events:
        return []
    n = len(projected)
    seen = [(max(0, t[0] - FAR), min(n, t[-1] + FAR + 1)) for t, _ in events]
    index = pad([list(range(a, b)) for a, b in seen])
    buckets = pad([[bucket_of(t, triggers) for t in range(a, b)] for (a, b), (triggers, _) in zip(seen, events)])
    mask = torch.arange(index.shape[1])[None] < torch.tensor([b - a for a, b in seen])[:, None]
    found, borders = heads.roles(projected[index], buckets, torch.tensor([i for _, i in events]), mask)
    return [(a, row[: b - a], edge[: b - a]) for (a, b), row, edge in zip(seen, found.softmax(2), borders.sigmoid())]


def fillers_of(low: int, probabilities: torch.Tensor, borders: torch.Tensor, least: float, pull: float = 0.75) -> list[Filler]:
    """About each token that is probable enough, the surest first: a stretch whose borders and tokens are the likeliest together."""
    roles = probabilities[:, 1::2] + probabilities[:, 2::2]
    odds = pull * torch.logit(roles, eps=1e-3)
    edges = borders.clamp(1e-3, 1 - 1e-3)
    yes, no = edges.log().tolist(), (1 - edges).log().tolist()
    roles, odds = roles.tolist(), odds.tolist()
    out, n = [], len(roles)
    taken = [False] * n
    for best, at in sorted(((max(r), i) for i, r in enumerate(roles)), key=lambda x: (-x[0], x[1])):
        if best < least:
            break
        if taken[at]:
            continue
        role = max(range(len(ROLES)), key=lambda r: roles[at][r])
        ends = []
        for side, step in ((0, -1), (1, 1)):
            total, t, chosen = 0.0, at, (yes[at][side], at)
            while 0 <= t + step < n and not taken[t + step] and abs(t + step - at) <= REACH:
                # Going on: the last token is no border on this side, the next none on the other, and of the role.
                total += no[t][side] + no[t + step][1 - side]
                t += step
                total += odds[t][role]
                chosen = max(chosen, (total + yes[t][side], t))
            ends.append(chosen[1])
        for t in range(ends[0], ends[1] + 1):
            taken[t] = True
        out.append(Filler(ROLES[role], low + ends[0], low + ends[1], best))
    return out


def incidents(heads, read: Read, scored, t: Thresholds) -> list[Event]:
    """Incidents of one text: probable triggers, grouped, with their roles."""
    projected, _, probabilities = scored
    found = []
    for kind in range(1, probabilities.shape[1]):
        p = probabilities[:, kind]
        if not len(p) or float(p.max()) < t.document:
            continue
        triggers = [int(i) for i in torch.nonzero((p >= t.incident) & (probabilities.argmax(1) == kind)).flatten()]
        for group in groups(heads, projected, triggers, t.same):
            top = float(p[group].max())
            if top >= t.document:
                found.append((group, kind, top))
    out = []
    for (group, kind, top), (low, roles, borders) in zip(found, role_scores(heads, projected, [(g, k) for g, k, _ in found])):
        out.append(Event(INCIDENTS[kind - 1], group, top, fillers_of(low, roles, borders, t.role)))
    return out


@torch.no_grad()
def groups(heads, projected, triggers: list[int], least: float) -> list[list[int]]:
    """Triggers that tell of one event: each joins the group whose members it most likely shares an event with on the average."""
    out: list[list[int]] = []
    group_of: dict[int, int] = {}
    for number, trigger in enumerate(triggers):
        before = triggers[max(0, number - COMPARED) : number]
        sums: dict[int, list[float]] = {}
        if before:
            buckets = torch.tensor([BUCKET[max(-400, min(400, trigger - other))] for other in before])
            same = heads.same(projected[before], projected[[trigger] * len(before)], buckets).sigmoid().tolist()
            for other, likely in zip(before, same):
                sums.setdefault(group_of[other], []).append(likely)
        mean, group = max(((sum(x) / len(x), g) for g, x in sums.items()), default=(0.0, -1))
        if group < 0 or mean < least:
            group = len(out)
            out.append([])
        out[group].append(trigger)
        group_of[trigger] = group
    return out
