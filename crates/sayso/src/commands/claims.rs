//! `sayso claims`: what is claimed of each incident, by whom.

use clap::builder::PossibleValuesParser;
use clap::{Args, ColorChoice, Parser};
use sayso_ledger::{Claim, Field, Incident};
use serde::Serialize;

use super::incidents::{NONE, Selection};
use super::ledger::{LedgerFile, Printing, Rows, csv_row, failed};
use crate::failure::{Failure, Status};
use crate::terminal::{Look, Messages, accounts};

/// The names of the fields.
const FIELDS: [&str; 9] =
    ["happened", "place", "date", "killed", "injured", "perpetrator", "target", "instrument", "responsibility"];

/// List what is claimed of incidents: each value with its sources, words and first appearance
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    of: OfField,

    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    rows: Rows,
}

/// Of which field.
#[derive(Debug, Args)]
pub(super) struct OfField {
    /// Only what is claimed of this
    #[arg(long, value_name = "FIELD", value_parser = PossibleValuesParser::new(FIELDS))]
    field: Option<String>,
}

impl OfField {
    /// Whether a field is asked for.
    pub(super) fn is(&self, field: Field) -> bool {
        self.field.as_ref().is_none_or(|name| *name == field.to_string())
    }
}

/// A claim and of what it is.
#[derive(Serialize)]
pub(crate) struct Row<'a> {
    incident: &'a str,
    title: &'a str,
    field: Field,
    #[serde(flatten)]
    claim: &'a Claim,
}

pub(crate) const COLUMNS: [&str; 11] =
    ["incident", "title", "field", "value", "text", "sources", "counted", "first", "documents", "statements", "denied"];

pub(crate) fn run(arguments: Arguments, color: ColorChoice, messages: &Messages) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let ledger = arguments.ledger.read()?;
    let form = arguments.rows;
    let mut printing = Printing::new(form, &COLUMNS)?;
    let each = |mut incident: Incident| {
        incident.fields.retain(|claims| arguments.of.is(claims.field));
        if !form.json && !form.csv {
            return incident.fields.is_empty() || printing.row(&incident, no_csv, |it| accounts::account(it, look));
        }
        rows(&incident).iter().all(|row| printing.row(row, csv, |_| String::new()))
    };
    ledger.incidents(&arguments.selection.filter(), each).map_err(failed)?;
    printing.end(messages, NONE)
}

/// All that is claimed of an incident.
pub(crate) fn rows(incident: &Incident) -> Vec<Row<'_>> {
    let claims = incident.fields.iter().flat_map(|claims| claims.values.iter().map(|claim| (claims.field, claim)));
    claims.map(|(field, claim)| Row { incident: &incident.id, title: &incident.title, field, claim }).collect()
}

fn no_csv(_: &Incident) -> Result<String, Failure> {
    Ok(String::new())
}

pub(crate) fn csv(row: &Row) -> Result<String, Failure> {
    let claim = row.claim;
    let counted: Vec<&str> = claim.counted.iter().map(|backing| backing.source.as_str()).collect();
    let cells = [
        row.incident.to_owned(),
        row.title.to_owned(),
        row.field.to_string(),
        claim.value.to_string(),
        claim.text.clone(),
        claim.sources.to_string(),
        counted.join("; "),
        claim.first.clone().unwrap_or_default(),
        claim.documents.join(" "),
        claim.statements.join(" "),
        claim.denied.join(" "),
    ];
    csv_row(cells.iter().map(String::as_str))
}
