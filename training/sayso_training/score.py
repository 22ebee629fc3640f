"""The measures of the attribution task over token sets: the same as `sayso evaluate attribution` gives."""

from __future__ import annotations

from collections import Counter

from .statements import ROLES, Statement


def runs(tokens: frozenset[int]) -> set[tuple[int, int]]:
    """Maximal runs of neighbouring tokens."""
    out: list[list[int]] = []
    for t in sorted(tokens):
        if out and t == out[-1][1] + 1:
            out[-1][1] = t
        else:
            out.append([t, t])
    return {(a, b) for a, b in out}


def f1(hit: int, predicted: int, gold: int) -> float:
    return 200 * hit / (predicted + gold) if predicted + gold else 0.0


def score(pairs: list[tuple[list[Statement], list[Statement]]]) -> dict[str, float]:
    """Scores of (gold, predicted) over documents."""
    n: Counter = Counter()
    for gold, predicted in pairs:
        n["gold"] += len(gold)
        n["predicted"] += len(predicted)
        for role in ROLES:
            for unit, group in (("exact", lambda s: runs(getattr(s, role))), ("token", lambda s: getattr(s, role))):
                g, p = (set().union(*(group(s) for s in side)) for side in (gold, predicted))
                n[unit, role, "hit"] += len(g & p)
                n[unit, role, "gold"] += len(g)
                n[unit, role, "predicted"] += len(p)
        triples = [{(s.source, s.cue, s.content) for s in side} for side in (gold, predicted)]
        n["triple"] += len(triples[0] & triples[1])
        matches = []
        for i, g in enumerate(gold):
            for j, p in enumerate(predicted):
                total = len(g.content) + len(p.content)
                dice = 2 * len(g.content & p.content) / total if total else 0.0
                if dice >= 0.5:
                    matches.append((dice, bool(g.cue & p.cue), i, j))
        used_gold, used_predicted = set(), set()
        for _, _, i, j in sorted(matches, reverse=True):
            if i in used_gold or j in used_predicted:
                continue
            used_gold.add(i)
            used_predicted.add(j)
            a, b = gold[i].source, predicted[j].source
            n["matched"] += 1
            n["overlap"] += bool(a & b) or (not a and not b)
    out = {
        "relation_p": 100 * n["matched"] / max(1, n["predicted"]),
        "relation_r": 100 * n["matched"] / max(1, n["gold"]),
        "relation": f1(n["matched"], n["predicted"], n["gold"]),
        "overlap": 100 * n["overlap"] / max(1, n["matched"]),
        "triple": f1(n["triple"], n["predicted"], n["gold"]),
    }
    for unit in ("exact", "token"):
        for role in ROLES:
            out[f"{unit}_{role}"] = f1(n[unit, role, "hit"], n[unit, role, "predicted"], n[unit, role, "gold"])
    return {k: round(v, 2) for k, v in out.items()}
