"""MUC-4: messages in capitals, templates, and weak triggers.

The keys name no triggers. A word of the event lexicon that fits a template's incident type and stands in a sentence with
one of the template's fillers, or, where there is none, next to one, is taken for its trigger; such words elsewhere in a
message with templates are left open, in a message without they trigger no incident.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from ..layout import unwrapped
from ..tokens import WordPiece, tokenize
from . import lexicon
from .labels import IGNORE, INCIDENTS, OUTSIDE, TYPES, Anchor, EventText, mark

SLOTS = {"PerpInd": "individual", "PerpOrg": "organisation", "Target": "target", "Victim": "victim", "Weapon": "instrument"}
FAR = 220
# Words, by their beginnings, that can trigger each type of incident.
TRIGGERS = {
    "attack": r"attack|ambush|assault|kill|murder|assassinat|massacre|shot|shoot|clash|fight|fir(?:ed|ing)|machine-?gun|shell|strik|struck|stab|execut|slay|slain|wound|injur|harass|raid|combat|skirmish|death|died|dead|die[sd]?$|crime|tortur|offensive|strafe|bombard|homicide|slaughter|sabotag|genocid|violen|gunned|riddled|rape|destroy|damage|explo|bomb|threat|blow|blew",
    "bombing": r"bomb|explo|dynamit|detonat|blast|blow|blew|blown|mine[sd]?$|attack|grenade|rocket|terroris[tm]|sabotag|destroy|damag|hurl|throw|threw|set off|planted|placed|deton|kill|wound|injur|shell",
    "kidnapping": r"kidnap|abduct|hostage|captur|seiz|hijack|disappear|taken|held|captiv|releas|detain|arrest|took|ransom|holding|free[ds]?$",
    "arson": r"burn|fire[sd]?$|arson|torch|set|ablaze|flame|attack|incendiar|sabotag|destroy|molotov",
    "robbery": r"rob|steal|stole|theft|loot|seiz|took|hold-?up|assault|attack",
    "forced work stoppage": r"stoppage|strike|paraly|shutdown|halt|block|stop",
}
TRIGGERS = {k: re.compile(v) for k, v in TRIGGERS.items()}
STRONG = {
    "attack": r"attack|ambush|assault|kill|murder|assassinat|massacre|shot|shoot|machine-?gun|execut|slay|slain|stab|gunned|crime|raid|strafe|shell|harass|death",
    "bombing": r"bomb|explo|dynamit|detonat|blast|blew|blown|grenade|rocket",
    "kidnapping": r"kidnap|abduct|hostage|hijack|captiv|disappear",
    "arson": r"burn|arson|torch|ablaze|fire[sd]?$",
    "robbery": r"rob|steal|stole|theft|loot|hold-?up",
    "forced work stoppage": r"stoppage|strike|paraly",
}
STRONG = {k: re.compile(v) for k, v in STRONG.items()}


@dataclass
class Template:
    incident: str
    fillers: dict[str, list[list[str]]]  # role: entities, each its strings


@dataclass
class Message:
    name: str
    text: str
    templates: list[Template]


def texts(folder: Path) -> dict[str, str]:
    """Message names to their texts, as they are."""
    out = {}
    for file in sorted([f for part in ("dev", "tst1", "tst2") for f in folder.glob(f"raw/{part}/*")]):
        if file.name.startswith("key") or not file.is_file():
            continue
        parts = re.split(r"^((?:DEV|TST\d)-MUC\d-\d{4}).*$", file.read_text(encoding="latin-1"), flags=re.M)
        for name, text in zip(parts[1::2], parts[2::2]):
            out[name] = text.strip("\n")
    return out


def messages(folder: Path, split: str) -> list[Message]:
    found, out = texts(folder), []
    for line in open(folder / f"{split}.json"):
        d = json.loads(line)
        templates = []
        for t in d["templates"]:
            fillers = {role: [[m[0] for m in entity] for entity in t[slot] if entity] for slot, role in SLOTS.items()}
            templates.append(Template(t["incident_type"].split(" / ")[0], fillers))
        out.append(Message(d["docid"], found[d["docid"]], templates))
    return out


def sentences(words: list[str]) -> list[int]:
    """Number of each token's sentence."""
    out, number = [], 0
    for i, w in enumerate(words):
        out.append(number)
        if w in ".!?" and i and len(words[i - 1]) > 1 and (i + 1 == len(words) or words[i + 1] not in ".,"):
            number += 1
    return out


