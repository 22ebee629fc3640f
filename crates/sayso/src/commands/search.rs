//! `sayso search`: full text, over articles and over what is said in them.

use clap::{ColorChoice, Parser};
use sayso_ledger::{Hit, HitKind};
use sayso_reading::label;

use super::ledger::{LedgerFile, Rows, csv_row, failed};
use crate::failure::{Failure, Status};
use crate::terminal::{Look, rows};

/// Search a ledger: what is said, then the articles
///
/// All words must be there. OR, NOT, "words in a row" and beginning* are understood too.
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// The words
    query: String,

    #[command(flatten)]
    ledger: LedgerFile,

    /// So many at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    #[command(flatten)]
    rows: Rows,
}

pub(crate) const COLUMNS: [&str; 7] = ["kind", "id", "document", "outlet", "day", "head", "words"];

pub(crate) fn run(arguments: Arguments, color: ColorChoice) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let hits = arguments.ledger.read()?.search(&arguments.query, Some(arguments.limit)).map_err(failed)?;
    arguments.rows.print(&hits, &COLUMNS, csv, |hit| told(hit, look), "nothing found")
}

pub(crate) fn csv(hit: &Hit) -> Result<String, Failure> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let cells = [
        label(hit.kind),
        hit.id.clone(),
        hit.document.clone(),
        text(&hit.outlet),
        text(&hit.day),
        text(&hit.head),
        hit.words.clone(),
    ];
    csv_row(cells.iter().map(String::as_str))
}

fn told(hit: &Hit, look: Look) -> String {
    let head = match (hit.kind, hit.head.as_deref().unwrap_or_default()) {
        (HitKind::Statement, "") => "—",
        (HitKind::Document, "") => "article",
        (_, head) => head,
    };
    rows::hit(head, &hit.words, &[Some(hit.id.clone()), hit.outlet.clone(), hit.day.clone()], look)
}
