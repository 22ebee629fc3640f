//! Random corpora: tricky texts, annotations and readings that share some of them.

use std::ops::Range;

use proptest::collection::vec;
use proptest::prelude::*;
use sayso_evaluation::brat::GoldStatement;

use crate::sample::Sample;

/// Corpora of a few short documents.
pub(crate) fn corpora() -> impl Strategy<Value = Vec<Sample>> {
    vec(sample(), 1..4)
}

fn sample() -> impl Strategy<Value = Sample> {
    // Words, marks, separators that Unicode and Python see differently, characters of one to four bytes.
    let text = "([a-c]{1,3}|[ ,.“”'’_\n\r\t]|[½²éß中Ⓐ🕊\u{301}\u{200d}\u{a0}\u{1c}\u{85}\u{2028}]| ){1,60}";
    text.prop_flat_map(|text| {
        let length = text.chars().count();
        let gold = vec(statement(length), 0..6).prop_map(|mut statements| {
            statements.retain(|statement| !statement.cue.is_empty() || !statement.content.is_empty());
            statements
        });
        (
            Just(text),
            gold,
            vec((statement(length), any::<prop::sample::Index>(), 0..4u8), 0..8),
            prop::bool::weighted(0.9),
        )
    })
    .prop_map(|(text, gold, guesses, read)| {
        let guess = |(guess, copied, how): (GoldStatement, prop::sample::Index, u8)| match how {
            _ if gold.is_empty() => guess,
            0 => copied.get(&gold).clone(),
            1 => GoldStatement { source: guess.source, ..copied.get(&gold).clone() },
            2 => GoldStatement { content: guess.content, ..copied.get(&gold).clone() },
            _ => guess,
        };
        let found = guesses.into_iter().map(guess).collect();
        Sample { text, gold, found: read.then_some(found) }
    })
}

fn statement(length: usize) -> impl Strategy<Value = GoldStatement> {
    (vec(stretch(length), 0..3), vec(stretch(length), 0..2), vec(stretch(length), 0..4))
        .prop_map(|(source, cue, content)| GoldStatement { source, cue, content })
}

fn stretch(length: usize) -> impl Strategy<Value = Range<usize>> {
    (0..=length, 0..=length).prop_map(|(a, b)| a.min(b)..a.max(b))
}
