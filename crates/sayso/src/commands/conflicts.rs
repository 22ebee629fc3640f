//! `sayso conflicts`: values that cannot both hold.

use clap::builder::PossibleValuesParser;
use clap::{ColorChoice, Parser};
use sayso_ledger::{Conflict, Incident};
use sayso_reading::label;

use super::claims::OfField;
use super::incidents::{NONE, Selection};
use super::ledger::{LedgerFile, Printing, Rows, csv_row, failed};
use crate::failure::{Failure, Status};
use crate::terminal::{Look, Messages, accounts};

/// List values claimed of one incident that cannot all hold: disputes, denials, updates
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    of: OfField,

    /// Only those of this kind
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(["dispute", "denial", "update", "place"]))]
    kind: Option<String>,

    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    rows: Rows,
}

pub(crate) const COLUMNS: [&str; 9] =
    ["incident", "title", "field", "kind", "value", "sources", "counted", "first", "documents"];

pub(crate) fn run(arguments: Arguments, color: ColorChoice, messages: &Messages) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let ledger = arguments.ledger.read()?;
    let mut printing = Printing::new(arguments.rows, &COLUMNS)?;
    let passes = |conflict: &Conflict| {
        arguments.of.is(conflict.field) && arguments.kind.as_ref().is_none_or(|kind| *kind == label(conflict.kind))
    };
    let each = |incident: Incident| {
        let mut conflicts = incident.conflicts().into_iter().filter(|conflict| passes(conflict));
        conflicts.all(|conflict| printing.row(&conflict, csv, |it| accounts::conflict(it, look)))
    };
    ledger.incidents(&arguments.selection.filter(), each).map_err(failed)?;
    printing.end(messages, NONE)
}

/// A row for each of the values.
pub(crate) fn csv(conflict: &Conflict) -> Result<String, Failure> {
    let mut out = String::new();
    for claim in &conflict.values {
        let counted: Vec<&str> = claim.counted.iter().map(|backing| backing.source.as_str()).collect();
        let cells = [
            conflict.incident.clone(),
            conflict.title.clone(),
            conflict.field.to_string(),
            label(conflict.kind),
            claim.value.to_string(),
            claim.sources.to_string(),
            counted.join("; "),
            claim.first.clone().unwrap_or_default(),
            claim.documents.join(" "),
        ];
        out += &csv_row(cells.iter().map(String::as_str))?;
    }
    Ok(out)
}
