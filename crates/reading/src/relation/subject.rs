//! Whom a description or a verb is about: the name that it stands in apposition to, the subject of its clause.

use sayso_model::{Form, MentionKind};

use super::scene::{Phrase, Scene};

/// How far back a parenthesis may begin.
const PARENTHESIS: usize = 30;
/// How many steps from description to description.
const DEPTH: usize = 3;

const COPULAS: [&str; 27] = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "becomes",
    "became",
    "become",
    "remains",
    "remain",
    "remained",
    "considered",
    "called",
    "deemed",
    "known",
    "described",
    "designated",
    "labelled",
    "labeled",
    "termed",
    "includes",
    "heads",
    "regarded",
    "serves",
    "seen",
];
/// What may stand around a form of "be" between a subject and its predicate.
const AROUND: [&str; 26] = [
    "has",
    "have",
    "had",
    "to",
    "of",
    "as",
    "accused",
    "suspected",
    "believed",
    "thought",
    "said",
    "reported",
    "alleged",
    "understood",
    "widely",
    "also",
    "now",
    "still",
    "perhaps",
    "itself",
    "long",
    "often",
    "now",
    "all",
    "both",
    "reportedly",
];

impl Scene<'_> {
    /// Whom a phrase is about: of "the newspaper Dawn Wire", "Dawn Wire, a newspaper" and "Dawn Wire is a newspaper"
    /// the name; else the phrase itself.
    pub(super) fn meant(&self, phrase: Phrase) -> Phrase {
        let mut meant = phrase;
        for _ in 0..DEPTH {
            match self.step(meant) {
                Some(next) if next.first < meant.first || next.first > meant.last => meant = next,
                _ => break,
            }
        }
        meant
    }

    fn step(&self, phrase: Phrase) -> Option<Phrase> {
        if phrase.spot.is_some_and(|spot| self.spots[spot].mention.form != Form::Description) {
            return None;
        }
        let behind = self.behind(phrase.last);
        if let Some(name) = self.beginning(behind).filter(|&it| self.is_name(it)) {
            let name = self.phrase(name);
            // "the militia Iranian officials call": a nationality is no name of it.
            let people = name.spot.is_some_and(|it| self.kind(it) == MentionKind::People);
            if !people && self.alike(phrase, name) {
                return Some(name);
            }
        }
        let first = self.partitive(phrase.first);
        self.apposition(phrase, first).or_else(|| self.predicate_subject(first))
    }

    /// The word behind `last`, quotation marks aside.
    pub(super) fn behind(&self, last: usize) -> usize {
        let mut at = last + 1;
        while self.words.get(at).is_some_and(crate::word::Word::is_quotation_mark) {
            at += 1;
        }
        at
    }

    /// Where "one of the groups" begins, given where "the groups" does.
    pub(super) fn partitive(&self, first: usize) -> usize {
        let mut first = first;
        for _ in 0..2 {
            let Some(of) = first.checked_sub(1).filter(|&it| self.word(it) == "of") else { break };
            let Some(head) = of.checked_sub(1) else { break };
            if self.is(head, &["one", "some", "many", "most", "several", "two", "three", "part", "each", "all"]) {
                first = head;
            } else if self.is(head, &["number", "group", "handful", "dozens", "variety", "series", "range", "string"]) {
                let near = head.saturating_sub(3)..head;
                first = near.rev().find(|&at| self.words[at].is_determiner()).unwrap_or(head);
            } else {
                break;
            }
        }
        first
    }

    /// "NAME, a group": the name.
    fn apposition(&self, phrase: Phrase, first: usize) -> Option<Phrase> {
        let mark = first.checked_sub(1)?;
        if !self.is(mark, &[",", "(", "–", "—", "-"]) || phrase.spot.is_some_and(|spot| self.is_name(spot)) {
            return None;
        }
        let before = self.left(mark.checked_sub(1)?)?;
        let spot = before.spot?;
        // "in Quorra, a militia": the place only says where. A state may be one ("Velmark, an ally").
        let place = self.kind(spot) == MentionKind::Place;
        let marked_otherwise = phrase.spot.is_some_and(|it| self.kind(it) != MentionKind::Place);
        let opening =
            if before.first > 0 && self.word(before.first - 1) == "the" { before.first - 1 } else { before.first };
        let adverbial =
            place && (marked_otherwise || opening.checked_sub(1).is_some_and(|it| self.words[it].is_border()));
        (!adverbial && self.alike(before, phrase)).then_some(before)
    }

    /// The subject of the predicate that begins at `first`: "NAME is widely considered the".
    pub(super) fn predicate_subject(&self, first: usize) -> Option<Phrase> {
        let (mut at, mut copula) = (first, false);
        while let Some(before) = at.checked_sub(1) {
            let word = &self.words[before];
            let is_copula = word.is(&COPULAS);
            let around = word.is(&AROUND) || word.lower.ends_with("ly") || word.is_quotation_mark();
            if !is_copula && !around || first - before > 12 || self.ending(before).is_some() {
                break;
            }
            copula |= is_copula;
            at = before;
        }
        if copula { self.clause_left(at.checked_sub(1)?) } else { None }
    }

    /// The subject whose last word is `to`: relative pronouns and parentheses are gone over, the subject of a
    /// coordinated predicate is that of the sentence.
    pub(super) fn clause_left(&self, to: usize) -> Option<Phrase> {
        let relative = self.is(to, &["who", "which", "that"]);
        let mut at = if relative { to.checked_sub(1)? } else { to };
        let mark = self.is(at, &[",", "–", "—"]) || self.word(at) == "-";
        if relative && mark {
            at = at.checked_sub(1)?;
        } else if mark {
            let low = at.saturating_sub(PARENTHESIS);
            let opens = |it: &usize| self.word(*it) == self.word(at);
            let found =
                (low.max(1)..at).rev().filter(opens).find_map(|it| self.left(it - 1).filter(|it| it.spot.is_some()));
            return found;
        } else if self.is(at, &["and", "but"]) {
            return self.opening_phrase(at);
        }
        self.left(at)
    }

    /// The mention with which the sentence begins, where it ends before `end`.
    fn opening_phrase(&self, end: usize) -> Option<Phrase> {
        let phrase = self.plain_right(0)?;
        (phrase.last < end).then_some(phrase)
    }
}
