"""Whole texts as windows for the event heads, with the shared layers' vectors where these stay as they are."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ..batches import encoder_input, pad
from ..device import autocast
from ..read import MARGIN, WINDOW
from ..statements import Annotated
from ..tokens import WordPiece
from ..windows import windows
from .labels import EventText
from .network import SHARED


@dataclass
class Row:
    """One window."""

    pieces: list[int]
    surface: list[int]
    first: list[int]  # the first pieces of the tokens that count
    vectors: Tensor | None = None  # of its pieces, float16 [pieces, hidden]


@dataclass
class Read:
    text: EventText
    rows: list[Row]


def cut(text: EventText, word_piece: WordPiece) -> Read:
    """A text with its windows as the runtime cuts them."""
    annotated, out = Annotated("", text.tokens), Read(text, [])
    for w in windows(text.tokens, WINDOW, MARGIN):
        pieces, surface, first = encoder_input(annotated, w.low, w.high, word_piece)
        out.rows.append(Row(pieces, surface, first[w.core_low - w.low : w.core_high - w.low]))
    return out


def shared_vectors(model, rows: list[Row]) -> tuple[Tensor, Tensor]:
    """The shared layers' vectors of windows [rows, pieces, hidden], and where there are pieces."""
    pieces, surface = pad([row.pieces for row in rows]), pad([row.surface for row in rows])
    mask = torch.arange(pieces.shape[1])[None] < torch.tensor([len(row.pieces) for row in rows])[:, None]
    return model.encoder.lower(pieces, surface, mask, SHARED), mask


@torch.no_grad()
def compute(model, texts: list[EventText], word_piece: WordPiece, budget: int = 6000) -> list[Read]:
    """All texts with the vectors of their windows."""
    model.eval()
    out = [cut(text, word_piece) for text in texts]
    order = sorted((row for it in out for row in it.rows), key=lambda row: len(row.pieces))
    at = 0
    while at < len(order):
        size = 1
        while at + size < len(order) and (size + 1) * len(order[at + size].pieces) <= budget:
            size += 1
        with autocast():
            x, _ = shared_vectors(model, order[at : at + size])
        for vectors, row in zip(x.to(torch.float16), order[at : at + size]):
            row.vectors = vectors[: len(row.pieces)].clone()
        at += size
    return out


def token_vectors(heads, batch: list[Read], model=None) -> list[Tensor]:
    """The event layers' vectors of all tokens of each text; with the model where the shared layers learn too."""
    rows = [row for it in batch for row in it.rows]
    if model is not None:
        lower, mask = shared_vectors(model, rows)
    else:
        lower = torch.zeros(len(rows), max(len(row.vectors) for row in rows), rows[0].vectors.shape[1])
        for i, row in enumerate(rows):
            lower[i, : len(row.vectors)] = row.vectors.float()
        mask = torch.arange(lower.shape[1])[None] < torch.tensor([len(row.vectors) for row in rows])[:, None]
    hidden = heads.encode(lower, mask)
    out, at = [], 0
    for it in batch:
        out.append(torch.cat([hidden[at + i, torch.tensor(row.first, dtype=torch.long)] for i, row in enumerate(it.rows)]))
        at += len(it.rows)
    return out
