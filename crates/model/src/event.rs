//! Events that a text tells of: their triggers, their kinds and who and what took part, as the network sees them.

use std::ops::Range;

/// One event, told of by one or several triggers.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMark {
    /// Bytes of the words that tell of it, in text order; never empty.
    pub triggers: Vec<Range<usize>>,
    /// What kind of event, and how likely.
    pub kind: EventKind,
    /// How sure the model is of its surest trigger, from 0 to 1.
    pub confidence: f32,
    /// What kind of armed incident by the rules of MUC-4, where it is one.
    pub incident: Option<IncidentKind>,
    /// Who and what took part, where and when, in text order.
    pub fillers: Vec<Filler>,
}

/// Words that fill a role of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Filler {
    /// Bytes of the words.
    pub bytes: Range<usize>,
    /// Which part they play.
    pub role: FillerRole,
    /// How sure the model is, from 0 to 1.
    pub confidence: f32,
}

/// The sixteen event types of PLOVER, in the order of training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the ontology's own terms")]
pub enum EventKind {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl EventKind {
    pub(crate) const ALL: [Self; 16] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];
}

/// The incident types of MUC-4, in the order of training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the task's own terms")]
pub enum IncidentKind {
    Attack,
    Bombing,
    Kidnapping,
    Arson,
    Robbery,
    ForcedWorkStoppage,
}

impl IncidentKind {
    pub(crate) const ALL: [Self; 6] =
        [Self::Attack, Self::Bombing, Self::Kidnapping, Self::Arson, Self::Robbery, Self::ForcedWorkStoppage];
}

/// The parts that words play in an event, in the order of training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FillerRole {
    /// A person or persons who did it.
    Individual,
    /// A body that did it.
    Organisation,
    /// A thing or body to which it was done.
    Target,
    /// Persons to whom it was done.
    Victim,
    /// With what.
    Instrument,
    /// Where.
    Place,
    /// When.
    Time,
}

impl FillerRole {
    pub(crate) const ALL: [Self; 7] =
        [Self::Individual, Self::Organisation, Self::Target, Self::Victim, Self::Instrument, Self::Place, Self::Time];
}
