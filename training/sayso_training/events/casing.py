"""Capital letters to small ones, by how words are written in mixed-case news."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


class Caser:
    """Writes a text in capitals as a newspaper would: names with a capital, the first word of a sentence too."""

    def __init__(self, corpora: Path):
        self.small, self.capital = Counter(), Counter()
        for file in sorted((corpora / "polnear/train/text").glob("*")):
            for m in WORD.finditer(file.read_text(encoding="utf8", errors="replace")):
                (self.small if m.group()[0].islower() else self.capital)[m.group().lower()] += 1

    def word(self, w: str) -> str:
        low = w.lower()
        if self.small[low] >= self.capital[low] and self.small[low]:
            return low
        return low.capitalize() if len(low) > 1 or low == "i" else low

    def __call__(self, text: str) -> str:
        out = WORD.sub(lambda m: self.word(m.group()), text)
        return re.sub(r"((?:^|[.!?]\s+|\]\s+)[\"“(\[]*)([a-z])", lambda m: m.group(1) + m.group(2).upper(), out)
