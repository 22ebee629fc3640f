"""Writes what the runtime embeds: the weights in int8 where they are large, and the settings.

    python -m sayso_training.export --run training/runs/NAME --base DIR --out crates/model/weights

Matrices of the transformer layers are symmetric int8 with a scale per output; activations are quantized per token
as they are read. Weights keep to ±63: on processors without VNNI products of u8 and s8 are summed in pairs in 16
bits, which would saturate beyond. Word embeddings are int8 with a scale per word, the rest f32.
"""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file

from .model import REACH, Attributor, Layer, Shape
from .read import MARGIN, WINDOW, Settings
from .windows import AFTER, BEFORE

WEIGHT_RANGE = 63
TABLES = ("encoder.positions", "encoder.surface", "roles.distance")  # exported without a `.weight` behind their names


def array(tensor: torch.Tensor) -> np.ndarray:
    return np.ascontiguousarray(tensor.detach().float().numpy())


def to_int8(weight: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 of `weight` [rows, columns] with a scale per row."""
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / most
    return np.round(weight / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def tensors(model: Attributor) -> dict[str, np.ndarray]:
    """All tensors by the names that `crates/model/src/network.rs` reads."""
    e, r, out = model.encoder, model.roles, {}

    def dense(name: str, layer: torch.nn.Linear) -> None:
        out[f"{name}.weight"], out[f"{name}.bias"] = array(layer.weight), array(layer.bias)

    def norm(name: str, layer: torch.nn.LayerNorm) -> None:
        out[f"{name}.weight"], out[f"{name}.bias"] = array(layer.weight), array(layer.bias)

    def transformer(name: str, layer: Layer) -> None:
        for part in ("query_key_value", "merge", "widen", "narrow"):
            linear = getattr(layer, part)
            whole, scale = to_int8(array(linear.weight), WEIGHT_RANGE)
            out[f"{name}.{part}.weight"], out[f"{name}.{part}.scale"] = whole, scale
            out[f"{name}.{part}.bias"] = array(linear.bias)
        norm(f"{name}.after_attention", layer.after_attention)
        norm(f"{name}.after_inner", layer.after_inner)

    # Embeddings are looked up, never multiplied: they can use the whole of int8.
    out["encoder.words.weight"], out["encoder.words.scale"] = to_int8(array(e.words.weight), 127)
    out["encoder.positions"] = array(e.positions.weight)
    out["encoder.surface"] = array(e.surface.weight)
    norm("encoder.norm", e.norm)
    for i, layer in enumerate(e.layers):
        transformer(f"encoder.layers.{i}", layer)
    transformer("encoder.mention_layer", e.mention_layer)
    dense("cue", model.cue)
    dense("project", model.project)
    out["roles.distance"] = array(r.distance.weight)
    for part in ("add_anchor", "gate_anchor", "labels", "valid"):
        dense(f"roles.{part}", getattr(r, part))
    norm("roles.norm", r.norm)
    for i, layer in enumerate(r.layers):
        transformer(f"roles.layers.{i}", layer)
    m = model.mentions
    for part in ("names", "descriptions", "refer"):
        dense(f"mentions.{part}", getattr(m, part))
    for part in ("first", "last", "anaphor", "candidate", "both", "score", "none_inner", "none"):
        dense(f"mentions.referrer.{part}", getattr(m.referrer, part))
    for part in ("distance", "steps", "combination", "surroundings"):
        out[f"mentions.referrer.{part}"] = array(getattr(m.referrer, part).weight)
    return out


def read_tensors(folder: Path) -> dict[str, torch.Tensor]:
    """The tensors of an exported model under the names of the network, int8 multiplied out."""
    found = load_file(folder / "model.safetensors")
    settings = json.loads((folder / "settings.json").read_text())
    out = {"roles.crf.start": torch.tensor(settings["starts"]), "roles.crf.step": torch.tensor(settings["transitions"])}
    for name, value in found.items():
        if name.endswith(".scale"):
            continue
        tensor = torch.from_numpy(value.astype(np.float32))
        if value.dtype == np.int8:
            tensor = tensor * torch.from_numpy(found[name.removesuffix(".weight") + ".scale"])[:, None]
        table = name in TABLES or name.startswith("mentions.referrer.") and name.count(".") == 2
        out[f"{name}.weight" if table else name] = tensor
    return out


def load(run: Path) -> Attributor:
    """The best model of a run."""
    saved = torch.load(run / "best.pt", weights_only=True)
    model = Attributor(Shape(**saved["shape"]))
    model.load_state_dict(saved["model"])
    return model.eval()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    model = load(a.run)
    save_file(tensors(model), a.out / "model.safetensors")
    shutil.copy(a.base / "vocab.txt", a.out / "vocabulary.txt")
    chosen = a.run / "settings.json"
    thresholds = Settings(**json.loads(chosen.read_text())) if chosen.exists() else Settings()
    s = model.shape
    settings = {
        "window": WINDOW, "margin": MARGIN, "reach": REACH, "before": BEFORE, "after": AFTER,
        "hidden": s.hidden, "layers": s.layers, "heads": s.heads,
        "role_hidden": s.role_hidden, "role_layers": s.role_layers, "role_heads": s.role_heads, "refer_hidden": s.refer_hidden,
        **asdict(thresholds),
        "starts": model.roles.crf.starts().tolist(),
        "transitions": model.roles.crf.transitions().tolist(),
    }  # fmt: skip
    (a.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")
    for file in sorted(a.out.iterdir()):
        print(f"{file.stat().st_size:>10} {file}")


if __name__ == "__main__":
    main()
