//! `sayso show`: the whole of one document, incident or actor.

use clap::{ColorChoice, Parser};
use sayso_ledger::{Ledger, LedgerError};
use sayso_reading::Reading;

use super::ledger::{LedgerFile, failed, json_line};
use crate::failure::{Failure, Status};
use crate::output;
use crate::terminal::{self, Look, accounts};

/// Show one thing of a ledger: a document with its statements and events, an incident with all that is claimed of it, an actor
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// An incident (i7), an actor (a7), or a document's id, or as much of its beginning as no other has, or the id of a statement in it
    /// (DOCUMENT#STATEMENT)
    id: String,

    #[command(flatten)]
    ledger: LedgerFile,

    /// Print it as a line of JSON; a document in the form sayso/reading/1
    #[arg(long, conflicts_with = "html")]
    json: bool,

    /// Print the document as an HTML page of its own
    #[arg(long)]
    html: bool,
}

pub(crate) fn run(arguments: Arguments, color: ColorChoice) -> Result<Status, Failure> {
    let ledger = arguments.ledger.read()?;
    let look = Look::of_stdout(color);
    // A document may have any id, also one that looks like an incident's.
    let text = match reading(&ledger, &arguments.id) {
        Ok(reading) => match (arguments.json, arguments.html) {
            (true, _) => json_line(&reading)?,
            (_, true) => sayso_pages::reading_page(&reading),
            _ => terminal::report(&reading, &reading.document.id, None, look),
        },
        Err(unknown @ LedgerError::Unknown { .. }) if !arguments.html => {
            match (ledger.incident(&arguments.id), ledger.actor(&arguments.id)) {
                (Ok(incident), _) if arguments.json => json_line(&incident)?,
                (Ok(incident), _) => accounts::whole(&incident, look),
                (_, Ok(actor)) if arguments.json => json_line(&actor)?,
                (_, Ok(actor)) => accounts::actor(&actor, look),
                _ => return Err(failed(unknown)),
            }
        }
        Err(error) => return Err(failed(error)),
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
