//! What one document says, and on whose say-so.

mod actor_key;
mod actors;
mod apposition;
mod cast;
#[cfg(test)]
mod casting;
mod chain;
mod citation;
mod clause;
mod continuation;
mod contract;
mod dateline;
mod event;
mod group_noun;
mod headline;
mod inner;
mod inversion;
mod label;
mod layout;
mod manner;
mod nesting;
mod outlet;
mod outlet_noun;
mod own_places;
mod own_table;
mod quotation;
mod range_index;
mod reader;
mod relation;
mod reporter;
mod seeming;
mod sentence;
mod show;
mod stance;
#[cfg(test)]
mod testing;
mod transcript;
mod word;
mod world;

pub use actor_key::{actor_key, outlet_key};
pub use contract::{
    Actor, ActorKind, ActorMention, Carrier, CarrierKind, Certainty, Confidence, Count, Event, EventRole, EventTime,
    EventType, Incident, Manner, MentionForm, MentionSort, Part, Place, Reading, Relation, RelationKind, Role, SCHEMA,
    Source, SourceKind, Stage, Stance, Statement,
};
pub use label::{code, label, of_code};
pub use outlet::{Outlet, OutletError, Outlets};
pub use own_places::{PlacesError, own_places};
pub use own_table::TableError;
pub use reader::Reader;
pub use sayso_document::{CodePoints, Document, Span};
pub use sayso_model::ModelError;
pub use sayso_value::place::OwnPlace;
pub use sentence::sentences;
pub use show::{days, event_kind, events_by_weight, interval, joined};
