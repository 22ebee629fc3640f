"""News without gold events: triggers by the event lexicon, for the types that no corpus annotates.

Words that nearly always tell of one type of event ("sure" in `event-words.tsv`) are its triggers; a word with other senses
is left open, except in ECB+, which says whether it tells of an event at all.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

from ..tokens import WordPiece, tokenize
from . import lexicon
from .labels import IGNORE, TYPES, EventText
from .wikievents import joined


def read(corpora: Path, word_piece: WordPiece) -> list[EventText]:
    senses = lexicon.load()
    files = sorted((corpora / "polnear/train/text").glob("*"))
    out = [of_text(f.stem, f.read_text(encoding="utf8", errors="replace")[:6000], word_piece, senses) for f in files]
    return out + [t for f in sorted((corpora / "ecbplus/ECB+").glob("*/*.xml")) if (t := ecb(f, word_piece, senses))]


def kind(word: str, senses: dict) -> int:
    """0, a sure type, or IGNORE."""
    found = senses.get(word, ())
    if not found:
        return 0
    types = {s.type for s in found}
    return TYPES.index(types.pop()) + 1 if len(types) == 1 and all(s.sure for s in found) else IGNORE


def of_text(name: str, text: str, word_piece: WordPiece, senses: dict) -> EventText:
    tokens = tokenize(text, word_piece)
    kinds = [kind(text[a:b].lower(), senses) for a, b in tokens.spans]
    return EventText(name, tokens, kinds, [IGNORE] * len(kinds), source="silver")


def ecb(file: Path, word_piece: WordPiece, senses: dict) -> EventText | None:
    """The sentences of an ECB+ text that hold annotations, with its actions and which of them are one."""
    root = ET.parse(file).getroot()
    words = [(int(t.get("t_id")), int(t.get("sentence")), t.text or "") for t in root.iter("token")]
    marked, where = {}, {}
    for m in root.find("Markables"):
        at = [int(x.get("t_id")) for x in m.iter("token_anchor")]
        if at:
            marked[m.get("m_id")] = (m.tag, at)
    sentence = {t: s for t, s, _ in words}
    held = {sentence[i] for _, at in marked.values() for i in at}
    words = [w for w in words if w[1] in held]
    if not words:
        return None
    text, spans = joined([w for _, _, w in words])
    tokens = tokenize(text, word_piece)
    at = 0
    for (t, _, _), (a, _) in zip(words, spans):
        while at < len(tokens.spans) - 1 and tokens.spans[at][1] <= a:
            at += 1
        where[t] = at
    actions = {m: [where[i] for i in at] for m, (tag, at) in marked.items() if tag.startswith(("ACTION", "NEG_ACTION"))}
    told = {i for at in actions.values() for i in at}
    kinds = []
    for i, (a, b) in enumerate(tokens.spans):
        found = senses.get(text[a:b].lower(), ())
        types = {s.type for s in found}
        kinds.append(0 if not found or i not in told else TYPES.index(types.pop()) + 1 if len(types) == 1 else IGNORE)
    out = EventText(file.stem, tokens, kinds, [IGNORE] * len(kinds), source="silver")
    instance = {}
    for r in root.find("Relations"):
        for s in r.iter("source"):
            instance[s.get("m_id")] = r.get("note") or r.get("r_id")
    heads = [(at[0], instance[m]) for m, at in actions.items() if m in instance]
    for x, (i, one) in enumerate(heads):
        for j, other in heads[x + 1 :]:
            if i != j and (one == other or kinds[i] == kinds[j] > 0):
                out.same.append((min(i, j), max(i, j), one == other))
    return out
