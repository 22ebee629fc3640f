//! "The strikes", "this attack": words that come back to an assault told of before. The model looks for what tells of a deed anew, and often
//! passes them over; who says something of them says it of that deed.

use std::ops::Range;

use sayso_model::MentionKind;

use super::Told;
use super::complement::class_of;
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

/// Words that may follow a participle.
const STRUCK_BEHIND: [&str; 8] = ["in", "at", "on", "by", "this", "last", "during", "near"];

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
    // "The news of Velmarkers killed this weekend": a participle behind those whom it struck.
    let is_struck = |at: usize| {
        let next = all.get(at + 1).is_none_or(|next| next.is_mark() || next.is(&STRUCK_BEHIND));
        let people = || {
            let before = &all[at - 1];
            class_of(&before.lower).is_some()
                || before.capital
                    && told.cast.mentions.iter().any(|it| it.bytes == before.bytes && it.kind == MentionKind::People)
        };
        all[at].is(&["killed", "wounded", "injured"]) && next && people() && !taken(&all[at].bytes)
    };
    (1..all.len()).filter(|&at| is_echo(at) || is_struck(at)).map(|at| all[at].bytes.clone()).collect()
}

/// Whether a word, in small letters, is a noun of an assault.
pub(super) fn is_assault_noun(lower: &str) -> bool {
    NOUNS.contains(&lower)
}
