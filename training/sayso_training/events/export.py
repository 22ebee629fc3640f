"""Writes the event heads that the runtime embeds.

    python -m sayso_training.events.export --run training/runs/NAME --out crates/model/weights/events
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file

from ..export import WEIGHT_RANGE, array, to_int8
from ..model import Shape
from .network import OWN, SHARED, Events
from .read import FAR

TABLES = ("roles.distance", "roles.incident", "pair_distance")
THRESHOLDS = {"near": 56, "kind": 0.25, "incident": 0.35, "surest": 0.65, "same": 0.5, "roles": [0.5, 0.65, 0.75, 0.85, 0.8, 0.5, 0.5], "other_roles": 0.35, "pull": 0.75}


def tensors(heads: Events) -> dict:
    """By the names that `crates/model/src/network/events.rs` reads: layers in int8, the rest in f32."""
    out = {}
    for name, value in heads.state_dict().items():
        table = name.removesuffix(".weight") in TABLES
        if ".layers." in "." + name and name.endswith(".weight") and value.dim() == 2:
            out[name], out[name.removesuffix("weight") + "scale"] = to_int8(array(value), WEIGHT_RANGE)
        else:
            out[name.removesuffix(".weight") if table else name] = array(value)
    return out


def read_tensors(folder: Path) -> dict[str, torch.Tensor]:
    """The tensors of exported heads under the names of the network, int8 multiplied out."""
    found, out = load_file(folder / "model.safetensors"), {}
    for name, value in found.items():
        if name.endswith(".scale"):
            continue
        tensor = torch.from_numpy(value.astype(np.float32))
        if value.dtype == np.int8:
            tensor = tensor * torch.from_numpy(found[name.removesuffix("weight") + "scale"])[:, None]
        table = name in TABLES
        out[f"{name}.weight" if table else name] = tensor
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    shape = Shape()
    saved = torch.load(a.run / "best.pt", weights_only=True)
    own = 1 + max(int(name.split(".")[1]) for name in saved if name.startswith("layers."))
    heads = Events(shape, own=own)
    heads.load_state_dict(saved)
    save_file(tensors(heads), a.out / "model.safetensors")
    chosen = a.run / "settings.json"
    settings = {
        "shared": SHARED + OWN - own, "own": own, "hidden": shape.hidden, "heads": shape.heads,
        "role_hidden": heads.project.out_features, "role_layers": len(heads.roles.layers), "role_heads": heads.roles.layers[0].heads,
        "pair_hidden": heads.pair.in_features, "far": FAR,
        **(json.loads(chosen.read_text()) if chosen.exists() else THRESHOLDS),
    }  # fmt: skip
    (a.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")
    for file in sorted(a.out.iterdir()):
        print(f"{file.stat().st_size:>10} {file}")


if __name__ == "__main__":
    main()
