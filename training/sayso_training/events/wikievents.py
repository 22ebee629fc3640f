"""WikiEvents: triggers of KAIROS types as PLOVER types, arguments as roles."""

from __future__ import annotations

import json
from pathlib import Path

from ..tokens import WordPiece, tokenize
from . import lexicon
from .labels import IGNORE, OUTSIDE, TYPES, Anchor, EventText, mark

# PLOVER type of a KAIROS type, by its longest prefix here. "?" leaves open whether PLOVER has such an event; types not listed have none.
PLOVER = {
    "Conflict.Attack": "assault", "Conflict.Defeat": "assault", "Conflict.Demonstrate": "protest",
    "Life.Die": "assault", "Life.Injure": "assault", "Life.Infect": "?",
    "ArtifactExistence.DamageDestroyDisableDismantle": "assault",
    "Justice.ArrestJailDetain": "coerce", "Justice.ReleaseParole": "retreat", "Justice.Acquit": "concede",
    "Justice.ChargeIndict": "accuse", "Justice.TrialHearing": "accuse", "Justice.InvestigateCrime": "accuse",
    "Justice.Convict": "sanction", "Justice.Sentence": "sanction",
    "Contact.Contact": "?", "Contact.Contact.Meet": "consult", "Contact.Contact.Broadcast": "?", "Contact.Contact.Correspondence": "?",
    "Contact.RequestCommand": "request", "Contact.ThreatenCoerce": "threaten",
    "Control.ImpedeInterfereWith": "?", "Medical.Intervention": "aid", "Transaction.Donation": "aid",
    "GenericCrime.GenericCrime": "assault", "Movement.Transportation.Evacuation": "?", "Personnel.EndPosition": "?",
    "Disaster": "?",
}  # fmt: skip
ACTOR, RECIPIENT = "individual organisation", "target victim"
ROLES = {
    "Attacker": ACTOR, "Killer": ACTOR, "Injurer": ACTOR, "Perpetrator": ACTOR, "Jailer": ACTOR, "Demonstrator": ACTOR,
    "DamagerDestroyer": ACTOR, "Damager": ACTOR, "Destroyer": ACTOR, "Victor": ACTOR, "Prosecutor": ACTOR, "Investigator": ACTOR,
    "JudgeCourt": ACTOR, "Treater": ACTOR, "Giver": ACTOR, "Communicator": ACTOR, "Participant": ACTOR,
    "Target": RECIPIENT, "Victim": "victim", "Detainee": "victim", "Defendant": "victim", "Patient": "victim", "Defeated": RECIPIENT,
    "Artifact": "target", "Recipient": RECIPIENT, "Beneficiary": RECIPIENT,
    "ExplosiveDevice": "instrument", "Instrument": "instrument", "Place": "place",
}  # fmt: skip
FAR = 128


def plover(kind: str) -> str | None:
    parts = kind.split(".")
    for n in range(len(parts), 0, -1):
        if (found := PLOVER.get(".".join(parts[:n]))) is not None:
            return found
    return None


CLOSE_BEFORE, OPEN_AFTER = set(".,;:!?)]}%’”'"), set("([{$“‘")


def joined(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words as a text, without spaces before marks; the code points of each word."""
    text, spans = "", []
    for i, w in enumerate(words):
        glued = not text or w[0] in CLOSE_BEFORE or words[i - 1] in OPEN_AFTER or w in ("s", "t") and words[i - 1] in "’'" or "-" in (w, words[i - 1])
        text += "" if glued else " "
        spans.append((len(text), len(text) + len(w)))
        text += w
    return text, spans


def word_spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    """The code points of each word. The corpus's own offsets drift from the text, so the words are looked for in turn."""
    spans, at = [], 0
    for w in words:
        found = text.find(w, at, at + 200)
        spans.append((found, found + len(w)) if found >= 0 else (at, at + 1))
        at = spans[-1][1] if found >= 0 else at
    return spans


def read(folder: Path, split: str, word_piece: WordPiece) -> list[EventText]:
    """Train has coarse types and arguments without offsets: an argument is the nearest place with its words."""
    senses = lexicon.load()
    name = {"train": "wiki-train-human.jsonl", "dev": "dev.jsonl"}[split]
    return [annotate(json.loads(line), word_piece, senses, split) for line in open(folder / name)]


def annotate(d: dict, word_piece: WordPiece, senses: dict, split: str) -> EventText:
    words = d["tokens"]
    if "text" in d:
        text, spans = d["text"], word_spans(d["text"], words)
    else:
        text, spans = joined(words)
    tokens = tokenize(text, word_piece)
    first_of = {}
    at = 0
    for k, (a, b) in enumerate(spans):  # first of our tokens in each word
        while at < len(tokens.spans) - 1 and tokens.spans[at][1] <= a:
            at += 1
        first_of[k] = at
    n = len(tokens.spans)
    kinds, covered = [0] * n, set(filter("?".__ne__, PLOVER.values())) - {"aid", "request", "threaten", "concede", "retreat"}
    for i, (a, b) in enumerate(tokens.spans):
        known = senses.get(text[a:b].lower(), ())
        found, sure = {s.type for s in known}, bool(known) and all(s.sure for s in known)
        if found - covered:
            kinds[i] = TYPES.index(next(iter(found))) + 1 if len(found) == 1 and sure else IGNORE
        elif sure and split == "train":  # later mentions of an event are not annotated
            kinds[i] = IGNORE
    out = EventText(d.get("docid") or d["doc_id"], tokens, kinds, [IGNORE] * n, source="wikievents")
    lowered = [w.lower() for w in words]
    entities = {e["id"]: e for e in d.get("entity_mentions", [])}
    for e in d["event_mentions"]:
        t = e["trigger"]
        start, end = (t["start_idx"], t["end_idx"]) if "start_idx" in t else (t["start"], t["end"])
        start, end = min(start, len(words) - 1), min(max(end, start + 1), len(words))
        type = plover(e["event_type"])
        trigger = list(range(first_of[start], min(n, first_of[end - 1] + 1))) or [first_of[start]]
        for i in trigger:
            kinds[i] = IGNORE if type == "?" else kinds[i] if type is None else TYPES.index(type) + 1
        low, high = max(0, trigger[0] - FAR), min(n, trigger[-1] + FAR + 1)
        masks = [OUTSIDE] * (high - low)
        for a in e["arguments"]:
            roles = ROLES.get(a["role"])
            if not roles:
                continue
            if a.get("entity_id") in entities and "start" in entities[a["entity_id"]]:
                x = entities[a["entity_id"]]
                place = (x["start"], x["end"] - 1)
            else:
                want = a["text"].lower().split()
                want = [w for w in want if w]
                found = [k for k in range(len(words) - len(want) + 1) if lowered[k : k + len(want)] == want]
                if not found:
                    continue
                k = min(found, key=lambda k: abs(k - start))
                place = (k, k + len(want) - 1)
            first, last = first_of[place[0]], first_of[place[1]]
            mark(masks, low, first, last, roles, True, (4, 3))
        if type is not None:
            out.anchors.append(Anchor(trigger, low, high, masks))
    return out
