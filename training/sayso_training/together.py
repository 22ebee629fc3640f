"""Trains attributions, mentions and events together from exported weights, so that the layers they share learn from all three.

Texts are read once and written to a file, which is all that training needs beside the weights, so that it can run on
another machine; batches are made beside it by processes of their own. With a GPU a run takes minutes.

    python -m sayso_training.together prepare --corpora target/corpora --base DIR --out FILE
    python -m sayso_training.together train --data FILE --weights crates/model/weights --scorer incidents.py --run training/runs/NAME --device cuda
    python -m sayso_training.together mean --data FILE … --runs RUN RUN … --run training/runs/NAME
    python -m sayso_training.together pack --runs RUN --out FILE                 # smaller, to bring back from another machine; unpack --data FILE --run RUN
    python -m sayso_training.together part --runs RUN --run training/runs/NAME    # into NAME and NAME/events, as both exports want them
"""

from __future__ import annotations

import argparse
import lzma
import json
import multiprocessing
import pickle
import random
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import torch
from torch import nn

from . import deltas, device, ecb, entity_corpora, inner, mention_scores, passages, polnear, renamed, unnamed
from .batches import epoch
from .events import casing, gum, muc, silver, wikievents
from .events.export import read_tensors as read_event_tensors
from .events.features import compute, cut
from .events.network import from_shared
from .events.read import Thresholds
from .events.score import all_scores
from .events.score import muc as muc_scores
from .events.score import triggers as trigger_scores
from .events.train import drawn, in_batches
from .events.train import losses_of as event_losses
from .loop import Checkpoint, learn
from .mentions import sampled
from .model import Attributor, Shape
from .read import Settings, read
from .score import score
from .tokens import WordPiece
from .train import log, losses_of, nested

POSSIBLE = {"0.3 0.3 0.6": (0.3, 0.3, 0.6), "0.3 0.5 0.6": (0.3, 0.5, 0.6), "0.2 0.4 0.6": (0.2, 0.4, 0.6), "0.3 0.45 0.7": (0.3, 0.45, 0.7)}


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("do", choices=("prepare", "train", "mean", "pack", "unpack", "part"))
    ap.add_argument("--corpora", type=Path, default=Path("target/corpora"))
    ap.add_argument("--base", type=Path, help="folder with vocab.txt")
    ap.add_argument("--inner", type=Path, help="statements inside contents, from `sayso_training.inner`")
    ap.add_argument("--readings", type=Path, help="what the program reads in training texts, from `sayso_training.unnamed`, to put names as pronouns")
    ap.add_argument("--given-names", type=Path, default=Path("crates/reading/data/given-names.txt"))
    ap.add_argument("--out", type=Path)
    ap.add_argument("--data", type=Path)
    ap.add_argument("--weights", type=Path, default=Path("crates/model/weights"))
    ap.add_argument("--scorer", type=Path)
    ap.add_argument("--run", type=Path)
    ap.add_argument("--runs", type=Path, nargs="*", default=[])
    ap.add_argument("--new", default="1,1,1,1", help="for mean: how much of the mean, the rest of the exported weights, in shared layers, attributions, mentions, events")
    ap.add_argument("--start", type=Path, help="a run to go on from, instead of the exported weights")
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--seconds", type=float, default=0.0, help="time by which training must end; the rate falls to its end within it, after however many epochs")
    ap.add_argument("--budget", type=int, default=3200, help="padded pieces a batch of statements or mentions")
    ap.add_argument("--event-budget", type=int, default=4000)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--head-rate", type=float, default=5e-4)
    ap.add_argument("--average", type=float, default=0.998)
    ap.add_argument("--seed", type=int, default=31)
    ap.add_argument("--with-inner", action="store_true", help="with the statements inside contents")
    ap.add_argument("--tasks", default="statements,mentions,events")
    ap.add_argument("--texts-share", type=float, default=0.5)
    ap.add_argument("--fiction-share", type=float, default=0.5)
    ap.add_argument("--more-gap", type=float, default=0.0, help="share of GAP seen twice an epoch")
    ap.add_argument("--unnamed", default="", help="passages an epoch with a name put as a pronoun, by corpus: polnear:400,gap:800")
    ap.add_argument("--renamed", type=float, default=0.0, help="share of the passages with references whose persons get other names")
    ap.add_argument("--swapped", type=float, default=0.5, help="share of these that are told of the other gender")
    ap.add_argument("--references", type=float, default=1.0, help="how much the losses of references count")
    ap.add_argument("--capitals", type=float, default=0.06)
    ap.add_argument("--silver", type=float, default=0.2)
    ap.add_argument("--share", type=float, default=1.0, help="of all batches, for trials")
    ap.add_argument("--shares", default="", help="of the batches of each task, where not all: statements:0.3,events:0.3")
    ap.add_argument("--nest-from", type=int, default=1)
    ap.add_argument("--every", type=int, default=2, help="epochs between two looks at dev, and at the end; 0 for none")
    return ap.parse_args()


