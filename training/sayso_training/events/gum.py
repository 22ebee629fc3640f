"""GUM: who does what to whom, from its syntax, as roles of any verb and of nouns for events.

A subject is an actor, an object a recipient, in the passive the other way round; places and times hang on the verb. What stands
in other sentences is left open. GUM's genres are no news, but they teach roles in ordinary prose, which MUC-4's capitals do not.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from ..tokens import WordPiece, tokenize
from . import lexicon, silver
from .labels import ANY, IGNORE, OUTSIDE, Anchor, EventText, mark

FAR = 40
VERBS = 24  # anchors of a document at most
LIGHT = set("be have do say think know want like seem look need let make go come get see feel mean try keep tell ask start begin".split())
BODY = {"organization": "organisation", "person": "individual", "place": "organisation"}
INSIDE = ("compound", "amod", "nummod", "flat", "nmod:poss", "nmod:desc", "goeswith", "fixed")


def read(folder: Path, word_piece: WordPiece, seed: int = 3) -> list[EventText]:
    """The documents that are in neither the dev nor a test part."""
    held = set(re.findall(r"GUM_\w+", (folder / "splits.md").read_text().split("## train")[0]))
    rng, senses = random.Random(seed), lexicon.load()
    return [document(f, word_piece, senses, rng) for f in sorted((folder / "dep").glob("*.conllu")) if f.stem not in held]


def document(file: Path, word_piece: WordPiece, senses: dict, rng: random.Random) -> EventText:
    text, sentences = "", []
    for block in file.read_text(encoding="utf8").strip().split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith("# newpar") for line in lines) and text:
            text = text.rstrip() + "\n"
        rows = [line.split("\t") for line in lines if line and line[0].isdigit()]
        words, skip = [], 0
        for r in rows:
            if "-" in r[0]:  # a contraction: its parts have no text of their own
                a, b = map(int, r[0].split("-"))
                skip, start = b, len(text)
                text += r[1] + ("" if "SpaceAfter=No" in r[9] else " ")
                end = start + len(r[1])
                continue
            if "." in r[0]:
                continue
            if skip and int(r[0]) <= skip:
                place = (start, end)
            else:
                skip, place = 0, (len(text), len(text) + len(r[1]))
                text += r[1] + ("" if "SpaceAfter=No" in r[9] else " ")
            words.append({"form": r[1], "lemma": r[2], "pos": r[3], "head": int(r[6]) - 1, "rel": r[7], "misc": r[9], "place": place})
        entities(words)
        sentences.append(words)
    tokens = tokenize(text, word_piece)
    starts = {a: i for i, (a, _) in enumerate(tokens.spans)}
    for words in sentences:
        for w in words:
            at = w["place"][0]
            w["token"] = next((starts[x] for x in range(at, at + 3) if x in starts), None)
    kinds = [silver.kind(text[a:b].lower(), senses) for a, b in tokens.spans]
    out = EventText(file.stem, tokens, kinds, [IGNORE] * len(kinds), source="gum")
    found = [a for words in sentences for i, w in enumerate(words) if (a := anchor(words, i, senses, len(kinds)))]
    out.anchors = rng.sample(found, min(VERBS, len(found)))
    return out


def entities(words: list[dict]) -> None:
    """The type of the entity whose head each word may be: that of the innermost one that ends with it or begins there."""
    open_: list[tuple[str, str, int]] = []
    for i, w in enumerate(words):
        w.setdefault("entity", None)
        m = re.search(r"Entity=([^|]*)", w["misc"])
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", m.group(1)) if m else []:
            if part.startswith("("):
                name, *rest = part.strip("()").split("-")
                open_.append((name, rest[0] if rest else "", i))
                if part.endswith(")"):
                    close(words, open_, name, i)
            else:
                close(words, open_, part.rstrip(")").split("-")[0], i)


def close(words: list[dict], open_: list, name: str, last: int) -> None:
    for k in range(len(open_) - 1, -1, -1):
        if open_[k][0] == name:
            _, kind, first = open_.pop(k)
            for i in range(first, last + 1):  # the head: whose own head lies outside
                if not first <= words[i]["head"] <= last:
                    words[i]["entity"] = kind
            return


def children(words: list[dict], i: int) -> list[int]:
    return [k for k, w in enumerate(words) if w["head"] == i]


def span(words: list[dict], head: int) -> tuple[int, int]:
    """The noun phrase of a head without its article and what follows it, name parts apart."""
    first = last = head
    for k in children(words, head):
        if words[k]["rel"].split(":")[0] in ("flat", "goeswith", "fixed"):
            last = max(last, k)
        elif words[k]["rel"] in INSIDE and k < head:
            first = min(first, *([k] + children(words, k)))
    while first < head and words[first]["rel"] in ("det", "nmod:poss", "case", "punct", "nummod"):
        first += 1
    return first, last


def case(words: list[dict], i: int) -> str:
    return next((words[k]["lemma"] for k in children(words, i) if words[k]["rel"] == "case"), "")


def arguments(words: list[dict], i: int) -> list[tuple[int, str]]:
    """Heads of the arguments of a verb or of a noun for an event, with their part."""
    out, w = [], words[i]
    passive = any(words[k]["rel"] in ("nsubj:pass", "aux:pass") for k in children(words, i))
    for k in children(words, i):
        rel = words[k]["rel"]
        if w["pos"] == "NOUN":
            c = case(words, k)
            if rel.startswith("nmod"):
                part = {"by": "actor", "on": "recipient", "against": "recipient", "in": "place", "at": "place", "near": "place", "of": "either"}.get(c)
                out += [(k, part)] if part else [(k, "either")] if rel == "nmod:poss" else []
            elif rel == "compound":
                out.append((k, "either"))
            continue
        if rel in ("nsubj", "nsubj:xsubj"):
            out.append((k, "actor"))
        elif rel == "nsubj:pass":
            out.append((k, "recipient"))
        elif rel == "obj":
            out.append((k, "recipient"))
        elif rel == "obl:agent" or rel == "obl" and passive and case(words, k) == "by":
            out.append((k, "actor"))
        elif rel == "obl:tmod" or rel == "obl" and words[k]["entity"] == "time":
            out.append((k, "time"))
        elif rel == "obl" and words[k]["entity"] == "place" and case(words, k) in ("in", "at", "near", "on", "outside", "inside", "around"):
            out.append((k, "place"))
        elif rel == "obl" and case(words, k) == "with" and words[k]["entity"] == "object":
            out.append((k, "instrument"))
    if w["pos"] == "VERB" and not any(p == "actor" for _, p in out) and not passive:
        head = w["head"]
        if w["rel"] == "acl:relcl" and head >= 0 and not any(words[k]["rel"].startswith("nsubj") for k in children(words, i)):
            out.append((head, "actor"))
        elif w["rel"] in ("conj", "xcomp", "advcl") and 0 <= head and words[head]["pos"] == "VERB":
            out += [(k, "actor") for k in children(words, head) if words[k]["rel"] == "nsubj"]
    return out


def anchor(words: list[dict], i: int, senses: dict, total: int) -> Anchor | None:
    w = words[i]
    if w["token"] is None or w["lemma"] in LIGHT:
        return None
    told = [s for s in senses.get(w["form"].lower(), ())]
    if not (w["pos"] == "VERB" or w["pos"] == "NOUN" and any(not s.verb for s in told)):
        return None
    found = [(k, p) for k, p in arguments(words, i) if words[k]["token"] is not None]
    if not found:
        return None
    at = [x["token"] for x in words if x["token"] is not None]
    low, high = max(0, w["token"] - FAR), min(total, w["token"] + FAR + 1)
    masks = [OUTSIDE if at[0] <= t <= at[-1] else ANY for t in range(low, high)]
    for k, part in found:
        x = words[k]
        if x["lemma"] in ("who", "which", "that", "what", "where", "when") or x["form"].lower() in ("it", "this", "there"):
            for t in (x["token"],):
                if low <= t < high:
                    masks[t - low] = ANY
            continue
        first, last = span(words, k)
        tokens = [words[j]["token"] for j in range(first, last + 1) if words[j]["token"] is not None]
        kind = x["entity"]
        person = kind == "person" or x["form"].lower() in ("he", "she", "they", "i", "we", "you", "him", "her", "them", "us", "me")
        actor = "individual" if person else BODY.get(kind, "individual organisation")
        roles = {"actor": actor, "recipient": "victim" if person else "target", "either": f"{actor} {'victim' if person else 'target'}"}.get(part, part)
        unsure = part == "either" or part == "actor" and kind not in BODY and not person
        mark(masks, low, min(tokens), max(tokens), roles, not unsure)
    return Anchor([w["token"]], low, high, masks)
