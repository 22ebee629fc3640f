"""Long sources: the sources of some statements replaced by longer ones of our own making.

PolNeAR's American politicians are mostly named in two words. Sources in conflict news are rather "A commander in one of the
militias that fight under the “Northern Shield” banner" or "Al Sabil, an outlet affiliated with the movement,": the
statement stays as it is, the whole phrase with its appositions is the source (as PolNeAR marks appositions).
"""

from __future__ import annotations

import random

from .nest import characters
from .statements import ROLES, Annotated, Statement, tokens_in
from .tokens import WordPiece, tokenize

SHARE_OF_TEXTS = 0.4
SHARE_OF_SOURCES = 0.12
LONGEST = 4  # tokens of a source that is replaced

FIRST = "Ilva Sami Marta Jon Karim Leyla Anton Devi Oskar Rania Tomas Yusuf Elena Bahram Nadia Piotr Amara Henrik Zeynep Idris".split()
LAST = "Marrek Orn Tavish Kan’ani Al-Sabri Brandt Okoye Petrov Lindqvist Haddad Moreau Castellan Yilmaz Rahimi O’Dare de Vries Nakamura Bose Ferreira Dragan".replace("de Vries", "de_Vries").split()
NATIONS = "Iranian Russian Syrian Turkish Lebanese Iraqi Israeli Ukrainian Sudanese Libyan Serbian Pakistani Colombian Somali Yemeni Qatari Chinese Saudi Ethiopian Congolese".split()
HALVES = "Northern Southern Mountain River Martyrs’ People’s National Liberation Islamic Free United Eastern Black Harakat Liwa Jabhat".split()
WHOLES = "Shield Resistance Covenant Front Brigades Column Movement Guard Army Legion Union al-Fajr al-Nur al-Karama Banner Path".split()
PAPERS = "Dawn Wire|Al Sabil|the Harbour Gazette|Radio Zenit|PressTV|Al Mirsad|the Orrin Post|Channel Nine|Sada News|the New Herald|Al Manar|Frontline Media|Vesti Krai|The National Courier".split("|")
MINISTRIES = "Foreign Ministry|Defence Ministry|Interior Ministry|State Department|Health Ministry|Presidency|police|army|coast guard|provincial government".split("|")


def person(rng: random.Random) -> str:
    return f"{rng.choice(FIRST)} {rng.choice(LAST).replace('_', ' ')}"


def name_of_group(rng: random.Random) -> str:
    return f"{rng.choice(HALVES)} {rng.choice(WHOLES)}"


def group(rng: random.Random) -> str:
    name = name_of_group(rng)
    return rng.choice([f"“{name}”", f"the {name}", f"the “{name}”", f"the {rng.choice(NATIONS)} group {name}", name])


def bare(name: str) -> str:
    return name.removeprefix("the ").strip("“”")


def kind(rng: random.Random) -> str:
    return rng.choice(["militia", "group", "faction", "armed group", "movement", "terror group", "rebel group", "militant organization"])


