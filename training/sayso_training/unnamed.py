"""References made from names: a name that stands again is put as a pronoun, and what stood there is the truth.

After WikiCREM (Kocijan et al. 2019), on news and snippets of Wikipedia: persons and their mentions are those that the finished program
links by name, their gender what it read of titles, given names and of pronouns that it linked. Only names are put as pronouns beside
which another person of the same gender, or of unknown gender, was mentioned.

    python -m sayso_training.unnamed --corpora target/corpora --base DIR --out FILE    # has the program read the training parts
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from . import ecb, entity_corpora
from .entity_corpora import sentence_tokens, tidy
from .events import casing, muc
from .events.wikievents import joined
from .measure import readings
from .mentions import PRONOUNS, TITLES, Mention, Passage, word
from .statements import tokens_in
from .tokens import WordPiece, tokenize

SENTENCES = 6  # of a passage at most, the last with the pronoun
NEAR = 100  # tokens before it within which its person was named
LONGEST = 260
SUBJECT_AFTER = set("and but that when if as because while after before which who whom since although though until once , “ \" where what why how than so".split())
OBJECT_AFTER = set("of to for with by from about against on at behind beside like than told asked urged accused called met joined over between and".split()) - SUBJECT_AFTER
FORMS = {"man": ("he", "him", "his"), "woman": ("she", "her", "her")}


MARKED = ("gum", "litbank")  # corpora that mark whom names and pronouns mean
SEXES = {"m": "man", "f": "woman"}


def genders(actor: dict, text: str, given: dict[str, str], known: dict[int, str]) -> str | None:
    """What most of a person's titles, given names and pronouns say, where they agree in four of five; `known` by places of names."""
    n: Counter = Counter()
    if sex := SEXES.get(given.get(actor["name"].split()[0].lower(), "")):
        n[sex] += 2
    for m in actor["mentions"]:
        if m["start"] in known:
            return known[m["start"]]
        before = text[max(0, m["start"] - 6) : m["start"]].lower()
        own = text[m["start"] : m["end"]].lower()
        if m["form"] == "pronoun":
            n.update({"he": ["man"], "she": ["woman"]}.get(PRONOUNS.get(own, ""), []))
        elif re.search(r"\bmr\.? $", before):
            n["man"] += 3
        elif re.search(r"\b(mrs|ms|miss)\.? $", before):
            n["woman"] += 3
    both = n.most_common(1)
    return both[0][0] if both and both[0][1] >= 2 and both[0][1] >= 0.8 * n.total() else None


def passages(reading: dict, word_piece: WordPiece, given: dict[str, str], known: dict[int, str]) -> list[Passage]:
    """All passages that a text gives, a name put as a pronoun in each."""
    text = reading["document"]["text"]
    actors = [a for a in reading["actors"] if a["kind"] == "person" and a["named"]]
    gender = {a["id"]: genders(a, text, given, known) for a in actors}
    names = sorted((m["start"], m["end"], a["id"]) for a in actors for m in a["mentions"] if m["form"] == "name")
    linked = {m["start"]: a["id"] for a in actors for m in a["mentions"] if m["form"] == "pronoun"}
    tokens = tokenize(text, word_piece)
    sentences = sentence_tokens(tokens)
    starts = [tokens.spans[low][0] for low, _ in sentences]
    at = lambda span: sorted(tokens_in([span], tokens.spans))
    placed = [(at((s, e)), actor) for s, e, actor in names]
    out = []
    for number, (here, actor) in enumerate(placed):
        sex = gender[actor]
        if not sex or not here:
            continue
        first, last = here[0], here[-1]
        while first and (word(tokens, first - 1).lower() in TITLES or word(tokens, first - 1) == "." and first > 1 and word(tokens, first - 2).lower() in TITLES):
            first -= 1
        before = [(a, p[0]) for p, a in placed[:number] if p and first - p[-1] <= NEAR]
        rivals = {a for a, _ in before if a != actor and gender[a] in (sex, None)}
        if actor not in {a for a, _ in before} or not rivals:
            continue
        form, last = form_of(tokens, starts, first, last)
        if form is None:
            continue
        k = next(k for k, (low, high) in enumerate(sentences) if low <= first < high)
        low, high = sentences[max(0, k - SENTENCES + 1)][0], sentences[k][1]
        while high - low > LONGEST and low < first:
            low = next((s for s, _ in sentences if s > low), high)
        if low >= sentences[k][0] and not any(low <= p[0] for p, a in placed[:number] if p and a == actor):
            continue
        out.append(made(text, tokens, (low, high), (first, last), FORMS[sex][form], actor, names, linked, word_piece))
    return [p for p in out if p]


def form_of(tokens, starts, first: int, last: int) -> tuple[int | None, int]:
    """Whether the name is a subject (0), an object (1), a possessive (2) or hard to tell; and its last token, a possessive's mark within."""
    begins = tokens.spans[first][0] in starts
    previous = "" if begins or not first else word(tokens, first - 1)
    following = [word(tokens, t) for t in range(last + 1, min(last + 3, len(tokens.spans)))]
    if len(following) == 2 and following[0] in "'’" and following[1] == "s":
        return 2, last + 2
    if previous[:1].isupper() or not following or following[0][0] in ",(-–—:'’\"”" or following[0] in ("and", "or"):
        return None, last
    if (begins or previous.lower() in SUBJECT_AFTER or previous.isdigit()) and following[0][0].islower() and following[0] not in ("of", "in", "at", "for", "to", "from"):
        return 0, last
    if (previous.lower() in OBJECT_AFTER or previous.endswith("ed") and previous not in ("named", "dubbed", "titled", "entitled")) and (not following[0][0].isalnum() or following[0].islower()):
        return 1, last
    return None, last


