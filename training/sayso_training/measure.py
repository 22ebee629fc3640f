"""Figures of the finished program on corpora with gold names, coreference and nested attributions, from its JSON.

    python -m sayso_training.measure --program target/release/sayso --corpora target/corpora [--only names,sources,gap,nested]

Nothing here has been trained on: of re3d the ten documents held out, CrossNER politics dev, GUM dev and test, WikiEvents dev,
the last 800 snippets of GAP development.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import xml.etree.ElementTree as xml
from collections import Counter
from pathlib import Path

from . import entity_corpora
from .mentions import Passage, head_of_description, trim_name
from .score import f1
from .statements import tokens_in
from .tokens import WordPiece, tokenize

OTHER_PRONOUNS = set("i me my mine myself we us our ours ourselves you your yours who whom whose which that this these those".split())
KINDS = ("person", "organisation", "place")


def readings(program: Path, texts: dict[str, str]) -> dict[str, dict]:
    """The reading of each text, by its id."""
    lines = "".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items())
    done = subprocess.run([program, "read", "--json", "-"], input=lines, capture_output=True, text=True, check=False)
    out = {}
    for line in done.stdout.splitlines():
        reading = json.loads(line)
        out[reading["document"]["id"]] = reading
    if missing := texts.keys() - out.keys():
        raise SystemExit(f"{len(missing)} texts were not read: {done.stderr[:400]}")
    return out


def names(program: Path, corpora: Path, word_piece: WordPiece) -> None:
    """Span and type F1 of names. Article and title are taken off both sides, as corpora differ in whether they belong to a name."""
    for corpus in ("re3d", "crossner"):
        gold: dict[str, list[tuple[int, int, str]]] = {}
        texts: dict[str, str] = {}
        unsure: dict[str, set[int]] = {}
        passages = []
        if corpus == "re3d":
            for document, entities in entity_corpora.re3d_split(corpora / "re3d")[1]:
                passage = Passage("re3d", tokenize(document["text"], word_piece))
                for e in entities:
                    if e["type"] in entity_corpora.RE3D and not entity_corpora.is_part(document["text"], e):
                        at = sorted(tokens_in([(e["begin"], e["end"])], passage.tokens.spans))
                        if at:
                            entity_corpora.add(passage, at[0], at[-1], entity_corpora.RE3D[e["type"]], None)
                # Many sentences of these documents bear no mark at all, of any kind: nothing found there counts.
                marked = {t for e in entities for t in tokens_in([(e["begin"], e["end"])], passage.tokens.spans)}
                for low, high in entity_corpora.sentence_tokens(passage.tokens):
                    if marked.isdisjoint(range(low, high)):
                        passage.unsure.update(range(low, high))
                passages.append(entity_corpora.tidy(passage))
        else:
            passages = entity_corpora.bio(corpora / "crossner-politics/dev.txt", "crossner", word_piece)
        for i, p in enumerate(passages):
            key, spans = f"{corpus}{i}", p.tokens.spans
            texts[key] = p.tokens.text
            gold[key] = [(spans[m.first][0], spans[m.last][1], m.kind) for m in p.mentions if m.form == "name" and m.kind in KINDS]
            unsure[key] = {c for t in p.unsure if corpus == "re3d" for c in range(*spans[t])}
            unsure[key] |= {c for m in p.mentions if m.form == "name" and m.kind == "people" for c in range(spans[m.first][0], spans[m.last][1])}
        found = readings(program, texts)
        n, confusion = Counter(), Counter()
        for key, text in texts.items():
            tokens = tokenize(text, word_piece)
            predicted = set()
            for actor in found[key]["actors"]:
                for m in actor["mentions"]:
                    if m["form"] != "name" or m["kind"] not in KINDS or unsure[key].intersection(range(m["start"], m["end"])):
                        continue
                    at = sorted(tokens_in([(m["start"], m["end"])], tokens.spans))
                    if trimmed := trim_name(tokens, at[0], at[-1]):
                        predicted.add((tokens.spans[trimmed[0]][0], tokens.spans[trimmed[1]][1], m["kind"]))
            wanted = set(gold[key])
            n.update(hit=len(wanted & predicted), gold=len(wanted), found=len(predicted))
            n.update(span=len({w[:2] for w in wanted} & {p[:2] for p in predicted}))
            kinds = lambda side: {t: k for a, b, k in side for t in tokens_in([(a, b)], tokens.spans)}
            g, p = kinds(wanted), kinds(predicted)
            for t in g.keys() | p.keys():
                confusion[g.get(t, "-"), p.get(t, "-")] += 1
            for kind in KINDS:
                n.update({(kind, "hit"): len({w for w in wanted & predicted if w[2] == kind}), (kind, "gold"): sum(w[2] == kind for w in wanted), (kind, "found"): sum(p[2] == kind for p in predicted)})
        print(f"names {corpus}: documents {len(texts)} gold {n['gold']} found {n['found']}  P {100 * n['hit'] / max(1, n['found']):.1f} R {100 * n['hit'] / max(1, n['gold']):.1f} F1 {f1(n['hit'], n['found'], n['gold']):.1f}  span only F1 {f1(n['span'], n['found'], n['gold']):.1f}")
        print("  " + "  ".join(f"{kind} {f1(n[kind, 'hit'], n[kind, 'found'], n[kind, 'gold']):.1f}" for kind in KINDS))
        columns = [*KINDS, "-"]
        print("  tokens, gold down, found across: " + " ".join(columns))
        for row in columns:
            print(f"  {row:14}" + " ".join(f"{confusion[row, column]:6}" for column in columns))


def gum_gold(corpora: Path, word_piece: WordPiece, splits: list[str]) -> dict[str, tuple[str, list]]:
    """Text and mentions (start, end, form, cluster) of GUM's documents."""
    out = {}
    for split in splits:
        section = (corpora / "gum/splits.md").read_text(encoding="utf8").split(f"## {split}\n")[1].split("##")[0]
        for name in re.findall(r"\* (\S+)", section):
            path = corpora / "gum/dep" / f"{name}.conllu"
            if path.exists():
                p = entity_corpora.gum_passage(path, word_piece)
                s = p.tokens.spans
                out[name] = p.tokens.text, [(s[m.first][0], s[m.last][1], m.form, m.cluster) for m in p.mentions if m.cluster is not None]
    return out


