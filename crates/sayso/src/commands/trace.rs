//! `sayso trace`: a statement back to where it was first said.

use clap::{ColorChoice, Parser};
use sayso_ledger::{AppearanceRow, Trace};
use sayso_reading::{code, label};

use super::ledger::{LedgerFile, csv_row, failed, json_line};
use crate::failure::{Failure, Status};
use crate::output;
use crate::terminal::{Look, rows};

/// Follow a statement back through its carriers, copies and repetitions to its first appearance
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// The statement's id: DOCUMENT#STATEMENT
    id: String,

    #[command(flatten)]
    ledger: LedgerFile,

    /// Print the trace as a line of JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: Arguments, color: ColorChoice) -> Result<Status, Failure> {
    let trace = arguments.ledger.read()?.trace(&arguments.id).map_err(failed)?;
    let text = if arguments.json { json_line(&trace)? } else { told(&trace, Look::of_stdout(color)) };
    output::write(&text).map_err(Failure::from_stdout)?;
    Ok(Status::Complete)
}

pub(crate) const COLUMNS: [&str; 8] = ["id", "document", "outlet", "day", "source", "content", "how", "chain"];

/// A row of a table.
pub(crate) fn csv(row: &AppearanceRow) -> Result<String, Failure> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let cells = [
        row.id.clone(),
        row.document.clone(),
        text(&row.outlet),
        text(&row.day),
        row.source.clone(),
        row.content.clone(),
        code(row.how),
        row.chain.iter().map(|link| link.who.as_str()).collect::<Vec<_>>().join(" → "),
    ];
    csv_row(cells.iter().map(String::as_str))
}

fn told(trace: &Trace, look: Look) -> String {
    trace.appearances.iter().map(|appearance| entry(trace, appearance, look)).collect()
}

fn entry(trace: &Trace, appearance: &AppearanceRow, look: Look) -> String {
    let first = if appearance.id == trace.first { " · first appearance" } else { "" };
    let day = appearance.day.as_deref().unwrap_or("no day");
    let head = format!("{day} · {} · {}{first}", appearance.id, label(appearance.how));
    let link = |link: &sayso_ledger::Link| match link.how.as_str() {
        "source" | "outlet" => link.who.clone(),
        how => format!("{} ({})", link.who, how.replace('_', " ")),
    };
    let chain = appearance.chain.iter().map(link).collect::<Vec<_>>().join(" → ");
    rows::list(&head, [appearance.content.clone(), chain].into_iter(), look)
}
