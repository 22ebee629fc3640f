"""Mentions of actors over tokens: what the mention heads learn from, whatever the corpus.

A *name* is the name proper, without article and title; a *description* reaches from its first word to its head ("the
Iran-backed militia" of "the Iran-backed militia in the south"); a *pronoun* is one of `PRONOUNS`. Names and descriptions
are two layers of labels, so that a name may stand inside a description.
"""

from __future__ import annotations

import functools
import random
import re
from dataclasses import dataclass, field

from .tokens import Tokens, WordPiece, tokenize

# The order is the runtime's (`crates/model/src/mention.rs`). Label 2k+1 begins kind k, 2k+2 goes on; 0 is outside.
NAME_KINDS = ("person", "organisation", "place", "people", "other")
DESCRIPTION_KINDS = ("person", "organisation", "place")
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
}
# Titles before a name, which are no part of it.
TITLES = set(
    "president prime minister foreign defence defense interior finance secretary general gen lt lieutenant col colonel maj major capt captain sgt "
    "sergeant cpl corporal spc specialist pvt private adm admiral brig brigadier commander chief sen senator rep representative gov governor mayor "
    "congressman congresswoman king queen prince princess sheikh sheik imam ayatollah pope bishop archbishop cardinal rev reverend dr doctor prof "
    "professor mr mrs ms miss sir lord lady dame judge justice chancellor ambassador envoy special vice deputy former spokesman spokeswoman "
    "spokesperson director chairman chairwoman speaker leader candidate staff us u.s un u.n state army marshal field emir sultan dictator premier "
    "detective inspector officer constable superintendent sheriff attorney minister".split()
)
CUT = re.compile(r"^(?:of|in|with|who|whom|whose|which|that|from|for|at|on|to|by|about|under|near|,|\(|–|—|:|;|and|or|as|between|against|where|when|than|like|including|such|is|are|was|were|has|had|have)$", re.I)


@dataclass
class Mention:
    """Tokens first..=last. `kind` is None for pronouns and where the corpus does not tell."""

    first: int
    last: int
    form: str  # name, description, pronoun
    kind: str | None = None
    cluster: str | None = None


@dataclass
class Passage:
    """A tokenized text with its mentions. A layer that the corpus does not annotate is not learnt from."""

    source: str
    tokens: Tokens
    mentions: list[Mention] = field(default_factory=list)
    names: bool = True
    descriptions: bool = False
    references: bool = False
    unsure: set[int] = field(default_factory=set)  # tokens whose labels are not learnt from
    # Of a pronoun (token): the mentions that must not be meant; for corpora that know only some of the truth.
    not_meant: dict[int, set[int]] = field(default_factory=dict)
    partly: set[int] = field(default_factory=set)  # first tokens of the anaphors that are learnt from, where not all are

    def text_of(self, m: Mention) -> str:
        return self.tokens.text[self.tokens.spans[m.first][0] : self.tokens.spans[m.last][1]]


def labels(passage: Passage, form: str, kinds: tuple[str, ...], ignore: int) -> list[int]:
    """Begin/inside labels of all tokens for one layer."""
    if not (passage.names if form == "name" else passage.descriptions):
        return [ignore] * len(passage.tokens.spans)
    out = [ignore if t in passage.unsure else 0 for t in range(len(passage.tokens.spans))]
    for m in sorted(passage.mentions, key=lambda m: m.first - m.last):
        if m.form == form and m.kind in kinds:
            begin = 1 + 2 * kinds.index(m.kind)
            out[m.first : m.last + 1] = [begin] + [begin + 1] * (m.last - m.first)
    return out


