"""A run's weights as what they differ by from the exported ones they began from: less than a byte a number, so that they travel in little room."""

from __future__ import annotations

import lzma
from pathlib import Path

import torch
from torch import Tensor

STEPS = 63  # to either side


def write(weights: dict[str, Tensor], start: dict[str, Tensor], file: Path) -> None:
    """Differences as int8, those of a matrix with a scale per row."""
    out = {}
    for name, w in weights.items():
        if w.is_floating_point():
            difference = (w.float() - start[name].float()).cpu()
            rows = difference.reshape(len(difference), -1) if difference.dim() > 1 else difference.reshape(1, -1)
            scale = rows.abs().amax(1, keepdim=True).clamp(min=1e-12) / STEPS
            out[name] = ((rows / scale).round().to(torch.int8), scale)
    with lzma.open(file, "wb", preset=0) as f:
        torch.save(out, f)


def read(file: Path, start: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights again, to a 126th of the largest difference of a row."""
    with lzma.open(file, "rb") as f:
        found = torch.load(f, weights_only=True, map_location="cpu")
    return {name: start[name].float().cpu() + (whole.float() * scale).reshape(start[name].shape) for name, (whole, scale) in found.items()}
