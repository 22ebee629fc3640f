"""Corpora with names, descriptions and coreference, as passages.

Each reader says what its corpus knows: who marks no nationalities must not teach that they are none.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections import Counter
from pathlib import Path

from .mentions import PRONOUNS, TITLES, Mention, Passage, head_of_description, join, peoples, trim_name, word
from .statements import tokens_in
from .tokens import Tokens, WordPiece, tokenize

RE3D = {"Person": "person", "Organisation": "organisation", "Location": "place", "Nationality": "people", "MilitaryPlatform": "other", "Weapon": "other", "DocumentReference": "other", "Vehicle": "other"}
BIO = {
    "politician": "person", "person": "person", "PER": "person", "organisation": "organisation", "politicalparty": "organisation", "ORG": "organisation",
    "country": "place", "location": "place", "LOC": "place", "event": "other", "election": "other", "misc": "other", "MISC": "other",
}  # fmt: skip
GUM = {"person": "person", "organization": "organisation", "place": "place"}
HELD_OUT_OF_RE3D = 10  # documents, drawn by seed, on which names are measured
GAP_TRAIN = 1200  # of the 2,000 development snippets; the others measure


def re3d_documents(folder: Path) -> list[tuple[dict, list[dict]]]:
    """Documents with their entities of confidence 0.5 or more, in a fixed order."""
    out = []
    for path in sorted(folder.glob("*/documents.json")):
        entities: dict[str, list[dict]] = {}
        for line in open(path.with_name("entities.json"), encoding="utf8"):
            if line.strip() and (e := json.loads(line)).get("confidence", 1) >= 0.5:
                entities.setdefault(e["documentId"], []).append(e)
        documents = [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]
        out += [(d, entities.get(d["_id"], [])) for d in sorted(documents, key=lambda d: d["_id"])]
    return out


def re3d_split(folder: Path) -> tuple[list, list]:
    """Training documents and the held-out ones (seed 13)."""
    documents = re3d_documents(folder)
    held = set(random.Random(13).sample(range(len(documents)), HELD_OUT_OF_RE3D))
    return [d for i, d in enumerate(documents) if i not in held], [d for i, d in enumerate(documents) if i in held]


def re3d(folder: Path, word_piece: WordPiece) -> list[Passage]:
    out = []
    for document, entities in re3d_split(folder)[0]:
        tokens = tokenize(document["text"], word_piece)
        passage = Passage("re3d", tokens, descriptions=True)
        for e in entities:
            if e["type"] not in RE3D or document["text"][e["begin"] : e["end"]] != e["value"] or is_part(document["text"], e):
                continue
            at = sorted(tokens_in([(e["begin"], e["end"])], tokens.spans))
            if at:
                add(passage, at[0], at[-1], RE3D[e["type"]], None)
        # Many sentences of the longest documents are not marked at all.
        marked = {m.first for m in passage.mentions}
        for low, high in sentence_tokens(tokens):
            if not any(low <= t < high for t in marked):
                passage.unsure.update(range(low, high))
        out += cut(passage)
    return out


def is_part(text: str, e: dict) -> bool:
    """Whether the entity begins or ends inside a word ("st ISIL"), as some machine-made ones do."""
    inside = lambda i: 0 < i < len(text) and text[i - 1].isalnum() and text[i].isalnum()
    return inside(e["begin"]) or inside(e["end"])


def add(passage: Passage, first: int, last: int, kind: str, cluster: str | None) -> None:
    """A mention whose corpus does not tell names from descriptions: by the case of its head."""
    tokens = passage.tokens
    head = head_of_description(tokens, first, last)
    h = word(tokens, head)
    if h.lower() in ("we", "our", "us", "i", "you", "your", "my", "who", "which", "that", "whose"):
        return
    if first == last and h.lower() in PRONOUNS:
        passage.mentions.append(Mention(first, last, "pronoun", None, cluster))
    elif h[0].isupper() or h[0].isdigit() and word(tokens, first)[0].isupper():
        # Names hold prepositions ("Department of Defense"): to the last word with a capital before a comma.
        end = head
        for at in range(head + 1, last + 1):
            w = word(tokens, at)
            if w[0].isupper():
                end = at
            elif w.lower() not in ("of", "the", "for", "and", "in", "de", "del", "-", "to", "'", "’", "s", "&", "al", "on"):
                break
        if trimmed := trim_name(tokens, first, end):
            passage.mentions.append(Mention(*trimmed, "name", kind, cluster))
    elif kind in ("person", "organisation", "place"):
        passage.mentions.append(Mention(first, head, "description", kind, cluster))


def sentence_tokens(tokens: Tokens) -> list[tuple[int, int]]:
    out, low = [], 0
    for t in range(len(tokens.spans)):
        if word(tokens, t) in ".!?" or t + 1 == len(tokens.spans) or tokens.paragraph[t + 1] != tokens.paragraph[t]:
            out.append((low, t + 1))
            low = t + 1
    return out


def cut(passage: Passage, most: int = 480) -> list[Passage]:
    """Passages of at most `most` tokens, cut behind sentences."""
    n = len(passage.tokens.spans)
    if n <= most:
        return [passage]
    out, low, end = [], 0, 0
    for _, high in sentence_tokens(passage.tokens) + [(n, n + most + 1)]:
        if high - low > most and end > low:
            out.append(part(passage, low, min(end, low + most)))
            low = end
        end = min(high, n)
    return out


def part(passage: Passage, low: int, high: int) -> Passage:
    t = passage.tokens
    tokens = Tokens(t.text, t.spans[low:high], t.pieces[low:high], t.surface[low:high], t.paragraph[low:high])
    mentions = [Mention(m.first - low, m.last - low, m.form, m.kind, m.cluster) for m in passage.mentions if low <= m.first and m.last < high]
    inside = lambda some: {x - low for x in some if low <= x < high}
    unsure, partly = inside(passage.unsure), inside(passage.partly)
    return Passage(passage.source, tokens, mentions, passage.names, passage.descriptions, passage.references, unsure, {}, partly)


def bio(path: Path, name: str, word_piece: WordPiece) -> list[Passage]:
    """Names in BIO or IO lines; sentences of a document (wikigold) or of the file are kept together in tens."""
    sentences, rows = [], []
    for line in open(path, encoding="utf8"):
        parts = line.split()
        if line.startswith("#"):
            continue
        if not parts:
            if rows:
                sentences.append(rows)
            rows = []
        elif name == "uner":
            rows.append((parts[1], parts[2]))
        else:
            rows.append((parts[0], parts[-1]))
    sentences += [rows] if rows else []
    size = {"crossner": 1, "uner": 3}.get(name, 6)
    out = []
    for start in range(0, len(sentences), size):
        rows = [row for sentence in sentences[start : start + size] for row in sentence]
        text, spans = join([w for w, _ in rows])
        tokens = tokenize(text, word_piece)
        passage = Passage(name, tokens)
        for first, last, kind in bio_runs([tag for _, tag in rows]):
            at = sorted(tokens_in([(spans[first][0], spans[last][1])], tokens.spans))
            kind = BIO.get(kind, "other")
            if kind == "other" and text[spans[first][0] : spans[last][1]].lower() in peoples():
                kind = "people"
            if at and (trimmed := trim_name(tokens, at[0], at[-1])):
                passage.mentions.append(Mention(*trimmed, "name", kind))
        inside = {t for m in passage.mentions for t in range(m.first, m.last + 1)}
        for t in range(len(tokens.spans)):
            w = word(tokens, t)
            if t not in inside and w.lower() in peoples():
                passage.unsure.add(t)
            # This corpus marks no names but persons, organisations and places.
            elif name == "uner" and t not in inside and t and w[0].isupper() and len(w) > 1:
                passage.unsure.add(t)
        out.append(passage)
    return out


def bio_runs(tags: list[str]) -> list[tuple[int, int, str]]:
    out: list[list] = []
    for i, tag in enumerate(tags):
        if tag in ("O", "_"):
            continue
        mark, _, kind = tag.partition("-")
        if mark != "B" and out and out[-1][1] == i - 1 and out[-1][2] == kind:
            out[-1][1] = i
        else:
            out.append([i, i, kind])
    return [tuple(run) for run in out]



def conllu(path: Path) -> tuple[str, list[dict], list[dict]]:
    """Text, words (span, upos, form) and entities (words first..=last, kind, cluster, head) of a GUM document."""
    text, words, entities, open_ones, glue, words_of_range = "", [], [], [], "", None
    for line in open(path, encoding="utf8"):
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            glue = "\n\n" if text else ""
        parts = line.rstrip("\n").split("\t")
        if len(parts) != 10 or "." in parts[0]:
            continue
        if "-" in parts[0]:
            hidden = int(parts[0].split("-")[1])
            text += glue
            words_of_range = (len(text), len(text) + len(parts[1]), hidden)
            text += parts[1]
            glue = "" if "SpaceAfter=No" in parts[9] else " "
            continue
        number = int(parts[0])
        if words_of_range and number <= words_of_range[2]:
            # Words of a contraction share its span, but for the first ones that can be found in it.
            a, b, hidden = words_of_range
            at = text.lower().find(parts[1].lower(), a, b)
            span = (at, at + len(parts[1])) if at >= 0 else (a, b)
            if number == hidden:
                words_of_range = None
        else:
            text += glue
            span = (len(text), len(text) + len(parts[1]))
            text += parts[1]
            glue = "" if "SpaceAfter=No" in parts[9] else " "
        words.append({"span": span, "upos": parts[3], "form": parts[1]})
        found = re.search(r"(?:^|\|)Entity=([^|]*)", parts[9])
        for m in re.finditer(r"\(([^()]*)(\))?|(\d+)\)", found.group(1) if found else ""):
            if m.group(3):
                for i in range(len(open_ones) - 1, -1, -1):
                    if open_ones[i]["cluster"] == m.group(3):
                        entities.append({**open_ones.pop(i), "last": len(words) - 1})
                        break
                continue
            fields = m.group(1).split("-")
            entity = {"cluster": fields[0], "kind": fields[1] if len(fields) > 1 else "", "first": len(words) - 1, "minspan": fields[5] if len(fields) > 5 else "1", "link": fields[6] if len(fields) > 6 else ""}
            if m.group(2):
                entities.append({**entity, "last": len(words) - 1})
            else:
                open_ones.append(entity)
    return text, words, entities


def gum_passage(path: Path, word_piece: WordPiece) -> Passage:
    text, words, entities = conllu(path)
    tokens = tokenize(text, word_piece)
    passage = Passage("gum", tokens, descriptions=True, references=True)
    for e in entities:
        heads = [e["first"] + int(i) - 1 for i in e["minspan"].split(",") if i.isdigit()]
        heads = [h for h in heads if e["first"] <= h <= e["last"]] or [e["last"]]
        head = words[heads[-1]]
        at = sorted(tokens_in([words[e["first"]]["span"]], tokens.spans) | tokens_in([head["span"]], tokens.spans))
        if not at:
            continue
        if head["form"].lower() in PRONOUNS and head["upos"] in ("PRON", "DET"):
            at = sorted(tokens_in([head["span"]], tokens.spans))
            passage.mentions.append(Mention(at[0], at[-1], "pronoun", None, e["cluster"] if e["kind"] in GUM else None))
        elif head["upos"] == "PROPN":
            low, high = heads[0], heads[-1]
            joins = ("of", "the", "for", "and", "de", "-", "’s", "'s", "&", "al")
            while low > e["first"] and (words[low - 1]["upos"] == "PROPN" or words[low - 1]["form"] in joins and low - 2 >= e["first"] and words[low - 2]["upos"] == "PROPN" or words[low - 1]["form"][0].isupper() and words[low - 1]["upos"] in ("ADJ", "NOUN")):
                low -= 1
            while high < e["last"] and (words[high + 1]["upos"] == "PROPN" or words[high + 1]["form"] in joins and high + 2 <= e["last"] and words[high + 2]["upos"] == "PROPN"):
                high += 1
            at = sorted(tokens_in([(words[low]["span"][0], words[high]["span"][1])], tokens.spans))
            if trimmed := trim_name(tokens, at[0], at[-1]):
                kind = GUM.get(e["kind"], "other")
                passage.mentions.append(Mention(*trimmed, "name", kind, e["cluster"]))
        elif head["upos"] in ("NOUN", "ADJ", "NUM", "DET", "PRON") and e["kind"] in GUM and head["form"].lower() not in ("i", "we", "you", "me", "us", "my", "our", "your", "who", "which", "that", "whose", "whom", "this", "these", "those", "myself", "yourself", "ourselves", "mine", "yours", "ours", "one", "everyone", "someone", "anyone", "no", "nobody"):
            passage.mentions.append(Mention(at[0], at[-1], "description", GUM[e["kind"]], e["cluster"]))
    known = {t for m in passage.mentions for t in range(m.first, m.last + 1) if m.form == "name"}
    for t in range(len(tokens.spans)):
        w = word(tokens, t)
        if t not in known and w[0].isupper() and w.lower() in peoples():
            passage.mentions.append(Mention(t, t, "name", "people"))
        elif w.lower() in PRONOUNS and not any(m.first == t for m in passage.mentions):
            passage.mentions.append(Mention(t, t, "pronoun"))
    return tidy(passage)


def tidy(passage: Passage) -> Passage:
    """Mentions once each, in text order; of two that begin together the longer first."""
    seen = {}
    for m in passage.mentions:
        seen.setdefault((m.first, m.last), m)
    passage.mentions = sorted(seen.values(), key=lambda m: (m.first, -m.last))
    return passage


def gum(folder: Path, word_piece: WordPiece, split: str) -> list[Passage]:
    section = (folder / "splits.md").read_text(encoding="utf8").split(f"## {split}\n")[1].split("##")[0]
    out = []
    for name in re.findall(r"\* (\S+)", section):
        path = folder / "dep" / f"{name}.conllu"
        if path.exists():
            out += cut(gum_passage(path, word_piece))
    return out


def litbank(folder: Path, word_piece: WordPiece) -> list[Passage]:
    """Coreference in fiction: the layers of names and descriptions are not learnt from, their kinds are not given."""
    out = []
    for path in sorted((folder / "coref/conll").glob("*.conll")):
        words, spans, open_ones, text = [], [], {}, ""
        for line in open(path, encoding="utf8"):
            parts = line.rstrip("\n").split("\t")
            if len(parts) < 13:
                continue
            words.append(parts[3])
            for m in re.finditer(r"\((\d+)(\))?|(\d+)\)", parts[12]):
                if m.group(3):
                    if open_ones.get(m.group(3)):
                        spans.append((open_ones[m.group(3)].pop(), len(words) - 1, m.group(3)))
                elif m.group(2):
                    spans.append((len(words) - 1, len(words) - 1, m.group(1)))
                else:
                    open_ones.setdefault(m.group(1), []).append(len(words) - 1)
        text, places = join(words)
        tokens = tokenize(text, word_piece)
        passage = Passage("litbank", tokens, names=False, references=True)
        for first, last, cluster in spans:
            at = sorted(tokens_in([(places[first][0], places[last][1])], tokens.spans))
            if at and not (len(at) == 1 and word(tokens, at[0]).lower() in ("i", "you", "me", "my", "we", "us", "our", "your", "who", "which", "that", "myself")):
                add(passage, at[0], at[-1], "person", cluster)
        for t in range(len(tokens.spans)):
            if word(tokens, t).lower() in PRONOUNS and not any(m.first == t for m in passage.mentions if m.form == "pronoun"):
                passage.mentions.append(Mention(t, t, "pronoun"))
        for m in passage.mentions:
            m.kind = None if m.form != "pronoun" else m.kind
        out += cut(tidy(passage))
    return out


def gap_rows(folder: Path) -> tuple[list[dict], list[dict]]:
    """Snippets to learn from (validation and the first of development) and to measure on."""
    read = lambda name: list(csv.DictReader(open(folder / f"gap-{name}.tsv", encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    development = read("development")
    return read("validation") + development[:GAP_TRAIN], development[GAP_TRAIN:]


CAPITALS = re.compile(r"(?:[A-Z][\w’'.-]*)(?:\s+(?:(?:de|van|von|der|bin|al|of|the|la|du)\s+)*[A-Z][\w’'-]*)*")


def add_capitals(passage: Passage) -> None:
    """Other runs of capitals as names beside those that the corpus marks: candidates that it leaves out. One that shares a word with the
    names of a single cluster is taken to mean the same."""
    tokens = passage.tokens
    known = [(m.first, m.last) for m in passage.mentions if m.form == "name"]
    words_of: dict[str, set[str]] = {}
    for m in passage.mentions:
        if m.form == "name" and m.cluster:
            words_of.setdefault(m.cluster, set()).update(set(re.findall(r"\w+", passage.text_of(m).lower())) - TITLES)
    for match in CAPITALS.finditer(tokens.text):
        at = sorted(tokens_in([match.span()], tokens.spans))
        trimmed = trim_name(tokens, at[0], at[-1]) if at else None
        if not trimmed or any(trimmed[0] <= b and a <= trimmed[1] for a, b in known):
            continue
        words = {word(tokens, t).lower() for t in range(trimmed[0], trimmed[1] + 1)}
        if len(words) == 1 and (words & PRONOUNS.keys() or next(iter(words)) in STARTERS or match.start() == 0 and len(next(iter(words))) < 4):
            continue
        same = [key for key, own in words_of.items() if words & own]
        passage.mentions.append(Mention(*trimmed, "name", None, same[0] if len(same) == 1 else f"other {match.start()}"))


def gap(folder: Path, word_piece: WordPiece) -> list[Passage]:
    """One pronoun a snippet with two names of which it means one or neither."""
    found = [gap_passage(row, word_piece) for row in gap_rows(folder)[0]]
    return [passage for passage in found if passage]


def gap_passage(row: dict, word_piece: WordPiece) -> Passage | None:
    """The snippet with its two names, other runs of capitals, and its pronoun, of which the truth is known."""
    text = row["Text"]
    tokens = tokenize(text, word_piece)
    passage = Passage("gap", tokens, names=False, references=True)
    where = lambda start, length: sorted(tokens_in([(start, start + length)], tokens.spans))
    pronoun = where(int(row["Pronoun-offset"]), len(row["Pronoun"]))
    if not pronoun or row["Pronoun"].lower() not in PRONOUNS:
        return None
    known = {}
    for key in "AB":
        at = where(int(row[f"{key}-offset"]), len(row[key]))
        known[key] = (at[0], at[-1])
        passage.mentions.append(Mention(at[0], at[-1], "name", None, key))
    add_capitals(passage)
    for t in range(len(tokens.spans)):
        if word(tokens, t).lower() in PRONOUNS and t != pronoun[0]:
            passage.mentions.append(Mention(t, t, "pronoun", None, "?"))
    truth = [key for key in "AB" if row[f"{key}-coref"].upper() == "TRUE"]
    passage.mentions.append(Mention(pronoun[0], pronoun[-1], "pronoun", None, truth[0] if truth else None))
    tidy(passage)
    passage.partly.add(pronoun[0])
    passage.not_meant[pronoun[0]] = set() if truth else {i for i, m in enumerate(passage.mentions) if m.cluster in ("A", "B")}
    return passage


STARTERS = set("the in on at a an after before when while during as by for from with however although he she it they his her their its this that these there who and but or then later also both despite since until following according one two three first second january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split())


def all_passages(corpora: Path, word_piece: WordPiece) -> list[Passage]:
    """Everything to learn mentions and references from."""
    out = re3d(corpora / "re3d", word_piece)
    out += bio(corpora / "crossner-politics/train.txt", "crossner", word_piece)
    out += bio(corpora / "wikigold/wikigold.conll.txt", "wikigold", word_piece)
    out += bio(corpora / "uner-ewt/en_ewt-ud-dev.iob2", "uner", word_piece)
    out += gum(corpora / "gum", word_piece, "train")
    out += litbank(corpora / "litbank", word_piece)
    out += gap(corpora / "gap", word_piece)
    return [p for p in out if p.tokens.spans]


def counts(passages: list[Passage]) -> dict[str, dict[str, int]]:
    """How much each corpus gives."""
    out: dict[str, Counter] = {}
    for p in passages:
        c = out.setdefault(p.source, Counter())
        c["passages"] += 1
        c["tokens"] += len(p.tokens.spans)
        for m in p.mentions:
            c[f"{m.form}:{m.kind}"] += 1
    return {k: dict(v) for k, v in out.items()}
