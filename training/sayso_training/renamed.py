"""Passages told of other people: persons renamed, and he made she, so that what a pronoun means is not learnt by heart of names.

Words are replaced token by token and a token by a token, so that mentions, clusters and what else counts in tokens stay as they are.
A name's word becomes the same new word wherever it stands in the passage, a given name one of the same gender. Where the gender of a
whole passage is swapped, its pronouns, titles, gendered nouns and given names are. Whether "her" is "him" or "his" is told by the
words beside it, as texts have them beside "him" and "his".
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from .mentions import PRONOUNS, TITLES, Mention, Passage, word
from .tokens import BREAKS, QUOTES, TOKEN, Tokens, WordPiece, shape

# Of passages with references, those in which persons are known to be persons.
SOURCES = frozenset({"gap", "unnamed", "litbank", "gum", "ecb"})
OTHER = {"m": "f", "f": "m"}
# Parts of names that stay: particles, and what comes behind a name.
PARTS = set("jr sr ii iii iv de del della der den di da du la le el al bin ibn ben abu van von st saint mac ter san santa".split())
NOUNS = """man woman, men women, boy girl, boys girls, father mother, fathers mothers, dad mum, dad mom, daddy mommy, son daughter, sons daughters,
    brother sister, brothers sisters, husband wife, husbands wives, uncle aunt, uncles aunts, nephew niece, nephews nieces, grandfather grandmother,
    grandson granddaughter, grandsons granddaughters, stepfather stepmother, stepson stepdaughter, stepbrother stepsister, widower widow, groom bride,
    bridegroom bride, boyfriend girlfriend, boyfriends girlfriends, gentleman lady, gentlemen ladies, male female, males females, actor actress,
    actors actresses, king queen, kings queens, prince princess, princes princesses, duke duchess, emperor empress, baron baroness, lord lady,
    hero heroine, heroes heroines, heir heiress, waiter waitress, monk nun, monks nuns, priest priestess, wizard witch,
    spokesman spokeswoman, chairman chairwoman, congressman congresswoman, businessman businesswoman, businessmen businesswomen, policeman policewoman,
    policemen policewomen, sportsman sportswoman, salesman saleswoman, stuntman stuntwoman, horseman horsewoman, frontman frontwoman,
    schoolboy schoolgirl, cowboy cowgirl, masculine feminine, fatherhood motherhood, brotherhood sisterhood, paternal maternal, mr ms, mr mrs, mr miss,
    sir dame, fiancé fiancée, he she, himself herself, him her, his hers"""
SWAPPED: dict[str, str] = {}
for pair in NOUNS.split(","):
    one, other = pair.split()
    SWAPPED.setdefault(one, other)
    SWAPPED.setdefault(other, one)
HIS_ALONE = set("and or but to in at on for was is were are as that who".split())  # behind a "his" that stands for a thing


class Cases:
    """Tells the "her" of "him" from that of "his" (naive Bayes over the words beside it)."""

    def __init__(self):
        self.seen = {"him": Counter(), "his": Counter()}

    @staticmethod
    def signs(before: str, after: str) -> list[str]:
        kind = "end" if not after else "mark" if not after[0].isalnum() else "capital" if after[0].isupper() else after[-3:].lower()
        return [f"before {before.lower()}", f"after {after.lower()}", f"after ends {kind}", f"after begins {'word' if after[:1].isalnum() else 'mark'}"]

    def learn(self, words: list[str]) -> None:
        for at, w in enumerate(words):
            if (own := w.lower()) in self.seen:
                self.seen[own].update(self.signs(*beside(words, at)))
                self.seen[own]["all"] += 1

    def of(self, before: str, after: str) -> str:
        total = {}
        for own, n in self.seen.items():
            total[own] = math.log(n["all"] + 1) + sum(math.log((n[s] + 0.2) / (n["all"] + 20)) for s in self.signs(before, after))
        return max(total, key=total.__getitem__)


def beside(words: list[str], at: int) -> tuple[str, str]:
    return words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""


def given_names(file: Path) -> dict[str, str]:
    """Gender (m, f) of given names in small letters."""
    out = {}
    for line in open(file, encoding="utf8"):
        parts = line.split()
        if parts and parts[0] in OTHER:
            out.update(dict.fromkeys(parts[1:], parts[0]))
    return out


@dataclass
class Renamer:
    """Names to choose from, and what "her" is."""

    genders: dict[str, str]  # of given names
    given: dict[str, list[str]] = field(default_factory=dict)  # of a gender, those seen in texts as often as seen
    surnames: list[str] = field(default_factory=list)
    cases: Cases = field(default_factory=Cases)

    @classmethod
    def of(cls, passages: list[Passage], given: dict[str, str]) -> "Renamer":
        """From what names there are in passages."""
        out = cls(given)
        out.given = {sex: sorted(n.capitalize() for n, s in out.genders.items() if s == sex) for sex in OTHER}
        seen = set()
        for p in passages:
            out.cases.learn([word(p.tokens, t) for t in range(len(p.tokens.spans))])
            for m in out.persons(p):
                words = [word(p.tokens, t) for t in range(m.first, m.last + 1)]
                if len(words) < 2 or tuple(words) in seen or not all(replaceable(w) for w in (words[0], words[-1])):
                    continue
                seen.add(tuple(words))
                if sex := out.genders.get(words[0].lower()):
                    out.given[sex].append(words[0])
                    if words[-1].lower() not in out.genders:
                        out.surnames.append(words[-1])
        return out

    def persons(self, passage: Passage) -> list[Mention]:
        """The names that are persons'."""
        out = []
        named = self.pronouns(passage)
        for m in passage.mentions:
            if m.form != "name" or m.kind not in (None, "person"):
                continue
            begins = word(passage.tokens, m.first).lower()
            known = m.kind or passage.source == "unnamed" or passage.source == "gap" and m.cluster in ("A", "B") or m.cluster in named
            if known or begins in self.genders and m.last - m.first < 3:
                out.append(m)
        return out

    @staticmethod
    def pronouns(passage: Passage) -> dict[str, str]:
        """The gender of clusters by their pronouns; both of GAP's names are of its pronoun's."""
        votes: dict[str, Counter] = {}
        for m in passage.mentions:
            sex = {"he": "m", "she": "f"}.get(PRONOUNS.get(word(passage.tokens, m.first).lower(), "")) if m.form == "pronoun" else None
            if not sex:
                continue
            for cluster in ("A", "B") if passage.source == "gap" and m.first in passage.partly else (m.cluster,):
                if cluster not in (None, "?"):
                    votes.setdefault(cluster, Counter())[sex] += 1
        return {c: v.most_common(1)[0][0] for c, v in votes.items() if len(v) == 1}

    def new_names(self, passage: Passage, rng: random.Random, swap: bool) -> dict[str, str]:
        """A new word for words of persons' names; of given names alone if nothing else need change."""
        tokens, sexes = passage.tokens, self.pronouns(passage)
        words = {word(tokens, t) for t in range(len(tokens.spans))}
        small = {w for w in words if w[0].islower()}
        out: dict[str, str] = {}
        for m in sorted(self.persons(passage), key=lambda m: m.first - m.last):  # whole names tell what their parts are
            for t in range(m.first, m.last + 1):
                w = word(tokens, t)
                if w in out or not replaceable(w) or w.lower() in small:
                    continue
                sex = self.genders.get(w.lower()) or (sexes.get(m.cluster) if t == m.first < m.last else None)
                if t == m.first < m.last and not sex:
                    continue  # some given name
                pool = self.given[OTHER[sex] if swap else sex] if sex else self.surnames
                new = next((n for n in rng.choices(pool, k=8) if n not in words and n not in out.values()), None)
                if new:
                    out[w] = new.upper() if w.isupper() else new
        return out

    def swaps(self, passage: Passage) -> dict[int, str]:
        """The tokens that tell a gender, as the other has them."""
        words = [word(passage.tokens, t) for t in range(len(passage.tokens.spans))]
        named = {t for m in passage.mentions if m.form == "name" for t in range(m.first, m.last + 1)}
        out = {}
        for t, w in enumerate(words):
            own = w.lower()
            if own == "her":
                new = self.cases.of(*beside(words, t))
            elif own == "his":
                after = beside(words, t)[1]
                new = "hers" if not after or not after[0].isalnum() and after not in "\"“‘'" or after in HIS_ALONE else "her"
            elif t in named and w[0].isupper() and own not in PRONOUNS:
                continue
            else:
                new = SWAPPED.get(own)
            if new:
                out[t] = new.upper() if w.isupper() and len(w) > 1 else new.capitalize() if w[0].isupper() else new
        return out

    def told_anew(self, passage: Passage, rng: random.Random, word_piece: WordPiece, swap: bool = False) -> Passage:
        """The passage of other people, and of the other gender."""
        names = self.new_names(passage, rng, swap)
        edits = self.swaps(passage) if swap else {}
        for t in range(len(passage.tokens.spans)):
            if t not in edits and (new := names.get(word(passage.tokens, t))):
                edits[t] = new
        return replaced(passage, edits, word_piece) if edits else passage

    def drawn(self, passages: list[Passage], renamed: float, swapped: float, word_piece: WordPiece, rng: random.Random) -> list[Passage]:
        """The passages, a share of those with references renamed, a share of these swapped."""
        if not renamed:
            return passages
        return [self.told_anew(p, rng, word_piece, rng.random() < swapped) if p.source in SOURCES and rng.random() < renamed else p for p in passages]


def replaceable(w: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]{3,}", w)) and w[0].isupper() and w.lower() not in TITLES and w.lower() not in PARTS and w.lower() not in PRONOUNS


def replaced(passage: Passage, edits: dict[int, str], word_piece: WordPiece) -> Passage:
    """The passage with other words in place of some tokens."""
    old = passage.tokens
    text, spans, pieces, surface, end = "", [], [], [], old.spans[0][0]
    for t, (a, b) in enumerate(old.spans):
        w = edits.get(t, old.text[a:b])
        assert TOKEN.fullmatch(w), w
        text += old.text[end:a]
        spans.append((len(text), len(text) + len(w)))
        text += w
        end = b
        pieces.append(word_piece.token(w))
        rest = old.surface[t] % (BREAKS * QUOTES)
        surface.append(shape(w) * BREAKS * QUOTES + rest)
    return replace(passage, tokens=Tokens(text, spans, pieces, surface, old.paragraph))
