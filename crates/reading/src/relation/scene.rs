//! One sentence with the mentions in it, and the noun phrases around a place of it.

use std::ops::Range;

use sayso_model::{Form, MentionKind};

use super::lexicon::Lexicon;
use crate::cast::{Cast, CastMention};
use crate::word::{Word, words};

/// How many words a noun phrase may reach before its head.
const REACH: usize = 9;

/// A sentence, its words, and which mentions begin and end at each.
pub(super) struct Scene<'a> {
    pub(super) cast: &'a Cast,
    pub(super) words: Vec<Word>,
    pub(super) spots: Vec<Spot<'a>>,
    begins: Vec<Vec<usize>>,
    ends: Vec<Vec<usize>>,
}

/// A mention as words of the sentence.
pub(super) struct Spot<'a> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) mention: &'a CastMention,
}

/// A noun phrase: its first and last word, and the mention that is its head. A description that no mention
/// covers has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) spot: Option<usize>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(text: &str, sentence: &Range<usize>, cast: &'a Cast) -> Self {
        let words = words(text, sentence);
        let mut spots = Vec::new();
        for mention in cast.within(sentence) {
            let first = words.partition_point(|word| word.bytes.end <= mention.bytes.start);
            let behind = words.partition_point(|word| word.bytes.start < mention.bytes.end);
            if first < behind {
                spots.push(Spot { first, last: behind - 1, mention });
            }
        }
        let (mut begins, mut ends) = (vec![Vec::new(); words.len()], vec![Vec::new(); words.len()]);
        for (number, spot) in spots.iter().enumerate() {
            begins[spot.first].push(number);
            ends[spot.last].push(number);
        }
        let length = |&number: &usize| std::cmp::Reverse(spots[number].last - spots[number].first);
        for list in begins.iter_mut().chain(&mut ends) {
            list.sort_by_key(length);
        }
        Self { cast, words, spots, begins, ends }
    }

    /// The word at a place, or an empty one beyond the ends.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| word.is(words))
    }

    /// The bytes of the words from `first` to `last`.
    pub(super) fn bytes(&self, first: usize, last: usize) -> Range<usize> {
        let last = last.min(self.words.len() - 1);
        self.words[first.min(last)].bytes.start..self.words[last].bytes.end
    }

    /// The longest mention that begins at a word.
    pub(super) fn beginning(&self, at: usize) -> Option<usize> {
        self.begins.get(at)?.first().copied()
    }

    /// The longest mention that ends at a word.
    pub(super) fn ending(&self, at: usize) -> Option<usize> {
        self.ends.get(at)?.first().copied()
    }

    /// The shortest description that reaches from before `first` to behind it.
    pub(super) fn description_over(&self, first: usize, last: usize) -> Option<usize> {
        let near = first.saturating_sub(REACH)..=first;
        near.flat_map(|at| &self.begins[at])
            .copied()
            .filter(|&it| self.spots[it].last > last && self.spots[it].mention.form == Form::Description)
            .min_by_key(|&it| self.spots[it].last - self.spots[it].first)
    }

    pub(super) fn is_name(&self, spot: usize) -> bool {
        self.spots[spot].mention.form == Form::Name
    }

    pub(super) fn kind(&self, spot: usize) -> MentionKind {
        self.spots[spot].mention.kind
    }

    pub(super) fn phrase(&self, spot: usize) -> Phrase {
        Phrase { first: self.spots[spot].first, last: self.spots[spot].last, spot: Some(spot) }
    }

    /// The noun phrase that begins at a word: articles, adjectives and possessors are gone over to its head, a
    /// description with a name right behind it ("the newspaper Dawn Wire") has the name for its head.
    pub(super) fn right(&self, from: usize) -> Option<Phrase> {
        let mut at = from;
        // "one of the groups", "several of its members"
        if self.is(at, &["one", "some", "many", "most", "several", "two", "three", "part"]) && self.word(at + 1) == "of"
        {
            at += 2;
        }
        // What stands when nothing further is found.
        let mut fallback: Option<Phrase> = None;
        while at < (from + REACH).min(self.words.len()) {
            let Some(spot) = self.beginning(at) else {
                let word = &self.words[at];
                let skipped = word.is_quotation_mark() || word.lower == "-" || word.is_determiner();
                if !skipped && (word.is_mark() || word.is_border()) {
                    return fallback;
                }
                at += 1;
                continue;
            };
            let phrase = Phrase { first: from, ..self.phrase(spot) };
            let next = phrase.last + 1;
            if self.word(next) == "'s" {
                (at, fallback) = (next + 1, self.of_government(next + 1, phrase));
            } else if self.word(next) == "-" && self.words.get(next + 1).is_some_and(|word| !word.capital) {
                (at, fallback) = (next + 2, None);
            } else if let Some(inner) = self.appellation(phrase) {
                return Some(Phrase { first: from, ..inner });
            } else if let Some(place) =
                self.beginning(next).filter(|&it| !self.spots[it].mention.form.eq(&Form::Pronoun))
            {
                (at, fallback) = (self.spots[place].first, Some(phrase));
            } else if self.is_name(spot) && Lexicon::get().is_person_noun(self.word(next)) {
                // "Khessari lawmakers": the lawmakers are meant, whom no mention covers.
                return None;
            } else if self.is_name(spot) && crate::group_noun::is_group_noun(self.word(next)) {
                // "the Lestrian Shield movement": another name may follow ("the Khessari militia Lestrian Shield").
                (at, fallback) = (next + 1, Some(Phrase { last: next, ..phrase }));
                if self.beginning(at).is_none() {
                    return fallback;
                }
            } else {
                return Some(phrase);
            }
        }
        fallback
    }

    /// "Andural's government": Andural is meant, where no mention covers the government.
    fn of_government(&self, at: usize, possessor: Phrase) -> Option<Phrase> {
        self.is(at, &["government", "regime", "leadership", "military", "army"])
            .then_some(Phrase { last: at, ..possessor })
    }

    /// The head of "the umbrella organisation of the Mountain Covenant": the name.
    fn appellation(&self, phrase: Phrase) -> Option<Phrase> {
        let frame = ["umbrella", "brand", "banner", "name", "label", "movement", "organization", "organisation"];
        if self.is(phrase.last, &frame) && self.word(phrase.last + 1) == "of" {
            let inner = self.plain_right(phrase.last + 2)?;
            return self.is_name(inner.spot?).then_some(inner);
        }
        None
    }

    /// A mention behind at most an article and a quotation mark.
    pub(super) fn plain_right(&self, from: usize) -> Option<Phrase> {
        let mut at = from;
        while at < from + 3 && self.beginning(at).is_none() {
            let word = self.words.get(at)?;
            if !word.is_quotation_mark() && !word.is_determiner() {
                return None;
            }
            at += 1;
        }
        self.beginning(at).map(|spot| Phrase { first: from, ..self.phrase(spot) })
    }

    /// The noun phrase that ends at a word. "the militias in Khessar" are the militias, not Khessar.
    pub(super) fn left(&self, to: usize) -> Option<Phrase> {
        let mut at = to;
        while self.words.get(at)?.is_quotation_mark() {
            at = at.checked_sub(1)?;
        }
        if self.word(at) == ")" {
            let open = (at.saturating_sub(8)..at).rev().find(|&it| self.word(it) == "(")?;
            at = open.checked_sub(1)?;
            while self.words[at].is_quotation_mark() {
                at = at.checked_sub(1)?;
            }
        }
        let Some(spot) = self.ending(at) else { return self.unmarked(at) };
        let phrase = self.phrase(spot);
        if matches!(self.kind(spot), MentionKind::Place)
            && let Some(before) = phrase.first.checked_sub(2)
        {
            // The article is no part of a name.
            let before = if self.word(before + 1) == "the" { before.checked_sub(1) } else { Some(before) };
            let preposition = ["in", "from", "at", "near", "across", "inside", "of", "around"];
            if let Some(before) = before
                && self.is(before + 1, &preposition)
            {
                let adjective = self.is(before, &["active", "based", "operating", "located", "stationed", "fighting"]);
                let before = if adjective { before.checked_sub(1)? } else { before };
                if let Some(head) = self.left(before).filter(|it| it.spot.is_some()) {
                    return Some(head);
                }
            }
        }
        Some(phrase)
    }

    /// A description that no mention covers: from a determiner on, without a border between.
    fn unmarked(&self, at: usize) -> Option<Phrase> {
        let mut first = at;
        for _ in 0..REACH {
            let word = &self.words[first];
            if word.is_determiner() && first < at {
                return Some(Phrase { first, last: at, spot: None });
            }
            if word.is_border() || word.is_mark() && !word.is_quotation_mark() && word.lower != "-" && word.lower != ","
            {
                return None;
            }
            first = first.checked_sub(1)?;
        }
        None
    }

    /// The items of "A, B and C" from `first` on, `first` included; only it where no "and" closes the list.
    pub(super) fn list_right(&self, first: Phrase) -> Vec<Phrase> {
        let mut items = vec![first];
        loop {
            let last = items[items.len() - 1];
            let mut next = last.last + 1;
            while self.words.get(next).is_some_and(Word::is_quotation_mark) {
                next += 1;
            }
            let comma = self.word(next) == ",";
            let next = if comma { next + 1 } else { next };
            let closes = self.is(next, &["and", "or", "&"]);
            if !comma && !closes || items.len() >= 12 {
                return items[..1].to_vec();
            }
            let from = if closes { next + 1 } else { next };
            let Some(item) = self.right(from).filter(|item| self.alike(first, *item)) else {
                return items[..1].to_vec();
            };
            items.push(item);
            if closes {
                if self.opens_clause(item) {
                    items.pop();
                }
                return items;
            }
        }
    }

    /// Whether a phrase behind an "and" is the subject of a clause of its own rather than the end of a list.
    fn opens_clause(&self, item: Phrase) -> bool {
        self.is(item.last + 1, &["said", "says", "is", "was", "has", "had", "will", "would", "told"])
    }

    /// The items of "A, B and C" up to `last`.
    pub(super) fn list_left(&self, last: Phrase) -> Vec<Phrase> {
        let mut items = vec![last];
        let Some(before) = last.first.checked_sub(1) else { return items };
        if !self.is(before, &["and", "or", "&"]) {
            return items;
        }
        let mut end = before;
        while items.len() < 12 {
            let Some(at) = end.checked_sub(1) else { break };
            let at = if self.word(at) == "," { at.checked_sub(1) } else { Some(at) };
            let Some(item) =
                at.and_then(|at| self.left(at)).filter(|item| item.spot.is_some() && self.alike(last, *item))
            else {
                break;
            };
            items.push(item);
            let Some(before) = self.opening(item).checked_sub(1) else { break };
            if self.word(before) != "," {
                break;
            }
            end = before + 1;
        }
        items.reverse();
        items
    }

    /// The first word of a phrase with its article and adjectives.
    pub(super) fn opening(&self, phrase: Phrase) -> usize {
        let mut first = phrase.first;
        for _ in 0..REACH {
            let Some(before) = first.checked_sub(1) else { return first };
            let word = &self.words[before];
            if word.is_determiner() {
                return before;
            }
            if word.is_border() || word.is_mark() && !word.is_quotation_mark() && word.lower != "-" {
                break;
            }
            first = before;
        }
        phrase.first
    }

    /// Whether two phrases can stand in one list or one apposition: both persons, or neither.
    pub(super) fn alike(&self, one: Phrase, other: Phrase) -> bool {
        let person = |it: Phrase| it.spot.map(|spot| self.kind(spot) == MentionKind::Person);
        match (person(one), person(other)) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }

    /// The actor of a phrase.
    pub(super) fn actor(&self, phrase: Phrase) -> Option<usize> {
        self.spots[phrase.spot?].mention.actor
    }
}
