//! `sayso remove`: takes documents out of a ledger.

use clap::Parser;
use sayso_ledger::{Ledger, LedgerError};

use super::ledger::{LedgerFile, failed};
use crate::failure::{Failure, Status};
use crate::terminal::Messages;

/// Take documents out of a ledger, with all that was read in them
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// Ids of documents
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,

    #[command(flatten)]
    ledger: LedgerFile,
}

pub(crate) fn run(arguments: Arguments, messages: &Messages) -> Result<Status, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.path).map_err(failed)?;
    let mut status = Status::Complete;
    for id in &arguments.ids {
        match ledger.remove(id) {
            Ok(()) => {}
            Err(error @ LedgerError::Unknown { .. }) => {
                status = Status::Incomplete;
                messages.error(error);
            }
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(status)
}
