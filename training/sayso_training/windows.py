"""Long texts as overlapping windows, and the stretch of text that an anchor sees.

Mirrors `crates/model/src/window.rs`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .model import REACH
from .tokens import Tokens

BEFORE, AFTER = 24, 48  # tokens of neighbouring paragraphs that an anchor still sees


@dataclass
class Window:
    """Tokens low..high go through the encoder together; those of core_low..core_high count."""

    low: int
    high: int
    core_low: int
    core_high: int


def windows(tokens: Tokens, size: int, margin: int) -> list[Window]:
    """Covers the text with windows of at most `size` pieces whose cores do not overlap.

    Every core token has `margin` pieces of context on each side, or the text's end. A core ends at a paragraph
    border where one lies in its last third.
    """
    lengths = [len(p) for p in tokens.pieces]
    n, out, core_low = len(lengths), [], 0
    while core_low < n:
        low, context = core_low, 0
        while low > 0 and context + lengths[low - 1] <= margin:
            low -= 1
            context += lengths[low]
        high, used = core_low, context
        while high < n and used + lengths[high] <= size:
            used += lengths[high]
            high += 1
        if high == n:
            out.append(Window(low, n, core_low, n))
            break
        core_high, context = high, 0
        while core_high > core_low + 1 and context + lengths[core_high - 1] <= margin:
            core_high -= 1
            context += lengths[core_high]
        earliest = core_high - (core_high - core_low) // 3
        for cut in range(core_high, earliest, -1):
            if tokens.paragraph[cut] != tokens.paragraph[cut - 1]:
                core_high = cut
                break
        out.append(Window(low, high, core_low, core_high))
        core_low = core_high
    return out


def sight(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The tokens that the anchor first..=last sees: its paragraph and a little of the next ones."""
    paragraph, n = tokens.paragraph, len(tokens.paragraph)
    low = first
    while low > 0 and first - low < REACH and paragraph[low - 1] == paragraph[first]:
        low -= 1
    low = max(0, low - BEFORE, first - REACH)
    high = last + 1
    while high < n and high - last <= REACH and paragraph[high] == paragraph[last]:
        high += 1
    return low, min(n, high + AFTER, last + 1 + REACH)
