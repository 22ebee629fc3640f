//! How far a source commits itself to the content of its statement.
//!
//! The cue commits ("insisted", "believes"); a hedge in the first clause of the content, or at the cue, weakens it. Hedge words
//! after Hyland 2005, "Metadiscourse", and the hedge lexicon of Islam, Xiao and Mercer 2020.

use super::clause::main_clause;
use super::force::Commitment;
use super::words::{Passage, Word};
use crate::contract::{Certainty, Stance};

const POSSIBLE: [&str; 8] = ["may", "might", "could", "possibly", "perhaps", "maybe", "possible", "conceivably"];
const PROBABLE: [&str; 18] = [
    "probably",
    "likely",
    "appears",
    "appeared",
    "appear",
    "seems",
    "seemed",
    "seem",
    "presumably",
    "apparently",
    "probable",
    "suspected",
    "believed",
    "thought",
    "suggests",
    "suggested",
    "think",
    "believe",
];
const DOUBTFUL: [&str; 7] =
    ["unlikely", "allegedly", "purportedly", "supposedly", "doubtful", "improbable", "ostensibly"];
const CERTAIN: [&str; 7] =
    ["definitely", "certainly", "undoubtedly", "unquestionably", "indisputably", "clearly", "surely"];
/// How far into a content a hedge still speaks of all of it.
const LOOK: usize = 18;

/// The certainty of a statement, by its stance and what its cue commits to; `None` where nothing is put forward as so.
pub(crate) fn certainty(passage: &Passage, stance: Stance, commitment: Commitment) -> Option<Certainty> {
    match stance {
        Stance::Denies => Some(Certainty::False),
        Stance::Doubts => Some(Certainty::Doubtful),
        Stance::Asks | Stance::Hopes | Stance::Demands | Stance::Other => None,
        Stance::Threatens | Stance::Promises | Stance::ClaimsResponsibility => Some(Certainty::Certain),
        Stance::Asserts | Stance::Accuses => Some(weakened(passage, commitment.unwrap_or(Certainty::Certain))),
    }
}

fn weakened(passage: &Passage, commitment: Certainty) -> Certainty {
    let before = passage.sentence[..passage.cue.start.min(passage.sentence.len())].iter().rev().take(3);
    let at_cue = passage.sentence.get(passage.cue.clone()).unwrap_or_default();
    let clause = main_clause(&passage.content);
    let content: Vec<&Word> = clause
        .into_iter()
        .filter_map(|at| passage.content.get(at))
        .take(LOOK)
        .take_while(|word| !word.stops())
        .collect();
    // "I think about it" is no guess.
    let musing = content.windows(2).any(|pair| pair[0].is(&["think", "believe"]) && pair[1].is(&["about", "of", "in"]));
    // In May nothing is possible.
    let month = |word: &Word| word.capital && word.text == "may";
    let any = |words: &[&str]| content.iter().any(|word| word.is(words) && !month(word));
    let no_doubt = content.windows(2).any(|pair| pair[0].is(&["no", "without"]) && pair[1].text == "doubt");
    let not_ruled_out = |words: &[Word]| {
        words.windows(3).any(|three| three[0].text == "not" && three[1].text == "rule" && three[2].text == "out")
    };
    if no_doubt {
        return Certainty::Certain;
    }
    if any(&DOUBTFUL) {
        return Certainty::Doubtful;
    }
    if any(&POSSIBLE) || not_ruled_out(&passage.sentence) {
        return Certainty::Possible;
    }
    if any(&PROBABLE) && !musing {
        return Certainty::Probable;
    }
    if any(&CERTAIN) {
        return Certainty::Certain;
    }
    let softened = ["appeared", "appears", "appear", "seemed", "seems", "hinted", "hinting", "hints", "implied"];
    if before.chain(at_cue).any(|word| word.is(&softened)) { Certainty::Probable } else { commitment }
}
