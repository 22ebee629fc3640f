"""Figures of the mention heads while training: quick ones, on gold mentions. The product's own figures come from its output
(`sayso_training/measure.py`)."""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path

import torch

from . import entity_corpora
from .batches import IGNORE
from .device import autocast
from .mentions import DESCRIPTION_KINDS, NAME_KINDS, PRONOUNS, Mention, Passage, labels, trim_name
from .model import Attributor
from .passages import item, token_vectors, truth
from .reference import log_probabilities, pairs_of
from .score import f1
from .statements import tokens_in
from .tokens import WordPiece, tokenize


def runs_of(row: list[int]) -> set[tuple[int, int, int]]:
    """Runs of begin/inside labels as (first, last, kind); an inside without its begin opens one."""
    out: list[list[int]] = []
    for t, label in enumerate(row):
        kind = (label - 1) // 2
        if label == IGNORE or label == 0:
            continue
        if label % 2 == 0 and out and out[-1][1] == t - 1 and out[-1][2] == kind:
            out[-1][1] = t
        else:
            out.append([t, t, kind])
    return {tuple(run) for run in out}


@functools.cache
def dev_sets(corpora: Path, word_piece: WordPiece) -> dict[str, list]:
    """What is measured on: none of it is learnt from."""
    held = []
    for document, entities in entity_corpora.re3d_split(corpora / "re3d")[1]:
        passage = Passage("re3d", tokenize(document["text"], word_piece))
        for e in entities:
            if e["type"] in ("Person", "Organisation", "Location", "Nationality") and not entity_corpora.is_part(document["text"], e):
                at = sorted(tokens_in([(e["begin"], e["end"])], passage.tokens.spans))
                if at:
                    entity_corpora.add(passage, at[0], at[-1], entity_corpora.RE3D[e["type"]], None)
        held += entity_corpora.cut(entity_corpora.tidy(passage))
    return {
        "re3d": held,
        "crossner": entity_corpora.bio(corpora / "crossner-politics/dev.txt", "crossner", word_piece)[:250],
        "gum": entity_corpora.gum(corpora / "gum", word_piece, "dev"),
        "gap": entity_corpora.gap_rows(corpora / "gap")[1],
    }


def mention_scores(model: Attributor, corpora: Path, word_piece: WordPiece) -> dict[str, float]:
    return scores_on(model, dev_sets(corpora, word_piece), word_piece)


@torch.no_grad()
def scores_on(model: Attributor, sets: dict[str, list], word_piece: WordPiece) -> dict[str, float]:
    """Figures on the sets of `dev_sets`."""
    model.eval()
    out = {}
    for name in ("re3d", "crossner"):
        n = Counter()
        for passage in sets[name]:
            logits = vectors_of(model, passage, word_piece, "names")
            gold = runs_of(labels(passage, "name", NAME_KINDS, IGNORE))
            found = runs_of(logits.argmax(1).tolist())
            unsure = passage.unsure
            found = {r for r in found if r[2] < 3 and not unsure.intersection(range(r[0], r[1] + 1))}
            gold = {r for r in gold if r[2] < 3}
            n.update(hit=len(gold & found), gold=len(gold), found=len(found))
        out[f"names {name}"] = f1(n["hit"], n["found"], n["gold"])
    n, right = Counter(), Counter()
    for passage in sets["gum"]:
        layer = vectors_of(model, passage, word_piece, "descriptions")
        gold, found = runs_of(labels(passage, "description", DESCRIPTION_KINDS, IGNORE)), runs_of(layer.argmax(1).tolist())
        n.update(hit=len(gold & found), gold=len(gold), found=len(found))
        for form, ok in references(model, passage, word_piece):
            right[form, "all"] += 1
            right[form, "right"] += ok
    out["descriptions gum"] = f1(n["hit"], n["found"], n["gold"])
    for form in ("pronoun", "description"):
        out[f"references gum {form}"] = 100 * right[form, "right"] / max(1, right[form, "all"])
    out["gap"] = gap_score(model, sets["gap"], word_piece)
    out["goal"] = (out["names re3d"] + out["names crossner"] + out["gap"] + out["references gum pronoun"]) / 4
    return {k: round(v, 2) for k, v in out.items()}


def vectors_of(model: Attributor, passage: Passage, word_piece: WordPiece, head: str) -> torch.Tensor:
    with autocast():
        vectors = token_vectors(model, [item(passage, 192, word_piece)])[0]
        return getattr(model.mentions, head)(vectors).float()


def probabilities(model: Attributor, passage: Passage, word_piece: WordPiece):
    pairs = pairs_of(passage.tokens, passage.mentions)
    vectors = vectors_of(model, passage, word_piece, "refer")
    scores, none = model.mentions.referrer(vectors, pairs)
    return pairs, *log_probabilities(scores, none, pairs.owner)


def references(model: Attributor, passage: Passage, word_piece: WordPiece) -> list[tuple[str, bool]]:
    """For each description and pronoun whose entity has another mention among the candidates: whether the best one is right."""
    if not passage.mentions:
        return []
    pairs, logs, none = probabilities(model, passage, word_piece)
    right, none_right, _ = truth(passage, pairs)
    out = []
    for k, i in enumerate(pairs.anaphors):
        if none_right[k]:
            continue
        mine = pairs.owner == k
        best = logs[mine].argmax()
        out.append((passage.mentions[i].form, bool(right[mine][best])))
    return out


def gap_score(model: Attributor, rows: list[dict], word_piece: WordPiece) -> float:
    """F1 over "the pronoun means A" and "… means B", names other than these two as candidates beside them."""
    n = Counter()
    for row in rows:
        passage = entity_corpora.gap_passage(row, word_piece)
        if passage is None:
            n["gold"] += (row["A-coref"] == "TRUE") + (row["B-coref"] == "TRUE")
            continue
        pairs, logs, none = probabilities(model, passage, word_piece)
        k = next(k for k, i in enumerate(pairs.anaphors) if passage.mentions[i].first in passage.partly)
        mass: Counter = Counter()
        for at in (pairs.owner == k).nonzero().flatten().tolist():
            c = passage.mentions[int(pairs.candidate[at])]
            if c.form == "name":
                mass[c.cluster] += float(logs[at].exp())
        mass["none"] = float(none[k].exp())
        chosen = mass.most_common(1)[0][0]
        for key in "AB":
            gold, found = row[f"{key}-coref"] == "TRUE", chosen == key
            n.update(gold=gold, found=found, hit=gold and found)
    return f1(n["hit"], n["found"], n["gold"])
