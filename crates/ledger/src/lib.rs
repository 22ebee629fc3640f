//! Many readings in one SQLite file.
//!
//! A [`Ledger`] keeps documents with all that was read in them: actors, statements, events, each with its words and their
//! offsets. A reading comes out as it went in. The tables are made to be looked at with other programs too; `schema.sql` says
//! what is in them.

mod add;
mod claim;
mod code;
mod credit;
mod decision;
mod error;
mod export;
mod identity;
mod incident;
mod ledger;
mod load;
mod place;
mod query;
mod reprint;
mod tally;
mod toll;

pub use add::Added;
pub use claim::{
    Backing, BackingKind, Claim, Claims, Conflict, ConflictKind, Field, Incident, Stand, Value, When, Where,
};
pub use decision::{Correction, CorrectionRow, Decision, DecisionOf, LikelyRow, NamingRow, Who};
pub use error::LedgerError;
pub use export::Form;
pub use incident::stems;
pub use ledger::Ledger;
pub use query::{
    ActorAccount, ActorFilter, ActorRow, Appearance, AppearanceRow, Carried, CarrierRow, CarryFilter, CarryKind,
    CarryNode, CarryRow, Carrying, CopyRow, DocumentFilter, DocumentRow, Filter, Hit, HitKind, IncidentFilter,
    IncidentRow, Link, OriginRow, OutletAccount, PartRow, Passage, RelationRow, SourceRow, SpotRow, StatementRow,
    TellingRow, Trace,
};
pub use reprint::{CopyKind, Edge, Family};