def wikievents_gold(corpora: Path, word_piece: WordPiece) -> dict[str, tuple[str, list]]:
    clusters = {c["doc_key"]: c["clusters"] for c in map(json.loads, open(corpora / "wikievents/coref/dev.jsonlines", encoding="utf8"))}
    out = {}
    for document in map(json.loads, open(corpora / "wikievents/dev.jsonl", encoding="utf8")):
        text, places = "", []
        for tokens, sentence in document["sentences"]:
            start = len(text) + bool(text)
            text += (" " if text else "") + sentence
            at = 0
            for token in tokens:
                found = sentence.find(token[0], at)
                at = found if found >= 0 else at
                places.append((start + at, start + at + len(token[0])))
                at += len(token[0])
        owner = {m: f"c{i}" for i, c in enumerate(clusters.get(document["doc_id"], [])) for m in c}
        mentions = []
        for m in document["entity_mentions"]:
            if m["entity_type"] not in ("PER", "ORG", "GPE", "LOC", "FAC"):
                continue
            a, b = places[m["start"]][0], places[m["end"] - 1][1]
            word = text[a:b]
            form = "pronoun" if word.lower() in entity_corpora.PRONOUNS or word.lower() in OTHER_PRONOUNS else "name" if word[:1].isupper() else "description"
            mentions.append((a, b, form, owner.get(m["id"], m["id"])))
        out[document["doc_id"]] = text, sorted(mentions)
    return out


def sources(program: Path, corpora: Path, word_piece: WordPiece, splits: list[str], show: int) -> None:
    """Of the statements whose source is a pronoun or a description of the gold: whether the predicted actor is the right one."""
    for corpus, gold in (("gum", gum_gold(corpora, word_piece, splits)), ("wikievents", wikievents_gold(corpora, word_piece))):
        found = readings(program, {key: text for key, (text, _) in gold.items()})
        n, wrong = Counter(), []
        for key, (text, mentions) in gold.items():
            actors = {a["id"]: a for a in found[key]["actors"]}
            firsts: dict[str, list] = {}
            for m in mentions:
                firsts.setdefault(m[3], []).append(m)
            for s in found[key]["statements"]:
                spans = s["source"]["spans"]
                if not spans:
                    continue
                a, b = spans[0]["start"], spans[-1]["end"]
                inside = [m for m in mentions if a <= m[0] and m[1] <= b]
                if not inside:
                    continue
                head = head_end(text, a, b, word_piece)
                m = next((m for m in reversed(inside) if m[1] == head), None)
                if m is None:
                    # What the gold marks in it is a part ("the republic's constitution"), not who speaks.
                    n["not in the gold"] += 1
                    continue
                named = [x for x in inside if x[3] == m[3] and x[2] == "name"]
                form = "name" if named else m[2]
                if form == "name":
                    continue
                others = [x for x in firsts[m[3]] if x[:2] != m[:2] and x[2] != "pronoun"]
                if form == "pronoun" and not others:
                    continue
                verdict = judge(actors.get(s["source"]["actor"]), m, mentions, bool(others), text, word_piece)
                n[form, verdict] += 1
                if form == "description" and others:
                    n["description with other mentions", verdict] += 1
                if verdict != "right" and len(wrong) < show:
                    actor = actors.get(s["source"]["actor"], {}).get("name")
                    wrong.append(f"    {key}: {text[max(0, a - 60):a]}[[{text[a:b]}]]{text[b:b + 30]} -> {actor}; gold {[text[x[0]:x[1]] for x in others][:3]} ({verdict})".replace("\n", " "))
        for form in ("pronoun", "description", "description with other mentions"):
            right, bad, none = (n[form, v] for v in ("right", "wrong", "none"))
            total = max(1, right + bad + none)
            print(f"sources {corpus} {form}: {right + bad + none}, right {100 * right / total:.1f} %, given {right + bad}, right when given {100 * right / max(1, right + bad):.1f} %")
        print(f"  sources whose head the gold does not mark: {n['not in the gold']}")
        print("\n".join(wrong))


