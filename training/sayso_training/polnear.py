"""PolNeAR: brat standoff to statements over tokens."""

from __future__ import annotations

import re
from pathlib import Path

from .statements import ROLES, Annotated, Statement, tokens_in
from .tokens import WordPiece, tokenize


def read_split(folder: Path, word_piece: WordPiece) -> list[Annotated]:
    """All articles of a split; of several annotations the first by name, as the scorer does."""
    out = []
    for path in sorted((folder / "text").glob("*.txt")):
        annotations = sorted((folder / "attributions").glob(path.stem + "*.ann"))
        if not annotations:
            continue
        tokens = tokenize(path.read_bytes().decode("utf8"), word_piece)
        statements = []
        for spans in brat_statements(annotations[0].read_text(encoding="utf8")):
            statement = Statement(**{role: tokens_in(spans[role], tokens.spans) for role in ROLES})
            if statement.cue and statement.content:
                statements.append(statement)
        out.append(Annotated(path.stem, tokens, statements))
    return out


def brat_statements(annotation: str) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of one `.ann` file, roles as character spans."""
    spans, events = {}, []
    for line in annotation.split("\n"):
        parts = line.split("\t")
        if line.startswith("T") and len(parts) >= 2:
            _, _, offsets = parts[1].partition(" ")
            try:
                spans[parts[0]] = [tuple(map(int, o.split())) for o in offsets.split(";")]
            except ValueError:
                continue
        elif line.startswith("E") and len(parts) >= 2:
            events.append(parts[1].split())
    out = []
    for event in events:
        if not event or not event[0].startswith("Attribution"):
            continue
        roles = {role: [] for role in ROLES}
        for argument in event[1:]:
            role, _, reference = argument.partition(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in roles:
                roles[role] += spans.get(reference, [])
        out.append(roles)
    return out
