"""The words of `crates/reading/data/event-words.tsv` with all their forms."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[3] / "crates/reading/data"


@dataclass(frozen=True)
class Sense:
    """What a word tells of where it tells of an event."""

    type: str
    mode: str
    verb: bool
    sure: bool


def irregular() -> dict[str, list[str]]:
    rows = csv.reader(line for line in open(DATA / "irregular_verbs.csv") if not line.startswith("#"))
    return {base: forms.split() for base, forms in list(rows)[1:]}


DOUBLED = "b d g m n p r t".split()


def verb_forms(base: str, odd: dict[str, list[str]]) -> list[str]:
    """The forms of a verb."""
    stem = base[:-1] if base.endswith("e") else base
    ending = base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    out = [base, ending, (base if base.endswith("ee") else stem) + "ing"]
    if base in odd:
        return out + odd[base]
    if base.endswith("y") and base[-2] not in "aeiou":
        return out + [base[:-1] + "ied"]
    out.append(stem + "ed")
    if len(base) > 2 and base[-1] in DOUBLED and base[-2] in "aeiou" and base[-3] not in "aeiou":
        out += [base + base[-1] + "ing", base + base[-1] + "ed"]
    return out


def noun_forms(base: str) -> list[str]:
    if base.endswith("y") and base[-2] not in "aeiou":
        return [base, base[:-1] + "ies"]
    return [base, base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")]


def load() -> dict[str, list[Sense]]:
    """Word form to its senses."""
    odd, out = irregular(), {}
    for line in open(DATA / "event-words.tsv"):
        if line.startswith("#") or not line.strip():
            continue
        type, mode, part, sure, words = line.rstrip("\n").split("\t")
        for word in words.split():
            for form in verb_forms(word, odd) if part == "v" else noun_forms(word):
                sense = Sense(type, mode, part == "v", sure == "sure")
                if sense not in out.setdefault(form, []):
                    out[form].append(sense)
    return out