def prepare(a: argparse.Namespace) -> None:
    """Reads all corpora into one file."""
    word_piece = WordPiece(a.base / "vocab.txt")
    train = polnear.read_split(a.corpora / "polnear/train", word_piece)
    cases = casing.Caser(a.corpora)
    given = renamed.given_names(a.given_names)
    entities = entity_corpora.all_passages(a.corpora, word_piece) + ecb.read(a.corpora / "ecbplus", word_piece)
    data = {
        "word_piece": word_piece,
        "train": train,
        "inner": inner.added(train, a.inner) if a.inner else None,
        "dev": polnear.read_split(a.corpora / "polnear/dev", word_piece),
        "entities": entities,
        "renamer": renamed.Renamer.of(entities, given),
        "unnamed": unnamed.read(a.readings, a.corpora, word_piece, given, entities) if a.readings else {},
        "entity_dev": mention_scores.dev_sets(a.corpora, word_piece),
        "events": {
            "muc4": muc.read(a.corpora / "muc4", "train", word_piece),
            "muc4 cased": muc.read(a.corpora / "muc4", "train", word_piece, cases),
            "wikievents": wikievents.read(a.corpora / "wikievents", "train", word_piece),
            "gum": gum.read(a.corpora / "gum", word_piece),
            "silver": silver.read(a.corpora, word_piece),
        },
        "muc_dev": muc.messages(a.corpora / "muc4", "dev"),
        "events_dev": {"muc4": muc.read(a.corpora / "muc4", "dev", word_piece), "wikievents": wikievents.read(a.corpora / "wikievents", "dev", word_piece)},
    }
    with lzma.open(a.out, "wb") as f:
        pickle.dump(data, f, protocol=5)


DATA: dict = {}  # also seen by the processes that make batches


def batches_of(a: argparse.Namespace, number: int) -> list[tuple[str, list]]:
    """The batches of one epoch, all kinds mixed."""
    rng = random.Random(a.seed * 1000 + number)
    word_piece, tasks, out = DATA["word_piece"], a.tasks.split(","), []
    if "statements" in tasks:
        texts = DATA["inner"] if a.with_inner else DATA["train"]
        texts = rng.sample(texts, round(len(texts) * a.texts_share))
        out += [("statements", b) for b in epoch(nested(texts, word_piece, a, number), word_piece, a.budget, rng)]
    if "mentions" in tasks:
        some = [p for p in DATA["entities"] if p.source != "litbank" or rng.random() < a.fiction_share]
        some += [p for p in DATA["entities"] if p.source == "gap" and rng.random() < a.more_gap]
        for corpus, most in (part.split(":") for part in a.unnamed.split(",") if part):
            some += rng.sample(DATA["unnamed"][corpus], min(int(most), len(DATA["unnamed"][corpus])))
        some = DATA["renamer"].drawn(some, a.renamed, a.swapped, word_piece, rng)
        for b in passages.epoch(sampled(some, a.capitals, word_piece, rng), word_piece, a.budget, rng):
            for it in b:
                if it.passage.references and it.passage.mentions:
                    it.truth  # made here, beside the training
            out.append(("mentions", b))
    if "events" in tasks:
        texts = [cut(t, word_piece) for t in drawn(DATA["events"], a.silver, number, rng)]
        out += [("events", b) for b in in_batches(texts, a.event_budget)]
    shares = {task: float(share) for task, share in (part.split(":") for part in a.shares.split(",") if part)}
    out = [(kind, b) for kind, b in out if rng.random() < shares.get(kind, 1.0)]
    rng.shuffle(out)
    return out[: round(len(out) * a.share)]


def packed(a: argparse.Namespace, number: int) -> bytes:
    """The batches as bytes: tensors sent between processes by themselves would each take a file of shared memory."""
    return pickle.dumps(batches_of(a, number), protocol=5)


class Together(nn.Module):
    def __init__(self, weights: Path):
        super().__init__()
        self.model = Attributor(Shape())
        self.model.load_exported(weights)
        self.events = from_shared(self.model)
        self.events.load_state_dict(read_event_tensors(weights / "events"))