def phrase(rng: random.Random) -> str:
    """A source. A comma at its end closes an apposition."""
    rank = rng.choice(["A commander", "A senior commander", "One of the leaders", "A leader", "A member", "A spokesman", "An official", "A fighter", "An anonymous commander", "The head", "A spokesperson", "A former leader", "Two members", "The leadership"])
    several = rng.choice(["several groups", "many militias", "factions", "dozen or so groups", "militias", "armed groups"])
    acting = rng.choice(["fighting", "operating", "identifying", "organised", "acting", "that fight", "that operate", "gathered", "grouped"])
    under = rng.choice(["under the {g} brand", "under the name of the {g}", "under the {g} banner", "under the umbrella of {g}", "as part of {g}"]).replace("{g}", f"“{name_of_group(rng)}”" if rng.random() < 0.7 else name_of_group(rng))
    role = rng.choice(["spokesman", "spokeswoman", "official", "representative", "negotiator", "adviser", "commander"])
    outlet = rng.choice(["a press outlet", "an outlet", "a news site", "a television channel", "a newspaper", "a news agency", "a radio station"])
    tie = rng.choice(["affiliated with", "close to", "linked to", "run by", "backed by", "owned by", "controlled by", "loyal to"])
    return rng.choice(
        [
            f"{rank} in one of the {several} {acting} {under}",
            f"{rank} of one of the {several} {acting} {under}",
            f"{rank} of {group(rng)}",
            f"{rank} of {group(rng)}, one of the {several} {under},",
            f"{rank} of {group(rng)}, one of the {several} {acting} {under},",
            f"{rank} of {group(rng)}, a {rng.choice(NATIONS)}-backed {kind(rng)},",
            f"{rng.choice(['Another', 'One'])} {role} close to {group(rng)}, who asked not to be named,",
            f"{rng.choice(['A senior', 'A second', 'One', 'A'])} {rng.choice(NATIONS)} official who {rng.choice(['asked not to be named', 'spoke on condition of anonymity', 'was not authorised to speak to the press'])}",
            f"{person(rng)}, a senior {name_of_group(rng)} {role},",
            f"{person(rng)}, {'an' if role[0] in 'ao' else 'a'} {role} for {group(rng)},",
            f"{rng.choice(MINISTRIES).capitalize()} spokesman {person(rng)}",
            f"The {rng.choice(NATIONS)} {rng.choice(MINISTRIES).lower()} spokesman, {person(rng)},",
            f"{rng.choice(PAPERS)}, {outlet} {tie} {group(rng)},",
            f"{rng.choice(PAPERS)}, {outlet} {tie} the {rng.choice(NATIONS)} {kind(rng)} {name_of_group(rng)},",
            f"The {rng.choice(NATIONS)} state {rng.choice(['newspaper', 'broadcaster', 'news agency', 'outlet'])} {bare(rng.choice(PAPERS))}",
            f"The {rng.choice(NATIONS)}-backed {kind(rng)} {name_of_group(rng)}",
            f"The {rng.choice(NATIONS)} {rng.choice(['government', 'military', 'foreign ministry', 'president', 'army'])}",
            f"The {rng.choice(['anonymous', 'unnamed', 'self-described'])} “{rng.choice(['commander', 'official', 'leader', 'source'])}”",
            f"{group(rng)}, a coalition of {rng.choice(NATIONS)}-backed {kind(rng)}s,",
        ]
    )


def enrich(text: Annotated, word_piece: WordPiece, rng: random.Random) -> Annotated:
    """A copy of `text` with some of its sources replaced."""
    source, spans = text.tokens.text, text.tokens.spans
    old = [{role: characters(getattr(s, role), spans) for role in ROLES} for s in text.statements]
    everything = [span for s in old for role in ROLES for span in s[role]]
    edits: dict[tuple[int, int], str] = {}
    for statement, ranges in zip(text.statements, old):
        if len(ranges["source"]) != 1 or len(statement.source) > LONGEST or rng.random() > SHARE_OF_SOURCES:
            continue
        a, b = ranges["source"][0]
        crossed = any(low < b and a < high and not (low <= a and b <= high) for low, high in everything)
        inside = any(a < low < b or a < high < b for low, high in edits)
        opening = source[max(0, a - 1) : a]
        if crossed or inside or opening in ("“", '"', "’", "'") or not source[a:b].strip() or source[b : b + 2] in ("’s", "'s", "’ ", "' "):
            continue
        starts = a == 0 or source[:a].rstrip()[-1:] in (".", "", "”", "\n", "?", "!") or source[a - 1] == "\n"
        new = phrase(rng)
        if not starts and new.split()[0] in ("A", "An", "The", "One", "Another", "Two"):
            new = new[0].lower() + new[1:]
        if starts:
            new = new[0].upper() + new[1:]
        if source[b : b + 1] in (".", ",", "”", "", "\n", ":", ";", ")"):
            new = new.rstrip(",")
        edits[a, b] = new
    if not edits:
        return text
    pieces, at = [], 0
    for (a, b), new in sorted(edits.items()):
        pieces += [source[at:a], new]
        at = b
    pieces.append(source[at:])
    ends = sorted((b, len(new) - (b - a)) for (a, b), new in edits.items())

    def moved(position: int) -> int:
        return position + sum(by for end, by in ends if end <= position)

    tokens = tokenize("".join(pieces), word_piece)
    statements = [Statement(**{r: tokens_in([(moved(x), moved(y)) for x, y in s[r]], tokens.spans) for r in ROLES}) for s in old]
    return Annotated(text.name, tokens, [s for s in statements if s.cue and s.content])