def head_end(text: str, start: int, end: int, word_piece: WordPiece) -> int:
    """Where the head of a description ends: "officer" of "one police officer at the scene"; a name behind its title is the last before "of"."""
    words = tokenize(text[start:end], word_piece)
    return start + words.spans[head_of_description(words, 0, len(words.spans) - 1)][1]


def judge(actor: dict | None, mention: tuple, mentions: list[tuple], has_others: bool, text: str, word_piece: WordPiece) -> str:
    """Whether most of the actor's other mentions (names before descriptions, pronouns not counted) are of the gold cluster.

    A description is of the cluster whose mention ends with its head ("officer" of "one police officer at the scene", not "police");
    where the gold marks none there, of those that overlap it."""
    if actor is None:
        return "none"
    votes: dict[str, Counter] = {"name": Counter(), "description": Counter()}
    for m in actor["mentions"]:
        if m["form"] == "pronoun" or m["start"] < mention[1] and mention[0] < m["end"]:
            continue
        over = [g for g in mentions if g[2] in votes and g[0] < m["end"] and m["start"] < g[1]]
        over = [g for g in over if g[1] == m["end"] or g[0] == m["start"] or g[2] == m["form"]]
        if m["form"] == "description":
            end = head_end(text, m["start"], m["end"], word_piece)
            over = [g for g in over if g[1] == end] or over
        for _, _, form, cluster in over:
            votes[form][cluster] += 1
    for form in ("name", "description"):
        if votes[form]:
            return "right" if votes[form].most_common(1)[0][0] == mention[3] else "wrong"
    return "wrong" if has_others else "right"


def gap(program: Path, corpora: Path) -> None:
    """GAP's own measure: whether the pronoun's actor has a mention that overlaps A's, B's."""
    rows = entity_corpora.gap_rows(corpora / "gap")[1]
    found = readings(program, {row["ID"]: row["Text"] for row in rows})
    n = Counter()
    for row in rows:
        start = int(row["Pronoun-offset"])
        own = (start, start + len(row["Pronoun"]))  # not the mention that begins with it ("her mother")
        actors = [a for a in found[row["ID"]]["actors"] if any((m["start"], m["end"]) == own for m in a["mentions"])]
        n["given"] += bool(actors)
        for key in "AB":
            a = int(row[f"{key}-offset"])
            b = a + len(row[key])
            gold = row[f"{key}-coref"].upper() == "TRUE"
            hit = any(m["start"] < b and a < m["end"] and m["form"] == "name" for actor in actors for m in actor["mentions"])
            gender = "feminine" if row["Pronoun"].lower() in ("she", "her", "hers") else "masculine"
            for group in ("all", gender):
                n.update({(group, "gold"): gold, (group, "found"): hit, (group, "hit"): gold and hit})
    for group in ("all", "masculine", "feminine"):
        g, p, h = (n[group, k] for k in ("gold", "found", "hit"))
        print(f"gap {group}: snippets {len(rows)} gold {g} found {p}  P {100 * h / max(1, p):.1f} R {100 * h / max(1, g):.1f} F1 {f1(h, p, g):.1f}")
    print(f"  pronouns given an actor {n['given']}")


