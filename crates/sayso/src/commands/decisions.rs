//! `sayso merge`, `split`, `decisions` and `undo`: the analyst's word.

use clap::{ColorChoice, Parser};
use sayso_ledger::{Decision, Ledger};

use super::ledger::{LedgerFile, Printing, Rows, csv_row, failed};
use crate::failure::{Failure, Status};
use crate::output;
use crate::terminal::{Look, Messages, rows};

/// Say that several incidents are one happening, or several actors one
///
/// What you say stands over what sayso finds, now and later, until you take it back with `sayso undo`.
#[derive(Debug, Parser)]
pub(crate) struct Merge {
    /// Incidents (i7) or actors (a7); they become the first
    #[arg(required = true, num_args = 2.., value_name = "ID")]
    ids: Vec<String>,

    #[command(flatten)]
    ledger: LedgerFile,

    /// Who says so
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// Say that what some documents tell is not this incident but one of its own
#[derive(Debug, Parser)]
pub(crate) struct Split {
    /// The incident (i7)
    #[arg(value_name = "INCIDENT")]
    id: String,

    /// Ids of the documents that tell of another
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,

    #[command(flatten)]
    ledger: LedgerFile,

    /// Who says so
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// Take back a merge or a split
#[derive(Debug, Parser)]
pub(crate) struct Undo {
    /// The decision's number, as `sayso decisions` tells it
    #[arg(value_name = "NUMBER")]
    number: i64,

    #[command(flatten)]
    ledger: LedgerFile,
}

/// List what analysts have decided
#[derive(Debug, Parser)]
pub(crate) struct Decisions {
    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    rows: Rows,
}

pub(crate) fn merge(arguments: &Merge) -> Result<Status, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.path).map_err(failed)?;
    made(ledger.merge(&arguments.ids, arguments.by.as_deref()).map_err(failed)?)
}

pub(crate) fn split(arguments: &Split) -> Result<Status, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.path).map_err(failed)?;
    made(ledger.split(&arguments.id, &arguments.documents, arguments.by.as_deref()).map_err(failed)?)
}

pub(crate) fn undo(arguments: &Undo) -> Result<Status, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.path).map_err(failed)?;
    ledger.undo(arguments.number).map_err(failed)?;
    Ok(Status::Complete)
}

fn made(decision: i64) -> Result<Status, Failure> {
    let line = format!("decision {decision}; take it back with `sayso undo {decision}`\n");
    output::write(&line).map_err(Failure::from_stdout)?;
    Ok(Status::Complete)
}

const COLUMNS: [&str; 6] = ["number", "kind", "made", "analyst", "words", "undone"];

pub(crate) fn decisions(arguments: Decisions, color: ColorChoice, messages: &Messages) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let decisions = arguments.ledger.read()?.decisions().map_err(failed)?;
    let mut printing = Printing::new(arguments.rows, &COLUMNS)?;
    let _ = decisions.iter().all(|decision| printing.row(decision, csv, |decision| told(decision, look)));
    printing.end(messages, "nothing has been decided; see `sayso merge` and `sayso split`")
}

fn csv(decision: &Decision) -> Result<String, Failure> {
    let cells = [
        decision.number.to_string(),
        decision.kind.clone(),
        decision.made.clone(),
        decision.analyst.clone().unwrap_or_default(),
        decision.words.clone(),
        decision.undone.clone().unwrap_or_default(),
    ];
    csv_row(cells.iter().map(String::as_str))
}

fn told(decision: &Decision, look: Look) -> String {
    let undone = decision.undone.as_ref().map(|undone| format!(" · taken back {undone}")).unwrap_or_default();
    let by = decision.analyst.as_ref().map(|analyst| format!(" · {analyst}")).unwrap_or_default();
    let head = format!("{} · {}", decision.number, decision.words);
    rows::list(&head, std::iter::once(format!("{}{by}{undone}", decision.made)), look)
}
