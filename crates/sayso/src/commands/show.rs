//! `sayso show`: the whole of one document.

use clap::{ColorChoice, Parser};
use sayso_ledger::{Ledger, LedgerError};
use sayso_reading::Reading;

use super::ledger::{LedgerFile, failed, json_line};
use crate::failure::{Failure, Status};
use crate::output;
use crate::terminal::{self, Look};

/// Show a document of a ledger: its statements and events
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// The document's id, or as much of its beginning as no other has, or the id of a statement in it (DOCUMENT#STATEMENT)
    id: String,

    #[command(flatten)]
    ledger: LedgerFile,

    /// Print the reading as a line of JSON, in the form sayso/reading/1
    #[arg(long, conflicts_with = "html")]
    json: bool,

    /// Print the reading as an HTML page of its own
    #[arg(long)]
    html: bool,
}

pub(crate) fn run(arguments: Arguments, color: ColorChoice) -> Result<Status, Failure> {
    let ledger = arguments.ledger.read()?;
    let reading = reading(&ledger, &arguments.id).map_err(failed)?;
    let text = match (arguments.json, arguments.html) {
        (true, _) => json_line(&reading)?,
        (_, true) => sayso_pages::reading_page(&reading),
        _ => terminal::report(&reading, &reading.document.id, None, Look::of_stdout(color)),
    };
    output::write(&text).map_err(Failure::from_stdout)?;
    Ok(Status::Complete)
}

/// The reading that an id means. An id may itself hold the mark that parts document and statement, so the whole is tried first.
fn reading(ledger: &Ledger, id: &str) -> Result<Reading, LedgerError> {
    let document = id.rsplit_once('#').map(|(document, _)| document);
    for exact in [Some(id), document].into_iter().flatten() {
        match ledger.reading(exact) {
            Err(LedgerError::Unknown { .. }) => {}
            found => return found,
        }
    }
    match ledger.document_id(document.unwrap_or(id))? {
        Some(whole) => ledger.reading(&whole),
        None => Err(LedgerError::Unknown { id: id.to_owned() }),
    }
}
