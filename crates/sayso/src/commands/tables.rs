//! The CSV tables of the commands, for who serves them too.

pub(crate) use super::actors::{COLUMNS as ACTORS, csv as actor};
pub(crate) use super::claims::{COLUMNS as CLAIMS, csv as claim, rows as claims};
pub(crate) use super::conflicts::{COLUMNS as CONFLICTS, csv as conflict};
pub(crate) use super::decisions::{COLUMNS as DECISIONS, csv as decision};
pub(crate) use super::incidents::{COLUMNS as INCIDENTS, csv as incident};
pub(crate) use super::ledger::csv_row;
pub(crate) use super::search::{COLUMNS as HITS, csv as hit};
pub(crate) use super::statements::{COLUMNS as STATEMENTS, csv as statement};
pub(crate) use super::trace::{COLUMNS as APPEARANCES, csv as appearance};
