//! What a source does with the content of its statement.
use crate::contract::Stance;

/// The stance of a statement, from its words.
pub(crate) fn stance(_source: &str, _cue: &str, _content: &str) -> Stance {
    Stance::Other
}
