//! `sayso relink`: finds the incidents of a ledger anew.

use clap::Parser;
use sayso_ledger::Ledger;

use super::ledger::{LedgerFile, failed};
use crate::failure::{Failure, Status};
use crate::terminal::{Messages, Progress};

/// Find anew which events of a ledger are one happening, as if every document had come last
///
/// Each document is linked as it comes, with the words then known to be common; afterwards it hardly matters which came first, and
/// after this it does not at all. What an analyst has decided stays.
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    ledger: LedgerFile,
}

pub(crate) fn run(arguments: Arguments, messages: &Messages) -> Result<Status, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.path).map_err(failed)?;
    let mut progress = Progress::new(messages, ledger.documents().map_err(failed)?);
    ledger.relink(|done| progress.advance(done)).map_err(failed)?;
    Ok(Status::Complete)
}
