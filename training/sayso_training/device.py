"""Where training computes: on the CPU unless told otherwise."""

from __future__ import annotations

import dataclasses

import torch


def use(name: str) -> None:
    """Makes and keeps all tensors on a device (`cpu`, `cuda`) from now on."""
    torch.set_default_device(name)
    if name != "cpu":
        torch.backends.cuda.matmul.allow_tf32 = True


def autocast():
    """bfloat16 products on that device."""
    return torch.autocast(torch.get_default_device().type, torch.bfloat16)


def here(value):
    """A dataclass of tensors with these on that device."""
    device = torch.get_default_device()
    moved = {f.name: getattr(value, f.name).to(device) for f in dataclasses.fields(value) if isinstance(getattr(value, f.name), torch.Tensor)}
    return dataclasses.replace(value, **moved)
