"""What the training programs share: a step, and checkpoints from which a stopped run goes on."""

from __future__ import annotations

from pathlib import Path

import torch


def learn(loss, module, average, optimizer, schedule) -> None:
    """One step against a loss."""
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
    optimizer.step()
    schedule.step()
    average.update_parameters(module)


class Checkpoint:
    """The state of a run after an epoch, by the names of its parts."""

    def __init__(self, run: Path, **parts):
        self.file, self.parts = run / "checkpoint.pt", parts

    def resume(self) -> dict:
        """Takes up the state; gives the epoch after which it was saved, 0 where there is none, and what else was."""
        if not self.file.exists():
            return {"epoch": 0}
        saved = torch.load(self.file, weights_only=False, map_location=torch.get_default_device())
        for name, part in self.parts.items():
            part.load_state_dict(saved.pop(name))
        return saved

    def save(self, epoch: int, **more) -> None:
        """Writes the state; a stop while it is written leaves the one before."""
        new = self.file.with_suffix(".new")
        torch.save({name: part.state_dict() for name, part in self.parts.items()} | {"epoch": epoch} | more, new)
        new.replace(self.file)
