"""Trains the attributor; checkpoints every epoch and resumes.

    python -m sayso_training.train --corpora target/corpora --base DIR --run training/runs/NAME
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from pathlib import Path

import torch
from torch.nn import functional as F

from . import enrich, entity_corpora, inner, nest, passages, polnear
from .batches import IGNORE, by_width, epoch, gold_anchors, pad, proposed_anchors, role_input
from .device import autocast
from .loop import Checkpoint, learn
from .mentions import sampled
from .mention_scores import mention_scores
from .model import Attributor, Shape, dropout
from .read import Settings, read
from .score import score
from .tokens import WordPiece


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--corpora", type=Path, default=Path("target/corpora"))
    ap.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2: model.safetensors, vocab.txt")
    ap.add_argument("--run", type=Path, required=True, help="folder for log and checkpoints")
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--budget", type=int, default=3200, help="padded pieces a batch")
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--start", type=Path, help="folder of exported weights to go on from, instead of the base model")
    ap.add_argument("--inner", type=Path, help="statements inside contents, from `sayso_training.inner`")
    ap.add_argument("--texts-share", type=float, default=1.0, help="share of the articles with statements that an epoch draws")
    ap.add_argument("--fiction-share", type=float, default=0.5, help="share of LitBank that an epoch draws")
    ap.add_argument("--capitals", type=float, default=0.06, help="share of passages with mentions that are read in capitals")
    ap.add_argument("--average", type=float, default=0.998, help="decay of the weight average that is kept")
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--nest-from", type=int, default=2, help="first epoch with nested statements built in")
    ap.add_argument("--no-surface", action="store_true", help="without letter case and quotation features")
    ap.add_argument("--role-hidden", type=int, default=128)
    ap.add_argument("--role-layers", type=int, default=2)
    ap.add_argument("--limit", type=int, help="only that many training texts (for trials)")
    return ap.parse_args()


def main() -> None:
    a = arguments()
    a.run.mkdir(parents=True, exist_ok=True)
    word_piece = WordPiece(a.base / "vocab.txt")
    train = polnear.read_split(a.corpora / "polnear/train", word_piece)[: a.limit]
    train = inner.added(train, a.inner) if a.inner else train
    dev = polnear.read_split(a.corpora / "polnear/dev", word_piece)
    entities = entity_corpora.all_passages(a.corpora, word_piece)
    if a.limit:
        entities = random.Random(0).sample(entities, a.limit)
    log(a.run, {"passages": entity_corpora.counts(entities)})
    log(a.run, {"arguments": {k: str(v) for k, v in vars(a).items()}, "train": len(train), "dev": len(dev)})

    torch.manual_seed(a.seed)
    shape = Shape(surface=not a.no_surface, role_hidden=a.role_hidden, role_inner=2 * a.role_hidden, role_layers=a.role_layers)
    model = Attributor(shape)
    model.load_base(a.base)
    if a.start:
        log(a.run, {"not in the exported weights": model.load_exported(a.start)})
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(a.average))
    fresh = [p for n, p in model.named_parameters() if not n.startswith("encoder") or "surface" in n]
    tuned = [p for n, p in model.named_parameters() if n.startswith("encoder") and "surface" not in n]
    optimizer = torch.optim.AdamW([{"params": tuned, "lr": a.rate}, {"params": fresh, "lr": a.head_rate}], weight_decay=0.01, fused=True)
    steps = len(batches_of(train, entities, word_piece, a, 1)) * a.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / (0.08 * steps)) * max(0.02, 1 - s / steps))

    checkpoint = Checkpoint(a.run, model=model, average=average, optimizer=optimizer, schedule=schedule)
    if done := checkpoint.resume()["epoch"]:
        log(a.run, {"resumed after epoch": done})
    best = max((json.loads(line).get("goal", 0) for line in open(a.run / "log.jsonl")), default=0)
    for number in range(done + 1, a.epochs + 1):
        started = time.time()
        losses = train_epoch(model, average, optimizer, schedule, batches_of(train, entities, word_piece, a, number), number, a)
        trained = time.time() - started
        scores = score(list(zip([d.statements for d in dev], read(average.module, dev, word_piece, Settings()))))
        mentions = mention_scores(average.module, a.corpora, word_piece)
        goal = sum(scores[k] for k in ("relation", "exact_source", "exact_cue", "exact_content", "triple")) / 5
        goal = (goal + mentions["goal"]) / 2
        log(a.run, {"epoch": number, "losses": losses, "seconds": round(trained), "seconds with dev": round(time.time() - started), "goal": round(goal, 3), "dev": scores, "mentions": mentions})
        if goal > best:
            best = goal
            torch.save({"shape": shape.as_dict(), "model": average.module.state_dict()}, a.run / "best.pt")
        checkpoint.save(number)


def batches_of(texts: list, entities: list, word_piece: WordPiece, a: argparse.Namespace, number: int) -> list:
    """The batches of one epoch, those with statements and those with mentions mixed."""
    rng = random.Random(a.seed * 1000 + number)
    texts = rng.sample(texts, round(len(texts) * a.texts_share))
    entities = [p for p in entities if p.source != "litbank" or rng.random() < a.fiction_share]
    statements = epoch(nested(texts, word_piece, a, number), word_piece, a.budget, rng)
    mentions = passages.epoch(sampled(entities, a.capitals, word_piece, rng), word_piece, a.budget, rng)
    mixed = statements + mentions
    rng.shuffle(mixed)
    return mixed


def nested(texts: list, word_piece: WordPiece, a: argparse.Namespace, number: int) -> list:
    """The texts of one epoch, some of them with long sources, some with nested statements built in."""
    rng = random.Random(a.seed * 31 + number)
    texts = [enrich.enrich(t, word_piece, rng) if number >= a.nest_from and rng.random() < enrich.SHARE_OF_TEXTS else t for t in texts]
    return [nest.nest(t, word_piece, rng) if number >= a.nest_from and rng.random() < nest.SHARE_OF_TEXTS else t for t in texts]


def train_epoch(model, average, optimizer, schedule, batches, number, a) -> dict[str, float]:
    """One pass over the batches; mean losses."""
    model.train()
    rng = random.Random(a.seed * 77 + number)
    total, seen, started = Counter(), Counter(), time.time()
    for i, batch in enumerate(batches):
        if isinstance(batch[0], passages.Item):
            with autocast():
                found = passages.losses(model, batch)
            loss, parts = sum(passages.WEIGHT[k] * v for k, v in found.items()), {k: v.item() for k, v in found.items()}
        else:
            loss, parts = losses_of(model, batch, rng)
        learn(loss, model, average, optimizer, schedule)
        total.update(parts)
        seen.update(parts.keys())
        if i % 50 == 49:
            means = " ".join(f"{k} {total[k] / seen[k]:.3f}" for k in sorted(total))
            print(f"epoch {number} batch {i + 1}/{len(batches)} at {time.time() - started:.0f} s: {means}", flush=True)
        if not math.isfinite(loss.item()):
            raise SystemExit(f"the loss is {loss} in epoch {number}")
    return {k: round(v / seen[k], 4) for k, v in total.items()}


def losses_of(model: Attributor, batch, rng: random.Random, width: int = 6000):
    """Cue, role and validity losses of a batch; the role tagger reads `width` padded tokens at a time."""
    pieces, surface = pad([w.pieces for w in batch]), pad([w.surface for w in batch])
    mask = torch.arange(pieces.shape[1])[None] < torch.tensor([len(w.pieces) for w in batch])[:, None]
    first, cues = pad([w.first for w in batch]), pad([w.cues for w in batch], IGNORE)
    with autocast():
        hidden = model.encoder(pieces, surface, mask)
        hidden = hidden.gather(1, first[:, :, None].expand(-1, -1, hidden.shape[2]))
        hidden = dropout(hidden, 0.1, True)
        tags, projected = model.cue(hidden).float(), model.project(hidden)
    anchors = gold_anchors(batch)
    gold = max(1, len(anchors))
    cue = F.cross_entropy(tags.flatten(0, 1), cues.flatten(), ignore_index=IGNORE, reduction="sum") / gold
    with torch.no_grad():
        biased = tags.clone()
        biased[:, :, 0] -= rng.uniform(0.5, 2.5)
        proposed = proposed_anchors(batch, biased.argmax(2), rng)
        # An untrained tagger proposes everything; more negatives than gold anchors teach nothing further.
        anchors += rng.sample(proposed, min(len(proposed), (gold + 1) // 2))
    if not anchors:
        return cue, {"cue": cue.item()}
    roles, validity, true = torch.zeros(()), torch.zeros(()), sum(x.statement is not None for x in anchors)
    for group in by_width(batch, anchors, width):
        with autocast():
            near, buckets, seen, labels = role_input(batch, group, projected)
            scores, valid = model.roles(near, buckets, seen)
        real = torch.tensor([float(x.statement is not None) for x in group])
        validity = validity + F.binary_cross_entropy_with_logits(valid, real, reduction="sum") / len(anchors)
        roles = roles + (model.roles.crf.loss(scores, labels, seen) * real).sum() / max(1, true)
    return cue + 0.5 * roles + validity, {"cue": cue.item(), "roles": roles.item(), "valid": validity.item()}


def log(run: Path, entry: dict) -> None:
    """A line of `log.jsonl`, and of standard output."""
    line = json.dumps({"time": time.strftime("%H:%M:%S"), **entry})
    print(line, flush=True)
    with open(run / "log.jsonl", "a") as f:
        f.write(line + "\n")


if __name__ == "__main__":
    main()
