"""Statements inside statements, built from flat ones.

PolNeAR gives every token to at most one attribution; news does not ("According to X, the group 'declared that …'").
Here a sentence that holds annotated statements is put into the mouth of a further source. The inner statements
stay as they are, the outer one has the whole sentence as its content.
"""

from __future__ import annotations

import random
import re

from .statements import ROLES, Annotated, Statement, tokens_in
from .tokens import WordPiece, tokenize

SHARE_OF_TEXTS = 0.35
SHARE_OF_SENTENCES = 0.25

CARRIERS = (
    "Reuters|The Associated Press|AFP|Xinhua|TASS|Anadolu Agency|IRNA|SANA|Interfax|PressTV|Al Jazeera|Al Arabiya|"
    "the BBC|CNN|Fox News|CBS News|NBC News|The Guardian|Le Monde|Der Spiegel|Haaretz|Kommersant|The New York Times|"
    "The Washington Post|The Wall Street Journal|the Daily Star|the Evening Herald|the Morning Courier|Channel Nine|"
    "Radio Libre|the Harbour Gazette|the news agency|the state news agency|state television|state media|local media|"
    "local news reports|the newspaper|the broadcaster|the network|the channel|the website|the outlet|one report|"
    "a local newspaper|an opposition website|a pro-government daily|a news outlet close to the militia|"
    "a monitoring group|the monitoring group|an official familiar with the talks|a person briefed on the matter|"
    "two people with knowledge of the meeting|a senior aide|his spokesman|her lawyer|a police report|court documents|"
    "the report|the agency, citing an unnamed official|Reuters, citing two sources"
).split("|")
BEFORE = ["reported", "said", "reports", "says", "wrote", "claimed", "has reported", "added", "stated", "noted"]
AFTER = ["reported", "said", "reports", "wrote", "has reported", "added", "detailed"]
# Words that lose their capital when they no longer open the sentence.
OPENERS = set(
    "The A An He She They It We You I'm In On At By For From With After Before When While As If Since Although Though "
    "His Her Their Its Our My This That These Those There Some Many Most Several Both All Other Others Another One Two "
    "Three Even Still Just Now Then Last During Under Over About Among Asked".split()
)
SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘(]*[A-Z])")
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|U\.S|a\.m|p\.m))\.$")


def sentences(paragraph: str) -> list[tuple[int, int]]:
    """Rough sentence spans: enough to choose which sentences to wrap."""
    out, start = [], 0
    for match in SENTENCE_END.finditer(paragraph):
        if ABBREVIATION.search(paragraph[: match.start() + 1]):
            continue
        out.append((start, match.start() + len(match.group().rstrip())))
        start = match.end()
    return out + [(start, len(paragraph.rstrip()))]


def nest(text: Annotated, word_piece: WordPiece, rng: random.Random) -> Annotated:
    """A copy of `text` with some of its sentences carried by a further source."""
    source, spans = text.tokens.text, text.tokens.spans
    old = [{role: characters(getattr(s, role), spans) for role in ROLES} for s in text.statements]
    extents = [(min(a for r in s.values() for a, _ in r), max(b for r in s.values() for _, b in r)) for s in old]
    pieces: list[str] = []
    edits: list[tuple[int, int]] = []  # from this old position on, shift by this much
    added: list[dict[str, list[tuple[int, int]]]] = []
    length = shift = at = 0
    for line in re.finditer(r"[^\n]+", source):
        for a, b in sentences(line.group()):
            a, b = a + line.start(), b + line.start()
            inside = [i for i, (low, high) in enumerate(extents) if a <= low and high <= b]
            crossed = any(low < b and high > a and not (a <= low and high <= b) for low, high in extents)
            if not inside or crossed or rng.random() > SHARE_OF_SENTENCES:
                continue
            made = wrap(source[a:b], rng)
            if made is None:
                continue
            new, moves, roles = made
            pieces.append(source[at:a])
            length += a - at
            added.append({role: [(length + x, length + y) for x, y in got] for role, got in roles.items()})
            pieces.append(new)
            edits += [(a + position, shift + by) for position, by in moves]
            shift += len(new) - (b - a)
            edits.append((b, shift))
            length += len(new)
            at = b
    pieces.append(source[at:])

    def moved(position: int, is_end: bool) -> int:
        by = 0
        for start, s in edits:
            if position > start or (position == start and not is_end):
                by = s
        return position + by

    tokens = tokenize("".join(pieces), word_piece)
    shifted = [{r: [(moved(x, False), moved(y, True)) for x, y in got] for r, got in s.items()} for s in old]
    statements = [Statement(**{r: tokens_in(s[r], tokens.spans) for r in ROLES}) for s in shifted + added]
    return Annotated(text.name + "+", tokens, [s for s in statements if s.cue and s.content])


