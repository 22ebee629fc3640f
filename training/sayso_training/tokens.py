"""Text to tokens, word pieces and surface features, exactly as the runtime does it.

`crates/model/src/token.rs`, `word_piece.rs` and `surface.rs` are the other half of this contract; the golden
file that `export.py` writes holds both to it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

TOKEN = re.compile(r"\w+|[^\w\s]")
MAX_PIECES = 12  # of one token: no name needs more, and a hostile one must not flood a window
OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'
SHAPES = 8
BREAKS = 3
QUOTES = 3
SURFACES = SHAPES * BREAKS * QUOTES


@dataclass
class Tokens:
    """The tokens of one text; all lists have one entry a token."""

    text: str
    spans: list[tuple[int, int]]  # code points, end exclusive
    pieces: list[list[int]]  # word piece ids, never empty
    surface: list[int]  # shape, break and quote state in one number below SURFACES
    paragraph: list[int]  # number of the paragraph


class WordPiece:
    """BERT's uncased word pieces (Wu et al. 2016; Devlin et al. 2019)."""

    def __init__(self, vocabulary: Path):
        self.ids = {line.rstrip("\n"): i for i, line in enumerate(open(vocabulary, encoding="utf8"))}
        self.unknown = self.ids["[UNK]"]
        self.cls, self.sep, self.pad = self.ids["[CLS]"], self.ids["[SEP]"], self.ids["[PAD]"]
        self.seen: dict[str, list[int]] = {}

    def token(self, token: str) -> list[int]:
        """The pieces of one token; at least one, at most MAX_PIECES."""
        if (got := self.seen.get(token)) is None:
            pieces = [p for word in self._words(token) for p in self._word(word)]
            got = self.seen[token] = (pieces or [self.unknown])[:MAX_PIECES]
        return got

    @staticmethod
    def _words(token: str) -> list[str]:
        """Lower case, accents off, control characters out; split at underscores and ideographs."""
        words, word = [], ""
        for c in unicodedata.normalize("NFD", token.lower()):
            category = unicodedata.category(c)
            if category == "Mn" or category.startswith("C"):
                continue
            if c == "_" or is_ideograph(c) or category.startswith(("P", "S")):
                words += [word, c] if word else [c]
                word = ""
            else:
                word += c
        return words + [word] if word else words

    def _word(self, word: str) -> list[int]:
        if len(word) > 100:
            return [self.unknown]
        out, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self.ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    out.append(piece)
                    start = end
                    break
            else:
                return [self.unknown]
        return out


def is_ideograph(c: str) -> bool:
    """The blocks that BERT splits into single characters."""
    return any(low <= ord(c) <= high for low, high in IDEOGRAPHS)


IDEOGRAPHS = [
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
]  # fmt: skip


def shape(token: str) -> int:
    """Letter case, which the uncased vocabulary drops."""
    if token[0].isdigit():
        return 5
    letters = [c for c in token if c.isupper() or c.islower()]
    if not letters:
        return 7 if token[0].isalnum() else 0
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 1
    if len(letters) == 1:
        return 6
    if upper == len(letters):
        return 3
    return 2 if upper == 1 and letters[0].isupper() else 4


def tokenize(text: str, word_piece: WordPiece) -> Tokens:
    """Tokens with pieces, surface features and paragraphs.

    A token is a run of word characters or one other character that is not white space: the unit that the
    scorer counts in. A paragraph ends at a line break. Double quotation marks are followed within a paragraph;
    a straight mark opens where none is open.
    """
    spans, pieces, surface, paragraph = [], [], [], []
    end, number, quoted = 0, 0, False
    for match in TOKEN.finditer(text):
        token, gap = match.group(), text[end : match.start()]
        if not spans:
            break_kind = 2
        elif "\n" in gap or "\r" in gap:
            break_kind, number, quoted = 2, number + 1, False
        else:
            break_kind = 1 if gap else 0
        if token in OPENING:
            quoted, quote = True, 2
        elif token in CLOSING:
            quoted, quote = False, 2
        elif token == STRAIGHT:
            quoted, quote = not quoted, 2
        else:
            quote = int(quoted)
        end = match.end()
        spans.append(match.span())
        pieces.append(word_piece.token(token))
        surface.append((shape(token) * BREAKS + break_kind) * QUOTES + quote)
        paragraph.append(number)
    return Tokens(text, spans, pieces, surface, paragraph)
