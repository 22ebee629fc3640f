//! Many readings in one SQLite file.
//!
//! A [`Ledger`] keeps documents with all that was read in them: actors, statements, events, each with its words and their
//! offsets. A reading comes out as it went in. The tables are made to be looked at with other programs too; `schema.sql` says
//! what is in them.

mod add;
mod claim;
mod code;
mod credit;
mod error;
mod identity;
mod incident;
mod ledger;
mod load;
mod query;
mod reprint;

pub use add::Added;
pub use claim::{
    Backing, BackingKind, Claim, Claims, Conflict, ConflictKind, Field, Incident, Stand, Value, When, Where,
};
pub use error::LedgerError;
pub use incident::stems;
pub use ledger::Ledger;
pub use query::{CarrierRow, Filter, Hit, HitKind, IncidentFilter, SourceRow, StatementRow};
pub use reprint::{CopyKind, Edge, Family};
