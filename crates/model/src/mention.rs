//! Mentions of actors in a text, and what each of them may refer back to.

use std::ops::Range;

/// What a text says and whom it mentions.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Who says what, in the order of their first words.
    pub attributions: Vec<crate::Attribution>,
    /// Mentions of persons, organisations and places, in text order; of two that begin together the longer first.
    pub mentions: Vec<Mention>,
    /// What is told to have happened, in the order of the first triggers.
    pub events: Vec<crate::EventMark>,
}

/// One mention. A name is the name proper, without article and title ("Ilva Marrek" of "President Ilva Marrek"). A
/// description reaches from its first word to its head ("the Iran-backed militia" of "the Iran-backed
/// militia in the south"); names inside it are mentions of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// Name, description or pronoun.
    pub form: Form,
    /// What sort of thing is mentioned.
    pub kind: MentionKind,
    /// How sure the model is that this is a mention, from 0 to 1.
    pub confidence: f32,
    /// For descriptions and pronouns: numbers of other mentions (mostly earlier ones) that this one may mean, with
    /// probabilities, best first. Several may belong to one actor: their probabilities add up. What is missing to 1
    /// is the probability that none of them is meant.
    pub antecedents: Vec<(usize, f32)>,
}

/// By what sort of words an actor is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A proper name.
    Name,
    /// A noun phrase with a common noun for its head.
    Description,
    /// A third-person pronoun or possessive.
    Pronoun,
}

/// The coarse sort of what is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// One or several persons.
    Person,
    /// A body of persons: company, ministry, militia, party, outlet.
    Organisation,
    /// A place, including countries and cities that act.
    Place,
    /// A nation, faith or other people by name ("Iranian", "the Sunnis").
    People,
    /// Any other name.
    Other,
}
