//! Which statements a carrier phrase of their sentence speaks of.

use std::ops::Range;

use sayso_model::Attribution;

use super::phrase::CarrierPhrase;
use crate::cast::ResolvedSource;

/// How many bytes may stand between a cue and a phrase that belongs to it ("said on Sunday in an interview with").
const NEAR: usize = 24;

/// How many statements deep one within another is followed.
const DEPTH: usize = 16;

/// The statements of one sentence.
pub(super) struct Receivers<'a> {
    pub(super) text: &'a str,
    pub(super) attributions: &'a [Attribution],
    pub(super) holders: &'a [Option<usize>],
    pub(super) sources: &'a [ResolvedSource],
    /// Numbers of the attributions whose cues stand in the sentence, in text order.
    pub(super) here: &'a [usize],
}

impl Receivers<'_> {
    /// The numbers of the statements that the phrase speaks of.
    pub(super) fn of(&self, phrase: &CarrierPhrase) -> Vec<usize> {
        if phrase.closing {
            return self.of_closing(phrase);
        }
        if let Some(number) = self.by_cue(phrase) {
            return self.with_companions(number, |other| other >= number);
        }
        match self.around(phrase) {
            Some(number) => self.with_companions(number, |_| true),
            None => Vec::new(),
        }
    }

    /// "…, according to X" closes what the sentence says, whoever says it in the sentence; unless the words are a
    /// statement of their own, which holds the others.
    fn of_closing(&self, phrase: &CarrierPhrase) -> Vec<usize> {
        // "X, citing Y": the words are the cue of what Y says.
        if self.here.iter().any(|&it| self.touches(&self.attributions[it].cue, &phrase.bytes)) {
            return Vec::new();
        }
        let source = |number: usize| self.touches(&self.attributions[number].source, &phrase.named.bytes);
        let before = |number: usize| first(&self.attributions[number]) < phrase.bytes.start;
        let all = self.here.iter().copied().filter(|&it| self.holders[it].is_none() && !source(it));
        let fronted = self.here.iter().all(|&it| !before(it));
        all.filter(|&it| fronted || before(it)).collect()
    }

    /// The statement whose cue the phrase is part of, or follows at once.
    fn by_cue(&self, phrase: &CarrierPhrase) -> Option<usize> {
        let mut best = None;
        for &number in self.here {
            let cue = &self.attributions[number].cue;
            let told_of = self.attributions[number].content.iter().any(|it| covers(it, &phrase.bytes));
            let follows = cue.last().is_some_and(|last| {
                last.end <= phrase.bytes.start
                    && phrase.bytes.start - last.end <= NEAR
                    && self.text.get(last.end..phrase.bytes.start).is_some_and(|gap| {
                        gap.split_whitespace().count() <= 3 && !gap.contains([',', ';', '.', ':', '“', '”', '"'])
                    })
            });
            if self.touches(cue, &phrase.bytes) || follows && !told_of {
                best = Some(number);
            }
        }
        best
    }

    fn around(&self, phrase: &CarrierPhrase) -> Option<usize> {
        let contains = |number: usize| self.attributions[number].content.iter().any(|it| covers(it, &phrase.bytes));
        let containing = self.here.iter().copied().filter(|&it| contains(it));
        if let Some(outer) = containing.max_by_key(|&it| size(&self.attributions[it])) {
            // "said that, in an interview with X, Orn had denied it"
            let fronted = self.here.iter().copied().find(|&it| {
                let start = first(&self.attributions[it]);
                it != outer && start >= phrase.bytes.end && start - phrase.bytes.end <= NEAR && !contains(it)
            });
            // What a content tells of ("a video posted on Telegram shows") is not where it was said, unless the
            // phrase says so ("in a video posted on Telegram").
            return fronted.or_else(|| phrase.spoken_in.then_some(outer));
        }
        let hull = |number: usize| first(&self.attributions[number])..last(&self.attributions[number]);
        let inside = self.here.iter().copied().filter(|&it| covers(&hull(it), &phrase.bytes));
        if let Some(number) = inside.min_by_key(|&it| hull(it).len()) {
            return Some(number);
        }
        let before = self.here.iter().copied().filter(|&it| hull(it).end <= phrase.bytes.start + 2);
        if let Some(number) = before.max_by_key(|&it| (hull(it).end, std::cmp::Reverse(hull(it).start))) {
            return Some(self.top(number));
        }
        self.here.iter().copied().filter(|&it| hull(it).start + 2 >= phrase.bytes.end).min_by_key(|&it| hull(it).start)
    }

    /// The outermost statement around this one in the sentence.
    fn top(&self, number: usize) -> usize {
        let mut number = number;
        for _ in 0..DEPTH {
            match self.holders[number] {
                Some(holder) if self.here.contains(&holder) => number = holder,
                _ => break,
            }
        }
        number
    }

    /// The statement and those of the same source beside it in the sentence.
    fn with_companions(&self, number: usize, may: impl Fn(usize) -> bool) -> Vec<usize> {
        let actor = self.sources.get(number).and_then(|it| it.actor);
        let same = |other: usize| {
            let source = &self.attributions[other].source;
            let shared = source.is_empty() || *source == self.attributions[number].source;
            let known = actor.is_some() && self.sources.get(other).is_some_and(|it| it.actor == actor);
            self.holders[other] == self.holders[number] && (shared && !source.is_empty() || known)
        };
        self.here.iter().copied().filter(|&other| other == number || may(other) && same(other)).collect()
    }

    fn touches(&self, ranges: &[Range<usize>], place: &Range<usize>) -> bool {
        ranges.iter().any(|it| it.start < place.end && place.start < it.end)
    }
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn ranges(attribution: &Attribution) -> impl Iterator<Item = &Range<usize>> {
    attribution.source.iter().chain(&attribution.cue).chain(&attribution.content)
}

fn size(attribution: &Attribution) -> usize {
    attribution.content.iter().map(ExactSizeIterator::len).sum()
}

/// Where the first words of an attribution begin.
pub(super) fn first(attribution: &Attribution) -> usize {
    ranges(attribution).map(|it| it.start).min().unwrap_or(0)
}

fn last(attribution: &Attribution) -> usize {
    ranges(attribution).map(|it| it.end).max().unwrap_or(0)
}
