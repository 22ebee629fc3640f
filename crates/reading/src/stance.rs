//! What a source does with the content of its statement.

use sayso_model::Attribution;

use crate::contract::Stance;

/// The stance of an attribution of `text`, from its words.
pub(crate) fn stance(_text: &str, _found: &Attribution) -> Stance {
    Stance::Other
}
