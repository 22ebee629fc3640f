//! What one document says, and on whose say-so.

mod contract;

pub use contract::{
    Actor, ActorKind, Carrier, CarrierKind, Certainty, Confidence, Count, Event, EventRole, EventTime, EventType,
    Incident, Manner, Part, Place, Reading, Relation, RelationKind, Role, SCHEMA, Source, SourceKind, Stage, Stance,
    Statement,
};
pub use sayso_document::{CodePoints, Document, Span};
