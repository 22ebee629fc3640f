"""Statements over tokens, and the label scheme of the role tagger."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from .tokens import Tokens

ROLES = ("source", "cue", "content")
# Begin and inside of each role; 0 is outside. The order is the runtime's (`crates/model/src/decode.rs`).
OUTSIDE = 0
BEGIN = {"source": 1, "cue": 3, "content": 5}
LABELS = 7


@dataclass
class Statement:
    """One attribution over token numbers; each role a set of tokens."""

    source: frozenset[int] = frozenset()
    cue: frozenset[int] = frozenset()
    content: frozenset[int] = frozenset()

    def tokens(self) -> frozenset[int]:
        return self.source | self.cue | self.content


@dataclass
class Annotated:
    """A tokenized text with its statements."""

    name: str
    tokens: Tokens
    statements: list[Statement] = field(default_factory=list)


def tokens_in(spans: list[tuple[int, int]], starts: list[tuple[int, int]]) -> frozenset[int]:
    """The tokens that a list of character spans touches (the scorer's rule)."""
    out: set[int] = set()
    for start, end in spans:
        i = bisect.bisect_left(starts, (start, -1))
        if i and starts[i - 1][1] > start:
            i -= 1
        while i < len(starts) and starts[i][0] < end:
            out.add(i)
            i += 1
    return frozenset(out)


def labels_of(statement: Statement, low: int, high: int) -> list[int]:
    """Labels of the tokens low..high for this statement."""
    out = [OUTSIDE] * (high - low)
    for role, begin in BEGIN.items():
        chosen = getattr(statement, role)
        for token in chosen:
            if low <= token < high:
                out[token - low] = begin + (token - 1 in chosen and token > low)
    # Where a later role took the first tokens of an earlier one, the rest of that begins anew: an inside label
    # after anything else has no likelihood under the chain.
    for i, label in enumerate(out):
        if label and label % 2 == 0 and (i == 0 or out[i - 1] not in (label, label - 1)):
            out[i] = label - 1
    return out


def statement_of(labels: list[int], low: int, anchor: tuple[int, int]) -> Statement:
    """The inverse of `labels_of`. Of several runs of a source or a cue the one nearest to the anchor counts."""
    roles = {role: frozenset(low + i for i, label in enumerate(labels) if label in (b, b + 1)) for role, b in BEGIN.items()}
    return Statement(nearest_run(roles["source"], anchor), nearest_run(roles["cue"], anchor), roles["content"])


def nearest_run(tokens: frozenset[int], anchor: tuple[int, int]) -> frozenset[int]:
    runs: list[list[int]] = []
    for token in sorted(tokens):
        if runs and runs[-1][-1] == token - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    first, last = anchor
    return frozenset(min(runs, key=lambda run: max(0, first - run[-1], run[0] - last), default=[]))