def train(a: argparse.Namespace) -> None:
    a.run.mkdir(parents=True, exist_ok=True)
    workers = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork"))
    waiting = [workers.submit(packed, a, number) for number in range(1, min(3, a.epochs) + 1)]
    started = time.time()
    first = pickle.loads(waiting[0].result())
    device.use(a.device)
    torch.manual_seed(a.seed)
    both = loaded(a.start, a.weights) if a.start else Together(a.weights)
    average = torch.optim.swa_utils.AveragedModel(both, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(a.average))
    both.model.encoder.words.weight.requires_grad_(False)
    is_tuned = lambda n: n.startswith(("model.encoder", "events.layers")) and "surface" not in n
    named = [(n, p) for n, p in both.named_parameters() if p.requires_grad]
    groups = [{"params": [p for n, p in named if is_tuned(n)], "lr": a.rate}, {"params": [p for n, p in named if not is_tuned(n)], "lr": a.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = len(first) * a.epochs
    clock = Clock(a.seconds)
    past = (lambda s: clock.past()) if a.seconds else (lambda s: s / steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, (past(s) + 1 / steps) / 0.06) * max(0.02, 1 - past(s)))
    log(a.run, {"arguments": {k: str(v) for k, v in vars(a).items()}, "batches": dict(Counter(k for k, _ in first)), "seconds": round(time.time() - started)})
    checkpoint = Checkpoint(a.run, both=both, average=average, optimizer=optimizer, schedule=schedule)
    if done := checkpoint.resume()["epoch"]:
        waiting = [workers.submit(packed, a, number) for number in range(done + 1, min(done + 3, a.epochs) + 1)]
        log(a.run, {"resumed after epoch": done})
    for number in range(done + 1, a.epochs + 1):
        started = time.time()
        batches = pickle.loads(waiting.pop(0).result())
        if number + len(waiting) + 1 <= a.epochs:
            waiting.append(workers.submit(packed, a, number + len(waiting) + 1))
        waited = time.time() - started
        losses = train_epoch(both, average, optimizer, schedule, batches, a, number, clock)
        entry = {"epoch": number, "losses": losses, "seconds": round(time.time() - started), "waited": round(waited), "past": round(clock.past(), 3)}
        save(average.module, a.run)
        if a.every and (number % a.every == 0 or number == a.epochs):
            entry |= dev(average.module, a)
        log(a.run, entry | {"with dev": round(time.time() - started)})
        if clock.past() >= 1:
            break
        if a.device == "cpu":  # where an epoch takes long
            checkpoint.save(number)
    for worker in multiprocessing.active_children():  # they may be at batches of an epoch that time leaves no room for
        worker.terminate()
    workers.shutdown(cancel_futures=True)


class Clock:
    """How much of the time for training is past: 0 to 1, or always 0 where there is no end. It ends by the program's start."""

    STARTED = time.time()

    def __init__(self, seconds: float):
        self.began = time.time()
        self.end = self.STARTED + seconds if seconds else float("inf")

    def past(self) -> float:
        return min(1.0, (time.time() - self.began) / max(1e-9, self.end - self.began))


def train_epoch(both, average, optimizer, schedule, batches, a, number, clock) -> dict[str, float]:
    both.train()
    rng = random.Random(a.seed * 77 + number)
    total, seen = Counter(), Counter()
    for i, (kind, batch) in enumerate(batches):
        if kind == "statements":
            loss, _ = losses_of(both.model, batch, rng, width=200_000 if a.device != "cpu" else 6000)
            parts = {"statements": loss}
        elif kind == "mentions":
            with device.autocast():
                parts = passages.losses(both.model, batch)
            loss = sum(passages.WEIGHT[k] * v * (a.references if k == "references" else 1.0) for k, v in parts.items())
        else:
            parts = event_losses(both.events, batch, both.model)
            loss = sum(parts.values())
        learn(loss, both, average, optimizer, schedule)
        for k, v in parts.items():
            total[k] = total[k] + v.detach()
            seen[k] += 1
        if clock.past() >= 1:
            break
        if i % 100 == 99:
            print(f"epoch {number} batch {i + 1}/{len(batches)}: " + " ".join(f"{k} {float(total[k]) / seen[k]:.3f}" for k in sorted(total)), flush=True)
    return {k: round(float(total[k]) / seen[k], 4) for k in total}


@torch.no_grad()
def dev(both: Together, a: argparse.Namespace) -> dict:
    """Figures of all tasks on dev."""
    both.eval()
    word_piece, out = DATA["word_piece"], {}
    texts = DATA["dev"]
    found = score(list(zip([d.statements for d in texts], read(both.model, texts, word_piece, Settings(valid=0.4)))))
    out["dev"] = {k: round(v, 2) for k, v in found.items()}
    out["mentions"] = mention_scores.scores_on(both.model, DATA["entity_dev"], word_piece)
    muc_dev = compute(both.model, DATA["events_dev"]["muc4"], word_piece)
    scored = all_scores(both.events, muc_dev)
    out["muc"] = {n: muc_scores(both.events, muc_dev, DATA["muc_dev"], a.scorer, Thresholds(incident=i, document=d, role=r), scored) for n, (i, d, r) in POSSIBLE.items()}
    out["muc"] = {n: v if n == "0.3 0.45 0.7" else v["micro"] for n, v in out["muc"].items()}
    out["wikievents"] = trigger_scores(both.events, compute(both.model, DATA["events_dev"]["wikievents"], word_piece), 0.5)
    # How good it is, all in all: to choose among runs.
    out["goal"] = round(found["relation"] + found["exact_content"] / 2 + out["mentions"]["goal"] + out["muc"]["0.3 0.5 0.6"][2], 2)
    return out


def save(both: Together, run: Path) -> None:
    """All weights but the word embeddings, which stay. They will be int8 in the end: bfloat16 is enough."""
    kept = {n: v.bfloat16().cpu() for n, v in both.state_dict().items() if n != "model.encoder.words.weight"}
    torch.save(kept, run / "best.pt")


def loaded(run: Path, weights: Path) -> Together:
    both = Together(weights)
    saved = torch.load(run / "best.pt", weights_only=True, map_location=str(torch.get_default_device()))
    both.load_state_dict({n: v.float() for n, v in saved.items()}, strict=False)
    return both


def mean(a: argparse.Namespace) -> None:
    """The mean of the weights of runs, and of the exported ones as `--new` says."""
    a.run.mkdir(parents=True, exist_ok=True)
    device.use(a.device)
    both = loaded(a.runs[0], a.weights)
    sums = {n: v.clone() for n, v in both.state_dict().items()}
    for run in a.runs[1:]:
        for n, v in loaded(run, a.weights).state_dict().items():
            sums[n] += v
    old, shares = Together(a.weights).state_dict(), dict(zip(("shared", "attributions", "mentions", "events"), map(float, a.new.split(","))))
    blended = lambda n, v: shares[part_of(n, both)] * v / len(a.runs) + (1 - shares[part_of(n, both)]) * old[n]
    both.load_state_dict({n: blended(n, v) if v.is_floating_point() else v for n, v in sums.items()})
    save(both, a.run)
    log(a.run, {"mean of": [str(r) for r in a.runs], "new": a.new, **dev(both, a)})


def part_of(name: str, both: Together) -> str:
    """Which heads a tensor is of, if it is not shared."""
    if name.startswith("events."):
        return "events"
    if name.startswith(("model.encoder.mention_layer", "model.mentions")):
        return "mentions"
    last = f"model.encoder.layers.{len(both.model.encoder.layers) - 1}."
    return "attributions" if name.startswith((last, "model.cue", "model.project", "model.roles")) else "shared"


def pack(a: argparse.Namespace) -> None:
    """A run as what it differs by from the exported weights."""
    deltas.write(torch.load(a.runs[0] / "best.pt", weights_only=True, map_location="cpu"), Together(a.weights).state_dict(), a.out)


def unpack(a: argparse.Namespace) -> None:
    a.run.mkdir(parents=True, exist_ok=True)
    both = Together(a.weights)
    both.load_state_dict(deltas.read(a.data, both.state_dict()), strict=False)
    save(both, a.run)


def part(a: argparse.Namespace) -> None:
    """The model and the event heads of a run by themselves."""
    both = loaded(a.runs[0], a.weights)
    (a.run / "events").mkdir(parents=True, exist_ok=True)
    torch.save({"shape": both.model.shape.as_dict(), "model": both.model.state_dict()}, a.run / "best.pt")
    torch.save(both.events.state_dict(), a.run / "events/best.pt")


def main() -> None:
    a = arguments()
    if alone := {"prepare": prepare, "pack": pack, "unpack": unpack, "part": part}.get(a.do):
        return alone(a)
    with lzma.open(a.data, "rb") as f:
        DATA.update(pickle.load(f))
    train(a) if a.do == "train" else mean(a)


if __name__ == "__main__":
    main()
