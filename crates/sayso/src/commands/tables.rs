//! The CSV tables of the commands, for who serves them too.

pub(crate) use super::actors::{COLUMNS as ACTORS, csv as actor};
pub(crate) use super::conflicts::{COLUMNS as CONFLICTS, csv as conflict};
pub(crate) use super::incidents::{COLUMNS as INCIDENTS, csv as incident};
pub(crate) use super::ledger::csv_row;
