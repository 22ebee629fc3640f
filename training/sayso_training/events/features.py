"""The shared layers' vectors of whole texts, computed once: they do not change while the event heads learn."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ..batches import encoder_input, pad
from ..read import MARGIN, WINDOW
from ..statements import Annotated
from ..tokens import WordPiece
from ..windows import windows
from .labels import EventText
from .network import SHARED


@dataclass
class Row:
    """One window: vectors of its pieces, and the first pieces of the tokens that count."""

    vectors: Tensor  # float16 [pieces, hidden]
    first: list[int]


@dataclass
class Read:
    text: EventText
    rows: list[Row]


@torch.no_grad()
def compute(model, texts: list[EventText], word_piece: WordPiece, budget: int = 6000) -> list[Read]:
    """All texts with their windows as the runtime cuts them."""
    model.eval()
    inputs = []
    for k, text in enumerate(texts):
        annotated = Annotated("", text.tokens)
        for w in windows(text.tokens, WINDOW, MARGIN):
            pieces, surface, first = encoder_input(annotated, w.low, w.high, word_piece)
            inputs.append((k, pieces, surface, first[w.core_low - w.low : w.core_high - w.low]))
    order = sorted(range(len(inputs)), key=lambda i: len(inputs[i][1]))
    rows: list[Row | None] = [None] * len(inputs)
    at = 0
    while at < len(order):
        size = 1
        while at + size < len(order) and (size + 1) * len(inputs[order[at + size]][1]) <= budget:
            size += 1
        some = [inputs[i] for i in order[at : at + size]]
        pieces, surface = pad([x[1] for x in some]), pad([x[2] for x in some])
        mask = torch.arange(pieces.shape[1])[None] < torch.tensor([len(x[1]) for x in some])[:, None]
        with torch.autocast("cpu", torch.bfloat16):
            e = model.encoder
            x = e.norm(e.words(pieces) + e.positions(torch.arange(pieces.shape[1])) + e.surface(surface))
            for layer in e.layers[:SHARED]:
                x = layer(x, mask[:, None, None, :])
        for row, i in zip(x.to(torch.float16), order[at : at + size]):
            rows[i] = Row(row[: len(inputs[i][1])].clone(), inputs[i][3])
        at += size
    out = [Read(text, []) for text in texts]
    for (k, *_), row in zip(inputs, rows):
        out[k].rows.append(row)
    return out


def token_vectors(heads, batch: list[Read]) -> list[Tensor]:
    """The event layers' vectors of all tokens of each text."""
    rows = [row for it in batch for row in it.rows]
    longest = max(len(row.vectors) for row in rows)
    lower = torch.zeros(len(rows), longest, rows[0].vectors.shape[1])
    for i, row in enumerate(rows):
        lower[i, : len(row.vectors)] = row.vectors.float()
    mask = torch.arange(longest)[None] < torch.tensor([len(row.vectors) for row in rows])[:, None]
    hidden = heads.encode(lower, mask)
    out, at = [], 0
    for it in batch:
        out.append(torch.cat([hidden[at + i, torch.tensor(row.first, dtype=torch.long)] for i, row in enumerate(it.rows)]))
        at += len(it.rows)
    return out
