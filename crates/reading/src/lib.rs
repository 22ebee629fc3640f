//! What one document says, and on whose say-so.

mod contract;
mod reader;

pub use contract::{
    Actor, ActorKind, Carrier, CarrierKind, Certainty, Confidence, Count, Event, EventRole, EventTime, EventType,
    Incident, Manner, Part, Place, Reading, Relation, RelationKind, Role, SCHEMA, Source, SourceKind, Stage, Stance,
    Statement,
};
pub use reader::{ReadError, Reader};
pub use sayso_document::{CodePoints, Document, Span};