def made(text, tokens, sentence, name, pronoun, actor, names, linked, word_piece) -> Passage | None:
    """The passage over the tokens of `sentence` with those of `name` put as a pronoun."""
    start, end = tokens.spans[sentence[0]][0], tokens.spans[sentence[1] - 1][1]
    a, b = tokens.spans[name[0]][0], tokens.spans[name[1]][1]
    begins = not text[start:a].strip(" \n“\"'‘") or re.search(r"[.!?]['\"”’]?\s+[“\"‘]?$|\n[“\"‘]?$", text[start:a])
    pronoun = pronoun.capitalize() if begins else pronoun
    shorter = len(pronoun) - (b - a)
    new = text[start:a] + pronoun + text[b:end]
    moved = lambda x: x - start if x <= a else x - start + shorter
    fresh = tokenize(new, word_piece)
    out = Passage("unnamed", fresh, names=False, references=True)
    for s, e, who in names:
        if start <= s and e <= end and not (a < e and s < b):
            at = sorted(tokens_in([(moved(s), moved(e))], fresh.spans))
            if at:
                out.mentions.append(Mention(at[0], at[-1], "name", None, who))
    known = {moved(s): who for s, who in linked.items() if start <= s < end}
    own = a - start
    for t, (s, _) in enumerate(fresh.spans):
        if s == own and word(fresh, t).lower() in PRONOUNS:
            out.partly.add(t)
            out.mentions.append(Mention(t, t, "pronoun", None, actor))
        elif word(fresh, t).lower() in PRONOUNS:
            out.mentions.append(Mention(t, t, "pronoun", None, known.get(s)))
    return tidy(out) if out.partly else None


def reading_of(passage: Passage) -> dict:
    """What a corpus that marks clusters says of its persons, as a reading of the program would."""
    low, high = passage.tokens.spans[0][0], passage.tokens.spans[-1][1]
    clusters: dict[str, list[Mention]] = {}
    for m in passage.mentions:
        if m.cluster:
            clusters.setdefault(m.cluster, []).append(m)
    actors = []
    for key, own in clusters.items():
        names = [passage.text_of(m) for m in own if m.form == "name"]
        pronouns = {PRONOUNS[passage.text_of(m).lower()] for m in own if m.form == "pronoun"}
        kinds = {m.kind for m in own if m.form == "name"}
        if not names or not (kinds == {"person"} or kinds <= {None, "person"} and pronouns & {"he", "she"}):
            continue
        places = [(passage.tokens.spans[m.first][0] - low, passage.tokens.spans[m.last][1] - low) for m in own]
        mentions = [{"start": a, "end": b, "form": m.form} for (a, b), m in zip(places, own)]
        actors.append({"id": key, "name": max(names, key=len), "kind": "person", "named": True, "mentions": mentions})
    return {"document": {"text": passage.tokens.text[low:high]}, "actors": actors}


def texts(corpora: Path, word_piece: WordPiece) -> dict[str, str]:
    """The texts of training parts, by corpus and number; none that is measured on."""
    out = {f"polnear {p.stem}": p.read_bytes().decode("utf8") for p in sorted((corpora / "polnear/train/text").glob("*.txt"))}
    out |= {f"gap {row['ID']}": row["Text"] for row in entity_corpora.gap_rows(corpora / "gap")[0]}
    for line in open(corpora / "wikievents/wiki-train-human.jsonl", encoding="utf8"):
        d = json.loads(line)
        out[f"wikievents {d['docid']}"] = joined(d["tokens"])[0]
    for n, p in enumerate(entity_corpora.bio(corpora / "wikigold/wikigold.conll.txt", "wikigold", word_piece)):
        out[f"wikigold {n}"] = p.tokens.text
    for path in sorted((corpora / "ecbplus").glob("ECB+/*/*.xml")):
        if int(path.parent.name) <= ecb.LAST_TOPIC:
            out[f"ecb {path.stem}"] = ecb.passage(path, word_piece).tokens.text
    cases = casing.Caser(corpora)
    out |= {f"muc4 {m.name}": muc.unwrapped(cases(m.text)) for m in muc.messages(corpora / "muc4", "train")}
    return {key: text for key, text in out.items() if text.strip()}


def read(file: Path, corpora: Path, word_piece: WordPiece, given: dict[str, str], marked: list[Passage]) -> dict[str, list[Passage]]:
    """Of the readings of the program, one JSON a line, and of corpora that mark clusters, by corpus. GAP's two names are of its pronoun's gender."""
    known = {}
    for row in entity_corpora.gap_rows(corpora / "gap")[0]:
        sex = {"he": "man", "she": "woman"}.get(PRONOUNS.get(row["Pronoun"].lower(), ""))
        known[f"gap {row['ID']}"] = {int(row[f"{key}-offset"]): sex for key in "AB"}
    out: dict[str, list[Passage]] = {}
    for line in open(file, encoding="utf8"):
        reading = json.loads(line)
        key = reading["document"]["id"]
        out.setdefault(key.split()[0], []).extend(passages(reading, word_piece, given, known.get(key, {})))
    for p in marked:
        if p.source in MARKED:
            out.setdefault(p.source, []).extend(passages(reading_of(p), word_piece, given, {}))
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", type=Path, default=Path("target/release/sayso"))
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--corpora", type=Path, default=Path("target/corpora"))
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    found = readings(a.program, texts(a.corpora, WordPiece(a.base / "vocab.txt")))
    with open(a.out, "w", encoding="utf8") as f:
        for key, reading in found.items():
            f.write(json.dumps({"document": {"id": key, "text": reading["document"]["text"]}, "actors": reading["actors"]}) + "\n")


if __name__ == "__main__":
    main()