def occurrences(words: list[str], filler: str) -> list[tuple[int, int]]:
    want = [w for w in re.findall(r"\w+|[^\w\s]", filler.lower())]
    n = len(want)
    return [(i, i + n - 1) for i in range(len(words) - n + 1) if words[i : i + n] == want] if n else []


def read(folder: Path, split: str, word_piece: WordPiece, casing=None) -> list[EventText]:
    """All messages; `casing` turns a text in capitals into one with small letters."""
    senses = lexicon.load()
    return [annotate(m, word_piece, senses, casing) for m in messages(folder, split)]


def annotate(m: Message, word_piece: WordPiece, senses: dict, casing) -> EventText:
    text = casing(m.text) if casing else m.text
    tokens = tokenize(unwrapped(text), word_piece)
    words = [text[a:b].lower() for a, b in tokens.spans]
    sentence, n = sentences(words), len(words)
    kinds = [0] * n
    for i, w in enumerate(words):
        found = {(s.type, s.sure) for s in senses.get(w, ())}
        if found:
            types = {t for t, _ in found}
            kinds[i] = TYPES.index(next(iter(types))) + 1 if len(types) == 1 and all(s for _, s in found) else IGNORE
    places = []  # of each template: role, first, last, whether it must be marked
    for t in m.templates:
        mine = []
        for role, entities in t.fillers.items():
            for entity in entities:
                for filler in entity:
                    mine += [(role, a, b) for a, b in occurrences(words, filler)]
        places.append(mine)
    held = [{sentence[a] for _, a, _ in mine} for mine in places]
    weight = [{s: sum(sentence[a] == s for _, a, _ in mine) for s in set(sentence)} for mine in places]
    anchors: list[list[int]] = [[] for _ in m.templates]
    for near in (0, 1, 2):
        for i, w in enumerate(words):
            fits = [k for k, t in enumerate(m.templates) if TRIGGERS[t.incident].match(w) and (STRONG[t.incident].match(w) or near < 2)]
            fits = [k for k in fits if not near or not anchors[k]] if near else fits
            if near == 0:
                fits = [k for k in fits if sentence[i] in held[k]]
            elif near == 1:
                fits = [k for k in fits if sentence[i] - 1 in held[k] or sentence[i] + 1 in held[k]]
            fits.sort(key=lambda k: (-bool(STRONG[m.templates[k].incident].match(w)), -weight[k].get(sentence[i], 0), k))
            if fits:
                anchors[fits[0]].append(i)
    for k, t in enumerate(m.templates):  # of many words the strong ones suffice
        strong = [i for i in anchors[k] if STRONG[t.incident].match(words[i])]
        anchors[k] = sorted(set(strong or anchors[k]))
    owner = {i: k for k, mine in enumerate(anchors) for i in mine}
    incidents = [0] * n
    for i, w in enumerate(words):
        if i in owner:
            incidents[i] = INCIDENTS.index(m.templates[owner[i]].incident) + 1
            assault = m.templates[owner[i]].incident in ("attack", "bombing", "kidnapping", "arson")
            kinds[i] = TYPES.index("assault") + 1 if assault else IGNORE
        elif m.templates and any(TRIGGERS[t.incident].match(w) for t in m.templates):
            incidents[i] = IGNORE
    out = EventText(m.name, tokens, kinds, incidents, source="muc4")
    for k, mine in enumerate(anchors):
        if not mine:
            continue
        low, high = max(0, mine[0] - FAR), min(n, mine[-1] + FAR + 1)
        masks, at = [OUTSIDE] * (high - low), {sentence[i] for i in mine}
        for role, entities in m.templates[k].fillers.items():
            for entity in entities:
                found = sorted({o for filler in entity for o in occurrences(words, filler)}, key=lambda o: -(o[1] - o[0]))
                near = [o for o in found if min(abs(sentence[o[0]] - s) for s in at) <= 1]
                sure = near or [min(found, key=lambda o: min(abs(o[0] - i) for i in mine))] if found else []
                for o in found:
                    if all(masks[x - low] == OUTSIDE for x in range(o[0], o[1] + 1) if low <= x < high):
                        mark(masks, low, *o, role, o in sure)
        out.anchors.append(Anchor(mine, low, high, masks))
    listed = sorted(owner)
    for x, i in enumerate(listed):
        for j in listed[x + 1 :]:
            same = owner[i] == owner[j]
            if same or incidents[i] == incidents[j]:
                out.same.append((i, j, same))
    return out