def characters(tokens: frozenset[int], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Character spans of runs of tokens."""
    out: list[list[int]] = []
    last = -2
    for token in sorted(tokens):
        if token == last + 1:
            out[-1][1] = spans[token][1]
        else:
            out.append(list(spans[token]))
        last = token
    return [(a, b) for a, b in out]


def wrap(sentence: str, rng: random.Random) -> tuple[str, list[tuple[int, int]], dict] | None:
    """The sentence carried by a further source: (new sentence, moves, roles).

    Where the old one lies in it comes as moves: from this old position on, so many characters further. `None`
    where the sentence does not lend itself.
    """
    if len(sentence) < 20 or sentence[-1] not in ".”\"":
        return None
    carrier = rng.choice(CARRIERS)
    quoted = any(c in sentence for c in "“”\"")
    word = re.match(r"\w+", sentence)
    lowered = sentence[0].lower() + sentence[1:] if word and word.group() in OPENERS else sentence
    # The content ends before the final full stop; inside quotation marks the stop belongs to it.
    body = len(sentence) - (sentence[-1] == ".")
    kind = rng.choice(["according", "that", "that", "after", "after", "according after", "quote", "quote"])
    if kind == "according":
        head = "According to "
        offset = len(head) + len(carrier) + 2
        new = f"{head}{carrier}, {lowered}"
        return new, [(0, offset)], roles((len(head), len(head) + len(carrier)), (0, len(head) - 1), (offset, offset + body))
    if kind == "that":
        name, cue = carrier[0].upper() + carrier[1:], rng.choice(BEFORE)
        that = rng.choice(["that ", "that ", "that ", ""])
        begin = len(name) + 1
        content = begin + len(cue) + 1
        offset = content + len(that)
        return f"{name} {cue} {that}{lowered}", [(0, offset)], roles((0, len(name)), (begin, begin + len(cue)), (content, offset + body))
    if kind == "quote":
        if quoted or sentence[-1] != ".":
            return None
        cue = rng.choice(["said", "reported", "wrote", "added", "detailed"])
        if rng.random() < 0.4:
            new = f"“{sentence[:-1]},” {carrier} {cue}."
            begin = len(sentence) + 3
            return new, [(0, 1)], roles((begin, begin + len(carrier)), (begin + len(carrier) + 1, len(new) - 1), (0, len(sentence) + 2))
        # "According to X, the group “declared that …”": the inner source stays outside the marks.
        verb = re.search(r" (?=(?:said|told|declared|claimed|insisted|announced|denied|vowed|warned|added)\b)", lowered[:48])
        if not verb:
            return None
        head, k = f"According to {carrier}, ", verb.end()
        new = f"{head}{lowered[:k]}“{lowered[k:-1]}.”"
        return new, [(0, len(head)), (k, len(head) + 1)], roles((13, len(head) - 2), (0, 12), (len(head), len(new)))
    comma = sentence[:-1] + "," if sentence[-1] == "." else sentence[:-2] + "," + sentence[-1] if sentence[-2] in ".," else sentence + ","
    end = len(comma) - (comma[-1] == ",")
    if kind == "after":
        cue = rng.choice(AFTER)
        begin = len(comma) + 1
        new = f"{comma} {carrier} {cue}."
        return new, [(0, 0)], roles((begin, begin + len(carrier)), (begin + len(carrier) + 1, len(new) - 1), (0, end))
    new = f"{comma} according to {carrier}."
    begin = len(comma) + 1
    return new, [(0, 0)], roles((begin + 13, len(new) - 1), (begin, begin + 12), (0, end))


def roles(source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]) -> dict[str, list[tuple[int, int]]]:
    return {"source": [source], "cue": [cue], "content": [content]}
