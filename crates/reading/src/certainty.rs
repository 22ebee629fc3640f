//! How far a source commits itself to the content of its statement.
use crate::contract::{Certainty, Stance};

/// The certainty of a statement, from its words and its stance.
pub(crate) fn certainty(_cue: &str, _content: &str, _stance: Stance) -> Option<Certainty> {
    None
}
