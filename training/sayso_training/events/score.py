"""Dev figures of the event heads."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

from .features import Read
from .labels import IGNORE
from .muc import Message
from .read import Thresholds, incidents, scores

SLOT = {"individual": "PerpInd", "organisation": "PerpOrg", "target": "Target", "victim": "Victim", "instrument": "Weapon"}


def scorer(path: Path):
    spec = importlib.util.spec_from_file_location("incident_scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def all_scores(heads, reads: list[Read], size: int = 16) -> list:
    out = []
    for i in range(0, len(reads), size):
        out += scores(heads, reads[i : i + size])
    return out


def best_fillers(read: Read, event, normal) -> dict[str, list[str]]:
    """One string for each filler; of those with a common last word only the surest."""
    out: dict[str, list[tuple[float, str]]] = {s: [] for s in SLOT.values()}
    spans, text = read.text.tokens.spans, read.text.tokens.text
    for f in sorted(event.fillers, key=lambda f: -f.score):
        if f.role not in SLOT:
            continue
        words = normal(text[spans[f.first][0] : spans[f.last][1]].replace("\n", " "))
        mine = out[SLOT[f.role]]
        if words and not any(words in w or w in words for _, w in mine):
            mine.append((f.score, words))
    return {k: [w for _, w in v] for k, v in out.items()}


def muc(heads, reads: list[Read], messages: list[Message], path: Path, t: Thresholds, scored=None) -> dict:
    """The measures of `incidents.py` on messages."""
    s = scorer(path)
    count, keys = Counter(), [s.TYPE, *s.SLOTS.values()]
    for read, message, one in zip(reads, messages, scored or all_scores(heads, reads)):
        gold = s.gold_templates({"templates": [{"incident_type": m.incident, **{SLOT[r]: [[[x, 0] for x in e] for e in es] for r, es in m.fillers.items()}} for m in message.templates]})
        predicted = [{s.TYPE: e.incident, **best_fillers(read, e, s.normal)} for e in incidents(heads, read, one, t)]
        for side, group in (("pred", predicted), ("gold", gold)):
            for x in group:
                count[s.TYPE, side] += 1
                for slot in s.SLOTS.values():
                    count[slot, side] += len(x[slot])
        for c in s.best_alignment(predicted, gold[:16]):
            for slot, (a, b) in c.items():
                count[slot, "right"] += a
                count[slot, "found"] += b

    def row(ks):
        p = sum(count[k, "right"] for k in ks) / max(1, sum(count[k, "pred"] for k in ks))
        r = sum(count[k, "found"] for k in ks) / max(1, sum(count[k, "gold"] for k in ks))
        return [round(100 * x, 1) for x in (p, r, 2 * p * r / (p + r) if p + r else 0)]

    return {"micro": row(keys), **{k: row([k]) for k in keys}}


def triggers(heads, reads: list[Read], least: float, scored=None) -> dict:
    """Identification and classification F1 of triggers, tokens that are left open not counted."""
    found = right = gold = typed = 0
    for read, (_, kinds, _) in zip(reads, scored or all_scores(heads, reads)):
        p, best = (1 - kinds[:, 0]), kinds[:, 1:].argmax(1) + 1
        for i, k in enumerate(read.text.kinds):
            if k == IGNORE:
                continue
            says = float(p[i]) >= least
            found += says
            gold += k > 0
            right += says and k > 0
            typed += says and k > 0 and int(best[i]) == k
    f = lambda x: round(200 * x / max(1, found + gold), 1)
    return {"found": found, "gold": gold, "identified": f(right), "classified": f(typed)}
