//! `sayso show`: the whole of one document.

use clap::{ColorChoice, Parser};

use super::ledger::{LedgerFile, failed, json_line};
use crate::failure::{Failure, Status};
use crate::output;
use crate::terminal::{self, Look};

/// Show a document of a ledger: its statements and events
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// The document's id, or that of a statement in it (DOCUMENT#STATEMENT)
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
    let id = arguments.id.as_str();
    // An id may hold the mark that parts document and statement.
    let reading = ledger.reading(id).or_else(|error| match id.rsplit_once('#') {
        Some((document, _)) => ledger.reading(document).map_err(|_| error),
        None => Err(error),
    });
    let reading = reading.map_err(failed)?;
    let text = match (arguments.json, arguments.html) {
        (true, _) => json_line(&reading)?,
        (_, true) => sayso_pages::reading_page(&reading),
        _ => terminal::report(&reading, &reading.document.id, None, Look::of_stdout(color)),
    };
    output::write(&text).map_err(Failure::from_stdout)?;
    Ok(Status::Complete)
}
