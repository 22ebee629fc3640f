"""Trains the event heads on frozen lower layers; checkpoints every epoch and resumes.

    python -m sayso_training.events.train --corpora target/corpora --base DIR --weights crates/model/weights --run training/runs/NAME
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from ..batches import BUCKET, pad
from ..device import autocast
from ..loop import Checkpoint, learn
from ..model import Attributor, Shape
from ..tokens import WordPiece
from ..train import log
from . import casing, gum, muc, silver, wikievents
from .features import Read, compute, token_vectors
from .labels import ANY, BEGINS, IGNORE, INCIDENT_KINDS, INSIDES, OUTSIDE, ROLE_LABELS
from .network import from_shared
from .read import Thresholds, bucket_of
from .score import all_scores
from .score import muc as muc_scores
from .score import triggers as trigger_scores


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--corpora", type=Path, default=Path("target/corpora"))
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--weights", type=Path, default=Path("crates/model/weights"))
    ap.add_argument("--scorer", type=Path, required=True, help="the scorer of incidents")
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--budget", type=int, default=4000, help="pieces a batch")
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--average", type=float, default=0.995)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--silver", type=float, default=0.25, help="share of the silver texts that an epoch draws")
    ap.add_argument("--only", help="corpora to train on, for trials")
    return ap.parse_args()


def main() -> None:
    a = arguments()
    a.run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    word_piece = WordPiece(a.base / "vocab.txt")
    model = Attributor(Shape())
    model.load_exported(a.weights)
    data = {}
    started = time.time()
    cases = casing.Caser(a.corpora)
    corpora = {
        "muc4": lambda: muc.read(a.corpora / "muc4", "train", word_piece),
        "muc4 cased": lambda: muc.read(a.corpora / "muc4", "train", word_piece, cases),
        "wikievents": lambda: wikievents.read(a.corpora / "wikievents", "train", word_piece),
        "gum": lambda: gum.read(a.corpora / "gum", word_piece),
        "silver": lambda: silver.read(a.corpora, word_piece),
    }
    for name, make in corpora.items():
        if not a.only or name in a.only.split(","):
            data[name] = compute(model, make(), word_piece)
            log(a.run, {"corpus": name, "texts": len(data[name]), "anchors": sum(len(r.text.anchors) for r in data[name]), "seconds": round(time.time() - started)})
    dev_messages = muc.messages(a.corpora / "muc4", "dev")
    dev = compute(model, muc.read(a.corpora / "muc4", "dev", word_piece), word_piece)
    wiki_dev = compute(model, wikievents.read(a.corpora / "wikievents", "dev", word_piece), word_piece)

    heads = from_shared(model)
    average = torch.optim.swa_utils.AveragedModel(heads, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(a.average))
    tuned = [p for n, p in heads.named_parameters() if n.startswith("layers.")]
    fresh = [p for n, p in heads.named_parameters() if not n.startswith("layers.")]
    optimizer = torch.optim.AdamW([{"params": tuned, "lr": a.rate}, {"params": fresh, "lr": a.head_rate}], weight_decay=0.01)
    steps = len(batches_of(data, a, 1)) * a.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps))
    checkpoint = Checkpoint(a.run, heads=heads, average=average, optimizer=optimizer, schedule=schedule)
    saved = checkpoint.resume()
    done, best = saved["epoch"], saved.get("best", 0.0)
    if done:
        log(a.run, {"resumed after epoch": done})
    for number in range(done + 1, a.epochs + 1):
        started = time.time()
        losses = train_epoch(heads, average, optimizer, schedule, batches_of(data, a, number), number)
        trained = time.time() - started
        scored = all_scores(average.module, dev)
        figures = {f"{th} {d} {r}": muc_scores(average.module, dev, dev_messages, a.scorer, Thresholds(incident=th, document=max(th, d), role=r), scored)["micro"] for th, d, r in ((0.3, 0.5, 0.5), (0.3, 0.5, 0.7), (0.2, 0.4, 0.6), (0.3, 0.7, 0.6))}
        whole = muc_scores(average.module, dev, dev_messages, a.scorer, Thresholds(0.5, 0.3, 0.5, 0.5, 0.6), scored)
        wiki = trigger_scores(average.module, wiki_dev, 0.5)
        goal = whole["micro"][2]
        log(a.run, {"epoch": number, "losses": losses, "seconds": round(trained), "with dev": round(time.time() - started), "muc": whole, "others": figures, "wikievents": wiki})
        if goal >= best:
            best = goal
            torch.save(average.module.state_dict(), a.run / "best.pt")
        checkpoint.save(number, best=best)


def batches_of(data: dict[str, list[Read]], a, number: int) -> list[list[Read]]:
    """The batches of one epoch."""
    return in_batches(drawn(data, a.silver, number, random.Random(a.seed * 100 + number)), a.budget)


def drawn(data: dict[str, list], silver: float, number: int, rng: random.Random) -> list:
    """The texts of one epoch, mixed. Each MUC message comes in capitals or in small letters, by turns."""
    out = []
    for name, texts in data.items():
        if name == "silver":
            out += rng.sample(texts, round(len(texts) * silver))
        elif name == "muc4 cased":
            out += [t for i, t in enumerate(texts) if (i + number) % 2 == 0 or "muc4" not in data]
        elif name == "muc4":
            out += [t for i, t in enumerate(texts) if (i + number) % 2 or "muc4 cased" not in data]
        else:
            out += texts
    rng.shuffle(out)
    return out


def in_batches(texts: list[Read], budget: int) -> list[list[Read]]:
    """Texts in batches of at most `budget` pieces."""
    out, batch, size = [], [], 0
    for t in texts:
        n = sum(len(row.pieces) for row in t.rows)
        if batch and size + n > budget:
            out.append(batch)
            batch, size = [], 0
        batch.append(t)
        size += n
    return out + [batch]


def train_epoch(heads, average, optimizer, schedule, batches, number) -> dict:
    heads.train()
    total, seen, started = Counter(), Counter(), time.time()
    for i, batch in enumerate(batches):
        found = losses_of(heads, batch)
        loss = sum(found.values())
        learn(loss, heads, average, optimizer, schedule)
        total.update({k: v.item() for k, v in found.items()})
        seen.update(found.keys())
        if i % 50 == 49:
            print(f"epoch {number} batch {i + 1}/{len(batches)} at {time.time() - started:.0f} s: " + " ".join(f"{k} {total[k] / seen[k]:.3f}" for k in sorted(total)), flush=True)
    return {k: round(total[k] / seen[k], 4) for k in total}


def losses_of(heads, batch: list[Read], model=None) -> dict:
    """The losses of a batch; the shared layers learn too where the model is given."""
    with autocast():
        vectors = token_vectors(heads, batch, model)
        everything = torch.cat(vectors)
        kinds, incidents, projected = heads.kinds(everything).float(), heads.incidents(everything).float(), heads.project(everything)
    out = {}
    gold = torch.tensor([k for it in batch for k in it.text.kinds])
    count = max(1, int((gold > 0).sum()))
    out["kinds"] = F.cross_entropy(kinds, gold, ignore_index=IGNORE, reduction="sum") / (count + 8)
    gold = torch.tensor([k for it in batch for k in it.text.incidents])
    if (gold != IGNORE).any():
        count = int((gold > 0).sum())
        out["incidents"] = F.cross_entropy(incidents, gold, ignore_index=IGNORE, reduction="sum") / (count + 8)
    events, offset = [], 0
    pairs = []
    for it in batch:
        # An event of WikiEvents without any argument is not said to have none.
        events += [(offset, a, it.text.incidents[a.tokens[0]]) for a in it.text.anchors if it.text.source != "wikievents" or any(m != OUTSIDE for m in a.masks)]
        pairs += [(offset + i, offset + j, j - i, same) for i, j, same in it.text.same]
        offset += len(it.text.kinds)
    if events:
        out["roles"], out["borders"] = role_loss(heads, projected, events)
    if pairs:
        a, b = torch.tensor([p[0] for p in pairs]), torch.tensor([p[1] for p in pairs])
        buckets = torch.tensor([BUCKET[max(-400, min(400, p[2]))] for p in pairs])
        truth = torch.tensor([float(p[3]) for p in pairs])
        with autocast():
            logits = heads.same(projected[a], projected[b], buckets)
        out["same"] = 0.5 * F.binary_cross_entropy_with_logits(logits, truth)
    return out


BITS = 1 << torch.arange(ROLE_LABELS)
BORDER_REACH = 8  # tokens about a filler that are known to be no border


def role_loss(heads, projected, events) -> tuple[Tensor, Tensor]:
    """Of roles: negative logarithm of the probability of all labels that a token may have, over the tokens that have one and a share of
    the others. Of borders: binary cross entropy of the first and the last tokens of fillers."""
    index = pad([list(range(o + a.low, o + a.high)) for o, a, _ in events])
    buckets = pad([[bucket_of(t, a.tokens) for t in range(a.low, a.high)] for _, a, _ in events])
    masks = pad([a.masks for _, a, _ in events], ANY)
    seen = torch.arange(index.shape[1])[None] < torch.tensor([a.high - a.low for _, a, _ in events])[:, None]
    kinds = torch.tensor([max(0, k) if k < INCIDENT_KINDS else 0 for _, _, k in events])
    with autocast():
        scores, borders = heads.roles(projected[index], buckets, kinds, seen)
    allowed = (masks[:, :, None] & BITS.to(masks.device)) > 0
    logs = scores.log_softmax(2).masked_fill(~allowed, -1e4).logsumexp(2)
    filled = (masks != OUTSIDE) & (masks != ANY) & seen
    truth = borders_of(masks)
    known = (truth != IGNORE) & seen[:, :, None]
    loss = F.binary_cross_entropy_with_logits(borders, truth.clamp(min=0).float(), reduction="none")
    return -(logs * seen).sum() / (filled.sum() + 8), (loss * known).sum() / (filled.sum() + 8)


def borders_of(masks: Tensor) -> Tensor:
    """Whether each token is the first and the last of a filler [events, length, 2]: 1, 0, or IGNORE where the labels do not say or no
    filler is near."""
    first = ((masks & BEGINS) > 0) & ((masks & INSIDES) == 0)
    inside = ((masks & INSIDES) > 0) & ((masks & BEGINS) == 0)
    outside = masks == OUTSIDE
    filler = first | inside
    next_outside, next_first, next_inside = (F.pad(m[:, 1:], (0, 1), value=False) for m in (outside, first, inside))
    near = F.max_pool1d(filler.float(), 2 * BORDER_REACH + 1, 1, BORDER_REACH) > 0
    no = outside & near
    out = torch.full((*masks.shape, 2), IGNORE)
    out[..., 0][first] = 1
    out[..., 0][inside | no] = 0
    out[..., 1][filler & (next_outside | next_first)] = 1
    out[..., 1][filler & next_inside | no] = 0
    return out


if __name__ == "__main__":
    main()
