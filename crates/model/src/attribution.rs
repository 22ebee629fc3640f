//! The attributions of a text: what the model finds, as byte ranges.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::settings::Settings;
use crate::token::Token;

/// One attribution: who says what, by which words. Ranges count bytes of the text, do not overlap within a role,
/// stand in text order and never cross a line break.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the source; empty where none is expressed.
    pub source: Vec<Range<usize>>,
    /// The words that attribute; never empty.
    pub cue: Vec<Range<usize>>,
    /// What is said; never empty.
    pub content: Vec<Range<usize>>,
    /// How sure the model is that the cue attributes, from 0 to 1.
    pub confidence: f32,
}

/// An attribution over token numbers, each role in ascending order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) source: Vec<usize>,
    pub(crate) cue: Vec<usize>,
    pub(crate) content: Vec<usize>,
    pub(crate) confidence: f32,
}

impl Candidate {
    /// Reads the labels of the tokens from `low` on, for the cue found at `anchor`.
    ///
    /// A content may be interrupted. A source or a cue is one run (in PolNeAR all but 9 of 18,361 and all of
    /// 19,834): of several the one nearest to the anchor counts.
    pub(crate) fn new(labels: &[u8], low: usize, anchor: &Range<usize>, confidence: f32) -> Self {
        let of = |begin: u8| -> Vec<usize> {
            let chosen = labels.iter().zip(low..).filter(|&(&label, _)| label == begin || label == begin + 1);
            chosen.map(|(_, token)| token).collect()
        };
        Self { source: nearest_run(&of(1), anchor), cue: nearest_run(&of(3), anchor), content: of(5), confidence }
    }

    /// Byte ranges for token numbers.
    pub(crate) fn resolve(&self, tokens: &[Token]) -> Attribution {
        let of = |role: &[usize]| ranges(role, tokens);
        Attribution {
            source: of(&self.source),
            cue: of(&self.cue),
            content: of(&self.content),
            confidence: self.confidence,
        }
    }
}

/// The run of neighbouring tokens that is nearest to the anchor, the first of two as near.
fn nearest_run(tokens: &[usize], anchor: &Range<usize>) -> Vec<usize> {
    let distance = |run: &&[usize]| {
        let (first, last) = (run[0], run[run.len() - 1]);
        anchor.start.saturating_sub(last).max(first.saturating_sub(anchor.end - 1))
    };
    tokens.chunk_by(|&a, &b| b == a + 1).min_by_key(distance).unwrap_or_default().to_vec()
}

/// Runs of neighbouring tokens of one paragraph as byte ranges.
fn ranges(role: &[usize], tokens: &[Token]) -> Vec<Range<usize>> {
    let runs = role.chunk_by(|&a, &b| b == a + 1 && tokens[a].paragraph == tokens[b].paragraph);
    runs.map(|run| tokens[run[0]].bytes.start..tokens[run[run.len() - 1]].bytes.end).collect()
}

/// The candidates that stand, in text order: sure enough, with cue and content, and no surer rival.
pub(crate) fn choose(mut candidates: Vec<Candidate>, settings: &Settings) -> Vec<Candidate> {
    // A stable sort: of two as sure as each other the first in the text stands.
    candidates.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    // By the first token of the cue, so that only what is near is compared: all that an anchor is given lies within
    // its reach, cue and content alike.
    let (mut kept, near) = (BTreeMap::<usize, Candidate>::new(), 4 * settings.reach + 4);
    for candidate in candidates {
        let Some(&cue) = candidate.cue.first() else { continue };
        if candidate.content.is_empty() || candidate.confidence < settings.valid {
            continue;
        }
        let mut others = kept.range(cue.saturating_sub(near)..=cue + near);
        if !others.any(|(_, other)| rivals(&candidate, other, settings.overlap)) {
            kept.insert(cue, candidate);
        }
    }
    let mut kept: Vec<_> = kept.into_values().collect();
    // Of two that begin with the same word the longer one holds the other, and comes first.
    kept.sort_by_key(|candidate| {
        let all = || candidate.source.iter().chain(&candidate.cue).chain(&candidate.content);
        (all().min().copied(), std::cmp::Reverse(all().max().copied()))
    });
    kept
}

/// Two attributions whose contents overlap are rivals, unless one holds the other's cue: then they are nested.
fn rivals(a: &Candidate, b: &Candidate, overlap: f32) -> bool {
    if shared(&a.cue, &b.cue) > 0 {
        return true;
    }
    if shared(&a.cue, &b.content) > 0 || shared(&b.cue, &a.content) > 0 {
        return false;
    }
    let both = shared(&a.content, &b.content) as f32;
    2.0 * both > overlap * (a.content.len() + b.content.len()) as f32
}

/// How many numbers two ascending lists share.
fn shared(a: &[usize], b: &[usize]) -> usize {
    let disjoint = match (a.first(), a.last(), b.first(), b.last()) {
        (Some(a_first), Some(a_last), Some(b_first), Some(b_last)) => a_last < b_first || b_last < a_first,
        _ => true,
    };
    if disjoint { 0 } else { a.iter().filter(|token| b.binary_search(token).is_ok()).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(cue: &[usize], content: &[usize], confidence: f32) -> Candidate {
        Candidate { source: Vec::new(), cue: cue.to_vec(), content: content.to_vec(), confidence }
    }

    fn settings() -> Settings {
        let text = crate::SETTINGS;
        Settings { valid: 0.5, overlap: 0.5, ..serde_json::from_str(text).unwrap() }
    }

    #[test]
    fn of_two_rivals_the_surer_stands() {
        let (weak, strong) = (candidate(&[0], &[5, 6, 7], 0.6), candidate(&[9], &[5, 6, 7], 0.9));
        assert_eq!(choose(vec![weak, strong.clone()], &settings()), [strong]);
    }

    #[test]
    fn nested_attributions_both_stand() {
        let (outer, inner) = (candidate(&[0], &[2, 3, 4, 5, 6], 0.9), candidate(&[3], &[4, 5, 6], 0.8));
        assert_eq!(choose(vec![inner.clone(), outer.clone()], &settings()), [outer, inner]);
    }

    #[test]
    fn many_statements_are_not_all_compared() {
        // With every pair compared this takes minutes.
        let candidates: Vec<_> = (0..200_000).map(|number| candidate(&[3 * number], &[3 * number + 1], 0.9)).collect();
        assert_eq!(choose(candidates, &settings()).len(), 200_000);
    }

    #[test]
    fn without_content_nothing_is_attributed() {
        assert_eq!(choose(vec![candidate(&[0], &[], 0.9)], &settings()), []);
    }

    #[test]
    fn of_several_sources_the_nearest_counts() {
        // Source, source, outside, source, cue, content.
        let found = Candidate::new(&[1, 2, 0, 1, 3, 5], 10, &(14..15), 1.0);
        assert_eq!((found.source, found.cue, found.content), (vec![13], vec![14], vec![15]));
    }

    #[test]
    fn a_range_ends_at_the_line_break() {
        let tokens = crate::token::tokenize("one two\nthree");
        assert_eq!(ranges(&[0, 1, 2], &tokens), [0..7, 8..13]);
    }
}
