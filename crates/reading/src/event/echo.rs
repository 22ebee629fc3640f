//! "The strikes", "this attack": words that come back to an assault told of before. The model looks for what tells of a deed anew, and often
//! passes them over; who says something of them says it of that deed.

use std::ops::Range;

use super::Told;
use super::complement::struck_before;
use crate::word::words;

/// Nouns, in either number, that come back to an assault.
const NOUNS: [&str; 24] = [
    "attack",
    "attacks",
    "strike",
    "strikes",
    "bombing",
    "bombings",
    "raid",
    "raids",
    "assault",
    "assaults",
    "ambush",
    "ambushes",
    "explosion",
    "explosions",
    "blast",
    "blasts",
    "shooting",
    "shootings",
    "massacre",
    "massacres",
    "killing",
    "killings",
    "airstrike",
    "airstrikes",
];
const POINTING: [&str; 5] = ["the", "this", "that", "these", "those"];
/// Verbs behind it that do not end in -ed.
const VERBS: [&str; 10] = ["came", "took", "left", "began", "hit", "struck", "hurt", "went", "fell", "also"];
/// Words behind which a noun means another deed, or none: "the attacks on Orun", "the strike force".
const TOLD_ANEW: [&str; 6] = ["on", "against", "of", "at", "that", "which"];

/// The words of `text` that come back to an assault and are none of the `taken`, in text order.
pub(super) fn echoes(told: &Told, taken: impl Fn(&Range<usize>) -> bool) -> Vec<Range<usize>> {
    let text = told.layout.text;
    let all = words(text, &(0..text.len()));
    let is_echo = |at: usize| {
        let ends = all.get(at + 1).is_none_or(|next| {
            next.is_mark() && !next.is(&["-"]) || next.is_border() || next.lower.ends_with("ed") || next.is(&VERBS)
        });
        let anew = all.get(at + 1).is_some_and(|next| next.is(&TOLD_ANEW));
        all[at].is(&NOUNS) && all[at - 1].is(&POINTING) && ends && !anew && !taken(&all[at].bytes)
    };
    let is_struck = |at: usize| struck_before(told, &all[at].bytes).is_some() && !taken(&all[at].bytes);
    (1..all.len()).filter(|&at| is_echo(at) || is_struck(at)).map(|at| all[at].bytes.clone()).collect()
}

/// Whether a word, in small letters, is a noun of an assault.
pub(super) fn is_assault_noun(lower: &str) -> bool {
    NOUNS.contains(&lower)
}
