"""Chooses the thresholds of a run on dev, and says what nesting the model has learnt.

    python -m sayso_training.tune --run training/runs/NAME --base DIR

Few values each, so that dev is not fitted to: the figures of neighbouring settings are printed for comparison.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict
from pathlib import Path

from . import nest, polnear
from .export import load
from .read import Settings, candidates, choose
from .score import score
from .statements import Annotated, Statement
from .tokens import WordPiece

# PolNeAR knows no statement within another; without the last figure its precision would decide against all of them.
GOAL = ("relation", "exact_source", "exact_cue", "exact_content", "triple", "inner")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--corpora", type=Path, default=Path("target/corpora"))
    a = ap.parse_args()
    word_piece, model = WordPiece(a.base / "vocab.txt"), load(a.run)
    dev = polnear.read_split(a.corpora / "polnear/dev", word_piece)
    rng = random.Random(1)
    nested = [nest.nest(d, word_piece, rng) for d in dev]
    best = (0.0, Settings())
    for bias in (0.5, 1.0):
        found, in_nested = (candidates(model, texts, word_piece, bias) for texts in (dev, nested))
        for valid in (0.4, 0.5, 0.6):
            settings = Settings(cue_bias=bias, valid=valid)
            scores = score([(d.statements, choose(f, settings)) for d, f in zip(dev, found)])
            scores["inner"] = inner_found(dev, nested, [choose(f, settings) for f in in_nested])
            goal = sum(scores[k] for k in GOAL) / len(GOAL)
            print(f"bias {bias} valid {valid} candidates {sum(map(len, found))} goal {goal:.2f} {json.dumps(scores)}", flush=True)
            best = max(best, (goal, settings), key=lambda pair: pair[0])
    (a.run / "settings.json").write_text(json.dumps(asdict(best[1])) + "\n")
    print("chosen", best)


def inner_found(flat: list[Annotated], nested: list[Annotated], found: list[list[Statement]]) -> float:
    """Percentage of the statements inside a built one that are found: cue met, content Dice at least 0.5."""
    hits = total = 0
    for before, text, statements in zip(flat, nested, found):
        built = text.statements[len(before.statements) :]
        for s in text.statements:
            if any(s.cue <= b.content for b in built):
                total += 1
                hits += any(s.cue & f.cue and dice(s.content, f.content) >= 0.5 for f in statements)
    return round(100 * hits / max(1, total), 2)


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / max(1, len(a) + len(b))


if __name__ == "__main__":
    main()
