"""Writes the golden file that holds the runtime's tokens to these: texts of our own with hard cases.

    python -m sayso_training.golden --base DIR --out crates/model/tests/golden.json

The pieces are checked against the `tokenizers` library first, so that three implementations agree.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tokenizers import BertWordPieceTokenizer

from .model import bucket
from .tokens import MAX_PIECES, WordPiece, tokenize

HARD = [
    "Kan’ani, Kan'ani and KAN‘ANI met at 10:30 a.m. in El-Šadadi (Ošljak).",
    "“We,” she said, “won't.”\n\n“Nor will they.\r\nHe \"agreed\".",
    "snake_case __init__ naïve café résumé Ελλάδα Ωmega ΣΊΣΥΦΟΣ İstanbul straße",
    "東京 said 12,500 — 3½ km² № 7 ① ٣٤ Ⅷ 10⁻³ 🇺🇳👩‍🚀 ﬁne",
    "zero\u200bwidth soft\u00adhyphen nbsp\u00a0here tab\there e\u0301 combining \u0301 alone",
    "Pneumonoultramicroscopicsilicovolcanoconiosis " + "x" * 130 + " end",
    "McCain O’Neil iPhone USA U.S. NATO's A b C1 4th",
    "„So“ «ainsi» ‘thus’ `tick` ``LaTeX'' ''",
    "",
    " \n ",
]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--examples", type=Path, default=Path("examples"))
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    word_piece, reference = WordPiece(a.base / "vocab.txt"), BertWordPieceTokenizer(str(a.base / "vocab.txt"), lowercase=True)
    entries = []
    for text in HARD + [p.read_text(encoding="utf8") for p in sorted(a.examples.glob("*.txt"))[:3]]:
        tokens = tokenize(text, word_piece)
        for (start, end), pieces in zip(tokens.spans, tokens.pieces):
            expected = reference.encode(text[start:end], add_special_tokens=False).ids or [word_piece.unknown]
            if pieces != expected[:MAX_PIECES]:
                print(f"differs from the tokenizers library: {text[start:end]!r} {pieces} {expected}")
        entries.append({"text": text, "spans": tokens.spans, "pieces": tokens.pieces, "surface": tokens.surface, "paragraph": tokens.paragraph})
    golden = {"tokens": entries, "buckets": [bucket(d) for d in range(-200, 201)]}
    a.out.parent.mkdir(parents=True, exist_ok=True)
    a.out.write_text(json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
