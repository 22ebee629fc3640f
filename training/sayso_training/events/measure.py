"""Triggers and arguments of the finished program on WikiEvents dev, from its JSON.

    python -m sayso_training.events.measure --program target/release/sayso --corpora target/corpora

KAIROS types are mapped to PLOVER's and roles to four by `wikievents.py` (who does, who suffers, with what, where); types and roles without a
counterpart are left out, and events of the program whose type WikiEvents does not annotate do not count. A trigger is found where a word of an event
of the program meets it. An argument (Li et al. 2021, "Head-C") is right where its event is found with its type, the role is, and the heads of both are
one word; "identified" asks nothing of the role.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from ..measure import readings
from .wikievents import PLOVER, ROLES, plover, word_spans

CLASS = {"actor": "does", "perpetrator_individual": "does", "perpetrator_organisation": "does", "recipient": "suffers", "target": "suffers", "victim": "suffers", "instrument": "with"}
ANNOTATED = {t for t in PLOVER.values() if t != "?"}
# A phrase ends before these: its head is the word before.
AFTER_HEAD = re.compile(r"\s+(?:of|in|on|at|from|who|which|that|with|for|near|and|to|by)\s|[,(;]")


def role_class(role: str) -> str | None:
    mapped = ROLES.get(role)
    if mapped is None:
        return None
    return "where" if mapped == "place" else "with" if mapped == "instrument" else "does" if "individual" in mapped else "suffers"


def head(text: str, start: int) -> int:
    """Where the head of a phrase ends."""
    cut = AFTER_HEAD.search(text)
    return start + len((text[: cut.start()] if cut else text).rstrip())


def gold_of(d: dict) -> list[dict]:
    spans = word_spans(d["text"], d["tokens"])
    entities = {e["id"]: e for e in d["entity_mentions"]}
    out = []
    for e in d["event_mentions"]:
        t, kind = e["trigger"], plover(e["event_type"])
        arguments = {}
        for a in e["arguments"]:
            x, role = entities.get(a["entity_id"]), role_class(a["role"])
            if x is not None and role is not None:
                arguments[spans[x["end"] - 1][1]] = role
        out.append({"type": kind, "at": (spans[t["start"]][0], spans[min(len(spans), max(t["end"], t["start"] + 1)) - 1][1]), "arguments": arguments})
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", type=Path, required=True)
    ap.add_argument("--corpora", type=Path, default=Path("target/corpora"))
    a = ap.parse_args()
    documents = [json.loads(line) for line in open(a.corpora / "wikievents/dev.jsonl")]
    read = readings(a.program, {d["doc_id"]: d["text"] for d in documents})
    n: Counter = Counter()
    for d in documents:
        gold = gold_of(d)
        meets = lambda one, other: one[0] < other[1] and other[0] < one[1]
        events = [(e, [(m["start"], m["end"]) for m in e["mentions"]]) for e in read[d["doc_id"]]["events"]]
        for g in gold:  # words whose type is open count on neither side
            if g["type"] is None or g["type"] == "?":
                continue
            mine = [e for e, spans in events if any(meets(g["at"], s) for s in spans)]
            same = [e for e in mine if e["type"] == g["type"]]
            n["triggers"] += 1
            n["trigger"] += bool(mine)
            n["type"] += bool(same)
            n["arguments"] += len(g["arguments"])
            found = {head(r["text"], r["start"]): CLASS.get(r["role"]) for e in same for r in e["roles"]}
            found |= {head(e["place"]["span"]["text"], e["place"]["span"]["start"]): "where" for e in same if e["place"]}
            # The program links mentions of one event: what it knows of the event stands wherever it is told, the corpus marks what is near.
            near = {h: role for h, role in found.items() if role and (h in g["arguments"] or abs(h - g["at"][0]) < 300)}
            n["found"] += len(near)
            n["identified"] += len(near.keys() & g["arguments"].keys())
            n["right"] += sum(g["arguments"].get(h) == role for h, role in near.items())
        open_at = [g["at"] for g in gold if g["type"] in (None, "?")]
        for e, spans in events:
            for s in spans:
                if e["type"] in ANNOTATED and not any(meets(s, o) for o in open_at):
                    n["told"] += 1
                    n["met"] += any(meets(s, g["at"]) for g in gold)
                    n["met with type"] += any(meets(s, g["at"]) and g["type"] == e["type"] for g in gold)
    f = lambda p, r: f"P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / (p + r) if p + r else 0:.1f}"
    print("triggers identified", f(n["met"] / n["told"], n["trigger"] / n["triggers"]))
    print("triggers classified", f(n["met with type"] / n["told"], n["type"] / n["triggers"]))
    print("argument heads identified", f(n["identified"] / max(1, n["found"]), n["identified"] / n["arguments"]))
    print("argument heads classified", f(n["right"] / max(1, n["found"]), n["right"] / n["arguments"]))
    print(dict(n))


if __name__ == "__main__":
    main()
