//! The noun phrase of a source: where its head stands, and whether it names several.

use std::ops::Range;

use sayso_model::Form;

use crate::cast::Cast;

use super::lexicon;
use super::title::without_titles;
use super::words::{fold, inside, singular};

/// How many mentions of a source are looked at.
const REACH: usize = 48;

/// How many bytes of a source are read.
const LONGEST: usize = 1_000;

/// A source's words with the mentions in them.
pub(super) struct Phrase<'a> {
    pub(super) text: &'a str,
    /// The words of the source, without spaces and marks around them.
    pub(super) bytes: Range<usize>,
    /// Numbers of the mentions in the source.
    pub(super) mentions: Vec<usize>,
    cast: &'a Cast,
}

impl<'a> Phrase<'a> {
    /// The phrase at `bytes`; none if it holds no word.
    pub(super) fn new(text: &'a str, cast: &'a Cast, bytes: &Range<usize>) -> Option<Self> {
        let mut end = bytes.end.min(bytes.start.saturating_add(LONGEST)).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let bytes = trimmed(text, &(bytes.start..end))?;
        let first = cast.mentions.partition_point(|mention| mention.bytes.start < bytes.start);
        let within =
            (first..cast.mentions.len()).take(REACH).take_while(|&it| cast.mentions[it].bytes.start < bytes.end);
        let mentions = within.filter(|&it| cast.mentions[it].bytes.end <= bytes.end).collect();
        Some(Self { text, bytes, mentions, cast })
    }

    /// The words up to the end of the head: before the first comma, preposition or relative pronoun that is not part of a
    /// name. "dozens of residents" and the like reach on.
    pub(super) fn head(&self) -> Range<usize> {
        let mut end = self.boundary(self.bytes.start);
        let words = &self.text[self.bytes.start..end];
        let last = words.split_whitespace().next_back().map(fold).unwrap_or_default();
        let rest = &self.text[end..self.bytes.end];
        if is_quantity(&last)
            && let Some(of) = rest.trim_start().strip_prefix("of ")
        {
            end = self.boundary(self.bytes.end - of.len());
        }
        self.without_afterthought(trimmed(self.text, &(self.bytes.start..end)).unwrap_or(self.bytes.clone()))
    }

    /// The mention that ends where the phrase `head` does: a name before a description, the longest first.
    pub(super) fn mention(&self, head: &Range<usize>) -> Option<usize> {
        let ends = |&&it: &&usize| {
            let bytes = &self.cast.mentions[it].bytes;
            inside(bytes, head) && self.text[bytes.end..head.end].chars().all(|c| !c.is_alphanumeric())
        };
        let rank = |&&it: &&usize| {
            let mention = &self.cast.mentions[it];
            // Of "the Brigade" the name counts, but a name at the end of a longer description is its head only
            // where the description is the name with its article.
            (mention.form == Form::Pronoun, mention.form == Form::Description, std::cmp::Reverse(mention.bytes.len()))
        };
        self.mentions.iter().filter(ends).min_by_key(rank).copied()
    }

    /// A name in apposition to the phrase `head`, behind it: "A military analyst at the Imsel Institute, Jorun Beck".
    pub(super) fn apposed_name(&self, head: &Range<usize>) -> Option<usize> {
        let last = self.text[head.clone()].split_whitespace().next_back().map(fold).unwrap_or_default();
        let person_noun = lexicon::noun(&last).is_some_and(|sort| sort.is_person(false));
        let quantity = is_quantity(&self.text[head.clone()].split_whitespace().next().map(fold).unwrap_or_default());
        self.mentions.iter().copied().find(|&it| {
            let mention = &self.cast.mentions[it];
            let Some(actor) = mention.actor else { return false };
            let person = self.cast.actors[actor].kind == crate::ActorKind::Person;
            let (left, right) =
                (&self.text[head.start..mention.bytes.start], &self.text[mention.bytes.end..self.bytes.end]);
            let left = without_titles(left);
            let called = ["known as", "identified as", "called", "named"].iter().find_map(|it| left.strip_suffix(it));
            let fits = if quantity || lexicon::noun(&last).is_none() { person } else { person == person_noun };
            let closes =
                right.is_empty() || right.starts_with(',') || right.starts_with(" of ") || right.starts_with(" from ");
            mention.form == Form::Name
                && fits
                && mention.bytes.start > head.end
                && called.unwrap_or(left).trim_end().strip_suffix(',').is_some_and(|left| !left.contains(','))
                && closes
        })
    }

    /// The parts of a source that names several with "and": each part's head.
    pub(super) fn several(&self) -> Option<Vec<Range<usize>>> {
        let joint = self.free_words().find(|(_, word)| matches!(*word, "and" | "&" | "or"))?.0.start;
        let (mut parts, mut start) = (Vec::new(), self.bytes.start);
        let mut separators: Vec<Range<usize>> =
            self.free_words().filter(|(_, it)| matches!(*it, "and" | "&" | "or")).map(|(at, _)| at).collect();
        separators.extend(self.commas().filter(|comma| comma.start < joint));
        separators.sort_by_key(|it| it.start);
        for separator in separators.into_iter().chain(std::iter::once(self.bytes.end..self.bytes.end)) {
            let part = trimmed(self.text, &(start..separator.start));
            start = separator.end;
            parts.extend(part);
        }
        let first = parts.first()?.clone();
        // An "and" behind "of", "in" or "who" joins something else.
        if self.boundary(self.bytes.start) < first.end {
            return None;
        }
        let apposed = |part: &Range<usize>| {
            let text = &self.text[part.clone()];
            text.starts_with("a ") || text.starts_with("an ") || text.starts_with("who ")
        };
        let kept: Vec<Range<usize>> = parts.iter().skip(1).filter(|part| !apposed(part)).cloned().collect();
        let all: Vec<Range<usize>> = std::iter::once(first).chain(kept).collect();
        let heads = |part: &Range<usize>| {
            let end = part.start.max(self.boundary(part.start).min(part.end));
            let head = self.without_afterthought(part.start..end);
            let own = self.text[part.clone()].split_whitespace().next().map(fold).unwrap_or_default();
            let named = |word: &str| word.starts_with(char::is_uppercase) && word.len() > 1;
            let capital = self.text[head.clone()].split_whitespace().next_back().is_some_and(named);
            let reflexive = matches!(own.as_str(), "himself" | "herself" | "itself" | "themselves");
            !reflexive && (self.mention(&head).is_some() || self.noun_at_end(&head) || capital)
        };
        (all.len() > 1 && all.iter().all(heads)).then_some(all)
    }

