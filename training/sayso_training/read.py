"""The trained network over whole texts: the reference for the runtime (`crates/model`)."""

from __future__ import annotations

from dataclasses import dataclass

import torch


from .batches import BUCKET, encoder_input, pad, tagged_runs
from .device import autocast
from .model import Attributor
from .statements import Annotated, Statement, statement_of
from .tokens import WordPiece
from .windows import sight, windows

WINDOW, MARGIN = 192, 24


@dataclass
class Settings:
    """Thresholds, chosen on dev."""

    cue_bias: float = 1.5  # taken from the outside score of the cue tagger: more candidates
    valid: float = 0.5  # least probability that an anchor attributes
    overlap: float = 0.5  # Dice of contents above which two rival statements are one


@dataclass
class Candidate:
    statement: Statement
    valid: float


@torch.no_grad()
def candidates(model: Attributor, texts: list[Annotated], word_piece: WordPiece, cue_bias: float) -> list[list[Candidate]]:
    """All candidates of each text, unfiltered."""
    model.eval()
    out = []
    for text in texts:
        out.append(_candidates(model, text, word_piece, cue_bias) if text.tokens.spans else [])
    return out


def _candidates(model: Attributor, text: Annotated, word_piece: WordPiece, cue_bias: float) -> list[Candidate]:
    n = len(text.tokens.spans)
    projected, cues = torch.zeros(n, model.shape.role_hidden), torch.zeros(n, 3)
    spans = windows(text.tokens, WINDOW, MARGIN)
    inputs = [encoder_input(text, w.low, w.high, word_piece) for w in spans]
    pieces, surface = pad([i[0] for i in inputs]), pad([i[1] for i in inputs])
    mask = torch.arange(pieces.shape[1])[None] < torch.tensor([len(i[0]) for i in inputs])[:, None]
    with autocast():
        hidden = model.encoder(pieces, surface, mask)
        p, c = model.project(hidden).float(), model.cue(hidden).float()
    for row, (w, (_, _, first)) in enumerate(zip(spans, inputs)):
        chosen = torch.tensor(first[w.core_low - w.low : w.core_high - w.low])
        projected[w.core_low : w.core_high] = p[row, chosen]
        cues[w.core_low : w.core_high] = c[row, chosen]
    cues[:, 0] -= cue_bias
    anchors = tagged_runs(cues.argmax(1).tolist())
    out = []
    for start in range(0, len(anchors), 64):
        some = anchors[start : start + 64]
        seen = [sight(text.tokens, a, b) for a, b in some]
        index = pad([list(range(low, high)) for low, high in seen])
        buckets = pad([[BUCKET[min(0, t - a) + max(0, t - b)] for t in range(low, high)] for (a, b), (low, high) in zip(some, seen)])
        mask = torch.arange(index.shape[1])[None] < torch.tensor([high - low for low, high in seen])[:, None]
        scores, valid = model.roles(projected[index], buckets, mask)
        for anchor, row, (low, _), probability in zip(some, model.roles.crf.decode(scores, mask), seen, valid.sigmoid().tolist()):
            out.append(Candidate(statement_of(row, low, anchor), probability))
    return out


def choose(found: list[Candidate], settings: Settings) -> list[Statement]:
    """The candidates that stand: valid enough, with cue and content, and no rival with the same content.

    Two statements whose contents overlap are rivals unless one holds the other's cue: then they are nested.
    """
    kept: list[Statement] = []
    for c in sorted(found, key=lambda c: -c.valid):
        s = c.statement
        if c.valid < settings.valid or not s.content or not s.cue:
            continue
        if any(rivals(s, k, settings.overlap) for k in kept):
            continue
        kept.append(s)
    return kept


def rivals(a: Statement, b: Statement, overlap: float) -> bool:
    if a.cue & b.cue:
        return True
    if a.cue & b.content or b.cue & a.content:
        return False
    return 2 * len(a.content & b.content) > overlap * (len(a.content) + len(b.content))


def read(model: Attributor, texts: list[Annotated], word_piece: WordPiece, settings: Settings) -> list[list[Statement]]:
    """The statements of each text."""
    return [choose(found, settings) for found in candidates(model, texts, word_piece, settings.cue_bias)]


