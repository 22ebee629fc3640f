//! Casualties: how many a text says were killed and injured, each telling by itself.
//!
//! A small grammar of clauses looks from each word that says "killed" or "injured" for the number that belongs to it: of the subject
//! in the passive ("three people were killed"), of the object otherwise ("killed three people"), beside a noun ("12 dead", "a death toll of
//! 34"). A part of a number ("dozens, 11 of them children, were killed") is no number of its own. Nothing is added up.

mod clause;
mod lexicon;
mod raised;

use std::ops::Range;

use crate::number::{numbers_of, tokens};
use clause::Clauses;
pub use raised::raised;

/// A number of killed or injured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toll {
    /// The words of the number, and of one who stands for "one" ("a soldier", a name).
    pub bytes: Range<usize>,
    /// What befell them.
    pub what: Casualty,
    /// The least that the words can mean.
    pub low: Option<u64>,
    /// The most.
    pub high: Option<u64>,
    /// The word that says so: "killed", "dead", "toll".
    pub anchor: Range<usize>,
}

/// What befell those counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Casualty {
    /// They died.
    Killed,
    /// They were hurt.
    Injured,
}

/// The casualties that `text` tells of, in the order of their anchors.
pub fn tolls(text: &str) -> Vec<Toll> {
    let tokens = tokens(text);
    let numbers = numbers_of(text, &tokens);
    let clauses = Clauses::new(text, &tokens, &numbers);
    (0..tokens.len()).filter_map(|at| clauses.toll(at)).collect()
}
