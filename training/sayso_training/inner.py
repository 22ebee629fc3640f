"""Statements inside the contents of others, which PolNeAR does not mark, as the finished program finds them.

    python -m sayso_training.inner --program target/release/sayso --base DIR --corpora target/corpora --run training/runs/NAME

A content read by itself ("My client says they never met.") is an article like any other, and there the program finds
who says what; in its place within quotation marks it does not, since nothing there was ever marked. So the program
reads every content of PolNeAR train alone, and what it finds is learnt in its place: self-training (Yarowsky 1995)
with the surroundings taken away for the teacher. Only plain statements are kept: a known verb, no modal or negation
before it, a source that is somebody else than "you" or "who". `RUN/inner.json` holds their character spans.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from . import polnear
from .measure import readings
from .nest import characters
from .statements import ROLES, Annotated, Statement, tokens_in
from .tokens import WordPiece

VERBS = set(
    "say tell claim deny promise report write accuse blame warn admit insist ask assure vow state announce confirm acknowledge declare allege argue "
    "suggest complain threaten pledge swear reply answer add note inform order demand urge maintain contend concede estimate testify reject dismiss "
    "fear expect believe hope doubt think suspect call describe mention recall predict propose offer refuse intend plan".split()
)
IRREGULAR = {"said": "say", "told": "tell", "wrote": "write", "written": "write", "denied": "deny", "sworn": "swear", "swore": "swear", "replied": "reply", "thought": "think", "admitted": "admit"}
# Of these a first person ("I told him") is a statement of its own; its thinking and hoping is the holder's voice.
SPOKEN_BY_ONESELF = {"say", "tell", "ask", "promise", "write", "warn", "order", "admit"}
NOBODY = set("you who that which it me us they people everybody anyone somebody someone what there".split())
OWNERS = set("his her their its my our your".split())
UNREAL = set("would could should can may might will 'd ’d 'll ’ll to not never be".split())


def lemma(word: str) -> str | None:
    """The verb of `VERBS` that a word is a form of."""
    w = word.lower()
    if w in IRREGULAR:
        return IRREGULAR[w]
    forms = (w, w[:-1], w[:-2], w[:-3], w[:-1] + "e", w[:-3] + "e", w[:-2] + "e", w[:-3] + "y")
    return next((f for f in forms if f in VERBS), None)


def is_plain(source: str, cue: str) -> bool:
    source, words = source.lower(), cue.split()
    if not source or source in NOBODY | OWNERS or source.endswith(("'s", "’s", "s’", "s'")):
        return False
    if any(w.lower() in UNREAL or w.lower().endswith(("n't", "n’t")) for w in words):
        return False
    verbs = [v for v in map(lemma, words) if v]
    if source in ("i", "we"):
        return bool(verbs) and verbs[0] in SPOKEN_BY_ONESELF and not words[0].lower() in ("say", "ask", "tell")
    return bool(verbs)


def alone(text: Annotated) -> dict[str, tuple[str, int]]:
    """The contents of a text as texts of their own, with the place of their first character."""
    out = {}
    for i, statement in enumerate(text.statements):
        for j, (a, b) in enumerate(characters(statement.content, text.tokens.spans)):
            words = text.tokens.text[a:b]
            opening = re.match(r"[“\"‘']?(?:that )?[“\"‘']?", words)
            words = words[opening.end() :].rstrip("”\"’', ")
            if len(words) > 20:
                out[f"{i}.{j}"] = words[0].upper() + words[1:], a + opening.end()
    return out


def found_inside(program: Path, texts: list[Annotated]) -> dict[str, list[dict]]:
    """For each text, the statements that its contents hold, roles as character spans."""
    parts = {f"{n}.{key}": part for n, text in enumerate(texts) for key, part in alone(text).items()}
    read = readings(program, {key: words for key, (words, _) in parts.items()})
    out: dict[str, list[dict]] = {text.name: [] for text in texts}
    for key, (_, at) in parts.items():
        for s in read[key]["statements"]:
            source, cue = (" ".join(x["text"] for x in s[role]["spans"]) for role in ("source", "cue"))
            if is_plain(source, cue):
                out[texts[int(key.split(".")[0])].name].append({role: [(at + x["start"], at + x["end"]) for x in s[role]["spans"]] for role in ROLES})
    return out


def added(texts: list[Annotated], path: Path) -> list[Annotated]:
    """The texts with the statements of the file, but those that meet the cue of a gold one."""
    found = json.loads(path.read_text(encoding="utf8"))
    out = []
    for text in texts:
        cues = set().union(*(s.cue for s in text.statements))
        statements = list(text.statements)
        for roles in found.get(text.name, []):
            s = Statement(**{role: tokens_in(roles[role], text.tokens.spans) for role in ROLES})
            if s.cue and s.content and not s.cue & cues:
                statements.append(s)
                cues |= s.cue
        out.append(Annotated(text.name, text.tokens, statements))
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", type=Path, default=Path("target/release/sayso"))
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--corpora", type=Path, default=Path("target/corpora"))
    ap.add_argument("--run", type=Path, required=True)
    a = ap.parse_args()
    a.run.mkdir(parents=True, exist_ok=True)
    texts = polnear.read_split(a.corpora / "polnear/train", WordPiece(a.base / "vocab.txt"))
    found = found_inside(a.program, texts)
    (a.run / "inner.json").write_text(json.dumps(found), encoding="utf8")
    print(f"{sum(map(len, found.values()))} statements inside others, in {len(texts)} texts")


if __name__ == "__main__":
    main()