def nested(program: Path, corpora: Path, word_piece: WordPiece, show: int) -> None:
    """GUM's attribution relations that stand inside the content of another: whether both are found, and one `within` the other."""
    texts, pairs = {}, {}
    for path in sorted((corpora / "gum/rst/rstweb").glob("*.rs4")):
        dep = corpora / "gum/dep" / f"{path.stem}.conllu"
        if not dep.exists():
            continue
        text = entity_corpora.conllu(dep)[0]
        found = nested_pairs(path, text)
        if found:
            texts[path.stem], pairs[path.stem] = text, found
    read = readings(program, texts)
    n, wrong = Counter(), []
    for key, some in pairs.items():
        statements = read[key]["statements"]
        at = lambda edu: next((s for s in statements if any(c["start"] < edu[1] and edu[0] < c["end"] for c in s["cue"]["spans"])), None)
        for outer, inner in some:
            o, i = at(outer), at(inner)
            # Much of GUM's nesting is of whole sections: all that follows "Speaker Pelosi." up to the next speaker.
            near = not re.search(r"[.!?][”’\"']?\s|\n", texts[key][min(outer[1], inner[1]) : max(outer[0], inner[0])])
            n["pairs"] += 1
            n["near pairs"] += near
            n["outer found"] += o is not None
            n["inner found"] += i is not None
            if o and i and o is not i:
                n["both"] += 1
                n["near both"] += near
                n["near right"] += near and i["within"] == o["id"]
                n["right"] += i["within"] == o["id"]
                if i["within"] != o["id"] and len(wrong) < show:
                    wrong.append(f"    {key}: outer [{texts[key][slice(*outer)]}] inner [{texts[key][slice(*inner)]}] within {i['within']} of {o['id']}".replace("\n", " "))
    print(f"nested gum: documents {len(pairs)} pairs {n['pairs']}, outer found {n['outer found']}, inner found {n['inner found']}, both {n['both']}, within right {n['right']} ({100 * n['right'] / max(1, n['both']):.1f} % of both, {100 * n['right'] / max(1, n['pairs']):.1f} % of all)")
    print(f"  in one sentence: pairs {n['near pairs']}, both {n['near both']}, within right {n['near right']}")
    print("\n".join(wrong))


def nested_pairs(path: Path, text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Source clauses (outer, inner) of attributions of which one stands in the other's content, the nearest outer one."""
    body = xml.parse(path).getroot().find("body")
    nodes = {e.get("id"): e for e in body if e.tag in ("segment", "group")}
    children: dict[str, list[str]] = {}
    for key, e in nodes.items():
        if e.get("parent"):
            children.setdefault(e.get("parent"), []).append(key)
    order, spans, at = [], {}, 0
    for key, e in nodes.items():
        if e.tag == "segment":
            words = (e.text or "").split()
            start = None
            for w in words:
                found = text.find(w, at)
                if found < 0 or found - at > 200:
                    continue
                start = found if start is None else start
                at = found + len(w)
            spans[key] = (start if start is not None else at, at)
            order.append(key)

    def leaves(key: str) -> set[str]:
        own = {key} if nodes[key].tag == "segment" else set()
        return own.union(*(leaves(c) for c in children.get(key, [])))

    def content(key: str) -> set[str]:
        """The leaves of the nucleus that the satellite `key` attributes."""
        nucleus = nodes[key].get("parent")
        return leaves(nucleus) - leaves(key)

    attributions = [k for k, e in nodes.items() if (e.get("relname") or "").startswith("attribution")]
    satellite = {k: leaves(k) for k in attributions}
    held = {k: content(k) for k in attributions}
    out = []
    for inner in attributions:
        outers = [o for o in attributions if o != inner and satellite[inner] <= held[o] and not satellite[o] & held[inner]]
        if outers and len(satellite[inner]) == 1:
            o = min(outers, key=lambda o: len(held[o]))
            if len(satellite[o]) == 1:
                out.append((spans[next(iter(satellite[o]))], spans[next(iter(satellite[inner]))]))
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", type=Path, default=Path("target/release/sayso"))
    ap.add_argument("--corpora", type=Path, default=Path("target/corpora"))
    ap.add_argument("--base", type=Path, required=True, help="folder with vocab.txt")
    ap.add_argument("--only", default="names,sources,gap,nested")
    ap.add_argument("--gum", default="dev,test", help="parts of GUM for the sources; the model learnt from train, on which few rules were tried")
    ap.add_argument("--show", type=int, default=0, help="so many mistakes of each measure")
    a = ap.parse_args()
    word_piece = WordPiece(a.base / "vocab.txt")
    chosen = a.only.split(",")
    if "names" in chosen:
        names(a.program, a.corpora, word_piece)
    if "sources" in chosen:
        sources(a.program, a.corpora, word_piece, a.gum.split(","), a.show)
    if "gap" in chosen:
        gap(a.program, a.corpora)
    if "nested" in chosen:
        nested(a.program, a.corpora, word_piece, a.show)


if __name__ == "__main__":
    main()