# Nationalities and faiths that news of conflict names; corpora that mark none must not teach that they are none.
PEOPLES = frozenset(
    """afghan albanian algerian american angolan arab argentine argentinian armenian australian austrian azerbaijani azeri bahraini bangladeshi belarusian
    belgian bolivian bosnian brazilian british bulgarian burmese burundian cambodian cameroonian canadian catholic central-african chadian chechen chilean
    chinese christian colombian congolese croatian cuban cypriot czech danish druze dutch ecuadorian egyptian emirati english eritrean estonian ethiopian
    european filipino finnish french georgian german ghanaian greek guatemalan haitian hindu honduran hungarian indian indonesian iranian iraqi irish
    islamic israeli italian jamaican japanese jewish jordanian kazakh kenyan korean kosovar kurdish kuwaiti kyrgyz lao latvian lebanese liberian libyan
    lithuanian macedonian malaysian malian mexican moldovan mongolian montenegrin moroccan mozambican muslim nepalese nicaraguan nigerian nigerien
    norwegian omani orthodox pakistani palestinian panamanian paraguayan persian peruvian polish portuguese protestant qatari rohingya romanian russian
    rwandan salvadoran saudi scottish senegalese serbian shia shiite shi’ite sikh singaporean slovak slovenian somali spanish sudanese sunni swedish swiss
    syrian taiwanese tajik tanzanian thai tibetan tunisian turkish turkmen ugandan ukrainian uruguayan uyghur uzbek venezuelan vietnamese welsh yazidi
    yemeni zambian zimbabwean""".split()
)


@functools.cache
def peoples() -> frozenset[str]:
    """The words above and their plurals, lower case."""
    others = {"arabs", "jew", "jews", "kurd", "kurds", "pole", "poles", "dane", "danes", "turk", "turks", "serb", "serbs", "croat", "croats", "spaniard", "spaniards", "swede", "swedes", "finn", "finns", "scot", "scots", "filipina", "filipinos", "swiss", "latino", "latinos", "hispanic", "hispanics", "briton", "britons"}
    return PEOPLES | others | {w + "s" for w in PEOPLES}


def word(tokens: Tokens, at: int) -> str:
    a, b = tokens.spans[at]
    return tokens.text[a:b]


def trim_name(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The name proper within first..=last: article, lower-case words and titles before it and a possessive behind it
    taken off. `None` where nothing with a capital is left."""
    while last > first and (word(tokens, last) in ("s", "’", "'") and last - first >= 1 and not word(tokens, last)[0].isalnum() or word(tokens, last) == "s" and word(tokens, last - 1) in ("'", "’")):
        last -= 1
    while first <= last:
        w = word(tokens, first)
        rest = last - first
        if rest and (w.lower() in ("the", "a", "an") or w in ('"', "“", "‘", "'", "-", ".") or w.lower() in TITLES and tokens.text[tokens.spans[first][1] - 1] != "." or w[0].islower() and w.lower() not in ("al", "de", "von", "van", "bin", "el", "da", "di", "du")):
            first += 1
        else:
            break
    if first > last or not any(c.isupper() or c.isdigit() for c in word(tokens, first) + word(tokens, last)):
        return None
    return first, last


def head_of_description(tokens: Tokens, first: int, last: int) -> int:
    """The last token of the description proper: before the first preposition, comma or relative word."""
    for at in range(first + 1, last + 1):
        if CUT.match(word(tokens, at)):
            return at - 1
    return last


def shout(passage: Passage, word_piece: WordPiece) -> Passage:
    """The passage in capitals, as headlines and old wires are set; itself where that would move tokens."""
    text = passage.tokens.text.upper()
    if len(text) != len(passage.tokens.text):
        return passage
    tokens = tokenize(text, word_piece)
    if tokens.spans != passage.tokens.spans:
        return passage
    return Passage(**{**passage.__dict__, "tokens": tokens})


def join(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words set as a text would set them, with the span of each."""
    out, spans, opened = "", [], False
    for w in words:
        tight = w in {".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'", "’", "''", "”"} or w.startswith("'") and len(w) < 4 and w != "'"
        if w == '"':
            tight, opened = opened, not opened
            glue = "" if tight else " "
            spans.append((len(out) + len(glue) * bool(out), len(out) + len(glue) * bool(out) + 1))
            out += (glue if out else "") + w
            continue
        after = out.endswith(("(", "[", "“", "$", "``")) or opened and out.endswith('"')
        glue = "" if not out or tight or after else " "
        spans.append((len(out) + len(glue), len(out) + len(glue) + len(w)))
        out += glue + w
    return out, spans


def sampled(passages: list[Passage], share: float, word_piece: WordPiece, rng: random.Random) -> list[Passage]:
    """The passages, some of them in capitals."""
    return [shout(p, word_piece) if rng.random() < share else p for p in passages]
