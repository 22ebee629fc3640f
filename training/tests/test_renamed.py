"""Passages told of other people keep their mentions where they were. Run: PYTHONPATH=training python -m unittest discover -s training/tests"""

import functools
import random
import re
import unittest
from pathlib import Path

from sayso_training.mentions import PRONOUNS, Mention, Passage, word
from sayso_training.renamed import Cases, Renamer, given_names, replaced
from sayso_training.tokens import WordPiece, tokenize

ROOT = Path(__file__).parents[2]
WORD_PIECE = WordPiece(ROOT / "crates/model/weights/vocabulary.txt")
GIVEN = given_names(ROOT / "crates/reading/data/given-names.txt")
TEXTS = [
    "Mrs. Harriet Velloway met Agnes Torrik in Paris. Velloway told her that the actress Torrik had lost her father, and she wept.",
    "“I saw him,” Walter Ombray said of Conrad Pell. Pell’s wife left him in 1932; Mr Ombray never forgave his brother. The fault was his.",
    "Rosalind Kestrel-Moor won; her coach, Tamsin O'Dray, hugged her. KESTREL was 21.\nKestrel herself said so.",
]


def passage(text: str, source: str = "unnamed") -> Passage:
    """Names are runs of capitals behind the first word, all of them persons'."""
    tokens = tokenize(text, WORD_PIECE)
    out = Passage(source, tokens, names=False, references=True)
    for t in range(len(tokens.spans)):
        w = word(tokens, t)
        if w.lower() in PRONOUNS:
            out.mentions.append(Mention(t, t, "pronoun", None, "?"))
            out.partly.add(t)
        elif re.fullmatch(r"[A-Z]\w{3,}", w) and w not in ("Paris",):
            before = out.mentions[-1] if out.mentions else None
            if before and before.form == "name" and before.last == t - 1:
                before.last = t
                before.cluster = w
            else:
                out.mentions.append(Mention(t, t, "name", None, w))
    return out


@functools.cache
def renamer() -> Renamer:
    out = Renamer(GIVEN)
    out.given = {sex: sorted(n.capitalize() for n, s in GIVEN.items() if s == sex)[:200] for sex in "mf"}
    out.surnames = ["Brandish", "Corvale", "Dunmarrow", "Esterling", "Fennimore", "Garroway", "Holmquist", "Ingleton"]
    for text in TEXTS * 3:
        out.cases.learn([word(tokenize(text, WORD_PIECE), t) for t in range(len(tokenize(text, WORD_PIECE).spans))])
    return out


def words(p: Passage) -> list[str]:
    return [word(p.tokens, t) for t in range(len(p.tokens.spans))]


class Renaming(unittest.TestCase):
    def test_tokens_are_those_of_the_new_text(self):
        for seed in range(50):
            for text in TEXTS:
                new = renamer().told_anew(passage(text), random.Random(seed), WORD_PIECE, swap=seed % 2 == 1)
                self.assertEqual(tokenize(new.tokens.text, WORD_PIECE), new.tokens)

    def test_same_word_same_new_word_and_all_else_stays(self):
        for seed in range(50):
            for text in TEXTS:
                old = passage(text)
                new = renamer().told_anew(old, random.Random(seed), WORD_PIECE)
                self.assertEqual((new.mentions, new.partly), (old.mentions, old.partly))
                names = {t for m in old.mentions if m.form == "name" for t in range(m.first, m.last + 1)}
                became = {}
                for t, (a, b) in enumerate(zip(words(old), words(new))):
                    self.assertEqual(became.setdefault(a, b), b)
                    if t not in names:
                        self.assertEqual(a, b)
                changed = [b for a, b in became.items() if a != b]
                self.assertEqual(len(changed), len(set(changed)))
                self.assertFalse(set(changed) & set(words(old)))

    def test_given_names_keep_their_gender_or_change_it(self):
        old = passage(TEXTS[0])
        at = words(old).index("Agnes")
        for seed in range(50):
            for swap, sex in ((False, "f"), (True, "m")):
                new = renamer().told_anew(old, random.Random(seed), WORD_PIECE, swap)
                self.assertNotEqual(words(new)[at], "Agnes")
                self.assertEqual(GIVEN[words(new)[at].lower()], sex)

    def test_swapped_words(self):
        new = renamer().told_anew(passage(TEXTS[1]), random.Random(1), WORD_PIECE, swap=True)
        self.assertIn("husband left her in", new.tokens.text)
        self.assertIn("never forgave her sister. The fault was hers.", new.tokens.text)
        self.assertRegex(new.tokens.text, r"Ms \w+ never")

    def test_her_is_told_by_what_stands_beside_it(self):
        cases = Cases()
        for _ in range(3):
            cases.learn("They saw him . He sold his house and told him that his dog barked at him in his garden .".split())
        self.assertEqual(cases.of("at", "."), "him")
        self.assertEqual(cases.of("sold", "house"), "his")

    def test_part_of_a_longer_text(self):
        from sayso_training.entity_corpora import part

        whole = passage(TEXTS[0] + "\n" + TEXTS[1])
        cut = len(passage(TEXTS[0]).tokens.spans)
        old = part(whole, cut, len(whole.tokens.spans))
        at = next(t for t, w in enumerate(words(old)) if w == "Pell")
        new = replaced(old, {at: "Garroway"}, WORD_PIECE)
        self.assertEqual(new.tokens.text, TEXTS[1].replace("Conrad Pell", "Conrad Garroway"))
        self.assertEqual(new.tokens.surface, old.tokens.surface)
        self.assertEqual(new.tokens.paragraph, old.tokens.paragraph)


if __name__ == "__main__":
    unittest.main()
