"""Windows of annotated texts as training batches."""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from .model import bucket
from .statements import Annotated, Statement, labels_of
from .tokens import WordPiece
from .windows import sight, windows

IGNORE = -100
BUCKET = {d: bucket(d) for d in range(-400, 401)}


@dataclass
class Window:
    """One encoder input with what is known of it. Token numbers count from the window's first token."""

    text: Annotated
    low: int
    pieces: list[int]
    surface: list[int]
    first: list[int]  # position of each token's first piece
    statements: list[Statement]  # token numbers of the text
    cues: list[int]  # labels of the cue tagger


def encoder_input(text: Annotated, low: int, high: int, word_piece: WordPiece) -> tuple[list[int], list[int], list[int]]:
    """Pieces, surface features and first-piece positions of the tokens low..high."""
    pieces, surface, first = [word_piece.cls], [0], []
    for token in range(low, high):
        first.append(len(pieces))
        pieces += text.tokens.pieces[token]
        surface += [text.tokens.surface[token]] * len(text.tokens.pieces[token])
    return pieces + [word_piece.sep], surface + [0], first


def cut(text: Annotated, size: int, margin: int, word_piece: WordPiece) -> list[Window]:
    """The windows of a text. Statements that stick out of a window are left out of it."""
    out = []
    for w in windows(text.tokens, size, margin):
        pieces, surface, first = encoder_input(text, w.low, w.high, word_piece)
        inside, cues = [], [0] * (w.high - w.low)
        for statement in text.statements:
            tokens = statement.tokens()
            for token in statement.cue:
                if w.low <= token < w.high:
                    cues[token - w.low] = 2 if token - 1 in statement.cue else 1
            if w.low <= min(tokens) and max(tokens) < w.high:
                inside.append(statement)
        out.append(Window(text, w.low, pieces, surface, first, inside, cues))
    return out


def epoch(texts: list[Annotated], word_piece: WordPiece, budget: int, rng: random.Random) -> list[list[Window]]:
    """All texts cut afresh, windows of like length together, at most `budget` padded pieces a batch."""
    all_windows = [w for text in texts for w in cut(text, rng.randint(128, 288), 32, word_piece)]
    all_windows.sort(key=lambda w: len(w.pieces) + rng.uniform(0, 24))
    out, batch, longest = [], [], 0
    for w in all_windows:
        longest = max(longest, len(w.pieces))
        if batch and longest * (len(batch) + 1) > budget:
            out.append(batch)
            batch, longest = [], len(w.pieces)
        batch.append(w)
    out.append(batch)
    rng.shuffle(out)
    return out


def pad(rows: list[list[int]], value: int = 0) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


@dataclass
class Anchor:
    """A cue candidate: tokens first..=last of window number `window`."""

    window: int
    first: int
    last: int
    statement: Statement | None


def gold_anchors(batch: list[Window]) -> list[Anchor]:
    return [Anchor(i, min(s.cue), max(s.cue), s) for i, w in enumerate(batch) for s in w.statements]


def proposed_anchors(batch: list[Window], tags: Tensor, rng: random.Random) -> list[Anchor]:
    """Cue candidates that the tagger itself would make: those that meet no gold cue teach what is no
    attribution, those that meet one with other borders teach to bear it."""
    out = []
    for i, (w, row) in enumerate(zip(batch, tags.tolist())):
        owner = {t: s for s in w.statements for t in s.cue}
        for first, last in tagged_runs(row[: len(w.first)]):
            if any(w.cues[t] for t in range(first, last + 1)):
                met = [owner[t + w.low] for t in range(first, last + 1) if t + w.low in owner]
                if met and (min(met[0].cue), max(met[0].cue)) != (first + w.low, last + w.low) and rng.random() < 0.5:
                    out.append(Anchor(i, first + w.low, last + w.low, met[0]))
            else:
                out.append(Anchor(i, first + w.low, last + w.low, None))
    return out


def tagged_runs(row: list[int]) -> list[tuple[int, int]]:
    """Runs of begin/inside tags as first..=last."""
    out: list[list[int]] = []
    for t, tag in enumerate(row):
        if tag == 1 or (tag == 2 and not (out and out[-1][1] == t - 1)):
            out.append([t, t])
        elif tag == 2:
            out[-1][1] = t
    return [(a, b) for a, b in out]


def seen_by(batch: list[Window], anchor: Anchor) -> tuple[int, int]:
    """The tokens of the text that an anchor sees within its window."""
    w = batch[anchor.window]
    low, high = sight(w.text.tokens, anchor.first, anchor.last)
    return max(low, w.low), min(high, w.low + len(w.first))


def by_width(batch: list[Window], anchors: list[Anchor], budget: int = 6000) -> list[list[Anchor]]:
    """Anchors that see about as much in groups of at most `budget` padded tokens."""
    widths = sorted(((high - low, i) for i, (low, high) in enumerate(seen_by(batch, a) for a in anchors)), reverse=True)
    out: list[list[Anchor]] = []
    widest = 0
    for width, i in widths:
        if not out or (len(out[-1]) + 1) * widest > budget:
            out.append([])
            widest = width
        out[-1].append(anchors[i])
    return out


def role_input(batch: list[Window], anchors: list[Anchor], projected: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What the role tagger reads: near [anchors, length, hidden], buckets, mask, labels.

    `projected` is [windows, tokens, hidden]. A row without a statement has labels 0.
    """
    rows, buckets, labels, widths = [], [], [], []
    for a in anchors:
        w = batch[a.window]
        low, high = seen_by(batch, a)
        rows.append(list(range(low - w.low, high - w.low)))
        buckets.append([BUCKET[min(0, t - a.first) + max(0, t - a.last)] for t in range(low, high)])
        labels.append(labels_of(a.statement, low, high) if a.statement else [0] * (high - low))
        widths.append(high - low)
    index = pad(rows)
    where = torch.tensor([a.window for a in anchors])[:, None].expand_as(index)
    mask = torch.arange(index.shape[1])[None] < torch.tensor(widths)[:, None]
    return projected[where, index], pad(buckets), mask, pad(labels)
