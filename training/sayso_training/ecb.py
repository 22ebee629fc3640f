"""ECB+ (Cybulska and Vossen 2014): whom pronouns and descriptions of news reports mean, by clusters within and across documents.

Only participants of events are marked, so that nothing is learnt of names and descriptions, and of references only those whose
meaning has a mark elsewhere in the text. The numbers of the topics that hold the test documents (36 to 45) are left out.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as xml
from collections import Counter
from pathlib import Path

from .entity_corpora import add, add_capitals, cut, tidy
from .mentions import PRONOUNS, Mention, Passage, join, word
from .statements import tokens_in
from .tokens import WordPiece, tokenize

LAST_TOPIC = 35
KINDS = {"PER": "person", "ORG": "organisation", "FAC": "place", "GEO": "place", "GENERIC": "person"}


def read(folder: Path, word_piece: WordPiece) -> list[Passage]:
    out = []
    for path in sorted(folder.glob("ECB+/*/*.xml")):
        if int(path.parent.name) <= LAST_TOPIC:
            out += [part for part in cut(passage(path, word_piece)) if part.partly]
    return out


def passage(path: Path, word_piece: WordPiece) -> Passage:
    root = xml.parse(path).getroot()
    words = root.findall("token")
    # The first sentence of a page from the Web is often its address.
    address = {w.get("sentence") for w in words if "http" in (w.text or "")}
    words = [w for w in words if w.get("sentence") not in address]
    text, places = join([re.sub(r"\s+", "", w.text or "-") or "-" for w in words])
    number = {w.get("t_id"): i for i, w in enumerate(words)}
    clusters: dict[str, str] = {}
    for relation in root.find("Relations") or ():
        for source in relation.findall("source"):
            clusters[source.get("m_id")] = relation.get("note") or relation.get("r_id")
    tokens = tokenize(text, word_piece)
    out = Passage("ecb", tokens, names=False, references=True)
    for mark in root.find("Markables") or ():
        kind = KINDS.get(mark.tag.rsplit("_", 1)[-1]) if mark.tag.startswith(("HUMAN_PART", "LOC")) else None
        anchors = [number[a.get("t_id")] for a in mark.findall("token_anchor") if a.get("t_id") in number]
        cluster = clusters.get(mark.get("m_id"))
        if not kind or not anchors or not cluster or re.match(r"\W*(i|we|you|my|our|your)\b", words[anchors[0]].text, re.I):
            continue
        at = sorted(tokens_in([(places[anchors[0]][0], places[anchors[-1]][1])], tokens.spans))
        if at:
            add(out, at[0], at[-1], kind, cluster)
    add_capitals(out)
    for t in range(len(tokens.spans)):
        if word(tokens, t).lower() in PRONOUNS and not any(m.first == t and m.form == "pronoun" for m in out.mentions):
            out.mentions.append(Mention(t, t, "pronoun"))
    tidy(out)
    often = Counter(m.cluster for m in out.mentions)
    out.partly = {m.first for m in out.mentions if m.form != "name" and m.cluster and often[m.cluster] > 1}
    return out