    fn noun_at_end(&self, head: &Range<usize>) -> bool {
        let last = self.text[head.clone()].split_whitespace().next_back().map(fold).unwrap_or_default();
        lexicon::noun(&last).is_some() && self.text[head.clone()].contains(' ')
            || singular(&last).is_some_and(|it| lexicon::noun(&it).is_some())
    }

    /// Where the noun phrase that begins at `start` ends.
    fn boundary(&self, start: usize) -> usize {
        let word = self.free_words().find(|(at, word)| at.start > start && ends_phrase(word)).map(|(at, _)| at.start);
        let sign = |c: char| matches!(c, ',' | ';' | ':' | '(' | '—' | '–');
        let signs = self.text[start..self.bytes.end].char_indices().filter(|&(_, c)| sign(c)).map(|(at, _)| start + at);
        let sign = signs.into_iter().find(|&at| at > start && !self.in_name(&(at..at + 1)));
        word.into_iter().chain(sign).min().unwrap_or(self.bytes.end).min(self.bytes.end)
    }

    /// `head` without words such as "himself" and "later" at its end.
    fn without_afterthought(&self, head: Range<usize>) -> Range<usize> {
        let text = &self.text[head.clone()];
        let Some((before, last)) = text.rsplit_once(char::is_whitespace) else { return head };
        let last = fold(last);
        let after = matches!(
            last.as_str(),
            "himself"
                | "herself"
                | "itself"
                | "themselves"
                | "today"
                | "yesterday"
                | "also"
                | "alone"
                | "both"
                | "earlier"
                | "later"
                | "there"
                | "here"
        ) || lexicon::is_weekday(&last);
        if after { head.start..head.start + before.trim_end().len() } else { head }
    }

    /// The words of the source that are in no name, in lower case as they stand.
    fn free_words(&self) -> impl Iterator<Item = (Range<usize>, &'a str)> + '_ {
        let text = &self.text[self.bytes.clone()];
        let start = self.bytes.start;
        text.split_whitespace().filter_map(move |word| {
            let at = start + (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            let range = at..at + word.len();
            (!self.in_name(&range)).then_some((range, word))
        })
    }

    fn commas(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let text = &self.text[self.bytes.clone()];
        let all = text.match_indices(',').map(|(at, _)| self.bytes.start + at..self.bytes.start + at + 1);
        all.filter(|comma| !self.in_name(comma))
    }

    fn in_name(&self, range: &Range<usize>) -> bool {
        let name = |&it: &usize| {
            let mention = &self.cast.mentions[it];
            mention.form == Form::Name && inside(range, &mention.bytes)
        };
        self.mentions.iter().any(name)
    }
}

/// Whether a word ends the noun phrase before it.
fn ends_phrase(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "who"
            | "which"
            | "that"
            | "whose"
            | "whom"
            | "for"
            | "at"
            | "from"
            | "with"
            | "on"
            | "to"
            | "near"
            | "inside"
            | "outside"
            | "by"
            | "affiliated"
            | "linked"
            | "allied"
            | "aligned"
            | "loyal"
            | "backed"
            | "owned"
            | "funded"
            | "close"
            | "familiar"
            | "speaking"
            | "among"
            | "around"
            | "under"
            | "behind"
            | "including"
            | "based"
            | "representing"
            | "about"
            | "into"
            | "over"
            | "as"
            | "when"
            | "where"
            | "within"
            | "across"
            | "briefed"
            | "involved"
            | "working"
            | "living"
            | "reached"
            | "quoted"
            | "cited"
            | "identified"
            | "known"
            | "-"
            | "--"
    )
}

/// Whether a word counts what follows behind "of".
fn is_quantity(word: &str) -> bool {
    matches!(
        word,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "some"
            | "many"
            | "most"
            | "several"
            | "few"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "number"
            | "couple"
            | "handful"
            | "majority"
            | "all"
            | "none"
            | "both"
            | "each"
            | "either"
            | "neither"
            | "scores"
            | "another"
    )
}

/// `bytes` without spaces and marks around the words; none if no word is left or the range is not of the text.
pub(super) fn trimmed(text: &str, bytes: &Range<usize>) -> Option<Range<usize>> {
    let within = text.get(bytes.clone())?;
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | '“' | '”' | '"' | '‘' | '\'' | ';' | ':');
    let left = within.trim_start_matches(marks);
    let start = bytes.start + within.len() - left.len();
    let words = left.trim_end_matches(marks);
    // "Biden's announcement": the source is Biden.
    let words = ["'s", "’s"].iter().find_map(|ending| words.strip_suffix(ending)).unwrap_or(words);
    (!words.is_empty()).then_some(start..start + words.len())
}
