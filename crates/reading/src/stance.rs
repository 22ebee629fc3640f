//! What a source does with the content of its statement.
//!
//! The cue decides where it has a force of its own ("denied", "blamed"); under a neutral one ("said") the content does: whose
//! action it tells of, whether it was done, will be done or was not done. Both lexicons are tables in `data/`.

mod certainty;
mod clause;
mod deed;
mod force;
pub(crate) mod pattern;
mod words;

use sayso_model::Attribution;

use crate::contract::{Certainty, Stance};

use force::{Force, content_force, cue_force};
use words::Passage;

/// What was found out about an attribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judged {
    pub(crate) stance: Stance,
    pub(crate) certainty: Option<Certainty>,
}

/// The stance of an attribution of `text` and its certainty, from its words.
pub(crate) fn judge(text: &str, found: &Attribution) -> Judged {
    let passage = Passage::new(text, found);
    let (force, commitment) = cue_force(&passage);
    let stance = stance(&passage, force);
    Judged { stance, certainty: certainty::certainty(&passage, stance, commitment) }
}

fn stance(passage: &Passage, force: Force) -> Stance {
    match force {
        Force::Plain(stance) => stance,
        Force::Says if passage.question => Stance::Asks,
        Force::Says => {
            content_force(passage).or_else(|| content_force(&passage.with_clause_of_cue()?)).unwrap_or(Stance::Asserts)
        }
        Force::Warns => match content_force(passage) {
            Some(Stance::Threatens) => Stance::Threatens,
            Some(stance @ (Stance::Demands | Stance::Accuses)) => stance,
            _ if deed::to_do(passage) => Stance::Demands,
            _ if deed::warns_of_own(passage) || deed::warns_of_deed(passage) => Stance::Threatens,
            _ if passage.sentence.iter().any(|word| word.text == "unless") => Stance::Threatens,
            _ => Stance::Asserts,
        },
        // A vow to harm is a threat.
        Force::Promises => match deed::hostile(passage) {
            true => Stance::Threatens,
            false => Stance::Promises,
        },
        Force::Withholds => Stance::Other,
    }
}

#[cfg(test)]
mod tests;
