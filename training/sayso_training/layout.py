"""Wrapped lines, as `crates/document/src/wrapped.rs` takes them."""

from __future__ import annotations

WIDEST, FULL = 100, 55  # code points of the widest line of a wrapped text, and of a line that is full


def unwrapped(text: str) -> str:
    """The text with a space for each line break that stands only because the line was full; its length stays."""
    lines = text.split("\n")
    if max(map(len, lines)) > WIDEST:
        return text
    followed = [line for line, after in zip(lines, lines[1:]) if goes_on(line, after)]
    full = sum(len(line) >= FULL for line in followed)
    if full < 4 or 10 * full < 8 * len(followed):
        return text
    out = lines[0]
    for line, after in zip(lines, lines[1:]):
        out += (" " if goes_on(line, after) else "\n") + after
    return out


def goes_on(line: str, after: str) -> bool:
    """Whether the next line is neither empty nor indented."""
    return bool(line.strip()) and bool(after.strip()) and not after[0].isspace()
